import CouncilModel
import Stochastics

/// Fitted rates as a terminal shows them.
package enum AdoptionText {
    /// What was fitted, whether the ceiling is identified, the profile, the distribution, and assumptions to paste.
    ///
    /// - Parameter width: columns of the terminal; only the assumptions may have longer lines.
    package static func text(of report: AdoptionReport, width: Int) -> String {
        func wrapped(_ text: String) -> [String] { PlainText.wrapped(PlainText.oneLine(text), width: max(40, width)) }
        var lines = wrapped("\(report.file): \(report.subject)") + [""]
        lines += wrapped(verdict(report)) + [""]
        lines += profile(report) + [""]
        lines += distribution(report) + [""]
        for remark in remarks(report) { lines += wrapped(remark) }
        lines += ["", "Assumptions to paste:", ""]
        return lines.map { $0 + "\n" }.joined() + FittedAssumptions.json(of: report).jsonText
    }

    /// Whether the record tells the ceiling, in words.
    static func verdict(_ report: AdoptionReport) -> String {
        let fit = report.fit
        let (low, high) = (fit.fittingCeilings.lowerBound, fit.fittingCeilings.upperBound)
        let range = "from \(FittedNumber.percentage(low)) to \(FittedNumber.percentage(high))"
        guard let dispersion = fit.dispersion else {
            return
                "The ceiling cannot be identified: \(fit.record.times.count - 1) intervals between counts leave nothing "
                + "to tell ceilings apart by. What follows is for all \(range)."
        }
        if fit.identifiesCeiling {
            return
                "The ceiling is identified: \(FittedNumber.percentage(fit.best.rates.ceiling)) of councils fits best, and no "
                + "ceiling below \(FittedNumber.percentage(low)) or above \(FittedNumber.percentage(high)) fits as well "
                + "(deviance within \(FittedNumber.decimal(fit.limit - fit.best.deviance)) of the best)."
        }
        let reason =
            dispersion > 2 ? " Joining was too irregular for rates that last: see below." : ""
        return
            "The ceiling cannot be identified: every ceiling \(range) of councils fits as well as the best (deviance within "
            + "\(FittedNumber.decimal(fit.limit - fit.best.deviance)) of it).\(reason) Judge the ceiling yourself, and treat it "
            + "as uncertain; --ceilings narrows it."
    }

    private static func profile(_ report: AdoptionReport) -> [String] {
        let header = ["ceiling", "innovation", "imitation", "deviance", "fits as well"]
        let rows = report.shownProfile.map { point in
            [
                FittedNumber.percentage(point.rates.ceiling), FittedNumber.text(point.rates.innovation),
                FittedNumber.text(point.rates.imitation), FittedNumber.decimal(point.deviance),
                point.deviance <= report.fit.limit ? "yes" : "no",
            ]
        }
        let best = report.fit.best
        let last = [
            FittedNumber.percentage(best.rates.ceiling), FittedNumber.text(best.rates.innovation),
            FittedNumber.text(best.rates.imitation), FittedNumber.decimal(best.deviance), "best",
        ]
        return table([header] + rows + [last])
    }

    private static func distribution(_ report: AdoptionReport) -> [String] {
        let rows = DiffusionBootstrap.Rate.allCases.map { rate in
            let values = report.bootstrap.quantiles(rate, [0.1, 0.5, 0.9])
            let isJudged = rate == .ceiling && !report.isCeilingFitted
            return [rate.rawValue + (isJudged ? " (judged)" : "")]
                + values.map { rate == .ceiling ? FittedNumber.percentage($0) : FittedNumber.text($0) }
        }
        return table([["", "P10", "P50", "P90"]] + rows, leading: 1)
    }

    /// What else a reader must know, a sentence each.
    static func remarks(_ report: AdoptionReport) -> [String] {
        let fit = report.fit
        var remarks: [String] = []
        let founders = report.history.start
        if founders.count > 0 {
            let who = founders.count == 1 ? "The one council that had" : "The \(founders.count) councils that had"
            remarks.append(
                "\(who) joined by \(founders.moment.text) \(founders.count == 1 ? "is a founder" : "are founders"): given, and "
                    + "explained by nothing.")
        }
        if let dispersion = fit.dispersion, dispersion > 1.05 {
            remarks.append(
                "Numbers joining vary \(FittedNumber.decimal(dispersion)) times as much as chance alone would make them; "
                    + "all ranges are wider for it.")
        } else if fit.dispersion == nil {
            remarks.append("There are too few counts to see how much joining varies: ranges assume chance alone.")
        }
        if fit.mayLackImitation { remarks.append("No imitation at all fits as well.") }
        if fit.mayLackInnovation { remarks.append("No innovation at all fits as well.") }
        let years = fit.record.times[fit.record.times.count - 1]
        if years < 3 {
            remarks.append(
                "The record spans \(FittedNumber.decimal(years)) years. Councils answer to who had joined by the end of the "
                    + "year before, so that innovation and imitation can hardly be told apart in so few.")
        }
        remarks.append(
            "Innovation and imitation are a year and on shares of all \(PlainNumber.count(report.history.councils)) councils. "
                + "Ranges from \(PlainNumber.count(AdoptionReport.draws)) bootstrap draws, seed \(report.seed).")
        return remarks
    }

    /// Columns set to the right, the first `leading` of them to the left.
    private static func table(_ rows: [[String]], leading: Int = 0) -> [String] {
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            PlainText.trimmed(
                row.indices.map { column in
                    column < leading
                        ? PlainText.leading(row[column], width: widths[column])
                        : PlainText.trailing(row[column], width: widths[column])
                }.joined(separator: "  "))
        }
    }
}
