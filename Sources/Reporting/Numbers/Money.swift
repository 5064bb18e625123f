import Analysis

/// Amounts of one currency as people read them: £1.2m, £340k, −£1.2m.
package struct Money: Sendable, Hashable {
    /// What stands before the figure: a symbol, or the code and a space.
    package let symbol: String

    /// - Parameter currency: ISO code; GBP, EUR and USD have symbols, others stand as they are.
    package init(currency: String) {
        symbol =
            switch currency {
            case "GBP": "£"
            case "EUR": "€"
            case "USD": "$"
            default: currency + " "
            }
    }

    /// An amount with that many significant digits, in whole units below a thousand; a dash for what is not finite.
    package func text(_ value: Double, significant: Int = 2) -> String {
        guard value.isFinite else { return PlainNumber.none }
        let number = DecimalDigits(value).rounded(toSignificant: significant)
        return text(value, place: number.exponent - significant + 1)
    }

    /// An amount as a multiple of 10^place, in thousands (k), millions (m) or thousands of millions (bn).
    package func text(_ value: Double, place: Int) -> String {
        guard value.isFinite else { return PlainNumber.none }
        return text(DecimalDigits(value).rounded(toPlace: max(place, 0)), place: place)
    }

    /// An amount that is no less: rounded away from 0 to that many significant digits, in whole units below a thousand.
    private func textOfMost(_ value: Double, significant: Int) -> String {
        let most = DecimalDigits(value.rounded(.up)).roundedUp(toSignificant: significant)
        return text(most, place: most.exponent - significant + 1)
    }

    private func text(_ number: DecimalDigits, place: Int) -> String {
        let (scale, word) =
            switch number.exponent {
            case ..<3: (0, "")
            case ..<6: (3, "k")
            case ..<9: (6, "m")
            default: (9, "bn")
            }
        let figure = number.fixed(scale: scale, decimals: max(0, scale - max(place, 0)), groups: true)
        return (number.isNegative ? PlainNumber.minus : "") + symbol + figure + word
    }

    /// An estimate without its error, but no more precise than that warrants, nor than `significant` digits.
    package func text(_ estimate: Estimate, significant: Int = 3) -> String {
        text(estimate.value, place: PlainNumber.place(of: estimate, significant: significant))
    }

    /// An estimate with its standard error to one digit: £12.35m ± £40k; "at most", and never rounded down, where the error
    /// is an upper bound.
    ///
    /// An error of 0 is left out: the figure is then the same in every trial.
    package func textWithError(_ estimate: Estimate) -> String {
        guard estimate.standardError.isFinite, estimate.standardError > 0 else { return text(estimate) }
        let figure = text(estimate, significant: 4)
        if estimate.isUpperBound { return "\(figure) ± at most " + textOfMost(estimate.standardError, significant: 1) }
        return "\(figure) ± "
            + (estimate.standardError < 0.5 ? "less than \(symbol)1" : text(estimate.standardError, significant: 1))
    }

    /// Two amounts with "to" between them, as a dash would look like a minus.
    package func range(_ low: Double, _ high: Double) -> String {
        "\(text(low)) to \(text(high))"
    }
}
