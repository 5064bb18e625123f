import Analysis
import CouncilModel

/// What a cash view rests on, in words.
enum CashViewWords {
    /// How many rates of a long series are named before the last.
    private static let mostRates = 3

    /// The inflation assumed: "2% a year", "3%, 2.5% and then 2% a year", "`cpi` a year" where it is a formula.
    static func inflation(of view: CashView) -> String {
        let rates = view.inflation.map { $0.constantValue.map(PlainNumber.rate) ?? "`\(PlainText.oneLine($0.text))`" }
        guard let last = rates.last, rates.count > 1 else { return "\(rates.first ?? PlainNumber.none) a year" }
        let shown = rates.dropLast().prefix(mostRates).joined(separator: ", ")
        return rates.count - 1 > mostRates ? "\(shown) and so on to \(last) a year" : "\(shown) and then \(last) a year"
    }

    /// The prudent percentile: "P80".
    static func prudent(_ percent: Double) -> String { "P" + (DataNumber.text(percent) ?? PlainNumber.none) }

    /// What the cash of councils is worth, labelled with the rate it is taken at; nil where it is not known.
    static func councilCash(of option: OptionAppraisal, in comparison: Comparison) -> String? {
        guard let social = option.measures[.councilCashNPV] else { return nil }
        var text = "The councils' own cash NPV is \(comparison.money.textWithError(social.mean)) at the social rate, "
        text += "not your cost of borrowing"
        if let own = option.measures[.councilCashNPVOwnRate], let rate = comparison.setting.councilRate {
            text += "; at the councils' own rate, \(PlainNumber.rate(rate)) a year in real terms, it is "
            text += comparison.money.textWithError(own.mean)
        }
        return text + "."
    }
}
