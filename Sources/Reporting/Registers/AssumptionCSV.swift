import Analysis
import CouncilModel

/// The register of assumptions as CSV.
package enum AssumptionCSV {
    /// One row an assumption, values in their unit and the prices in which they are stated; an empty cell where there is
    /// nothing.
    ///
    /// - Parameter all: whether assumptions that no option uses come after the others.
    package static func text(of register: AssumptionRegister, all: Bool) -> String {
        var text = CSVText(header: [
            "assumption", "unit", "prices", "varies_by", "p10", "p50", "p90", "mean", "grade", "basis", "source",
            "owner",
            "review", "note", "used_by", "overridden_file", "overridden_keys", "original_p10", "original_p50",
            "original_p90", "original_mean", "original_source",
        ])
        for entry in register.used + (all ? register.unused : []) {
            let assumption = entry.assumption
            let numbers = DistributionNumbers(assumption.distribution)
            let original = entry.overridden.map { DistributionNumbers($0.original.distribution) }
            text.append([
                .text(assumption.name), .text(assumption.unit ?? ""), .whole(assumption.prices),
                .text(assumption.variesByText), .number(numbers.p10), .number(numbers.p50), .number(numbers.p90),
                .number(numbers.mean), .text(assumption.grade), .text(assumption.basis), .text(assumption.source),
                .text(assumption.owner), .text(assumption.review), .text(assumption.note),
                .text(entry.uses.map(AssumptionText.place).joined(separator: "; ")),
                .text(entry.overridden?.file ?? ""), .text(entry.overridden?.keys.joined(separator: " ") ?? ""),
                .number(original?.p10), .number(original?.p50), .number(original?.p90), .number(original?.mean),
                .text(entry.overridden?.original.source ?? ""),
            ])
        }
        return text.text
    }
}
