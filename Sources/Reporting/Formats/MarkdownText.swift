/// Pieces of Markdown.
enum MarkdownText {
    /// A text from a scenario as it is to be read: in one line, with the signs that Markdown would act on escaped.
    static func plain(_ text: String) -> String {
        var result = ""
        for scalar in PlainText.oneLine(text).unicodeScalars {
            switch scalar {
            case "\\", "`", "*", "_", "|", "<", ">", "[", "]", "#", "~": result += "\\" + String(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A figure, whose "<" would otherwise begin a tag.
    static func figure(_ text: String) -> String { text.replacing("<", with: "\\<") }

    /// A table: the first column to the left, the others to the right. Cells are Markdown already.
    static func table(header: [String], rows: [[String]]) -> String {
        let rule = header.indices.map { $0 == 0 ? "---" : "---:" }
        return ([header, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
    }
}
