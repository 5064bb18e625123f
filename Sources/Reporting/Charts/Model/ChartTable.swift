/// The numbers of a picture.
package struct ChartTable: Sendable, Hashable {
    /// Titles of the columns.
    package var header: [String]
    /// Rows; each has a cell a column, the first of which names it.
    package var rows: [[Cell]]

    /// What stands in a cell.
    package enum Cell: Sendable, Hashable {
        /// Words.
        case text(String)
        /// A number in a unit; a number that does not exist is nil.
        case value(Double?, ChartUnit)

        /// A whole number.
        static func count(_ number: Int) -> Cell { .value(Double(number), .count) }

        /// As people read it.
        package var text: String {
            switch self {
            case .text(let words): words
            case .value(let number, let unit): number.map(unit.text) ?? PlainNumber.none
            }
        }
    }
}
