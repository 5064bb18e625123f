import Analysis
import Appraisal
import CouncilModel

/// An explanation as a tree for a terminal: two spaces a level, amounts in one column.
package enum ExplanationText {
    /// The text, with a line feed at the end of each line.
    ///
    /// - Parameter width: columns up to which notes run.
    package static func text(of explanation: Explanation, width: Int) -> String {
        var tree = Tree(money: Money(currency: explanation.currency), width: width)
        tree.add(explanation.figure, level: 0)
        return (heading(of: explanation, width: width) + [""] + tree.laidOut).map { $0 + "\n" }.joined()
    }

    private static func heading(of explanation: Explanation, width: Int) -> [String] {
        let question = explanation.question
        let which =
            question.trial.map { "trial \($0) of \(PlainNumber.count(explanation.trials))" }
            ?? "mean of \(PlainNumber.count(explanation.trials)) trials"
        var part = question.line.map { ", line \"\($0)\"" } ?? ""
        if question.council != nil { part += ", one council" }
        var sentences =
            "Present values in \(explanation.currency) of \(explanation.priceYear), whole units. Each figure is rounded "
            + "by itself, so rows can miss the figure above them by a unit or so each."
        if let reference = explanation.reference {
            sentences += " Years and councils are the option's own; \"\(reference)\" is taken off line by line."
        }
        let title = "\(explanation.option): \(question.measure.rawValue)\(part), \(which), seed \(explanation.seed)"
        return PlainText.wrapped(PlainText.oneLine(title), width: width)
            + PlainText.wrapped(PlainText.oneLine(sentences), width: width)
    }
}

/// The lines of a tree while it grows.
private struct Tree {
    let money: Money
    let width: Int
    private var lines: [(indent: Int, text: String, amount: String?)] = []

    /// The widest a title can be with its indentation before its amount moves out of the column.
    private static let widestTitle = 64

    init(money: Money, width: Int) {
        self.money = money
        self.width = width
    }

    mutating func add(_ row: ExplanationRow, level: Int) {
        lines.append((level * 2, PlainText.oneLine(title(of: row)), amount(of: row)))
        // Sources stand with the line, not again with each council.
        let notes = row.notes.map { text(of: $0, isShort: row.kind == .council) }
        for text in remarks(of: row) + notes {
            lines.append((level * 2 + 4, PlainText.oneLine(text), nil))
        }
        for inner in row.rows { add(inner, level: level + 1) }
    }

    private func title(of row: ExplanationRow) -> String {
        guard let year = row.year else { return row.title }
        let factor = DecimalDigits(year.factor).rounded(toPlace: -6).fixed(decimals: 6)
        return "\(PlainNumber.financialYear(year.calendar))  \(money.whole(year.flow)) × \(factor)"
    }

    private func amount(of row: ExplanationRow) -> String {
        // Only a ratio has parts instead of a sum.
        let isRatio = row.rows.contains { $0.kind == .part }
        return isRatio ? PlainNumber.sixDigits(row.amount) : money.whole(row.amount)
    }

    private func remarks(of row: ExplanationRow) -> [String] {
        var remarks: [String] = []
        let isRatio = row.rows.contains { $0.kind == .part }
        func figure(_ value: Double) -> String { isRatio ? PlainNumber.sixDigits(value) : money.whole(value) }
        // What is the same in every trial has neither error nor band.
        let leastShown = isRatio ? 0 : CashMeasures.halfAPenny
        if let error = row.error, error.standardError.isFinite, error.standardError > leastShown {
            let most = error.isUpperBound ? "at most " : ""
            remarks.append("Monte Carlo error \(most)\(figure(error.standardError))")
        }
        if let band = row.band, band.p90 - band.p10 > leastShown {
            remarks.append("P10 \(figure(band.p10)), P90 \(figure(band.p90))")
        }
        if let before = row.beforeUplift { remarks.append("without uplift \(figure(before))") }
        return remarks
    }

    private func text(of note: ExplanationNote, isShort: Bool) -> String {
        switch note {
        case .remark(let text): return text
        case .joining(let year): return "joins in \(PlainNumber.financialYear(year))"
        case .formula(let key, let text): return "\(key): \(text)"
        case .word(let name, let text): return "\(name) = " + (text.map { "\"\($0)\"" } ?? "empty")
        case .column(let name, let value, let unit):
            return "\(name) = " + (value.map(PlainNumber.sixDigits) ?? "empty") + (unit.map { " " + $0 } ?? "")
        case .assumption(let note): return text(of: note, isShort: isShort)
        }
    }

    private func text(of note: AssumptionNote, isShort: Bool) -> String {
        let unit = note.unit.isEmpty ? "" : " " + note.unit
        let values = note.values.map { value in
            switch value {
            case .drawn(let number): PlainNumber.sixDigits(number)
            case .drawnInYear(let year, let number): "\(year): \(PlainNumber.sixDigits(number))"
            case .overTrials(let mean, let p10, let p90):
                "\(PlainNumber.sixDigits(mean)) (P10 \(PlainNumber.sixDigits(p10)), P90 \(PlainNumber.sixDigits(p90)))"
            }
        }
        let begin =
            values.isEmpty
            ? "\(note.name) differs by \(note.variesBy),\(unit.isEmpty ? " no unit" : unit)"
            : "\(note.name) = \(values.joined(separator: ", "))\(unit)"
        if isShort { return begin }
        let grade = note.grade.isEmpty ? "no grade" : "grade \(note.grade)"
        let source = note.source.isEmpty ? "no source" : note.source
        return [begin, note.isReplaced ? "set by the option" : nil, grade, source].compactMap { $0 }
            .joined(separator: "; ")
    }

    /// All lines, amounts right-aligned in a column behind the longest title.
    var laidOut: [String] {
        let titles = lines.filter { $0.amount != nil }
        let column = min(Self.widestTitle, titles.map { $0.indent + $0.text.count }.max() ?? 0) + 2
        let amountWidth = titles.map { $0.amount?.count ?? 0 }.max() ?? 0
        return lines.flatMap { line -> [String] in
            let margin = String(repeating: " ", count: line.indent)
            guard let amount = line.amount else {
                return PlainText.wrapped(line.text, width: max(30, width - line.indent)).map { margin + $0 }
            }
            let pieces = PlainText.wrapped(line.text, width: max(20, column - 2 - line.indent))
            let first = PlainText.leading(margin + (pieces.first ?? ""), width: column)
            return [first + PlainText.trailing(amount, width: amountWidth)]
                + pieces.dropFirst().map { margin + "  " + $0 }
        }
    }
}
