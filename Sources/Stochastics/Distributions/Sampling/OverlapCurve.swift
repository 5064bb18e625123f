/// The quantile function of several continuous parts at work between two points, spread over probabilities 0 to 1.
struct OverlapCurve: QuantileCurve {
    let stretch: InverseDistribution.Stretch
    /// The probabilities of the whole distribution at either end.
    let start: Double
    let end: Double
    /// Quantiles stay between these.
    let lower: Double
    let upper: Double

    func quantile(_ u: Double) -> Double {
        min(max(stretch.quantile(u) ?? lower, lower), upper)
    }

    func traces(at distances: [Double]) -> QuantileTraces {
        var traces = QuantileTraces(knots: distances.count)
        traces.lower = trace(at: distances) { $0 }
        traces.upper = trace(at: distances) { 1 - $0 }
        return traces
    }

    /// Newton's steps for F(x) = u from the knot before, and the search of `quantile` where they do not arrive; `place` is
    /// the place between start and end at a distance.
    private func trace(at distances: [Double], place: (Double) -> Double) -> QuantileTrace {
        var trace = QuantileTrace(knots: distances.count)
        let width = end - start
        func probability(_ q: Double) -> Double { start + place(q) * width }
        var x = quantile(probability(distances[0]))
        var density = stretch.density(x)
        var u = probability(distances[0])
        func move(to target: Double, atMost allowed: Double) {
            var guess = x + (target - u) / density
            for _ in 0..<12 {
                guard guess > lower, guess < upper else { break }
                let lack = target - stretch.cumulative(guess)
                let slope = stretch.density(guess)
                let shift = lack / slope
                guard shift.isFinite else { break }
                guess += shift
                if abs(lack) <= allowed {
                    (x, density, u) = (guess, slope, target)
                    return
                }
            }
            x = quantile(target)
            (density, u) = (stretch.density(x), target)
        }
        for (number, distance) in distances.enumerated() {
            trace.values.append(min(max(x, lower), upper))
            trace.slopes.append(width / density)
            guard number + 1 < distances.count else { break }
            let next = distances[number + 1]
            // The step that follows the last check squares what is left.
            let allowed = 1e-5 * (next - distance) * width
            move(to: probability((distance + next) / 2), atMost: allowed)
            trace.middles.append(min(max(x, lower), upper))
            move(to: probability(next), atMost: allowed)
        }
        return trace
    }
}
