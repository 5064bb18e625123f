import Analysis
import CouncilModel

/// What the candidates of a portfolio are called.
struct SetNames: Sendable {
    private let levers: [String]

    /// - Parameter levers: their names, or what they are called.
    init(_ levers: [String]) { self.levers = levers }

    /// The letter of a lever: A is the first.
    static func letter(_ lever: Int) -> String {
        // At most eight levers are combined.
        String(UnicodeScalar(UInt8(ascii: "A") + UInt8(lever)))
    }

    /// A letter for each lever that a candidate holds and a dot for each other: AB·D.
    func label(_ candidate: Portfolio.Candidate) -> String {
        guard let held = candidate.levers else { return "Reference" }
        if held.isEmpty { return RunPlan.doNothing }
        return levers.indices.map { held.contains($0) ? Self.letter($0) : "·" }.joined()
    }

    /// Its levers with " + " between them, as combinations are called; of a reference that is no set its own name.
    func name(_ candidate: Portfolio.Candidate) -> String {
        guard let held = candidate.levers else { return candidate.option ?? "" }
        return held.isEmpty ? RunPlan.doNothing : held.map { levers[$0] }.joined(separator: " + ")
    }
}
