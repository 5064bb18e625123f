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
    /// By formula: its rows, once they were asked for. A buffer and no array, as it is looked into for every row of every
    /// line.
    private let kept: UnsafeMutableBufferPointer<Rows?>
    private var operands: [Operand] = []
    /// Where budgets in money of the day are worked out for all options with these values.
    var nominalRoom: NominalMoney.Room?

    /// Rows of one formula.
    private final class Rows {
        let table: StableTable
        /// By row: the council whose values stand there; `anyCouncil` where they hold for all.
        let holders: UnsafeMutableBufferPointer<Int>

        init(rows: Int, width: Int) {
            table = StableTable(rows: rows, width: width)
            holders = .allocate(capacity: rows)
            forget()
        }

        deinit { holders.deallocate() }

        func forget() { holders.initialize(repeating: FormulaValues.nobody) }
    }

    private static let nobody = -2
    private static let anyCouncil = -1

    init(plan: RunPlan, overrides: [PlannedOption.Override], samplers: [Sampler], width: Int) {
        self.plan = plan
        self.width = width
        drawn = DrawnValues(plan: plan, overrides: overrides, samplers: samplers, width: width)
        workspace = Workspace(width: width)
        kept = .allocate(capacity: plan.formulaCount)
        kept.initialize(repeating: nil)
    }

    deinit {
        kept.deinitialize()
        kept.deallocate()
    }

    /// Takes up a block of as many trials as it is wide, and forgets what was evaluated before.
    func begin(_ source: DrawSource, shared: SharedUniforms) {
        precondition(source.count == width, "a block is as wide as its values")
        firstTrial = source.trials?.lowerBound
        drawn.begin(source, shared: shared)
        for rows in kept { rows?.forget() }
        nominalRoom?.forget()
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
        if let index = formula.bareAssumption { return drawn.row(of: index, council: council, year: year) }
        let row = formula.dependsOnYear ? year : 0
        let holder = formula.dependsOnCouncil ? council : Self.anyCouncil
        let rows = kept[formula.id] ?? Rows(rows: formula.dependsOnYear ? plan.years : 1, width: width)
        let values = rows.table[row]
        if rows.holders[row] != holder {
            kept[formula.id] = rows
            fillOperands(of: formula, council: council, year: year, variables: nil)
            evaluate(formula, into: values)
            rows.holders[row] = holder
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
