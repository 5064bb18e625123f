import CRows
import Formulas

/// What flows for some lines of one lever, in one block: to the account of each council in turn, and in total.
///
/// A block goes through four stages. `prepare` works out what councils have in common; `addSharer` sums what belongs to
/// each council by its joining year; `seal` turns programme lines into present values by joining year; then `enter` is
/// called for each council, and `finish` adds all up.
final class LeverFlow {
    let plan: RunPlan
    let run: LeverRuns.Flow
    let lever: PlannedLever
    /// Who joins it, and what that amounts to.
    let joining: JoiningTable
    let membership: Membership
    /// Where the council at hand is in tables by joining year.
    private let offsets: CouncilOffsets
    /// All levers, whose members modify lines of each other.
    let world: LeverWorld
    let values: FormulaValues
    let totals: FlowTotals
    /// The account of the council at hand.
    let account: CouncilAccount
    /// Whether anything can have entered the account of the council at hand.
    var isIdle = true
    /// Number of trials.
    let width: Int
    /// Lines in the order written.
    let councilLines: [CouncilLine]
    let programmeLines: [ProgrammeLine]
    /// By council and number: what tables and sums are multiplied by.
    let parts: [[Double]]
    /// Present values by joining year, and sums over councils, by part and index.
    let tables: [AgeTables]
    private let standingTables: StandingObjects<AgeTables>
    let sums: [PartSums]
    /// Whether sums are made as councils enter: nothing that enters depends on them.
    let sumsOnEntering: Bool
    /// By council: whether all that enters its account comes from tables, and nothing comes after. What a lead bears does.
    private let isTabular: [Bool]
    /// Sums of what councils draw for themselves, of eight lines each.
    let cellSums: [CellSums]
    /// By line, in the order of `councilLines`: its number among those of which councils draw their own amount.
    let cellNumbers: [Int]
    /// By line, in that order: b_c by council, where such lines have it, with numbers that are in their amounts.
    let cellFactors: [[Double]]
    /// By line, in that order: what its flows are made of when all councils are through; made when they first are.
    var weightedSums: [WeightedSums?]
    /// Rows that are overwritten by whatever comes next, at this flow or another.
    let scratch: FlowScratch
    /// Whether the budget of the council at hand is kept.
    private(set) var keepsBudget = false
    /// Takes every flow where they are recorded.
    let recorder: FlowRecorder?

    /// Sums over councils of a part, by a council's index.
    struct PartSums {
        let part: Int
        let index: CouncilIndex
        /// What of each council is summed.
        let amounts: [Double]
        let sums: GroupedSums
    }

    private struct PartKey: Hashable {
        let part: Int
        let index: CouncilIndex
    }

    init(
        plan: RunPlan, runs: LeverRuns, flow: LeverRuns.Flow, world: LeverWorld, values: FormulaValues,
        scratch: FlowScratch, keepsBudgets: Bool, isRecorded: Bool
    ) {
        self.scratch = scratch
        recorder =
            isRecorded ? FlowRecorder(years: plan.years, most: flow.lines.count * plan.councilCount) : nil
        self.world = world
        joining = world.joinings[flow.joining]
        membership = world.memberships[flow.joining]
        offsets = world.offsets[flow.joining]
        self.plan = plan
        run = flow
        self.values = values
        lever = plan.levers[flow.lever]
        parts = runs.parts
        width = joining.width
        let (lever, joining) = (lever, joining)
        totals = FlowTotals(
            years: plan.years, lines: flow.lines.count, width: width, hasCashView: plan.cashView != nil,
            hasLead: lever.lever.lead != nil, keepsBudgets: keepsBudgets)
        // Where all that enters councils' accounts is cash, their cash is their NPV.
        let isAllCash = flow.lines.allSatisfy { lever.lines[$0.line].isAllCashToCouncils(of: lever) }
        account = CouncilAccount(years: plan.years, width: width, keepsBudget: keepsBudgets, isAllCash: isAllCash)
        var councilLines: [CouncilLine] = []
        var programmeLines: [ProgrammeLine] = []
        var keys: Set<PartKey> = []
        var units: [UnitTable.Key: UnitTable] = [:]
        for (row, line) in flow.lines.enumerated() {
            let planned = lever.lines[line.line]
            switch line.shape {
            case .programme:
                let programme = ProgrammeLine(
                    plan: plan, run: line, planned: planned, lever: lever, joining: joining, row: row)
                programmeLines.append(programme)
                guard programme.hasCouncilsPart else { continue }
                guard let part = programme.part else { continue }
                for index in [programme.index, .founders] { keys.insert(PartKey(part: part, index: index)) }
            case .separable(let part, _):
                keys.insert(PartKey(part: part, index: .members))
                fallthrough
            case .direct:
                councilLines.append(
                    CouncilLine(
                        plan: plan, run: line, planned: planned, lever: lever, joining: joining, row: row, units: nil,
                        shared: scratch.shared))
            case .cellwise:
                let key = UnitTable.Key(planned, shape: line.shape)
                let shared = units[key] ?? UnitTable(places: joining.placeCount, width: joining.width)
                units[key] = shared
                councilLines.append(
                    CouncilLine(
                        plan: plan, run: line, planned: planned, lever: lever, joining: joining, row: row,
                        units: shared, shared: scratch.shared))
            }
        }
        self.councilLines = councilLines
        self.programmeLines = programmeLines
        var cells = 0
        cellNumbers = councilLines.map { line in
            defer { cells += line.units == nil ? 0 : 1 }
            return cells
        }
        cellFactors = councilLines.map { line in
            guard case .cellwise(let part, _, _) = line.run.shape else { return [] }
            let scale = line.run.shape.cellScale
            return runs.parts[part].map { scale * $0 }
        }
        weightedSums = councilLines.map { _ in nil }
        let places = joining.placeCount
        cellSums = stride(from: 0, to: cells, by: CellSums.mostLines).map {
            CellSums(lines: min(CellSums.mostLines, cells - $0), places: places, width: joining.width)
        }
        let ordered = keys.sorted { ($0.part, $0.index.rawValue) < ($1.part, $1.index.rawValue) }
        tables = ordered.map {
            AgeTables(
                part: $0.part, amounts: runs.parts[$0.part], index: $0.index, rows: $0.index.rows(places: places),
                width: joining.width)
        }
        standingTables = StandingObjects(tables)
        sums = ordered.filter { $0.index != .founders }.map { key in
            PartSums(
                part: key.part, index: key.index, amounts: runs.parts[key.part],
                sums: GroupedSums(places: key.index.rows(places: places), width: joining.width))
        }
        sumsOnEntering = programmeLines.allSatisfy { !$0.hasCouncilsPart }
        let isTabular =
            programmeLines.allSatisfy { !$0.hasCouncilsPart || !$0.isSharedByFormula }
            && councilLines.allSatisfy {
                if case .separable = $0.way { true } else { false }
            }
        let leads = Set(plan.levers.compactMap(\.lever.lead))
        self.isTabular = (0..<plan.councilCount).map { isTabular && !leads.contains($0) }
    }

    /// Works out what councils have in common.
    func prepare() throws(CouncilModelError) {
        totals.clear()
        for table in tables { table.clear() }
        for sum in sums { sum.sums.clear() }
        for sums in cellSums { sums.clear() }
        for line in councilLines {
            let scale = try scale(of: line.planned)
            try line.take(values: values, scale: scale, joining: joining, lever: lever)
        }
        for line in programmeLines {
            try line.flow(in: self, scale: try scale(of: line.planned))
        }
    }

    /// Adds what belongs to one council to the sums by joining year.
    func addSharer(_ council: Int) throws(CouncilModelError) {
        guard lever.isEligible[council] else { return }
        for sum in sums { sum.sums.add(sum.amounts[council], at: offsets.row(sum.index)) }
        for line in programmeLines {
            guard case .formula(let formula)? = line.run.sharing, line.hasCouncilsPart else { continue }
            let weights = try weights(formula, council: council)
            line.formulaSums?.add(weights, at: offsets.row(line.index))
        }
    }

    /// Weights of a council by a formula, none below 0. The row stands until weights are asked for again.
    func weights(_ formula: PlannedFormula, council: Int) throws(CouncilModelError) -> UnsafePointer<Double> {
        let result = try values.finiteValues(
            of: formula, council: council, place: "shared of lever \(lever.lever.name)")
        let row = scratch.weights[0]
        for trial in 0..<width { row[trial] = max(0, result[trial]) }
        return UnsafePointer(row)
    }

    /// Turns lines into present values by joining year.
    func seal() throws(CouncilModelError) {
        for line in councilLines {
            switch line.way {
            case .separable(let part): tabulate(line, into: table(part, .members))
            case .cellwise: line.units?.fill(from: line)
            case .direct: break
            }
        }
        for line in programmeLines { try line.split(in: self) }
        for table in tables {
            table.seal(
                summing: sumsOnEntering
                    ? sums.first { $0.part == table.part && $0.index == table.index }?.sums : nil)
        }
    }

    /// The table of a part.
    func table(_ part: Int, _ index: CouncilIndex) -> AgeTables {
        guard let table = tables.first(where: { $0.part == part && $0.index == index }) else {
            preconditionFailure("there is a table for each part of a flow")
        }
        return table
    }

    /// Sums over councils of a part; by a formula's own where there is no part.
    func sums(of line: ProgrammeLine) -> StableTable {
        if let own = line.formulaSums { return own.table }
        guard let part = line.part else { preconditionFailure("what is split has weights") }
        return sums(part, line.index)
    }

    func sums(_ part: Int, _ index: CouncilIndex) -> StableTable {
        guard let sum = sums.first(where: { $0.part == part && $0.index == index }) else {
            preconditionFailure("there are sums for each part of a flow")
        }
        return sum.sums.table
    }

    private func tabulate(_ line: CouncilLine, into table: AgeTables) {
        let entry = line.councilEntry
        if let entry, line.cashed == nil, let level = line.levelWeights, level.allSatisfy({ $0.sum == $0.size }) {
            let unit = line.lifted[0]
            // What does not flow is 0, whatever it would be multiplied by.
            for (place, weight) in level.enumerated() where weight.size != 0 {
                table.add(unit, times: weight.sum, isCash: line.movesCash, isPaid: entry.isPaid, place: place)
            }
            return
        }
        let (value, cash, size) = (scratch.product[0], scratch.presentValue[0], scratch.size[0])
        for place in 0..<joining.placeCount {
            line.presentValue(place: place, of: line.lifted, isAbsolute: true, into: size)
            guard let entry else {
                table.mark(size, place: place)
                continue
            }
            line.presentValue(place: place, of: line.lifted, isAbsolute: false, into: value)
            var cashValue: UnsafePointer<Double>? = line.movesCash ? UnsafePointer(value) : nil
            if cashValue != nil, let cashed = line.cashed {
                row_product(cash, value, cashed, width)
                cashValue = UnsafePointer(cash)
            }
            table.add(value, cash: cashValue, size: size, isPaid: entry.isPaid, place: place)
        }
    }

    /// Enters everything into the account of a council.
    func enter(council: Int, claims: ClaimTables, keepsBudget: Bool) throws(CouncilModelError) {
        self.keepsBudget = keepsBudget
        isIdle = true
        account.clearSums()
        guard lever.isEligible[council] else {
            account.clearRows()
            return
        }
        isIdle = false
        // Where something flows whenever a council joins, and never else, its joining says all.
        let isMarkedByJoining =
            isTabular[council] && standingTables.contains { $0.enters(council) }
            && standingTables.allSatisfy { !$0.enters(council) || $0.flowsWhereverJoined }
        var isFirst = true
        standingTables.forEach { table in
            let isEntered = table.enter(
                council, at: offsets.row(table.index), into: account, isFirst: isFirst, isSized: !isMarkedByJoining)
            if isEntered { isFirst = false }
        }
        if isMarkedByJoining {
            account.finish(flowingWhere: joining.row(council), areNot: joining.placeOfNever)
            if keepsBudget { try keepBudget(council: council) }
            return
        }
        if isFirst { account.clearRows() }
        for line in programmeLines {
            guard case .formula(let formula)? = line.run.sharing, line.hasCouncilsPart else { continue }
            let weights = try weights(formula, council: council)
            for index in [line.index, .founders] {
                line.formulaTable(index)?.enter(weights, at: offsets.row(index), into: account)
            }
        }
        for (place, line) in councilLines.enumerated() {
            switch line.way {
            case .cellwise: enter(line, at: place, council: council)
            case .direct: try flow(line, council: council, claims: claims)
            case .separable: break
            }
        }
        for sums in cellSums { sums.add(at: offsets.row(.members)) }
        account.finish()
        if keepsBudget { try keepBudget(council: council) }
    }

    private func enter(_ line: CouncilLine, at place: Int, council: Int) {
        let (factor, number) = (cellFactors[place][council], cellNumbers[place])
        let (sums, row) = (cellSums[number / CellSums.mostLines], number % CellSums.mostLines)
        guard factor != 0, let units = line.units, !isSkipped(line, council: council) else {
            sums.skip(line: row)
            return
        }
        let entry = line.councilEntry
        let value = entry != nil && line.movesCash && !account.isAllCash ? scratch.product[0] : nil
        let sum = row_enter_cells(
            entry.map { _ in account.npv[0] }, account.magnitude[0], value, sums.row(ofLine: row),
            units.row(ofCouncil: council, places: joining.row(council), offsets: offsets.row(.members)),
            cells(of: line, council: council), factor, entry?.isPaid == true ? -1 : 1, width)
        if entry?.isPaid == true { account.pays += sum }
        if let entry, let value { postCash(value, of: line, entry) }
    }

    /// What a council draws for itself.
    func cells(of line: CouncilLine, council: Int) -> UnsafePointer<Double> {
        if let assumption = line.cellAssumption { return values.assumption(assumption, council: council) }
        guard let cell = line.cell else { preconditionFailure("councils draw for lines of this shape") }
        return values.values(of: cell, council: council, year: 0)
    }

    /// Enters present values of one line into the account.
    func post(_ value: UnsafePointer<Double>, of line: CouncilLine) {
        guard let entry = line.councilEntry else { return }
        row_add_times(account.npv[0], entry.isPaid ? -1 : 1, value, width)
        if entry.isPaid { account.pays += sum(of: value, count: width) }
        if line.movesCash, !account.isAllCash { postCash(value, of: line, entry) }
    }

    /// Enters what of it is cash, where cash is not NPV anyway.
    private func postCash(_ value: UnsafePointer<Double>, of line: CouncilLine, _ entry: Line.Entry) {
        let (cash, sign) = (account.cash[0], entry.isPaid ? -1.0 : 1)
        if let cashed = line.cashed {
            row_product(scratch.size[0], value, cashed, width)
            row_add_times(cash, sign, scratch.size[0], width)
        } else {
            row_add_times(cash, sign, value, width)
        }
    }

    /// Whether a line passes a council by: joining lies behind members from before.
    func isSkipped(_ line: CouncilLine, council: Int) -> Bool {
        line.isOnJoining && lever.alreadyYear[council] != nil
    }
}
