import Formulas

/// A formula made ready to run: its program, and where each operand comes from.
///
/// A class, so that handing it on in the inner loops copies one reference and not all its parts.
final class PlannedFormula: Sendable {
    /// Number of this formula in its plan; a kernel keeps one buffer for each.
    let id: Int
    /// The formula as written, for messages.
    let formula: Formula
    /// What is evaluated.
    let program: Program
    /// Where each operand of `program` comes from, in its order.
    let sources: [VariableSource]
    /// Whether its value differs between councils.
    let dependsOnCouncil: Bool
    /// Whether its value differs between years.
    let dependsOnYear: Bool
    /// Index of the assumption that it is, and nothing else; nil: it is more, or another name.
    let bareAssumption: Int?

    init(
        id: Int, formula: Formula, program: Program, sources: [VariableSource], dependsOnCouncil: Bool,
        dependsOnYear: Bool
    ) {
        self.id = id
        self.formula = formula
        self.program = program
        self.sources = sources
        self.dependsOnCouncil = dependsOnCouncil
        self.dependsOnYear = dependsOnYear
        if formula.isBareName, case .assumption(let index)? = sources.first {
            bareAssumption = index
        } else {
            bareAssumption = nil
        }
    }
}

/// Where the value of a name in a formula comes from.
enum VariableSource: Sendable {
    /// A number column of the register: index into `RunPlan.numberColumns`.
    case number(Int)
    /// A text column of the register: index into `RunPlan.textColumns`.
    case text(Int)
    /// An assumption: index into `RunPlan.assumptions`.
    case assumption(Int)
    /// What follows how the lever goes that the line belongs to.
    case lever(LeverVariable)
}

/// A number that follows how a lever goes, by year and trial.
enum LeverVariable: Sendable, Hashable {
    case time(TimeVariable)
    /// A sum over members: index into the line's sums.
    case sum(Int)
}

/// A line's scale made ready to run.
struct PlannedScale: Sendable {
    let formula: PlannedFormula
    /// What is summed over members.
    let sums: [PlannedFormula]
}

/// Resolves names and numbers the formulas of one plan.
struct FormulaPlanner {
    private let assumptions: [String: Int]
    private let variations: [Assumption.Variation]
    private let register: Register
    private let selected: [Int]
    private(set) var numberColumns: [[Double?]] = []
    private(set) var textColumns: [[String?]] = []
    private(set) var used: Set<Int> = []
    private(set) var count = 0
    /// Numbers by council position that amounts and shares are multiplied by, each different list once.
    private(set) var parts: [[Double]] = []
    private var partNumbers: [[UInt64]: Int] = [:]
    /// Parts that formulas of register columns come to: many amounts share one.
    private var partsOfFormulas: [Formula: Int] = [:]
    private var columnSources: [String: VariableSource] = [:]

    init(scenario: Scenario) {
        assumptions = Dictionary(
            uniqueKeysWithValues: scenario.assumptions.enumerated().map { ($0.element.name, $0.offset) }
        )
        variations = scenario.assumptions.map(\.variesBy)
        register = scenario.register
        selected = scenario.selected
    }

    /// - Precondition: every name is an assumption, a column, a time variable or a sum; scenario checking made sure.
    mutating func plan(_ formula: Formula) -> PlannedFormula {
        let program = Program(formula)
        var dependsOnCouncil = false
        var dependsOnYear = false
        let sources = program.names.map { name in
            let source = source(of: name)
            switch source {
            case .number, .text: dependsOnCouncil = true
            case .lever: dependsOnYear = true
            case .assumption(let index):
                used.insert(index)
                switch variations[index] {
                case .trial: break
                case .year: dependsOnYear = true
                case .council, .column: dependsOnCouncil = true
                case .councilAndYear:
                    dependsOnCouncil = true
                    dependsOnYear = true
                }
            }
            return source
        }
        defer { count += 1 }
        return PlannedFormula(
            id: count, formula: formula, program: program, sources: sources, dependsOnCouncil: dependsOnCouncil,
            dependsOnYear: dependsOnYear
        )
    }

    /// As `plan(_:)`; nil stays nil.
    mutating func plan(_ formula: Formula?) -> PlannedFormula? {
        guard let formula else { return nil }
        return plan(formula) as PlannedFormula
    }

    /// The factors of an amount.
    mutating func factors(of amount: Formula) -> AmountFactors {
        let assumptions = assumptions
        let variations = variations
        let factors = amount.factors { name in
            guard let index = assumptions[name] else { return .council }
            switch variations[index] {
            case .trial, .year: return .trial
            case .council, .column, .councilAndYear: return .cell
            }
        }
        return AmountFactors(
            part: part(of: factors[.council]), trial: plan(factors[.trial]), cell: plan(factors[.cell]))
    }

    /// The number of the part that a formula of register columns comes to; nil stands for 1.
    private mutating func part(of formula: Formula?) -> Int {
        guard let formula else { return part(Array(repeating: 1, count: selected.count)) }
        if let known = partsOfFormulas[formula] { return known }
        let planned: PlannedFormula = plan(formula)
        let number = part(values(of: planned))
        partsOfFormulas[formula] = number
        return number
    }

    /// The number of a list of numbers by council position.
    mutating func part(_ numbers: [Double]) -> Int {
        let bits = numbers.map(\.bitPattern)
        if let known = partNumbers[bits] { return known }
        parts.append(numbers)
        partNumbers[bits] = parts.count - 1
        return parts.count - 1
    }

    /// The value at each council of a formula of register columns; NaN where a cell that it needs is empty.
    private func values(of planned: PlannedFormula) -> [Double] {
        let program = planned.program
        var operands = planned.sources.map { _ in Operand.missing }
        return selected.indices.map { position in
            for (index, source) in planned.sources.enumerated() {
                switch source {
                case .number(let column):
                    operands[index] = numberColumns[column][position].map { .scalar($0) } ?? .missing
                case .text(let column): operands[index] = textColumns[column][position].map { .text($0) } ?? .missing
                case .assumption, .lever: preconditionFailure("a council's own factor reads the register alone")
                }
            }
            return program.scalarValue(operands)
        }
    }

    /// A scale; nil stays nil.
    mutating func plan(_ scale: Line.Scale?) -> PlannedScale? {
        guard let scale else { return nil }
        for index in scale.sums.indices { columnSources[Formula.nameOfSum(index)] = .lever(.sum(index)) }
        return PlannedScale(formula: plan(scale.formula), sums: scale.sums.map { plan($0) })
    }

    private mutating func source(of name: String) -> VariableSource {
        if let index = assumptions[name] { return .assumption(index) }
        if let source = columnSources[name] { return source }
        let source: VariableSource
        switch register.column(name)?.cells {
        case .numbers(let cells):
            numberColumns.append(selected.map { cells[$0] })
            source = .number(numberColumns.count - 1)
        case .texts(let cells):
            textColumns.append(selected.map { cells[$0] })
            source = .text(textColumns.count - 1)
        case nil:
            guard let variable = TimeVariable(rawValue: name) else {
                preconditionFailure("a checked scenario has no unknown name in a formula, but found \(name)")
            }
            return .lever(.time(variable))
        }
        columnSources[name] = source
        return source
    }
}
