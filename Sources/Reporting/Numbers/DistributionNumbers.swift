import CouncilModel
import Stochastics

/// A distribution in few numbers, as people and programs read them.
struct DistributionNumbers {
    /// Percentiles, and the mean where there is one.
    let p10, p50, p90: Double
    let mean: Double?
    /// Whether there is one value only.
    let isFixed: Bool

    init(_ distribution: Distribution) {
        let quantile = distribution.quantileFunction()
        (p10, p50, p90) = (quantile(0.1), quantile(0.5), quantile(0.9))
        mean = distribution.mean
        isFixed = distribution.lowest == distribution.highest
    }

    /// `P10 · P50 · P90` in three significant digits each; one number where nothing is spread.
    var percentiles: String {
        isFixed ? PlainNumber.short(p50) : [p10, p50, p90].map(PlainNumber.short).joined(separator: " · ")
    }

    /// The mean in three significant digits; a dash where there is none.
    var meanText: String { mean.map(PlainNumber.short) ?? PlainNumber.none }
}

extension PlainNumber {
    /// A number of three significant digits; from ten thousand in thousands (k), millions (m) or thousands of millions
    /// (bn).
    static func short(_ value: Double) -> String {
        guard value.isFinite else { return none }
        let number = DecimalDigits(value).rounded(toSignificant: 3)
        let (scale, word) =
            switch number.exponent {
            case ..<4: (0, "")
            case ..<6: (3, "k")
            case ..<9: (6, "m")
            default: (9, "bn")
            }
        let decimals = max(0, number.digits.count - 1 - number.exponent + scale)
        return (number.isNegative ? minus : "") + number.fixed(scale: scale, decimals: decimals, groups: true) + word
    }
}

extension Assumption {
    /// Its unit, with the year of its prices: `GBP/resident/year (2024 prices)`; empty where it has none.
    var unitText: String { (unit ?? "") + (prices.map { " (\($0) prices)" } ?? "") }

    /// What one draw holds for, as the format has it: `trial`, `council`, `council and year`, or a column.
    var variesByText: String {
        switch variesBy {
        case .trial: "trial"
        case .council: "council"
        case .year: "year"
        case .councilAndYear: "council and year"
        case .column(let name): name
        }
    }
}
