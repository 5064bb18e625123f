import ElementaryFunctions

/// Finds the rates that fit a record best.
struct DiffusionSearch {
    /// Rates with the deviance of the record from them.
    struct Fitted {
        let rates: DiffusionRates
        let deviance: Double
    }

    /// Rates at which a search begins.
    typealias Start = (innovation: Double, imitation: Double)

    /// Starts from which a search finds its way whatever the record.
    static let starts: [Start] = [(0.005, 0.05), (0.005, 0.5), (0.005, 3), (0.1, 0.05), (0.1, 0.5), (0.1, 3)]

    let record: DiffusionRecord

    /// The best innovation and imitation for a ceiling, neither below 0.
    ///
    /// The search goes over logarithms, which keep a rate above 0; one that it sees shrink is also tried at 0. Rates end
    /// where they would bring a pressure of 5 (of those who ever join, less than 1% would wait for longer than a year):
    /// counts by years cannot tell more from that.
    func best(ceiling: Double, from starts: [Start] = starts) -> Fitted {
        func rates(_ p: Double, _ q: Double) -> DiffusionRates {
            DiffusionRates(innovation: p, imitation: q, ceiling: ceiling)
        }
        var best: Fitted?
        func take(_ found: Fitted, margin: Double = 0) {
            if found.deviance < (best?.deviance ?? .infinity) + margin { best = found }
        }
        for start in starts {
            let logarithms = [start.innovation, start.imitation].map { Elementary.log(max($0, 1e-4)) }
            take(minimum(from: logarithms) { rates(Self.innovation($0[0]), Self.imitation($0[1], ceiling)) })
        }
        guard let free = best?.rates else { preconditionFailure("a search has a start") }
        // Along a boundary the sum is flat in the logarithm, so 0 is preferred to a rate that is all but 0.
        if free.imitation < 0.05 {
            take(
                minimum(from: [Elementary.log(max(free.innovation, 1e-3))]) { rates(Self.innovation($0[0]), 0) },
                margin: 1e-6
            )
        }
        if free.innovation < 0.005 {
            take(
                minimum(from: [Elementary.log(max(free.imitation, 1e-2))]) { rates(0, Self.imitation($0[0], ceiling)) },
                margin: 1e-6)
        }
        guard let best else { preconditionFailure("a search has a start") }
        return best
    }

    /// The best rates without imitation, or without innovation, for a ceiling.
    func best(ceiling: Double, withImitation: Bool) -> Fitted {
        let found = Self.starts.map { start in
            minimum(from: [Elementary.log(withImitation ? start.imitation : start.innovation)]) {
                DiffusionRates(
                    innovation: withImitation ? 0 : Self.innovation($0[0]),
                    imitation: withImitation ? Self.imitation($0[0], ceiling) : 0,
                    ceiling: ceiling)
            }
        }
        // There are starts.
        return found.min { $0.deviance < $1.deviance }!
    }

    /// The best rates of all, the ceiling between the two of the neighbours of a fitted one.
    ///
    /// Golden section over the ceiling to a ten-thousandth; the deviance has one minimum between neighbours.
    func refined(_ middle: Fitted, between low: Double, and high: Double) -> Fitted {
        let golden = (5.0.squareRoot() - 1) / 2
        var (low, high) = (low, high)
        let start = [(innovation: middle.rates.innovation, imitation: middle.rates.imitation)]
        func fitted(_ ceiling: Double) -> Fitted { best(ceiling: ceiling, from: start) }
        var left = fitted(high - golden * (high - low))
        var right = fitted(low + golden * (high - low))
        while high - low > 1e-4 {
            if left.deviance < right.deviance {
                (high, right) = (right.rates.ceiling, left)
                left = fitted(high - golden * (high - low))
            } else {
                (low, left) = (left.rates.ceiling, right)
                right = fitted(low + golden * (high - low))
            }
        }
        // There are three.
        return [middle, left, right].min { $0.deviance < $1.deviance }!
    }

    private func minimum(from start: [Double], rates: ([Double]) -> DiffusionRates) -> Fitted {
        let curve = DiffusionCurve(record: record)
        let found = LeastSquares.minimum(from: start, count: record.times.count - 1) { unknowns, residuals in
            curve.writeResiduals(rates(unknowns), into: &residuals)
        }
        return Fitted(rates: rates(found.place), deviance: found.sum)
    }

    private static let greatestPressure = 5.0

    private static func innovation(_ logarithm: Double) -> Double {
        min(Elementary.exp(min(max(logarithm, -25), 25)), greatestPressure)
    }

    /// The pressure is greatest when all who ever join have joined.
    private static func imitation(_ logarithm: Double, _ ceiling: Double) -> Double {
        min(Elementary.exp(min(max(logarithm, -25), 25)), greatestPressure / ceiling)
    }
}
