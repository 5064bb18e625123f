import CouncilModel

extension PaybackSpread {
    /// When trials pay back.
    ///
    /// - Parameter paybackYears: calendar year by trial, NaN marking trials that never pay back; at least one trial.
    init(paybackYears: [Double]) {
        let paidBack = SortedSample(paybackYears).ascending.map { Int($0) }
        func year(_ percent: Int) -> Int? {
            Self.earliest(sharing: percent, of: paidBack, trials: paybackYears.count)
        }
        self.init(
            p10: year(10), p50: year(50), p90: year(90),
            probabilityNever: Double(paybackYears.count - paidBack.count) / Double(paybackYears.count)
        )
    }

    /// The smallest year by which at least `percent` % of trials are done; nil where so many never are.
    ///
    /// Never is sorted last. Nothing is interpolated: half-way between 2028 and 2031 lies no year that anyone named,
    /// and half-way between a year and never lies nothing.
    ///
    /// - Parameters:
    ///   - percent: 1…100.
    ///   - years: years of the trials in which it happens, in rising order.
    ///   - trials: number of all trials.
    static func earliest(sharing percent: Int, of years: [Int], trials: Int) -> Int? {
        // In whole numbers, so that no product decides a year by its last bit.
        let needed = (percent * trials + 99) / 100
        return needed <= years.count ? years[needed - 1] : nil
    }
}
