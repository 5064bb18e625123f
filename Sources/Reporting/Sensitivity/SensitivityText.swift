import Analysis
import CouncilModel
import Stochastics

/// What NPSV rests on, as a terminal shows it.
package struct SensitivityText: Sendable, TerminalText {
    /// So many rows of a table are shown at most.
    static let mostRows = 8

    private let result: Sensitivity
    private let money: Money
    let width: Int
    let style: TerminalStyle

    /// - Parameter width: columns of the terminal, at least 40.
    package init(_ result: Sensitivity, width: Int, usesColour: Bool) {
        self.result = result
        money = Money(currency: result.currency)
        self.width = max(40, width)
        style = TerminalStyle(usesColour: usesColour)
    }

    /// The text, with a line feed at the end of each line.
    package var text: String {
        var lines = wrapped("\(result.title): what NPSV rests on").map(style.strong)
        lines += [""] + splitLines
        for (place, name) in result.options.enumerated() {
            lines += [""] + wrapped(name).map(style.strong)
            lines += tornadoLines(place) + indexLines(place)
        }
        lines += [""] + choiceLines + [""] + wrapped(notes).map(style.faint)
        return lines.map { $0 + "\n" }.joined()
    }

    // MARK: Variance

    private var splitLines: [String] {
        let rows = zip(zip(result.options, result.means), result.split.options).map { option, split in
            [option.0, money.textWithError(option.1.plain), money.textWithError(split.sd.plain)]
                + (split.shares.map { [share($0.notKnowing), share($0.variety), share($0.joining)] }
                    ?? [PlainNumber.none, PlainNumber.none, PlainNumber.none])
        }
        return wrapped("Of the variance of NPSV, from not knowing, from councils differing, from who joins and when")
            + laid(["Option", "mean NPSV", "sd", "not knowing", "variety", "joining"], rows)
    }

    private func share(_ share: Estimate) -> String { VarianceWords.share(share) }

    // MARK: Tornado

    private func tornadoLines(_ option: Int) -> [String] {
        let rows = result.tornado.rows
        let moving = rows.indices.filter { rows[$0].effects[option].swing.value != 0 }.sorted {
            (-abs(rows[$0].effects[option].swing.value), rows[$0].assumption)
                < (-abs(rows[$1].effects[option].swing.value), rows[$1].assumption)
        }
        guard !moving.isEmpty else {
            return wrapped("Mean NPSV is the same at the P10 and P90 of each assumption that was held.", indent: 2)
        }
        let clear = moving.filter { rows[$0].effects[option].swing.isClear }
        var lines: [String] = []
        if !clear.isEmpty {
            let listed = Array(clear.prefix(Self.mostRows))
            let bars = TornadoBars(
                listed.map { rows[$0].effects[option] }, base: result.means[option].value, width: barWidth)
            let cells = zip(listed, bars.bars(style: style)).map { place, bar in
                let (row, effect) = (rows[place], rows[place].effects[option])
                return (
                    [
                        row.assumption, "\(digits(row.low)) to \(digits(row.high))",
                        "\(money.text(effect.low)) to \(money.text(effect.high))", money.signed(effect.swing.plain),
                    ], bar
                )
            }
            let table = laid(["Held at P10, at P90", "values", "mean NPSV", "P90 less P10"], cells.map(\.0))
            // Bars stand beside rows where there is room, else there are none.
            let room = width - (table.map(\.count).max() ?? 0) - 2
            lines += table.enumerated().map { number, line in
                guard room >= barWidth, number > 0, number <= cells.count, table.count == cells.count + 1 else {
                    return line
                }
                return PlainText.trimmed(
                    PlainText.leading(line, width: width - room) + cells[number - 1].1)
            }
            if clear.count > listed.count {
                lines += wrapped("\(PlainNumber.count(clear.count - listed.count)) more do less.", indent: 2)
            }
        }
        let unknown = moving.filter { !clear.contains($0) }
        if !unknown.isEmpty {
            lines += wrapped(
                "Not told apart from no effect (within two standard errors): "
                    + PlainText.list(unknown.map { rows[$0].assumption }, limit: 6) + ".", indent: 2)
        }
        return lines
    }

    private var barWidth: Int { max(12, min(30, width - 90)) }

    private func digits(_ value: Double) -> String { PlainNumber.digits(value, significant: 3) }

    // MARK: Indices

    private func indexLines(_ option: Int) -> [String] {
        let association = result.association.options[option]
        let names = result.association.assumptions
        var rows: [(weight: Double, cells: [String])] = []
        func together(_ name: String) -> [String] {
            guard let place = names.firstIndex(of: name) else { return [PlainNumber.none, PlainNumber.none] }
            let coefficient = association.coefficients.isEmpty ? nil : association.coefficients[place]
            return [signed(association.rankCorrelations[place]), coefficient.map(signed) ?? PlainNumber.none]
        }
        var heading = ["Goes with NPSV", "rank", "regression"]
        if let indices = result.indices, !indices.options[option].total.isEmpty {
            heading += ["variance alone", "with interplay"]
            let own = indices.options[option]
            for (place, input) in indices.inputs.enumerated() {
                let single = input.assumptions.count == 1 && input.name == input.assumptions[0]
                rows.append(
                    (
                        own.total[place].value,
                        [input.name] + (single ? together(input.name) : [PlainNumber.none, PlainNumber.none])
                            + [own.firstOrder[place], own.total[place]].map(index)
                    ))
            }
        } else {
            for (place, name) in names.enumerated() where association.rankCorrelations[place].isClear {
                rows.append((abs(association.rankCorrelations[place].value), [name] + together(name)))
            }
        }
        rows.sort { ($0.weight, $1.cells[0]) > ($1.weight, $0.cells[0]) }
        guard !rows.isEmpty else { return [] }
        var lines = [""] + laid(heading, rows.prefix(Self.mostRows + 2).map(\.cells))
        if let sum = result.indices?.options[option].sum {
            lines += wrapped("All alone \(index(sum)); what is missing to 100% is interplay.", indent: 2)
        }
        if let explained = association.explained {
            lines += wrapped(
                "The regression on all assumptions explains \(share(explained)).", indent: 2)
        }
        return lines
    }

    private func signed(_ estimate: Estimate) -> String {
        PlainNumber.correlation(estimate.value, standardError: estimate.standardError)
    }

    private func index(_ index: SobolIndices.Index) -> String {
        share(Estimate(value: index.value, standardError: index.standardError, isUpperBound: false))
    }

    // MARK: The choice, and how all this was got

    private var choiceLines: [String] {
        var changes: [String] = []
        for row in result.tornado.rows {
            if let other = row.bestAtLow { changes.append("\(other) with \(row.assumption) at its P10") }
            if let other = row.bestAtHigh { changes.append("\(other) with \(row.assumption) at its P90") }
        }
        let first = StandingWords.sentence(result.tornado.standing, money: money)
        return wrapped(
            changes.isEmpty
                ? "\(first) Nowhere above is another option ahead by more than two standard errors."
                : "\(first) By more than two standard errors, another is ahead: "
                    + PlainText.list(changes, limit: 12) + ".")
    }

    private var notes: String {
        let held = result.tornado.rows.count
        var text =
            "\(PlainNumber.count(result.assumptionsRead)) assumptions are read; "
            + (held < result.assumptionsRead
                ? "the \(PlainNumber.count(held)) that NPSV goes with most were held (--all for all). "
                : "each was held. ")
        text +=
            "Each run has \(PlainNumber.count(result.question.trials)) trials on the same draws; ± is one standard error"
            + (result.means.contains(where: \.isUpperBound) ? ", at most. " : ". ")
            + "Assumptions correlated with the one held follow it. Bars: ▒ towards P10, █ towards P90, │ the mean. "
        if let indices = result.indices {
            text +=
                "Variance by Sobol's indices over \(PlainNumber.count(indices.inputs.count + 2)) runs of "
                + "\(PlainNumber.count(indices.trials)) trials "
                + (indices.usesSequence ? "of a Sobol sequence" : "of Latin hypercube draws")
                + "; they can come out a little below 0. "
        }
        return text + "Rank: Spearman's correlation; regression: standard deviations of NPSV for one of the assumption."
    }
}

/// Bars from the mean NPSV at P10 to that at P90, on one scale for all assumptions of an option.
struct TornadoBars {
    private let effects: [Tornado.Effect]
    private let base: Double
    private let low, high: Double
    private let width: Int

    /// - Parameter base: the mean with nothing held.
    init(_ effects: [Tornado.Effect], base: Double, width: Int) {
        self.effects = effects
        self.base = base
        self.width = width
        low = effects.reduce(base) { min($0, $1.low.value, $1.high.value) }
        high = effects.reduce(base) { max($0, $1.low.value, $1.high.value) }
    }

    /// One a row.
    func bars(style: TerminalStyle) -> [String] {
        let middle = column(base)
        return effects.map { effect in
            let (first, second) = (column(effect.low.value), column(effect.high.value))
            let last = max(first, second, middle)
            let signs = (0...last).map { place -> String in
                if place == middle { return "│" }
                if (min(second, middle)...max(second, middle)).contains(place) { return "█" }
                return (min(first, middle)...max(first, middle)).contains(place) ? "▒" : " "
            }
            let below = signs.prefix(middle).joined()
            let margin = String(below.prefix { $0 == " " })
            return margin + style.loss(String(below.dropFirst(margin.count)))
                + style.gain(signs.dropFirst(middle).joined())
        }
    }

    private func column(_ value: Double) -> Int {
        high > low ? max(0, min(width - 1, Int((value - low) / (high - low) * Double(width)))) : 0
    }
}

extension Estimate {
    /// Without the mark that the error is an upper bound, where a table's notes say so of all.
    var plain: Estimate { Estimate(value: value, standardError: standardError, isUpperBound: false) }
}
