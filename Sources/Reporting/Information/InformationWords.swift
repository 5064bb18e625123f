import Analysis
import Stochastics

/// Sentences on what it is worth to find something out, no stronger than the figures allow.
struct InformationWords: Sendable {
    private let result: ValueOfInformation
    private let money: Money

    init(_ result: ValueOfInformation) {
        self.result = result
        money = Money(currency: result.currency)
    }

    /// Places as a reader counts them: 1, or 2 to 4 where it is not told which.
    static func places(_ places: ClosedRange<Int>?) -> String {
        guard let places else { return PlainNumber.none }
        return places.count == 1
            ? PlainNumber.count(places.lowerBound)
            : "\(PlainNumber.count(places.lowerBound)) to \(PlainNumber.count(places.upperBound))"
    }

    /// A share of trials in which the choice changes, with its binomial error.
    func changes(_ share: Double) -> String { VarianceWords.share(result.shareOfTrials(share)) }

    /// Which part of knowing everything something is worth, with the error of its worth.
    func ofAll(_ worth: Estimate) -> String {
        guard let share = result.shareOfPerfect(worth) else { return PlainNumber.none }
        return VarianceWords.share(
            Estimate(value: share, standardError: worth.standardError / result.perfect.value, isUpperBound: false))
    }

    /// What would be chosen as things stand, and what it is worth to know everything.
    var choice: String {
        let text = StandingWords.sentence(result.standing, money: money) + " "
        guard result.perfect.value > 0 else {
            return text + "It is the best in every trial, so nothing found out before choosing would change the choice."
        }
        return text
            + "Knowing everything before choosing would be worth \(money.textWithError(result.perfect.plain)) (EVPI); no "
            + "study or pilot can be worth more."
    }

    /// What a pilot is worth, and whether it pays.
    func pilot(_ worth: PilotWorth) -> String {
        let (pilot, own) = (worth.pilot, worth.own)
        let error =
            switch pilot.error {
            case .share(let share): "\(PlainNumber.digits(share * 100, significant: 3))% of the value"
            case .amount(let amount):
                PlainNumber.digits(amount, significant: 3) + (unit(of: pilot.assumption).map { " \($0)" } ?? "")
            }
        let place = own.councils == 1 ? "one council" : "\(PlainNumber.count(own.councils)) councils"
        let name =
            (own.cost > 0 ? "A \(money.text(own.cost)) pilot" : "A pilot")
            + " of \(pilot.assumption) in \(place), each off by \(error)"
        guard worth.isClear else {
            return "\(name), is not told apart from worth nothing (\(money.textWithError(own.worth.plain)))."
        }
        var text = "\(name), is worth \(money.textWithError(own.worth.plain)), so up to that cost it pays."
        if own.cost > 0 {
            text += " Net of its cost: \(money.textWithError(own.net.plain))"
            text +=
                own.net.isClear
                ? (own.net.value > 0 ? ", it pays." : ", it does not pay.") : ", so whether it pays is not told."
        }
        if let better = worth.better {
            text +=
                " Of the numbers below, \(PlainNumber.count(better.councils)) "
                + "\(better.councils == 1 ? "council has" : "councils have") the highest net worth."
        }
        return text + " The choice would change in \(changes(own.changes)) of trials."
    }

    private func unit(of assumption: String) -> String? {
        result.assumptions.first { $0.name == assumption }?.unit
    }

    /// How this was got, and what it does not say.
    var notes: String {
        let options = result.options.count
        var text =
            result.optionsLeftOut == 0
            ? ""
            : "The choice is between \(options) of \(PlainNumber.count(options + result.optionsLeftOut)) options ("
                + "\(result.options.joined(separator: "; "))) and doing nothing: EVPI between all can be more. "
        text +=
            "\(PlainNumber.count(result.assumptions.count)) assumptions, "
            + "\(PlainNumber.count(result.trials)) trials; ± is one standard error"
            + (result.perfect.isUpperBound ? ", at most. " : ". ")
        text +=
            "Worth: by how much mean NPSV rises if it is known before all councils together choose one option, by "
            + "regression, tried in trials that it was not fitted to. Shares are of EVPI and do not add up. Place: a "
            + "range where neighbours are not told apart. "
        if !result.groups.isEmpty {
            text +=
                "Known together: a curve in each and products of pairs; sharper interplay is missed, and the figure then "
                + "too low. "
        }
        text += "To know an assumption tells of those correlated with it too. "
        if !result.pilots.isEmpty {
            text +=
                "Pilots: councils' errors are normal and independent, so what they share is not averaged away; what "
                + "waiting for the result loses is not taken off. "
        }
        return PlainText.trimmed(text)
    }
}
