import CouncilModel
import Stochastics

/// What can be chosen once something is known: the candidate of which a regression expects most, found for each fold of
/// trials in all other folds.
struct FittedRule {
    private let choice: ChoiceTrials
    private let regression: FoldedRegression
    /// By fold left out, coefficients by candidate; those of the best, whose gains are 0, are 0.
    private let coefficients: [[[Double]]]

    /// Regresses gains on columns.
    init(_ columns: [[Double]], of choice: ChoiceTrials) {
        self.choice = choice
        let others = choice.gains.indices.filter { $0 != choice.best }
        regression = FoldedRegression(
            columns: columns, outcomes: others.map { choice.gains[$0] }, folds: choice.folds)
        let zero = [Double](repeating: 0, count: columns.count)
        let regression = regression
        coefficients = choice.folds.indices.map { fold in
            let found = regression.coefficients(without: fold)
            var all = [[Double]](repeating: zero, count: choice.gains.count)
            for (place, candidate) in others.enumerated() { all[candidate] = found[place] }
            return all
        }
    }

    /// What it is worth to know what the columns are of.
    var worth: LearntWorth {
        var chosen: [Int] = []
        for (fold, trials) in choice.folds.enumerated() {
            let expected = regression.values(coefficients[fold], rows: trials)
            chosen += (0..<trials.count).map { trial in highest(expected.map { $0[trial] }) }
        }
        return choice.worth(ofChoosing: chosen)
    }

    /// What it is worth to know a measurement of an assumption only.
    ///
    /// The regression's curve, averaged over what the assumption may be once the measurement is known, says which candidate
    /// to take; it changes at a few outcomes. In a trial the measurement comes out normally about the assumption's value
    /// there, so the probability that each candidate is taken is known, and no measurement has to be drawn.
    func worth(ofMeasuring measurement: NoisyMeasurement, _ values: [Double], error: (Double) -> Double) -> LearntWorth
    {
        let outcomes = measurement.outcomes
        let weights = outcomes.map { measurement.weights(given: $0) }
        var shares = [[Double]](
            repeating: [Double](repeating: 0, count: choice.design.trials), count: choice.gains.count)
        for (fold, trials) in choice.folds.enumerated() {
            let curves = regression.values(coefficients[fold], rows: 0..<choice.design.trials)
                .map { measurement.means(of: $0) }
            let expected = weights.map { weights in
                curves.map { curve in
                    var sum = 0.0
                    for place in curve.indices { sum += weights[place] * curve[place] }
                    return sum
                }
            }
            let parts = parts(outcomes, expected)
            for trial in trials {
                let (value, spread) = (values[trial], error(values[trial]))
                var before = 0.0
                for part in parts {
                    let below = Self.probability(ofBelow: part.end, about: value, spread: spread)
                    shares[part.candidate][trial] += below - before
                    before = below
                }
            }
        }
        return choice.worth(ofChoosing: shares)
    }

    /// Outcomes up to which a candidate is taken, the last without end. Between two outcomes with different candidates the
    /// change is where a straight line puts it.
    private func parts(_ outcomes: [Double], _ expected: [[Double]]) -> [(end: Double, candidate: Int)] {
        var parts: [(end: Double, candidate: Int)] = []
        var current = highest(expected[0])
        for place in outcomes.indices.dropFirst() {
            let next = highest(expected[place])
            guard next != current else { continue }
            let (before, after) = (expected[place - 1], expected[place])
            let lead = before[current] - before[next]
            let fall = lead + after[next] - after[current]
            let share = fall > 0 ? min(max(lead / fall, 0), 1) : 0.5
            parts.append((outcomes[place - 1] + share * (outcomes[place] - outcomes[place - 1]), current))
            current = next
        }
        return parts + [(.infinity, current)]
    }

    private static func probability(ofBelow end: Double, about value: Double, spread: Double) -> Double {
        guard end < .infinity else { return 1 }
        guard spread > 0 else { return value < end ? 1 : 0 }
        return StandardNormal.cumulative((end - value) / spread)
    }

    /// The candidate of which most is expected; of equals the best without knowing, then the first.
    private func highest(_ expected: [Double]) -> Int {
        var highest = choice.best
        for candidate in expected.indices where expected[candidate] > expected[highest] { highest = candidate }
        return highest
    }
}
