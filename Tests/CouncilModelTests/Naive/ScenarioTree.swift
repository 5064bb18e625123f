/// A JSON value as the generator builds it and the naive model reads it; members of objects keep their order.
indirect enum ScenarioTree: Sendable, Equatable {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case list([ScenarioTree])
    case object([Member])

    /// A key of an object with its value.
    struct Member: Sendable, Equatable {
        var key: String
        var value: ScenarioTree
    }

    /// The value of a key; nil where there is none, where it is null, and where this is no object.
    subscript(key: String) -> ScenarioTree? {
        get {
            guard case .object(let members) = self else { return nil }
            for member in members where member.key == key { return member.value == .null ? nil : member.value }
            return nil
        }
        set {
            var members = self.members.filter { $0.key != key }
            if let newValue { members.append(Member(key: key, value: newValue)) }
            self = .object(members)
        }
    }

    /// The members of an object, empty for anything else.
    var members: [Member] {
        if case .object(let members) = self { return members }
        return []
    }

    /// The items of a list, empty for anything else.
    var items: [ScenarioTree] {
        if case .list(let items) = self { return items }
        return []
    }

    var number: Double? {
        if case .number(let number) = self { return number }
        return nil
    }

    var text: String? {
        if case .text(let text) = self { return text }
        return nil
    }

    /// A number that is whole.
    var whole: Int? { number.map { Int($0) } }

    /// The same value as JSON, on one line.
    var json: String {
        switch self {
        case .null: return "null"
        case .bool(let value): return value ? "true" : "false"
        case .number(let value):
            return value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
        case .text(let text): return Self.quoted(text)
        case .list(let items): return "[" + items.map(\.json).joined(separator: ", ") + "]"
        case .object(let members):
            return "{" + members.map { Self.quoted($0.key) + ": " + $0.value.json }.joined(separator: ", ") + "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined() + "\""
    }
}

extension ScenarioTree: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral, ExpressibleByStringInterpolation {
    init(floatLiteral value: Double) { self = .number(value) }
    init(integerLiteral value: Int) { self = .number(Double(value)) }
    init(stringLiteral value: String) { self = .text(value) }
}

extension ScenarioTree: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    init(arrayLiteral elements: ScenarioTree...) { self = .list(elements) }
    init(dictionaryLiteral elements: (String, ScenarioTree)...) {
        self = .object(elements.map { Member(key: $0.0, value: $0.1) })
    }
}
