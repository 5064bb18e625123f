/// JSON read by the letter of RFC 8259, for tests: nil for anything that is not well formed.
///
/// Numbers are kept as written; keys keep their order, and a key given twice is refused.
indirect enum PlainJSON: Equatable {
    case null
    case boolean(Bool)
    case number(String)
    case text(String)
    case list([PlainJSON])
    case object([String], [PlainJSON])

    init?(_ text: String) {
        var reader = Reader(bytes: Array(text.utf8))
        guard let value = reader.value(), reader.isAtEnd else { return nil }
        self = value
    }

    /// A member of an object.
    subscript(_ key: String) -> PlainJSON? {
        guard case .object(let keys, let values) = self, let index = keys.firstIndex(of: key) else { return nil }
        return values[index]
    }

    /// An element of a list.
    subscript(_ index: Int) -> PlainJSON? {
        guard case .list(let items) = self, items.indices.contains(index) else { return nil }
        return items[index]
    }

    var keys: [String] { if case .object(let keys, _) = self { keys } else { [] } }

    var count: Int { if case .list(let items) = self { items.count } else { 0 } }

    private struct Reader {
        let bytes: [UInt8]
        var position = 0

        var isAtEnd: Bool {
            mutating get {
                skipSpace()
                return position == bytes.count
            }
        }

        var next: UInt8? { position < bytes.count ? bytes[position] : nil }

        mutating func skipSpace() {
            while let byte = next, [0x20, 0x0A, 0x0D, 0x09].contains(byte) { position += 1 }
        }

        mutating func take(_ word: String) -> Bool {
            let letters = Array(word.utf8)
            guard bytes[position...].starts(with: letters) else { return false }
            position += letters.count
            return true
        }

        mutating func value() -> PlainJSON? {
            skipSpace()
            if take("null") { return .null }
            if take("true") { return .boolean(true) }
            if take("false") { return .boolean(false) }
            if take("[") { return list() }
            if take("{") { return object() }
            return next == UInt8(ascii: "\"") ? text().map { .text($0) } : number()
        }

        mutating func list() -> PlainJSON? {
            var items: [PlainJSON] = []
            skipSpace()
            if take("]") { return .list([]) }
            while let item = value() {
                items.append(item)
                skipSpace()
                if take("]") { return .list(items) }
                guard take(",") else { return nil }
            }
            return nil
        }

        mutating func object() -> PlainJSON? {
            var keys: [String] = []
            var values: [PlainJSON] = []
            skipSpace()
            if take("}") { return .object([], []) }
            while true {
                skipSpace()
                guard let key = text(), !keys.contains(key) else { return nil }
                skipSpace()
                guard take(":"), let value = value() else { return nil }
                keys.append(key)
                values.append(value)
                skipSpace()
                if take("}") { return .object(keys, values) }
                guard take(",") else { return nil }
            }
        }

        mutating func text() -> String? {
            guard take("\"") else { return nil }
            var content: [UInt8] = []
            while let byte = next {
                position += 1
                switch byte {
                case UInt8(ascii: "\""): return String(validating: content, as: UTF8.self)
                case ..<0x20: return nil
                case UInt8(ascii: "\\"):
                    guard let escaped = next else { return nil }
                    position += 1
                    let plain: [UInt8: UInt8] = [
                        0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x6E: 0x0A, 0x72: 0x0D, 0x74: 0x09,
                    ]
                    if let sign = plain[escaped] {
                        content.append(sign)
                    } else if escaped == UInt8(ascii: "u"), position + 4 <= bytes.count,
                        let code = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16),
                        let scalar = Unicode.Scalar(code)
                    {
                        content += Array(String(Character(scalar)).utf8)
                        position += 4
                    } else {
                        return nil
                    }
                default: content.append(byte)
                }
            }
            return nil
        }

        mutating func number() -> PlainJSON? {
            let start = position
            func isDigit(_ byte: UInt8?) -> Bool { byte.map { (0x30...0x39).contains($0) } ?? false }
            _ = take("-")
            guard isDigit(next) else { return nil }
            if !take("0") { while isDigit(next) { position += 1 } }
            if take(".") {
                guard isDigit(next) else { return nil }
                while isDigit(next) { position += 1 }
            }
            if take("e") || take("E") {
                if !take("-") { _ = take("+") }
                guard isDigit(next) else { return nil }
                while isDigit(next) { position += 1 }
            }
            return .number(String(decoding: bytes[start..<position], as: UTF8.self))
        }
    }
}
