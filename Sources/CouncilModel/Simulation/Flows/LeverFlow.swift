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
    let sums: [PartSums]
    /// Sums of what councils draw for themselves, of eight lines each.
    private let cellSums: [CellSums]
    /// By line, in the order of `councilLines`: its number among those of which councils draw their own amount.
    private let cellNumbers: [Int]
    /// By line, in that order: b_c by council, where such lines have it, with numbers that are in their amounts.
    let cellFactors: [[Double]]
    /// Rows that are overwritten by whatever comes next.
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
        keepsBudgets: Bool, isRecorded: Bool
    ) {
        recorder = isRecorded ? FlowRecorder() : nil
        self.world = world
        joining = world.joinings[flow.joining]
        membership = world.memberships[flow.joining]
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
                        plan: plan, run: line, planned: planned, lever: lever, joining: joining, row: row, units: nil))
            case .cellwise:
                let key = UnitTable.Key(planned, shape: line.shape)
                let shared = units[key] ?? UnitTable(places: joining.placeCount, width: joining.width)
                units[key] = shared
                councilLines.append(
                    CouncilLine(
                        plan: plan, run: line, planned: planned, lever: lever, joining: joining, row: row,
                        units: shared))
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
        sums = ordered.filter { $0.index != .founders }.map { key in
            PartSums(
                part: key.part, index: key.index, amounts: runs.parts[key.part],
                sums: GroupedSums(places: key.index.rows(places: places), width: joining.width))
        }
        scratch = FlowScratch(years: plan.years, width: width)
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
    func addSharer(_ council: Int, offsets: CouncilOffsets) throws(CouncilModelError) {
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
        for table in tables { table.seal() }
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

    private func sums(_ part: Int, _ index: CouncilIndex) -> StableTable {
        guard let sum = sums.first(where: { $0.part == part && $0.index == index }) else {
            preconditionFailure("there are sums for each part of a flow")
        }
        return sum.sums.table
    }

    private func tabulate(_ line: CouncilLine, into table: AgeTables) {
        let (value, cash, size) = (scratch.product[0], scratch.presentValue[0], scratch.size[0])
        let entry = line.councilEntry
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
    func enter(
        council: Int, offsets: CouncilOffsets, claims: ClaimTables, keepsBudget: Bool
    ) throws(CouncilModelError) {
        self.keepsBudget = keepsBudget
        isIdle = true
        account.clearSums()
        guard lever.isEligible[council] else {
            account.clearRows()
            return
        }
        isIdle = false
        var isFirst = true
        for table in tables
        where table.enter(
            table.amounts[council], at: offsets.row(table.index), into: account, isFirst: isFirst)
        {
            isFirst = false
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
            case .cellwise: enter(line, at: place, council: council, offsets: offsets)
            case .direct: try flow(line, council: council, claims: claims)
            case .separable: break
            }
        }
        for sums in cellSums { sums.add(at: offsets.row(.members)) }
        account.finish()
        if keepsBudget { try keepBudget(council: council) }
    }

    private func enter(_ line: CouncilLine, at place: Int, council: Int, offsets: CouncilOffsets) {
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

    /// Adds up what all councils came to, and enters it.
    func finish() {
        for (place, line) in councilLines.enumerated() {
            switch line.way {
            case .separable(let part): line.addUp(sums(part, .members))
            case .cellwise: addUpCells(of: line, number: cellNumbers[place])
            case .direct: break
            }
            line.finishFlows()
            post(line)
        }
        for line in programmeLines { line.post(into: self) }
    }

    private func addUpCells(of line: CouncilLine, number: Int) {
        guard let sums = line.sums else { return }
        cellSums[number / CellSums.mostLines].take(line: number % CellSums.mostLines, into: sums)
        line.addUp(sums)
    }

    private func post(_ line: CouncilLine) {
        let posting = posting(line.planned.line, row: line.row)
        posting.addToWhole(line.flows)
        for entry in line.planned.line.entries {
            posting.enter(entry, share: 1, flow: line.flows.flow, cash: line.flows.cash)
        }
    }

    /// What puts a line's flows into the totals.
    func posting(_ line: Line, row: Int) -> Posting {
        Posting(line: line, row: row, totals: totals, discountFactors: plan.discountFactors, width: width)
    }
}
