import Formulas
import Stochastics

/// Values of the plan's formulas in one block under one set of replaced distributions: a row of trials for each formula,
/// and year where the formula depends on it, kept until the council changes.
final class FormulaValues {
    private let plan: RunPlan
    /// Number of trials.
    let width: Int
    private var firstTrial: Int?
    private let drawn: DrawnValues
    private let workspace: Workspace
    private var tables: [StableTable?]
    /// For each formula and row: the council whose values stand there; `anyCouncil` where they hold for all.
    private var holders: [[Int]]
    private var operands: [Operand] = []

    private static let nobody = -2
    private static let anyCouncil = -1

    init(plan: RunPlan, overrides: [PlannedOption.Override], samplers: [Sampler], width: Int) {
        self.plan = plan
        self.width = width
        drawn = DrawnValues(plan: plan, overrides: overrides, samplers: samplers, width: width)
        workspace = Workspace(width: width)
        tables = Array(repeating: nil, count: plan.formulaCount)
        holders = Array(repeating: [], count: plan.formulaCount)
    }

    /// Takes up a block of as many trials as it is wide, and forgets what was evaluated before.
    func begin(_ source: DrawSource, shared: SharedUniforms) {
        precondition(source.count == width, "a block is as wide as its values")
        firstTrial = source.trials?.lowerBound
        drawn.begin(source, shared: shared)
        for index in holders.indices {
            for row in holders[index].indices { holders[index][row] = Self.nobody }
        }
    }

    /// The values of an assumption itself, without a copy.
    func assumption(_ index: Int, council: Int, year: Int = 0) -> UnsafePointer<Double> {
        drawn.row(of: index, council: council, year: year)
    }

    /// Evaluates a line's scale, which is not kept: `variables` gives the rows of what follows how its lever goes.
    func evaluate(
        _ formula: PlannedFormula, year: Int, variables: (LeverVariable) -> UnsafePointer<Double>,
        into row: UnsafeMutablePointer<Double>
    ) {
        withoutActuallyEscaping(variables) { variables in
            fillOperands(of: formula, council: 0, year: year, variables: variables)
            evaluate(formula, into: row)
        }
    }

    private func evaluate(_ formula: PlannedFormula, into row: UnsafeMutablePointer<Double>) {
        switch formula.program.evaluate(operands, count: width, in: workspace) {
        case .scalar(let value): row.update(repeating: value, count: width)
        case .vector(let source): row.update(from: source, count: width)
        }
    }

    /// The values of a formula by trial. The pointer holds until the same formula is asked for with another council.
    func values(of formula: PlannedFormula, council: Int, year: Int) -> UnsafePointer<Double> {
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
            fillOperands(of: formula, council: council, year: year, variables: nil)
            evaluate(formula, into: values)
            holders[formula.id][row] = holder
        }
        return UnsafePointer(values)
    }

    /// As `values`, for a parameter that has to be finite in every trial.
    func finiteValues(
        of formula: PlannedFormula, council: Int, year: Int = 0, place: String
    ) throws(CouncilModelError) -> UnsafePointer<Double> {
        let result = values(of: formula, council: council, year: year)
        guard !areFinite(result, count: width) else { return result }
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
                operands.append(.vector(drawn.row(of: index, council: council, year: year)))
            case .lever(let variable):
                guard let variables else { preconditionFailure("time variables and sums stand in scales only") }
                operands.append(.vector(variables(variable)))
            }
        }
    }
}

/// Rounds half up as the whole model does: ⌊x + ½ + 10⁻⁹⌋.
func roundHalfUp(_ value: Double) -> Int {
    // Held to what an Int can hold: nothing in years or councils comes near.
    Int(min(1e15, max(-1e15, (value + 0.5 + 1e-9).rounded(.down))))
}
