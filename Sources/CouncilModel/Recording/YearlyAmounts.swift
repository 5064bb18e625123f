/// Amounts by year 0 … H − 1, which may stand in one array with those of other lines and councils: a trace has thousands of
/// them.
package struct YearlyAmounts: RandomAccessCollection, Sendable {
    private let amounts: [Double]
    private let start: Int
    /// How many years there are.
    package let count: Int

    /// Amounts in an array of their own.
    package init(_ amounts: [Double]) { self.init(amounts, from: 0, count: amounts.count) }

    /// - Parameters:
    ///   - amounts: of several lines, one behind the other.
    ///   - start: where these begin.
    ///   - count: how many years they are.
    init(_ amounts: [Double], from start: Int, count: Int) {
        precondition(start >= 0 && count >= 0 && start + count <= amounts.count, "amounts stand in their array")
        (self.amounts, self.start, self.count) = (amounts, start, count)
    }

    /// The first year.
    package var startIndex: Int { 0 }
    /// The year behind the last.
    package var endIndex: Int { count }

    /// What there is in a year, in the unit of the amounts.
    package subscript(year: Int) -> Double {
        precondition(year >= 0 && year < count, "a year that there is is asked for")
        return amounts[start + year]
    }

    /// Whether all of them are 0.
    package var areZero: Bool { withUnsafeBufferPointer { $0.allSatisfy { $0 == 0 } } }

    /// What `body` makes of the amounts, the first of which stands at the start of its buffer.
    package func withUnsafeBufferPointer<Value>(_ body: (UnsafeBufferPointer<Double>) -> Value) -> Value {
        amounts.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start..<start + count])) }
    }
}

extension YearlyAmounts: Equatable {
    /// Whether they are the same amounts, wherever they stand.
    package static func == (left: YearlyAmounts, right: YearlyAmounts) -> Bool {
        left.withUnsafeBufferPointer { left in right.withUnsafeBufferPointer { left.elementsEqual($0) } }
    }
}
