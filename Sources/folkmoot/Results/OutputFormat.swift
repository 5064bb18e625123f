import ArgumentParser

/// A kind of file that a run can write beside its manifest and inputs.
enum OutputFormat: String, CaseIterable {
    /// `summary.md`.
    case markdown = "md"
    /// `report.html`.
    case html
    /// `summary.json` and `central.json`.
    case json
    /// The tidy tables.
    case csv
    /// `workbook.xlsx`.
    case workbook = "xlsx"

    /// Whether a file is of this kind.
    func covers(_ file: String) -> Bool { file.hasSuffix("." + rawValue) }

    /// The kinds that are laid out for people, from the figures of the others.
    static let reports: [OutputFormat] = [.markdown, .html, .workbook]

    /// The kinds that a text names, divided by commas.
    static func list(
        _ text: String, among known: [OutputFormat] = allCases
    ) throws(ValidationError) -> [OutputFormat] {
        var formats: [OutputFormat] = []
        for word in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let format = OutputFormat(rawValue: String(word)), known.contains(format) else {
                let known = known.map(\.rawValue).joined(separator: ", ")
                throw ValidationError(
                    "--format \(text): \"\(word)\" is no format; expected some of \(known), divided by commas.")
            }
            if !formats.contains(format) { formats.append(format) }
        }
        return formats
    }
}
