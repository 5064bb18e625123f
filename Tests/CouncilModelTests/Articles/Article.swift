import Foundation
import Testing

/// A page on writing a scenario: the files that stand in it, and the figures that its text states of them.
///
/// A comment `<!-- file: NAME; figures: FIGURE, … -->` names the block of code that follows it. Bold numbers (and bold
/// "never") after the block, up to the next such comment or heading, are the values of those figures, in order.
struct Article {
    /// Name of the page's file.
    let name: String
    /// Contents of the files that stand in it, by name.
    private(set) var files: [String: String] = [:]
    /// Files that the page states figures of.
    private(set) var examples: [Example] = []
    /// What breaks the convention.
    private(set) var problems: [String] = []
    /// Paths that the page links to, as written.
    private(set) var links: [String] = []

    /// A scenario with figures.
    struct Example: CustomTestStringConvertible {
        let article: String
        let file: String
        /// What is asked of a run, as in the comment.
        let figures: [String]
        /// What the text says, without the stars.
        fileprivate(set) var stated: [String] = []

        var testDescription: String { "\(file) in \(article)" }
    }

    /// The folder in which the pages lie.
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Sources/ScenarioFormat/ScenarioFormat.docc")

    /// All pages, in order of name.
    static let all: [Article] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".md") }.sorted().compactMap { name in
            (try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)).map {
                Article(name: name, text: $0)
            }
        }
    }()

    init(name: String, text: String) {
        self.name = name
        var comment: (file: String, figures: [String])?
        var block: [String]?
        var isOpenForFigures = false
        for (index, line) in text.components(separatedBy: "\n").enumerated() {
            if line.hasPrefix("```") {
                if let lines = block {
                    if let comment { take(lines, as: comment) }
                    isOpenForFigures = comment?.figures.isEmpty == false
                    comment = nil
                    block = nil
                } else {
                    if comment == nil { problems.append("line \(index + 1): a block without a file's name") }
                    block = []
                }
            } else if block != nil {
                block?.append(line)
            } else if line.hasPrefix("<!-- file: ") {
                comment = Self.comment(line)
                isOpenForFigures = false
            } else if line.hasPrefix("#") {
                isOpenForFigures = false
            } else {
                links += Self.pieces(of: line, between: "](", and: ")")
                let stated = Self.pieces(of: line, between: "**", and: "**").filter { StatedNumber($0) != nil }
                if isOpenForFigures {
                    examples[examples.count - 1].stated += stated
                } else if !stated.isEmpty {
                    problems.append("line \(index + 1): \(stated.joined(separator: ", ")) belongs to no example")
                }
            }
        }
        if block != nil { problems.append("a block is not closed") }
        for example in examples where example.figures.count != example.stated.count {
            problems.append(
                "\(example.file): \(example.figures.count) figures are asked for, \(example.stated.count) are stated")
        }
    }

    private mutating func take(_ lines: [String], as comment: (file: String, figures: [String])) {
        if files[comment.file] != nil { problems.append("\(comment.file) stands here twice") }
        files[comment.file] = lines.joined(separator: "\n") + "\n"
        guard !comment.figures.isEmpty else { return }
        examples.append(Example(article: name, file: comment.file, figures: comment.figures))
    }

    private static func comment(_ line: String) -> (file: String, figures: [String]) {
        let inside = line.replacingOccurrences(of: "<!-- file: ", with: "").replacingOccurrences(of: " -->", with: "")
        let parts = inside.components(separatedBy: "; figures: ")
        return (parts[0], parts.count > 1 ? parts[1].components(separatedBy: ", ") : [])
    }

    /// The pieces of a line that stand between two marks, from the left.
    private static func pieces(of line: String, between start: String, and end: String) -> [String] {
        var pieces: [String] = []
        var rest = line[...]
        while let opening = rest.range(of: start) {
            rest = rest[opening.upperBound...]
            guard let closing = rest.range(of: end) else { break }
            pieces.append(String(rest[..<closing.lowerBound]))
            rest = rest[closing.upperBound...]
        }
        return pieces
    }
}

/// A number as a text states it: `£1,234.56`, `−£3`, `1.81`, `2027`, or `never`.
struct StatedNumber {
    let value: Double
    /// Half of the last digit; 0 for `never`.
    let precision: Double

    /// Nil for a text that is none.
    init?(_ text: String) {
        if text == "never" {
            (value, precision) = (.infinity, 0)
            return
        }
        let digits = text.replacingOccurrences(of: "−", with: "-").replacingOccurrences(of: "£", with: "")
            .replacingOccurrences(of: ",", with: "")
        guard let value = Double(digits) else { return nil }
        self.value = value
        let decimals = digits.components(separatedBy: ".").dropFirst().first?.count ?? 0
        precision = 0.5 * pow(10, -Double(decimals))
    }
}
