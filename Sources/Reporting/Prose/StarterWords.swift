import Analysis
import CouncilModel

/// What a first scenario says of itself, and what the program says after writing it.
package enum StarterWords {
    /// The remark at the top of the file: which assumptions to replace, in order.
    package static func note(_ worth: Comparison.WorthReplacing, trials: Int) -> String {
        let candidates = worth.candidates
        let first =
            candidates.isEmpty
            ? "No assumption stood out in \(trials) trials. "
            : "Replace first, in this order: \(PlainText.list(candidates.map(\.assumption.name))). They go most with NPSV in "
                + "\(trials) trials of the options below; of like strength, those of weaker evidence come first. The note of "
                + "each says why; write \"distribution\" and \"source\" beside it. "
        let classes =
            worth.classes.isEmpty
            ? ""
            : "\(PlainText.list(worth.classes)) \(worth.classes.count == 1 ? "drives" : "drive") the result too, but "
                + "\(worth.classes.count == 1 ? "is a record" : "are records") of how others' projects went, to be replaced "
                + "by a record of your own and not by an estimate. "
        return "A first draft, to be made your own. " + first + classes
            + "Then see who pays and who joins in the library files, write entries of your own for what is otherwise with "
            + "you, and name what happens anyway as an option under \"reference\"."
    }

    /// The note on one assumption: why it is worth replacing, what it is now, and what the library says of it.
    package static func remark(
        on candidate: ReplacementCandidate, place: Int, of count: Int, trials: Int
    ) -> String {
        let (assumption, driver) = (candidate.assumption, candidate.driver)
        let rho = PlainNumber.correlation(driver.rankCorrelation, standardError: driver.standardError)
        let numbers = DistributionNumbers(assumption.distribution)
        let unit = assumption.unitText.isEmpty ? "" : " \(assumption.unitText)"
        let now = numbers.isFixed ? "Now" : "P10 · P50 · P90 now"
        let said = assumption.note.isEmpty ? "" : " The library says: \(assumption.note)"
        return "Replace first, \(place) of \(count): a higher value goes \(DriverWords.strength(driver)) with a "
            + "\(driver.rankCorrelation < 0 ? "lower" : "higher") NPSV of \(candidate.option) (rank correlation \(rho) in "
            + "\(trials) trials), and rests on \(evidence(assumption.grade)). \(now): \(numbers.percentiles)\(unit)."
            + said
    }

    /// What is printed once the file is there.
    package static func written(
        _ path: String, options: Int, councils: Int, years: Int, baseYear: Int, candidates: [ReplacementCandidate],
        width: Int
    ) -> String {
        func counted(_ count: Int, _ noun: String) -> String {
            "\(PlainNumber.count(count)) \(noun)\(count == 1 ? "" : "s")"
        }
        let first =
            "Written to \(path): \(counted(options, "option")) for \(counted(councils, "council")), "
            + "\(counted(years, "year")) from \(PlainNumber.financialYear(baseYear))."
        let replace = candidates.map { candidate in
            let grade = candidate.assumption.grade
            return "  \(candidate.assumption.name)\(grade.isEmpty ? "" : " (grade \(grade))")"
        }
        let lines =
            AlignedTable.broken(first, width: width)
            + (replace.isEmpty ? [] : ["", "Replace these first, they drive the result:"] + replace) + [
                "", "Next:", "  folkmoot assumptions \(path)", "  folkmoot validate \(path)", "  folkmoot run \(path)",
            ]
        return lines.map { $0 + "\n" }.joined()
    }

    private static func evidence(_ grade: String) -> String {
        switch grade {
        case "A": "an evaluation of the same thing (grade A)"
        case "B": "an evaluation of a close analogue (grade B)"
        case "C": "self-reported outturn or a proxy (grade C)"
        case "D": "a forecast, target or supplier's claim (grade D)"
        case "E": "judgement (grade E)"
        default: "evidence that nobody has graded"
        }
    }
}
