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
    /// The option most often highest in a trial.
    package let mostOftenBest: Int

    /// Whether the leader may be called best: its mean NPSV exceeds that of every other option by more than two
    /// standard errors of their difference in the same trials.
    package var isSeparated: Bool { rivals.isEmpty }

    /// The options that may be the best as far as this run can tell: the leader, then its rivals.
    package var contenders: [Int] { [leader] + rivals }

    package init(_ comparison: Comparison) {
        let ranking = comparison.ranking
        let first = ranking[0]
        leader = first
        runnerUp = ranking.dropFirst().first
        rivals = ranking.dropFirst().filter { !Self.isAbove(comparison.pair(first, over: $0).difference) }
        mostOftenBest = ranking.reduce(first) { most, place in
            let (a, b) = (comparison.options[place].probabilityBest, comparison.options[most].probabilityBest)
            return a.value > b.value ? place : most
        }
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
        default: "no more likely than not"
        }
    }
}
