/// Reads JSON as RFC 8259 has it, keeping the place of every key and value.
///
/// Whatever else is found is an issue: trailing commas, keys given twice, comments, numbers out of range, bad escapes.
/// Reading goes on behind an issue where it is clear what was meant, so that one pass finds as many as possible.
package struct JSONReader {
    /// How deep lists and objects may nest.
    static let deepest = 200

    let bytes: [UInt8]
    let file: String
    var index: Int
    var line = 1
    var column = 1
    private(set) var issues: [ScenarioIssue] = []
    private var path = JSONPath.root
    private var depth = 0

    /// The reader has met something after which nothing can be made sense of; that has been reported.
    struct Stop: Error {}

    private init(bytes: [UInt8], file: String) {
        self.bytes = bytes
        self.file = file
        index = byteOrderMarkLength(of: bytes)
    }

    /// The value that a file holds, and what is wrong with its text. Nil when reading had to stop.
    package static func read(_ bytes: [UInt8], file: String) -> (root: JSONNode?, issues: [ScenarioIssue]) {
        if let issue = malformedUTF8Issue(in: bytes, file: file) { return (nil, [issue]) }
        var reader = JSONReader(bytes: bytes, file: file)
        do {
            let root = try reader.readFile()
            return (root, reader.issues)
        } catch {
            return (nil, reader.issues)
        }
    }

    private mutating func readFile() throws(Stop) -> JSONNode {
        skipBlanks()
        guard current != nil else { throw stop("the file is empty; expected a scenario, which begins with {") }
        let root = try readValue()
        skipBlanks()
        if current != nil { throw stop("found \(found) behind the end of the JSON value; remove it") }
        return root
    }

    var current: UInt8? { index < bytes.count ? bytes[index] : nil }
    var position: SourcePosition { SourcePosition(file: file, line: line, column: column) }

    mutating func advance() {
        let byte = bytes[index]
        index += 1
        if byte == UInt8(ascii: "\n") {
            line += 1
            column = 1
        } else if byte & 0xC0 != 0x80 {
            column += 1
        }
    }

    mutating func report(_ message: String, at place: SourcePosition? = nil) {
        issues.append(ScenarioIssue(position: place ?? position, path: path.text, message: message))
    }

    mutating func stop(_ message: String, at place: SourcePosition? = nil) -> Stop {
        report(message, at: place)
        return Stop()
    }

    /// What stands at the reader's place, for a message.
    var found: String {
        guard let byte = current else { return "the end of the file" }
        if byte < 0x20 || byte == 0x7F { return "the control character U+\(fourHexadecimals(UInt32(byte)))" }
        if byte == UInt8(ascii: "\"") { return "a text" }
        var end = index + 1
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        return quoted(String(decoding: bytes[index..<end], as: UTF8.self))
    }

    mutating func readValue() throws(Stop) -> JSONNode {
        let start = position
        switch current {
        case UInt8(ascii: "{"): return try nested { reader throws(Stop) in try reader.readObject() }
        case UInt8(ascii: "["): return try nested { reader throws(Stop) in try reader.readList() }
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return readText()
        case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."): return readNumber()
        case let digit? where (0x30...0x39).contains(digit): return readNumber()
        case nil: throw stop("the file ends where a value is expected")
        default:
            try refuseCurlyQuote()
            let word = readWord()
            switch word {
            case "true": return JSONNode(.boolean(true), at: start)
            case "false": return JSONNode(.boolean(false), at: start)
            case "null": return JSONNode(.null, at: start)
            case "": throw stop("found \(found), expected a value")
            case "True", "TRUE", "False", "FALSE", "Null", "NULL":
                report("found the word \(word), expected a value; write \(word.lowercased())", at: start)
                return JSONNode(.unreadable, at: start)
            default:
                report("found the word \(word), expected a value; put texts in double quotes", at: start)
                return JSONNode(.unreadable, at: start)
            }
        }
    }

    private mutating func nested(_ read: (inout JSONReader) throws(Stop) -> JSONNode) throws(Stop) -> JSONNode {
        guard depth < Self.deepest else {
            // The way to such a place would fill pages.
            path = .root
            throw stop("the JSON nests more than \(Self.deepest) levels deep; a scenario needs about ten")
        }
        depth += 1
        defer { depth -= 1 }
        return try read(&self)
    }

    /// Letters, digits and `_`, as far as they go.
    mutating func readWord() -> String {
        let start = index
        while let byte = current, byte.isWordByte { advance() }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private mutating func readList() throws(Stop) -> JSONNode {
        let start = position
        let outer = path
        defer { path = outer }
        advance()
        var items: [JSONNode] = []
        var comma: SourcePosition?
        while true {
            skipBlanks()
            path = outer
            if current == UInt8(ascii: "]") { break }
            if try skipSurplusComma() { continue }
            try refuseEnd(of: "list", begunAt: start, closing: "]")
            path = outer.index(items.count)
            items.append(try readValue())
            path = outer
            comma = try readSeparator(closing: UInt8(ascii: "]"), of: "list", begunAt: start)
        }
        reportTrailing(comma, closing: "]")
        advance()
        return JSONNode(.list(items), at: start)
    }

    private mutating func readObject() throws(Stop) -> JSONNode {
        let start = position
        let outer = path
        defer { path = outer }
        advance()
        var members: [JSONNode.Member] = []
        var lines: [String: Int] = [:]
        var comma: SourcePosition?
        while true {
            skipBlanks()
            path = outer
            if current == UInt8(ascii: "}") { break }
            if try skipSurplusComma() { continue }
            try refuseEnd(of: "object", begunAt: start, closing: "}")
            let keyPosition = position
            let key = try readKey()
            try readColon(after: key)
            path = outer.key(key)
            let node = try readValue()
            path = outer
            if let line = lines[key] {
                report(
                    "the key \(quoted(key)) stands in line \(line) already; remove one of them", at: keyPosition)
            } else {
                lines[key] = keyPosition.line
                members.append(JSONNode.Member(key: key, keyPosition: keyPosition, node: node))
            }
            comma = try readSeparator(closing: UInt8(ascii: "}"), of: "object", begunAt: start)
        }
        reportTrailing(comma, closing: "}")
        advance()
        return JSONNode(.object(members), at: start)
    }

    private mutating func readKey() throws(Stop) -> String {
        if current == UInt8(ascii: "\"") || current == UInt8(ascii: "'") {
            if case .text(let key) = readText().value { return key }
            return ""
        }
        try refuseCurlyQuote()
        let (start, from) = (position, index)
        while let byte = current, byte.isWordByte || [0x24, 0x2D, 0x2E].contains(byte) { advance() }
        let word = String(decoding: bytes[from..<index], as: UTF8.self)
        guard !word.isEmpty else { throw stop("found \(found), expected a key in double quotes") }
        skipBlanks()
        if word.count == 3, word.allSatisfy(\.isWholeNumber), current != UInt8(ascii: ":") {
            throw stop(
                "found \(word), expected a key in double quotes; write thousands without commas, as in 1000", at: start)
        }
        report("the key \(word) is not in double quotes; write \"\(word)\"", at: start)
        return word
    }

    /// Refuses a quotation mark of printed text, as word processors put it.
    private mutating func refuseCurlyQuote() throws(Stop) {
        let marks = ["\u{201C}", "\u{201D}", "\u{201E}", "\u{2018}", "\u{2019}", "\u{AB}", "\u{BB}"]
        guard marks.contains(where: { bytes[index...].starts(with: $0.utf8) }) else { return }
        throw stop(
            "found the quotation mark \(found.dropFirst().dropLast()); put keys and texts in straight double quotes")
    }

    private mutating func readColon(after key: String) throws(Stop) {
        skipBlanks()
        if current == UInt8(ascii: ":") {
            advance()
        } else if current == UInt8(ascii: "=") {
            report("found \"=\" behind the key \(quoted(key)), expected \":\"")
            advance()
        } else {
            throw stop("found \(found) behind the key \(quoted(key)), expected \":\"")
        }
        skipBlanks()
    }

    /// Goes past the comma behind an element, returning its place; nil when the element is the last.
    private mutating func readSeparator(
        closing: UInt8, of container: String, begunAt start: SourcePosition
    ) throws(Stop) -> SourcePosition? {
        skipBlanks()
        let place = position
        let close = String(UnicodeScalar(closing))
        switch current {
        case closing: return nil
        case UInt8(ascii: ","):
            advance()
            return place
        case nil:
            try refuseEnd(of: container, begunAt: start, closing: close)
            return nil
        case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ":"), UInt8(ascii: "="):
            throw stop(
                "found \(found), expected \",\" or \"\(close)\" in the \(container) that begins in line \(start.line)")
        default:
            report("found \(found), expected \",\" before it")
            return nil
        }
    }

    private mutating func skipSurplusComma() throws(Stop) -> Bool {
        guard current == UInt8(ascii: ",") else { return false }
        report("found a comma with nothing before it; remove it")
        advance()
        return true
    }

    private mutating func reportTrailing(_ comma: SourcePosition?, closing: String) {
        guard let comma else { return }
        report("found a comma before \"\(closing)\"; remove it", at: comma)
    }

    private mutating func refuseEnd(of container: String, begunAt start: SourcePosition, closing: String) throws(Stop) {
        guard current == nil else { return }
        throw stop(
            "the file ends inside the \(container) that begins in line \(start.line), column \(start.column); "
                + "close it with \"\(closing)\"")
    }
}

/// A number in four hexadecimal digits at least, as Unicode writes its characters: `00A3`.
func fourHexadecimals(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}

extension UInt8 {
    /// Whether it can be part of a word: a letter, a digit, `_`, or part of a character beyond ASCII.
    var isWordByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...0xFF: true
        default: false
        }
    }
}
