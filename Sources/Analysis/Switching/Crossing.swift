import CouncilModel
import Stochastics

/// Where a mean goes through 0 as an assumption is moved.
package struct Crossing: Sendable, Hashable {
    /// The value of the assumption. Where it takes no value between two others (a whole number, say), the middle of these.
    package var value: Double
    /// The values on either side where it jumps; both are ``value`` where it does not.
    package var below, above: Double
    /// The standard error of the value: that of the mean over its slope (the delta method); 0 where it jumps.
    package var standardError: Double
    /// Whether the error is an upper bound.
    package var isUpperBound: Bool
    /// Whether the mean rises through 0 as the value grows.
    package var isRising: Bool
    /// Whether somewhere below and somewhere above, within the range looked at, the mean is more than two standard errors
    /// away from 0, on different sides.
    package var isClear: Bool
    /// The share of draws that lie below: F of the value.
    package var probabilityBelow: Double

    /// Of its parts, which the properties of these names explain.
    package init(
        value: Double, below: Double, above: Double, standardError: Double, isUpperBound: Bool, isRising: Bool,
        isClear: Bool, probabilityBelow: Double
    ) {
        self.value = value
        self.below = below
        self.above = above
        self.standardError = standardError
        self.isUpperBound = isUpperBound
        self.isRising = isRising
        self.isClear = isClear
        self.probabilityBelow = probabilityBelow
    }
}

extension Crossing {
    /// The same without what rounding leaves at 0: values and errors far smaller than the range that an assumption moves in.
    func rounded(inRange range: Double) -> Crossing {
        func rounded(_ value: Double) -> Double { abs(value) < 1e-12 * range ? 0 : value }
        var crossing = self
        (crossing.value, crossing.below, crossing.above) = (rounded(value), rounded(below), rounded(above))
        crossing.standardError = rounded(standardError)
        return crossing
    }
}

extension HeldRuns {
    /// So many runs at most close in on a crossing.
    static let mostSteps = 8
    /// A crossing is known well enough when the mean there is within this share of its standard error of 0.
    static let toleranceInErrors = 0.25

    /// Crossings between neighbouring points of those run so far, from the lowest.
    func crossings(of followed: FollowedMean) throws -> [Crossing] {
        let known = points
        var found: [Crossing] = []
        for (left, right) in zip(known, known.dropFirst()) {
            if let crossing = try crossing(of: followed, between: left, right) { found.append(crossing) }
        }
        return found
    }

    /// The crossing between two points; nil where the mean has one sign at both.
    ///
    /// By regula falsi over values, the end that stays twice counting half (Illinois), and by halving where values jump.
    ///
    /// - Source: M. Dowell and P. Jarratt, "A modified regula falsi method", BIT 11 (1971).
    func crossing(of followed: FollowedMean, between first: Point, _ second: Point) throws -> Crossing? {
        var (left, right) = (first, second)
        guard (followed.value(left) >= 0) != (followed.value(right) >= 0), left.value != right.value else { return nil }
        // What has been run for other options narrows the bracket.
        for point in points where point.uniform > left.uniform && point.uniform < right.uniform {
            if (followed.value(point) >= 0) == (followed.value(left) >= 0) {
                left = point
            } else {
                right = point
                break
            }
        }
        let scale = max(abs(followed.value(first)), abs(followed.value(second)))
        func isNear(_ point: Point) -> Bool {
            let mean = followed.estimate(point, model: model)
            let error = mean.standardError.isFinite ? mean.standardError : 0
            return abs(mean.value) <= max(Self.toleranceInErrors * error, 1e-9 * scale)
        }
        var (weightLeft, weightRight) = (1.0, 1.0)
        var movedLeft: Bool?
        for _ in 0..<Self.mostSteps where !isNear(left) && !isNear(right) {
            let (low, high) = (weightLeft * followed.value(left), weightRight * followed.value(right))
            let aim = left.value + (right.value - left.value) * low / (low - high)
            guard let uniform = uniform(for: aim, between: left, right) else { break }
            let middle = try point(at: uniform)
            if (followed.value(middle) >= 0) == (followed.value(left) >= 0) {
                (left, weightLeft) = (middle, 1)
                if movedLeft == true { weightRight /= 2 }
                movedLeft = true
            } else {
                (right, weightRight) = (middle, 1)
                if movedLeft == false { weightLeft /= 2 }
                movedLeft = false
            }
        }
        return crossing(of: followed, left, right)
    }

    /// A uniform between two points at which the assumption has a value near the one aimed at, and another than at the
    /// two; nil where there is none left.
    private func uniform(for aim: Double, between left: Point, _ right: Point) -> Double? {
        let distribution = assumption.distribution
        let near = distribution.cumulative(aim / assumption.priceFactor)
        for uniform in [near, (left.uniform + right.uniform) / 2] {
            guard uniform > left.uniform, uniform < right.uniform else { continue }
            let value = value(at: uniform)
            if value > left.value && value < right.value { return uniform }
        }
        // Where values jump, halving finds one between, if there is one.
        var (low, high) = (left.uniform, right.uniform)
        for _ in 0..<40 {
            let middle = (low + high) / 2
            let value = value(at: middle)
            if value > left.value && value < right.value { return middle }
            if value <= left.value { low = middle } else { high = middle }
        }
        return nil
    }

    private func crossing(of followed: FollowedMean, _ left: Point, _ right: Point) -> Crossing {
        let (low, high) = (followed.value(left), followed.value(right))
        let jumps =
            uniform(for: (left.value + right.value) / 2, between: left, right) == nil
            && right.value - left.value > 1e-6 * abs((points.last?.value ?? 0) - (points.first?.value ?? 0))
        let share = low == high ? 0.5 : low / (low - high)
        let value = jumps ? (left.value + right.value) / 2 : left.value + (right.value - left.value) * share
        let nearest = abs(low) < abs(high) ? left : right
        let mean = followed.estimate(nearest, model: model)
        let slope = slope(of: followed, at: value)
        let error = jumps ? 0 : abs(mean.standardError / slope)
        return Crossing(
            value: value, below: jumps ? left.value : value, above: jumps ? right.value : value,
            standardError: error, isUpperBound: mean.isUpperBound && error > 0, isRising: high > low,
            isClear: isClear(followed, at: value, isRising: high > low),
            probabilityBelow: jumps
                ? assumption.distribution.cumulative(left.value / assumption.priceFactor)
                : assumption.distribution.cumulative(value / assumption.priceFactor))
    }

    /// The slope by value, between the nearest points on either side that are a fiftieth of the range away or more: closer
    /// ones would tell of single trials.
    private func slope(of followed: FollowedMean, at value: Double) -> Double {
        guard let first = points.first, let last = points.last else { return .nan }
        let least = (last.value - first.value) / 50
        let left = points.last { $0.value <= value - least } ?? first
        let right = points.first { $0.value >= value + least } ?? last
        return (followed.value(right) - followed.value(left)) / (right.value - left.value)
    }

    private func isClear(_ followed: FollowedMean, at value: Double, isRising: Bool) -> Bool {
        func holds(_ point: Point, isPositive: Bool) -> Bool {
            let mean = followed.estimate(point, model: model)
            return mean.isClear && (mean.value > 0) == isPositive
        }
        return points.contains { $0.value < value && holds($0, isPositive: !isRising) }
            && points.contains { $0.value > value && holds($0, isPositive: isRising) }
    }
}
