/// A value of JSON whose keys keep the order in which they are given.
package enum JSONValue: Sendable {
    case null
    case boolean(Bool)
    /// A number of 12 significant digits; null where it is not finite.
    case number(Double)
    /// A whole number, in its digits.
    case whole(String)
    case text(String)
    case list([JSONValue])
    case object([(key: String, value: JSONValue)])

    /// A number that may not exist; nil is null.
    static func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }

    /// A whole number that may not exist; nil is null.
    static func whole(_ value: Int?) -> JSONValue { value.map { .whole(String($0)) } ?? .null }

    /// A text that may not exist; nil is null.
    static func text(_ value: String?) -> JSONValue { value.map { .text($0) } ?? .null }

    /// A list of numbers.
    static func numbers(_ values: [Double]) -> JSONValue { .list(values.map { .number($0) }) }

    /// A list of texts.
    static func texts(_ values: [String]) -> JSONValue { .list(values.map { .text($0) }) }

    /// The members of an object; none of anything else.
    var members: [(key: String, value: JSONValue)] {
        if case .object(let members) = self { members } else { [] }
    }

    /// Both objects' members in one, those of `other` after one's own.
    func adding(_ other: JSONValue) -> JSONValue { .object(members + other.members) }
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral {
    /// An object, its keys in the order written.
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { (key: $0.0, value: $0.1) })
    }

    /// A list.
    package init(arrayLiteral elements: JSONValue...) { self = .list(elements) }
}
