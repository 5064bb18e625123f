import CouncilModel
import Formulas
import Stochastics

/// Columns of `assumptions`.
enum AssumptionColumns {
    static let headings = [
        "Assumption", "Central value", "Unit", "Price factor", "Value used", "Used here", "Varies by", "Distribution",
        "Grade", "Basis", "Source", "Note", "Owner", "Review", "Prices of",
    ]
    static let (name, central, unit, factor, used) = (0, 1, 2, 3, 4)
    static let widths: [Double] = [34, 16, 18, 11, 16, 10, 11, 34, 7, 16, 60, 60, 16, 12, 9]
}

/// What goes into the model: assumptions, councils, discounting.
extension CentralModel {
    /// The register of assumptions; the central values are the cells that users change.
    func putAssumptions() {
        let sheet = assumptions
        let replaced = Set(givens.assumptions.filter(\.isReplaced).map(\.assumption.name))
        let used = usedNames
        for (offset, assumption) in scenario.assumptions.enumerated() {
            let row = Self.firstRow + offset
            let distribution = distribution(of: assumption)
            assumptionRows[assumption.name] = row
            let isUsed = used.contains(assumption.name)
            sheet.put(assumption.name, row, 0, CellStyle(.plain))
            sheet.put(assumption.priceFactor, row, AssumptionColumns.factor, CellStyle(.plain, .factor))
            if assumption.variesBy == .council {
                sheet.put("by council", row, AssumptionColumns.central, CellStyle(.note))
                sheet.put(isUsed ? "see Councils" : "", row, AssumptionColumns.used, CellStyle(.note))
            } else {
                sheet.put(
                    distribution.centralValue, row, AssumptionColumns.central,
                    CellStyle(isUsed ? .input : .plain, .factor))
                putLive(
                    sheet.cell(row, 1, fixesRow: false) * sheet.cell(row, 3, fixesRow: false), on: sheet, row,
                    AssumptionColumns.used, .factor)
            }
            let texts = [
                isUsed ? "yes" : "no", assumption.variesBy.words,
                distribution.words + (replaced.contains(assumption.name) ? " (of this option)" : ""), assumption.grade,
                assumption.basis, assumption.source, assumption.note, assumption.owner, assumption.review,
            ]
            sheet.put(assumption.unit ?? "", row, AssumptionColumns.unit, CellStyle(.plain))
            sheet.put(texts, row, 5, CellStyle(.plain))
            sheet.put(assumption.prices.map(Double.init), row, 14, CellStyle(.plain, .year))
        }
        sheet.widths = AssumptionColumns.widths
    }

    /// The distribution of an assumption under the option.
    private func distribution(of assumption: Assumption) -> Distribution {
        let option = scenario.options.first { $0.name == givens.option }
        return option?.with.first { $0.assumption == assumption.name }?.distribution ?? assumption.distribution
    }

    /// Names that the option's lines and pools read.
    private var usedNames: Set<String> {
        var formulas: [Formula] = []
        for entry in entries {
            let line = entry.line
            formulas += [line.uplift, line.growth, line.cashed, line.resource, line.scale?.formula].compactMap { $0 }
            formulas += (line.scale?.sums ?? []) + line.timing.parameters + entry.given.modifiers.map(\.by)
            switch line.value {
            case .amount(let formula), .contractBreak(let formula): formulas.append(formula)
            case .claim(let name, let share, let value):
                formulas += [share] + [value].compactMap { $0 }
                for pool in scenario.pools where pool.name == name { formulas += [pool.amount, pool.growth] }
            case .team(let team): formulas += [team.demand, team.dayCost, team.pooledDayCost]
            }
        }
        return Set(formulas.flatMap { $0.names.map(\.name) })
    }

    /// Councils with the columns of the register and the drawn values that the option's formulas read, and with their
    /// joining years.
    func putCouncils() {
        let sheet = councils
        let register = scenario.register
        for (position, row) in scenario.selected.enumerated() {
            sheet.put(
                [register.codes[row], register.names[row], register.types[row]], councilRow(position), 0,
                CellStyle(.plain))
        }
        nextCouncilColumn = 3
        let used = usedNames
        for column in register.columns where used.contains(column.name) {
            let place = addCouncilColumn("column \(column.name)", heading: column.name, note: column.unit ?? "")
            for (position, row) in scenario.selected.enumerated() {
                switch column.cells {
                case .numbers(let cells):
                    if let number = cells[row] {
                        sheet.put(number, councilRow(position), place, CellStyle(.input))
                    } else {
                        sheet.put("n/a", councilRow(position), place, CellStyle(.note))
                    }
                case .texts(let cells):
                    sheet.put(cells[row] ?? "", councilRow(position), place, CellStyle(.input, .text))
                }
            }
        }
        for drawn in givens.assumptions
        where drawn.assumption.variesBy == .council && used.contains(drawn.assumption.name) {
            let name = drawn.assumption.name
            let place = addCouncilColumn("assumption \(name)", heading: name, note: drawn.assumption.unit ?? "")
            for position in scenario.selected.indices {
                sheet.put(
                    drawn.value(council: position, year: nil), councilRow(position), place, CellStyle(.marked, .factor))
            }
        }
        for (slot, lever) in givens.levers.enumerated() { putJoining(lever, slot: slot) }
    }

    private func putJoining(_ lever: GivenLever, slot: Int) {
        let name = lever.lever.title
        let joins = addCouncilColumn("joins \(slot)", heading: "Joins: \(name)", note: "calendar year")
        for position in lever.lever.eligible {
            councils.put(calendar(lever.joining[position]), councilRow(position), joins, CellStyle(.marked, .year))
        }
        if let contract = lever.contract, lever.lines.contains(where: { $0.line.timing == .renewal }) {
            let first = addCouncilColumn(
                "first end \(slot)", heading: "First contract end: \(name)", note: "calendar year")
            let length = addCouncilColumn("length \(slot)", heading: "Contract length: \(name)", note: "years")
            for position in lever.lever.eligible {
                councils.put(calendar(contract.first[position]), councilRow(position), first, CellStyle(.marked, .year))
                councils.put(
                    Double(contract.length[position]), councilRow(position), length, CellStyle(.marked, .count))
            }
        }
        guard lever.lever.contractBreak != nil else { return }
        let left = addCouncilColumn("years left \(slot)", heading: "Contract years broken: \(name)", note: "years")
        for position in lever.lever.eligible {
            councils.put(Double(lever.yearsLeft[position]), councilRow(position), left, CellStyle(.marked, .count))
        }
    }

    /// Takes a new column up.
    func addCouncilColumn(_ key: String, heading: String, note: String) -> Int {
        let column = nextCouncilColumn
        nextCouncilColumn += 1
        councilColumns[key] = column
        councils.put(note, Self.headingRow - 1, column, CellStyle(.note))
        councils.put(heading, Self.headingRow, column, CellStyle(.heading, wraps: true))
        return column
    }

    /// A new column of a formula for every council, unless there is one; with values where it cannot be written.
    @discardableResult
    func putCouncilColumn(
        _ key: String, heading: String, formula: Formula, what: String, held: Bool = false,
        isDefinition: Bool = false
    ) -> Expression? {
        if let known = councilCell(key) { return known }
        var expression = expression(of: formula, what: what, isDefinition: isDefinition)
        if held { expression = expression.map { .call(.max, [.number(0), $0]) } }
        let column = addCouncilColumn(key, heading: heading, note: formula.text)
        for position in scenario.selected.indices {
            let row = councilRow(position)
            if let expression {
                putLive(expression.moved(to: row, of: councils), on: councils, row, column, .factor)
            } else {
                let value = value(of: formula, council: position)
                councils.put(held ? max(0, value) : value, row, column, CellStyle(.marked, .factor))
            }
        }
        return councilCell(key)
    }
}

extension Assumption.Variation {
    /// What one draw holds for, in words.
    var words: String {
        switch self {
        case .trial: "trial"
        case .council: "council"
        case .year: "year"
        case .column(let name): name
        case .councilAndYear: "council and year"
        }
    }
}
