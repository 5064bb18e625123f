import CouncilModel
import Glibc
import Testing

/// A generated scenario as the engine runs it, whose figures can be held against those of another run.
struct LawRun {
    /// Seeds of the scenarios that laws are held to, apart from those of the comparison with the naive model: 40, or a
    /// fifth of what the environment variable FOLKMOOT_GENERATED says.
    static let seeds: Range<UInt64> = {
        let generated = getenv("FOLKMOOT_GENERATED").flatMap { UInt64(String(cString: $0)) } ?? 200
        return 1_000_000..<1_000_000 + max(40, generated / 5)
    }()

    let plan: RunPlan
    let result: RunResult
    /// By option and council; empty without a cash view.
    let budgets: [[BudgetResult]]

    init(_ scenario: GeneratedScenario) throws {
        plan = try RunPlan(try scenario.read())
        result = try plan.simulate(threads: 1)
        let options = Array(result.options.indices)
        budgets =
            plan.scenario.cashView == nil
            ? [] : try plan.budgets(options: options, councils: plan.scenario.selected.indices, threads: 1)
    }

    /// The scenario of a seed in one file; one in ten has more trials than a batch, the others eight at most.
    static func scenario(_ seed: UInt64) -> GeneratedScenario {
        ScenarioGenerator.scenario(seed: seed).changed { tree in
            tree["trials"] = .number(seed % 10 == 0 ? 530 : min(8, tree["trials"]?.number ?? 8))
        }
    }

    /// The result of an option by name; nil where it is reported under another.
    func option(_ name: String) -> OptionResult? { result.options.first { $0.name == name } }

    func figures(of name: String) -> Figures? {
        guard let index = result.options.firstIndex(where: { $0.name == name }) else { return nil }
        var figures = Figures(result.options[index], budgets: budgets.isEmpty ? [] : budgets[index])
        // What is left of amounts that cancel carries the rounding of the amounts, and do nothing is minus the reference.
        let reference = Figures(result.options[0], budgets: [])
        figures.referenceSizes = (0..<result.trials).map { reference.size($0) }
        return figures
    }
}

/// All figures of an option, `[trial]` or one mean, by what they are called.
struct Figures {
    /// Sums of flows: an option's less its reference's, exactly.
    private(set) var sums: [String: [Double]] = [:]
    /// By trial: the largest amount of the reference, whose flows are taken off these.
    var referenceSizes: [Double] = []
    /// Measures in money and the nominal budgets.
    private(set) var measures: [String: [Double]] = [:]
    /// What is no money: ratios, shares, years, whether anything flows.
    private(set) var rest: [String: [Double]] = [:]
    /// Who has joined, by lever.
    private(set) var members: [String: [Double]] = [:]

    init(_ option: OptionResult, budgets: [BudgetResult]) {
        for (name, table) in [
            ("costs", option.costsByYear), ("benefits", option.benefitsByYear), ("cash", option.cashByYear),
        ] {
            for year in table.indices { sums["\(name) of year \(year)"] = table[year] }
        }
        for line in option.lines {
            sums["line \(line.lever)/\(line.line)"] = line.presentValue
            sums["line \(line.lever)/\(line.line) before uplift"] = line.presentValueBeforeUplift
        }
        for party in option.parties {
            sums["pays \(party.party)"] = party.pays
            sums["gains \(party.party)"] = party.gains
        }
        for (place, council) in option.councils.enumerated() {
            sums["NPV of council \(place)"] = council.npv
            sums["cash NPV of council \(place)"] = council.cashNPV
            measures["mean pays of council \(place)"] = [council.meanPays]
            measures["mean gains of council \(place)"] = [council.meanGains]
            rest["flow at council \(place)"] = council.hasFlow.map { $0 ? 1 : 0 }
            members["joining year of council \(place)"] = council.joiningYear.map(Double.init)
        }
        for (measure, values) in option.measures {
            if measure.isMoney { measures[measure.rawValue] = values } else { rest[measure.rawValue] = values }
        }
        for (place, lever) in option.levers.enumerated() {
            for (year, row) in option.members[place].enumerated() { members["members of \(lever) in \(year)"] = row }
            members["winding up of \(lever)"] = option.woundUp[place].map { $0 ? 1 : 0 }
        }
        for (place, budget) in ([option.budget].compactMap { $0 } + budgets).enumerated() {
            for (row, years) in budget.rows {
                for (year, values) in years.enumerated() { measures["\(row.rawValue) \(place) in \(year)"] = values }
            }
            measures["charges beyond \(place)"] = budget.chargesBeyond
        }
    }

    /// Names of the figures that are not exactly `factor` times those of the other, in order; NaN is as good as NaN.
    static func differences(
        _ figures: [String: [Double]], _ other: [String: [Double]], factor: Double = 1
    ) -> [String] {
        Set(figures.keys).union(other.keys).sorted().filter { name in
            guard let mine = figures[name], let theirs = other[name], mine.count == theirs.count else { return true }
            return zip(mine, theirs).contains { $0 != factor * $1 && !($0.isNaN && $1.isNaN) }
        }
    }

    /// Names of all figures in which two options differ by a bit, members apart.
    func differences(_ other: Figures) -> [String] {
        Self.differences(sums, other.sums) + Self.differences(measures, other.measures)
            + Self.differences(rest, other.rest)
    }

    /// All amounts of money there are.
    var amounts: [Double] { Array(sums.values.joined()) + measures.values.joined().filter { !$0.isNaN } }

    /// The largest absolute amount in a trial, which rounding is a share of.
    func size(_ trial: Int) -> Double {
        let least = referenceSizes.indices.contains(trial) ? referenceSizes[trial] : 1e-3
        return sums.values.reduce(least) { size, values in
            max(size, values.indices.contains(trial) ? abs(values[trial]) : 0)
        }
    }
}

extension ScenarioTree {
    /// Changes every lever.
    mutating func changeLevers(_ change: (inout ScenarioTree) -> Void) {
        var levers: ScenarioTree = [:]
        for entry in self["levers"]?.members ?? [] {
            var lever = entry.value
            change(&lever)
            levers[entry.key] = lever
        }
        self["levers"] = levers
    }

    /// Replaces every line of every lever by others; the key is `costs`, `benefits` or `transfers`.
    mutating func changeLines(_ change: (_ line: ScenarioTree, _ key: String) -> [ScenarioTree]) {
        changeLevers { lever in
            for key in ["costs", "benefits", "transfers"] {
                guard let lines = lever[key]?.items else { continue }
                lever[key] = .list(lines.flatMap { change($0, key) })
            }
        }
    }

    /// A number or formula inside another formula, in which it stands as `x`.
    func inside(_ formula: (_ x: String) -> String) -> ScenarioTree {
        .text(formula("(\(text ?? "\(number ?? 0)"))"))
    }

    /// Adds options with these levers beside those that are there.
    mutating func addOption(_ name: String, _ levers: [String], with: ScenarioTree? = nil) {
        var option: ScenarioTree = ["name": .text(name), "levers": .list(levers.map { .text($0) })]
        if let with { option["with"] = with }
        self["options"] = .list((self["options"]?.items ?? []) + [option])
    }
}
