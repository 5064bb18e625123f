import Analysis
import CouncilModel

/// The register of assumptions as a terminal shows it.
package enum AssumptionText {
    /// Counts by grade; then one row an assumption, with its source, who answers for it, what rests on it, and what
    /// another file said; then what has no source at all.
    ///
    /// - Parameter all: whether assumptions that no option uses come after the others.
    package static func text(of register: AssumptionRegister, all: Bool, width: Int, usesColour: Bool) -> String {
        let style = TerminalStyle(usesColour: usesColour)
        func broken(_ text: String) -> [String] { AlignedTable.broken(text, width: width) }
        var lines = broken(register.title).map(style.strong) + broken(count(of: register)) + [""]
        lines += table(of: register.used).lines(width: width, style: style)
        if all, !register.unused.isEmpty {
            lines += ["", style.strong("Used by no option")]
            lines += table(of: register.unused).lines(width: width, style: style)
        } else if !register.unused.isEmpty {
            lines += [""] + broken("\(unused(register)) by no option; --all lists them too.").map(style.faint)
        }
        let missing = missing(in: register)
        if !missing.isEmpty { lines += [""] + missing.flatMap(broken) }
        lines += [""] + broken(notes).map(style.faint)
        return lines.map { $0 + "\n" }.joined()
    }

    /// What has no source, a sentence each kind; empty where everything has one.
    package static func missing(in register: AssumptionRegister) -> [String] {
        var sentences: [String] = []
        let names = register.withoutSource.map(\.assumption.name)
        if !names.isEmpty {
            sentences.append(
                "Without a source: \(PlainText.list(names)); add \"source\" to each, or write \"assumption\" there and whose "
                    + "judgement it is.")
        }
        if !register.unnamed.isEmpty {
            let figures = register.unnamed.map { "\(PlainNumber.sixDigits($0.value)) in \($0.lever): \($0.line)" }
            sentences.append(
                "Numbers without a name, and so without a source: \(PlainText.list(figures)); name them under "
                    + "\"assumptions\".")
        }
        return sentences
    }

    /// The place of a use: `platform: Build`, `platform: joining`, or `budgets`.
    static func place(_ use: AssumptionRegister.Use) -> String {
        if use.lever.isEmpty { return "budgets" }
        return "\(use.lever): \(use.line.isEmpty ? "joining" : use.line)"
    }

    private static let notes =
        "Values are in their unit and the prices in which they are stated. One draw holds for the whole trial unless it is "
        + "said to be drawn anew. Grades go from evaluation (A) to judgement (E). k is thousand, m million."

    private static func unused(_ register: AssumptionRegister) -> String {
        let count = register.unused.count
        return count == 1 ? "1 more is used" : "\(PlainNumber.count(count)) more are used"
    }

    private static func count(of register: AssumptionRegister) -> String {
        let graded = AssumptionRegister.counts(of: register.used).filter { $0.count > 0 }.map { grade, count in
            "\(count) \(grade.isEmpty ? "without a grade" : "of grade \(grade)")"
        }
        let count = register.used.count
        return "\(PlainNumber.count(count)) \(count == 1 ? "assumption" : "assumptions")"
            + (graded.isEmpty ? "." : ": \(PlainText.list(graded)).")
    }

    private static func table(of entries: [AssumptionRegister.Entry]) -> AlignedTable {
        AlignedTable(
            columns: [
                .init(heading: "Assumption", narrowest: 20), .init(heading: "P10 · P50 · P90", isTrailing: true),
                .init(heading: "Mean", isTrailing: true), .init(heading: "Unit", narrowest: 13),
                .init(heading: "Grade"),
            ],
            rows: entries.map { entry in
                let assumption = entry.assumption
                let numbers = DistributionNumbers(assumption.distribution)
                return AlignedTable.Row(
                    cells: [
                        assumption.name, numbers.percentiles, numbers.meanText, assumption.unitText,
                        assumption.grade.isEmpty ? PlainNumber.none : assumption.grade,
                    ], below: below(entry))
            })
    }

    private static func below(_ entry: AssumptionRegister.Entry) -> [String] {
        let assumption = entry.assumption
        let basis = assumption.basis.isEmpty ? "" : " [\(assumption.basis.replacing("_", with: " "))]"
        let drawing = assumption.variesBy == .trial ? [] : ["Drawn anew for each \(assumption.variesByText)."]
        let answering = [
            assumption.owner.isEmpty ? "" : "Owner: \(assumption.owner)",
            assumption.review.isEmpty ? "" : "review: \(assumption.review)",
        ].filter { !$0.isEmpty }.joined(separator: ", ")
        return [entry.hasSource ? assumption.source + basis : "No source" + basis]
            + drawing + (answering.isEmpty ? [] : [PlainText.capitalised(answering) + "."])
            + (entry.overridden.map { [overriding($0)] } ?? [])
            + (entry.uses.isEmpty ? [] : ["Used by \(places(of: entry.uses))."])
    }

    /// Places by lever: `platform (Build · Moving · joining) and budgets`; names of lines have commas of their own.
    private static func places(of uses: [AssumptionRegister.Use]) -> String {
        var levers: [(lever: String, places: [String])] = []
        for use in uses {
            let place = use.line.isEmpty ? "joining" : use.line
            if let last = levers.last, last.lever == use.lever {
                levers[levers.count - 1].places.append(place)
            } else {
                levers.append((use.lever, [place]))
            }
        }
        return PlainText.list(
            levers.map { $0.lever.isEmpty ? "budgets" : "\($0.lever) (\($0.places.joined(separator: " · ")))" })
    }

    private static func overriding(_ overridden: OverriddenAssumption) -> String {
        let original = overridden.original
        let numbers = DistributionNumbers(original.distribution)
        let unit = original.unitText.isEmpty ? "" : " \(original.unitText)"
        let kept =
            overridden.keepsSource
            ? "; the source is still that of the value before: say where the new one is from" : ""
        return
            "Overrides \(overridden.file) in \(PlainText.list(overridden.keys)); there \(numbers.percentiles)\(unit)\(kept)."
    }
}
