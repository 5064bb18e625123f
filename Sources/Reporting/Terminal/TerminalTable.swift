/// The table of options in aligned columns.
struct TerminalTable: Sendable {
    /// A column: its heading in two lines, and a cell an option.
    private struct Column {
        let heading: (String, String)
        let cells: [String]

        var width: Int { (cells + [heading.0, heading.1]).map(\.count).max() ?? 0 }
    }

    /// Name of each option, in the lines that fit its column.
    private let names: [[String]]
    private let nameWidth: Int
    private let columns: [Column]

    /// The fewest columns in which names are still read with ease.
    private static let narrowestName = 12

    /// The table in a width; nil where names would be squeezed.
    ///
    /// The mean comes with its error where there is room.
    init?(_ figures: [OptionFigures], width: Int) {
        let longest = figures.map(\.name.count).max() ?? 0
        let wide = Self.columns(figures, hasErrors: true)
        let narrow = Self.columns(figures, hasErrors: false)
        let room = [wide, narrow].map { columns in width - columns.reduce(0) { $0 + $1.width + 2 } }
        columns = room[0] >= min(longest, 24) ? wide : narrow
        let space = room[0] >= min(longest, 24) ? room[0] : room[1]
        if space < min(longest, Self.narrowestName) { return nil }
        names = PlainText.fitted(names: figures.map(\.name), width: min(space, max(longest, 6)))
        nameWidth = max("Option".count, names.joined().map(\.count).max() ?? 0)
    }

    private static func columns(_ figures: [OptionFigures], hasErrors: Bool) -> [Column] {
        let percentiles = [figures.map(\.p10), figures.map(\.p50), figures.map(\.p90)]
        let widths = percentiles.map { $0.map(\.count).max() ?? 0 }
        let spans = figures.indices.map { row in
            zip(percentiles, widths).map { PlainText.trailing($0[row], width: $1) }.joined(separator: " · ")
        }
        return [
            Column(heading: ("NPSV", "P10 · P50 · P90"), cells: spans),
            Column(heading: ("", "mean"), cells: figures.map(hasErrors ? \.meanWithError : \.mean)),
            Column(heading: ("", "BCR"), cells: figures.map(\.bcr)),
            Column(heading: ("", "P(best)"), cells: figures.map(\.probabilityBest)),
            Column(heading: ("worse", "off"), cells: figures.map(\.worseOff)),
            Column(heading: ("", "payback"), cells: figures.map(\.payback)),
        ]
    }

    /// The table's lines, its heading first.
    func lines(style: TerminalStyle) -> [String] {
        func line(_ name: String, _ cells: [String]) -> String {
            zip(columns, cells).reduce(PlainText.leading(name, width: nameWidth)) { line, pair in
                line + "  " + PlainText.trailing(pair.1, width: pair.0.width)
            }
        }
        let headings = [line("", columns.map(\.heading.0)), line("Option", columns.map(\.heading.1))]
            .map { style.strong(PlainText.trimmed($0)) }
        let rows = names.enumerated().flatMap { row, name in
            [line(name[0], columns.map { $0.cells[row] })] + name.dropFirst()
        }
        return headings + rows
    }
}
