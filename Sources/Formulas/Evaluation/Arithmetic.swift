import ElementaryFunctions

/// Rounds half up: ⌊x + ½ + 10⁻⁹⌋, so that what falls short of a half by a rounding error of arithmetic still goes up.
///
/// NaN and infinities are returned as they are.
package func roundedHalfUp(_ x: Double) -> Double {
    // From 2⁵² on every number is whole, and x + ½ would be rounded to an even neighbour.
    abs(x) < 0x1p52 ? (x + 0.5 + 1e-9).rounded(.down) : x
}

/// An operation on one number. NaN in gives NaN out.
enum UnaryOperation {
    case negation, not, abs, sqrt, exp, log, log10, round, floor, ceil, sin, cos

    /// Its result.
    func callAsFunction(_ x: Double) -> Double {
        switch self {
        case .negation: -x
        case .not: Arithmetic.not(x)
        case .abs: Swift.abs(x)
        case .sqrt: x.squareRoot()
        case .exp: Elementary.exp(x)
        case .log: Elementary.log(x)
        case .log10: Elementary.log10(x)
        case .round: roundedHalfUp(x)
        case .floor: x.rounded(.down)
        case .ceil: x.rounded(.up)
        case .sin: Elementary.sin(x)
        case .cos: Elementary.cos(x)
        }
    }
}

/// An operation on two numbers. NaN in gives NaN out, but for a right side that `and` or `or` does not look at.
enum BinaryOperation {
    case or, and, less, lessOrEqual, greater, greaterOrEqual, equal, notEqual
    case plus, minus, times, divide, power, min, max

    /// Its result.
    func callAsFunction(_ a: Double, _ b: Double) -> Double {
        switch self {
        case .or: Arithmetic.or(a, b)
        case .and: Arithmetic.and(a, b)
        case .less: Arithmetic.truth(a < b, of: a, b)
        case .lessOrEqual: Arithmetic.truth(a <= b, of: a, b)
        case .greater: Arithmetic.truth(a > b, of: a, b)
        case .greaterOrEqual: Arithmetic.truth(a >= b, of: a, b)
        case .equal: Arithmetic.truth(a == b, of: a, b)
        case .notEqual: Arithmetic.truth(a != b, of: a, b)
        case .plus: a + b
        case .minus: a - b
        case .times: a * b
        case .divide: a / b
        case .power: Arithmetic.power(a, b)
        case .min: Arithmetic.least(a, b)
        case .max: Arithmetic.greatest(a, b)
        }
    }
}

/// The operations in which IEEE arithmetic or the functions of C would hide a NaN.
enum Arithmetic {
    /// 1 for 0, and 0 for everything else.
    @inline(__always) static func not(_ x: Double) -> Double { x.isNaN ? .nan : (x == 0 ? 1 : 0) }

    /// 1 when one side is true; the right side does not count behind a true one.
    @inline(__always) static func or(_ a: Double, _ b: Double) -> Double {
        a.isNaN ? .nan : (a != 0 ? 1 : truth(b))
    }

    /// 1 when both sides are true; the right side does not count behind a false one.
    @inline(__always) static func and(_ a: Double, _ b: Double) -> Double {
        a.isNaN ? .nan : (a == 0 ? 0 : truth(b))
    }

    /// 1 for everything but 0.
    @inline(__always) static func truth(_ x: Double) -> Double { x.isNaN ? .nan : (x == 0 ? 0 : 1) }

    /// What a comparison of two numbers gives.
    @inline(__always) static func truth(_ holds: Bool, of a: Double, _ b: Double) -> Double {
        a.isNaN || b.isNaN ? .nan : (holds ? 1 : 0)
    }

    /// The smaller number.
    @inline(__always) static func least(_ a: Double, _ b: Double) -> Double {
        a.isNaN || b.isNaN ? .nan : (b < a ? b : a)
    }

    /// The larger number.
    @inline(__always) static func greatest(_ a: Double, _ b: Double) -> Double {
        a.isNaN || b.isNaN ? .nan : (b > a ? b : a)
    }

    /// The power, by multiplication or division for the exponents −1, 2 and 3, and NaN for a NaN on either side, which
    /// C hides in 1^NaN and NaN^0.
    @inline(__always) static func power(_ a: Double, _ b: Double) -> Double {
        if b == 2 { return a * a }
        if b == 3 { return a * a * a }
        if b == -1 { return 1 / a }
        return a.isNaN || b.isNaN ? .nan : Elementary.pow(a, b)
    }

    /// The first number when the condition is true, else the second; the other one does not count.
    @inline(__always) static func select(_ condition: Double, _ a: Double, _ b: Double) -> Double {
        condition.isNaN ? .nan : (condition != 0 ? a : b)
    }
}
