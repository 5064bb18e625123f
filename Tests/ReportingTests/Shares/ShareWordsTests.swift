import Analysis
import Testing

@testable import Reporting

@Suite("Words about fair shares")
struct ShareWordsTests {
    private static func choice(of mean: Double, error: Double, against reference: String? = nil) -> String {
        let result = FairShares(
            title: "Any", currency: "GBP", option: "Pooled",
            choice: FairShares.Choice(
                mean: Estimate(value: mean, standardError: error, isUpperBound: false), trials: 1024, next: nil),
            reference: reference, trials: 1024, orders: 0, joiningAtOnce: true, councils: [], programmeCosts: 1,
            costsByLever: [], worth: 0, players: nil, leastExcess: nil, rules: [], leftOut: [])
        return ShareWords(result).choice
    }

    @Test("The highest mean is said to be no gain where it is clearly below 0, and where it is not told apart from 0")
    func below() {
        #expect(
            Self.choice(of: 90_000, error: 1000)
                == "Doing nothing aside, it has the highest mean NPSV over 1,024 trials, £90k ± £1k.")
        #expect(
            Self.choice(of: -420_000, error: 10_000)
                == "Doing nothing aside, it has the highest mean NPSV over 1,024 trials, −£420k ± £10k. Its mean is below "
                + "0: on average doing nothing is worth more.")
        #expect(
            Self.choice(of: -420_000, error: 300_000, against: "Frameworks").hasSuffix(
                ". It is not told apart from keeping to Frameworks."))
    }
}
