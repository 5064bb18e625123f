import CRows
import Formulas

/// A programme line in one block: what flows once for a lever, and how the councils' part of it is split.
///
/// In year t the councils' part p(t) is split among those who share it in proportion to weights w_c: council c bears
/// `w_c · q(t)` with `q(t) = p(t) / Σ w` over the sharers, in each year from the one in which it begins to share. So its present
/// value is `w_c · Q[a_c]`, `Q[a] = Σ_{t ≥ a} d_t · q(t)`: a table by joining year, as for council lines. In years in which
/// nobody shares, founders do; where there are none, or weights sum to 0, the lead bears it.
final class ProgrammeLine {
    let run: LeverRuns.FlowLine
    let planned: PlannedLine
    /// Its row in the flow's totals.
    let row: Int
    private let plan: RunPlan
    private let lever: PlannedLever
    private let joining: JoiningTable
    private let width: Int
    /// Whether councils pay or gain any of it, and what share.
    let councilEntry: Line.Entry?
    private let councilShare: Double
    /// All other parties with their shares.
    private let others: [(entry: Line.Entry, share: Double)]
    /// By which of a council's years it shares.
    let index: CouncilIndex
    /// What weights are: index into `LeverRuns.parts`; nil: a formula, or nothing is split.
    let part: Int?
    /// Sums of weights and tables of present values where weights are a formula.
    let formulaSums: GroupedSums?
    private let formulaTables: [AgeTables]
    let flows: Posting.Flows
    /// What councils bear for one unit of weight, and founders where nobody shares, `[year][trial]`.
    let perUnit, perFounder: StableTable
    /// What all councils bear, and the lead in their place, with what of it is cash.
    private let councils, councilsCash, rest, restCash: StableTable
    /// By year: whether anything is split. Whether founders bear any of it, in any year.
    private(set) var splits: [Bool]
    private(set) var foundersPay = false
    /// `cashed` by trial; nil: 1.
    private(set) var cashed: UnsafePointer<Double>?
    private var founderWeights: StableTable?
    private let product: StableTable

    init(
        plan: RunPlan, run: LeverRuns.FlowLine, planned: PlannedLine, lever: PlannedLever, joining: JoiningTable,
        row: Int
    ) {
        self.plan = plan
        self.run = run
        self.planned = planned
        self.lever = lever
        self.joining = joining
        self.row = row
        width = joining.width
        splits = Array(repeating: false, count: plan.years)
        let line = planned.line
        let shares: [(entry: Line.Entry, share: Double)] =
            line.side == .cost
            ? (line.paidBy ?? lever.lever.paidBy).map { (Line.Entry(party: $0.party, isPaid: true), $0.share) }
            : line.entries.map { ($0, 1) }
        let own = shares.first { $0.entry.party == .council && $0.share != 0 }
        councilEntry = own?.entry
        councilShare = own?.share ?? 0
        others = shares.filter { $0.entry.party != .council && $0.share != 0 }
        switch line.among ?? lever.lever.among {
        case .members: index = .members
        case .wishing: index = .wishing
        case .eligible: index = .eligible
        }
        if case .part(let number)? = run.sharing, own != nil { part = number } else { part = nil }
        func table(_ rows: Int) -> StableTable { StableTable(rows: rows, width: joining.width) }
        if case .formula? = run.sharing, own != nil {
            formulaSums = GroupedSums(places: index.rows(places: joining.placeCount), width: width)
            formulaTables = [index, .founders].map {
                AgeTables(part: 0, index: $0, rows: $0.rows(places: joining.placeCount), width: joining.width)
            }
        } else {
            formulaSums = nil
            formulaTables = []
        }
        let flow = table(plan.years)
        let before = planned.uplift == nil ? flow : table(plan.years)
        flows = Posting.Flows(
            flow: flow, before: before, whole: planned.resource == nil ? flow : table(plan.years),
            wholeBefore: planned.resource == nil ? before : table(plan.years),
            cash: planned.cashed == nil ? flow : table(plan.years))
        let years = own == nil ? 0 : plan.years
        perUnit = table(years)
        perFounder = table(years)
        councils = table(years)
        rest = table(years)
        councilsCash = planned.cashed == nil ? councils : table(years)
        restCash = planned.cashed == nil ? rest : table(years)
        product = table(3)
    }

    /// How the councils' part enters their budgets; nil where it does not.
    var cashEntry: CashEntry? { councilEntry.flatMap { planned.line.cashEntry(isPaid: $0.isPaid) } }

    /// Whether councils' weights are a formula's.
    var isSharedByFormula: Bool { if case .formula? = run.sharing { true } else { false } }

    /// Whether there is anything to split.
    var hasCouncilsPart: Bool { councilEntry != nil }

    /// The table of present values by an index, where weights are a formula.
    func formulaTable(_ index: CouncilIndex) -> AgeTables? { formulaTables.first { $0.index == index } }

    /// Works out what flows in each year.
    func flow(in block: LeverFlow, scale: StableTable?) throws(CouncilModelError) {
        let values = block.values
        founderWeights = nil
        formulaSums?.clear()
        for table in formulaTables { table.clear() }
        let lasts = try planned.lasts.map { formula throws(CouncilModelError) in
            try values.finiteValues(of: formula, council: 0, place: "lasts of \(lineName(planned, lever: lever))")
        }
        weigh(lasts: lasts)
        let growth = try planned.growth.map { formula throws(CouncilModelError) in
            try growthFactors(
                of: formula, plan: plan, values: values, place: "growth of \(lineName(planned, lever: lever))")
        }
        for year in 0..<plan.years {
            let (flow, before) = (flows.flow[year], flows.before[year])
            guard row_flows(before, width) else {
                flow.update(repeating: 0, count: width)
                continue
            }
            func multiply(_ row: UnsafePointer<Double>) {
                row_multiply_flowing(before, row, width)
            }
            multiply(values.values(of: planned.worth.main, council: 0, year: year))
            if let scale { multiply(scale[year]) }
            for modifier in run.modifiers {
                let by = values.values(of: modifier.by, council: 0, year: year)
                let share = block.world.memberships[modifier.joining].row(of: .shareJoined, year: year)
                for trial in 0..<width { product[0][trial] = 1 + (by[trial] - 1) * share[trial] }
                multiply(product[0])
            }
            if let growth { multiply(growth[year]) }
            if let uplift = planned.uplift {
                let factor = values.values(of: uplift, council: 0, year: year)
                row_product_flowing(flow, before, factor, width)
            }
            guard !areFinite(flow, count: width) else { continue }
            for trial in 0..<width where !flow[trial].isFinite {
                throw block.notFinite(run, planned, council: nil, year: year, trial: trial)
            }
        }
        try hold(values)
    }

    /// Fills `flows.before` with weights by year.
    private func weigh(lasts: UnsafePointer<Double>?) {
        flows.before.fill(with: 0)
        for trial in 0..<width {
            let (firstYear, windUp) = (joining.firstYear[trial], joining.windUp[trial])
            func put(_ weight: Double, year: Int) {
                guard year >= 0, year < plan.years, year < windUp else { return }
                flows.before[year][trial] += weight
            }
            switch planned.line.timing {
            case .start(let spread, let from):
                for (offset, fraction) in spread.enumerated() {
                    let position = from + offset
                    // What comes before the start is planned for its own year and is not delayed.
                    put(fraction, year: (position < 0 ? lever.start : firstYear) + position)
                }
            case .running:
                for year in 0..<plan.years {
                    put(
                        runningWeight(
                            planned, lever: lever, firstYear: firstYear, year: year, lasts: lasts?[trial]), year: year)
                }
            case .windUp:
                if windUp >= 0, windUp < plan.years { flows.before[windUp][trial] = 1 }
            case .end:
                if firstYear < plan.years { put(1, year: plan.years - 1) }
            case .joining, .membership, .renewal:
                preconditionFailure("a programme line has start, running, wind_up or end timing")
            }
        }
    }

    /// Takes up `cashed` and `resource`.
    private func hold(_ values: FormulaValues) throws(CouncilModelError) {
        func held(
            _ formula: PlannedFormula?, _ name: String, row: Int
        ) throws(CouncilModelError) -> UnsafePointer<Double>? {
            guard let formula else { return nil }
            let shares = try values.finiteValues(
                of: formula, council: 0, place: "\(name) of \(lineName(planned, lever: lever))")
            for trial in 0..<width { product[row][trial] = min(1, max(0, shares[trial])) }
            return UnsafePointer(product[row])
        }
        cashed = try held(planned.cashed, "cashed", row: 1)
        if let cashed { multiply(flows.cash, flows.flow, by: cashed) }
        if let resource = try held(planned.resource, "resource", row: 2) {
            multiply(flows.whole, flows.flow, by: resource)
            if flows.wholeBefore !== flows.whole { multiply(flows.wholeBefore, flows.before, by: resource) }
        }
    }

    private func multiply(_ table: StableTable, _ source: StableTable, by row: UnsafePointer<Double>) {
        for year in 0..<table.rows {
            row_product(table[year], source[year], row, width)
        }
    }

    /// What the lead bears in the first trial in place of councils, in a year.
    func rest(year: Int) -> Double { councilEntry == nil ? 0 : rest[year][0] }

    /// Where the councils' part of a year is borne at winding up, those share who did at the end of the year before.
    private var delay: Int { planned.line.timing == .windUp ? 1 : 0 }

    /// Divides the councils' part by the sharers' weights, and makes present values by joining year of it.
    func split(in block: LeverFlow) throws(CouncilModelError) {
        guard let entry = councilEntry else { return }
        let sums = block.sums(of: self)
        for table in [perUnit, perFounder, councils, rest] { table.fill(with: 0) }
        foundersPay = false
        let weight = product[0]
        for year in 0..<plan.years {
            let flow = flows.flow[year]
            splits[year] = row_flows(flow, width)
            guard splits[year] else { continue }
            weight.update(repeating: 0, count: width)
            let last = index == .eligible ? 0 : joining.placeOfYear0 + year - delay
            if last >= 0 {
                for place in 0...last { row_add(weight, sums[place], width) }
            }
            let (unit, councils) = (perUnit[year], councils[year])
            for trial in 0..<width {
                let amount = councilShare * flow[trial]
                if weight[trial] > 0 {
                    unit[trial] = amount / weight[trial]
                    councils[trial] = amount
                } else if amount != 0 {
                    try fallBack(amount, year: year, trial: trial, in: block)
                }
            }
        }
        if let cashed {
            multiply(councilsCash, councils, by: cashed)
            multiply(restCash, rest, by: cashed)
        }
        tabulate(entry, in: block)
    }

    /// Where nobody shares, founders bear it by their weights; where there are none, or weights sum to 0, the lead does.
    private func fallBack(
        _ amount: Double, year: Int, trial: Int, in block: LeverFlow
    ) throws(CouncilModelError) {
        let last = joining.placeOfYear0 + year - delay
        let isShared = lever.lever.eligible.contains { council in
            switch index {
            case .members: Int(joining.row(council)[trial]) <= last
            case .wishing: Int(min(joining.row(council)[trial], joining.wishRow(council)[trial])) <= last
            case .eligible, .founders: true
            }
        }
        if !isShared, joining.hasFounders {
            let weights = try founderSums(in: block)
            if weights[0][trial] > 0 {
                perFounder[year][trial] = amount / weights[0][trial]
                foundersPay = true
                councils[year][trial] = amount
                return
            }
        }
        rest[year][trial] = amount
    }

    /// Sum of founders' weights by trial, worked out when it is first needed.
    private func founderSums(in block: LeverFlow) throws(CouncilModelError) -> StableTable {
        if let founderWeights { return founderWeights }
        let sums = StableTable(rows: 1, width: width)
        for council in lever.lever.eligible {
            let isFounder = joining.founderRow(council)
            if case .formula(let formula)? = run.sharing {
                let weights = try block.weights(formula, council: council)
                for trial in 0..<width where isFounder[trial] != 0 { sums[0][trial] += weights[trial] }
            } else if let part {
                let weight = block.parts[part][council]
                for trial in 0..<width where isFounder[trial] != 0 { sums[0][trial] += weight }
            }
        }
        founderWeights = sums
        return sums
    }

    private func tabulate(_ entry: Line.Entry, in block: LeverFlow) {
        let years = plan.years
        let table = part.map { block.table($0, index) } ?? formulaTable(index)
        let founders = part.map { block.table($0, .founders) } ?? formulaTable(.founders)
        if let founders, joining.hasFounders {
            add(perFounder, years: 0..<years, entry, to: founders, place: 1, block)
        }
        guard let table else { return }
        if index == .eligible {
            add(perUnit, years: 0..<years, entry, to: table, place: 0, block)
            return
        }
        for place in 0..<joining.placeCount - 1 {
            let first = max(0, joining.year(ofPlace: place) + delay)
            add(perUnit, years: min(first, years)..<years, entry, to: table, place: place, block)
        }
    }

    private func add(
        _ amounts: StableTable, years: Range<Int>, _ entry: Line.Entry, to table: AgeTables, place: Int,
        _ block: LeverFlow
    ) {
        let scratch = block.scratch
        let (value, cash, size) = (scratch.product[0], scratch.presentValue[0], scratch.size[0])
        for row in [value, size] { row.update(repeating: 0, count: width) }
        for year in years {
            let (amount, discount) = (amounts[year], plan.discountFactors[year])
            row_add_times(value, discount, amount, width)
            // Discount factors are above 0.
            row_add_size_times(size, discount, amount, width)
        }
        var cashValue: UnsafePointer<Double>? = planned.line.movesCash ? UnsafePointer(value) : nil
        if cashValue != nil, let cashed {
            row_product(cash, value, cashed, width)
            cashValue = UnsafePointer(cash)
        }
        table.add(value, cash: cashValue, size: size, isPaid: entry.isPaid, place: place)
    }

    /// Enters everything into the flow's totals.
    func post(into block: LeverFlow) {
        let posting = block.posting(planned.line, row: row)
        posting.addToWhole(flows)
        for other in others { posting.enter(other.entry, share: other.share, flow: flows.flow, cash: flows.cash) }
        if let entry = councilEntry {
            posting.enter(entry, share: 1, flow: councils, cash: councilsCash)
            let lead = Line.Entry(party: .lead, isPaid: entry.isPaid)
            posting.enter(lead, share: 1, flow: rest, cash: restCash)
        }
        block.recorder?.note(
            line: run.line, ofLever: block.run.lever, council: nil, flow: flows.flow, before: flows.before,
            years: 0..<plan.years, resource: planned.resource == nil ? 1 : product[2][0], cashed: cashed?[0] ?? 1)
    }
}
