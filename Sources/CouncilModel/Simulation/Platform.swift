import Glibc

/// The platform's elementary functions, named in one place because their last bit may differ between processors.
enum Platform {
    /// Natural logarithm.
    static func logarithm(_ value: Double) -> Double { log(value) }
}
