import CouncilModel
import Testing

@Suite("Amounts that each council draws for itself")
struct CouncilDrawTests {
    /// Eleven lines, more than are summed side by side: some alike but for the numbers in their amounts, others but for their
    /// growth, uplift, timing, scale or what of the trial is in them.
    private static let costs = [
        #"{"name": "A", "kind": "revenue", "amount": "residents * a", "timing": {"on": "membership"}}"#,
        #"{"name": "B", "kind": "capital", "amount": "3 / 7 * residents * b", "timing": {"on": "membership"}}"#,
        #"{"name": "C", "kind": "revenue", "amount": "residents * c", "growth": "t", "timing": {"on": "membership"}}"#,
        #"{"name": "D", "kind": "revenue", "amount": "residents * 2 * d", "uplift": "1 + t", "timing": {"on": "membership"}}"#,
        #"{"name": "E", "kind": "economic", "amount": "residents * e", "timing": {"on": "joining"}}"#,
    ]
    private static let benefits = [
        #"{"name": "F", "kind": "cashable", "amount": "residents * f / 5", "timing": {"on": "membership", "ramp": [0.2, 1]}}"#,
        #"{"name": "G", "kind": "cashable", "amount": "residents * g", "cashed": "t", "timing": {"on": "membership", "ramp": [0.2, 1]}}"#,
        #"{"name": "H", "kind": "cashable", "amount": "t * residents * h", "timing": {"on": "membership"}}"#,
        #"{"name": "I", "kind": "cashable", "amount": "2 * t * residents * i", "timing": {"on": "membership"}}"#,
        #"{"name": "J", "kind": "societal", "amount": "residents * j", "scale": "share_joined", "timing": {"on": "membership"}}"#,
        #"{"name": "K", "kind": "cashable", "amount": "residents * max(a, k)", "timing": {"on": "membership", "ramp": [0.2, 1]}}"#,
    ]

    private static func run(costs: [String], benefits: [String]) throws -> OptionResult {
        let draws = "abcdefghijk".map { name in
            "\"\(name)\": {\"unit\": \"GBP/resident\(name == "e" ? "" : "/year")\", \"varies_by\": \"council\", "
                + "\"distribution\": {\"normal\": {\"mean\": 3, \"sd\": 2}}}"
        }
        return try Worked.runLever(
            """
            "starts": 2026, "adoption": {"diffusion": {"innovation": 0.3}},
            "costs": [\(costs.joined(separator: ", "))], "benefits": [\(benefits.joined(separator: ", "))]
            """,
            parts: "\"assumptions\": {\(draws.joined(separator: ", ")), \"t\": {\"unit\": \"share\", "
                + "\"distribution\": {\"uniform\": [0.01, 0.2]}}}",
            years: 6, trials: 700)
    }

    @Test("Many lines come to what each comes to alone: at each council, in cash, in all and in each year")
    func many() throws {
        let whole = try Self.run(costs: Self.costs, benefits: Self.benefits)
        let alone =
            try Self.costs.map { try Self.run(costs: [$0], benefits: []) }
            + Self.benefits.map { try Self.run(costs: [], benefits: [$0]) }
        func check(_ title: String, _ values: (OptionResult) -> [Double]) {
            let (found, parts) = (values(whole), alone.map(values))
            for trial in found.indices {
                let size = parts.reduce(0) { $0 + abs($1[trial]) }
                let sum = parts.reduce(0) { $0 + $1[trial] }
                #expect(abs(found[trial] - sum) <= 64 * 0x1p-53 * size, "\(title), trial \(trial)")
            }
        }
        check("NPSV") { $0.measures[.npsv] ?? [] }
        for council in 0..<3 {
            check("NPV of council \(council)") { $0.councils[council].npv }
            check("cash NPV of council \(council)") { $0.councils[council].cashNPV }
        }
        for year in 0..<6 { check("cash of year \(year)") { $0.cashByYear[year] } }
        for (line, part) in zip(whole.lines, alone) {
            #expect(line.presentValue.contains { $0 != 0 })
            #expect(line.presentValue == part.lines[0].presentValue)
        }
    }
}
