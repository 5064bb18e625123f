import Analysis
import CouncilModel

/// The register of assumptions as JSON.
package enum AssumptionRegisterJSON {
    /// What the CSV has, counts by grade, and bare numbers in lines.
    ///
    /// - Parameter all: whether assumptions that no option uses come after the others.
    package static func text(of register: AssumptionRegister, all: Bool) -> String {
        let counts = AssumptionRegister.counts(of: register.used).map { grade, count in
            (key: grade.isEmpty ? "none" : grade, value: JSONValue.whole(count))
        }
        let value: JSONValue = [
            "folkmoot_assumptions": .whole(1), "title": .text(register.title), "by_grade": .object(counts),
            "without_source": .texts(register.withoutSource.map(\.assumption.name)),
            "numbers_without_name": .list(
                register.unnamed.map { figure in
                    ["lever": .text(figure.lever), "line": .text(figure.line), "value": .number(figure.value)]
                }),
            "unused": .whole(register.unused.count),
            "assumptions": .list((register.used + (all ? register.unused : [])).map(entry)),
        ]
        return value.jsonText
    }

    private static func entry(_ entry: AssumptionRegister.Entry) -> JSONValue {
        let overridden = entry.overridden.map { overridden -> JSONValue in
            [
                "file": .text(overridden.file), "keys": .texts(overridden.keys),
                "original": AssumptionJSON.object(of: overridden.original),
            ]
        }
        let uses = entry.uses.map { use -> JSONValue in
            [
                "lever": .text(use.lever.isEmpty ? nil : use.lever), "line": .text(use.line.isEmpty ? nil : use.line),
            ]
        }
        return AssumptionJSON.object(of: entry.assumption).adding([
            "used_by": .list(uses), "overridden": overridden ?? .null,
        ])
    }
}
