extension JSONReader {
    /// Skips blanks, and comments and blanks that JSON does not have after reporting them.
    mutating func skipBlanks() {
        while let byte = current {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): advance()
            case UInt8(ascii: "#"): skipComment(untilLineEnd: true)
            case UInt8(ascii: "/"):
                let next = index + 1 < bytes.count ? bytes[index + 1] : 0
                guard next == UInt8(ascii: "/") || next == UInt8(ascii: "*") else { return }
                skipComment(untilLineEnd: next == UInt8(ascii: "/"))
            case 0xC2...0xEF:
                guard let blank = foreignBlank else { return }
                report("found U+\(fourHexadecimals(blank.value)), a blank that JSON does not have; write a space")
                for _ in 0..<UTF8.width(blank) { advance() }
            default: return
            }
        }
    }

    /// The blank beyond ASCII at the reader's place, such as a no-break space from a web page; nil when there is none.
    private var foreignBlank: Unicode.Scalar? {
        let character = bytes[index..<min(index + 3, bytes.count)]
        let blanks: [Unicode.Scalar] = [
            "\u{A0}", "\u{2002}", "\u{2003}", "\u{2009}", "\u{200B}", "\u{202F}", "\u{FEFF}",
        ]
        return blanks.first { character.starts(with: String($0).utf8) }
    }

    private mutating func skipComment(untilLineEnd: Bool) {
        report("found a comment, which JSON does not have; remove it, or use a \"note\"")
        advance()
        if untilLineEnd {
            while let byte = current, byte != UInt8(ascii: "\n") { advance() }
            return
        }
        advance()
        while index < bytes.count, !bytes[index...].starts(with: [UInt8(ascii: "*"), UInt8(ascii: "/")]) { advance() }
        if index < bytes.count { advance() }
        if index < bytes.count { advance() }
    }
}
