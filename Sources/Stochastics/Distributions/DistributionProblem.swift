/// Something wrong with the parameters of a distribution.
package struct DistributionProblem: Error, Equatable {
    /// Keys and indices from the distribution's JSON value to the place of the problem, such as
    /// `["mixture", "1", "distribution", "pert"]`, or `["max"]` for the bound beside a distribution.
    package let path: [String]
    /// What was found, such as "min 900000 is above mode 700000".
    package let problem: String
    /// What to do, such as "order them [min, mode, max]".
    package let advice: String

    /// Of its parts, which the properties of these names explain.
    package init(path: [String], problem: String, advice: String) {
        self.path = path
        self.problem = problem
        self.advice = advice
    }
}

extension Double {
    /// The number as a message shows it: the shortest decimal that reads back the same, whole numbers without ".0".
    var inWords: String {
        let text = description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// The number to about four significant digits, for advice in which more would not help.
    var rounded: String {
        guard self != 0, isFinite else { return inWords }
        var unit = 1.0
        while abs(self) / unit >= 10_000 { unit *= 10 }
        if unit > 1 { return ((self / unit).rounded() * unit).inWords }
        var parts = 1.0
        while abs(self) * parts < 1000, parts < 1e12 { parts *= 10 }
        return ((self * parts).rounded() / parts).inWords
    }
}
