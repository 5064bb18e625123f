/// Statistics of samples; the values are finite and there is at least one, unless said otherwise.
package enum Statistics {
    /// The end of a measure that is the bad one.
    package enum Worst: Sendable {
        case lowest
        case highest
    }

    /// The arithmetic mean, in two passes: the second adds the mean of the differences from the first.
    package static func mean(_ values: [Double]) -> Double {
        precondition(!values.isEmpty, "a mean is of at least one value")
        let count = Double(values.count)
        let first = values.reduce(0, +) / count
        return first + values.reduce(0) { $0 + ($1 - first) } / count
    }

    /// √(Σ(x − mean)²/(n − 1)), in two passes with the correction for the rounding of the mean; NaN for one value.
    ///
    /// - Source: Chan, Golub and LeVeque, "Algorithms for computing the sample variance", The American Statistician
    ///   37 (1983).
    package static func standardDeviation(_ values: [Double]) -> Double {
        let center = mean(values)
        let count = Double(values.count)
        var squares = 0.0
        var differences = 0.0
        for value in values {
            squares += (value - center) * (value - center)
            differences += value - center
        }
        return ((squares - differences * differences / count) / (count - 1)).squareRoot()
    }

    /// The quantile of type 7: with h = (n − 1)·p, the value at ⌊h⌋ (from 0) and h − ⌊h⌋ of the way to the next.
    ///
    /// `sorted` is ascending; p lies in 0…1. Values may be infinite at the ends.
    ///
    /// - Source: Hyndman and Fan, "Sample quantiles in statistical packages", The American Statistician 50 (1996).
    package static func quantile(ofSorted sorted: [Double], _ p: Double) -> Double {
        precondition(!sorted.isEmpty, "a quantile is of at least one value")
        return QuantilePlace(of: p, count: sorted.count).value { sorted[$0] }
    }

    /// The mean of the worst share of the values; where the share ends within a value, that one counts in part.
    ///
    /// `sorted` is ascending; the share lies in (0, 1].
    package static func expectedShortfall(ofSorted sorted: [Double], worst: Worst, share: Double = 0.1) -> Double {
        precondition(!sorted.isEmpty, "a shortfall is of at least one value")
        precondition(share > 0 && share <= 1, "the share lies in (0, 1]")
        let amount = Double(sorted.count) * share
        let whole = min(Int(amount), sorted.count)
        let part = amount - Double(whole)
        var sum = 0.0
        for index in 0..<whole {
            sum += worst == .lowest ? sorted[index] : sorted[sorted.count - 1 - index]
        }
        if part > 0, whole < sorted.count {
            sum += part * (worst == .lowest ? sorted[whole] : sorted[sorted.count - 1 - whole])
        }
        return sum / amount
    }
}
