import Analysis
import CouncilModel
import Stochastics

extension ReportPage {
    /// What the options are for, and the scenario's remark.
    var purpose: String {
        let setting = comparison.setting
        if setting.objectives.isEmpty && setting.note.isEmpty { return "" }
        let items = setting.objectives.map { "<li>\(MarkupText.prose($0))</li>\n" }.joined()
        return section(
            "purpose", "What the options are for",
            (items.isEmpty ? "" : "<ul>\n\(items)</ul>\n") + paragraph(setting.note))
    }

    /// Effects that no figure holds.
    var unmonetised: String {
        let effects = comparison.setting.unmonetised
        if effects.isEmpty { return "" }
        let table = HTMLTable(
            caption: "Effects without a figure",
            header: ["Effect", "Direction", "On whom", "Importance", "Grade", "Source"],
            rows: effects.map { effect in
                [effect.name, effect.direction, effect.who, effect.importance, effect.grade, effect.source]
                    .map { .text(PlainText.oneLine($0)) }
            }, classes: "cards words")
        return section(
            "unmonetised", "What has no figure",
            paragraph(
                "These effects are in no figure of this page. A choice between options that lie close rests on them.")
                + table.html)
    }

    /// The register of assumptions.
    var assumptions: String {
        let all = comparison.setting.assumptions
        if all.isEmpty { return "" }
        let grades = ["A", "B", "C", "D", "E", ""].compactMap { grade -> String? in
            let count = all.count { $0.grade == grade }
            return count == 0
                ? nil : "\(PlainNumber.count(count)) \(grade.isEmpty ? "without a grade" : "of grade \(grade)")"
        }
        let table = HTMLTable(
            caption: "Register of assumptions",
            header: ["Assumption", "P10 · P50 · P90", "Unit", "Differs by", "Grade", "Source"],
            rows: all.map { assumption in
                [
                    assumption.name, Self.figures(of: assumption), assumption.unit ?? "", Self.variation(assumption),
                    assumption.grade, Self.source(of: assumption),
                ].map { .text(PlainText.oneLine($0)) }
            }, classes: "cards words find")
        return section(
            "assumptions", "What is assumed",
            paragraph(
                "\(PlainNumber.count(all.count)) \(all.count == 1 ? "assumption" : "assumptions"): "
                    + "\(PlainText.list(grades)). Grades run from A (independent evaluation) to E (judgement). "
                    + "Figures are as stated, in prices of the year given with the "
                    + "source."
            )
                + "<details class=\"register\" open><summary>The register of "
                + "assumptions</summary>\n\(table.html)</details>\n"
        )
    }

    /// The percentiles of an assumption; one figure where they are the same.
    private static func figures(of assumption: Assumption) -> String {
        let values = [0.1, 0.5, 0.9].map { assumption.distribution.quantile($0) }
        let texts = values.map { PlainNumber.digits($0, significant: 3) }
        return values[0] == values[2] ? texts[0] : texts.joined(separator: " · ")
    }

    private static func variation(_ assumption: Assumption) -> String {
        switch assumption.variesBy {
        case .trial: "trial"
        case .council: "council"
        case .year: "year"
        case .column(let name): name
        case .councilAndYear: "council and year"
        }
    }

    private static func source(of assumption: Assumption) -> String {
        var parts = [assumption.source.allSatisfy(\.isWhitespace) ? "no source given" : assumption.source]
        if !assumption.basis.isEmpty { parts.append("basis: " + assumption.basis.replacing("_", with: " ")) }
        if !assumption.note.isEmpty { parts.append(assumption.note) }
        if let year = assumption.prices { parts.append("prices of \(year)") }
        return parts.joined(separator: " · ")
    }

    /// What is not known.
    var unknowns: String {
        let setting = comparison.setting
        let all = PlainNumber.count(setting.assumptions.count)
        let driving = Set(
            comparison.detailedPlaces.flatMap { place in
                comparison.drivers.indices.contains(place) ? comparison.drivers[place].map(\.assumption) : []
            })
        var items: [String] = []
        let judged = Unknowns.judged(in: setting)
        if !judged.isEmpty {
            let strong = judged.filter(driving.contains)
            let drive =
                strong.isEmpty
                ? "None of them is among what drives the options shown in detail."
                : "Of these, \(PlainText.list(strong)) drive\(strong.count == 1 ? "s" : "") the options shown in "
                    + "detail."
            items.append("\(PlainNumber.count(judged.count)) of \(all) assumptions are judgement (grade E). \(drive)")
        }
        let unsourced = Unknowns.unsourced(in: setting)
        if !unsourced.isEmpty {
            items.append(
                "\(PlainNumber.count(unsourced.count)) of \(all) have no source: "
                    + "\(PlainText.list(unsourced, limit: 12))."
            )
        }
        if let evpi = comparison.decision(by: .npsv)?.evpi {
            items.append(
                "To know beforehand which of the simulated worlds comes true would be worth "
                    + "\(comparison.money.textWithError(evpi)): no study of the assumptions can be worth more.")
        }
        items.append(Unknowns.outsideTheModel)
        let list = items.map { "<li>\(MarkupText.prose($0))</li>\n" }.joined()
        return section("unknowns", "What is not known", "<ul>\n\(list)</ul>\n")
    }

    /// How the page came about, and how to make it again.
    var making: String {
        var text = paragraph(BasisWords.sentences(of: comparison, guidance: guidance))
        text += paragraph(
            (version.map { "Version \($0) of Folkmoot. " } ?? "")
                + "The folder of this page holds what was read (inputs/) and a manifest with the SHA-256 of "
                + "every file. “folkmoot verify” and the folder's name run it again and say whether each file is "
                + "the same to the byte."
        )
        return section("making", "How it was made", text)
    }
}
