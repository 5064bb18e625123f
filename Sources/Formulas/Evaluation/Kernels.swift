import ElementaryFunctions

/// One input of a vector operation: the same number for all trials, or one for each.
struct Lane {
    /// The number for all trials; without meaning when there is a vector.
    let scalar: Double
    /// The numbers for each trial, if they differ.
    let vector: UnsafePointer<Double>?
}

/// The operations over many trials, each the scalar operation of the same name element by element.
///
/// The output may be one of the inputs.
enum Kernels {
    /// An operation on one vector.
    static func apply(
        _ operation: UnaryOperation, _ a: UnsafePointer<Double>, into out: UnsafeMutablePointer<Double>, count: Int
    ) {
        switch operation {
        case .negation: map(a, out, count) { -$0 }
        case .not: map(a, out, count) { Arithmetic.not($0) }
        case .abs: map(a, out, count) { Swift.abs($0) }
        case .sqrt: map(a, out, count) { $0.squareRoot() }
        case .exp: Elementary.exp(a, into: out, count: count)
        case .log: Elementary.log(a, into: out, count: count)
        case .log10: map(a, out, count) { Elementary.log10($0) }
        case .round: map(a, out, count) { roundedHalfUp($0) }
        case .floor: map(a, out, count) { $0.rounded(.down) }
        case .ceil: map(a, out, count) { $0.rounded(.up) }
        case .sin: map(a, out, count) { Elementary.sin($0) }
        case .cos: map(a, out, count) { Elementary.cos($0) }
        }
    }

    /// An operation on two inputs, at least one of which is a vector.
    static func apply(
        _ operation: BinaryOperation, _ a: Lane, _ b: Lane, into out: UnsafeMutablePointer<Double>, count: Int
    ) {
        switch operation {
        case .or: map(a, b, out, count) { Arithmetic.or($0, $1) }
        case .and: map(a, b, out, count) { Arithmetic.and($0, $1) }
        case .less: map(a, b, out, count) { Arithmetic.truth($0 < $1, of: $0, $1) }
        case .lessOrEqual: map(a, b, out, count) { Arithmetic.truth($0 <= $1, of: $0, $1) }
        case .greater: map(a, b, out, count) { Arithmetic.truth($0 > $1, of: $0, $1) }
        case .greaterOrEqual: map(a, b, out, count) { Arithmetic.truth($0 >= $1, of: $0, $1) }
        case .equal: map(a, b, out, count) { Arithmetic.truth($0 == $1, of: $0, $1) }
        case .notEqual: map(a, b, out, count) { Arithmetic.truth($0 != $1, of: $0, $1) }
        case .plus: map(a, b, out, count) { $0 + $1 }
        case .minus: map(a, b, out, count) { $0 - $1 }
        case .times: map(a, b, out, count) { $0 * $1 }
        case .divide: map(a, b, out, count) { $0 / $1 }
        case .power: map(a, b, out, count) { Arithmetic.power($0, $1) }
        case .min: map(a, b, out, count) { Arithmetic.least($0, $1) }
        case .max: map(a, b, out, count) { Arithmetic.greatest($0, $1) }
        }
    }

    /// Takes each element from `a` where the condition holds, else from `b`.
    static func select(
        _ condition: UnsafePointer<Double>, _ a: Lane, _ b: Lane, into out: UnsafeMutablePointer<Double>, count: Int
    ) {
        for i in 0..<count {
            out[i] = Arithmetic.select(condition[i], a.vector?[i] ?? a.scalar, b.vector?[i] ?? b.scalar)
        }
    }

    @inline(__always)
    private static func map(
        _ a: UnsafePointer<Double>, _ out: UnsafeMutablePointer<Double>, _ count: Int, _ operation: (Double) -> Double
    ) {
        for i in 0..<count { out[i] = operation(a[i]) }
    }

    @inline(__always)
    private static func map(
        _ a: Lane, _ b: Lane, _ out: UnsafeMutablePointer<Double>, _ count: Int, _ operation: (Double, Double) -> Double
    ) {
        if let x = a.vector {
            if let y = b.vector {
                for i in 0..<count { out[i] = operation(x[i], y[i]) }
            } else {
                let y = b.scalar
                for i in 0..<count { out[i] = operation(x[i], y) }
            }
        } else if let y = b.vector {
            let x = a.scalar
            for i in 0..<count { out[i] = operation(x, y[i]) }
        } else {
            preconditionFailure("operations on two scalars stay scalar")
        }
    }
}
