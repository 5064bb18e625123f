import Formulas

/// Simulates one option over one block: joining, then council lines council by council, then programme lines.
final class OptionSimulation {
    let plan: RunPlan
    let option: PlannedOption
    let values: FormulaValues
    let width: Int
    let tally: OptionTally
    private let draws: LeverDraws
    /// By slot: the place of a lever in the option's own order.
    private(set) var joining: [JoiningTable] = []
    private(set) var ends: [ContractEnds?] = []
    private(set) var memberships: [Membership] = []
    /// By slot and line: values of `scale` by year, `(1 + growth)^t`, and the row in the tally.
    private(set) var lines: [[LineState]] = []
    /// Set in the central case, where every flow is kept.
    let recordsFlows: Bool
    var flows: [CentralFlow] = []

    init(plan: RunPlan, option: PlannedOption, source: DrawSource, values: FormulaValues, draws: LeverDraws) {
        self.plan = plan
        self.option = option
        self.values = values
        self.draws = draws
        width = source.count
        if case .central = source { recordsFlows = true } else { recordsFlows = false }
        tally = OptionTally(
            years: plan.years, councils: plan.councilCount,
            lines: option.levers.reduce(0) { $0 + plan.levers[$1].lines.count }, levers: option.levers.count,
            width: source.count
        )
    }

    func run() throws(CouncilModelError) {
        try join()
        try prepareLines()
        try flowCouncilLines()
        try flowProgrammeLines()
    }

    /// The slot of a lever of the plan in this option; nil when the option does not hold it.
    func slot(of lever: Int) -> Int? { option.levers.firstIndex(of: lever) }

    private func join() throws(CouncilModelError) {
        var tables = [JoiningTable?](repeating: nil, count: option.levers.count)
        var contractEnds = [ContractEnds?](repeating: nil, count: plan.contracts.count)
        for index in option.joiningOrder {
            let lever = plan.levers[index]
            guard let slot = slot(of: index) else { preconditionFailure("an option holds what its levers require") }
            if let contract = lever.contract, contractEnds[contract] == nil {
                contractEnds[contract] = try ContractEnds(
                    plan: plan, contract: plan.contracts[contract], phases: draws.phase[contract], values: values
                )
            }
            let rules = JoiningRules(
                plan: plan, lever: lever, values: values, contract: lever.contract.flatMap { contractEnds[$0] },
                required: lever.requires.compactMap { self.slot(of: $0).flatMap { tables[$0] } },
                pressure: draws.pressure[index], ceiling: draws.ceiling[index]
            )
            tables[slot] = try rules.table(width: width)
        }
        joining = tables.map { table in
            guard let table else { preconditionFailure("every lever of an option is in its joining order") }
            return table
        }
        ends = option.levers.map { plan.levers[$0].contract.flatMap { contractEnds[$0] } }
        memberships = option.levers.enumerated().map { slot, lever in
            Membership(plan: plan, lever: plan.levers[lever], joining: joining[slot])
        }
        for (slot, membership) in memberships.enumerated() {
            for year in 0..<plan.years {
                tally.members[slot * plan.years + year].update(from: membership.members[year], count: width)
            }
        }
        for table in joining {
            for council in 0..<plan.councilCount {
                for trial in 0..<width {
                    let year = table.year(council: council, trial: trial)
                    guard year != JoiningTable.never else { continue }
                    let cell = council * width + trial
                    tally.joining[cell] = min(tally.joining[cell], Int16(clamping: year))
                }
            }
        }
    }

    private func prepareLines() throws(CouncilModelError) {
        var row = 0
        for (slot, index) in option.levers.enumerated() {
            var states: [LineState] = []
            for line in plan.levers[index].lines {
                states.append(try lineState(of: line, lever: plan.levers[index], slot: slot, row: row))
                row += 1
            }
            lines.append(states)
        }
    }

    private func lineState(
        of line: PlannedLine, lever: PlannedLever, slot: Int, row: Int
    ) throws(CouncilModelError) -> LineState {
        let place = Self.place(of: line, lever: lever)
        var scale: StableTable?
        if let formula = line.scale {
            let table = StableTable(rows: plan.years, width: width)
            for year in 0..<plan.years {
                let time = timeValues(slot: slot, year: year)
                table[year].update(
                    from: values.values(of: formula, council: 0, year: year, time: time), count: width
                )
            }
            scale = table
        }
        var growth: StableTable?
        if let formula = line.growth {
            growth = try growthFactors(of: formula, plan: plan, values: values, place: "growth of \(place)")
        }
        return LineState(line: line, lever: lever, slot: slot, row: row, scale: scale, growth: growth, place: place)
    }

    /// Rows of the time variables of one lever in one year.
    func timeValues(slot: Int, year: Int) -> (TimeVariable) -> UnsafePointer<Double> {
        { [membership = memberships[slot]] variable in membership.row(of: variable, year: year) }
    }

    static func place(of line: PlannedLine, lever: PlannedLever) -> String {
        "line \"\(line.line.name)\" of lever \(lever.lever.name)"
    }

    /// When each council joins each lever, in the central case.
    func centralJoining() -> [CentralJoining] {
        guard recordsFlows else { return [] }
        return option.levers.enumerated().flatMap { slot, lever in
            plan.levers[lever].lever.eligible.compactMap { council in
                let year = joining[slot].year(council: council, trial: 0)
                guard year != JoiningTable.never else { return nil }
                return CentralJoining(lever: plan.levers[lever].lever.name, council: council, year: Int(year))
            }
        }
    }
}

/// One line of an option while it is being worked out.
struct LineState {
    let line: PlannedLine
    let lever: PlannedLever
    /// Place of its lever in the option.
    let slot: Int
    /// Row in the tally's tables by line.
    let row: Int
    /// `scale` by `[year][trial]`; nil: 1.
    let scale: StableTable?
    /// `(1 + growth)^t` by `[year][trial]`; nil: 1.
    let growth: StableTable?
    /// What messages call it.
    let place: String
}
