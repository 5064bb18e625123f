/// What a name stands for during one evaluation.
package enum Operand {
    /// One number for all trials; NaN counts as missing.
    case scalar(Double)
    /// A number for each trial of the evaluation; NaN counts as missing.
    case vector(UnsafePointer<Double>)
    /// The cell of a text column; empty when it is.
    case text(String)
    /// An empty cell of a column of numbers or of text.
    case missing
}

/// The result of one evaluation.
package enum Value {
    /// One number for all trials.
    case scalar(Double)
    /// A number for each trial, valid until the next evaluation in the same workspace and no longer than the workspace,
    /// which has to be kept in a variable. It may be an operand itself.
    case vector(UnsafePointer<Double>)

    /// The number of the trial at index `i`, which has to be below the count that was evaluated.
    package subscript(i: Int) -> Double {
        switch self {
        case .scalar(let value): value
        case .vector(let values): values[i]
        }
    }
}
