import ElementaryFunctions

/// What a measurement with a normal error says of a number that is not known, by Bayes' rule.
///
/// What is known beforehand is a sample: values x_i with weights w_i. The measurement is y = x + s(x)·z with z standard
/// normal, and once y is known the weight of x_i is in proportion to w_i·φ((y − x_i)/s_i)/s_i. There is no approximation
/// but that of the sample.
package struct NoisyMeasurement: Sendable {
    /// Values that are possible, ascending, and how likely each is beforehand; they sum to 1.
    package let values, weights: [Double]
    /// Standard deviation of the error by value; 0: it is measured perfectly.
    package let errors: [Double]

    /// So many values stand for a sample at most.
    package static let mostValues = 512

    /// Of a sample: its distinct values where these are at most 512, else the means of 512 groups of neighbours.
    ///
    /// - Parameters:
    ///   - sample: at least one value.
    ///   - order: places of the sample in rising order of its values.
    ///   - error: standard deviation of the error at a value.
    package init(of sample: [Double], order: [Int], error: (Double) -> Double) {
        groups = Self.groups(of: sample, order: order)
        let count = Double(sample.count)
        values = groups.map { group in group.reduce(0) { $0 + sample[order[$1]] } / Double(group.count) }
        weights = groups.map { Double($0.count) / count }
        errors = values.map(error)
        self.order = order
    }

    private let groups: [Range<Int>]
    private let order: [Int]

    /// Means of another figure of the sample's members, by value.
    package func means(of figures: [Double]) -> [Double] {
        groups.map { group in group.reduce(0) { $0 + figures[order[$1]] } / Double(group.count) }
    }

    /// Outcomes to look at, ascending: dense where the measurement is likely to come out, and some far off.
    package var outcomes: [Double] {
        let step = max(1, values.count / 64)
        let used = Array(stride(from: 0, to: values.count, by: step))
        let levels = max(8, Self.mostValues / used.count)
        // Where errors differ by value, the option to take can change once more in the tails.
        let quantiles =
            (0..<levels).map { StandardNormal.quantile((Double($0) + 0.5) / Double(levels)) } + [-5, -4, -3, 3, 4, 5]
        let places = used.flatMap { place in quantiles.map { values[place] + errors[place] * $0 } }
        // Where errors are small against the gaps between values, every gap counts.
        let sorted = (places + values).sorted()
        return sorted.indices.filter { $0 == 0 || sorted[$0] > sorted[$0 - 1] }.map { sorted[$0] }
    }

    /// Weights of the values once an outcome is known; they sum to 1.
    package func weights(given outcome: Double) -> [Double] {
        // Exponents less the largest, so that at least one weight is not too small to be held.
        var exponents = [Double](repeating: 0, count: values.count)
        var largest = -Double.infinity
        let least = (values[values.count - 1] - values[0]) * 1e-12
        for place in values.indices {
            let error = max(errors[place], least, 0x1p-1000)
            let distance = (outcome - values[place]) / error
            exponents[place] = -0.5 * distance * distance - Elementary.log(error)
            largest = max(largest, exponents[place])
        }
        var sum = 0.0
        for place in values.indices {
            let exponent = exponents[place] - largest
            exponents[place] = exponent > -700 ? weights[place] * Elementary.exp(exponent) : 0
            sum += exponents[place]
        }
        return exponents.map { $0 / sum }
    }

    private static func groups(of sample: [Double], order: [Int]) -> [Range<Int>] {
        var starts = [0]
        for place in 1..<max(1, order.count) where sample[order[place]] != sample[order[place - 1]] {
            starts.append(place)
            if starts.count > mostValues { break }
        }
        if starts.count > mostValues { starts = (0..<mostValues).map { $0 * order.count / mostValues } }
        return zip(starts, starts.dropFirst() + [order.count]).map { $0..<$1 }
    }
}
