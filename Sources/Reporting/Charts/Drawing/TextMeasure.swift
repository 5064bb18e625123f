/// How wide texts are in the typefaces that drawings ask for, near enough to keep them apart.
enum TextMeasure {
    /// Width in units of the font size, from the widths of Helvetica's letters, rounded up by class.
    static func width(_ text: String, size: Double) -> Double {
        text.unicodeScalars.reduce(0) { $0 + width(of: $1) } * size
    }

    /// Lines of at most a width, broken at spaces; at most `lines`, the last of which then ends in an ellipsis.
    static func wrapped(_ text: String, width: Double, size: Double, lines most: Int = .max) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            for (index, piece) in pieces(of: String(word), width: width, size: size).enumerated() {
                let longer = line.isEmpty ? piece : line + (index == 0 ? " " : "") + piece
                if !line.isEmpty && self.width(longer, size: size) > width {
                    lines.append(line)
                    line = piece
                } else {
                    line = longer
                }
            }
        }
        lines.append(line)
        if lines.count > most {
            lines = Array(lines.prefix(most))
            lines[most - 1] += "…"
        }
        return lines.map { shortened($0, width: width, size: size) }
    }

    /// The text cut to a width, with an ellipsis where something is missing.
    static func shortened(_ text: String, width: Double, size: Double) -> String {
        if self.width(text, size: size) <= width { return text }
        var cut = text.hasSuffix("…") ? String(text.dropLast()) : text
        while cut.count > 1 && self.width(cut + "…", size: size) > width { cut.removeLast() }
        while cut.hasSuffix(" ") { cut.removeLast() }
        return cut + "…"
    }

    /// A word that is too long for a line, such as the name of an assumption, may be broken after underscores.
    private static func pieces(of word: String, width: Double, size: Double) -> [String] {
        if self.width(word, size: size) <= width { return [word] }
        var pieces = [""]
        for letter in word {
            pieces[pieces.count - 1].append(letter)
            if letter == "_" { pieces.append("") }
        }
        return pieces.filter { !$0.isEmpty }
    }

    private static func width(of scalar: Unicode.Scalar) -> Double {
        switch scalar {
        case "i", "j", "l", "I", "'", "|", ".", ",", ":", ";", "!", "f", "t", " ", "/", "(", ")", "[", "]": 0.3
        case "r", "-", "·", "\"": 0.36
        case "m", "w", "M", "W", "%", "@", "—": 0.9
        case "A"..."Z", "&", "…": 0.73
        default: 0.57
        }
    }
}
