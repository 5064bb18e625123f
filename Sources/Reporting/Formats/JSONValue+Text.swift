extension JSONValue {
    /// The value as JSON text with a line feed at the end.
    ///
    /// What fits in a line of 116 columns stands in one; longer lists and objects of plain values are filled line by
    /// line, all others have one element a line, indented by two spaces a level.
    package var jsonText: String {
        var writer = JSONWriter()
        writer.write(self, indent: 0, lead: 0)
        writer.bytes.append(UInt8(ascii: "\n"))
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    fileprivate var isScalar: Bool {
        switch self {
        case .list, .object: false
        default: true
        }
    }
}

/// Writes values of JSON as UTF-8.
private struct JSONWriter {
    /// Columns up to which lists and objects stand in one line.
    private static let lineLength = 116

    /// What is written so far.
    var bytes: [UInt8] = []

    /// Writes a value at an indentation, after `lead` columns that are already in the line.
    mutating func write(_ value: JSONValue, indent: Int, lead: Int) {
        let start = bytes.count
        if writeInLine(value, upTo: Self.lineLength - indent - lead) { return }
        bytes.removeSubrange(start...)
        switch value {
        case .list(let items):
            bytes.append(UInt8(ascii: "["))
            write(items, indent: indent + 2, isPlain: items.allSatisfy(\.isScalar), key: { _ in nil }, value: { $0 })
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            write(
                members, indent: indent + 2, isPlain: members.allSatisfy(\.value.isScalar), key: { $0.key },
                value: { $0.value })
            bytes.append(UInt8(ascii: "}"))
        default: write(scalar: value)
        }
    }

    /// Writes elements at an indentation, and what stands before the bracket behind them.
    private mutating func write<Element>(
        _ elements: [Element], indent: Int, isPlain: Bool, key: (Element) -> String?, value: (Element) -> JSONValue
    ) {
        beginLine(indent)
        var column = indent
        for (index, element) in elements.enumerated() {
            if isPlain {
                fill(index, &column, indent: indent, key: key(element), value: value(element))
                continue
            }
            if index > 0 {
                bytes.append(UInt8(ascii: ","))
                beginLine(indent)
            }
            let start = bytes.count
            if let key = key(element) { write(key: key) }
            write(value(element), indent: indent, lead: bytes.count - start)
        }
        beginLine(indent - 2)
    }

    /// Writes an element after the one before it, or in a new line where it would run over.
    private mutating func fill(_ index: Int, _ column: inout Int, indent: Int, key: String?, value: JSONValue) {
        let start = bytes.count
        if index > 0 {
            bytes.append(UInt8(ascii: ","))
            bytes.append(UInt8(ascii: " "))
        }
        let own = bytes.count
        if let key { write(key: key) }
        write(scalar: value)
        let length = bytes.count - own + 1
        if index > 0, column + 1 + length > Self.lineLength {
            let element = Array(bytes[own...])
            bytes.removeSubrange((start + 1)...)
            beginLine(indent)
            bytes += element
            column = indent + length
        } else {
            column += index > 0 ? length + 1 : length
        }
    }

    private mutating func beginLine(_ indent: Int) {
        bytes.append(UInt8(ascii: "\n"))
        for _ in 0..<indent { bytes.append(UInt8(ascii: " ")) }
    }

    /// Writes a value in one line; false where that is longer than the limit, and then a part of it stands there. A plain
    /// value always stands in one line.
    private mutating func writeInLine(_ value: JSONValue, upTo limit: Int) -> Bool {
        let start = bytes.count
        switch value {
        case .list(let items):
            bytes.append(UInt8(ascii: "["))
            for (index, item) in items.enumerated() {
                guard writeInLine(index, key: nil, item, end: start + limit) else { return false }
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                guard writeInLine(index, key: member.key, member.value, end: start + limit) else { return false }
            }
            bytes.append(UInt8(ascii: "}"))
        default: write(scalar: value)
        }
        return true
    }

    /// The same of an element, for which there has to be room before `end`.
    private mutating func writeInLine(_ index: Int, key: String?, _ value: JSONValue, end: Int) -> Bool {
        if index > 0 {
            bytes.append(UInt8(ascii: ","))
            bytes.append(UInt8(ascii: " "))
        }
        if let key { write(key: key) }
        return writeInLine(value, upTo: end - bytes.count) && bytes.count < end
    }

    private mutating func write(key: String) {
        write(text: key)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(UInt8(ascii: " "))
    }

    private mutating func write(scalar value: JSONValue) {
        switch value {
        case .number(let number) where number.isFinite: DataNumber.append(number, to: &bytes)
        case .boolean(let flag): bytes += (flag ? "true" : "false").utf8
        case .whole(let digits): bytes += digits.utf8
        case .text(let content): write(text: content)
        case .null, .number, .list, .object: bytes += "null".utf8
        }
    }

    /// Writes a text in quotation marks, with what JSON asks to be escaped.
    private mutating func write(text: String) {
        bytes.append(UInt8(ascii: "\""))
        defer { bytes.append(UInt8(ascii: "\"")) }
        guard text.utf8.contains(where: Self.isEscaped) else {
            bytes += text.utf8
            return
        }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case UInt8(ascii: "\n"): bytes += "\\n".utf8
            case UInt8(ascii: "\r"): bytes += "\\r".utf8
            case UInt8(ascii: "\t"): bytes += "\\t".utf8
            case 0..<0x20, 0x7F:
                bytes += (byte < 16 ? "\\u000" : "\\u00").utf8
                bytes += String(byte, radix: 16).utf8
            default: bytes.append(byte)
            }
        }
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }
}
