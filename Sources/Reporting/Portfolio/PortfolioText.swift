import Analysis
import CouncilModel
import Stochastics

/// All sets of levers compared, as a terminal shows it.
package struct PortfolioText: Sendable, TerminalText {
    /// So many sets are listed at most by mean, and by frontier.
    static let mostRows = 10

    private let result: Portfolio
    private let words: PortfolioWords
    let width: Int
    let style: TerminalStyle

    /// - Parameter width: columns of the terminal, at least 40.
    package init(_ result: Portfolio, width: Int, usesColour: Bool) {
        self.result = result
        words = PortfolioWords(result)
        self.width = max(40, width)
        style = TerminalStyle(usesColour: usesColour)
    }

    /// The text, with a line feed at the end of each line.
    package var text: String {
        var lines = heading("\(result.title): which levers together")
        lines += [""] + legend + [""] + byMean + [""] + frontiers + [""] + budgets + [""] + levers + [""] + regrets
        lines += [""] + wrapped(words.notes).map(style.faint)
        return lines.map { $0 + "\n" }.joined()
    }

    private func heading(_ text: String) -> [String] { wrapped(text).map(style.strong) }

    private var legend: [String] {
        let rows = result.levers.indices.map { place in
            let (name, title) = (result.levers[place], result.leverTitles[place])
            return [SetNames.letter(place), name, title == name ? "" : title]
        }
        return Array(laid(["", "", ""], leading: [0, 1, 2], rows).dropFirst())
    }

    /// The first of all sets by mean, and do nothing.
    private var byMean: [String] {
        var listed = Array(result.order.prefix(Self.mostRows))
        for candidate in result.order where result.candidates[candidate].levers?.isEmpty ?? true {
            if !listed.contains(candidate) { listed.append(candidate) }
        }
        let count = result.candidates.count
        let shown = listed.count < count ? ", \(PlainNumber.count(listed.count)) of \(PlainNumber.count(count))" : ""
        return heading("Sets by mean NPSV" + shown)
            + laid(
                ["Set", "mean NPSV", "less than the first", "P10", "best in"],
                listed.map { place in
                    let candidate = result.candidates[place]
                    let behind = (words.isTied(place) ? "≈ " : "") + words.amount(candidate.behind)
                    return [
                        words.label(place), words.amount(candidate.npsv),
                        place == result.order[0] ? PlainNumber.none : behind, words.amount(candidate.p10),
                        PlainNumber.shareWithError(candidate.probabilityBest),
                    ]
                }) + wrapped(words.first, indent: 2)
    }

    private var frontiers: [String] {
        let on = result.order.filter { place in result.frontiers.contains { $0.places[place] != .off } }
        let listed = Array(on.prefix(Self.mostRows))
        let more = on.count - listed.count
        return heading("Efficient sets: mean NPSV against each of three figures")
            + laid(
                ["Set", "mean NPSV", "P10", words.prudentPeak, "worse off"],
                listed.map { place in
                    let candidate = result.candidates[place]
                    let figures = [
                        words.amount(candidate.p10), words.amount(candidate.prudentPeakFunding),
                        PlainNumber.shareWithError(candidate.worseOff),
                    ]
                    return [words.label(place), words.amount(candidate.npsv)]
                        + zip(result.frontiers, figures).map { "\($1) \(PortfolioWords.mark($0.places[place]))" }
                })
            + wrapped(
                "● efficient by this figure and mean NPSV, ○ perhaps (errors do not tell), · another set is better by both."
                    + (more > 0 ? " \(PlainNumber.count(more)) more have ● or ○." : ""), indent: 2)
    }

    private var budgets: [String] {
        guard !result.budgets.isEmpty else { return ladder }
        return heading("The best set within a budget for \(words.prudentPeak)")
            + laid(
                ["Budget", "best set", "mean NPSV", words.prudentPeak, "perhaps instead"], leading: [1, 4],
                result.budgets.map { budget in
                    let best = result.candidates[budget.best]
                    return [
                        words.money.text(budget.amount, significant: 3), words.label(budget.best),
                        words.amount(best.npsv), words.amount(best.prudentPeakFunding),
                        budget.rivals.isEmpty ? PlainNumber.none : words.list(budget.rivals),
                    ]
                })
    }

    private var ladder: [String] {
        heading("The best set within a budget, from which budget on")
            + laid(
                [words.prudentPeak, "best set", "mean NPSV", "more than the step before"], leading: [1],
                result.ladder.map { step in
                    let candidate = result.candidates[step.candidate]
                    return [
                        words.amount(candidate.prudentPeakFunding), words.label(step.candidate),
                        words.amount(candidate.npsv),
                        step.gain.map { ($0.isClear ? "" : "≈ ") + words.amount($0) } ?? PlainNumber.none,
                    ]
                })
    }

    private var levers: [String] {
        heading("What each lever does for the choice")
            + laid(
                ["Lever", "in the best set", "best with", "best without", "difference in NPSV"], leading: [0, 2, 3],
                zip(result.levers, result.places).map { name, place in
                    [
                        name, PlainNumber.shareWithError(place.inBest), words.label(place.with),
                        words.label(place.without),
                        (place.worth.isClear ? "" : "≈ ")
                            + words.money.signed(place.worth.plain),
                    ]
                })
    }

    private var regrets: [String] {
        heading("Regret: what a set falls short of the best in the same trial")
            + laid(
                ["Set", "mean", "P95", "largest seen"],
                words.regretted.map { place in
                    let candidate = result.candidates[place]
                    return [
                        words.label(place), words.amount(candidate.regret), words.amount(candidate.regretP95),
                        words.money.text(candidate.largestRegret),
                    ]
                }) + wrapped(words.regret, indent: 2)
    }
}
