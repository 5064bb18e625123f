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

    /// What the amounts of a cash view are.
    ///
    /// - Parameter name: how the name of an option is to be shown.
    static func head(_ basis: CashView, of comparison: Comparison, name: (String) -> String) -> String {
        var text =
            "Money of the day, all public bodies together, with inflation of \(inflation(of: basis)); above 0 is "
            + "a call on budgets. "
        if let reference = comparison.referencePlace {
            text +=
                "Figures are what it takes beyond the reference, \(name(comparison.options[reference].name)), "
                + "whose own "
            text += "are therefore 0. "
        }
        return text + "\(prudent(comparison.setting.prudent)) is the prudent percentile."
    }

    /// What has to be known of the figures of a cash view.
    static func notes(
        on view: CashViewAppraisal, of option: OptionAppraisal, in comparison: Comparison
    ) -> [String] {
        let money = comparison.money
        let isFinanced = comparison.setting.cashView?.financing != nil
        var notes = ["Percentiles by year do not add up to the total's."]
        let borrowed = isFinanced ? ", what is borrowed counted by all its charges" : ""
        notes.append(
            "Contingency: \(money.text(view.contingency, significant: 3)), the "
                + "\(prudent(comparison.setting.prudent)) less the mean of capital and revenue over all years\(borrowed), "
                + "recurring savings left out."
        )
        if let last = view[.net].byYear.last, isFinanced, view.meanChargesBeyond.magnitude >= 0.5 {
            notes.append(
                "Charges of borrowing after \(PlainNumber.financialYear(last.year)): "
                    + "\(money.text(view.meanChargesBeyond, significant: 3)) on average, in no year of the table."
            )
        }
        return notes + (councilCash(of: option, in: comparison).map { [$0] } ?? [])
    }

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
