import Analysis
import CouncilModel
import Testing

@testable import Reporting

/// The rules of wording; each example is a handful of trials that a reader can work out.
@Suite("The answer in words")
struct AnswerTests {
    /// Trials mean ± width in turn, and one at the mean: their standard error is width/√trials.
    private func around(_ mean: Double, width: Double, trials: Int = 101) -> [Double] {
        (0..<trials).map { trial in mean + (trial == trials - 1 ? 0 : trial % 2 == 0 ? width : -width) }
    }

    @Test("an option is best when its mean is more than two standard errors of the paired difference above the next")
    func separated() {
        // Both move together, so that their difference is certain though each is not.
        let first = around(1_100_000, width: 900_000)
        let comparison = ComparisonExample.comparison([
            SampleOption("Hub", npsv: first.map { $0 - 200_000 }), SampleOption("Platform", npsv: first),
        ])
        let verdict = Verdict(comparison)
        #expect(verdict.isSeparated && verdict.leader == 2 && verdict.runnerUp == 1)
        #expect(
            Answer.sentence(of: comparison)
                == "Platform is best by mean NPSV: £1.10m ± £90k, which is £200k more than Hub, the next."
        )
        #expect(
            Answer.certainty(of: comparison)
                == "Given the scenario's assumptions it is almost certain to turn out best (100% of trials); "
                + "its NPSV is above 0 in 100%, and £200k to £2.0m in eight of ten."
        )
    }

    @Test("no option is called best where the gap is within two standard errors, and all that may lead are named")
    func notSeparated() {
        let comparison = ComparisonExample.comparison([
            SampleOption("Hub", npsv: around(1_000_000, width: -500_000)),
            SampleOption("Platform", npsv: around(1_050_000, width: 500_000)),
            SampleOption("Small", npsv: around(100_000, width: 10_000)),
        ])
        let sentence = Answer.sentence(of: comparison)
        #expect(
            sentence == "No single option stands out: Platform has the highest mean NPSV (£1.05m ± £50k), but within "
                + "two standard errors of the difference it cannot be told apart from Hub."
        )
        let certainty = Answer.certainty(of: comparison)
        #expect(!(sentence + certainty).contains("best"))
        #expect(certainty.hasPrefix("Of the trials, the highest value comes from Platform in "))
        #expect(certainty.contains(" and from Hub in "))
        #expect(certainty.hasSuffix("; the NPSV of Platform is above 0 in 100%, and £550k to £1.6m in eight of ten."))
    }

    @Test(
        "the line between best and not separated lies at two standard errors",
        arguments: [(0.19, false), (0.2, false), (0.21, true)]
    )
    func threshold(gap: Double, isSeparated: Bool) {
        var comparison = ComparisonExample.comparison([SampleOption("A", npsv: [gap, gap])])
        for index in comparison.pairs.indices {
            comparison.pairs[index].difference.standardError = 0.1
        }
        #expect(Verdict(comparison).isSeparated == isSeparated)
    }

    @Test("an option beyond the next may still be one that cannot be told apart")
    func thirdOption() {
        var comparison = ComparisonExample.comparison([
            SampleOption("A", npsv: [10, 10]), SampleOption("B", npsv: [9, 9]), SampleOption("C", npsv: [8, 8]),
        ])
        let index = comparison.pairs.firstIndex { $0.option == 1 && $0.over == 3 }!
        comparison.pairs[index].difference.standardError = 1.5
        let verdict = Verdict(comparison)
        #expect(verdict.runnerUp == 2 && verdict.rivals == [3] && !verdict.isSeparated)
        #expect(Answer.sentence(of: comparison).contains("cannot be told apart from C."))
    }

    @Test("doing nothing is said to be best in so many words")
    func doNothingIsBest() {
        let comparison = ComparisonExample.comparison([
            SampleOption("Hub", npsv: around(-2_000_000, width: 100_000)),
            SampleOption("Platform", npsv: around(-1_000_000, width: 3_000_000)),
        ])
        #expect(
            Answer.sentence(of: comparison)
                == "Doing nothing is best: no option is expected to be worth what it costs, and the nearest to it, "
                + "Platform, is worth £1.0m ± £300k less."
        )
        #expect(
            Answer.certainty(of: comparison)
                == "Given the scenario's assumptions it is no more likely than not to turn out best (50% of trials); "
                + "Platform is worth more in 50% of them."
        )
    }

    @Test("doing nothing that cannot be told apart from the leader is not ruled out")
    func doNothingIsARival() {
        let comparison = ComparisonExample.comparison([
            SampleOption("Platform", npsv: around(50_000, width: 1_000_000))
        ])
        #expect(
            Answer.sentence(of: comparison)
                == "No single option stands out: Platform has the highest mean NPSV (£100k ± £100k), but within two "
                + "standard errors of the difference it cannot be told apart from do nothing, so that doing nothing is "
                + "not ruled out."
        )
        let worse = ComparisonExample.comparison([SampleOption("Platform", npsv: around(-50_000, width: 1_000_000))])
        #expect(
            Answer.sentence(of: worse).hasPrefix(
                "No single option stands out: doing nothing has the highest mean NPSV (£0), but "
            )
        )
        #expect(Answer.sentence(of: worse).hasSuffix("cannot be told apart from Platform."))
    }

    @Test("an option without any effect is not worse than doing nothing, and nothing is called best")
    func equalOptions() {
        let comparison = ComparisonExample.comparison([SampleOption("Idle", npsv: [0, 0, 0])])
        #expect(Verdict(comparison).rivals == [1])
        #expect(!Answer.sentence(of: comparison).contains("best"))
    }

    @Test("the reference is marked, said to be 0, and said to be best where it is")
    func reference() {
        var reference = SampleOption("Organic take-up", npsv: [0, 0, 0])
        reference.isReference = true
        let comparison = ComparisonExample.comparison(
            [reference, SampleOption("Platform", npsv: [-300_000, -310_000, -290_000])],
            doNothing: [-500_000, -510_000, -490_000]
        )
        #expect(
            Answer.sentence(of: comparison)
                == "The reference, Organic take-up, is best: no option is expected to be worth more, and the "
                + "nearest to "
                + "it, Platform, is worth £300k ± £6k less."
        )
        #expect(
            Answer.reference(of: comparison)
                == "Every figure is the difference from the reference, Organic take-up, which is therefore 0; "
                + "do nothing "
                + "is minus what Organic take-up is worth."
        )
        #expect(OptionFigures(1, of: comparison).name == "Organic take-up (reference)")
        #expect(Answer.reference(of: ComparisonExample.comparison([SampleOption("A", npsv: [1])])) == nil)
    }

    @Test("public cash and councils' own cash say so when they would choose another option")
    func cashDisagrees() {
        let comparison = ComparisonExample.comparison([
            SampleOption("Platform", npsv: [2e6, 2.1e6], cash: [-3e6, -3.1e6], councilCash: [4e5, 4.1e5]),
            SampleOption("Hub", npsv: [1e6, 1.1e6], cash: [-1e6, -1.1e6], councilCash: [1e5, 1.1e5]),
        ])
        #expect(
            Answer.cash(of: comparison) == [
                "Public cash alone would choose do nothing instead (cash NPV £0 against −£3.05m).",
                "Councils' own cash alone would choose Platform too.",
            ]
        )
        #expect(Answer.cashDisagreements(of: comparison).count == 1)
    }

    @Test("cash that prefers another option by less than its error says that too")
    func cashWithinError() {
        let comparison = ComparisonExample.comparison([
            SampleOption("Platform", npsv: [2e6, 2.1e6], cash: [0, 2e6]),
            SampleOption("Hub", npsv: [1e6, 1.1e6], cash: [2.2e6, 0]),
        ])
        #expect(
            Answer.cash(of: comparison).first
                == "Public cash alone would choose Hub instead, though the gap is within Monte Carlo error "
                + "(cash NPV £1m "
                + "against £1m)."
        )
    }

    @Test("cash tips the balance between options that NPSV cannot tell apart")
    func cashAmongRivals() {
        let comparison = ComparisonExample.comparison([
            SampleOption("Platform", npsv: [2e6, 1e6, 2e6, 1e6], cash: [1e5, 1e5, 1e5, 1e5]),
            SampleOption("Hub", npsv: [1e6, 2e6, 1.1e6, 1.8e6], cash: [3e5, 3e5, 3e5, 3e5]),
        ])
        #expect(
            Answer.cash(of: comparison).first
                == "Public cash alone would choose Hub, one of those that NPSV cannot tell apart (cash NPV "
                + "£300k against "
                + "£100k)."
        )
    }

    @Test("under a reference cash does not choose to do nothing, which nobody can")
    func cashUnderReference() {
        func comparison(isReference: Bool, hub: Double) -> Comparison {
            var alone = SampleOption("Alone", npsv: [0, 0])
            alone.isReference = isReference
            return ComparisonExample.comparison(
                [
                    alone, SampleOption("Platform", npsv: [-3e5, -3.1e5], cash: [-1e5, -1.1e5]),
                    SampleOption("Hub", npsv: [-5e5, -5.1e5], cash: [hub, hub]),
                ], doNothing: [-9e5, -9.1e5], doNothingCash: [7e5, 7.1e5]
            )
        }
        #expect(
            Answer.cash(of: comparison(isReference: true, hub: -2e5)) == [
                "Public cash alone and councils' own cash alone would choose it too."
            ]
        )
        #expect(
            Answer.cash(of: comparison(isReference: true, hub: 2e5)).first
                == "Public cash alone would choose Hub instead (cash NPV £200k against £0)."
        )
        #expect(
            Answer.cash(of: comparison(isReference: false, hub: 2e5)).first
                == "Public cash alone would choose do nothing instead (cash NPV £705k against £0)."
        )
    }

    @Test("where the next is worth 0 in every trial, mean and gap are not said twice")
    func nextIsNothing() {
        let comparison = ComparisonExample.comparison([SampleOption("Platform", npsv: around(307_000, width: 10_000))])
        #expect(
            Answer.sentence(of: comparison)
                == "Platform is best by mean NPSV: £307k ± £1k; the next is do nothing, at £0."
        )
        var alone = SampleOption("Alone", npsv: around(0, width: 0))
        alone.isReference = true
        let beside = ComparisonExample.comparison(
            [alone, SampleOption("Platform", npsv: around(307_000, width: 10_000))], doNothing: around(-1, width: 0)
        )
        #expect(
            Answer.sentence(of: beside)
                == "Platform is best by mean NPSV: £307k ± £1k; the next is Alone (the reference), at £0."
        )
    }

    /// Trials of a reference that is 0, a runner-up that gains in one of ten, a gamble that gains in two of ten, and
    /// do nothing, which gains in three others.
    private func gamble(isReference: Bool = true, trials: Int = 1000, gains: Int = 2) -> Comparison {
        func values(_ share: Int, high: Double, low: Double) -> [Double] {
            (0..<trials).map { $0 % 10 < share ? high : low }
        }
        let doNothing: [Double] = values(3, high: 500, low: -9000).reversed()
        var alone = SampleOption("Alone", npsv: values(0, high: 0, low: 0))
        alone.isReference = isReference
        return ComparisonExample.comparison(
            [
                alone, SampleOption("Steady", npsv: values(1, high: 100, low: -200)),
                SampleOption("Gamble", npsv: values(gains, high: 300, low: -1000)),
            ], doNothing: doNothing
        )
    }

    @Test("an option beyond the next that is more often better than the leader, or more often highest, is named too")
    func challenger() {
        let comparison = gamble()
        #expect(Verdict(comparison).leader == 1 && Verdict(comparison).runnerUp == 2)
        #expect(Verdict(comparison).challenger == 3)
        // Do nothing, highest in three of ten, is no choice beside a reference.
        #expect(
            Answer.certainty(of: comparison).hasSuffix(
                "; Steady is worth more in 10% of them. Gamble has a lower mean than Steady, but is worth more than Alone "
                    + "in 20% of trials (against 10%) and highest of all in 20% (against 0%)."
            )
        )
        #expect(Verdict(gamble(isReference: false)).challenger == 0)
        // No more often than the next: nobody to name.
        #expect(Verdict(gamble(gains: 0)).challenger == nil)
        #expect(!Answer.certainty(of: gamble(gains: 0)).contains("lower mean"))
    }

    @Test("a challenger is named beside a leader whose value varies, and not where its share is told already")
    func challengerOfVaryingLeader() {
        // In each ten trials: the leader is highest in five, the next in one, the third in four.
        func values(_ pattern: [Double]) -> [Double] { (0..<1000).map { pattern[$0 % 10] } }
        let leader = values([9e6, 9e6, 9e6, 9e6, 9e6, 1, 1, 1, 1, 1])
        let next = values([8e6, 8e6, 8e6, 8e6, 8e6, 2, 0, 0, 0, 0])
        let third = values([0, 0, 0, 0, 0, 0, 3, 3, 3, 3])
        let comparison = ComparisonExample.comparison([
            SampleOption("Leader", npsv: leader), SampleOption("Next", npsv: next), SampleOption("Third", npsv: third),
        ])
        let verdict = Verdict(comparison)
        #expect(verdict.isSeparated && verdict.challenger == 3 && verdict.mostOftenBest == 1)
        #expect(
            Answer.certainty(of: comparison).hasSuffix(
                "in eight of ten. Third has a lower mean than Next, but is worth more than Leader in 40% of trials "
                    + "(against 10%) and highest of all in 40% (against 10%)."
            )
        )
        // Where the three cannot be told apart, each one's share of trials is told in the same sentence.
        var undecided = comparison
        for index in undecided.pairs.indices { undecided.pairs[index].difference.standardError = 1e8 }
        #expect(Verdict(undecided).challenger == 3 && !Verdict(undecided).isSeparated)
        #expect(!Answer.certainty(of: undecided).contains("lower mean"))
    }

    @Test("an option that is most often highest without leading by its mean is named")
    func mostOftenBest() {
        // The long shot has the higher mean; the safe one wins in nine trials of ten.
        let long = (0..<1000).map { $0 % 10 == 0 ? 1e8 : 0 }
        let comparison = ComparisonExample.comparison([
            SampleOption("Long shot", npsv: long), SampleOption("Safe", npsv: [Double](repeating: 1e6, count: 1000)),
        ])
        #expect(Verdict(comparison).isSeparated)
        let certainty = Answer.certainty(of: comparison)
        #expect(
            certainty.hasPrefix(
                "Given the scenario's assumptions it is unlikely to turn out best (10% of "
                    + "trials), though "
                    + "Safe comes out highest more often (90%); "
            )
        )
        // A third that is highest most often is named there, and not again.
        let mixed = ComparisonExample.comparison([
            SampleOption("Long shot", npsv: long), SampleOption("Near", npsv: long.map { 0.9 * $0 }),
            SampleOption("Safe", npsv: [Double](repeating: 1e6, count: 1000)),
        ])
        #expect(Verdict(mixed).challenger == 3 && Verdict(mixed).mostOftenBest == 3)
        #expect(Answer.certainty(of: mixed).split(separator: "Safe").count == 2)
    }

    @Test(
        "how sure is said in words that follow the probability",
        arguments: [
            (1, "almost certain"), (0.99, "almost certain"), (0.95, "very likely"), (0.9, "very likely"),
            (0.7, "likely"), (0.6, "more likely than not"), (0.504, "no more likely than not"),
            (0.5, "no more likely than not"),
            (0.34, "no more likely than not"), (0.33, "unlikely"), (0.1, "unlikely"), (0.099, "very unlikely"),
            (0, "very unlikely"),
        ]
    )
    func certaintyWords(probability: Double, words: String) {
        #expect(Verdict.words(forProbability: probability) == words)
    }

    @Test("a scenario without options says that there is nothing to compare")
    func nothingToCompare() {
        let comparison = ComparisonExample.comparison([])
        #expect(Answer.sentence(of: comparison) == "The scenario has no option to compare with do nothing.")
        #expect(Answer.certainty(of: comparison) == "")
        #expect(Answer.cash(of: comparison) == [])
    }

    @Test("control characters in a name reach no text for people")
    func controlCharacters() {
        let comparison = ComparisonExample.comparison([SampleOption("Plat\u{1B}[31m\nform", npsv: [1e6, 1e6])])
        #expect(Answer.sentence(of: comparison).hasPrefix("Plat [31m form is best"))
    }
}
