/// A function that formulas can call, but for `if`, which is not one: it evaluates only one of its branches.
package enum Function: String, Sendable, CaseIterable {
    case min, max, abs, sqrt, exp, log, log10, round, floor, ceil, sin, cos, clamp

    /// How many arguments it takes; nil means one or more.
    var argumentCount: Int? {
        switch self {
        case .min, .max: nil
        case .clamp: 3
        default: 1
        }
    }

    /// The conditional, written as a function is.
    static let conditional = "if"
    /// The sum over a year's members, which is no function of numbers.
    static let overMembers = "over_members"
    /// The names that can be called, in alphabetical order.
    static let callableNames = (allCases.map(\.rawValue) + [conditional, overMembers]).sorted()
}
