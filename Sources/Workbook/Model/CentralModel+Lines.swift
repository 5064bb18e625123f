import CouncilModel
import Formulas
import Reporting

/// Columns of `lines`.
enum LineColumns {
    static let headings = [
        "Line", "Lever", "Name", "Side", "Kind", "Level", "Who", "Timing", "From", "Lag", "Lasts", "Decay",
        "Public share", "Amount, share or break as written", "Scale as written", "Uplift as written",
        "Spread or ramp →",
    ]
    static let (from, lag, lasts, decay, publicShare) = (8, 9, 10, 11, 12)
    static let firstWeight = 16
    static let widths: [Double] = [6, 26, 26, 9, 13, 11, 18, 12, 7, 7, 7, 7, 8, 50, 30, 24]
}

/// Lines as the scenario has them, with the parameters of their timing as cells.
extension CentralModel {
    func lineRow(_ entry: LineEntry) -> Int { Self.firstRow + entry.number - 1 }

    /// The cells of a line's spread or ramp.
    func weightRange(_ entry: LineEntry) -> Expression {
        let first = LineColumns.firstWeight
        return lines.range(lineRow(entry), first, lineRow(entry), first + entry.line.timing.weights.count - 1)
    }

    /// Puts a line's parameters down.
    func putLine(_ entry: LineEntry) {
        let (row, line) = (lineRow(entry), entry.line)
        let lever = givens.levers[entry.slot].lever
        lines.put(Double(entry.number), row, 0, CellStyle(.plain, .count))
        lines.put(
            [
                lever.title, line.name, line.side.rawValue, line.kind.rawValue, line.level.rawValue,
                line.who(of: lever),
                line.timing.words(line.appliesTo),
            ], row, 1, CellStyle(.plain))
        switch line.timing {
        case .joining(_, let from), .start(_, let from): put(from, row)
        case .membership(_, let lasts, let decay, let lag):
            putYears(lag, "lag of \(line.name)", row, LineColumns.lag)
            if let lasts { putYears(lasts, "lasts of \(line.name)", row, LineColumns.lasts) }
            putParameter(decay, "decay of \(line.name)", row, LineColumns.decay, .factor) { .held($0, 0, 1) }
        case .running(_, let from, _, let lasts):
            put(from, row)
            if let lasts { putYears(lasts, "lasts of \(line.name)", row, LineColumns.lasts) }
        case .renewal, .windUp, .end: break
        }
        lines.put(line.publicShare(of: lever), row, LineColumns.publicShare, CellStyle(.plain, .percent))
        let scale = line.scale?.asWritten ?? ""
        lines.put([line.value.asWritten, scale, line.uplift?.text ?? ""], row, 13, CellStyle(.note, wraps: true))
        for (place, weight) in line.timing.weights.enumerated() {
            lines.put(weight, row, LineColumns.firstWeight + place, CellStyle(.input, .factor))
        }
        putProfile(entry)
    }

    private func put(_ from: Int, _ row: Int) {
        lines.put(Double(from), row, LineColumns.from, CellStyle(.plain, .count))
    }

    /// A number of years, rounded half up, at least 0, unless it is each council's own.
    private func putYears(_ formula: Formula, _ what: String, _ row: Int, _ column: Int) {
        putParameter(formula, what, row, column, .count) { .call(.max, [.number(0), .roundedHalfUp($0)]) }
    }

    private func putParameter(
        _ formula: Formula, _ what: String, _ row: Int, _ column: Int, _ format: CellStyle.Format,
        _ shape: (Expression) -> Expression
    ) {
        guard !dependsOnCouncil(formula) else { return lines.put("by council", row, column, CellStyle(.note)) }
        if let value = formula.constantValue {
            lines.put(shape(.number(value)).value.number, row, column, CellStyle(.input, format))
        } else if let expression = expression(of: formula, what: what) {
            putLive(shape(expression), on: lines, row, column, format)
        } else {
            let value = value(of: formula, council: nil)
            lines.put(shape(.number(value)).value.number, row, column, CellStyle(.marked, format))
        }
    }

    /// The ages that profiles reach.
    static func ages(_ entries: [LineEntry], givens: CentralGivens, years: Int) -> ClosedRange<Int> {
        let earliest = givens.levers.flatMap(\.joining).compactMap { $0 }.min() ?? 0
        let youngest = entries.map { entry in
            if case .joining(_, let from) = entry.line.timing, entry.line.level == .council { return from }
            return 0
        }
        return min(0, youngest.min() ?? 0)...years - 1 + max(5, -earliest)
    }

    /// The column of age 0 or of the youngest on `profiles`.
    static let firstAgeColumn = 3

    /// What a council line is multiplied by, by years since joining, where that is the same for all councils.
    private func putProfile(_ entry: LineEntry) {
        let line = entry.line
        guard line.level == .council, !line.timing.parameters.contains(where: dependsOnCouncil) else { return }
        let row = max(Self.firstRow, profiles.rowCount)
        let weight: (Expression) -> Expression
        switch line.timing {
        case .joining(let spread, let from):
            weight = { [self] age in
                .if(
                    .call(.and, [age >= .whole(from), age <= .whole(from + spread.count - 1)]),
                    .call(.index, [weightRange(entry), .number(1), age + .whole(1 - from)]), .number(0))
            }
        case .membership(_, let lasts, let decay, let lag):
            weight = { [self] age in
                let own = lag.constantValue == 0 ? age : age - lines.cell(lineRow(entry), LineColumns.lag)
                return rampWeight(
                    entry, age: own, lasts: lasts.map { _ in lines.cell(lineRow(entry), LineColumns.lasts) },
                    decay: decay.constantValue == 0 ? nil : lines.cell(lineRow(entry), LineColumns.decay))
            }
        case .renewal, .start, .running, .windUp, .end: return
        }
        profileRows[entry.number] = row
        profiles.put(Double(entry.number), row, 0, CellStyle(.plain, .count))
        profiles.put([givens.levers[entry.slot].lever.title, line.name], row, 1, CellStyle(.plain))
        for (place, _) in ages.enumerated() {
            let column = Self.firstAgeColumn + place
            putLive(
                weight(profiles.cell(Self.headingRow, column, fixesColumn: false)), on: profiles, row, column, .factor)
        }
    }
}

extension Line.Worth {
    /// What the scenario says.
    fileprivate var asWritten: String {
        switch self {
        case .amount(let formula), .contractBreak(let formula): formula.text
        case .claim(let pool, let share, let value):
            "\(share.text) of pool \(pool)" + (value.map { ", a unit worth \($0.text)" } ?? "")
        case .team(let team):
            "staff alone × (\(team.dayCost.text)) − part of the pool × (\(team.pooledDayCost.text)); demand "
                + "\(team.demand.text)"
        }
    }
}

extension Line.Scale {
    /// The formula with its sums as the scenario has them.
    fileprivate var asWritten: String { formula.text }
}

extension Line {
    /// Who pays or gains, in words.
    fileprivate func who(of lever: Lever) -> String {
        if side == .cost, level == .programme {
            return (paidBy ?? lever.paidBy).filter { $0.share != 0 }
                .map { "\($0.party.rawValue) \(PlainNumber.percentage($0.share))" }.joined(separator: ", ")
        }
        let party = (party ?? .council).rawValue
        return side == .transfer ? "\(party) to \((receiver ?? .council).rawValue)" : party
    }

    /// The share of a cost that public parties pay; of a benefit, that they gain; of a transfer, 1 where it leaves the
    /// public parties, −1 where it comes in.
    func publicShare(of lever: Lever) -> Double {
        let isPublic = (party ?? .council).isPublic
        switch side {
        case .cost where level == .programme:
            return (paidBy ?? lever.paidBy).reduce(0) { $0 + ($1.party.isPublic ? $1.share : 0) }
        case .cost, .benefit: return isPublic ? 1 : 0
        case .transfer: return (isPublic ? 1 : 0) - ((receiver ?? .council).isPublic ? 1 : 0)
        }
    }
}

extension Timing {
    /// What it is, in words.
    fileprivate func words(_ appliesTo: Line.AppliesTo) -> String {
        switch self {
        case .joining: "joining"
        case .membership: "membership"
        case .renewal: "renewal"
        case .start: "start"
        case .running: appliesTo == .members ? "running" : "running, \(appliesTo.rawValue)"
        case .windUp: "wind_up"
        case .end: "end"
        }
    }
}
