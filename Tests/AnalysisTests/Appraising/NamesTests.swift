import CouncilModel
import Formulas
import Testing

@testable import Analysis

@Suite("Names that parts of a scenario read")
struct NamesTests {
    /// Names in every formula that a part consists of, found by looking at all its members, whatever they are.
    private static func looked(at part: Any) -> Set<String> {
        if let formula = part as? Formula { return Set(formula.names.map(\.name)) }
        return Mirror(reflecting: part).children.reduce(into: []) { $0.formUnion(looked(at: $1.value)) }
    }

    /// How many formulas a part consists of.
    private static func formulas(in part: Any) -> Int {
        part is Formula ? 1 : Mirror(reflecting: part).children.reduce(0) { $0 + formulas(in: $1.value) }
    }

    /// Members of a part that are nil.
    private static func missing(in part: Any) -> [String] {
        Mirror(reflecting: part).children.compactMap { child in
            let mirror = Mirror(reflecting: child.value)
            return mirror.displayStyle == .optional && mirror.children.isEmpty ? child.label : nil
        }
    }

    /// Formulas that each read a name of their own.
    private struct Fresh {
        var count = 0

        mutating func next() throws -> Formula {
            count += 1
            return try Formula(parsing: "name_\(count)")
        }

        mutating func line(_ side: Line.Side, _ value: Line.Worth, _ timing: Timing) throws -> Line {
            Line(
                name: "Line", side: side, kind: .cashable, party: .council, value: value, timing: timing,
                scale: Line.Scale(formula: try next(), sums: [try next(), try next()]), uplift: try next(),
                modifiers: [Line.Modifier(joined: "other", by: try next())], growth: try next(), receiver: .lead,
                cashed: try next(), resource: try next(), paidBy: [Lever.PartyShare(party: .council, share: 1)],
                shared: .formula(try next()), among: .members)
        }

        /// A lever in which every formula that there can be is there, by ways to join.
        mutating func lever(_ adoption: Lever.Adoption) throws -> Lever {
            let team = Team(
                demand: try next(), variability: try next(), serviceLevel: try next(), dayCost: try next(),
                pooledDayCost: try next(), correlation: try next())
            return Lever(
                name: "lever", variantOf: ["first"], starts: 2027, delay: try next(), contract: "contract",
                contractBreak: try next(), closes: 2030, adoption: adoption, already: .councils([1]),
                requires: ["other"], minimum: Lever.Minimum(members: 2, within: 3),
                stop: Lever.Stop(probability: try next(), after: 2), eligible: [0, 1, 2],
                shared: .formula(try next()), lead: 0,
                costs: [
                    try line(.cost, .amount(try next()), .joining(spread: [1], from: 0)),
                    try line(.cost, .contractBreak(try next()), .renewal),
                ],
                benefits: [
                    try line(
                        .benefit, .claim(pool: "pool", share: try next(), value: try next()),
                        .membership(ramp: [1], lasts: try next(), decay: try next(), lag: try next())),
                    try line(
                        .benefit, .team(team), .running(ramp: [1], from: 0, sinceStarts: true, lasts: try next())),
                ],
                transfers: [try line(.transfer, .amount(try next()), .end)])
        }
    }

    @Test("every formula of a lever is read, whichever way councils join, and nothing of it is left out of this test")
    func lever() throws {
        var fresh = Fresh()
        let diffusion = Lever.Diffusion(
            innovation: try fresh.next(), imitation: try fresh.next(), ceiling: try fresh.next(),
            founders: .number(1), propensity: try fresh.next(),
            boosts: [Line.Modifier(joined: "other", by: try fresh.next())])
        let waves = Lever.Waves(steps: [Lever.Wave(year: 2027, share: 1)], propensity: try fresh.next())
        for adoption in [Lever.Adoption.mandate, .waves(waves), .diffusion(diffusion)] {
            let lever = try fresh.lever(adoption)
            var names = Names()
            names.add(lever)
            #expect(names.inFormulas == Self.looked(at: lever))
            // Each formula has a name of its own: a count that is short would be a name that stands twice.
            #expect(names.inFormulas.count == Self.formulas(in: lever))
            #expect(Self.missing(in: lever).isEmpty, "a member that this test has to fill")
            for line in lever.costs + lever.benefits + lever.transfers {
                #expect(Self.missing(in: line).isEmpty, "a member that this test has to fill")
            }
        }
    }

    @Test("every formula of pools, contracts and the cash view is read")
    func others() throws {
        var fresh = Fresh()
        let pool = Pool(name: "pool", amount: try fresh.next(), growth: try fresh.next())
        let contract = Contract(name: "contract", length: try fresh.next(), notice: try fresh.next(), ends: "ends")
        let view = CashView(
            inflation: [try fresh.next(), try fresh.next()],
            financing: CashView.Financing(rate: try fresh.next(), life: try fresh.next(), borrowed: try fresh.next()))
        var names = Names()
        names.add(pool)
        #expect(names.inFormulas == Self.looked(at: pool))
        names.add(contract)
        names.add(view)
        let all: [Any] = [pool, contract, view]
        #expect(names.inFormulas == Self.looked(at: all) && names.inFormulas.count == fresh.count)
    }
}
