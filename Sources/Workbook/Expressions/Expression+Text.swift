extension Expression {
    /// How it is written in a cell of a sheet, without the sign of equality.
    package func text(on sheet: Sheet) -> String {
        var text = ""
        write(into: &text, on: sheet)
        return text
    }

    private func write(into text: inout String, on sheet: Sheet) {
        switch self {
        case .number(let value): text += Self.literal(value)
        case .text(let value): text += Self.literal(value)
        case .cell(let reference): text += reference.prefix(on: sheet) + reference.address
        case .range(let first, let lastRow, let lastColumn):
            let last = CellReference(
                sheet: first.sheet, row: lastRow, column: lastColumn, fixesRow: first.fixesRow,
                fixesColumn: first.fixesColumn)
            text += first.prefix(on: sheet) + first.address + ":" + last.address
        case .negation(let operand):
            text += "-"
            operand.write(into: &text, on: sheet, inParentheses: !operand.isAtom)
        case .operation(let sign, let left, let right):
            // What stands right of a sign of the same rank is always in parentheses: no reader has to know that a^b^c
            // is worked out from the left.
            left.write(
                into: &text, on: sheet,
                inParentheses: left.precedence < sign.precedence || sign == .power && !left.isAtom)
            text += sign.rawValue
            right.write(into: &text, on: sheet, inParentheses: right.precedence <= sign.precedence)
        case .call(let call, let arguments):
            text += call.rawValue + "("
            for (number, argument) in arguments.enumerated() {
                if number > 0 { text += "," }
                argument.write(into: &text, on: sheet)
            }
            text += ")"
        }
    }

    private func write(into text: inout String, on sheet: Sheet, inParentheses: Bool) {
        if inParentheses { text += "(" }
        write(into: &text, on: sheet)
        if inParentheses { text += ")" }
    }

    /// Whether it needs parentheses nowhere.
    private var isAtom: Bool {
        switch self {
        case .number(let value): value.sign == .plus
        case .text, .cell, .range, .call: true
        case .negation, .operation: false
        }
    }

    private var precedence: Int {
        switch self {
        case .operation(let sign, _, _): sign.precedence
        // A minus binds tighter than any operator, so what it stands before must not be taken for its operand alone.
        case .negation: 0
        case .number(let value): value.sign == .plus ? 6 : 0
        case .text, .cell, .range, .call: 6
        }
    }

    /// The most calls that stand inside each other.
    var depth: Int {
        switch self {
        case .number, .text, .cell, .range: 0
        case .negation(let a): a.depth
        case .operation(_, let a, let b): Swift.max(a.depth, b.depth)
        case .call(_, let arguments): 1 + (arguments.map(\.depth).max() ?? 0)
        }
    }

    /// A number without locale, as spreadsheets read it.
    static func literal(_ value: Double) -> String {
        if value == value.rounded(), Swift.abs(value) < 1e15 { return String(Int(value)) }
        return "\(value)".replacing("e", with: "E")
    }

    /// A text in quotes, with quotes inside doubled.
    static func literal(_ value: String) -> String {
        "\"" + value.replacing("\"", with: "\"\"") + "\""
    }
}

extension CellReference {
    /// Column and row, as `$B$3`.
    var address: String {
        (fixesColumn ? "$" : "") + Self.letters(ofColumn: column) + (fixesRow ? "$" : "") + String(row + 1)
    }

    /// The sheet's name and an exclamation mark, unless it is the sheet on which the reference stands.
    func prefix(on sheet: Sheet) -> String {
        if sheet === self.sheet { return "" }
        return self.sheet.name.contains(" ") ? "'\(self.sheet.name)'!" : "\(self.sheet.name)!"
    }
}
