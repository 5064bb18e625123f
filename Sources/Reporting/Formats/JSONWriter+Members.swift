import Analysis
import CouncilModel

extension JSONWriter {
    /// Writes a list of numbers.
    mutating func numbers(_ values: [Double]) { values.withUnsafeBufferPointer { numbers($0) } }

    /// Writes a list of amounts by year.
    mutating func numbers(_ amounts: YearlyAmounts) { amounts.withUnsafeBufferPointer { numbers($0) } }

    private mutating func numbers(_ values: UnsafeBufferPointer<Double>) {
        list { json in
            for value in values { json.number(value) }
        }
    }

    /// Writes a member that is a number, null where it does not exist or is not finite.
    mutating func member(_ key: StaticString, number value: Double?) {
        self.key(key)
        if let value { number(value) } else { null() }
    }

    /// Writes a member that is a whole number, null where it does not exist.
    mutating func member(_ key: StaticString, whole value: Int?) {
        self.key(key)
        if let value { whole(value) } else { null() }
    }

    /// Writes a member that is a text, null where it does not exist.
    mutating func member(_ key: StaticString, text value: String?) {
        self.key(key)
        if let value { text(value) } else { null() }
    }

    /// Writes a member that is a list of numbers.
    mutating func member(_ key: StaticString, numbers values: [Double]) {
        self.key(key)
        numbers(values)
    }

    /// Writes a member that is an object of one member, `mean`.
    mutating func member(_ key: StaticString, mean: Double) {
        object(key) { $0.member("mean", number: mean) }
    }

    /// Writes a member that is a list, whose elements are written by a function.
    @inline(__always)
    mutating func list(_ key: StaticString, _ write: (inout JSONWriter) -> Void) {
        self.key(key)
        list(write)
    }

    /// Writes a member that is a list, each of whose elements is written by a function.
    @inline(__always)
    mutating func list<Element>(
        _ key: StaticString, of elements: [Element], _ write: (inout JSONWriter, Element) -> Void
    ) {
        self.key(key)
        list { json in
            for element in elements { write(&json, element) }
        }
    }

    /// Writes a member that is an object, whose members are written by a function.
    @inline(__always)
    mutating func object(_ key: StaticString, _ write: (inout JSONWriter) -> Void) {
        self.key(key)
        object(write)
    }

    /// Writes the members of an estimate: its figure by its name, `standard_error` and, where it is one,
    /// `standard_error_is_upper_bound`.
    mutating func members(of estimate: Estimate, as name: StaticString) {
        member(name, number: estimate.value)
        member("standard_error", number: estimate.standardError)
        if estimate.isUpperBound {
            key("standard_error_is_upper_bound")
            boolean(true)
        }
    }
}
