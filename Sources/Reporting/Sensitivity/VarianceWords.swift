import Analysis

/// Shares of variance in words.
enum VarianceWords {
    /// A share in per cent with its error.
    static func share(_ share: Estimate) -> String {
        let error = share.standardError
        let figure = PlainNumber.digits((share.value * 100).rounded(), significant: 3)
        guard error.isFinite, error > 0 else { return figure + "%" }
        return "\(figure) ± \(error < 0.01 ? "<1" : PlainNumber.digits(error * 100, significant: 1))%"
    }
}
