import Analysis
import CouncilModel
import Stochastics

/// What `folkmoot shares` adds to a report: what each rule leaves, who would be worse off, and who would do better alone.
package enum SharesSection {
    /// So many councils are in the table of shares at most.
    private static let mostCouncils = 40

    /// The section.
    package static func section(_ result: FairShares) -> AnalysisSection {
        let words = ShareWords(result)
        var parts: [AnalysisSection.Part] = [
            .paragraph(
                ["\(result.option).", words.choice, words.whatIsShared].filter { !$0.isEmpty }.joined(separator: " "))
        ]
        if result.programmeCosts != 0 {
            parts.append(.chart(chart(result, words)))
            parts.append(.paragraph(words.answer))
        }
        parts.append(.table(heading: "What each rule leaves", rules(result, words)))
        let core = words.core
        parts.append(.words(heading: core.isEmpty ? "Who would do better alone" : heading(core), alone(result, words)))
        if result.rules.allSatisfy({ $0.aloneBetter == 0 }) {
            parts.append(.paragraph("No single council would do better alone under any of these rules."))
        }
        parts.append(.more("Shares, and probabilities of being worse off, by council", councils(result, words)))
        parts.append(.aside(words.notes))
        return AnalysisSection(
            id: "shares", link: "Who could pay", question: "How could the costs be shared?", parts: parts,
            digest: digest(result, words))
    }

    /// A finding as a heading, without its full stop.
    private static func heading(_ sentence: String) -> String {
        sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
    }

    private static func digest(_ result: FairShares, _ words: ShareWords) -> String {
        guard result.programmeCosts != 0, let first = result.rules.first else { return "" }
        let total = words.money.text(result.programmeCosts, significant: 3)
        var text = "Programme costs of \(result.option), \(total) before grants if all join at once. "
        text += finding(result, words) + "."
        if first.grant.value > 0 {
            text += " It takes \(words.grant(first)) to leave nobody worse off on average under \(first.rule.under)"
            if let lowest = words.lowestGrant, lowest.rule != first.rule {
                text += ", \(words.grant(lowest)) under \(lowest.rule.under)"
            }
            text += "."
        }
        return text
    }

    // MARK: Picture

    private static func chart(_ result: FairShares, _ words: ShareWords) -> Chart {
        func points(_ value: (FairShares.Rule) -> Double, _ tip: (FairShares.Rule) -> String) -> [ChartPoint] {
            result.rules.enumerated().map { row, rule in
                ChartPoint(at: Double(row), value: value(rule), tip: "\(rule.rule.title): \(tip(rule))")
            }
        }
        let whiskers = result.rules.enumerated().map { row, rule in
            let (low, high) = words.rangeOnAverage(rule)
            return ChartSpan(at: Double(row), low: Double(low), high: Double(high))
        }
        let panel = ChartPanel(
            form: .rows,
            positions: ChartAxis(
                title: "",
                scale: .categories(
                    result.rules.map { ChartCategory(label: $0.rule.title, note: words.grant($0)) },
                    notesTitle: "smallest grant")),
            values: ChartAxis(
                title: "Councils worse off, of \(PlainNumber.count(result.councils.count))",
                scale: .linear(low: 0, high: Double(result.councils.count), unit: .count)),
            layers: [
                ChartLayer(colour: .ink, marks: .valueRule(0, label: "")),
                ChartLayer(colour: .loss, marks: .whiskers(whiskers)),
                ChartLayer(
                    name: "worse off on average", colour: .loss,
                    marks: .dots(
                        points({ Double($0.worseOnAverage) }) { "\(words.worseOnAverage($0)) worse off on average" })),
                ChartLayer(
                    name: "expected in a trial", colour: .quiet,
                    marks: .rings(
                        points({ $0.expectedWorse.value }) { "\(words.count($0.expectedWorse)) expected in a trial" })),
            ])
        return Chart(
            name: "shares-worse-off", title: finding(result, words),
            caption:
                "Councils whose NPV after their share of programme costs is below 0: on average over trials (bars where "
                + "some are within two standard errors of 0), and as many as are to be expected in a single trial. The grant "
                + "is the smallest that leaves nobody worse off on average.",
            panels: [panel],
            table: ChartTable(
                header: ["Shared", "Worse off on average", "Expected in a trial ± error", "Smallest grant ± error"],
                rows: result.rules.map { rule in
                    [
                        rule.rule.title, words.worseOnAverage(rule), words.count(rule.expectedWorse), words.grant(rule),
                    ].map { .text($0) }
                }))
    }

    private static func finding(_ result: FairShares, _ words: ShareWords) -> String {
        let order = result.rules.indices.sorted {
            (result.rules[$0].worseOnAverage, $0) < (result.rules[$1].worseOnAverage, $1)
        }
        guard let first = order.first, let last = order.last else { return "Nobody is to share" }
        let (low, high) = (result.rules[first], result.rules[last])
        let count = PlainNumber.count(result.councils.count)
        guard words.rangeOnAverage(low).high < words.rangeOnAverage(high).low else {
            return "Under \(low.rule.under) \(words.worseOnAverage(low)) of \(count) councils would be worse off on "
                + "average; no rule leaves clearly fewer"
        }
        return "Under \(high.rule.under) \(words.worseOnAverage(high)) of \(count) councils would be worse off on "
            + "average, under \(low.rule.under) \(words.worseOnAverage(low))"
    }

    // MARK: Tables

    private static func rules(_ result: FairShares, _ words: ShareWords) -> ChartTable {
        ChartTable(
            header: [
                "Shared", "Shares", "Worse off on average", "Expected in a trial ± error", "Likelier than not",
                "Smallest grant ± error", "Tips at",
            ],
            rows: result.rules.map { rule in
                [
                    rule.rule.title, words.shares(rule), words.worseOnAverage(rule), words.count(rule.expectedWorse),
                    PlainNumber.count(rule.likelyWorse), words.grant(rule), words.tipping(rule.tipping),
                ].map { .text($0) }
            })
    }

    private static func alone(_ result: FairShares, _ words: ShareWords) -> ChartTable {
        let hasSets = result.rules.contains { $0.objections != nil }
        let hasSingle = !hasSets || result.rules.contains { $0.aloneBetter > 0 }
        return ChartTable(
            header: ["Shared"] + (hasSets ? ["Sets of \(words.playersName) that would do better alone"] : [])
                + (hasSingle ? ["Single councils that would"] : []),
            rows: result.rules.map { rule in
                ([rule.rule.title] + (hasSets ? [words.betterAlone(rule)] : [])
                    + (hasSingle ? [words.aloneBetter(rule)] : []))
                    .map { .text($0) }
            })
    }

    /// Two tables by council: what each pays, and how likely it is then worse off.
    private static func councils(_ result: FairShares, _ words: ShareWords) -> [AnalysisSection.Part] {
        let isLong = result.councils.count > mostCouncils
        func worst(_ place: Int) -> Double { result.rules.map { $0.worseOff[place].value }.max() ?? 0 }
        let all = Array(result.councils.indices)
        let listed = isLong ? Array(all.sorted { (-worst($0), $0) < (-worst($1), $1) }.prefix(mostCouncils)) : all
        func table(_ heading: String, _ cell: (FairShares.Rule, Int) -> String) -> AnalysisSection.Part {
            .table(
                heading: heading,
                ChartTable(
                    header: ["Council"] + result.rules.map { PlainText.capitalised($0.rule.title) },
                    rows: listed.map { place in
                        ([result.councils[place].name] + result.rules.map { cell($0, place) }).map { .text($0) }
                    }))
        }
        let which =
            isLong ? "of the \(mostCouncils) councils likeliest to be worse off (shares.csv has all)" : "by council"
        return [
            table("Shares \(which)") { words.money.textWithError($0.shares[$1].plain) },
            table("Probability of being worse off \(which)") { words.probability($0.worseOff[$1]) },
        ]
    }
}
