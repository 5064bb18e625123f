extension JSONReader {
    /// Reads a text; in single quotes too, after reporting them.
    mutating func readText() -> JSONNode {
        let start = position
        let quote = bytes[index]
        if quote == UInt8(ascii: "'") { report("found a single quote; put keys and texts in double quotes") }
        advance()
        var content: [UInt8] = []
        var scalars = 0
        var escapes: [JSONNode.Escape] = []
        while true {
            guard let byte = current, byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") else {
                report("the text that begins here does not end in its line; close it with a double quote", at: start)
                break
            }
            if byte == quote {
                advance()
                break
            }
            if byte == UInt8(ascii: "\\") {
                let before = column
                let scalar = readEscape()
                content.append(contentsOf: Array(String(scalar).utf8))
                escapes.append(JSONNode.Escape(offset: scalars, extraColumns: column - before - 1))
                scalars += 1
                continue
            }
            if byte < 0x20 {
                let name = byte == 9 ? "a tab" : "the control character U+\(fourHexadecimals(UInt32(byte)))"
                report("found \(name) in a text; write \(byte == 9 ? "\\t" : "\\u" + fourHexadecimals(UInt32(byte)))")
            }
            content.append(byte)
            if byte & 0xC0 != 0x80 { scalars += 1 }
            advance()
        }
        var node = JSONNode(.text(String(decoding: content, as: UTF8.self)), at: start)
        node.escapes = escapes
        return node
    }

    /// Reads from a backslash on; what is no escape is reported and read as U+FFFD.
    private mutating func readEscape() -> Unicode.Scalar {
        let start = position
        advance()
        guard let byte = current, byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") else { return "\u{FFFD}" }
        let simple: [UInt8: Unicode.Scalar] = [
            UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/", UInt8(ascii: "b"): "\u{8}",
            UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
        ]
        if let scalar = simple[byte] {
            advance()
            return scalar
        }
        guard byte == UInt8(ascii: "u") else {
            report(
                "\\ before \(found) is no escape; write \\\\ for a backslash, \\\" for a quote, \\n for a new line",
                at: start)
            // JavaScript escapes single quotes, which must not end the text here.
            guard byte == UInt8(ascii: "'") else { return "\u{FFFD}" }
            advance()
            return "'"
        }
        advance()
        guard let first = readFourHexadecimals() else {
            report("\\u is not followed by four hexadecimal digits; write it as in \\u00A3", at: start)
            return "\u{FFFD}"
        }
        if let scalar = Unicode.Scalar(first) { return scalar }
        if first < 0xDC00, bytes[index...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) {
            let before = (index, line, column)
            advance()
            advance()
            if let second = readFourHexadecimals(), (0xDC00...0xDFFF).contains(second),
                let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
            {
                return scalar
            }
            (index, line, column) = before
        }
        report(
            "\\u\(fourHexadecimals(first)) is half of a surrogate pair; write both halves, or the character", at: start)
        return "\u{FFFD}"
    }

    private mutating func readFourHexadecimals() -> UInt32? {
        guard index + 4 <= bytes.count else { return nil }
        let digits = bytes[index..<index + 4]
        guard digits.allSatisfy({ Character(UnicodeScalar($0)).isHexDigit && $0 < 0x80 }),
            let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { return nil }
        for _ in 0..<4 { advance() }
        return value
    }

    /// Reads a number; what is written otherwise than JSON has it is reported.
    mutating func readNumber() -> JSONNode {
        let start = position
        let from = index
        while let byte = current, byte.isWordByte || [0x2B, 0x2D, 0x2E, 0x25].contains(byte) { advance() }
        let text = String(decoding: bytes[from..<index], as: UTF8.self)
        guard Self.isNumber(bytes[from..<index]) else {
            report("\(quoted(text)) is no JSON number; write it as in 1000, 0.5, -2 or 1.5e6", at: start)
            return JSONNode(.unreadable, at: start)
        }
        let shown = text.count > 60 ? String(text.prefix(57)) + "…" : text
        let isZero = !text.prefix { $0 != "e" && $0 != "E" }.contains { ("1"..."9").contains($0) }
        guard let value = Double(text), value.isFinite else {
            report("the number \(shown) is too large; numbers go up to about 1.8e308", at: start)
            return JSONNode(.unreadable, at: start)
        }
        guard value != 0 || isZero else {
            report("the number \(shown) is too small to be told from 0; write 0", at: start)
            return JSONNode(.unreadable, at: start)
        }
        return JSONNode(.number(value, text: text), at: start)
    }

    /// Whether bytes are a number as JSON has it: `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`.
    private static func isNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
        var rest = bytes
        func digits() -> Int {
            let count = rest.prefix { (0x30...0x39).contains($0) }.count
            rest = rest.dropFirst(count)
            return count
        }
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let beginsWithZero = rest.first == UInt8(ascii: "0")
        let whole = digits()
        guard whole > 0, whole == 1 || !beginsWithZero else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest = rest.dropFirst()
            guard digits() > 0 else { return false }
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
            guard digits() > 0 else { return false }
        }
        return rest.isEmpty
    }
}
