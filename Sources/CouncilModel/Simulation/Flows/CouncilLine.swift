import CRows
import Formulas

/// A council line in one block: how its flows are worked out, council by council or in tables by joining year.
///
/// `flow(c, t) = b_c · x_c · w(a_c, t) · common(t) · uplift(t)`: b_c is a number for each council, x_c one for each council and
/// trial, w the schedule's weight, `common` all else by trial. Which factor goes where is decided by the plan from the
/// formula (`LeverRuns.Shape`).
final class CouncilLine {
    let plan: RunPlan
    let run: LeverRuns.FlowLine
    let planned: PlannedLine
    /// What messages call it.
    let place: String
    /// Its row in the flow's totals.
    let row: Int
    /// The entry of the council at which it flows; nil where that neither pays nor gains.
    let councilEntry: Line.Entry?
    /// How that enters the council's budget; nil where it does not.
    let cashEntry: CashEntry?
    /// Whether its money is cash, and whether it flows on joining.
    let movesCash, isOnJoining: Bool
    /// Whether it is what is paid for breaking a contract.
    let isContractBreak: Bool
    /// Whether what counts in the whole or in cash, or before uplift, differs from its flows.
    let hasVariants: Bool
    /// What it is worth, before anything else; for a claim its share.
    let worth: PlannedFormula
    /// Nil where weights are worked out council by council.
    let schedule: LineSchedule?
    /// Everything but x_c, b_c, w and uplift by `[year][trial]`; in lines worked out directly all but the amount too.
    let common: StableTable
    /// The same with uplift; `common` itself where there is none, or where it is the council's own.
    private(set) var lifted: StableTable
    private let ownLifted: StableTable?
    /// Whether `common` and `lifted` are the same in all years, and weights in all trials.
    private(set) var isLevel = false
    /// What of the amount all councils have in common, where that is more than a number; nil: 1, or a number that councils'
    /// factors hold.
    let trialPart: PlannedFormula?
    /// How its flows are worked out.
    let way: Way
    /// What councils draw for themselves, where they do, and the assumption that it is, if it is nothing else: that is looked
    /// up without the formula, which threads share and would wait for each other to count.
    let cell: PlannedFormula?
    let cellAssumption: Int?
    /// Sums over councils of x_c · b_c by joining year, for lines whose x_c differs by trial.
    let sums: StableTable?
    /// PV of one unit by joining year and trial, for such lines.
    let units: UnitTable?
    /// Flows over all councils by `[year][trial]`, and what of them counts in the whole and in cash.
    let flows: Posting.Flows
    /// `cashed` and `resource` by trial, held to 0 … 1; nil: 1, or the council's own.
    private(set) var cashed, resource: UnsafePointer<Double>?
    private let held: StableTable
    /// Staffing of the block's members, where the line is a pooled team's.
    private(set) var team: TeamStaffing?

    /// `LeverRuns.Shape` without its formulas.
    enum Way {
        case separable(part: Int)
        case cellwise
        case direct
    }

    init(
        plan: RunPlan, run: LeverRuns.FlowLine, planned: PlannedLine, lever: PlannedLever, joining: JoiningTable,
        row: Int, units: UnitTable?, shared: Posting.SharedFlows
    ) {
        self.row = row
        self.units = units
        trialPart = run.shape.trialPartInTables
        self.plan = plan
        self.run = run
        self.planned = planned
        place = lineName(planned, lever: lever)
        let councilEntry = planned.line.entries.first { $0.party == .council }
        self.councilEntry = councilEntry
        cashEntry = councilEntry.flatMap { planned.line.cashEntry(isPaid: $0.isPaid) }
        movesCash = planned.line.movesCash
        if case .joining = planned.line.timing { isOnJoining = true } else { isOnJoining = false }
        worth = planned.worth.main
        if case .contractBreak = planned.worth { isContractBreak = true } else { isContractBreak = false }
        hasVariants = planned.uplift != nil || planned.resource != nil || planned.cashed != nil
        func table(_ rows: Int) -> StableTable { StableTable(rows: rows, width: joining.width) }
        schedule =
            LineSchedule.isByCouncil(planned)
            ? nil : LineSchedule(plan: plan, line: planned, lever: lever, joining: joining)
        common = table(plan.years)
        ownLifted = planned.uplift.map { $0.dependsOnCouncil ? nil : table(plan.years) } ?? nil
        lifted = ownLifted ?? common
        sums = units.map { _ in table(joining.placeCount) }
        switch run.shape {
        case .separable(let part, _): way = .separable(part: part)
        case .cellwise: way = .cellwise
        case .direct, .programme: way = .direct
        }
        if case .cellwise(_, _, let cell) = run.shape { self.cell = cell } else { cell = nil }
        cellAssumption = cell?.bareAssumption
        // Flows that are worked out when all councils are through are posted at once.
        let isPostedAtOnce: Bool
        if case .direct = way { isPostedAtOnce = false } else { isPostedAtOnce = true }
        let tables = isPostedAtOnce ? shared : Posting.SharedFlows(years: plan.years, width: joining.width)
        flows = tables.flows(
            hasUplift: planned.uplift != nil, hasResource: planned.resource != nil, hasCashed: planned.cashed != nil)
        held = table(2)
    }

    /// Works out what councils have in common in the block at hand.
    func take(
        values: FormulaValues, scale: StableTable?, joining: JoiningTable, lever: PlannedLever
    ) throws(CouncilModelError) {
        let width = values.width
        try schedule?.take(values: values, scale: scale, place: place)
        isLevel =
            schedule.map { $0.isPlain && $0.profile == nil } ?? false
            && trialPart?.dependsOnYear != true && planned.uplift?.dependsOnYear != true
        takeCommon(values: values, scale: scale)
        if schedule == nil, let growth = planned.growth {
            let table = try growthFactors(of: growth, plan: plan, values: values, place: "growth of \(place)")
            multiplyCommon { UnsafePointer(table[$0]) }
        }
        if let uplift = planned.uplift, let own = ownLifted {
            for year in commonYears {
                let (row, common) = (own[year], common[year])
                let factor = values.values(of: uplift, council: 0, year: year)
                row_product(row, common, factor, width)
            }
        }
        cashed = try hold(planned.cashed, "cashed", row: 0, council: nil, values: values)
        resource = try hold(planned.resource, "resource", row: 1, council: nil, values: values)
        if case .team(let planned) = planned.worth {
            team = try TeamStaffing(
                plan: plan, team: planned, lever: lever, joining: joining, values: values, place: place)
        }
        units?.begin()
        // Flows in tables are written over, those of councils one by one are added up.
        if case .direct = way { flows.clear() }
    }

    /// The years of which `common` and `lifted` have a row: where all are the same and councils do not go through them, the
    /// first says all.
    private var commonYears: Range<Int> {
        if case .direct = way { return 0..<plan.years }
        return 0..<(isLevel ? 1 : plan.years)
    }

    /// What all councils have in common in a year, with uplift.
    func lifted(in year: Int) -> UnsafePointer<Double> { UnsafePointer(lifted[min(year, commonYears.upperBound - 1)]) }

    /// Whether the present value of a unit is one number in all trials.
    var hasCommonUnits: Bool {
        isLevel && trialPart == nil && planned.uplift == nil
    }

    private func takeCommon(values: FormulaValues, scale: StableTable?) {
        let width = values.width
        guard let trialPart else {
            for year in commonYears { common[year].update(repeating: 1, count: width) }
            if schedule?.isPlain == true { return }
            multiplyBySchedule(scale)
            return
        }
        for year in commonYears {
            let isFirst = year == 0 || trialPart.dependsOnYear
            let row = isFirst ? values.values(of: trialPart, council: 0, year: year) : UnsafePointer(common[0])
            common[year].update(from: row, count: width)
        }
        multiplyBySchedule(scale)
    }

    private func multiplyBySchedule(_ scale: StableTable?) {
        if let schedule {
            if !schedule.isPlain { multiplyCommon { UnsafePointer(schedule.factors[$0]) } }
        } else if let scale {
            multiplyCommon { UnsafePointer(scale[$0]) }
        }
    }

    private func multiplyCommon(_ row: (Int) -> UnsafePointer<Double>) {
        for year in 0..<plan.years {
            row_multiply(common[year], row(year), common.width)
        }
    }

    /// Takes `cashed` and `resource` of a council, where they are its own.
    func takeHeld(council: Int, values: FormulaValues) throws(CouncilModelError) {
        if planned.cashed?.dependsOnCouncil == true {
            cashed = try hold(planned.cashed, "cashed", row: 0, council: council, values: values)
        }
        if planned.resource?.dependsOnCouncil == true {
            resource = try hold(planned.resource, "resource", row: 1, council: council, values: values)
        }
    }

    private func hold(
        _ formula: PlannedFormula?, _ name: String, row: Int, council: Int?, values: FormulaValues
    ) throws(CouncilModelError) -> UnsafePointer<Double>? {
        guard let formula, !formula.dependsOnCouncil || council != nil else { return nil }
        let shares = try values.finiteValues(of: formula, council: council ?? 0, place: "\(name) of \(place)")
        let row = held[row]
        for trial in 0..<values.width { row[trial] = min(1, max(0, shares[trial])) }
        return UnsafePointer(row)
    }

    /// Puts `resource` and `cashed` to flows of all councils, where they are the same for all.
    func finishFlows() {
        let width = common.width
        func multiply(_ table: StableTable, _ source: StableTable, by row: UnsafePointer<Double>) {
            for year in 0..<plan.years {
                row_product(table[year], source[year], row, width)
            }
        }
        if let resource, planned.resource?.dependsOnCouncil == false {
            multiply(flows.whole, flows.flow, by: resource)
            multiply(flows.wholeBefore, flows.before, by: resource)
        }
        if let cashed, planned.cashed?.dependsOnCouncil == false { multiply(flows.cash, flows.flow, by: cashed) }
    }

    /// By place, `Σ_t d_t · w(place, t)` and the sum of absolute amounts, where all else is the same in all years.
    var levelWeights: [(sum: Double, size: Double)]? {
        isLevel ? schedule?.presentWeights : nil
    }

    /// Sum of `d_t · w(place, t) · row(t)` into a row; `isAbsolute` adds up absolute amounts.
    func presentValue(
        place: Int, of table: StableTable, isAbsolute: Bool, into target: UnsafeMutablePointer<Double>
    ) {
        guard let schedule else { preconditionFailure("tables by joining year have a schedule") }
        let width = common.width
        if let level = levelWeights {
            let factor = isAbsolute ? level[place].size : level[place].sum
            // What does not flow is 0, whatever it would be multiplied by.
            target.update(repeating: 0, count: width)
            guard factor != 0 else { return }
            if isAbsolute {
                row_add_size_times(target, factor, table[0], width)
            } else {
                row_times(target, factor, table[0], width)
            }
            return
        }
        target.update(repeating: 0, count: width)
        for year in schedule.activeYears {
            let (row, discount) = (table[year], plan.discountFactors[year])
            if schedule.profile != nil {
                guard let profile = schedule.profileRow(place: place, year: year) else { continue }
                for trial in 0..<width {
                    let value = discount * (profile[trial] * row[trial])
                    target[trial] += isAbsolute ? abs(value) : value
                }
                continue
            }
            let weight = discount * schedule.weight(place: place, year: year)
            guard weight != 0 else { continue }
            if isAbsolute {
                row_add_size_times(target, weight, row, width)
            } else {
                row_add_times(target, weight, row, width)
            }
        }
    }

    /// Flows of all councils: sums weighed by when they joined (see ``WeightedSums``), times what they have in common.
    func addUp(_ sums: WeightedSums) {
        let width = common.width
        for year in 0..<plan.years {
            let (flow, before) = (flows.flow[year], flows.before[year])
            guard let row = sums.row(year) else {
                flow.update(repeating: 0, count: width)
                before.update(repeating: 0, count: width)
                continue
            }
            // What does not flow is 0, whatever it would be multiplied by.
            row_product_flowing(flow, row, lifted(in: year), width)
            if flow == before { continue }
            row_product_flowing(before, row, common[min(year, commonYears.upperBound - 1)], width)
        }
    }
}

/// What messages call a line.
func lineName(_ line: PlannedLine, lever: PlannedLever) -> String {
    "line \"\(line.line.name)\" of lever \(lever.lever.name)"
}

extension PlannedLine {
    /// Whether whatever of it enters councils' accounts is cash, to the last penny.
    func isAllCashToCouncils(of lever: PlannedLever) -> Bool {
        !line.entersCouncils(of: lever.lever) || line.movesCash && cashed == nil
    }
}
