import Appraisal
import CouncilModel
import Stochastics
import Testing

@testable import Analysis

@Suite("Groups of councils")
struct GroupTests {
    private static let trials = 600

    /// A county with two districts, and four councils of one tier, the last of which is not selected.
    private static func run(columns: [Register.Column]? = nil, selected: [Int] = [0, 1, 2, 3, 4, 5]) -> HandMadeRun {
        let samples = Samples(trials: trials)
        var run = HandMadeRun(options: [("A", samples.normal("x"))])
        run.scenario.register = Register(
            codes: ["C1", "D1", "D2", "U1", "U2", "U3", "U4"], names: ["c", "d", "e", "f", "g", "h", "i"],
            types: ["county", "district", "district", "unitary", "unitary", "welsh", "unitary"],
            columns: columns ?? [
                .init(name: "population", cells: .numbers([300, 100, 200, 50, 0, 70, 1000])),
                .init(name: "region", cells: .texts(["West", "West", "West", "East", nil, "Wales", "North"])),
                .init(name: "county", cells: .texts([nil, "C1", "C1", nil, nil, nil, nil])),
                .init(name: "deprivation_score", cells: .numbers([20, 20, 30, 40, 50, nil, 10])),
                .init(name: "rural_share", cells: .numbers([0.5, 0.499, 0.26, 0.259, nil, 1, 0])),
            ]
        )
        run.scenario.selected = selected
        run.result.options[1].councils = selected.map { row in
            let (x, u) = (samples.normal("n\(row)"), samples.uniform("u\(row)"))
            // Council U1 never has a flow, others sometimes; half a penny below 0 is not worse off.
            let hasFlow = u.map { row != 3 && $0 < 0.5 }
            let npv = zip(x, u).map { x, u in row == 3 ? 0 : u < 0.1 ? -0.005 : u < 0.5 ? x : 0 }
            var council = CouncilResult(npv: npv, cashNPV: x, joiningYear: x.map { _ in 0 }, hasFlow: hasFlow)
            council.meanPays = 10 + Double(row)
            council.meanGains = council.meanPays + Naive.mean(npv)
            return council
        }
        return run
    }

    private static func members(of run: HandMadeRun) -> [String] {
        CouncilGroup.all(of: run.scenario).map { group in
            let codes = group.councils.map { run.scenario.register.codes[run.scenario.selected[$0]] }
            return "\(group.grouping.rawValue) \(group.name): \(codes.joined(separator: " "))"
        }
    }

    @Test("Councils are grouped by what the register says, a county with its districts")
    func membership() {
        #expect(
            Self.members(of: Self.run()) == [
                "region East: U1", "region Wales: U3", "region West: C1 D1 D2",
                "type county: C1", "type district: D1 D2", "type unitary: U1 U2", "type welsh: U3",
                "county C1: C1 D1 D2",
                // Six scores: 50 | 40 | 30 | 20 20 | 10, the fifths beginning at ranks 0, 1.2, 2.4, 3.6 and 4.8.
                "deprivation_fifth 1: U1 U2", "deprivation_fifth 2: D2", "deprivation_fifth 3: C1 D1",
                "rurality predominantly_rural: C1 U3", "rurality predominantly_urban: U1",
                "rurality urban_with_significant_rural: D1 D2",
            ]
        )
        // Without the columns there is the type alone; without the county council its districts are still a group.
        let bare = Self.run(columns: [], selected: [0, 3])
        #expect(Self.members(of: bare) == ["type county: C1", "type unitary: U1", "county C1: C1"])
        #expect(Self.members(of: Self.run(selected: [1, 4])).contains("county C1: D1"))
    }

    @Test("A fifth holds a fifth of the scores, the most deprived first", arguments: [5, 23, 380])
    func fifths(count: Int) {
        let scores = Samples(trials: count).uniform("score").map { 100 * $0 }
        let register = Register(
            codes: (0..<count).map { "E\(1000 + $0)" }, names: scores.map { "\($0)" }, types: scores.map { _ in "t" },
            columns: [.init(name: "deprivation_score", cells: .numbers(scores))]
        )
        let fifths = Grouping.deprivationFifth.groups(in: register)
        var highest = Double.infinity
        for fifth in ["1", "2", "3", "4", "5"] {
            let inside = zip(scores, fifths).filter { $0.1 == fifth }.map(\.0)
            #expect(abs(Double(inside.count) - Double(count) / 5) < 1)
            #expect((inside.max() ?? 0) < highest)
            highest = inside.min() ?? 0
        }
    }

    @Test("Figures of a group are those of its councils, added up and counted trial by trial")
    func figures() throws {
        let run = Self.run()
        let results = run.result.options[1].councils
        let comparison = run.comparison
        #expect(comparison.options[0].groups.isEmpty)
        let groups = comparison.options[1].groups
        #expect(groups.map(\.group) == CouncilGroup.all(of: run.scenario).map(\.name))
        for (group, expected) in zip(groups, CouncilGroup.all(of: run.scenario)) {
            let members = expected.councils.map { results[$0] }
            #expect(group.grouping == expected.grouping && group.councils == members.count)
            #expect(isClose(group.pays, members.map(\.meanPays).reduce(0, +)))
            // What is gained less what is paid is the NPV.
            let npv = group.gains - group.pays
            if group.residents > 0 {
                #expect(isClose(group.npvPerResident.map { $0 * group.residents }, npv))
            } else {
                #expect(group.npvPerResident == nil)
            }
            var shares: [Double] = []
            for trial in 0..<Self.trials {
                let flowing = members.filter { $0.hasFlow[trial] }
                if flowing.isEmpty { continue }
                let losing = flowing.filter { $0.npv[trial] < -0.005 }
                shares.append(Double(losing.count) / Double(flowing.count))
            }
            if shares.isEmpty {
                #expect(group.shareWorseOff == nil)
            } else {
                #expect(isClose(group.shareWorseOff, Naive.mean(shares)))
            }
        }
        func group(_ grouping: Grouping, _ name: String) throws -> GroupAppraisal {
            try #require(groups.first { $0.grouping == grouping && $0.group == name })
        }
        // The county's residents are those of its districts; on its own it has none.
        #expect(try group(.county, "C1").residents == 300 && group(.type, "county").residents == 0)
        #expect(try group(.type, "county").npvPerResident == nil)
        #expect(try group(.region, "East").shareWorseOff == nil)
        // Of trials with a flow a fifth is half a penny down, half of the others are below 0: a share of 0.4, with a
        // standard error of √(0.24/300).
        #expect(try abs((group(.region, "Wales").shareWorseOff ?? 0) - 0.4) < 0.12)
    }
}
