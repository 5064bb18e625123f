extension JSONValue {
    /// Columns up to which lists and objects stand in one line.
    private static let lineLength = 116

    /// The value as JSON text with a line feed at the end.
    ///
    /// What fits in a line of 116 columns stands in one; longer lists and objects of plain values are filled line by
    /// line, all others have one element a line, indented by two spaces a level.
    package var jsonText: String {
        var text = ""
        write(to: &text, indent: 0, lead: 0)
        return text + "\n"
    }

    /// Writes the value at an indentation, after `lead` columns that are already in the line.
    private func write(to text: inout String, indent: Int, lead: Int) {
        if let line = oneLine(upTo: Self.lineLength - indent - lead) {
            text += line
            return
        }
        guard let (brackets, parts) = container else { return text += scalarText }
        let margin = "\n" + String(repeating: " ", count: indent + 2)
        text += brackets.0 + margin
        if parts.allSatisfy(\.value.isScalar) {
            text += Self.filled(parts.map { $0.key + $0.value.scalarText }, indent: indent + 2, margin: margin)
        } else {
            for (index, part) in parts.enumerated() {
                text += (index == 0 ? "" : "," + margin) + part.key
                part.value.write(to: &text, indent: indent + 2, lead: part.key.utf8.count)
            }
        }
        text += margin.dropLast(2) + brackets.1
    }

    /// Elements set one after the other, a new line begun where the next would run over.
    private static func filled(_ elements: [String], indent: Int, margin: String) -> String {
        var text = ""
        var column = indent
        for (index, element) in elements.enumerated() {
            let length = element.utf8.count + 1
            if index > 0 && column + 1 + length > lineLength {
                text += "," + margin
                column = indent
            } else if index > 0 {
                text += ", "
                column += 1
            }
            text += element
            column += length
        }
        return text
    }

    /// The value in one line; nil when that is longer than the limit. A plain value always stands in one line.
    private func oneLine(upTo limit: Int) -> String? {
        guard let (brackets, parts) = container else { return scalarText }
        var line = brackets.0
        for (index, part) in parts.enumerated() {
            line += (index == 0 ? "" : ", ") + part.key
            guard let text = part.value.oneLine(upTo: limit - line.utf8.count) else { return nil }
            line += text
            if line.utf8.count >= limit { return nil }
        }
        return line + brackets.1
    }

    /// Brackets and elements of a list or an object, with keys as they are written; nil for a plain value.
    private var container: (brackets: (String, String), parts: [(key: String, value: JSONValue)])? {
        switch self {
        case .list(let items): (("[", "]"), items.map { ("", $0) })
        case .object(let members): (("{", "}"), members.map { (Self.escaped($0.key) + ": ", $0.value) })
        default: nil
        }
    }

    private var isScalar: Bool {
        switch self {
        case .list, .object: false
        default: true
        }
    }

    private var scalarText: String {
        switch self {
        case .boolean(let flag): flag ? "true" : "false"
        case .number(let value): DataNumber.text(value) ?? "null"
        case .whole(let digits): digits
        case .text(let content): Self.escaped(content)
        case .null, .list, .object: "null"
        }
    }

    /// A text in quotation marks, with what JSON asks to be escaped.
    private static func escaped(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\" + String(scalar)
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{0}"..<"\u{20}", "\u{7F}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
