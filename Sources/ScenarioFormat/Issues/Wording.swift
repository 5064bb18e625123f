import Formulas

/// What to do about a name that is not known: the nearest known one, or all of them when they are few.
func suggestion(for name: String, among known: [String]) -> String {
    if let nearest = nearestName(to: name, among: known) { return "; did you mean \(quoted(nearest))?" }
    if known.isEmpty { return "" }
    let sorted = known.sorted()
    if sorted.count <= 12 { return "; expected \(alternatives(sorted.map(quoted)))" }
    return "; there are \(sorted.count), among them \(sorted.prefix(3).map(quoted).joined(separator: ", "))"
}

/// A text in double quotes, shortened when it is long.
func quoted(_ text: String) -> String {
    let shown = text.count > 60 ? String(text.prefix(57)) + "…" : text
    return "\"" + shown.replacing("\n", with: "\\n") + "\""
}

/// `a, b or c`.
func alternatives(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
}

/// `a, b and c`.
func enumeration(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
}

/// A number in a message, whole ones without `.0`.
func plain(_ number: Double) -> String {
    let text = number.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

/// A count with its noun: `1 councils` never.
func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
}
