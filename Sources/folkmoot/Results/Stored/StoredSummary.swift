import Analysis
import CouncilModel
import ScenarioFormat

/// A comparison as `summary.json` keeps it, read back: what lays results out again without simulating.
///
/// Figures are those of the file, 12 significant digits. What the scenario says (settings, titles, types of councils) comes
/// from the scenario.
struct StoredSummary {
    let comparison: Comparison

    /// A file that is no summary of this version, or does not fit its scenario; says what is wrong with it.
    struct Problem: Error, CustomStringConvertible {
        let description: String
    }

    /// Reads the bytes of a `summary.json`.
    ///
    /// - Parameters:
    ///   - path: its path, for messages.
    ///   - scenario: what was run, from `inputs/`.
    init(_ bytes: [UInt8], path: String, of scenario: Scenario) throws {
        let (root, issues) = JSONReader.read(bytes, file: path)
        guard let root, issues.isEmpty else {
            throw Problem(description: "\(path) is no JSON: \(issues.first?.description ?? "it is empty")")
        }
        let file = StoredField(Field(root, path: .root), file: path)
        guard (try? file.whole("folkmoot_summary")) == 1 else {
            throw Problem(
                description: "\(path) is no summary that this version can read; run the scenario again")
        }
        let reading = SummaryReading(scenario: scenario, trials: try file.whole("trials"))
        comparison = try reading.comparison(file)
    }
}

/// A value of a stored file that has to be there; what is missing is said with its path.
struct StoredField {
    let field: Field
    let file: String

    init(_ field: Field, file: String) {
        self.field = field
        self.file = file
    }

    private func problem(_ key: String, _ expected: String) -> StoredSummary.Problem {
        let path = field.path.text.isEmpty ? key : "\(field.path.text).\(key)"
        return StoredSummary.Problem(
            description: "\(file) has no \(expected) at \(path); run the scenario again to make it anew")
    }

    /// The value of a key.
    subscript(key: String) -> StoredField {
        get throws {
            guard let value = field[key] else { throw problem(key, "value") }
            return StoredField(value, file: file)
        }
    }

    /// Whether a key is there with another value than null.
    func has(_ key: String) -> Bool {
        guard let value = field[key]?.node.value else { return false }
        return value != .null
    }

    /// A number; null is not a number.
    func number(_ key: String) throws -> Double {
        guard let value = field[key] else { throw problem(key, "number") }
        if case .null = value.node.value { return .nan }
        guard let number = value.number else { throw problem(key, "number") }
        return number
    }

    /// A number that may not exist.
    func optional(_ key: String) throws -> Double? { has(key) ? try number(key) : nil }

    /// A whole number.
    func whole(_ key: String) throws -> Int {
        guard let number = field[key]?.whole else { throw problem(key, "whole number") }
        return number
    }

    /// A whole number that may not exist.
    func optionalWhole(_ key: String) throws -> Int? { has(key) ? try whole(key) : nil }

    /// A text.
    func text(_ key: String) throws -> String {
        guard let text = field[key]?.text else { throw problem(key, "text") }
        return text
    }

    /// Yes or no.
    func boolean(_ key: String) throws -> Bool {
        guard case .boolean(let value)? = field[key]?.node.value else { throw problem(key, "true or false") }
        return value
    }

    /// Items of a list.
    func list(_ key: String) throws -> [StoredField] {
        guard let value = field[key], value.isList else { throw problem(key, "list") }
        return value.items.map { StoredField($0, file: file) }
    }

    /// Numbers of a list; null is not a number.
    func numbers(_ key: String) throws -> [Double] {
        try list(key).map { item in
            if case .null = item.field.node.value { return .nan }
            guard let number = item.field.number else { throw problem(key, "list of numbers") }
            return number
        }
    }

    /// A word that one of the cases stands for.
    func word<Word: RawRepresentable>(_ key: String) throws -> Word where Word.RawValue == String {
        guard let word = Word(rawValue: try text(key)) else { throw problem(key, "known word") }
        return word
    }

    /// An estimate by its key, whose figure has a name of its own.
    func estimate(_ key: String, as name: String = "mean") throws -> Estimate { try self[key].estimate(as: name) }

    /// A figure with its error.
    func estimate(as name: String = "mean") throws -> Estimate {
        Estimate(
            value: try number(name), standardError: try number("standard_error"),
            isUpperBound: has("standard_error_is_upper_bound"))
    }

    /// Texts of a list.
    func texts(_ key: String) throws -> [String] { try list(key).compactMap(\.field.text) }

    /// A text that may not exist.
    func optionalText(_ key: String) throws -> String? { has(key) ? try text(key) : nil }

    /// Which option is ahead: `best` and `next`, `of_all_options` or of those looked at.
    func standing() throws -> Standing {
        let next = has("next") ? try self["next"] : nil
        return Standing(
            best: try text("best"),
            next: try next.map { .init(name: try $0.text("option"), behind: try $0.estimate("behind", as: "value")) },
            isOfAll: has("of_all_options") ? try boolean("of_all_options") : true)
    }
}
