extension Unit {
    /// Reads words joined by `*` and `/` from the left, each with a whole power if need be: `GBP/resident/year`, `m^2`.
    ///
    /// Words are ASCII letters, digits and `_`, not beginning with a digit; `%` and `1` are words too. So `a/b*c` is
    /// `a*c/b`, and there are no parentheses. Throws the first problem from the left, with its offset in this text.
    package init(parsing text: String) throws(FormulaError) {
        var reader = UnitReader(text)
        self = try reader.read()
    }
}

/// Goes through a unit's text from the left.
private struct UnitReader {
    private let scalars: [Unicode.Scalar]
    private var position = 0

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    mutating func read() throws(FormulaError) -> Unit {
        skipBlanks()
        guard current != nil else {
            throw FormulaError(
                offset: 0, problem: "the unit is empty", advice: "write a unit such as GBP/year, or share for none")
        }
        var unit = try readFactor()
        while let sign = current {
            guard sign == "*" || sign == "/" else { throw unexpected("\"*\", \"/\" or \"^\"") }
            position += 1
            skipBlanks()
            let factor = try readFactor()
            unit = sign == "*" ? unit * factor : unit / factor
            guard unit.isWithinLimits else { throw tooLarge(at: position) }
        }
        return unit
    }

    private mutating func readFactor() throws(FormulaError) -> Unit {
        let word = readWord()
        guard !word.isEmpty else { throw unexpected("a word such as GBP or year") }
        skipBlanks()
        var power = 1
        if current == "^" {
            position += 1
            skipBlanks()
            power = try readPower()
            skipBlanks()
        }
        if Unit.dimensionlessWords.contains(word) { return .dimensionless }
        return Unit(factors: [Unit.Factor(word: word, power: Fraction(1, 1))]).raised(to: power)
    }

    private mutating func readWord() -> String {
        if let scalar = current, scalar == "%" || (scalar == "1" && following?.continuesName != true) {
            position += 1
            return String(scalar)
        }
        var word = ""
        while let scalar = current, word.isEmpty ? scalar.beginsName : scalar.continuesName {
            word.unicodeScalars.append(scalar)
            position += 1
        }
        return word
    }

    private mutating func readPower() throws(FormulaError) -> Int {
        let start = position
        var digits = ""
        if current == "-" {
            digits = "-"
            position += 1
        }
        guard current?.isDigit == true else { throw unexpected("a whole number after \"^\"") }
        while let scalar = current, scalar.isDigit {
            digits.unicodeScalars.append(scalar)
            position += 1
        }
        guard let power = Int(digits), abs(power) <= Unit.largestPower else { throw tooLarge(at: start) }
        return power
    }

    private var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }
    private var following: Unicode.Scalar? { position + 1 < scalars.count ? scalars[position + 1] : nil }

    private mutating func skipBlanks() {
        while let scalar = current, scalar.isBlank { position += 1 }
    }

    private func unexpected(_ expected: String) -> FormulaError {
        guard let scalar = current else {
            return FormulaError(offset: position, problem: "the unit ends, expected \(expected)")
        }
        // A whole word is quoted as one, so that "GBP per year" is answered with "per".
        var found = String(scalar)
        var end = position + 1
        while scalar.beginsName, end < scalars.count, scalars[end].continuesName {
            found.unicodeScalars.append(scalars[end])
            end += 1
        }
        return FormulaError(
            offset: position, problem: "found \"\(found)\" in a unit, expected \(expected)",
            advice: "write units from the left, as in GBP/resident/year")
    }

    private func tooLarge(at offset: Int) -> FormulaError {
        FormulaError(offset: offset, problem: "the unit has a power beyond \(Unit.largestPower)")
    }
}
