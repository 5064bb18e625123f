/// What is wrong with a formula or a unit that somebody wrote.
///
/// The three parts are written to be put behind the place of the formula in its file:
/// `…: found ")", expected a number, a name, a function or "("; add what is missing`.
package struct FormulaError: Error, Equatable, Sendable {
    /// Where it is: the number of Unicode scalars before it in the text that was read, from 0 to the text's length.
    package let offset: Int
    /// What was found, and what was expected.
    package let problem: String
    /// What to do about it; empty when `problem` says it all.
    package let advice: String

    /// An error at a place of the text.
    package init(offset: Int, problem: String, advice: String = "") {
        self.offset = offset
        self.problem = problem
        self.advice = advice
    }

    /// The same error in a text that holds the one that was read from `start` on.
    func moved(by start: Int) -> FormulaError {
        FormulaError(offset: offset + start, problem: problem, advice: advice)
    }
}
