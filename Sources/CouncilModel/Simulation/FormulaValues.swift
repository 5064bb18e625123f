import Formulas

/// Values of the plan's formulas in one block under one option: a row of trials for each formula, and year where the
/// formula depends on it, kept until the council changes.
final class FormulaValues {
    private let plan: RunPlan
    let width: Int
    private let firstTrial: Int?
    private let workspace: Workspace
    private var tables: [StableTable?]
    /// For each formula and row: the council whose values stand there; `anyCouncil` where they hold for all.
    private var holders: [[Int]]
    private var operands: [Operand] = []
    /// Values of each assumption by entity, `[assumption][entity][trial]`; nil for those that nothing reads.
    private(set) var assumptions: [StableTable?]

    private static let nobody = -2
    private static let anyCouncil = -1

    init(plan: RunPlan, source: DrawSource) {
        self.plan = plan
        width = source.count
        firstTrial = source.trials?.lowerBound
        workspace = Workspace(width: width)
        tables = Array(repeating: nil, count: plan.formulaCount)
        holders = Array(repeating: [], count: plan.formulaCount)
        assumptions = []
    }

    /// Takes up the drawn values of an option and forgets what was evaluated with others.
    func begin(with assumptions: [StableTable?]) {
        self.assumptions = assumptions
        for index in holders.indices {
            for row in holders[index].indices { holders[index][row] = Self.nobody }
        }
    }

    /// The values of a formula by trial. `variables` gives the rows of what follows how a lever goes,
    /// where the formula is a line's scale.
    ///
    /// The pointer holds until the same formula is asked for with another council.
    func values(
        of formula: PlannedFormula, council: Int, year: Int,
        variables: ((LeverVariable) -> UnsafePointer<Double>)? = nil
    ) -> UnsafePointer<Double> {
        let row = formula.dependsOnYear ? year : 0
        let holder = formula.dependsOnCouncil ? council : Self.anyCouncil
        let table: StableTable
        if let existing = tables[formula.id] {
            table = existing
        } else {
            let rows = formula.dependsOnYear ? plan.years : 1
            table = StableTable(rows: rows, width: width)
            tables[formula.id] = table
            holders[formula.id] = Array(repeating: Self.nobody, count: rows)
        }
        let values = table[row]
        if holders[formula.id][row] != holder {
            fillOperands(of: formula, council: council, year: year, variables: variables)
            switch formula.program.evaluate(operands, count: width, in: workspace) {
            case .scalar(let value): values.update(repeating: value, count: width)
            case .vector(let source): values.update(from: source, count: width)
            }
            holders[formula.id][row] = holder
        }
        return UnsafePointer(values)
    }

    /// As `values`, for a parameter that has to be finite in every trial.
    func finiteValues(
        of formula: PlannedFormula, council: Int, year: Int = 0, place: String
    ) throws(CouncilModelError) -> UnsafePointer<Double> {
        let result = values(of: formula, council: council, year: year)
        for trial in 0..<width where !result[trial].isFinite {
            throw CouncilModelError(
                place: place, council: formula.dependsOnCouncil ? plan.codes[council] : nil,
                year: formula.dependsOnYear ? plan.scenario.baseYear + year : nil, trial: trialNumber(trial),
                reason: explanation(of: formula, council: council, year: year, trial: trial)
            )
        }
        return result
    }

    /// The run's number of a trial of this block; nil in the central case.
    func trialNumber(_ trial: Int) -> Int? { firstTrial.map { $0 + trial } }

    /// Why a formula's value in a trial (index within the block) is not finite, in words.
    func explanation(
        of formula: PlannedFormula, council: Int, year: Int, trial: Int,
        variables: ((LeverVariable) -> UnsafePointer<Double>)? = nil
    ) -> String? {
        fillOperands(of: formula, council: council, year: year, variables: variables)
        return formula.program.explainNonFinite(operands, at: trial)
    }

    private func fillOperands(
        of formula: PlannedFormula, council: Int, year: Int,
        variables: ((LeverVariable) -> UnsafePointer<Double>)?
    ) {
        operands.removeAll(keepingCapacity: true)
        for source in formula.sources {
            switch source {
            case .number(let column):
                operands.append(plan.numberColumns[column][council].map { .scalar($0) } ?? .missing)
            case .text(let column):
                operands.append(plan.textColumns[column][council].map { .text($0) } ?? .missing)
            case .assumption(let index):
                operands.append(.vector(UnsafePointer(assumptionRow(index, council: council, year: year))))
            case .lever(let variable):
                guard let variables else { preconditionFailure("time variables and sums stand in scales only") }
                operands.append(.vector(variables(variable)))
            }
        }
    }

    private func assumptionRow(_ index: Int, council: Int, year: Int) -> UnsafeMutablePointer<Double> {
        guard let table = assumptions[index] else { preconditionFailure("an assumption that is read is drawn") }
        let planned = plan.assumptions[index]
        switch planned.assumption.variesBy {
        case .trial: return table[0]
        case .council: return table[council]
        case .year: return table[year]
        case .column: return table[planned.entityOfCouncil[council]]
        case .councilAndYear: return table[council * plan.years + year]
        }
    }
}

/// Rounds half up as the whole model does: ⌊x + ½ + 10⁻⁹⌋.
func roundHalfUp(_ value: Double) -> Int {
    // Held to what an Int can hold: nothing in years or councils comes near.
    Int(min(1e15, max(-1e15, (value + 0.5 + 1e-9).rounded(.down))))
}
