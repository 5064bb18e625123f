import CouncilModel
import Stochastics

extension Spread {
    /// The spread of a figure over the trials that have one; nil where none has.
    ///
    /// - Parameters:
    ///   - values: by trial, NaN marking trials without a figure.
    ///   - sorted: the same values sorted.
    ///   - design: what standard errors depend on.
    ///   - worstIsHighest: whether the worst tenth is the highest.
    init?(of values: [Double], sorted: SortedSample, design: TrialDesign, worstIsHighest: Bool) {
        guard !sorted.isEmpty else { return nil }
        self.init(
            mean: design.mean(of: values), sd: Statistics.standardDeviation(values.filter { !$0.isNaN }),
            p5: sorted.percentile(5), p10: sorted.percentile(10), p25: sorted.percentile(25),
            p50: sorted.percentile(50), p75: sorted.percentile(75), p80: sorted.percentile(80),
            p90: sorted.percentile(90), p95: sorted.percentile(95),
            shortfall10: Statistics.expectedShortfall(
                ofSorted: sorted.ascending, worst: worstIsHighest ? .highest : .lowest
            )
        )
    }
}

extension YearBand {
    /// Bands of a figure by year.
    ///
    /// - Parameters:
    ///   - byYear: the figure, `[year][trial]`, from year 0 on.
    ///   - baseYear: the calendar year of year 0.
    ///   - prudent: the percentile that a prudent plan reads.
    static func bands(of byYear: [[Double]], baseYear: Int, prudent: Double) -> [YearBand] {
        byYear.enumerated().map { year, values in
            let sorted = SortedSample(values)
            return YearBand(
                year: baseYear + year, mean: Statistics.mean(values), p10: sorted.percentile(10),
                p50: sorted.percentile(50), p90: sorted.percentile(90), prudent: sorted.percentile(prudent)
            )
        }
    }
}
