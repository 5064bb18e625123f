extension JSONNode {
    /// The value as JSON text: keys in order, two spaces a level, numbers as they were written, a line feed at the end.
    ///
    /// Lists and objects without further ones inside stand in one line when they fit in 100 columns.
    package var canonicalText: String {
        var text = ""
        write(to: &text, indent: 0, sortsKeys: true)
        return text + "\n"
    }

    /// The same with keys as they stand; lists and objects that hold others stand in one line too when they fit.
    var textInItsOrder: String {
        var text = ""
        write(to: &text, indent: 0, sortsKeys: false)
        return text + "\n"
    }

    private func write(to text: inout String, indent: Int, sortsKeys: Bool) {
        switch value {
        case .null, .unreadable: text += "null"
        case .boolean(let flag): text += flag ? "true" : "false"
        case .number(_, let written): text += written
        case .text(let content): text += Self.escaped(content)
        case .list(let items):
            write(items.map { (nil, $0) }, between: ("[", "]"), to: &text, indent: indent, sortsKeys: sortsKeys)
        case .object(let members):
            let ordered = sortsKeys ? members.sorted { $0.key < $1.key } : members
            write(
                ordered.map { ($0.key, $0.node) }, between: ("{", "}"), to: &text, indent: indent, sortsKeys: sortsKeys)
        }
    }

    private func write(
        _ elements: [(key: String?, node: JSONNode)], between brackets: (String, String), to text: inout String,
        indent: Int, sortsKeys: Bool
    ) {
        let parts = elements.map { element in
            var part = element.key.map { Self.escaped($0) + ": " } ?? ""
            element.node.write(to: &part, indent: indent + 2, sortsKeys: sortsKeys)
            return part
        }
        let short = parts.joined(separator: ", ")
        let isFlat = sortsKeys ? elements.allSatisfy { $0.node.isScalar } : !short.contains("\n")
        if parts.isEmpty || (isFlat && Self.fits(short, columns: 100 - indent)) {
            text += brackets.0 + short + brackets.1
            return
        }
        let margin = "\n" + String(repeating: " ", count: indent)
        text += brackets.0 + margin + "  " + parts.joined(separator: "," + margin + "  ") + margin + brackets.1
    }

    /// Whether a text has no more characters than that. Counting characters takes long, and is hardly ever needed.
    private static func fits(_ text: String, columns: Int) -> Bool {
        if text.utf8.count <= columns { return true }
        return text.utf8.contains { $0 >= 0x80 } && text.count <= columns
    }

    private var isScalar: Bool {
        switch value {
        case .list, .object: false
        default: true
        }
    }

    /// A text as JSON has it.
    package static func escaped(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
        if isPlain { return "\"" + text + "\"" }
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{0}"..<"\u{20}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
