import Appraisal
import CRows
import Stochastics

/// One option in one block: the sum of its flows, council by council and in total, less the reference's.
final class OptionSum {
    let plan: RunPlan
    /// Index into the plan's options.
    let option: Int
    /// Whether its figures are handed over; else it is there to be measured against.
    let isWanted: Bool
    private let run: LeverRuns.OptionRun
    private let flows: [LeverFlow]
    private let standingFlows: StandingObjects<LeverFlow>
    /// Who joins its levers.
    private let joinings: StandingObjects<JoiningTable>
    /// By council position: whether it can join any of the option's levers.
    private let canJoin: [Bool]
    /// Whether cash NPV of councils is their NPV; then the row of cash is not filled.
    private let isAllCash: Bool
    private let world: LeverWorld
    /// Number of trials.
    let width: Int
    private let values: FormulaValues
    private var money: NominalMoney?
    /// Tables that all options of a block use in turn.
    let workspace: Workspace
    /// NPV and cash NPV of the council at hand, where they are sums or nothing.
    private let own: StableTable
    /// Where its NPV, its cash NPV (NPV itself where all is cash) and the marks of trials with a flow are: in rows of the
    /// option's own, or in the account of the only flow.
    private var npvRow, cashRow: UnsafeMutablePointer<Double>
    private var flowRow: UnsafeMutablePointer<UInt8>
    private var pays = 0.0
    /// Nil where it follows from NPV, which is summed anyway: there is one flow, or none.
    private var gains: Double?
    /// Whether nothing flows at the council at hand, and it can join nothing.
    private var isBlank = false
    private let hasFlow: UnsafeMutablePointer<UInt8>
    private let joiningYear: UnsafeMutablePointer<Int16>
    /// Over councils, a row each: NPV and cash NPV.
    let councils: StableTable
    /// By trial: how many councils have any flow, are worse off, and are so in cash.
    let withFlow, worseOff, worseOffInCash: UnsafeMutablePointer<UInt16>

    /// Tables that options use one after the other.
    final class Workspace {
        /// What an option comes to.
        let totals: FlowTotals
        /// What the reference comes to.
        let reference: FlowTotals
        let measures: StableTable
        let scratch: StableTable
        /// A council's figures less the reference's.
        fileprivate let difference: StableTable
        fileprivate let hasFlow: UnsafeMutablePointer<UInt8>

        init(plan: RunPlan, width: Int) {
            func makeTotals() -> FlowTotals {
                FlowTotals(
                    years: plan.years, lines: 0, width: width, hasCashView: plan.cashView != nil, hasLead: false,
                    keepsBudgets: false)
            }
            totals = makeTotals()
            reference = makeTotals()
            measures = StableTable(rows: Measure.allCases.count, width: width)
            scratch = StableTable(rows: 4, width: width)
            difference = StableTable(rows: 2, width: width)
            hasFlow = .allocate(capacity: width)
            hasFlow.initialize(repeating: 0, count: width)
        }

        deinit { hasFlow.deallocate() }

        private var lineTables: [Int: StableTable] = [:]

        /// A table for lines of so many rows.
        fileprivate func lineTable(rows: Int) -> StableTable {
            let table = lineTables[rows] ?? StableTable(rows: rows, width: measures.width)
            lineTables[rows] = table
            return table
        }
    }

    init(
        plan: RunPlan, option: Int, isWanted: Bool, run: LeverRuns.OptionRun, flows: [LeverFlow], world: LeverWorld,
        money: FormulaValues, workspace: Workspace
    ) {
        self.isWanted = isWanted
        self.workspace = workspace
        totals = workspace.totals
        self.plan = plan
        self.option = option
        self.run = run
        self.flows = run.flows.map { flows[$0] }
        standingFlows = StandingObjects(self.flows)
        joinings = StandingObjects(run.joinings.map { world.joinings[$0] })
        isAllCash = run.flows.allSatisfy { flows[$0].account.isAllCash }
        self.world = world
        values = money
        let levers = plan.options[option].levers.map { plan.levers[$0] }
        canJoin = (0..<plan.councilCount).map { council in levers.contains { $0.isEligible[council] } }
        width = money.width
        own = StableTable(rows: 2, width: width)
        hasFlow = .allocate(capacity: width)
        hasFlow.initialize(repeating: 0, count: width)
        (npvRow, cashRow, flowRow) = (own[0], own[isAllCash ? 0 : 1], hasFlow)
        joiningYear = .allocate(capacity: width)
        joiningYear.initialize(repeating: 0, count: width)
        councils = StableTable(rows: 2, width: width)
        precondition(plan.councilCount <= UInt16.max, "councils are counted in 16 bits")
        withFlow = .allocate(capacity: 3 * width)
        withFlow.initialize(repeating: 0, count: 3 * width)
        (worseOff, worseOffInCash) = (withFlow + width, withFlow + 2 * width)
    }

    deinit {
        hasFlow.deallocate()
        joiningYear.deallocate()
        withFlow.deallocate()
    }

    /// Takes up a block whose draws are made.
    func begin() throws(CouncilModelError) {
        councils.fill(with: 0)
        withFlow.update(repeating: 0, count: 3 * width)
        if let view = plan.cashView { money = try NominalMoney(plan: plan, view: view, values: values) }
    }

    /// Sums the accounts of a council.
    func take(_ council: Int) {
        let wasBlank = isBlank
        isBlank = !canJoin[council] && standingFlows.allSatisfy { $0.isIdle }
        if isBlank, wasBlank { return }
        (pays, gains) = (0, nil)
        (npvRow, cashRow, flowRow) = (own[0], own[isAllCash ? 0 : 1], hasFlow)
        var count = 0
        var gained = 0.0
        standingFlows.forEach { flow in
            if flow.isIdle { return }
            let account = flow.account
            count += 1
            if count == 1 {
                // The account of the only flow is what the option comes to; what others add to is copied first.
                (npvRow, cashRow, flowRow) = (account.npv[0], account.cash[0], account.hasFlow)
            } else {
                if count == 2 {
                    gained = CouncilModel.sum(of: npvRow, count: width) + pays
                    copyRows()
                }
                row_add(npvRow, account.npv[0], width)
                if !isAllCash { row_add(cashRow, account.cash[0], width) }
                row_add_marks(flowRow, account.hasFlow, width)
                gained += account.gains
            }
            pays += account.pays
        }
        if count > 1 { gains = gained }
        if count == 0 {
            own.fill(with: 0)
            hasFlow.update(repeating: 0, count: width)
        } else if !isAllCash, cashRow == npvRow {
            copyRows()
        }
        takeJoining(council)
    }

    /// Copies the figures of the council at hand to rows of the option's own.
    private func copyRows() {
        let (npv, cash) = (own[0], own[isAllCash ? 0 : 1])
        npv.update(from: npvRow, count: width)
        if !isAllCash { cash.update(from: cashRow, count: width) }
        hasFlow.update(from: flowRow, count: width)
        (npvRow, cashRow, flowRow) = (npv, cash, hasFlow)
    }

    private func takeJoining(_ council: Int) {
        var isFirst = true
        joinings.forEach { table in
            let places = table.row(council)
            if isFirst, table.placeOfYear0 == 0 {
                row_years(joiningYear, places, table.placeOfNever, CouncilResult.never, width)
            } else {
                if isFirst { joiningYear.update(repeating: CouncilResult.never, count: width) }
                if table.placeOfYear0 == 0 {
                    row_earliest_years(joiningYear, places, table.placeOfNever, CouncilResult.never, width)
                } else {
                    row_earliest_years_of(joiningYear, places, table.yearOfPlace, width)
                }
            }
            isFirst = false
        }
        if isFirst { joiningYear.update(repeating: CouncilResult.never, count: width) }
    }

    /// The council at hand less the reference's figures of it; adds it to the sums over councils.
    func relative(to reference: OptionSum?) -> CouncilTrials {
        if isBlank, reference?.isBlank ?? true {
            return CouncilTrials(
                count: width, npv: TrialRow(npvRow), cashNPV: TrialRow(npvRow), joiningYear: UnsafePointer(joiningYear),
                hasFlow: UnsafePointer(flowRow), pays: 0, gains: 0, npvSummary: .zeros, isNothing: true)
        }
        let isAllCash = isAllCash && reference?.isAllCash ?? true
        var (npv, cash, flowed) = (npvRow, cashRow, flowRow)
        if let reference {
            (npv, cash, flowed) = (workspace.difference[0], workspace.difference[1], workspace.hasFlow)
            row_difference(npv, npvRow, reference.npvRow, width)
            if !isAllCash { row_difference(cash, cashRow, reference.cashRow, width) }
            flowed.update(from: flowRow, count: width)
            row_add_marks(flowed, reference.flowRow, width)
        }
        if isAllCash { cash = npv }
        let limit = CashMeasures.halfAPenny
        let council = row_add_council(councils[0], worseOff, withFlow, npv, flowed, limit, width)
        var sides = (pays: pays, gains: gains ?? council.total + pays)
        if let reference { sides = (pays - reference.pays, knownGains - reference.knownGains) }
        if cash != npv {
            row_add(councils[1], cash, width)
            row_count_below(worseOffInCash, cash, -limit, width)
        }
        return CouncilTrials(
            count: width, npv: UnsafePointer(npv), cashNPV: UnsafePointer(cash),
            joiningYear: UnsafePointer(joiningYear),
            hasFlow: UnsafePointer(flowed), pays: sides.pays, gains: sides.gains,
            npvSummary: RowSummary(council.sample))
    }

    /// What the council at hand gains.
    private var knownGains: Double { gains ?? CouncilModel.sum(of: npvRow, count: width) + pays }

    /// The budget of the council at hand in money of the day, less the reference's.
    func councilBudget(relativeTo reference: OptionSum?) -> BudgetTrials {
        guard let money else { preconditionFailure("budgets are made where a scenario has inflation") }
        if reference === self { return money.budget(of: []) }
        return money.budget(of: purses, less: reference?.purses ?? [])
    }

    /// What enters the budget of the council at hand, flow by flow.
    private var purses: [BudgetTally] { flows.compactMap { $0.isIdle ? nil : $0.account.budget } }

    /// What the option comes to, once it is finished; until the next option is, or the next block begins.
    private(set) var totals: FlowTotals

    /// Its measures by `[measure][trial]`, likewise.
    var measures: StableTable { workspace.measures }

    /// Sums totals of flows.
    func sum(into totals: FlowTotals) {
        totals.clear()
        for flow in flows { totals.add(flow.totals) }
    }

    /// Sums totals of flows, takes the reference's off (which `workspace.reference` holds), and works out measures.
    func finish(relativeTo reference: OptionSum?) {
        if isAllCash, reference?.isAllCash ?? true {
            councils[1].update(from: councils[0], count: width)
            worseOffInCash.update(from: worseOff, count: width)
        }
        if flows.count == 1, reference == nil {
            totals = flows[0].totals
        } else {
            totals = workspace.totals
            sum(into: totals)
            if reference != nil { totals.subtract(workspace.reference) }
        }
        measure()
    }

    /// What the option comes to, once it is finished; until the next option is.
    func figures(relativeTo reference: OptionSum?) -> OptionTrials {
        func rows(_ table: StableTable) -> [TrialRow] { (0..<table.rows).map { UnsafePointer(table[$0]) } }
        let hasOwnRate = plan.councilFactors != nil
        return OptionTrials(
            count: width,
            measures: Measure.allCases.enumerated().map { row, measure in
                measure == .councilCashNPVOwnRate && !hasOwnRate ? nil : UnsafePointer(measures[row])
            },
            costs: rows(totals.costs), benefits: rows(totals.benefits), cash: rows(totals.cash),
            members: run.joinings.map { rows(world.memberships[$0].members) },
            woundUp: run.joinings.map { UnsafePointer(world.memberships[$0].woundUp[0]) },
            lines: lineRows(relativeTo: reference), pays: rows(totals.pays), gains: rows(totals.gains),
            budget: money.flatMap { money in totals.budget.map { money.budget(of: [$0]) } })
    }

    /// Present values of lines: the option's own less the reference's where it has the lever too, then the reference's
    /// others.
    private func lineRows(relativeTo reference: OptionSum?) -> [(presentValue: TrialRow, beforeUplift: TrialRow)] {
        typealias Row = (presentValue: TrialRow, beforeUplift: TrialRow)
        func row(_ sum: OptionSum, _ place: LeverRuns.LinePlace) -> Row {
            guard let index = sum.run.flows.firstIndex(of: place.flow) else {
                preconditionFailure("an option's lines are those of its flows")
            }
            let totals = sum.flows[index].totals
            return (TrialRow(totals.lines[place.line]), TrialRow(totals.linesBeforeUplift[place.line]))
        }
        let levers = plan.options[option].levers
        guard let reference else { return run.lines.joined().map { row(self, $0) } }
        let theirs = plan.options[reference.option].levers
        let shared = levers.map { theirs.firstIndex(of: $0) }
        let others = theirs.indices.filter { !levers.contains(theirs[$0]) }
        let pairs: [(own: Row?, less: Row?)] =
            zip(run.lines, shared).flatMap { places, slot in
                places.enumerated().map { line, place in
                    (row(self, place), slot.map { row(reference, reference.run.lines[$0][line]) })
                }
            } + others.flatMap { reference.run.lines[$0].map { (nil, row(reference, $0)) } }
        let table = workspace.lineTable(rows: 2 * pairs.count)
        for (index, pair) in pairs.enumerated() {
            for (row, values) in [
                (2 * index, (pair.own?.presentValue, pair.less?.presentValue)),
                (2 * index + 1, (pair.own?.beforeUplift, pair.less?.beforeUplift)),
            ] {
                let target = table[row]
                for trial in 0..<width { target[trial] = (values.0?[trial] ?? 0) - (values.1?[trial] ?? 0) }
            }
        }
        return pairs.indices.map { (TrialRow(table[2 * $0]), TrialRow(table[2 * $0 + 1])) }
    }
}
