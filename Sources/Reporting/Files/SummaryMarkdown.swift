import Analysis
import CouncilModel

/// `summary.md`: the comparison for people, on at most two pages.
///
/// An economic and financial case: the question, the answer in two sentences with its Monte Carlo error, the table of
/// options with the effects that no figure holds beside it, costs and benefits by kind, who pays and who gains, what can go
/// into a plan, what drives it, the single-number answer, and what is not known. Long lists are cut, and say how much is
/// left out.
package enum SummaryMarkdown {
    /// The file's text.
    ///
    /// - Parameters:
    ///   - guidance: editions to name at the end; nil: only the title of the discount schedule.
    ///   - analyses: what analyses found, a paragraph each.
    package static func text(
        of comparison: Comparison, guidance: Manifest.Guidance? = nil, analyses: [AnalysisSection] = []
    ) -> String {
        var told: [AnalysisSection] = []
        // What analyses found is told, in their order, as far as two pages hold it; the page tells all.
        for analysis in analyses where !analysis.digest.isEmpty {
            let longer = text(of: comparison, guidance: guidance, telling: told + [analysis])
            if printedLines(longer) <= linesOfTwoPages { told.append(analysis) }
        }
        return text(of: comparison, guidance: guidance, telling: told)
    }

    /// Lines of two pages of A4 in 10 point, of 100 characters each.
    static let linesOfTwoPages = 120

    /// Lines that a text takes on paper; rules of tables take none.
    static func printedLines(_ text: String) -> Int {
        text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("| ---") }
            .reduce(0) { $0 + max(1, PlainText.wrapped(String($1), width: 100).count) }
    }

    private static func text(
        of comparison: Comparison, guidance: Manifest.Guidance?, telling analyses: [AnalysisSection]
    ) -> String {
        let sections: [[String]] = [
            ["# " + MarkdownText.plain(comparison.setting.title)],
            question(comparison.setting),
            ["## Answer"], answer(comparison),
            ["## Options compared"], options(comparison), effects(comparison),
            ["## What it costs and brings"], kinds(comparison), single(comparison),
            ["## Who pays and who gains"], paysAndGains(comparison),
            plan(comparison),
            ["## What drives it"], drivers(comparison, isShort: !analyses.isEmpty), digests(of: analyses),
            ["## What is not known"], unknowns(comparison),
            ["## Basis"], basis(comparison, guidance: guidance),
        ]
        return sections.flatMap { $0 }.joined(separator: "\n\n") + "\n"
    }

    /// The options of the tables, highest mean first: all, or of many the five highest, do nothing and the reference.
    static func shownPlaces(_ comparison: Comparison) -> [Int] {
        comparison.hasManyOptions ? comparison.places(highest: 5) : comparison.ranking
    }

    private static func digests(of analyses: [AnalysisSection]) -> [String] {
        analyses.filter { !$0.digest.isEmpty }.map { "**\($0.link).** " + MarkdownText.plain($0.digest) }
    }

    private static func question(_ setting: Comparison.Setting) -> [String] {
        setting.question.isEmpty ? [] : ["**Question.** " + MarkdownText.plain(setting.question)]
    }

    private static func answer(_ comparison: Comparison) -> [String] {
        let answer = [Answer.sentence(of: comparison), Answer.certainty(of: comparison)].filter { !$0.isEmpty }
        let cash = Answer.cash(of: comparison)
        let reference = Answer.reference(of: comparison).map { [$0] } ?? []
        return ["**" + MarkdownText.plain(answer[0]) + "** " + answer.dropFirst().map(MarkdownText.plain).joined()]
            + (cash.isEmpty ? [] : [MarkdownText.plain(cash.joined(separator: " "))])
            + reference.map(MarkdownText.plain)
    }

    private static func options(_ comparison: Comparison) -> [String] {
        // On paper a row with a long name takes two lines or three.
        let shown = shownPlaces(comparison)
        let rows = shown.map { place -> [String] in
            let option = OptionFigures(place, of: comparison)
            return [
                MarkdownText.plain(option.name), option.meanWithError, "\(option.p10) to \(option.p90)", option.bcr,
                MarkdownText.figure(option.probabilityBest), MarkdownText.figure(option.worseOff), option.publicCash,
                option.payback + (option.neverPaysBack.map { MarkdownText.figure(" (\($0))") } ?? ""),
            ]
        }
        let header = [
            "Option", "NPSV, mean ± error", "P10 to P90", "BCR, per \(comparison.money.symbol)1 of public cost",
            "P(best)", "Councils worse off", "Public cash NPV", "Payback",
        ]
        var notes =
            "± is one Monte Carlo standard error. P(best) is the share of trials in which an option has the highest "
            + "NPSV. BCR is (NPSV + public costs) ÷ public costs, a ratio of means. Councils worse off: of "
            + "\(comparison.councilsCounted), the average share with an NPV below 0. Payback: median year from which "
            + "cumulative discounted public cash stays at or above 0."
        let leftOut = comparison.options.count - shown.count
        if leftOut > 0 {
            notes += " Left out for a lower mean NPSV: \(PlainNumber.count(leftOut)) more, which options.csv has."
        }
        return [MarkdownText.table(header: header, rows: rows), notes]
    }

    /// The bridge from what a spreadsheet would say to the estimate.
    private static func single(_ comparison: Comparison) -> [String] {
        let money = comparison.money
        let bridges = comparison.detailedPlaces.map { place -> String in
            let option = comparison.options[place]
            return
                "**\(MarkdownText.plain(option.name)).** \(money.text(option.central.npsvBeforeUplift, significant: 3)) "
                + "before uplift → \(money.text(option.central.npsv, significant: 3)) after uplift → "
                + "\(money.textWithError(option.npsv.mean)) simulated mean."
        }
        return [
            "NPSV as a spreadsheet has it, every assumption at its mean (never the estimate): "
                + bridges.joined(separator: " ")
        ]
    }
}
