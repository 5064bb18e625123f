/// A unit of measurement: words with powers, as in `GBP/resident/year`.
///
/// `share`, `%`, `council` and `1` are words for having none. Powers are fractions, because a square root halves them.
package struct Unit: Hashable, Sendable, CustomStringConvertible {
    /// A word and its power, which is not 0.
    struct Factor: Hashable, Sendable {
        /// The word.
        let word: String
        /// Its power.
        let power: Fraction
    }

    /// In the order of their words, each word once, so that equal units are equal values.
    let factors: [Factor]

    /// No unit: a share, a count, a yes or no.
    package static let dimensionless = Unit(factors: [])
    /// The words that say that there is no unit.
    package static let dimensionlessWords: Set<String> = ["share", "%", "council", "1"]

    /// Whether it is no unit.
    package var isDimensionless: Bool { factors.isEmpty }

    /// Both units' powers added.
    package static func * (a: Unit, b: Unit) -> Unit {
        var product: [Factor] = []
        var (i, j) = (0, 0)
        while i < a.factors.count || j < b.factors.count {
            if j == b.factors.count || (i < a.factors.count && a.factors[i].word < b.factors[j].word) {
                product.append(a.factors[i])
                i += 1
            } else if i == a.factors.count || b.factors[j].word < a.factors[i].word {
                product.append(b.factors[j])
                j += 1
            } else {
                let power = a.factors[i].power + b.factors[j].power
                if !power.isZero { product.append(Factor(word: a.factors[i].word, power: power)) }
                i += 1
                j += 1
            }
        }
        return Unit(factors: product)
    }

    /// The first unit's powers less the second's.
    package static func / (a: Unit, b: Unit) -> Unit { a * b.raised(to: -1) }

    /// The power of a word in it: 0 where it is not there, nil where the power is no whole number.
    package func power(of word: String) -> Int? {
        guard let power = factors.first(where: { $0.word == word })?.power else { return 0 }
        return power.denominator == 1 ? power.numerator : nil
    }

    /// Every power multiplied by a whole number.
    package func raised(to power: Int) -> Unit { raised(to: Fraction(power, 1)) }

    /// Every power halved.
    package func squareRoot() -> Unit { raised(to: Fraction(1, 2)) }

    private func raised(to power: Fraction) -> Unit {
        if power.isZero { return .dimensionless }
        return Unit(factors: factors.map { Factor(word: $0.word, power: $0.power * power) })
    }

    /// As it is written in a scenario, in the order of words, what is multiplied before what divides: `FTE*day/year`;
    /// `1` for none. A power that is no whole number stands in parentheses: `GBP^(1/2)`.
    package var description: String {
        if factors.isEmpty { return "1" }
        let multiplied = factors.filter { $0.power.numerator > 0 }.map { $0.word + $0.power.suffix }
        let divided = factors.filter { $0.power.numerator < 0 }.map { "/" + $0.word + $0.power.negated.suffix }
        return (multiplied.isEmpty ? "1" : multiplied.joined(separator: "*")) + divided.joined()
    }

    /// Whether no power is beyond ±`largestPower` or split finer than that; what unit checking refuses to go beyond, so
    /// that products and powers of units within it never overflow.
    var isWithinLimits: Bool {
        factors.allSatisfy { abs($0.power.numerator) <= Self.largestPower && $0.power.denominator <= Self.largestPower }
    }

    /// The largest power that a unit may have.
    static let largestPower = 1_000
}

/// A fraction in lowest terms, with a positive denominator.
struct Fraction: Hashable, Sendable {
    /// Positive, negative or 0.
    let numerator: Int
    /// Positive.
    let denominator: Int

    /// The fraction in lowest terms.
    init(_ numerator: Int, _ denominator: Int) {
        precondition(denominator > 0, "a fraction's denominator is positive")
        var (a, b) = (abs(numerator), denominator)
        while b != 0 { (a, b) = (b, a % b) }
        self.numerator = numerator / a
        self.denominator = denominator / a
    }

    /// The sum.
    static func + (a: Fraction, b: Fraction) -> Fraction {
        Fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
    }

    /// The product.
    static func * (a: Fraction, b: Fraction) -> Fraction {
        Fraction(a.numerator * b.numerator, a.denominator * b.denominator)
    }

    /// Whether it is 0.
    var isZero: Bool { numerator == 0 }
    /// The same with the other sign.
    var negated: Fraction { Fraction(-numerator, denominator) }

    /// How it is written behind a word; nothing for 1.
    fileprivate var suffix: String {
        if denominator != 1 { return "^(\(numerator)/\(denominator))" }
        return numerator == 1 ? "" : "^\(numerator)"
    }
}
