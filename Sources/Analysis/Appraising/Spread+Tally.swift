import CouncilModel
import Stochastics

/// One option of a pass, ready to be read.
struct TalliedOption {
    let tally: OptionsTally
    /// Its place in the pass.
    let place: Int
    /// What its blocks add up to.
    let total: FoldedOption
    let reader: PercentileReader
    /// What has been read of it.
    let asked = AskedFigures()
    private let scratch = Scratch(capacity: 0)

    /// - Parameter tally: one that is complete.
    init(_ tally: OptionsTally, place: Int, reader: PercentileReader) {
        (self.tally, self.place) = tally.readable(place)
        self.reader = reader
        total = tally.total(of: place)
    }

    var figures: FigureList { tally.figures[place] }
    var shape: OptionShape { tally.shape.options[tally.options[place]] }
    var scenario: Scenario { tally.scenario }
    private var trials: Int { tally.shape.trials }

    /// How many trials have a figure.
    func present(_ figure: Int) -> Int { total.moments[figure].all.count }

    /// The mean of a figure over the trials that have one.
    func mean(_ figure: Int) -> Double { total.moments[figure].all.mean }

    /// Percentiles of a figure, in 0…100; nil where no trial has it.
    func percentiles(_ figure: Int, at percents: [Double]) -> [Double]? {
        let (present, moments) = (present(figure), total.moments[figure].all)
        guard present > 0 else { return nil }
        asked.ask(percents, of: figure)
        if let values = tally.exact?[place][figure] { return percents.map { values.quantile($0 / 100) } }
        if moments.mean == 0, moments.squares == 0 { return percents.map { _ in 0 } }
        if let windows = tally.windows, windows.sees(figure, ofOption: place) {
            return reader.percentiles(of: windows, option: place, figure: figure, at: percents)
        }
        if let row = row(figure) {
            return reader.percentiles(row, count: trials, present: present, at: percents)
        }
        return tally.sketches?[place][figure].map { reader.percentiles($0.reading, at: percents) }
    }

    private func shortfall(_ figure: Int, worst: Statistics.Worst) -> Double {
        asked.ask(worst, of: figure)
        if let values = tally.exact?[place][figure] {
            return values.expectedShortfall(worst: worst, sumBeyond: total.beyond[figure] ?? 0)
        }
        if let row = row(figure) {
            return reader.shortfall(row, count: trials, present: present(figure), worst: worst)
        }
        return tally.sketches?[place][figure].map { reader.shortfall($0.reading, worst: worst) } ?? .nan
    }

    /// Values of a figure by trial, as kept or as they follow from others; nil where they are not kept.
    private func row(_ figure: Int) -> TrialRow? {
        guard let kept = tally.kept?[place] else { return nil }
        if let row = tally.keptRow[place][figure] { return TrialRow(kept[row]) }
        let first = figures.yearly(.cumulativeCash, year: 0)
        if (first..<first + figures.years).contains(figure) {
            scratch.clear(trials)
            for year in 0...figure - first { scratch.add(keptYearly(.cash, year), count: trials) }
            return TrialRow(scratch.values)
        }
        return budgetRow(figure)
    }

    private func keptYearly(_ kind: FigureList.Yearly, _ year: Int) -> TrialRow {
        guard let kept = tally.kept?[place], let row = tally.keptRow[place][figures.yearly(kind, year: year)] else {
            preconditionFailure("figures by year are kept")
        }
        return TrialRow(kept[row])
    }

    private func budgetRow(_ figure: Int) -> TrialRow? {
        guard let kept = tally.kept?[place] else { return nil }
        func row(_ figure: Int) -> TrialRow? {
            let all = total.moments[figure].all
            if all.mean == 0, all.squares == 0 { return nil }
            return tally.keptRow[place][figure].map { TrialRow(kept[$0]) }
        }
        let budget = BudgetTrials(
            count: trials,
            rows: CashRow.allCases.filter { !$0.isDerived }.map { cash in
                (0..<figures.years).map { row(figures.row(cash.place, year: $0)) }
            },
            chargesBeyond: row(figures.chargesBeyond)
        )
        let rows = BudgetRows(budget, years: figures.years)
        if figure == figures.spending { return rows.spending(scratch: scratch) }
        for cash in CashRow.allCases {
            if figure == figures.rowTotal(cash.place) { return rows.total(cash, scratch: scratch) }
            for year in 0..<figures.years where figure == figures.row(cash.place, year: year) {
                return rows.row(cash, year: year, scratch: scratch)
            }
        }
        return nil
    }

    /// How a measure is spread over the trials that have one; nil where none has.
    func spread(_ measure: Measure, design: TrialDesign) -> Spread? {
        let percents: [Double] = [5, 10, 25, 50, 75, 80, 90, 95]
        guard let p = percentiles(measure.place, at: percents) else { return nil }
        let moments = total.moments[measure.place]
        let isNothing = moments.all.mean == 0 && moments.all.squares == 0
        return Spread(
            mean: moments.mean(design), sd: moments.all.standardDeviation, p5: p[0], p10: p[1], p25: p[2], p50: p[3],
            p75: p[4], p80: p[5], p90: p[6], p95: p[7],
            shortfall10: isNothing ? 0 : shortfall(measure.place, worst: measure.worstIsHighest ? .highest : .lowest)
        )
    }

    /// Mean and band of a figure by year.
    func bands(prudent: Double, figure: (Int) -> Int) -> [YearBand] {
        (0..<figures.years).map { year in
            let p = percentiles(figure(year), at: [10, 50, 90, prudent]) ?? [.nan, .nan, .nan, .nan]
            return YearBand(
                year: scenario.baseYear + year, mean: mean(figure(year)), p10: p[0], p50: p[1], p90: p[2],
                prudent: p[3]
            )
        }
    }

    /// A benefit-cost ratio: that of the means, with the band of the trials' own ratios.
    func ratio(_ ratios: Measure, ofMeans folded: FoldedRatio, design: TrialDesign) -> RatioSpread {
        let p = percentiles(ratios.place, at: [10, 50, 90])
        return RatioSpread(
            ratioOfMeans: folded.estimate(design), p10: p?[0], p50: p?[1], p90: p?[2],
            shareWithout: Double(design.trials - present(ratios.place)) / Double(design.trials)
        )
    }
}

extension PaybackSpread {
    /// When trials pay back: calendar years of those that do, and the number of all.
    init(_ years: IntegerCounts, trials: Int) {
        self.init(
            p10: years.earliest(sharing: 10, ofTrials: trials), p50: years.earliest(sharing: 50, ofTrials: trials),
            p90: years.earliest(sharing: 90, ofTrials: trials),
            probabilityNever: Double(trials - years.total) / Double(trials)
        )
    }
}
