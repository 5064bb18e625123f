import Analysis
import Appraisal
import CouncilModel
import Stochastics

/// What changed between two scenarios, and what each change does to NPSV, as a terminal shows it.
package struct ChangesText: Sendable, TerminalText {
    private let attribution: ChangeAttribution
    private let names: (before: String, after: String)
    private let changes: ScenarioChanges
    private let money: Money
    let width: Int
    let style: TerminalStyle

    /// - Parameters:
    ///   - names: what the two scenarios are called, such as their paths.
    ///   - width: columns of the terminal, at least 40.
    package init(
        _ attribution: ChangeAttribution, of changes: ScenarioChanges, names: (before: String, after: String),
        width: Int, usesColour: Bool
    ) {
        self.attribution = attribution
        self.names = names
        self.changes = changes
        money = Money(currency: changes.after.currency)
        self.width = max(40, width)
        style = TerminalStyle(usesColour: usesColour)
    }

    /// The text, with a line feed at the end of each line.
    package var text: String {
        var lines = wrapped("From \(names.before) to \(names.after)").map(style.strong)
        lines += [""] + changeLines
        if attribution.changes.isEmpty {
            lines += wrapped("No figure changes.")
        } else {
            // The reference is worth 0 before and after, and so is do nothing where nothing else is the reference.
            for option in attribution.options where moves(option) { lines += [""] + optionLines(option) }
            lines += [""] + wrapped(notes).map(style.faint)
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func moves(_ option: ChangeAttribution.Option) -> Bool {
        option.before.value != 0 || option.after.value != 0 || option.effects.contains(where: hasEffect)
    }

    private func hasEffect(_ effect: Estimate) -> Bool {
        abs(effect.value) > CashMeasures.halfAPenny || effect.standardError > CashMeasures.halfAPenny
    }

    // MARK: What changed

    private var changeLines: [String] {
        var lines: [String] = []
        for case .structure(let parts) in attribution.changes {
            lines += wrapped("Structure, which counts as one change: " + parts.joined(separator: "; ") + ".")
        }
        lines += assumptionLines
        if !changes.reworded.isEmpty {
            let names = PlainText.list(changes.reworded, limit: 12)
            lines += wrapped("Only words (source, grade, note) changed of \(names).")
        }
        if !attribution.onlyBefore.isEmpty {
            lines += wrapped("Options of the first only: \(PlainText.list(attribution.onlyBefore, limit: 12)).")
        }
        if !attribution.onlyAfter.isEmpty {
            lines += wrapped("Options of the second only: \(PlainText.list(attribution.onlyAfter, limit: 12)).")
        }
        return lines
    }

    private var assumptionLines: [String] {
        let rows = attribution.changes.compactMap { change -> AlignedTable.Row? in
            guard case .assumption(let before, let after) = change else { return nil }
            return AlignedTable.Row(
                cells: [
                    before.name, Self.spread(before), Self.spread(after),
                    changes.unit(before, after) ?? PlainNumber.none,
                ])
        }
        guard !rows.isEmpty else { return [] }
        return AlignedTable(
            columns: [
                .init(heading: "Assumption", narrowest: 12),
                .init(heading: "before (P10 · P50 · P90)", isTrailing: true),
                .init(heading: "after", isTrailing: true), .init(heading: "unit"),
            ], rows: rows
        ).lines(width: width, style: TerminalStyle(usesColour: false))
    }

    /// P10 · P50 · P90 in prices of the scenario; one figure where they are the same.
    private static func spread(_ assumption: Assumption) -> String {
        let texts = [0.1, 0.5, 0.9].map {
            PlainNumber.digits(assumption.distribution.quantile($0) * assumption.priceFactor, significant: 4)
        }
        return Set(texts).count == 1 ? texts[0] : texts.joined(separator: " · ")
    }

    // MARK: What each change does

    private func optionLines(_ option: ChangeAttribution.Option) -> [String] {
        var rows = [("before", money.textWithError(option.before))]
        // Where a change does nothing but for rounding, a line would say nothing.
        let order = option.effects.indices.filter { hasEffect(option.effects[$0]) }.sorted {
            (-abs(option.effects[$0].value), attribution.changes[$0].name)
                < (-abs(option.effects[$1].value), attribution.changes[$1].name)
        }
        for change in order {
            rows.append((attribution.changes[change].name, money.signed(option.effects[change])))
        }
        rows.append(("after", money.textWithError(option.after)))
        let nameWidth = rows.map(\.0.count).max() ?? 0
        let amountWidth = rows.map(\.1.count).max() ?? 0
        let room = width - nameWidth - amountWidth - 6
        let bars = room >= 12 ? Waterfall(option, order: order, width: room, style: style).bars : []
        var lines = wrapped("Mean NPSV of \(option.name)").map(style.strong)
        for (index, row) in rows.enumerated() {
            let bar = index < bars.count ? "  " + bars[index] : ""
            lines.append(
                PlainText.trimmed(
                    "  " + PlainText.leading(row.0, width: nameWidth) + "  "
                        + PlainText.trailing(row.1, width: amountWidth) + bar))
        }
        let unknown = order.filter {
            abs(option.effects[$0].value) <= 2 * option.effects[$0].standardError
        }
        if !unknown.isEmpty {
            lines += wrapped(
                "Not told apart from no effect (within two standard errors): "
                    + PlainText.list(unknown.map { attribution.changes[$0].name }, limit: 12) + ".", indent: 2)
        }
        return lines
    }

    private var notes: String {
        let how =
            attribution.orders.map {
                "the mean over \(PlainNumber.count($0)) drawn orders of making the changes, whose error is counted in"
            } ?? "the mean over all orders of making the changes"
        return "Each effect is what a change adds to those made before it, \(how) (its Shapley value), so that effects "
            + "sum to the difference and no change is favoured by its place. All runs use the same draws: "
            + "\(PlainNumber.count(attribution.trials)) trials; ± is one Monte Carlo standard error."
    }
}

/// Bars of a waterfall: from the first value, step by step, to the last.
private struct Waterfall {
    let bars: [String]

    init(_ option: ChangeAttribution.Option, order: [Int], width: Int, style: TerminalStyle) {
        var levels = [option.before.value]
        for change in order { levels.append(levels[levels.count - 1] + option.effects[change].value) }
        let low = min(0, levels.min() ?? 0)
        let high = max(0, levels.max() ?? 0)
        func column(_ value: Double) -> Int {
            high > low ? min(width - 1, max(0, Int((value - low) / (high - low) * Double(width)))) : 0
        }
        func bar(from: Double, to: Double, sign: String, isGain: Bool) -> String {
            let (first, last) = (column(min(from, to)), column(max(from, to)))
            let body = String(repeating: sign, count: last - first + 1)
            return String(repeating: " ", count: first) + (isGain ? style.gain(body) : style.loss(body))
        }
        let ends = [option.before.value, option.after.value].map {
            bar(from: 0, to: $0, sign: "█", isGain: $0 >= 0)
        }
        let steps = order.indices.map {
            bar(from: levels[$0], to: levels[$0 + 1], sign: "▒", isGain: levels[$0 + 1] >= levels[$0])
        }
        bars = [ends[0]] + steps + [ends[1]]
    }
}

extension Money {
    /// An estimate with its sign and its standard error: +£1.2m ± £20k.
    func signed(_ estimate: Estimate) -> String {
        (estimate.value > 0 ? "+" : "") + textWithError(estimate)
    }
}
