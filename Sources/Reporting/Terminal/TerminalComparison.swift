import Analysis

/// The comparison as a terminal shows it.
package enum TerminalComparison {
    /// Title, question, table of options, a bar for each, the answer, and what the columns mean.
    ///
    /// Options come with the highest mean NPSV first; of more than twelve, do nothing and the reference are shown
    /// whatever their rank and the rest is counted. A table that does not fit becomes a list.
    ///
    /// - Parameters:
    ///   - width: columns of the terminal; fewer than 24 count as 24. No line is longer.
    ///   - usesColour: whether to write colour codes.
    package static func text(of comparison: Comparison, width: Int, usesColour: Bool) -> String {
        let width = max(24, width)
        let style = TerminalStyle(usesColour: usesColour)
        let shown = comparison.shownPlaces
        func wrapped(_ text: String) -> [String] { PlainText.wrapped(PlainText.oneLine(text), width: width) }

        var lines = wrapped(comparison.setting.title).map(style.strong)
        if !comparison.setting.question.isEmpty { lines += wrapped(comparison.setting.question) }
        let figures = shown.map { OptionFigures($0, of: comparison) }
        let table = TerminalTable(figures, width: width)?.lines(style: style)
        lines += [""] + (table ?? list(figures, width: width, style: style))
        let leftOut = comparison.options.count - shown.count
        if leftOut > 0 {
            lines += wrapped(
                "Shown: \(shown.count) of \(PlainNumber.count(comparison.options.count)) options; "
                    + "left out for a lower mean NPSV: \(PlainNumber.count(leftOut))."
            ).map(style.faint)
        }
        lines += [""] + bars(of: shown, names: figures.map(\.name), comparison: comparison, width: width, style: style)
        lines += [""] + wrapped(Answer.sentence(of: comparison)).map(style.strong)
        for sentence in Answer.cashDisagreements(of: comparison) { lines += wrapped(sentence) }
        if let lead = UnnamedLead.sentence(of: comparison) { lines += wrapped(lead) }
        if let reference = Answer.reference(of: comparison) { lines += wrapped(reference) }
        lines += [""] + wrapped(notes(comparison)).map(style.faint)
        if let precision = PrecisionWords.sentences(of: comparison) { lines += wrapped(precision).map(style.faint) }
        return lines.map { $0 + "\n" }.joined()
    }

    /// What the columns mean.
    private static func notes(_ comparison: Comparison) -> String {
        "NPSV over \(comparison.setting.years) years, real, in prices of \(comparison.setting.priceYear); "
            + "\(PlainNumber.count(comparison.setting.trials)) trials; ± is one Monte Carlo standard error. "
            + "P(best): share of trials with the highest NPSV. BCR: (NPSV + public costs) / public costs. "
            + "Worse off: average share of councils, of \(comparison.councilsCounted), whose NPV is below 0. "
            + "Payback: median year, by public cash."
    }

    /// A block of lines an option, for a terminal too narrow for the table.
    private static func list(_ figures: [OptionFigures], width: Int, style: TerminalStyle) -> [String] {
        figures.flatMap { option in
            let facts = [
                "NPSV \(option.p10) · \(option.p50) · \(option.p90)", "mean \(option.mean), BCR \(option.bcr)",
                "P(best) \(option.probabilityBest), worse off \(option.worseOff)", "payback \(option.payback)",
            ]
            return PlainText.wrapped(option.name, width: width).map(style.strong)
                + facts.flatMap { PlainText.wrapped($0, width: width - 2).map { "  " + $0 } }
        }
    }

    /// The bars with their names before them and the scale below.
    private static func bars(
        of shown: [Int], names: [String], comparison: Comparison, width: Int, style: TerminalStyle
    ) -> [String] {
        let options = shown.map { comparison.options[$0] }
        let labels = PlainText.fitted(names: names, width: width / 3)
        let labelWidth = labels.joined().map(\.count).max() ?? 0
        let bars = TerminalBars(options, width: width - labelWidth - 2)
        let margin = String(repeating: " ", count: labelWidth + 2)
        var lines: [String] = []
        for (option, label) in zip(options, labels) {
            lines.append(PlainText.leading(label[0], width: labelWidth + 2) + bars.bar(of: option, style: style))
            lines += label.dropFirst()
        }
        let key = "NPSV: ▒ P10 to P90, █ P50, │ zero"
        return lines + bars.axis(money: comparison.money).map { margin + $0 }
            + PlainText.wrapped(key, width: width).map(style.faint)
    }
}
