/// A run that cannot go on, because a value that is needed is not a number: an empty cell, a division by zero, a
/// logarithm of a negative number.
package struct CouncilModelError: Error, Hashable, CustomStringConvertible {
    /// What was being worked out: `line "Onboarding" of lever platform`.
    package let place: String
    /// Code of the council; nil where the value is the same for all.
    package let council: String?
    /// Calendar year; nil where the value is the same in all.
    package let year: Int?
    /// Number of the trial, from 0; nil in the central case.
    package let trial: Int?
    /// Why, in words.
    package let reason: String?

    /// One sentence with everything in it.
    package var description: String {
        var text = place
        if let council { text += ", council \(council)" }
        if let year { text += ", year \(year)" }
        text += trial.map { ", trial \($0)" } ?? ", central case"
        return text + ": the value is not a finite number" + (reason.map { " (\($0))" } ?? "")
    }
}
