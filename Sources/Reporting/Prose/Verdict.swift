import Analysis
import CouncilModel

/// What the figures allow to be said about which option is best by NPSV.
package struct Verdict: Sendable {
    /// Place of the option with the highest mean NPSV.
    package let leader: Int
    /// Place of the next; nil where do nothing stands alone.
    package let runnerUp: Int?
    /// Places of the options that cannot be told apart from the leader, in order of mean NPSV.
    package let rivals: [Int]
    /// The option most often highest in a trial; never do nothing beside a reference, where nobody can choose it.
    package let mostOftenBest: Int
    /// An option beyond the next that is more often worth more than the leader, or more often highest, than the next is;
    /// of several the one most often highest. Nil where there is none; never do nothing beside a reference.
    package let challenger: Int?

    /// Whether the leader may be called best: its mean NPSV exceeds that of every other option by more than two
    /// standard errors of their difference in the same trials.
    package var isSeparated: Bool { rivals.isEmpty }

    /// The options that may be the best as far as this run can tell: the leader, then its rivals.
    package var contenders: [Int] { [leader] + rivals }

    /// What a comparison allows to be said.
    package init(_ comparison: Comparison) {
        let ranking = comparison.ranking
        let first = ranking[0]
        leader = first
        runnerUp = ranking.dropFirst().first
        rivals = ranking.dropFirst().filter { !Self.isAbove(comparison.pair(first, over: $0).difference) }
        let choices = ranking.filter { $0 != Comparison.doNothing || comparison.referencePlace == nil }
        mostOftenBest = choices.reduce(first) { most, place in
            let (a, b) = (comparison.options[place].probabilityBest, comparison.options[most].probabilityBest)
            return a.value > b.value ? place : most
        }
        challenger = Self.challenger(comparison, ranking: ranking, choices: choices)
    }

    private static func challenger(_ comparison: Comparison, ranking: [Int], choices: [Int]) -> Int? {
        guard ranking.count > 2 else { return nil }
        let next = ranking[1]
        func better(_ place: Int) -> Estimate { comparison.pair(place, over: ranking[0]).probabilityBetter }
        func best(_ place: Int) -> Estimate { comparison.options[place].probabilityBest }
        let challengers = choices.filter { place in
            if place == ranking[0] || place == next { return false }
            return isAbove(better(place), better(next)) || isAbove(best(place), best(next))
        }
        return challengers.reduce(challengers.first) { most, place in
            most.map { best(place).value > best($0).value ? place : $0 }
        }
    }

    /// Whether one estimate is above another by more than two standard errors, their errors taken as independent, which
    /// for means on common draws errs on the side of caution.
    static func isAbove(_ one: Estimate, _ other: Estimate) -> Bool {
        let (a, b) = (one.standardError, other.standardError)
        return isAbove(
            Estimate(value: one.value - other.value, standardError: (a * a + b * b).squareRoot(), isUpperBound: false)
        )
    }

    /// Whether a difference is above 0 by more than two standard errors.
    static func isAbove(_ difference: Estimate) -> Bool {
        difference.value > 2 * difference.standardError && difference.value > 0
    }

    /// How sure a probability is, in words that do not contradict the whole per cent printed beside them.
    static func words(forProbability probability: Double) -> String {
        switch probability {
        case 0.99...: "almost certain"
        case 0.9...: "very likely"
        case (2.0 / 3)...: "likely"
        case 0.505...: "more likely than not"
        case (1.0 / 3)...: "no more likely than not"
        case 0.1...: "unlikely"
        default: "very unlikely"
        }
    }
}
