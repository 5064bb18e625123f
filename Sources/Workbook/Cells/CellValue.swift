/// What a cell or a part of a formula comes to.
package enum CellValue: Sendable, Hashable {
    case blank
    case number(Double)
    case text(String)
    case truth(Bool)
    /// What a spreadsheet shows as `#VALUE!`, `#DIV/0!` or `#NUM!`.
    case error

    /// As a number in arithmetic: an empty cell is 0, true is 1; nil for texts and errors.
    package var number: Double? {
        switch self {
        case .number(let value): value
        case .blank: 0
        case .truth(let holds): holds ? 1 : 0
        case .text, .error: nil
        }
    }

    /// A number, or an error where it is not finite.
    static func finite(_ value: Double) -> CellValue { value.isFinite ? .number(value) : .error }
}
