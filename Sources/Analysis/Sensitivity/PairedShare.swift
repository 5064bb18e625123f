import Stochastics

/// The covariance of two rows over the mean of their variances: which share of variance comes from what the trials of the
/// two rows have in common.
///
/// With d and e the deviations from each row's mean it is Σde/Σ½(d² + e²), which is 1 − Σ(d − e)²/Σ(d² + e²).
struct PairedShare {
    /// The share.
    let value: Double
    /// What each trial adds to the linearised share: (dᵢeᵢ − value·½(dᵢ² + eᵢ²))/T, T the mean variance.
    let influence: [Double]
    private let products, squares, first, second: [Double]

    /// Nil where neither row varies.
    init?(of first: [Double], _ second: [Double]) {
        func varies(_ row: [Double]) -> Bool { row.contains { $0 != row[0] } }
        guard varies(first) || varies(second) else { return nil }
        let (middle, other) = (Statistics.mean(first), Statistics.mean(second))
        self.first = first.map { $0 - middle }
        self.second = second.map { $0 - other }
        products = zip(self.first, self.second).map { $0 * $1 }
        squares = zip(self.first, self.second).map { ($0 * $0 + $1 * $1) / 2 }
        let all = squares.reduce(0, +)
        let share = products.reduce(0, +) / all
        let scale = all / Double(first.count)
        value = share
        influence = zip(products, squares).map { ($0 - share * $1) / scale }
    }

    /// The share in a resample; nil where nothing varies in it.
    ///
    /// - Parameter picks: how often each trial is in it, as many in all as there are trials.
    func value(picks: [Double]) -> Double? {
        var (product, square, left, right) = (0.0, 0.0, 0.0, 0.0)
        for trial in picks.indices {
            product += picks[trial] * products[trial]
            square += picks[trial] * squares[trial]
            left += picks[trial] * first[trial]
            right += picks[trial] * second[trial]
        }
        let count = Double(picks.count)
        let scale = square - (left * left + right * right) / (2 * count)
        return scale > 0 ? (product - left * right / count) / scale : nil
    }
}
