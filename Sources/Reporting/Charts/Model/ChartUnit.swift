/// What the numbers of an axis or a table are.
package enum ChartUnit: Sendable, Hashable {
    /// An amount of money.
    case money(Money)
    /// A share, 1 being the whole.
    case share
    /// A number of things.
    case count
    /// A calendar year in which a financial year begins.
    case financialYear
    /// A correlation.
    case correlation
    /// A number with as many digits as it takes.
    case plain

    /// A number as exact as it is worth writing out: money in whole units, shares to a tenth of a per cent.
    package func text(_ value: Double) -> String {
        guard value.isFinite else { return PlainNumber.none }
        switch self {
        case .money(let money): return money.whole(value)
        case .share: return number(value * 100, decimals: value == 0 || value == 1 ? 0 : 1) + "%"
        case .count: return number(value, decimals: value == value.rounded() ? 0 : 1)
        case .financialYear: return PlainNumber.financialYear(Int(value))
        case .correlation: return PlainNumber.correlation(value, standardError: 0)
        case .plain: return PlainNumber.digits(value, significant: 3)
        }
    }

    /// The text of a tick, given what lies between two ticks.
    func tick(_ value: Double, step: Double) -> String {
        let digits = DecimalDigits(step)
        let place = digits.exponent - max(0, digits.digits.count - 1)
        switch self {
        case .money(let money): return money.text(value, place: place)
        case .share: return number(value * 100, decimals: max(0, -place - 2)) + "%"
        case .financialYear: return PlainNumber.financialYear(Int(value))
        case .count, .correlation, .plain: return number(value, decimals: max(0, -place))
        }
    }

    /// Whether ticks stand at whole numbers only.
    var isWhole: Bool { self == .financialYear || self == .count }

    private func number(_ value: Double, decimals: Int) -> String {
        // Of the digits that data files keep, so that figures read back from them give the same text.
        let digits = DecimalDigits(value).rounded(toSignificant: DataNumber.significantDigits)
            .rounded(toPlace: -decimals)
        return (digits.isNegative ? PlainNumber.minus : "") + digits.fixed(decimals: decimals, groups: true)
    }
}
