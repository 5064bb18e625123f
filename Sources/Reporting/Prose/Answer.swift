import Analysis
import CouncilModel

/// The answer in sentences, in words that the figures allow.
///
/// An option is called best only where ``Verdict/isSeparated``.
package enum Answer {
    /// How many options of those that may be the best, and of the rivals of one, are named.
    private static let mostNamed = 3

    /// Which option, with the Monte Carlo error of the gap or of the mean.
    package static func sentence(of comparison: Comparison) -> String {
        let verdict = Verdict(comparison)
        guard let runnerUp = verdict.runnerUp else { return "The scenario has no option to compare with do nothing." }
        if !verdict.isSeparated { return undecided(verdict, of: comparison) }
        let leader = comparison.options[verdict.leader]
        let next = name(runnerUp, of: comparison)
        let gap = comparison.money.textWithError(comparison.pair(verdict.leader, over: runnerUp).difference)
        if verdict.leader == Comparison.doNothing {
            return "Doing nothing is best: no option is expected to be worth what it costs, and the nearest to it, "
                + "\(next), is worth \(gap) less."
        }
        if leader.isReference {
            return "The reference, \(name(verdict.leader, of: comparison, isMarked: false)), is best: no option is "
                + "expected to be worth more, and the nearest to it, \(next), is worth \(gap) less."
        }
        let mean = comparison.money.textWithError(leader.npsv.mean)
        let other = comparison.options[runnerUp].npsv
        if other.sd == 0 && other.mean.value == 0 {
            // The mean and the gap are then one figure.
            return "\(name(verdict.leader, of: comparison)) is best by mean NPSV: \(mean); the next is \(next), at "
                + "\(comparison.money.text(0))."
        }
        return
            "\(name(verdict.leader, of: comparison)) is best by mean NPSV: \(mean), which is \(gap) more than \(next), the next."
    }

    /// How sure that is, given the scenario's assumptions.
    package static func certainty(of comparison: Comparison) -> String {
        let verdict = Verdict(comparison)
        guard let runnerUp = verdict.runnerUp else { return "" }
        let leader = comparison.options[verdict.leader]
        let chance = PlainNumber.percentage(leader.probabilityBest)
        var text: String
        if verdict.isSeparated {
            let words = Verdict.words(forProbability: leader.probabilityBest.value)
            text = "Given the scenario's assumptions it is \(words) to turn out best (\(chance) of trials)"
        } else {
            let shares = verdict.contenders.prefix(mostNamed).map { place in
                let share = PlainNumber.percentage(comparison.options[place].probabilityBest)
                return "from \(name(place, of: comparison)) in \(share)"
            }
            text = "Of the trials, the highest value comes \(PlainText.list(shares))"
        }
        let isTold = verdict.contenders.prefix(mostNamed).contains(verdict.mostOftenBest)
        if verdict.mostOftenBest != verdict.leader && !isTold {
            let often = comparison.options[verdict.mostOftenBest].probabilityBest
            text += ", though \(name(verdict.mostOftenBest, of: comparison)) comes out highest more often "
            text += "(\(PlainNumber.percentage(often)))"
        }
        if leader.npsv.sd == 0 {
            let better = comparison.pair(runnerUp, over: verdict.leader).probabilityBetter
            return text
                + "; \(name(runnerUp, of: comparison)) is worth more in \(PlainNumber.percentage(better)) of them."
                + challenge(verdict, of: comparison)
        }
        let range = comparison.money.range(leader.npsv.p10, leader.npsv.p90)
        let positive = PlainNumber.percentage(leader.probabilityPositive)
        let whose = verdict.isSeparated ? "its NPSV" : "the NPSV of \(name(verdict.leader, of: comparison))"
        return text + "; \(whose) is above 0 in \(positive), and \(range) in eight of ten."
            + challenge(verdict, of: comparison)
    }

    /// A sentence on an option that does better than the next by mean, in trials if not on average; empty where there is
    /// none, or its share of trials is told already.
    private static func challenge(_ verdict: Verdict, of comparison: Comparison) -> String {
        guard let challenger = verdict.challenger, let runnerUp = verdict.runnerUp else { return "" }
        if challenger == verdict.mostOftenBest { return "" }
        if !verdict.isSeparated && verdict.contenders.prefix(mostNamed).contains(challenger) { return "" }
        func better(_ place: Int) -> String {
            PlainNumber.percentage(comparison.pair(place, over: verdict.leader).probabilityBetter)
        }
        func highest(_ place: Int) -> String { PlainNumber.percentage(comparison.options[place].probabilityBest) }
        let leader = name(verdict.leader, of: comparison, isMarked: false)
        return " \(PlainText.capitalised(name(challenger, of: comparison))) has a lower mean than "
            + "\(name(runnerUp, of: comparison)), but is worth more than \(leader) in \(better(challenger)) of trials "
            + "(against \(better(runnerUp))) and highest of all in \(highest(challenger)) (against "
            + "\(highest(runnerUp)))."
    }

    /// A sentence for each purse, public cash and the councils' own, that would choose another option than NPSV.
    package static func cashDisagreements(of comparison: Comparison) -> [String] {
        choices(of: comparison).filter { !$0.choice.agrees }.map { purse, choice in
            choice.sentence(purse: purse, comparison: comparison)
        }
    }

    /// The same, and a sentence for those that would choose as NPSV does.
    package static func cash(of comparison: Comparison) -> [String] {
        let verdict = Verdict(comparison)
        let agreeing = choices(of: comparison).filter(\.choice.agrees).map(\.purse)
        let disagreements = cashDisagreements(of: comparison)
        if agreeing.isEmpty { return disagreements }
        let subject = PlainText.capitalised(PlainText.list(agreeing))
        // "It" would be the option of the sentence before, which may be another purse's.
        let isTold = verdict.isSeparated && disagreements.isEmpty
        return disagreements + ["\(subject) would choose \(isTold ? "it" : name(verdict.leader, of: comparison)) too."]
    }

    /// What each purse would choose; empty where there is no choice.
    private static func choices(of comparison: Comparison) -> [(purse: String, choice: CashChoice)] {
        let verdict = Verdict(comparison)
        if verdict.runnerUp == nil { return [] }
        let purses = [(Measure.cashNPV, "public cash alone"), (.councilCashNPV, "councils' own cash alone")]
        return purses.compactMap { measure, purse in
            CashChoice(by: measure, in: comparison, against: verdict).map { (purse, $0) }
        }
    }

    /// What the figures are measured against, where that is not do nothing; nil otherwise.
    package static func reference(of comparison: Comparison) -> String? {
        guard let place = comparison.referencePlace else { return nil }
        let name = name(place, of: comparison, isMarked: false)
        return "Every figure is the difference from the reference, \(name), which is therefore 0; "
            + "do nothing is minus what \(name) is worth."
    }

    /// The answer where no option is separated from the others.
    private static func undecided(_ verdict: Verdict, of comparison: Comparison) -> String {
        let rivals = PlainText.list(verdict.rivals.map { name($0, of: comparison) }, limit: mostNamed)
        let leader = comparison.options[verdict.leader]
        let mean = comparison.money.textWithError(leader.npsv.mean)
        var text = "No single option stands out: "
        if verdict.leader == Comparison.doNothing {
            text += "doing nothing has the highest mean NPSV"
        } else {
            text += "\(name(verdict.leader, of: comparison)) has the highest mean NPSV"
        }
        text += " (\(mean)), but within two standard errors of the difference it cannot be told apart from \(rivals)"
        return text
            + (verdict.rivals.contains(Comparison.doNothing) ? ", so that doing nothing is not ruled out." : ".")
    }

    /// An option's name inside a sentence, the reference marked as such.
    static func name(_ place: Int, of comparison: Comparison, isMarked: Bool = true) -> String {
        if place == Comparison.doNothing { return "do nothing" }
        let option = comparison.options[place]
        return PlainText.oneLine(option.name) + (isMarked && option.isReference ? " (the reference)" : "")
    }
}
