import Formulas

/// Simulates one option over one block: joining, then council lines council by council, then programme lines.
final class OptionSimulation {
    let plan: RunPlan
    let option: PlannedOption
    let values: FormulaValues
    let width: Int
    let tally: OptionTally
    private let draws: LeverDraws
    /// Weights by council of levers that share by benefit, by lever of the plan; nil for others.
    let benefitWeights: [[Double]?]
    /// The lever of the plan that all eligible councils join at once, to see what its benefits are worth to each.
    let leverJoinedByAll: Int?
    /// By council: PV of that lever's benefits to the council.
    var benefitOfCouncil: [Double]
    /// By slot: the place of a lever in the option's own order.
    private(set) var joining: [JoiningTable] = []
    private(set) var ends: [ContractEnds?] = []
    private(set) var memberships: [Membership] = []
    /// By slot and line: values of `scale` by year, `(1 + growth)^t`, and the row in the tally.
    private(set) var lines: [[LineState]] = []
    /// Set where every flow is kept.
    let recordsFlows: Bool
    var flows: [CentralFlow] = []

    init(
        plan: RunPlan, option: PlannedOption, source: DrawSource, values: FormulaValues, draws: LeverDraws,
        benefitWeights: [[Double]?], leverJoinedByAll: Int? = nil, budgetCouncils: Range<Int> = 0..<0
    ) {
        self.plan = plan
        self.option = option
        self.values = values
        self.draws = draws
        self.benefitWeights = benefitWeights
        self.leverJoinedByAll = leverJoinedByAll
        benefitOfCouncil = Array(repeating: 0, count: plan.councilCount)
        width = source.count
        recordsFlows = source.recordsFlows
        tally = OptionTally(
            years: plan.years, councils: plan.councilCount,
            lines: option.levers.reduce(0) { $0 + plan.levers[$1].lines.count }, levers: option.levers.count,
            width: source.count, hasCashView: plan.cashView != nil, budgetCouncils: budgetCouncils
        )
    }

    func run() throws(CouncilModelError) {
        try join()
        try prepareLines()
        try flowCouncilLines()
        if leverJoinedByAll == nil { try flowProgrammeLines() }
    }

    /// The slot of the lever that a name means in this option, itself or a variant; nil when the option holds none.
    func slot(ofName name: String) -> Int? {
        option.levers.firstIndex { plan.levers[$0].lever.answers(to: name) }
    }

    private func join() throws(CouncilModelError) {
        var tables = [JoiningTable?](repeating: nil, count: option.levers.count)
        var contractEnds = [ContractEnds?](repeating: nil, count: plan.contracts.count)
        var joinedByAll: (slot: Int, table: JoiningTable)?
        for index in option.joiningOrder {
            let lever = plan.levers[index]
            guard let slot = option.levers.firstIndex(of: index) else {
                preconditionFailure("an option joins the levers that it holds")
            }
            if let contract = lever.contract, contractEnds[contract] == nil {
                contractEnds[contract] = try ContractEnds(
                    plan: plan, contract: plan.contracts[contract], phases: draws.phase[contract], values: values
                )
            }
            let rules = JoiningRules(
                plan: plan, lever: lever, values: values, contract: lever.contract.flatMap { contractEnds[$0] },
                required: lever.lever.requires.compactMap { self.slot(ofName: $0).flatMap { tables[$0] } },
                boosts: boosts(of: lever, among: tables), pressure: draws.pressure[index],
                ceiling: draws.ceiling[index], stop: draws.stop[index]
            )
            tables[slot] = try rules.table(width: width)
            if index == leverJoinedByAll { joinedByAll = (slot, try rules.tableWithAllJoined(width: width)) }
        }
        // Other levers go as they would: what they wait for is the lever as councils really join it.
        if let joinedByAll { tables[joinedByAll.slot] = joinedByAll.table }
        joining = tables.map { table in
            guard let table else { preconditionFailure("every lever of an option is in its joining order") }
            return table
        }
        ends = option.levers.map { plan.levers[$0].contract.flatMap { contractEnds[$0] } }
        memberships = option.levers.enumerated().map { slot, lever in
            Membership(plan: plan, lever: plan.levers[lever], joining: joining[slot])
        }
        tallyJoining()
    }

    private func boosts(
        of lever: PlannedLever, among tables: [JoiningTable?]
    ) -> [(by: PlannedFormula, joining: JoiningTable)] {
        guard case .diffusion(let diffusion) = lever.adoption else { return [] }
        return diffusion.boosts.compactMap { boost in
            slot(ofName: boost.joined).flatMap { tables[$0] }.map { (boost.by, $0) }
        }
    }

    private func tallyJoining() {
        for (slot, membership) in memberships.enumerated() {
            for year in 0..<plan.years {
                tally.members[slot * plan.years + year].update(from: membership.members[year], count: width)
            }
            for trial in 0..<width where joining[slot].windUp[trial] != JoiningTable.never {
                tally.woundUp[slot][trial] = 1
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
        if let planned = line.scale {
            let table = StableTable(rows: plan.years, width: width)
            let sums = planned.sums.map { sumOverMembers($0, slot: slot, atWindUp: line.line.timing == .windUp) }
            for year in 0..<plan.years {
                let variables = leverValues(slot: slot, year: year, atWindUp: line.line.timing == .windUp, sums: sums)
                table[year].update(
                    from: values.values(of: planned.formula, council: 0, year: year, variables: variables), count: width
                )
            }
            scale = table
        }
        var growth: StableTable?
        if let formula = line.growth {
            growth = try growthFactors(of: formula, plan: plan, values: values, place: "growth of \(place)")
        }
        var team: TeamStaffing?
        if case .team(let planned) = line.worth {
            team = try TeamStaffing(
                plan: plan, team: planned, lever: lever, joining: joining[slot], values: values, place: place)
        }
        return LineState(
            line: line, lever: lever, slot: slot, row: row, scale: scale, growth: growth, team: team,
            modifiers: line.modifiers.compactMap { modifier in
                self.slot(ofName: modifier.joined).map { (slot: $0, by: modifier.by) }
            }, place: place)
    }

    /// Rows of what follows how a lever goes, in one year.
    func leverValues(
        slot: Int, year: Int, atWindUp: Bool, sums: [StableTable]
    ) -> (LeverVariable) -> UnsafePointer<Double> {
        { [membership = memberships[slot]] variable in
            switch variable {
            case .time(let time):
                atWindUp ? membership.rowAtWindUp(of: time, year: year) : membership.row(of: time, year: year)
            case .sum(let index): UnsafePointer(sums[index][year])
            }
        }
    }

    /// The sum of a formula over the members of each year, or, where lines flow at winding up, of the year before.
    private func sumOverMembers(_ formula: PlannedFormula, slot: Int, atWindUp: Bool) -> StableTable {
        let sums = StableTable(rows: plan.years, width: width)
        let table = joining[slot]
        for council in plan.levers[option.levers[slot]].lever.eligible {
            for year in 0..<plan.years {
                let value = values.values(of: formula, council: council, year: year)
                for trial in 0..<width {
                    let counts =
                        atWindUp
                        ? table.hadJoined(council: council, trial: trial, by: year - 1)
                        : table.isMember(council: council, trial: trial, year: year)
                    if counts { sums[year][trial] += value[trial] }
                }
            }
        }
        return sums
    }

    static func place(of line: PlannedLine, lever: PlannedLever) -> String {
        "line \"\(line.line.name)\" of lever \(lever.lever.name)"
    }

    /// When each council joins each lever, where flows are kept.
    func recordedJoining() -> [CentralJoining] {
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
    /// Staffing of the year's members, where the line is a pooled team's.
    let team: TeamStaffing?
    /// Modifiers whose levers the option holds, with their slots.
    let modifiers: [(slot: Int, by: PlannedFormula)]
    /// What messages call it.
    let place: String
}
