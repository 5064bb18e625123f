import Foundation

@testable import ScenarioFormat

/// The tables of keys in the articles.
///
/// A comment `<!-- keys of ENTRY, … -->` says which entries of the catalogue the table after it is about. The first cell
/// of a row names its keys in code font.
struct KeyTables {
    /// A row: its keys, and all that it says in code font.
    struct Row {
        let keys: [String]
        /// Contents of code spans of the whole row.
        let code: [String]

        /// Whether a word stands in code font, alone or in quotes.
        func shows(_ word: String) -> Bool {
            code.contains { $0 == word || $0.contains("\"\(word)\"") }
        }
    }

    /// Rows by title of the entry.
    private(set) var rows: [String: [Row]] = [:]

    init(articles: [String]) {
        for text in articles {
            var titles: [String] = []
            var isHeading = false
            for line in text.components(separatedBy: "\n") {
                if line.hasPrefix("<!-- keys of "), line.hasSuffix(" -->") {
                    titles = line.dropFirst("<!-- keys of ".count).dropLast(" -->".count)
                        .components(separatedBy: ", ")
                    isHeading = true
                } else if isHeading {
                    isHeading = false
                } else if line.hasPrefix("|") {
                    let cells = line.dropFirst().components(separatedBy: "|")
                    let row = Row(keys: Self.codeSpans(of: cells[0]), code: Self.codeSpans(of: line))
                    for title in titles { rows[title, default: []].append(row) }
                } else {
                    titles = []
                }
            }
        }
    }

    /// What stands between pairs of backticks.
    private static func codeSpans(of text: String) -> [String] {
        text.components(separatedBy: "`").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
    }

    /// What is missing from the tables, or too much in them, for an entry and all that its keys hold.
    func faults(of entry: Shape.Entry) -> [String] {
        var visited: Set<String> = []
        return faults(of: entry, visited: &visited)
    }

    private func faults(of entry: Shape.Entry, visited: inout Set<String>) -> [String] {
        guard visited.insert(entry.title).inserted else { return [] }
        guard let rows = rows[entry.title] else { return ["no table has the keys of \(entry.title)"] }
        let known = entry.availableNames
        var faults = rows.flatMap(\.keys).filter { !known.contains($0) }.map { "\(entry.title) has no key \($0)" }
        for key in entry.keys where key.later == nil {
            guard let row = rows.first(where: { $0.keys.contains(key.name) }) else {
                faults.append("the key \(key.name) of \(entry.title) is in no table")
                continue
            }
            for missing in missing(in: row, of: key.shape, visited: &visited) {
                faults.append("\(key.name) of \(entry.title): \(missing)")
            }
        }
        return faults
    }

    /// Words and keys of a shape that neither the row nor a table of their own shows.
    private func missing(in row: Row, of shape: Shape, visited: inout Set<String>) -> [String] {
        switch shape {
        case .words(let words, _): return words.filter { !row.shows($0) }.map { "\"\($0)\" is not in code font" }
        case .list(let inner, _, _), .map(let inner): return missing(in: row, of: inner, visited: &visited)
        case .anyOf(let shapes): return shapes.flatMap { missing(in: row, of: $0, visited: &visited) }
        case .distribution: return faults(of: Catalogue.distribution, visited: &visited)
        case .entry(let entry), .shortened(let entry, _):
            if rows[entry.title] != nil { return faults(of: entry, visited: &visited) }
            return entry.keys.filter { $0.later == nil }.flatMap { key -> [String] in
                let own = row.shows(key.name) ? [] : ["\"\(key.name)\" of \(entry.title) is not in code font"]
                return own + missing(in: row, of: key.shape, visited: &visited)
            }
        case .text, .number, .whole, .formula, .ignored: return []
        }
    }
}
