import Analysis
import Stochastics

/// Values at which an answer changes, in words, on a terminal and in reports.
enum SwitchingWords {
    /// What is said of assumptions that change nothing.
    static let none = "none within its range"

    /// Where NPSV is positive: "above 5.2 ± 0.3", "from 2 on, not at 1"; "perhaps" where the sign on either side is not
    /// certain.
    static func side(_ crossing: Crossing) -> String {
        guard crossing.below != crossing.above else {
            return (crossing.isClear ? "" : "perhaps ") + (crossing.isRising ? "above " : "below ") + figure(crossing)
        }
        return (crossing.isClear ? "" : "perhaps ")
            + (crossing.isRising
                ? "from \(digits(crossing.above)) on, not at \(digits(crossing.below))"
                : "up to \(digits(crossing.below)), not at \(digits(crossing.above))")
    }

    /// 5.2 ± 0.3, or "between 1 and 2"; "perhaps" where the sign on either side is not certain.
    static func place(_ crossing: Crossing) -> String { (crossing.isClear ? "" : "perhaps ") + figure(crossing) }

    /// The P1, P50 and P99 of an assumption.
    static func range(_ row: Switching.Row) -> String {
        [row.lowest, row.middle, row.highest].map(digits).joined(separator: " · ")
    }

    /// An assumption with its unit.
    static func name(_ row: Switching.Row) -> String { row.assumption + (row.unit.map { " (\($0))" } ?? "") }

    /// A value of an assumption.
    static func digits(_ value: Double) -> String { PlainNumber.digits(value, significant: 3) }

    private static func figure(_ crossing: Crossing) -> String {
        let error = crossing.standardError
        if crossing.below != crossing.above {
            return "between \(digits(crossing.below)) and \(digits(crossing.above))"
        }
        if error > 0, error.isFinite {
            let place = PlainNumber.place(
                of: Estimate(value: crossing.value, standardError: error, isUpperBound: false), significant: 4)
            let figure = DecimalDigits(crossing.value).rounded(toPlace: place)
            return (figure.isNegative ? PlainNumber.minus : "") + figure.fixed(decimals: max(0, -place), groups: true)
                + " ± " + PlainNumber.digits(error, significant: 1)
        }
        return PlainNumber.digits(crossing.value, significant: 6)
    }
}
