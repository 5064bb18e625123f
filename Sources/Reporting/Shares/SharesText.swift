import Analysis
import CouncilModel

/// Fair shares, as a terminal shows them.
package struct SharesText: Sendable, TerminalText {
    private let result: FairShares
    private let words: ShareWords
    private let money: Money
    let width: Int
    let style: TerminalStyle

    /// - Parameter width: columns of the terminal, at least 40.
    package init(_ result: FairShares, width: Int, usesColour: Bool) {
        self.result = result
        words = ShareWords(result)
        money = Money(currency: result.currency)
        self.width = max(40, width)
        style = TerminalStyle(usesColour: usesColour)
    }

    /// The text, with a line feed at the end of each line.
    package var text: String {
        var lines = wrapped("\(result.title): how programme costs could be shared").map(style.strong)
        lines += [""] + wrapped("\(result.option). \(words.choice) \(words.whatIsShared)")
        lines += [""] + wrapped("What each rule leaves").map(style.strong) + ruleLines
        if result.programmeCosts != 0 { lines += [""] + wrapped(words.answer) }
        lines += [""] + wrapped("Who is likeliest to be worse off").map(style.strong) + likelyLines
        lines += [""] + wrapped("Who would do better alone").map(style.strong) + aloneLines
        lines += [""] + wrapped(words.notes).map(style.faint)
        return lines.map { $0 + "\n" }.joined()
    }

    private var ruleLines: [String] {
        let columns: [AlignedTable.Column] = [
            .init(heading: "Shared", narrowest: 10), .init(heading: "shares", isTrailing: true),
            .init(heading: "worse off", isTrailing: true), .init(heading: "expected", isTrailing: true),
            .init(heading: "grant", isTrailing: true), .init(heading: "tips at", isTrailing: true),
        ]
        let rows = result.rules.map { rule in
            AlignedTable.Row(cells: [
                rule.rule.title, words.shares(rule), words.worseOnAverage(rule),
                words.count(rule.expectedWorse), words.grant(rule), words.tipping(rule.tipping),
            ])
        }
        return AlignedTable(columns: columns, rows: rows).lines(width: width - 2, style: style).map { "  " + $0 }
    }

    private var likelyLines: [String] {
        words.together { words.mostLikelyWorse($0, limit: 3) }.flatMap { wrapped($0, indent: 2) }
    }

    private var aloneLines: [String] {
        var lines = words.core.isEmpty ? [] : wrapped(words.core)
        if result.players.map({ $0.count > 1 }) ?? false {
            lines += words.together(words.betterAlone).flatMap { wrapped($0, indent: 2) }
        }
        if result.players?.column != nil || result.players == nil {
            lines += wrapped("Single councils, each for itself:")
            lines += words.together(words.aloneBetter).flatMap { wrapped($0, indent: 2) }
        }
        return lines
    }
}
