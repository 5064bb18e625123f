import CRows
import CouncilModel
import Stochastics

/// Tallies one block of trials for an ``OptionsTally``.
final class OptionsBlock: ReusedConsumer, @unchecked Sendable {
    // Sharing it is safe: it is with one block, and so with one thread, at a time.

    private let tally: OptionsTally
    /// Place in the pass of each option of the run; nil: not in it.
    private let places: [Int?]
    private(set) var trials = 0..<0
    private(set) var counted: [Bool] = []
    /// What the block says, by option of the pass.
    private(set) var options: [OptionBlock] = []
    /// By option of the pass: what councils come to, and counters by group.
    private let councils: StandingObjects<GroupCounters>
    private let numbers = Scratch(capacity: TrialRows.block)
    private let sums = Scratch(capacity: TrialRows.block)
    private let zeros = Scratch(capacity: TrialRows.block)
    private let narrowing = SampleNarrowing()
    /// By option of the pass: what waits to be counted.
    private let waiting: [SketchCells.Waiting]

    init(_ tally: OptionsTally) {
        self.tally = tally
        var places = [Int?](repeating: nil, count: tally.shape.options.count)
        for (place, option) in tally.options.enumerated() { places[option] = place }
        self.places = places
        zeros.clear(TrialRows.block)
        waiting = tally.sketches.map { all in all.map { SketchCells.Waiting($0, sharing: all.count) } } ?? []
        let (groups, councilCount) = (tally.groups, tally.shape.hasCouncils ? tally.scenario.selected.count : 0)
        councils = StandingObjects(tally.options.map { _ in GroupCounters(groups: groups, councils: councilCount) })
    }

    /// Makes ready for a block.
    ///
    /// - Parameter counted: options whose counts an earlier consumer of the block has added; nil: there was none.
    func begin(_ trials: Range<Int>, counted: [Bool]?) {
        self.counted = counted ?? Array(repeating: false, count: tally.options.count)
        self.trials = trials
        options = tally.options.indices.map { place in
            OptionBlock(
                figures: tally.figures[place].count, levers: tally.shape.options[tally.options[place]].levers.count,
                years: tally.scenario.years, groups: tally.groups.count
            )
        }
        councils.forEach { $0.begin() }
    }

    func take(_ figures: CouncilTrials, council: Int, option: Int) {
        guard let place = places[option] else { return }
        councils.with(place) { $0.take(figures, council: council) }
    }

    func take(_ budget: BudgetTrials, council: Int, option: Int) {}

    func flush() {
        for waiting in waiting { waiting.flush() }
    }

    func finish(_ world: WorldTrials) {
        for place in options.indices { options[place].groups = councils.with(place) { $0.groups(count: trials.count) } }
    }

    func take(_ figures: OptionTrials, option: Int) {
        guard let place = places[option] else { return }
        let list = tally.figures[place]
        takeMeasures(figures, place: place)
        for year in figures.costs.indices {
            put(figures.costs[year], list.yearly(.costs, year: year), place)
            put(figures.benefits[year], list.yearly(.benefits, year: year), place)
            put(figures.cash[year], list.yearly(.cash, year: year), place)
        }
        sums.clear(figures.count)
        for year in figures.cash.indices {
            sums.add(figures.cash[year], count: figures.count)
            put(sums.values, list.yearly(.cumulativeCash, year: year), place)
        }
        for (index, line) in figures.lines.enumerated() {
            put(line.presentValue, list.line(index), place)
            put(line.beforeUplift, list.lineBeforeUplift(index), place)
        }
        for party in figures.pays.indices {
            put(figures.pays[party], list.pays(party), place)
            put(figures.gains[party], list.gains(party), place)
        }
        takeMembers(figures, place: place)
        if list.hasBudget, let budget = figures.budget { takeBudget(budget, place: place) }
        counted[place] = true
    }

    private func takeMeasures(_ figures: OptionTrials, place: Int) {
        for measure in Measure.allCases {
            guard let row = figures.measures[measure.place] else {
                if let kept = tally.kept, let row = tally.keptRow[place][measure.place] {
                    kept[place].putNothing(count: figures.count, row: row, from: trials.lowerBound)
                }
                if !counted[place] { tally.sketches?[place].add(zeros.values, count: 0, to: measure.place) }
                continue
            }
            put(row, measure.place, place)
        }
        guard let npsv = figures.measures[Measure.npsv.place] else { return }
        options[place].positive = SampleMoments.count(of: npsv, figures.count, above: 0)
        if let payback = figures.measures[Measure.paybackYear.place], !counted[place] {
            var years = IntegerCounts()
            for index in 0..<figures.count where !payback[index].isNaN { years.add(Int(payback[index])) }
            tally.paybackYears.merge(years, into: place)
        }
        let moments = options[place].moments
        func product(_ other: Measure) -> Double {
            guard let row = figures.measures[other.place] else { return 0 }
            return FoldedRatio.products(
                npsv, row, count: figures.count, about: moments[Measure.npsv.place].mean, moments[other.place].mean)
        }
        options[place].productWithCosts = product(.pvPublicCosts)
        options[place].productWithCash = product(.cashNPV)
    }

    private func takeMembers(_ figures: OptionTrials, place: Int) {
        for (lever, woundUp) in figures.woundUp.enumerated() {
            var count = 0
            for index in 0..<figures.count { count &+= woundUp[index] > 0 ? 1 : 0 }
            options[place].woundUp[lever] = count
        }
        let years = tally.scenario.years
        for (lever, byYear) in figures.members.enumerated() {
            for (year, row) in byYear.enumerated() {
                let summary = RowSummary(of: row, count: figures.count, above: 0)
                options[place].members[lever * years + year] = summary.sum
                if counted[place] { continue }
                let lowest = Int(summary.least)
                var counts = [UInt32](repeating: 0, count: Int(summary.greatest) - lowest + 1)
                row_count_wholes(&counts, row, summary.least, figures.count)
                tally.members[place].merge(
                    IntegerCounts(lowest: lowest, counts: counts), into: lever * years + year)
            }
        }
    }

    private func takeBudget(_ budget: BudgetTrials, place: Int) {
        let list = tally.figures[place]
        let rows = BudgetRows(budget, years: tally.scenario.years)
        for row in CashRow.allCases {
            for year in 0..<tally.scenario.years {
                put(rows.row(row, year: year, scratch: sums), list.row(row.place, year: year), place)
            }
            put(rows.total(row, scratch: sums), list.rowTotal(row.place), place)
        }
        put(rows.spending(scratch: sums), list.spending, place)
        put(rows.chargesBeyond, list.chargesBeyond, place)
    }

    /// Takes up a figure: its moments, and its values or counts; nil: 0 in every trial.
    private func put(_ row: TrialRow?, _ figure: Int, _ place: Int) {
        let count = trials.count
        // Of what nobody pays or gains nothing has to be looked at.
        var summary = row.map { RowSummary(of: $0, count: count, above: 0) } ?? .zeros
        let row = row ?? TrialRow(zeros.values)
        var (present, presentCount) = (row, count)
        if summary.sum.isNaN {
            presentCount = numbers.keepNumbers(of: row, count: count)
            present = TrialRow(numbers.values)
            summary = presentCount > 0 ? RowSummary(of: present, count: presentCount, above: 0) : .zeros
        }
        let isNothing = summary.least == 0 && summary.greatest == 0
        let moments =
            isNothing
            ? SampleMoments(count: presentCount) : SampleMoments(of: present, count: presentCount, sum: summary.sum)
        options[place].moments[figure] = moments
        if let windows = tally.windows, windows.sees(figure, ofOption: place) {
            precondition(presentCount == count, "only measures can be missing in a trial")
            if !counted[place] {
                windows.add(isNothing ? nil : row, count: count, to: figure, ofOption: place, by: narrowing)
            }
        } else if let kept = tally.kept {
            if let keptRow = tally.keptRow[place][figure], !isNothing || presentCount < count {
                kept[place].put(row, count: count, row: keptRow, from: trials.lowerBound)
            }
        } else if let sketches = tally.sketches, !counted[place], tally.figures[place].hasPercentiles(figure) {
            // The first block says how bins lie.
            if trials.lowerBound == 0 || presentCount == 0 {
                sketches[place].add(present, count: presentCount, to: figure)
            } else {
                waiting[place].add(present, count: presentCount, summary, to: figure, of: sketches[place])
            }
        } else if let exact = tally.exact {
            if !counted[place] { exact[place].add(present, count: presentCount, to: figure) }
            if let worst = tally.worst[place][figure] {
                options[place].beyond[figure] = exact[place].sum(
                    of: present, count: presentCount, beyondWorst: worst, of: figure)
            }
        }
    }
}
