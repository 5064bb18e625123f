/// How a cell looks: what it is for decides its colours, what it holds decides its number format.
package struct CellStyle: Sendable, Hashable {
    /// What it is for.
    package var role: Role
    /// What it holds.
    package var format: Format
    /// Whether its text runs over several lines.
    package var wraps = false

    /// What a cell is for.
    package enum Role: Sendable, Hashable, CaseIterable {
        /// Text and figures that nobody changes.
        case plain
        /// The heading of a sheet.
        case title
        /// The heading of a part of a sheet.
        case section
        /// The heading of a column.
        case heading
        /// Small print.
        case note
        /// A figure that users change.
        case input
        /// A formula of the live model.
        case live
        /// A formula that is a total.
        case total
        /// A value of the central case that no formula gives: it was worked out by the program.
        case marked
        /// A figure of the simulation.
        case simulated
    }

    /// What a cell holds.
    package enum Format: Sendable, Hashable {
        case general, text
        /// Whole units of the currency, in red below 0.
        case money
        /// With pence.
        case pence
        case percent
        /// To six decimals, from a thousand on in whole numbers.
        case factor
        /// To two decimals.
        case ratio
        /// Whole numbers with commas.
        case count
        /// A calendar year, or a financial year as a text, to the right; never where it is ``CentralModel/never``.
        case year
    }

    /// Of its parts, which the properties of these names explain.
    package init(_ role: Role, _ format: Format = .general, wraps: Bool = false) {
        self.role = role
        self.format = format
        self.wraps = wraps
    }
}
