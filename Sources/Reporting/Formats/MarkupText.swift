/// Texts inside HTML and XML.
enum MarkupText {
    /// A text as prose of a page: parts between two backticks are shown as code, and no line ends after a minus.
    static func prose(_ text: String) -> String {
        var words = escaped(text).split(separator: " ").map { word in
            word.contains(PlainNumber.minus) ? "<span class=\"n\">\(word)</span>" : String(word)
        }.joined(separator: " ")
        let parts = words.split(separator: "`", omittingEmptySubsequences: false)
        if parts.count % 2 == 1 {
            words = parts.enumerated().map { $0.offset % 2 == 0 ? String($0.element) : "<code>\($0.element)</code>" }
                .joined()
        }
        return words
    }

    /// A text as it is to be read, in one line: with the five signs escaped that markup would act on.
    ///
    /// Names come from files that others wrote; nothing of them may reach a page as markup.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in PlainText.oneLine(text).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            // What no XML may hold.
            case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
