import CouncilModel
import Formulas

/// The central case of one option as sheets of formulas: assumptions lead to amounts, amounts to flows by year, flows to
/// totals, as the engine does it and in the same order.
///
/// Formulas refer to cells of these sheets and to nothing else. What a spreadsheet cannot work out stands as a value in a
/// style of its own (``CellStyle/Role/marked``): who joins when, contract ends, what each council draws, residents of
/// members, staffing for a service level, and formulas that would be longer than a cell can hold.
package final class CentralModel {
    let scenario: Scenario
    let givens: CentralGivens
    /// The reference's flows, which are subtracted as values; nil where all is measured against do nothing.
    let reference: CentralGivens?
    let assumptions = Sheet("Assumptions", .results)
    let quantities = Sheet("Quantities", .model)
    let levers = Sheet("Levers", .model)
    let councils = Sheet("Councils", .model)
    let years = Sheet("Years", .model)
    let lines = Sheet("Lines", .model)
    let profiles = Sheet("Profiles", .model)
    let claims = Sheet("Claims", .model)
    let flows = Sheet("Flows", .model)

    /// Stands for a year that never comes, shown as `never`.
    package static let never = 9_999
    /// Row of headings of every sheet of the model, and the first row below.
    static let (headingRow, firstRow) = (3, 4)

    var translation: FormulaTranslation
    /// Row of each assumption, quantity and pool, and column of what has one for each council, by key.
    var assumptionRows: [String: Int] = [:]
    var quantityRows: [String: Int] = [:]
    var councilColumns: [String: Int] = [:]
    var nextCouncilColumn = 0
    var yearRows: [String: Int] = [:]
    var profileRows: [Int: Int] = [:]
    /// Row of the last claim on a pool at a council so far.
    var lastClaim: [ClaimPlace: Int] = [:]
    /// Lines of the option in order of claiming.
    let entries: [LineEntry]
    /// The youngest and the oldest age, in years since joining, that profiles reach. Joining can be set to five years before
    /// the first one and still finds its profile.
    let ages: ClosedRange<Int>
    /// Columns of `flows` that lines need beside the fixed ones.
    let columns: FlowColumns
    /// Formulas that stand as values, as they would be too long for a cell.
    private(set) var unwritten: [String] = []

    /// A pool at a council.
    struct ClaimPlace: Hashable {
        let pool: String
        let council: Int
    }

    /// One line of the option.
    struct LineEntry {
        /// Number in tables, from 1.
        let number: Int
        /// Place of its lever in the order of claiming.
        let slot: Int
        let given: GivenLine
        var line: Line { given.line }
    }

    /// Lays the central case of an option out.
    package init(scenario: Scenario, givens: CentralGivens, reference: CentralGivens?) {
        self.scenario = scenario
        self.givens = givens
        self.reference = reference
        translation = FormulaTranslation(quantities: scenario.quantities.map { ($0.name, $0.formula) })
        var entries: [LineEntry] = []
        for (slot, lever) in givens.levers.enumerated() {
            for line in lever.lines {
                entries.append(LineEntry(number: entries.count + 1, slot: slot, given: line))
            }
        }
        self.entries = entries
        ages = Self.ages(entries, givens: givens, years: scenario.years)
        columns = FlowColumns(entries: entries)
        startSheets()
        putAssumptions()
        putCouncils()
        putDiscounting()
        putLevers()
        for entry in entries { putLine(entry) }
        putFlows()
        finishSheets()
    }

    /// All sheets of it that hold anything, in the order in which one leads to the next.
    package var sheets: [Sheet] {
        [assumptions, quantities, levers, councils, years, lines, profiles, claims, flows].filter {
            $0.rowCount > Self.firstRow
        }
    }

    /// Calendar year of a year index; `never` where there is none.
    func calendar(_ index: Int?) -> Double {
        index.map { Double(scenario.baseYear + $0) } ?? Double(Self.never)
    }

    /// The row of a council position on `councils`.
    func councilRow(_ position: Int) -> Int { Self.firstRow + position }

    /// Notes that a formula stands as a value.
    func noteUnwritten(_ what: String) { unwritten.append(what) }
}

/// Where things stand in a row of `flows`.
struct FlowColumns {
    static let headings = [
        "Line", "Lever", "Name", "Side", "Kind", "Code", "Council", "Joins", "Amount or share", "Uplift",
        "Counts", "Public cash", "Public cost", "Present value", "Before uplift",
    ]
    static let (line, side, kind, code, council, joins, amount, uplift) = (0, 3, 4, 5, 6, 7, 8, 9)
    static let (counts, cash, cost, presentValue, beforeUplift) = (10, 11, 12, 13, 14)
    /// Most modifiers of one line.
    let modifiers: Int
    /// Whether any line's lag, life or decay is each council's own.
    let hasOwnTiming: Bool
    /// Whether any claim has a value for a unit of its pool.
    let hasValue: Bool

    init(entries: [CentralModel.LineEntry]) {
        modifiers = entries.map(\.given.modifiers.count).max() ?? 0
        hasOwnTiming = entries.contains { $0.line.level == .council && !$0.line.timing.parameters.isEmpty }
        hasValue = entries.contains { $0.line.claimValue != nil }
    }

    func modifier(_ number: Int) -> Int { Self.headings.count + number }
    var lag: Int { Self.headings.count + modifiers }
    var lasts: Int { lag + 1 }
    var decay: Int { lag + 2 }
    var value: Int { lag + (hasOwnTiming ? 3 : 0) }
    /// The column of year 0.
    var firstYear: Int { value + (hasValue ? 1 : 0) }

    /// Headings of all columns before the years.
    var headings: [String] {
        Self.headings + (0..<modifiers).map { "Modifier \($0 + 1)" } + (hasOwnTiming ? ["Lag", "Lasts", "Decay"] : [])
            + (hasValue ? ["Value of a unit"] : [])
    }
}

extension Line {
    /// What a unit of the pool is worth that it claims, where the scenario says.
    var claimValue: Formula? {
        if case .claim(_, _, let value) = value { return value }
        return nil
    }
}

extension Timing {
    /// Its formulas.
    var parameters: [Formula] {
        switch self {
        case .membership(_, let lasts, let decay, let lag): [lasts].compactMap { $0 } + [decay, lag]
        case .running(_, _, _, let lasts): [lasts].compactMap { $0 }
        case .joining, .renewal, .start, .windUp, .end: []
        }
    }

    /// Its fractions, or its ramp.
    var weights: [Double] {
        switch self {
        case .joining(let spread, _), .start(let spread, _): spread
        case .membership(let ramp, _, _, _), .running(let ramp, _, _, _): ramp
        case .renewal, .windUp, .end: [1]
        }
    }
}
