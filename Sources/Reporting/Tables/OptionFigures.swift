import Analysis
import CouncilModel

/// The figures of one option as tables for people show them.
struct OptionFigures: Sendable, Hashable {
    /// Name, in one line, with what it is where others are measured against it.
    let name: String
    /// P10, P50 and P90 of NPSV.
    let p10, p50, p90: String
    /// Mean NPSV, no more precise than its error warrants.
    let mean: String
    /// The same with its Monte Carlo standard error.
    let meanWithError: String
    /// Ratio of means; a dash where there is no public cost.
    let bcr: String
    /// Share of trials in which no other option has a higher NPSV.
    let probabilityBest: String
    /// Mean share of councils worse off; a dash where no council has a flow.
    let worseOff: String
    /// Mean NPV of public cash with its error.
    let publicCash: String
    /// Financial year of the median payback, or never.
    let payback: String
    /// The share of trials that never pay back, where some do: "never in 46%".
    let neverPaysBack: String?

    /// The figures of the option at a place of the comparison.
    init(_ place: Int, of comparison: Comparison) {
        let option = comparison.options[place]
        let money = comparison.money
        name = PlainText.oneLine(option.name) + (option.isReference ? " (reference)" : "")
        p10 = money.text(option.npsv.p10)
        p50 = money.text(option.npsv.p50)
        p90 = money.text(option.npsv.p90)
        mean = money.text(option.npsv.mean)
        meanWithError = money.textWithError(option.npsv.mean)
        bcr = option.bcr.ratioOfMeans.map(PlainNumber.ratio) ?? PlainNumber.none
        probabilityBest = PlainNumber.percentage(option.probabilityBest)
        worseOff = option.measures[.shareWorseOff].map { PlainNumber.percentage($0.mean) } ?? PlainNumber.none
        publicCash = option.measures[.cashNPV].map { money.textWithError($0.mean) } ?? PlainNumber.none
        // An option without flows, do nothing above all, has nothing to pay back.
        let isNothing = option.npsv.sd == 0 && option.npsv.mean.value == 0
        payback = isNothing ? PlainNumber.none : option.payback.p50.map(PlainNumber.financialYear) ?? "never"
        let never = PlainNumber.percentage(option.payback.probabilityNever)
        neverPaysBack = isNothing || option.payback.p50 == nil || never == "0%" ? nil : "never in \(never)"
    }
}
