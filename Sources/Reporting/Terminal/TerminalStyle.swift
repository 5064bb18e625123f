/// Colours and weights of a terminal, or none.
struct TerminalStyle: Sendable {
    /// Whether codes are written; without, every text stays as it is.
    let usesColour: Bool

    /// A heading.
    func strong(_ text: String) -> String { code("1", text) }

    /// A remark.
    func faint(_ text: String) -> String { code("2", text) }

    /// A part of a bar above 0: blue, which colour-blind readers tell from yellow.
    func gain(_ text: String) -> String { code("34", text) }

    /// A part of a bar below 0.
    func loss(_ text: String) -> String { code("33", text) }

    private func code(_ number: String, _ text: String) -> String {
        usesColour && !text.isEmpty ? "\u{1B}[\(number)m\(text)\u{1B}[0m" : text
    }
}
