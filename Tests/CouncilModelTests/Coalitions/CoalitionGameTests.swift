import CouncilModel
import Formulas
import Stochastics
import Testing

@Suite("What coalitions of councils cost and are worth")
struct CoalitionGameTests {
    /// Figures of one coalition by the central case of a scenario in which it alone is eligible and joins at once.
    private struct Restricted {
        var programmeCosts = 0.0
        var gains = 0.0
        var pays = 0.0

        init(_ scenario: Scenario, option name: String, coalition: [Int]) throws {
            var restricted = scenario
            restricted.reference = nil
            guard var option = scenario.options.first(where: { $0.name == name }) else { return }
            restricted.levers = scenario.levers.compactMap { lever in
                guard option.levers.contains(lever.name) else { return nil }
                var lever = lever
                lever.eligible = lever.eligible.filter { coalition.contains($0) }
                guard !lever.eligible.isEmpty else { return nil }
                // What stands between a wish and joining is taken away.
                lever.adoption = .mandate
                // Contracts go on, as lines flow at their ends, but can be left for nothing.
                if lever.contract != nil { lever.contractBreak = Formula(constant: 0) }
                lever.costs.removeAll { line in
                    if case .contractBreak = line.value { return true }
                    return false
                }
                lever.requires = []
                lever.closes = nil
                lever.minimum = nil
                lever.stop = nil
                return lever
            }
            option.levers = option.levers.filter { name in restricted.levers.contains { $0.name == name } }
            restricted.options = [option]
            let plan = try RunPlan(restricted)
            let factors = scenario.discounting.factors(years: scenario.years)
            for lever in try plan.centralCase().givens(ofOption: 1).levers {
                for given in lever.lines {
                    let (line, isCouncil) = (given.line, given.line.party == nil || given.line.party == .council)
                    for flow in given.flows {
                        let value = zip(flow.byYear, factors).reduce(0) { $0 + $1.0 * $1.1 }
                        if line.side == .cost, line.level == .programme { programmeCosts += value }
                        if line.side == .cost, line.level == .council, isCouncil { pays += value }
                        if line.side == .benefit, isCouncil { gains += value }
                    }
                }
            }
        }
    }

    /// Studies, and one option of each or all (an empty name).
    static let cases: [(study: String, option: String)] = [
        ("national", "All levers"), ("national", "shared_platform + pooled_talent + joint_procurement"),
        ("small-districts-ict", "Build it with the northern three"), ("small-districts-ict", "Share specialists"),
        ("london-pooled-talent", ""), ("data-exchange-health", ""), ("planning-london", "Both with a product team"),
        ("planning-south-west", ""), ("county-procurement", ""),
    ]

    @Test("Sets of councils come to what a scenario comes to that is restricted to them", arguments: cases)
    func restricted(study: String, option: String) throws {
        let scenario = try StudyRun.read(study)
        let names = option.isEmpty ? scenario.options.map(\.name) : [option]
        let councils = scenario.selected.count
        let draws = AddressedDraws(seed: 11)
        var block = CoalitionBlock(count: 7, councils: councils)
        let sets = (0..<7).map { number -> [Int] in
            // From a single council to all of them.
            let share = [0, 0.05, 0.2, 0.5, 0.8, 1, 1][number]
            let first = Int(draws.uniforms(at: Address("first"), trials: number..<number + 1)[0] * Double(councils))
            return (0..<councils).filter {
                $0 == first && number != 6
                    || draws.uniforms(at: Address("in/\($0)"), trials: number..<number + 1)[0] < share
            }
        }
        for (number, set) in sets.enumerated() {
            for council in set { block.insert(council, into: number..<number + 1) }
        }
        for name in names {
            let game = try CoalitionGame(scenario, option: name, flows: .councils)
            let figures = try game.figures(of: block, byCouncil: true)
            let gains = try CoalitionGame(scenario, option: name, flows: .councilBenefits).figures(of: block)
            let costs = try CoalitionGame(scenario, option: name, flows: .programmeCosts).figures(of: block)
            for (number, set) in sets.enumerated() {
                let naive = try Restricted(scenario, option: name, coalition: set)
                let size = 1e-9 * max(1, naive.programmeCosts + naive.gains + naive.pays)
                let cost = figures.programmeCosts.reduce(0) { $0 + $1[number] }
                #expect(abs(cost - naive.programmeCosts) < size, "c of set \(number) of \(name)")
                #expect(abs(costs.programmeCosts.reduce(0) { $0 + $1[number] } - cost) < size)
                #expect(abs(figures.members[number] - (naive.gains - naive.pays)) < size, "net of \(number) of \(name)")
                #expect(abs(gains.members[number] - naive.gains) < size, "gains of \(number) of \(name)")
                #expect(abs(figures.byCouncil.reduce(0) { $0 + $1[number] } - figures.members[number]) < size)
            }
        }
    }

    @Test("Nobody costs nothing and is worth nothing; threads change no bit, and blocks no more than rounding")
    func sameBits() throws {
        let scenario = try StudyRun.read("planning-london")
        let game = try CoalitionGame(scenario, option: "Both with a product team", flows: .councils)
        func run(threads: Int, width: Int) throws -> [Double] {
            let blocks = try game.results(blocks: 24 / width, threads: threads) { number in
                var block = CoalitionBlock(count: width, councils: game.councilCount)
                for place in 0..<width {
                    for council in 0..<(number * width + place) { block.insert(council, into: place..<place + 1) }
                }
                return block
            } result: { _, figures in
                figures
            }
            return blocks.flatMap { block in
                (0..<width).flatMap { set in [block.members[set]] + block.programmeCosts.map { $0[set] } }
            }
        }
        let one = try run(threads: 1, width: 24)
        #expect(one.prefix(game.levers.count + 1).allSatisfy { $0 == 0 })
        #expect(one.contains { $0 != 0 })
        #expect(try run(threads: 3, width: 8) == run(threads: 1, width: 8))
        // Whether anybody in a block takes part in nothing decides in which order some products are taken.
        for width in [1, 3, 8] {
            let other = try run(threads: 2, width: width)
            #expect(zip(one, other).allSatisfy { abs($0 - $1) <= 1e-12 * max(1, abs($0)) })
        }
    }
}
