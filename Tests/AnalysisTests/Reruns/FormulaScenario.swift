import Appraisal
import CouncilModel
import Formulas
import Stochastics

@testable import Analysis

/// Scenarios of one year without discounting in which the NPSV of an option is a formula, for one council or the sum over
/// several.
struct FormulaScenario {
    var scenario: Scenario

    /// - Parameters:
    ///   - options: name and formula of each option.
    ///   - assumptions: in any order; their names stand in the formulas.
    ///   - councils: how many councils there are.
    ///   - shareJoining: the share of councils that join, each by a draw of its own; nil: all.
    init(
        _ options: [(name: String, formula: String)], _ assumptions: [Assumption], trials: Int = 1024, seed: UInt64 = 1,
        sampling: Sampling = .latinHypercube, correlations: [RankCorrelation] = [], councils: Int = 1,
        shareJoining: Double? = nil
    ) throws {
        let adoption: Lever.Adoption =
            shareJoining.map { share in
                // So much pressure that all who can join do so at once.
                .diffusion(
                    Lever.Diffusion(
                        innovation: Formula(constant: 100), imitation: Formula(constant: 0),
                        ceiling: Formula(constant: share), founders: .number(0), propensity: Formula(constant: 1)))
            } ?? .mandate
        let levers = try options.enumerated().map { number, option in
            Lever(
                name: "lever\(number)", starts: 2026, adoption: adoption, eligible: Array(0..<councils),
                benefits: [
                    Line(
                        name: "Gain", side: .benefit, kind: .nonCashable,
                        value: .amount(try Formula(parsing: option.formula)),
                        timing: .membership(
                            ramp: [1], lasts: nil, decay: Formula(constant: 0), lag: Formula(constant: 0)))
                ])
        }
        scenario = Scenario(
            title: "By formula", baseYear: 2026, years: 1, priceYear: 2026, discounting: DiscountSchedule(rate: 0),
            trials: trials, seed: seed, sampling: sampling,
            register: Register(
                codes: (0..<councils).map { "E\(100 + $0)" }, names: (0..<councils).map { "Council \($0)" },
                types: (0..<councils).map { _ in "unitary" },
                columns: [.init(name: "population", cells: .numbers((0..<councils).map { _ in 1000 }))]),
            selected: Array(0..<councils), assumptions: assumptions.sorted { $0.name < $1.name },
            correlations: correlations, levers: levers,
            options: options.enumerated().map { AppraisalOption(name: $1.name, levers: ["lever\($0)"]) })
    }

    /// The scenario ready for reruns.
    func model(options: [String]? = nil) throws -> RerunModel {
        try RerunModel(scenario, options: options) { PlanSource($0, threads: 1) }
    }

    /// A uniform assumption.
    static func uniform(
        _ name: String, _ min: Double, _ max: Double, _ variesBy: Assumption.Variation = .trial
    ) -> Assumption {
        Assumption(name: name, distribution: .uniform(min: min, max: max), variesBy: variesBy)
    }
}
