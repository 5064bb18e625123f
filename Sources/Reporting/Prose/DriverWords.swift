import Analysis

/// What moves an option's value, in words.
enum DriverWords {
    /// How many drivers are told, of the only option, and of each of two.
    static let (most, mostOfTwo) = (5, 2)

    /// What is said where an option has none.
    static let none =
        "No trial-level assumption has a rank correlation with NPSV of more than \(Driver.leastStandardErrors) standard "
        + "errors."

    /// How strongly an assumption and NPSV go together.
    static func strength(_ driver: Driver) -> String {
        switch driver.strength {
        case .close: "closely"
        case .clear: "clearly"
        case .some: "somewhat"
        case .slight: "slightly"
        }
    }

    /// One driver: which way it works, how strongly, and mean NPSV at its two ends.
    ///
    /// An assumption that the option does not read is said to work through those that it is correlated with.
    ///
    /// - Parameter shown: how the name of an assumption is to be shown.
    static func sentence(_ driver: Driver, money: Money, name shown: (String) -> String) -> String {
        let rho = PlainNumber.correlation(driver.rankCorrelation, standardError: driver.standardError)
        let direction = driver.rankCorrelation < 0 ? "lower" : "higher"
        let through = PlainText.list(driver.through.map(shown), limit: 3)
        let path = driver.through.isEmpty ? "" : " through its correlation with \(through)"
        return "A higher \(shown(driver.assumption)) goes \(strength(driver)) with a \(direction) "
            + "value\(path) (rank correlation \(rho)): mean NPSV is \(money.text(driver.meanInLowestTenth)) in the tenth "
            + "of trials with the lowest, \(money.text(driver.meanInHighestTenth)) in that with the highest."
    }
}
