import CouncilModel
import Formulas
import Reporting

/// What follows the years: discounting, members, growth, and what every line is multiplied by in a year.
extension CentralModel {
    /// The column of year 0 on `years`.
    static let firstYearColumn = 3

    /// Puts financial years and their calendar years above the years of a sheet.
    func putYearHeadings(on sheet: Sheet, from column: Int, above: String? = nil) {
        for year in 0..<scenario.years {
            let calendar = scenario.baseYear + year
            sheet.put(
                PlainNumber.financialYear(calendar), Self.headingRow - 1, column + year, CellStyle(.heading, .year))
            sheet.put(Double(calendar), Self.headingRow, column + year, CellStyle(.heading, .year))
        }
        if let above { sheet.put(above, Self.headingRow - 2, column, CellStyle(.section)) }
    }

    /// The calendar year above a column of years.
    func year(_ index: Int, on sheet: Sheet, from column: Int) -> Expression {
        sheet.cell(Self.headingRow, column + index, fixesColumn: false)
    }

    /// A year's cell in a row of `years`.
    func yearCell(_ row: Int, _ index: Int) -> Expression {
        years.cell(row, Self.firstYearColumn + index, fixesColumn: false)
    }

    /// All years of a row of `years`.
    func yearRange(_ row: Int) -> Expression {
        years.range(row, Self.firstYearColumn, row, Self.firstYearColumn + scenario.years - 1)
    }

    /// A new row of `years`, filled year by year; nil stands for a cell that stays empty.
    func putYearRow(
        _ key: String, lever: String, what: String, line: String = "", format: CellStyle.Format = .factor,
        _ cell: (Int) -> YearCell?
    ) -> Int {
        if let known = yearRows[key] { return known }
        let values = (0..<scenario.years).map(cell)
        let row = max(Self.firstRow, years.rowCount)
        yearRows[key] = row
        years.put([lever, what, line], row, 0, CellStyle(.plain))
        for (index, value) in values.enumerated() {
            let column = Self.firstYearColumn + index
            switch value {
            case .live(let expression): putLive(expression, on: years, row, column, format)
            case .marked(let number): years.put(number, row, column, CellStyle(.marked, format))
            case .input(let number): years.put(number, row, column, CellStyle(.input, format))
            case nil: continue
            }
        }
        return row
    }

    /// What a cell of `years` holds.
    enum YearCell {
        case live(Expression)
        case marked(Double)
        case input(Double)
    }

    /// Rates, which users can change, and the factors that follow.
    func putDiscounting() {
        let rates = putYearRow("discount rate", lever: "All", what: "Discount rate", format: .percent) {
            $0 == 0 ? nil : .input(scenario.discounting.rate(inYear: $0))
        }
        let row = rates + 1
        _ = putYearRow("discount factor", lever: "All", what: "Discount factor", line: scenario.discounting.title) {
            _ in nil
        }
        for index in 0..<scenario.years {
            let before =
                index == 0 ? Expression.number(1) : yearCell(row, index - 1) / (.number(1) + yearCell(rates, index))
            putLive(before, on: years, row, Self.firstYearColumn + index, .factor)
        }
    }

    /// Factors by year.
    var discountFactors: Expression { yearRange(yearRows["discount factor"] ?? 0) }

    /// `(1 + growth)^t`, multiplied up year by year; nil where there is no growth.
    func growthRow(_ key: String, lever: String, line: String, growth: Formula?) -> Int? {
        guard let growth, growth.constantValue != 0 else { return nil }
        let rates = putYearRow("\(key) rate", lever: lever, what: "Growth a year", line: line, format: .percent) {
            _ in growthCell(growth, what: "growth of \(line)")
        }
        if let known = yearRows[key] { return known }
        let row = putYearRow(key, lever: lever, what: "Growth factor", line: line) { _ in nil }
        for index in 0..<scenario.years {
            let value =
                index == 0 ? Expression.number(1) : yearCell(row, index - 1) * (.number(1) + yearCell(rates, index))
            putLive(value, on: years, row, Self.firstYearColumn + index, .factor)
        }
        return row
    }

    private func growthCell(_ growth: Formula, what: String) -> YearCell {
        if let value = growth.constantValue { return .input(value) }
        return expression(of: growth, what: what).map { .live($0) } ?? .marked(value(of: growth, council: nil))
    }

    /// First and winding-up years of levers, and members by year.
    func putLevers() {
        for (slot, lever) in givens.levers.enumerated() {
            let row = Self.firstRow + slot
            levers.put([lever.lever.name, lever.lever.title], row, 0, CellStyle(.plain))
            levers.put(Double(lever.lever.starts), row, 2, CellStyle(.plain, .year))
            levers.put(calendar(lever.firstYear), row, 3, CellStyle(.marked, .year))
            levers.put(calendar(lever.windUp), row, 4, CellStyle(.marked, .year))
            levers.put(.call(.count, [joinRange(slot)]), row, 5, CellStyle(.live, .count))
            let byYear = putYearRow("members \(slot)", lever: lever.lever.title, what: "Members", format: .count) {
                .live(members(slot, by: year($0, on: years, from: Self.firstYearColumn), before: false))
            }
            levers.put(yearCell(byYear, scenario.years - 1), row, 6, CellStyle(.live, .count))
        }
    }

    /// Calendar year g of a lever's first year, and W in which it is wound up.
    func firstYear(_ slot: Int) -> Expression { levers.cell(Self.firstRow + slot, 3) }
    func windUp(_ slot: Int) -> Expression { levers.cell(Self.firstRow + slot, 4) }

    /// Whether a lever can be wound up at all.
    func canEnd(_ slot: Int) -> Bool {
        let lever = givens.levers[slot]
        return lever.lever.minimum != nil || lever.lever.stop != nil || lever.windUp != nil
    }

    /// Joining years of all councils.
    func joinRange(_ slot: Int) -> Expression {
        let column = councilColumns["joins \(slot)"] ?? 0
        return councils.range(Self.firstRow, column, Self.firstRow + max(0, scenario.selected.count - 1), column)
    }

    private static func upTo(_ year: Expression) -> Expression { .operation(.join, .text("<="), year) }

    /// Members at the end of a year; `before`: of the year before it, winding up aside, which is what lines of the
    /// winding-up year see.
    private func members(_ slot: Int, by year: Expression, before: Bool) -> Expression {
        let last = before ? .operation(.join, .text("<="), year - .number(1)) : Self.upTo(year)
        let count = Expression.call(.countIf, [joinRange(slot), last])
        return before || !canEnd(slot) ? count : .if(year < windUp(slot), count, .number(0))
    }

    /// The sum over members of what stands in a column of `councils`.
    func sumOverMembers(_ column: Int, slot: Int, year: Expression, before: Bool) -> Expression {
        let block = councils.range(Self.firstRow, column, Self.firstRow + max(0, scenario.selected.count - 1), column)
        let last = before ? .operation(.join, .text("<="), year - .number(1)) : Self.upTo(year)
        let sum = Expression.call(.sumIfs, [block, joinRange(slot), last])
        return before || !canEnd(slot) ? sum : .if(year < windUp(slot), sum, .number(0))
    }

    /// The row of `years` with a lever's members as a share of those eligible.
    func shareRow(_ slot: Int) -> Int {
        timeRow(.shareJoined, slot: slot, before: false)
    }

    /// The row of a time variable of a lever.
    func timeRow(_ variable: TimeVariable, slot: Int, before: Bool) -> Int {
        let lever = givens.levers[slot]
        let key = variable == .members && !before ? "members \(slot)" : "\(variable.rawValue) \(slot) \(before)"
        let residents = before ? lever.residentsJoinedBefore : lever.residentsJoined
        let shares = before ? lever.residentsShareBefore : lever.residentsShare
        let what = variable.words + (before ? ", end of the year before" : "")
        return putYearRow(key, lever: lever.lever.title, what: what, format: variable.format) { index in
            let year = year(index, on: years, from: Self.firstYearColumn)
            switch variable {
            case .members: return .live(members(slot, by: year, before: before))
            case .joiners: return .live(before ? .number(0) : .call(.countIf, [joinRange(slot), year]))
            case .shareJoined:
                return .live(members(slot, by: year, before: before) / levers.cell(Self.firstRow + slot, 5))
            case .residentsJoined: return .marked(residents[index])
            case .residentsShare: return .marked(shares[index])
            case .yearsSinceStart:
                return .live((before ? year - .number(1) : year) - firstYear(slot))
            case .year: return .live(year)
            }
        }
    }

    /// The row of a line's scale; nil: 1 throughout.
    private func scaleRow(_ entry: LineEntry) -> Int? {
        guard let scale = entry.line.scale else { return nil }
        let (slot, line) = (entry.slot, entry.line)
        let before = line.timing == .windUp
        let sums = scale.sums.enumerated().map { number, sum in
            let key = "sum \(entry.number) \(number)"
            putCouncilColumn(key, heading: "Summed over members: \(line.name)", formula: sum, what: key)
            return councilColumns[key] ?? 0
        }
        var rows: [TimeVariable: Int] = [:]
        for variable in TimeVariable.allCases
        where scale.formula.names.contains(where: { $0.name == variable.rawValue }) {
            rows[variable] = timeRow(variable, slot: slot, before: before)
        }
        let name = givens.levers[slot].lever.title
        return putYearRow("scale \(entry.number)", lever: name, what: "Scale", line: line.name) { index in
            let expression = expression(of: scale.formula, what: "scale of \(line.name)") { [self] name in
                if let sum = sums.indices.first(where: { Formula.nameOfSum($0) == name }) {
                    let year = year(index, on: years, from: Self.firstYearColumn)
                    return sumOverMembers(sums[sum], slot: slot, year: year, before: before)
                }
                return TimeVariable(rawValue: name).flatMap { rows[$0] }.map { yearCell($0, index) }
            }
            return expression.map { .live($0) }
        }
    }

    /// The row of `years` with what all flows of a line are multiplied by in a year; nil: 1 throughout.
    func factorRow(_ entry: LineEntry) -> Int? {
        let (slot, line) = (entry.slot, entry.line)
        let name = givens.levers[slot].lever.title
        let scale = scaleRow(entry)
        let growth = growthRow("growth \(entry.number)", lever: name, line: line.name, growth: line.growth)
        let isOwn = line.level == .council && line.timing.parameters.contains(where: dependsOnCouncil)
        let key = "factor \(entry.number)"
        let cells = (0..<scenario.years).map { index -> Expression in
            let year = year(index, on: years, from: Self.firstYearColumn)
            var factors: [Expression] = []
            switch line.timing {
            case .windUp: factors.append(.if(year == windUp(slot), .number(1), .number(0)))
            case .end:
                factors.append(.whole(index == scenario.years - 1 ? 1 : 0))
                if line.level == .programme { factors.append(.if(firstYear(slot) <= year, .number(1), .number(0))) }
            case .start: factors.append(startWeight(entry, year: year))
            case .running: if !isOwn { factors.append(runningWeight(entry, year: year)) }
            case .joining, .membership, .renewal: break
            }
            if canEnd(slot), line.timing != .windUp {
                factors.append(.if(year < windUp(slot), .number(1), .number(0)))
            }
            if let scale { factors.append(yearCell(scale, index)) }
            if let growth { factors.append(yearCell(growth, index)) }
            return .product(factors)
        }
        let isPlain = cells.allSatisfy { if case .number(1) = $0 { true } else { false } }
        guard !isPlain else { return nil }
        return putYearRow(key, lever: name, what: "Timing × scale × growth", line: line.name) { .live(cells[$0]) }
    }

    /// The part of a programme line's spread that falls in a year.
    private func startWeight(_ entry: LineEntry, year: Expression) -> Expression {
        guard case .start(let spread, let from) = entry.line.timing else { return .number(0) }
        let starts = levers.cell(Self.firstRow + entry.slot, 2)
        func part(since origin: Expression, _ offsets: ClosedRange<Int>) -> Expression {
            let offset = year - origin
            return .if(
                .call(.and, [offset >= .whole(offsets.lowerBound), offset <= .whole(offsets.upperBound)]),
                .call(.index, [weightRange(entry), .number(1), offset + .whole(1 - from)]), .number(0))
        }
        let last = from + spread.count - 1
        var parts: [Expression] = []
        // What comes before the start is planned for its own year and is not delayed.
        if from < 0 { parts.append(part(since: starts, from...min(-1, last))) }
        if last >= 0 { parts.append(part(since: firstYear(entry.slot), max(0, from)...last)) }
        return parts.dropFirst().reduce(parts[0]) { $0 + $1 }
    }

    /// The ramp of a line that runs from an origin on.
    private func runningWeight(_ entry: LineEntry, year: Expression) -> Expression {
        guard case .running(_, _, let sinceStarts, let lasts) = entry.line.timing else { return .number(0) }
        let origin = sinceStarts ? levers.cell(Self.firstRow + entry.slot, 2) : firstYear(entry.slot)
        let age = year - origin - lines.cell(lineRow(entry), LineColumns.from)
        let end = lasts.map { _ in lines.cell(lineRow(entry), LineColumns.lasts) }
        return rampWeight(entry, age: age, lasts: end, decay: nil)
    }

    /// `ramp[min(age, last)] · (1 − decay)^age`, 0 where the age is below 0 or from `lasts` on.
    func rampWeight(_ entry: LineEntry, age: Expression, lasts: Expression?, decay: Expression?) -> Expression {
        let count = entry.line.timing.weights.count
        var weight: Expression
        if count == 1 {
            weight = lines.cell(lineRow(entry), LineColumns.firstWeight)
        } else {
            let place = Expression.call(.min, [age + .number(1), .whole(count)])
            weight = .call(.index, [weightRange(entry), .number(1), place])
        }
        if let decay {
            weight = weight * .if(age == .number(0), .number(1), .operation(.power, .number(1) - decay, age))
        }
        let outside = lasts.map { Expression.call(.or, [age < .number(0), age >= $0]) } ?? (age < .number(0))
        return .if(outside, .number(0), weight)
    }
}

extension TimeVariable {
    /// What it is, in words.
    fileprivate var words: String {
        switch self {
        case .members: "Members"
        case .joiners: "Joiners"
        case .shareJoined: "Share joined"
        case .residentsJoined: "Residents joined"
        case .residentsShare: "Share of residents"
        case .yearsSinceStart: "Years since start"
        case .year: "Year"
        }
    }

    fileprivate var format: CellStyle.Format {
        switch self {
        case .members, .joiners, .residentsJoined, .yearsSinceStart: .count
        case .shareJoined, .residentsShare: .factor
        case .year: .year
        }
    }
}
