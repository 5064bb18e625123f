import Analysis

/// Limits of an assumption in words.
struct PlainLimits {
    private let limits: Discovery.Limits

    init(_ limits: Discovery.Limits) { self.limits = limits }

    /// At least 3.2 ± 0.1; at most; from one to another.
    var text: String {
        words + prices
    }

    private var words: String {
        switch (limits.low, limits.high) {
        case (let low?, let high?): "from \(figure(low)) to \(figure(high))"
        case (let low?, nil): "at least \(figure(low))"
        case (nil, let high?): "at most \(figure(high))"
        case (nil, nil): ""
        }
    }

    /// The same with signs: ≥ 3.2 ± 0.1.
    var symbols: String {
        signs + prices
    }

    /// The unit where it says in which prices the limits are, as the scenario states the assumption in others.
    private var prices: String { limits.unit.flatMap { $0.hasSuffix(" prices)") ? " " + $0 : nil } ?? "" }

    private var signs: String {
        switch (limits.low, limits.high) {
        case (let low?, let high?): "\(figure(low)) to \(figure(high))"
        case (let low?, nil): "≥ \(figure(low))"
        case (nil, let high?): "≤ \(figure(high))"
        case (nil, nil): ""
        }
    }

    /// Between which percentiles of its draws: P0 to P41.
    var draws: String {
        "P\(percentile(limits.low?.probabilityBelow ?? 0)) to P\(percentile(limits.high?.probabilityBelow ?? 1))"
    }

    private func percentile(_ share: Double) -> String {
        PlainNumber.digits((share * 100).rounded(), significant: 3)
    }

    private func figure(_ limit: Discovery.Limit) -> String {
        let error = limit.standardError
        guard error.isFinite, error > 0 else { return PlainNumber.digits(limit.value, significant: 3) }
        let place = PlainNumber.place(
            of: Estimate(value: limit.value, standardError: error, isUpperBound: false), significant: 4)
        let digits = DecimalDigits(limit.value).rounded(toPlace: place)
        return (digits.isNegative ? PlainNumber.minus : "") + digits.fixed(decimals: max(0, -place), groups: true)
            + " ± " + PlainNumber.digits(error, significant: 1)
    }
}
