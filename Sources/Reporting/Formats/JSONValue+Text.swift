extension JSONValue {
    /// The value as JSON text with a line feed at the end, in the layout of ``JSONWriter``.
    package var jsonText: String {
        String(decoding: JSONWriter.bytes { $0.value(self) }, as: UTF8.self)
    }
}

extension JSONWriter {
    /// Writes a value that has been put together before.
    mutating func value(_ value: JSONValue) {
        switch value {
        case .null: null()
        case .boolean(let flag): boolean(flag)
        case .number(let number): self.number(number)
        case .whole(let digits): whole(digits: digits)
        case .text(let content): text(content)
        case .list(let items):
            list { json in
                for item in items { json.value(item) }
            }
        case .object(let members): object { $0.members(members) }
        }
    }

    /// Writes members that have been put together before.
    mutating func members(_ members: [(key: String, value: JSONValue)]) {
        for (key, value) in members {
            self.key(named: key)
            self.value(value)
        }
    }
}
