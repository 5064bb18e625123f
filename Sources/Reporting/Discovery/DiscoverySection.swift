import Analysis
import CouncilModel
import Stochastics

/// What `folkmoot discover` adds to a report: the regions in which options do badly.
package enum DiscoverySection {
    /// So many options are shown without being opened.
    private static let mostOpen = 2
    /// So many options are told of in `summary.md`.
    private static let mostTold = 2

    /// The section.
    package static func section(_ result: Discovery) -> AnalysisSection {
        let words = DiscoveryWords(result)
        let claimed = result.options.indices.filter { !result.options[$0].boxes.isEmpty }
        var parts: [AnalysisSection.Part] = []
        for option in claimed.prefix(mostOpen) { parts += pieces(result.options[option], at: option, words) }
        let rest = claimed.dropFirst(mostOpen)
        if !rest.isEmpty {
            parts.append(
                .more(
                    "The same for \(PlainNumber.count(rest.count)) more",
                    rest.flatMap { pieces(result.options[$0], at: $0, words) }))
        }
        for option in result.options where option.boxes.isEmpty {
            parts.append(
                .paragraph(
                    "\(option.name): \(words.condition) in \(words.share(option.share)) of trials. \(words.none(option))"
                ))
        }
        parts.append(.aside(words.notes))
        return AnalysisSection(
            id: "discover", link: "Where it loses", question: "In which region does it lose?", parts: parts,
            digest: claimed.prefix(mostTold).map { option in
                let own = result.options[option]
                return "\(own.name): \(words.condition) in \(words.share(own.share)) of trials. "
                    + words.sentence(own.boxes[0], isFirst: true)
            }.joined(separator: " "))
    }

    private static func pieces(
        _ option: Discovery.Option, at place: Int, _ words: DiscoveryWords
    ) -> [AnalysisSection.Part] {
        var parts: [AnalysisSection.Part] = [.chart(chart(option, at: place, words))]
        parts += option.boxes.enumerated().map { number, box in
            .paragraph(words.sentence(box, isFirst: number == 0) + words.doubts(box).map { " " + $0 }.joined())
        }
        return parts
    }

    /// The limits of each region, as percentiles of draws.
    private static func chart(_ option: Discovery.Option, at place: Int, _ words: DiscoveryWords) -> Chart {
        let rows = option.boxes.enumerated().flatMap { number, box in box.limits.map { (number, $0) } }
        let panel = ChartPanel(
            form: .rows,
            positions: ChartAxis(
                title: "",
                scale: .categories(
                    rows.map { number, limits in
                        ChartCategory(
                            label: limits.assumption + (option.boxes.count > 1 ? " (region \(number + 1))" : ""),
                            note: PlainLimits(limits).symbols)
                    }, notesTitle: "inside")),
            values: ChartAxis(
                title: "Share of draws below", scale: .linear(low: 0, high: 1, unit: .share)),
            layers: option.boxes.indices.map { number in
                ChartLayer(
                    name: option.boxes.count > 1 ? "region \(number + 1)" : "", colour: .series(number),
                    marks: .bars(
                        rows.enumerated().filter { $0.element.0 == number }.map { row, element in
                            let limits = element.1
                            return ChartSpan(
                                at: Double(row), low: limits.low?.probabilityBelow ?? 0,
                                high: limits.high?.probabilityBelow ?? 1,
                                tip: "\(limits.assumption) \(PlainLimits(limits).text), \(PlainLimits(limits).draws)")
                        }))
            })
        return Chart(
            name: "region-\(place)", title: words.finding(option),
            caption:
                "Bars: where an assumption lies inside a region, from the lowest of its draws (0%) to the highest (100%). A "
                + "trial is inside where that is so of all assumptions of the region; others may have any value.",
            panels: [panel],
            table: ChartTable(
                header: [
                    "Region", "Assumption", "Inside", "Draws", "Share \(words.adjective) without it", "Again",
                    "Quasi-p",
                ],
                rows: rows.map { number, limits in
                    [
                        .count(number + 1), .text(limits.assumption + (limits.unit.map { " (\($0))" } ?? "")),
                        .text(PlainLimits(limits).text), .text(PlainLimits(limits).draws),
                        .text(words.share(limits.densityWithout)), .text(words.repeats(limits)),
                        .text(DiscoveryWords.probability(limits.quasiP)),
                    ]
                }))
    }
}
