import Analysis
import CouncilModel
import Stochastics

/// What the figures of a portfolio allow to be said, for the terminal and the page.
struct PortfolioWords: Sendable {
    let money: Money
    private let result: Portfolio
    private let names: SetNames

    init(_ result: Portfolio) {
        self.result = result
        names = SetNames(result.leverTitles.map(PlainText.oneLine))
        money = Money(currency: result.currency)
    }

    // MARK: Names and figures

    /// A letter for each lever that a candidate holds and a dot for each other.
    func label(_ candidate: Int) -> String { names.label(result.candidates[candidate]) }

    /// What its levers are called.
    func name(_ candidate: Int) -> String { names.name(result.candidates[candidate]) }

    /// The letters of its levers alone.
    func letters(_ candidate: Int) -> String { label(candidate).filter { $0 != "·" } }

    /// Labels of several candidates.
    func list(_ candidates: [Int]) -> String { PlainText.list(candidates.map(label), limit: 6) }

    /// What the letters stand for.
    var key: String {
        PlainText.list(zip(result.levers.indices, result.leverTitles).map { "\(SetNames.letter($0)) \($1)" })
    }

    func amount(_ estimate: Estimate) -> String { money.textWithError(estimate.plain) }

    /// "P80 of peak funding".
    var prudentPeak: String { "P\(PlainNumber.digits(result.prudent, significant: 3)) of peak funding" }

    /// A place on a frontier as a sign.
    static func mark(_ place: Frontier.Place) -> String {
        switch place {
        case .on: "●"
        case .perhaps: "○"
        case .off: "·"
        }
    }

    /// The exact figures of a mark.
    func tip(_ candidate: Int, _ axis: Frontier.Axis) -> String {
        let own = result.candidates[candidate]
        let second =
            switch axis {
            case .p10: "P10 \(amount(own.p10))"
            case .peakFunding: "\(prudentPeak) \(amount(own.prudentPeakFunding))"
            case .worseOff: "\(PlainNumber.shareWithError(own.worseOff)) of councils worse off"
            }
        return "\(name(candidate)): mean NPSV \(amount(own.npsv)), \(second)"
    }

    // MARK: Sentences

    /// Whether a candidate's mean is not told apart from the first one's.
    func isTied(_ candidate: Int) -> Bool { !result.candidates[candidate].behind.isClear }

    private var ties: [Int] { result.order.dropFirst().filter(isTied) }

    /// Which set has the highest mean, or between which that is not settled.
    var first: String {
        let first = name(result.order[0])
        return ties.isEmpty
            ? "The highest mean NPSV: \(first)."
            : "The highest mean NPSV is not settled between \(first) and \(list(ties)) (≈: within two standard errors)."
    }

    /// The same as the title of a picture.
    var finding: String {
        let count = result.candidates.count
        let own = result.candidates[result.order[0]]
        return ties.isEmpty
            ? "Of \(PlainNumber.count(count)) sets, \(name(result.order[0])) has the highest mean NPSV, \(amount(own.npsv))"
            : "Of \(PlainNumber.count(count)) sets, \(PlainNumber.count(ties.count + 1)) may have the highest mean NPSV"
    }

    /// The candidates whose regret is listed: the first by mean, those that regret speaks for, and do nothing.
    var regretted: [Int] {
        let choice = result.regret
        var listed = Array(result.order.prefix(5))
        let nothing = result.candidates.firstIndex { $0.levers?.isEmpty ?? false } ?? 0
        for place in [choice.p95, choice.largest, nothing] where !listed.contains(place) { listed.append(place) }
        return listed
    }

    /// Whom regret speaks for, and what knowing the trial would be worth.
    var regret: String {
        let choice = result.regret
        let p95 =
            choice.p95Rivals.isEmpty
            ? "Smallest P95: \(label(choice.p95))."
            : "Smallest P95: not settled between \(label(choice.p95)) and \(list(choice.p95Rivals))."
        let largest =
            choice.isStable
            ? "Smallest largest regret (minimax): \(label(choice.largest)), in both halves of the trials too."
            : "Smallest largest regret (minimax): \(label(choice.largest)) in these trials; by half of them alone it would be another."
        let information = result.candidates[result.order[0]].regret
        return "\(p95) \(largest) Knowing the trial before choosing would be worth \(amount(information)) on average."
    }

    /// One paragraph for a summary.
    var digest: String {
        let worth = zip(result.levers.indices, result.places).filter { $1.worth.isClear }
        let adds = worth.filter { $1.worth.value > 0 }.map { result.leverTitles[$0.0] }
        let costs = worth.filter { $1.worth.value < 0 }.map { result.leverTitles[$0.0] }
        var text = "Of all sets of \(PlainText.list(result.leverTitles)): "
        if ties.isEmpty {
            text +=
                "\(name(result.order[0])) has the highest mean NPSV, \(amount(result.candidates[result.order[0]].npsv)). "
        } else {
            text +=
                "\(name(result.order[0])) has the highest mean NPSV, \(amount(result.candidates[result.order[0]].npsv)), but "
                + "\(PlainNumber.count(ties.count)) others are not told apart from it. "
        }
        if !adds.isEmpty { text += "The best set is worth more with \(PlainText.list(adds)) than without. " }
        if !costs.isEmpty { text += "It is worth less with \(PlainText.list(costs)). " }
        return text + "± is one standard error of \(PlainNumber.count(result.trials)) trials."
    }

    /// How figures came about, and what they do not show.
    var notes: String {
        let errors = result.candidates.contains { $0.npsv.isUpperBound } ? ", at most" : ""
        var text =
            "\(PlainNumber.count(result.trials)) trials on the same draws; ± is one standard error\(errors), that of a "
            + "difference from trial-by-trial differences; ≈ within two standard errors. Best in: share of trials with "
            + "the highest NPSV, of equal sets the smallest. Peak funding is of all public parties together, real (prices "
            + "of \(result.priceYear)), undiscounted; it fits a budget where \(prudentPeak) does. Worse off: mean share "
            + "of the councils with any flow. Sets are taken under the scenario's assumptions, without those that single "
            + "options replace. The largest regret grows with the trials and has no error."
        if let reference = result.candidates.first(where: \.isReference), reference.option != RunPlan.doNothing {
            text += " All figures are measured against \(names.name(reference))."
        }
        if !result.heldTitles.isEmpty {
            text += " Every set also holds \(PlainText.list(result.heldTitles)), as the reference and all options do."
        }
        if result.refused > 0 {
            text +=
                " \(PlainNumber.count(result.refused)) sets are left out: a lever in them lacks one that it requires, or "
                + "they hold two variants of one."
        }
        if !result.others.isEmpty {
            text += " Not among the sets: \(PlainText.list(result.others, limit: 6))."
        }
        return text
    }
}
