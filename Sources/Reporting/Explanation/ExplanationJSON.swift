import Analysis
import CouncilModel

/// An explanation as JSON: the tree that is shown, with every figure unrounded (12 significant digits).
///
/// `amount` is a present value, or of `bcr` a ratio. `flow` is real and undiscounted. Keys that a row has not are left
/// out.
package enum ExplanationJSON {
    /// Version of the layout, written as `folkmoot_explanation`.
    package static let version = 1

    /// The text.
    ///
    /// - Parameter code: code of the council asked for; nil where none was.
    package static func text(of explanation: Explanation, code: String?) -> String {
        let question = explanation.question
        let value: JSONValue = [
            "folkmoot_explanation": .whole(version),
            "option": .text(explanation.option),
            "reference": .text(explanation.reference),
            "measure": .text(question.measure.rawValue),
            "trial": .whole(question.trial),
            "council": .text(code),
            "line": .text(question.line),
            "currency": .text(explanation.currency),
            "price_year": .whole(explanation.priceYear),
            "trials": .whole(explanation.trials),
            "seed": .whole(String(explanation.seed)),
            "figure": row(explanation.figure),
        ]
        return value.jsonText
    }

    private static func row(_ row: ExplanationRow) -> JSONValue {
        var members: [(key: String, value: JSONValue)] = [("row", .text(row.kind.rawValue))]
        if let year = row.year {
            members += [
                ("year", .whole(year.calendar)), ("flow", .number(year.flow)),
                ("discount_factor", .number(year.factor)),
            ]
        } else {
            members.append(("title", .text(row.title)))
        }
        members.append(("amount", .number(row.amount)))
        if let error = row.error {
            members.append(("standard_error", .number(error.standardError)))
            if error.isUpperBound { members.append(("standard_error_is_upper_bound", .boolean(true))) }
        }
        if let band = row.band { members += [("p10", .number(band.p10)), ("p90", .number(band.p90))] }
        if let before = row.beforeUplift { members.append(("before_uplift", .number(before))) }
        if !row.notes.isEmpty { members.append(("notes", .list(row.notes.map(note)))) }
        if !row.rows.isEmpty { members.append(("rows", .list(row.rows.map(self.row)))) }
        return .object(members)
    }

    private static func note(_ note: ExplanationNote) -> JSONValue {
        switch note {
        case .remark(let text): return ["remark": .text(text)]
        case .joining(let year): return ["joining_year": .whole(year)]
        case .formula(let key, let text): return ["key": .text(key), "formula": .text(text)]
        case .word(let name, let text): return ["column": .text(name), "text": .text(text)]
        case .column(let name, let value, let unit):
            return ["column": .text(name), "value": .number(value), "unit": .text(unit)]
        case .assumption(let note):
            let head: JSONValue = [
                "assumption": .text(note.name), "unit": .text(note.unit), "varies_by": .text(note.variesBy),
                "source": .text(note.source), "grade": .text(note.grade), "set_by_option": .boolean(note.isReplaced),
            ]
            return note.values.isEmpty ? head : head.adding(values(note.values))
        }
    }

    private static func values(_ values: [AssumptionNote.Value]) -> JSONValue {
        var byYear: [(key: String, value: JSONValue)] = []
        for value in values {
            switch value {
            case .drawn(let number): return ["value": .number(number)]
            case .overTrials(let mean, let p10, let p90):
                return ["mean": .number(mean), "p10": .number(p10), "p90": .number(p90)]
            case .drawnInYear(let year, let number): byYear.append((String(year), .number(number)))
            }
        }
        return ["by_year": .object(byYear)]
    }
}
