import CRows

/// How many values there are, their mean, and the sum of their squared differences from it.
///
/// Two of them merge into that of all values together; merged in a given order they are the same to the bit.
///
/// - Source: Chan, Golub and LeVeque, "Algorithms for computing the sample variance", The American Statistician 37
///   (1983).
package struct SampleMoments: Sendable, Hashable {
    /// Number of values.
    package private(set) var count: Int
    /// Their mean; 0 where there are none.
    package private(set) var mean: Double
    /// Σ(x − mean)².
    package private(set) var squares: Double

    /// Of its parts, which the properties of these names explain.
    package init(count: Int = 0, mean: Double = 0, squares: Double = 0) {
        self.count = count
        self.mean = mean
        self.squares = squares
    }

    /// Of a row of values, in two passes: the second corrects the rounding of the first.
    ///
    /// Where a value is not a number, so are the mean and the squares.
    package init(of row: UnsafePointer<Double>, count: Int) {
        guard count > 0 else {
            self.init()
            return
        }
        self.init(of: row, count: count, sum: Self.sum(row, count))
    }

    /// The same of at least one value, the sum of which is known.
    package init(of row: UnsafePointer<Double>, count: Int, sum: Double) {
        let first = sum / Double(count)
        var (difference, square) = (0.0, 0.0)
        row_differences(row, first, count, &difference, &square)
        let shift = difference / Double(count)
        self.init(count: count, mean: first + shift, squares: max(0, square - difference * shift))
        if first.isNaN { self.squares = .nan }
    }

    /// Of a share: how many of `count` trials count as 1, the others as 0.
    package init(ones: Int, of count: Int) {
        let share = count > 0 ? Double(ones) / Double(count) : 0
        self.init(count: count, mean: share, squares: Double(ones) * (1 - share))
    }

    /// The sum of a row, eight partial sums side by side.
    package static func sum(_ row: UnsafePointer<Double>, _ count: Int) -> Double { row_sample_sum(row, count) }

    /// How many values of a row are above a limit.
    package static func count(of row: UnsafePointer<Double>, _ count: Int, above limit: Double) -> Int {
        row_count_above(row, limit, count)
    }

    /// Takes up one value.
    package mutating func add(_ value: Double) {
        merge(SampleMoments(count: 1, mean: value))
    }

    /// Takes up other values.
    package mutating func merge(_ other: SampleMoments) {
        guard other.count > 0 else { return }
        guard count > 0 else {
            self = other
            return
        }
        let all = Double(count + other.count)
        let difference = other.mean - mean
        let share = Double(other.count) / all
        mean += difference * share
        squares += other.squares + difference * difference * Double(count) * share
        count += other.count
    }

    /// √(Σ(x − mean)²/(n − 1)); NaN for a single value.
    package var standardDeviation: Double { (squares / Double(count - 1)).squareRoot() }

    /// The standard error of the mean of independent values, sd/√n; NaN for a single value.
    package var standardError: Double { standardDeviation / Double(count).squareRoot() }
}
