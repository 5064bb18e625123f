import Appraisal
import CouncilModel
import Stochastics

/// A run whose figures are held in memory; it holds no budgets of councils.
extension RunResult: TrialSource {
    /// What the result holds.
    package var shape: RunShape {
        RunShape(
            trials: trials,
            options: options.map { option in
                precondition(
                    option.woundUp.count == option.levers.count, "a result says of each lever whether it was wound up")
                return OptionShape(
                    name: option.name, levers: option.levers,
                    lines: option.lines.map {
                        LineKey(
                            lever: $0.lever, line: $0.line, side: $0.side, kind: $0.kind,
                            isReferenceOnly: $0.isReferenceOnly)
                    },
                    parties: option.parties.map(\.party), hasBudget: option.budget != nil,
                    hasCouncils: !option.councils.isEmpty
                )
            },
            assumptions: assumptions.map(\.name), pools: baseline.map(\.pool)
        )
    }

    /// Hands over the blocks of a pass from memory.
    package func run(
        _ pass: TrialPass, consumer: @escaping @Sendable (Int, Range<Int>) -> any BlockConsumer,
        finished: @escaping (Int, any BlockConsumer) -> Void
    ) throws(CouncilModelError) {
        let shape = shape
        for block in pass.blocks ?? 0..<shape.blocks {
            let range = shape.trials(of: block)
            let consumer = consumer(block, range)
            for option in pass.options ?? Array(options.indices) {
                let reading = BlockReading(range, allTrials: trials)
                for (position, council) in options[option].councils.enumerated() {
                    consumer.take(reading.figures(of: council), council: position, option: option)
                }
                consumer.take(reading.figures(of: options[option]), option: option)
            }
            let reading = BlockReading(range, allTrials: trials)
            consumer.finish(
                WorldTrials(
                    count: range.count, assumptions: assumptions.map { reading.row($0.values) },
                    poolSums: baseline.map { $0.meanByYear.map { $0 * Double(range.count) } }
                ))
            finished(block, consumer)
        }
    }
}

/// Copies the trials of a block out of arrays over all trials; what it hands out lives as long as it does.
private final class BlockReading {
    private let trials: Range<Int>
    private let allTrials: Int
    private var rows: [UnsafeMutablePointer<Double>] = []
    private var years: [UnsafeMutablePointer<Int16>] = []
    private var marks: [UnsafeMutablePointer<UInt8>] = []
    private lazy var zeros = row([Double](repeating: 0, count: allTrials))

    init(_ trials: Range<Int>, allTrials: Int) {
        self.trials = trials
        self.allTrials = allTrials
    }

    deinit {
        for row in rows { row.deallocate() }
        for row in years { row.deallocate() }
        for row in marks { row.deallocate() }
    }

    func row(_ values: [Double]) -> TrialRow {
        precondition(values.count == allTrials, "a figure has a value for every trial")
        let row = UnsafeMutablePointer<Double>.allocate(capacity: trials.count)
        for (place, trial) in trials.enumerated() { row[place] = values[trial] }
        rows.append(row)
        return TrialRow(row)
    }

    func figures(of council: CouncilResult) -> CouncilTrials {
        let joining = UnsafeMutablePointer<Int16>.allocate(capacity: trials.count)
        let flows = UnsafeMutablePointer<UInt8>.allocate(capacity: trials.count)
        for (place, trial) in trials.enumerated() {
            joining[place] = council.joiningYear[trial]
            flows[place] = council.hasFlow[trial] ? 1 : 0
        }
        years.append(joining)
        marks.append(flows)
        let npv = row(council.npv)
        let isAllCash = trials.allSatisfy { council.npv[$0] == council.cashNPV[$0] }
        return CouncilTrials(
            count: trials.count, npv: npv, cashNPV: isAllCash ? npv : row(council.cashNPV), joiningYear: joining,
            hasFlow: flows, pays: council.meanPays * Double(trials.count),
            gains: council.meanGains * Double(trials.count),
            npvSummary: RowSummary(of: npv, count: trials.count, above: CashMeasures.halfAPenny)
        )
    }

    func figures(of option: OptionResult) -> OptionTrials {
        let parties = Party.allCases.map { party in option.parties.first { $0.party == party } }
        return OptionTrials(
            count: trials.count, measures: Measure.allCases.map { option.measures[$0].map(row) },
            costs: option.costsByYear.map(row), benefits: option.benefitsByYear.map(row),
            cash: option.cashByYear.map(row), members: option.members.map { $0.map(row) },
            woundUp: option.woundUp.map { row($0.map { $0 ? 1 : 0 }) },
            lines: option.lines.map { (row($0.presentValue), row($0.presentValueBeforeUplift)) },
            pays: parties.map { $0.map { row($0.pays) } ?? zeros },
            gains: parties.map { $0.map { row($0.gains) } ?? zeros }, budget: option.budget.map(figures)
        )
    }

    func figures(of budget: BudgetResult) -> BudgetTrials {
        BudgetTrials(
            count: trials.count,
            rows: CashRow.allCases.filter { !$0.isDerived }.map { cash in budget.byYear(cash).map(row) },
            chargesBeyond: row(budget.chargesBeyond)
        )
    }
}

extension OptionResult {
    /// The values of a measure that every option has, by trial.
    func values(of measure: Measure) -> [Double] {
        guard let values = measures[measure] else {
            preconditionFailure("every option of a result has \(measure.rawValue)")
        }
        return values
    }
}
