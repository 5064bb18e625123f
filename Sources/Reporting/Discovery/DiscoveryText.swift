import Analysis
import CouncilModel
import Stochastics

/// Regions in which options do badly, as a terminal shows them.
package struct DiscoveryText: Sendable, TerminalText {
    private let result: Discovery
    private let words: DiscoveryWords
    let width: Int
    let style: TerminalStyle

    /// - Parameter width: columns of the terminal, at least 40.
    package init(_ result: Discovery, width: Int, usesColour: Bool) {
        self.result = result
        words = DiscoveryWords(result)
        self.width = max(40, width)
        style = TerminalStyle(usesColour: usesColour)
    }

    /// The text, with a line feed at the end of each line.
    package var text: String {
        var lines = wrapped("\(result.title): where \(words.condition)").map(style.strong)
        for option in result.options { lines += [""] + optionLines(option) }
        lines += [""] + wrapped(words.notes).map(style.faint)
        return lines.map { $0 + "\n" }.joined()
    }

    private func optionLines(_ option: Discovery.Option) -> [String] {
        var lines = wrapped("\(option.name): in \(words.share(option.share)) of trials").map(style.strong)
        if option.boxes.isEmpty { lines += wrapped(words.none(option), indent: 2) }
        for (place, box) in option.boxes.enumerated() {
            lines += wrapped(words.sentence(box, isFirst: place == 0), indent: 2) + limitLines(box)
        }
        if option.boxes.count > 1, let together = option.together {
            lines += wrapped(
                "Together: \(words.share(together.coverage)) of \(words.adjective) trials, "
                    + "\(words.share(together.density)) of the trials there.", indent: 2)
        }
        // Of several options the way there would bury the regions; it is in the files.
        return result.options.count == 1 ? lines + pathLines(option) : lines
    }

    private func limitLines(_ box: Discovery.Box) -> [String] {
        laid(
            ["Assumption", "inside", "draws", "without it", "again"], leading: [0, 1],
            box.limits.map { limits in
                [
                    limits.assumption, PlainLimits(limits).symbols, PlainLimits(limits).draws,
                    words.share(limits.densityWithout), words.repeats(limits),
                ]
            }, indent: 4) + words.doubts(box).flatMap { wrapped($0, indent: 4) }
    }

    /// Boxes on the way that hold about so many of all trials.
    private static let stations = [0.8, 0.6, 0.4, 0.2, 0.1, 0.05]

    private func pathLines(_ option: Discovery.Option) -> [String] {
        var places: [Int] = []
        for station in Self.stations {
            guard let place = option.path.firstIndex(where: { $0.mass.value <= station }) else { continue }
            if places.last != place { places.append(place) }
        }
        guard !places.isEmpty else { return [] }
        return wrapped("Boxes on the way, from wide to narrow:", indent: 2)
            + laid(
                ["Trials inside", "of these \(words.adjective)", "of all \(words.adjective)", "assumptions limited"],
                leading: [],
                places.map { place in
                    let counts = option.path[place]
                    return [
                        words.share(counts.mass), words.share(counts.density), words.share(counts.coverage),
                        PlainNumber.count(counts.restricted ?? 0),
                    ]
                }, indent: 4)
    }
}
