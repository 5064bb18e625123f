import ArgumentParser

/// An amount on a command line: a number, or one of thousands (k), millions (m) or thousands of millions (bn).
struct AskedAmount {
    /// As written.
    let text: String
    /// In whole units.
    let amount: Double

    /// - Parameter option: name of the option that it is given to, for the message where it is none.
    init(_ text: String, of option: String = "--budget", canBeNegative: Bool = false) throws(ValidationError) {
        let suffixes: [(String, Double)] = [("bn", 1e9), ("m", 1e6), ("k", 1e3), ("", 1)]
        // Every text ends with nothing.
        let (suffix, unit) = suffixes.first { text.hasSuffix($0.0) } ?? ("", 1)
        guard let number = Double(text.dropLast(suffix.count)), (number * unit).isFinite, canBeNegative || number >= 0
        else {
            throw ValidationError(
                "\(option) \(text): expected an amount\(canBeNegative ? "" : " from 0"), such as 20000000, 20m, 350k "
                    + "or 1.5bn.")
        }
        self.text = text
        amount = number * unit
    }
}
