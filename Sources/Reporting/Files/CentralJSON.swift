import CouncilModel

/// `central.json`: the central case of each option by lever, line, council and year.
///
/// Flows are real and undiscounted, positive in the direction of their side, one number a year from `base_year` on; the
/// reference is not subtracted. A programme line has `by_year`, a council line `by_council`, codes in order of code;
/// flows that are 0 in every year are left out. What a line would be without its uplift stands beside it
/// (`by_year_before_uplift`, `by_council_before_uplift`) only where that is different. `joining` has the calendar year
/// in which each council joins, earlier than `base_year` for members from before.
package enum CentralJSON {
    /// Version of the layout, written as `folkmoot_central`.
    package static let version = 1

    /// The file's text.
    ///
    /// - Parameter codes: code of each council, by council position.
    package static func text(of central: [CentralResult], codes: [String], baseYear: Int, years: Int) -> String {
        let value: JSONValue = [
            "folkmoot_central": .whole(version),
            "base_year": .whole(baseYear),
            "years": .whole(years),
            "options": .list(central.map { option($0, codes: codes, baseYear: baseYear) }),
        ]
        return value.jsonText
    }

    private static func option(_ option: CentralResult, codes: [String], baseYear: Int) -> JSONValue {
        let measures = Measure.allCases.filter { $0 != .councilCashNPVOwnRate || option.measures[$0] != nil }
            .map { ($0.rawValue, JSONValue.number(option.measures[$0])) }
        let levers = inOrder(option.flows.map(\.lever) + option.joining.map(\.lever))
        return [
            "option": .text(option.option),
            "measures": .object(measures),
            "npsv_before_uplift": .number(option.npsvBeforeUplift),
            "levers": .list(
                levers.map { lever in
                    let flows = option.flows.filter { $0.lever == lever }
                    let joining = option.joining.filter { $0.lever == lever }.sorted { $0.council < $1.council }
                    return [
                        "lever": .text(lever),
                        "joining": .object(joining.map { (codes[$0.council], .whole(baseYear + $0.year)) }),
                        "lines": .list(lines(of: flows, codes: codes)),
                    ]
                }
            ),
        ]
    }

    /// The lines of one lever: those with the same name, side, kind and level are one, as councils of one line are.
    private static func lines(of flows: [CentralFlow], codes: [String]) -> [JSONValue] {
        let keys = inOrder(flows.map(LineKey.init))
        return keys.map { key in
            let flows = flows.filter { LineKey($0) == key }.sorted { ($0.council ?? -1) < ($1.council ?? -1) }
            let head: JSONValue = [
                "line": .text(key.line), "side": .text(key.side.rawValue), "kind": .text(key.kind.rawValue),
            ]
            let isUplifted = flows.contains { $0.byYear != $0.byYearBeforeUplift }
            let name = key.isProgramme ? "by_year" : "by_council"
            func figures(_ values: (CentralFlow) -> [Double]) -> JSONValue {
                if key.isProgramme { return .numbers(flows.first.map(values) ?? []) }
                let flowing = flows.filter { values($0).contains { $0 != 0 } }
                return .object(flowing.map { flow in (flow.council.map { codes[$0] } ?? "", .numbers(values(flow))) })
            }
            let withUplift = head.adding([name: figures(\.byYear)])
            return isUplifted ? withUplift.adding([name + "_before_uplift": figures(\.byYearBeforeUplift)]) : withUplift
        }
    }

    /// What makes flows one line.
    private struct LineKey: Hashable {
        let line: String
        let side: Line.Side
        let kind: Line.Kind
        let isProgramme: Bool

        init(_ flow: CentralFlow) {
            line = flow.line
            side = flow.side
            kind = flow.kind
            isProgramme = flow.council == nil
        }
    }

    /// The different elements in the order in which each first comes.
    private static func inOrder<Element: Hashable>(_ elements: [Element]) -> [Element] {
        var seen: Set<Element> = []
        return elements.filter { seen.insert($0).inserted }
    }
}
