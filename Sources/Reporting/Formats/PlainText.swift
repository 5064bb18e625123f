/// Texts laid out in columns of a terminal; a character is one column.
enum PlainText {
    /// The text in one line: line ends, tabs and control characters become spaces, and spaces in a row become one.
    ///
    /// Names come from files that others wrote; nothing of them may reach a terminal as a command.
    static func oneLine(_ text: String) -> String {
        text.unicodeScalars.split { scalar in
            scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
                || scalar.properties.generalCategory == .format
        }
        .map { String($0) }.joined(separator: " ")
    }

    /// The text broken at spaces into lines of at most `width` characters; longer words are cut.
    static func wrapped(_ text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            var rest = word
            if line.count + 1 + rest.count > width, !line.isEmpty {
                lines.append(line)
                line = ""
            }
            while rest.count > width {
                lines.append(String(rest.prefix(width)))
                rest = rest.dropFirst(width)
            }
            line += (line.isEmpty ? "" : " ") + rest
        }
        return line.isEmpty && !lines.isEmpty ? lines : lines + [line]
    }

    /// Names in lines of at most `width` characters and at most three lines each, the middle of longer ones left out;
    /// where two of them would then read the same, none is shortened.
    static func fitted(names: [String], width: Int) -> [[String]] {
        let whole = names.map { wrapped(oneLine($0), width: width) }
        let short = whole.map { lines -> [String] in
            guard lines.count > 3, let last = lines.last else { return lines }
            return [lines[0], String(lines[1].prefix(width - 1)) + "…", last]
        }
        return Set(short).count == Set(whole).count ? short : whole
    }

    /// The text with a capital first letter.
    static func capitalised(_ text: String) -> String {
        text.prefix(1).uppercased() + text.dropFirst()
    }

    /// The text without the spaces at its end.
    static func trimmed(_ text: String) -> String {
        String(text[..<(text.lastIndex { $0 != " " }.map { text.index(after: $0) } ?? text.startIndex)])
    }

    /// The text with spaces after it up to a width.
    static func leading(_ text: String, width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    /// The text with spaces before it up to a width.
    static func trailing(_ text: String, width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    /// Names with commas between them and "and" before the last; more than `limit` end with how many others there are.
    static func list(_ names: [String], limit: Int = .max) -> String {
        if names.count > limit {
            return names.prefix(limit).joined(separator: ", ") + " and \(PlainNumber.count(names.count - limit)) more"
        }
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }
}
