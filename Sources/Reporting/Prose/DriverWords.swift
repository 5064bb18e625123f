import Analysis

/// What moves an option's value, in words.
enum DriverWords {
    /// Drivers whose rank correlation differs from 0 by more than two standard errors, at most five.
    static func telling(_ drivers: [Driver]) -> [Driver] {
        Array(drivers.filter { $0.rankCorrelation.magnitude > 2 * $0.standardError }.prefix(5))
    }

    /// How strongly an assumption and NPSV go together.
    static func strength(_ correlation: Double) -> String {
        switch correlation.magnitude {
        case 0.7...: "closely"
        case 0.4...: "clearly"
        case 0.2...: "somewhat"
        default: "slightly"
        }
    }

    /// One driver: which way it works, how strongly, and mean NPSV at its two ends.
    ///
    /// - Parameter name: the assumption's name as it is to be shown.
    static func sentence(_ driver: Driver, name: String, money: Money) -> String {
        let rho = PlainNumber.correlation(driver.rankCorrelation, standardError: driver.standardError)
        let direction = driver.rankCorrelation < 0 ? "lower" : "higher"
        return "A higher \(name) goes \(strength(driver.rankCorrelation)) with a \(direction) value "
            + "(rank correlation \(rho)): mean NPSV is \(money.text(driver.meanInLowestTenth)) in the tenth of trials "
            + "in which it is lowest and \(money.text(driver.meanInHighestTenth)) in that in which it is highest."
    }
}
