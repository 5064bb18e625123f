import CRows

/// What is read of a row of values in one going through.
package struct RowSummary: Sendable {
    /// The sum, as ``SampleMoments/sum(_:_:)`` has it.
    package let sum: Double
    /// How many values are above a limit.
    package let above: Int
    /// Lowest and highest value.
    package let least, greatest: Double

    /// Of zeros, none of which is above the limit.
    package static let zeros = RowSummary(sum: 0, above: 0, least: 0, greatest: 0)

    private init(sum: Double, above: Int, least: Double, greatest: Double) {
        (self.sum, self.above, self.least, self.greatest) = (sum, above, least, greatest)
    }

    /// Of at least one value.
    package init(of row: UnsafePointer<Double>, count: Int, above limit: Double) {
        self.init(row_summarise(row, limit, count))
    }

    /// What was read by a function of `CRows`.
    package init(_ found: sample_summary) {
        (sum, above, least, greatest) = (found.sum, found.above, found.least, found.greatest)
    }
}
