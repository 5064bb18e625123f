import Glibc

/// Functions of the platform's C library.
enum Platform {
    /// The natural logarithm.
    static func logarithm(_ x: Double) -> Double { log(x) }

    /// The exponential function.
    static func exponential(_ x: Double) -> Double { exp(x) }
}
