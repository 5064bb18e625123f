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

    /// Hands on the file's bytes, piece by piece.
    ///
    /// - Parameter codes: code of each council, by council position.
    package static func write(
        _ central: [CentralResult], codes: [String], baseYear: Int, years: Int,
        to sink: (UnsafeBufferPointer<UInt8>) -> Void
    ) {
        JSONWriter.write(to: sink) { json in
            json.object { json in
                json.member("folkmoot_central", whole: version)
                json.member("base_year", whole: baseYear)
                json.member("years", whole: years)
                json.list("options", of: central) { write($1, codes: codes, baseYear: baseYear, to: &$0) }
            }
        }
    }

    /// The file's text.
    ///
    /// - Parameter codes: code of each council, by council position.
    package static func text(of central: [CentralResult], codes: [String], baseYear: Int, years: Int) -> String {
        var bytes: [UInt8] = []
        write(central, codes: codes, baseYear: baseYear, years: years) { bytes.append(contentsOf: $0) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func write(_ option: CentralResult, codes: [String], baseYear: Int, to json: inout JSONWriter) {
        let lines = lines(of: option.flows)
        let levers = inOrder(lines.map(\.key.lever) + option.joining.map(\.lever))
        json.object { json in
            json.member("option", text: option.option)
            json.object("measures") { json in
                for measure in Measure.allCases
                where measure != .councilCashNPVOwnRate || option.measures[measure] != nil {
                    json.key(named: measure.rawValue)
                    if let value = option.measures[measure] { json.number(value) } else { json.null() }
                }
            }
            json.member("npsv_before_uplift", number: option.npsvBeforeUplift)
            json.list("levers", of: levers) { json, lever in
                json.object { json in
                    json.member("lever", text: lever)
                    json.object("joining") { json in
                        let joining = option.joining.filter { $0.lever == lever }
                        for council in joining.sorted(by: { $0.council < $1.council }) {
                            json.key(named: codes[council.council])
                            json.whole(baseYear + council.year)
                        }
                    }
                    json.list("lines", of: lines.filter { $0.key.lever == lever }) { json, line in
                        write(line, of: option.flows, codes: codes, to: &json)
                    }
                }
            }
        }
    }

    private static func write(_ line: LineFlows, of flows: [CentralFlow], codes: [String], to json: inout JSONWriter) {
        let key = line.key
        func write(_ amounts: (CentralFlow) -> YearlyAmounts, to json: inout JSONWriter) {
            if key.isProgramme {
                return json.numbers(line.places.first.map { amounts(flows[$0]) } ?? YearlyAmounts([]))
            }
            json.object { json in
                for place in line.places {
                    let byYear = amounts(flows[place])
                    if byYear.areZero { continue }
                    json.key(named: flows[place].council.map { codes[$0] } ?? "")
                    json.numbers(byYear)
                }
            }
        }
        json.object { json in
            json.member("line", text: key.line)
            json.member("side", text: key.side.rawValue)
            json.member("kind", text: key.kind.rawValue)
            json.key(key.isProgramme ? "by_year" : "by_council")
            write({ $0.byYear }, to: &json)
            if line.places.contains(where: { flows[$0].byYear != flows[$0].byYearBeforeUplift }) {
                json.key(key.isProgramme ? "by_year_before_uplift" : "by_council_before_uplift")
                write({ $0.byYearBeforeUplift }, to: &json)
            }
        }
    }

    /// The flows of one line.
    private struct LineFlows {
        let key: LineKey
        /// Indices into the option's flows, in order of council.
        var places: [Int]
    }

    /// Lines in the order in which each first comes: flows with the same lever, name, side, kind and level are one, as
    /// councils of one line are.
    private static func lines(of flows: [CentralFlow]) -> [LineFlows] {
        var lines: [LineFlows] = []
        var known: [LineKey: Int] = [:]
        // Councils have their lines in the same order, mostly: what came after a line is looked at first.
        var next: [Int] = []
        var last: Int?
        for (place, flow) in flows.enumerated() {
            let key = LineKey(flow)
            let expected = last.map { next[$0] } ?? 0
            let line: Int
            if expected < lines.count, lines[expected].key == key {
                line = expected
            } else {
                line = known[key] ?? lines.count
            }
            if line == lines.count {
                known[key] = line
                lines.append(LineFlows(key: key, places: []))
                next.append(line + 1)
            }
            lines[line].places.append(place)
            if let last { next[last] = line }
            last = line
        }
        for line in lines.indices {
            func council(_ place: Int) -> Int { flows[place].council ?? -1 }
            let places = lines[line].places
            if zip(places, places.dropFirst()).contains(where: { council($0) > council($1) }) {
                lines[line].places = places.sorted { council($0) < council($1) }
            }
        }
        return lines
    }

    /// What makes flows one line.
    private struct LineKey: Hashable {
        let lever: String
        let line: String
        let side: Line.Side
        let kind: Line.Kind
        let isProgramme: Bool

        init(_ flow: CentralFlow) {
            lever = flow.lever
            line = flow.line
            side = flow.side
            kind = flow.kind
            isProgramme = flow.council == nil
        }
    }

    /// The different elements in the order in which each first comes.
    private static func inOrder(_ elements: [String]) -> [String] {
        var seen: Set<String> = []
        return elements.filter { seen.insert($0).inserted }
    }
}
