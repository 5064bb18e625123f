import Testing

import Formulas

@Suite("The nearest known name")
struct NearestNameTests {
    @Test(
        "A slip or two in a long name is recognised, a different name is not",
        arguments: [
            ("mni", ["max", "min"], "min"), ("populaton", ["population", "residents"], "population"),
            ("resident", ["population", "residents"], "residents"),
            ("planing_spnd", ["planning_spend"], "planning_spend"),
            ("Population", ["population"], "population"), ("MAX", ["min", "max"], "max"),
            ("delya", ["delay", "decay"], "delay"),
            ("cost", ["benefit", "share"], nil), ("x", ["y"], nil), ("x", ["X"], "X"), ("ab", ["ac"], "ac"),
            ("", ["a"], nil),
            ("a", [""], nil), ("a", [], nil), ("abcdef", ["abxyef"], "abxyef"), ("abcdef", ["axyzef"], nil),
        ] as [(String, [String], String?)])
    func nearest(name: String, candidates: [String], expected: String?) {
        #expect(nearestName(to: name, among: candidates) == expected)
        #expect(nearestName(to: name, among: candidates.reversed()) == expected)
    }

    @Test("Ties go to the fewest slips in case, then to the first in order, however the names come")
    func ties() {
        #expect(nearestName(to: "bat", among: ["rat", "cat", "hat"]) == "cat")
        #expect(nearestName(to: "bat", among: ["cat", "hat", "rat"]) == "cat")
        #expect(nearestName(to: "Cost", among: ["COST", "cost"]) == "cost")
        #expect(nearestName(to: "COST", among: ["cost", "COST"]) == "COST")
    }
}
