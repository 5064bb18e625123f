import CouncilModel
import Formulas

/// What a name in a formula stands for, and what its value holds for.
struct NameTable {
    /// What a name stands for.
    enum Meaning {
        case numberColumn
        case textColumn
        case assumption(Assumption.Variation)
        case quantity
        case timeVariable
    }

    /// What is known of a name's unit.
    enum KnownUnit {
        case known(Unit)
        /// The scenario does not say.
        case missing
        /// It cannot be told for a reason that has been reported, or that makes every unit fit.
        case open
        /// A quantity's, because these names have none.
        case because([String])
    }

    private(set) var meanings: [String: Meaning] = [:]
    var units: [String: KnownUnit] = [:]

    mutating func add(_ name: String, _ meaning: Meaning, unit: KnownUnit) {
        meanings[name] = meaning
        units[name] = unit
    }

    /// Names that can stand where a number is wanted, time variables only where they can.
    func numberNames(withTimeVariables: Bool) -> [String] {
        meanings.filter { _, meaning in
            switch meaning {
            case .textColumn: false
            case .timeVariable: withTimeVariables
            default: true
            }
        }.map(\.key).sorted()
    }

    /// Names of columns of texts.
    var textNames: [String] {
        meanings.filter { if case .textColumn = $0.value { true } else { false } }.map(\.key).sorted()
    }

    /// What one value of the name holds for.
    func reach(of name: String) -> Reach {
        switch meanings[name] {
        case .numberColumn?, .textColumn?, .assumption(.council)?, .assumption(.column)?: .council
        case .assumption(.year)?: .year
        case .assumption(.councilAndYear)?: .councilAndYear
        case .timeVariable?: .time
        case .assumption(.trial)?, .quantity?, nil: .trial
        }
    }

    /// What one value of a name holds for.
    enum Reach: Hashable {
        case trial, council, year, councilAndYear, time

        /// How it is said of a name.
        var phrase: String {
            switch self {
            case .trial: "is one value for the whole trial"
            case .council: "differs between councils"
            case .year: "is drawn for each year"
            case .councilAndYear: "is drawn for each council and year"
            case .time: "is a time variable"
            }
        }
    }
}

/// What a place in a scenario takes: which names, and in what unit.
struct FormulaPlace {
    /// Reaches that its names may have.
    let reaches: Set<NameTable.Reach>
    /// Units that its value may have; nil: any.
    let units: [Unit]?
    /// Whether it is the inside of a sum over members.
    var isSum = false

    static func trial(_ units: [Unit]?) -> FormulaPlace { FormulaPlace(reaches: [.trial], units: units) }
    static func trialOrYear(_ units: [Unit]?) -> FormulaPlace { FormulaPlace(reaches: [.trial, .year], units: units) }
    static func council(_ units: [Unit]?) -> FormulaPlace { FormulaPlace(reaches: [.trial, .council], units: units) }
    static func councilOrYear(_ units: [Unit]?) -> FormulaPlace {
        FormulaPlace(reaches: [.trial, .council, .year, .councilAndYear], units: units)
    }
    /// Inside `over_members(…)`.
    static let summed = FormulaPlace(reaches: [.trial, .council, .year, .councilAndYear], units: nil, isSum: true)
    static let scale = FormulaPlace(reaches: [.trial, .year, .time], units: [.dimensionless])

    /// What it takes, in a message.
    var phrase: String {
        if reaches.contains(.time) {
            return "takes time variables and names of trial or year level only, others inside over_members(…)"
        }
        var levels = ["trial"]
        if reaches.contains(.council) { levels.append("council") }
        if reaches.contains(.year) { levels.append("year") }
        return "takes names of \(alternatives(levels)) level only"
    }
}
