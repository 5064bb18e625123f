import CGSL

/// The library behind quantile functions and numerical methods.
package enum NumericalLibrary {
    /// The version that is linked, such as `2.7.1`.
    package static var version: String { String(cString: cgsl_version()) }
}
