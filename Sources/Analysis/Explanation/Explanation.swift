import CouncilModel

/// What a figure of a run is made of.
package struct Explanation: Sendable {
    /// What was asked.
    package let question: Question
    /// Name of the option.
    package let option: String
    /// Name of the reference whose figures are taken off; nil: do nothing.
    package let reference: String?
    /// ISO code of the currency.
    package let currency: String
    /// The year of prices.
    package let priceYear: Int
    /// Number of trials of the run.
    package let trials: Int
    /// The seed of its draws.
    package let seed: UInt64
    /// The figure, with what it is made of.
    package let figure: ExplanationRow

    /// A figure to be explained.
    package struct Question: Sendable, Hashable {
        /// Index into the run's options, `Do nothing` first.
        package var option: Int
        /// The measure.
        package var measure: Measure
        /// Number of the trial, from 0; nil: the mean over trials.
        package var trial: Int?
        /// Council position, where one council's figure is asked for.
        package var council: Int?
        /// Name of the line, where one line's part is asked for.
        package var line: String?
        /// How many councils are shown one by one under a row.
        package var mostCouncils: Int

        /// Of its parts, which the properties of these names explain.
        package init(
            option: Int, measure: Measure, trial: Int? = nil, council: Int? = nil, line: String? = nil,
            mostCouncils: Int = 5
        ) {
            self.option = option
            self.measure = measure
            self.trial = trial
            self.council = council
            self.line = line
            self.mostCouncils = mostCouncils
        }

        /// Why the question has no answer; nil where it has one.
        package var problem: String? {
            let name = measure.rawValue
            guard measure.isExplained else {
                return "\(name) is no sum of lines; what can be explained is \(Measure.explainedNames)"
            }
            if council != nil, measure != .councilNPV, measure != .councilCashNPV {
                return "\(name) is no figure of one council; ask for council_npv or council_cash_npv"
            }
            if line != nil, measure.isRatio { return "a line has no \(name); ask for npsv or pv_public_costs" }
            if line != nil, trial == nil, measure == .councilNPV || measure == .councilCashNPV {
                return "the mean of \(name) is not kept by line; ask for one trial"
            }
            return nil
        }
    }

    init(_ question: Question, scenario: Scenario, figure: ExplanationRow) {
        self.question = question
        option = question.option == 0 ? RunPlan.doNothing : scenario.options[question.option - 1].name
        reference = scenario.reference.map { scenario.options[$0].name }
        currency = scenario.currency
        priceYear = scenario.priceYear
        trials = scenario.trials
        seed = scenario.seed
        self.figure = figure
    }
}

extension Measure {
    /// Whether it can be traced to lines.
    package var isExplained: Bool { account != nil || isRatio }

    /// Whether it is a ratio of two measures that are explained.
    var isRatio: Bool { self == .bcr || self == .bcrNet }

    /// Names of those that can be explained.
    package static var explainedNames: String {
        allCases.filter(\.isExplained).map(\.rawValue).joined(separator: ", ")
    }

    /// The flows that it is a present value of; nil where it is no sum of flows.
    var account: Account? {
        switch self {
        case .npsv, .pvCosts, .pvBenefits: .whole
        case .pvPublicCosts: .publicCosts
        case .cashNPV: .publicCash
        case .councilNPV: .councils
        case .councilCashNPV: .councilCash
        default: nil
        }
    }

    /// What a flow of a line in its account counts for in it: 0 where it does not.
    func sign(of line: Line) -> Double {
        switch self {
        case .npsv: line.side.signInNPSV
        case .pvCosts: line.side == .cost ? 1 : 0
        case .pvBenefits: line.side == .benefit ? 1 : 0
        default: 1
        }
    }

    /// Whether every line on one side counts in it, so that it has one level less.
    var hasOneSide: Bool { self == .pvCosts || self == .pvBenefits }
}

extension Line.Side {
    /// What its lines are called together.
    var heading: String {
        switch self {
        case .benefit: "Benefits"
        case .cost: "Costs"
        case .transfer: "Transfers"
        }
    }

    /// The order in which sides are explained.
    static let explained: [Line.Side] = [.benefit, .cost, .transfer]
}

extension [ExplanationRow] {
    /// Rows of lines as the parts of a measure: one row a side, or the lines themselves where the measure has only one.
    static func bySide(_ lines: [(side: Line.Side, row: ExplanationRow)], of measure: Measure) -> [ExplanationRow] {
        if measure.hasOneSide { return lines.map(\.row) }
        return Line.Side.explained.compactMap { side in
            let rows = lines.filter { $0.side == side }.map(\.row)
            return rows.isEmpty ? nil : ExplanationRow(.side, side.heading, sumOf: rows)
        }
    }

    /// The largest rows first, ties in the order given, and those beyond `most` in one.
    func largest(_ most: Int) -> [ExplanationRow] {
        let order = indices.sorted { (-self[$0].amount.magnitude, $0) < (-self[$1].amount.magnitude, $1) }
        let shown = order.prefix(most).map { self[$0] }
        let rest = order.dropFirst(most).map { self[$0] }
        guard !rest.isEmpty else { return shown }
        let sum = rest.reduce(0) { $0 + $1.amount }
        return shown + [ExplanationRow(.others, "\(rest.count) other\(rest.count == 1 ? "" : "s")", amount: sum)]
    }
}
