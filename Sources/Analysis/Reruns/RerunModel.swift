import CouncilModel
import Stochastics

/// A scenario as analyses rerun it: its plan, the options that are looked at, and the assumptions that can be varied.
///
/// All runs use the scenario's seed, so that trial k is the same world in each, but for what a design changes.
package struct RerunModel {
    /// The scenario, with the trials of each run.
    package let scenario: Scenario
    /// Names of all options of the run, `Do nothing` first.
    package let names: [String]
    /// Options among which the best is looked for: do nothing, the reference, and those looked at. Places in the run,
    /// ascending.
    package let candidates: [Int]
    /// Options whose figures are shown: places in `candidates`, in the order of the run.
    package let shown: [Int]
    /// Trial-level assumptions that move an option looked at, or the reference, in order of name: those that a formula
    /// reads and that have more than one value.
    package let assumptions: [Assumption]
    /// NPSV by trial with nothing changed: `[candidate][trial]`.
    package let base: [[Double]]
    let plan: RunPlan
    /// The same and other measures that were asked for.
    private let rows: TrialValues
    private let source: (RunPlan) -> any TrialSource

    /// So many options are looked at where none is named: those with the highest mean over the first 512 trials.
    package static let mostOptions = 6

    /// Chooses options, and runs them once.
    ///
    /// - Parameters:
    ///   - scenario: with the trials of each run.
    ///   - chosen: names of options to look at; nil: the six with the highest mean NPSV.
    ///   - rival: name of an option that the others are held against, which is then a candidate though it is not shown.
    ///   - measure: a measure whose values are wanted beside NPSV.
    ///   - source: makes a run of a plan.
    package init(
        _ scenario: Scenario, options chosen: [String]? = nil, rival: String? = nil, measure: Measure = .npsv,
        source: @escaping (RunPlan) -> any TrialSource
    ) throws {
        let plan = try RunPlan(scenario)
        let names = [RunPlan.doNothing] + scenario.options.map(\.name)
        let always = Array(
            Set([0] + (scenario.reference.map { [$0 + 1] } ?? []) + names.indices.filter { names[$0] == rival })
        ).sorted()
        let eligible = names.indices.filter { !always.contains($0) }
        var places = eligible.filter { chosen?.contains(names[$0]) ?? true }
        if places.count > Self.mostOptions && chosen == nil {
            // The first block of trials tells which options are high, if not which is the highest.
            var short = scenario
            short.trials = min(scenario.trials, AddressedDraws.batchSize)
            let all = try TrialValues(of: source(try RunPlan(short)), options: eligible)
            let means = places.map { Statistics.mean(all.row($0)) }
            let order = places.indices.sorted { (-means[$0], $0) < (-means[$1], $1) }
            places = order.prefix(Self.mostOptions).map { places[$0] }.sorted()
        }
        candidates = (always + places).sorted()
        shown = candidates.indices.filter { [candidates] in places.contains(candidates[$0]) }
        self.names = names
        self.scenario = scenario
        self.plan = plan
        self.source = source
        let held = (places + always).filter { $0 > 0 }.map { scenario.options[$0 - 1] }
        let read = ReadAssumptions(options: held.map(\.levers), of: scenario).names
        assumptions = scenario.assumptions.filter { assumption in
            guard assumption.variesBy == .trial, read.contains(assumption.name) else { return false }
            let own = held.flatMap { $0.with.filter { $0.assumption == assumption.name }.map(\.distribution) }
            return ([assumption.distribution] + own).contains { $0.lowest < $0.highest }
        }
        rows = try TrialValues(
            of: source(plan), options: candidates, measures: measure == .npsv ? [.npsv] : [.npsv, measure])
        base = candidates.map { [rows] in rows.row($0) }
    }

    /// Values by trial of NPSV or of the measure that was asked for; NaN in trials without a figure.
    func row(_ candidate: Int, _ measure: Measure) -> [Double] { rows.row(candidates[candidate], measure) }

    /// Drawn values of all trial-level assumptions under an option, which may replace distributions.
    func samples(ofCandidate candidate: Int) -> [AssumptionSample] { plan.samples(ofOption: candidates[candidate]) }

    /// NPSV under a design: `[candidate][trial]`.
    func values(_ design: DrawDesign) throws -> [[Double]] {
        let values = try TrialValues(of: source(plan.drawing(design)), options: candidates)
        return candidates.map { values.row($0) }
    }

    /// The plan with another number of trials.
    func plan(trials: Int) throws -> RunPlan {
        guard trials != scenario.trials else { return plan }
        var scenario = scenario
        scenario.trials = trials
        return try RunPlan(scenario)
    }

    /// NPSV of another plan of the same options.
    func values(of plan: RunPlan, _ design: DrawDesign) throws -> [[Double]] {
        let values = try TrialValues(of: source(plan.drawing(design)), options: candidates)
        return candidates.map { values.row($0) }
    }

    /// Name of an option by its place in `candidates`.
    package func name(_ candidate: Int) -> String { names[candidates[candidate]] }

    /// A mean with its error.
    func mean(_ values: [Double]) -> Estimate { Estimate(meanOf: values, sampling: scenario.sampling) }

    /// The mean of one row less another, trial by trial.
    func meanDifference(_ values: [Double], less other: [Double]) -> Estimate {
        mean(zip(values, other).map { $0 - $1 })
    }

    /// The option with the highest mean (the first of equals), as a place in `candidates`.
    func best(_ values: [[Double]]) -> Int {
        let means = values.map { Statistics.mean($0) }
        return means.indices.max { (means[$0], -$0) < (means[$1], -$1) } ?? 0
    }

    /// The value that an assumption takes at a uniform, in prices of the price year, as runs draw it.
    ///
    /// - Parameter candidate: under which option, which may replace the distribution; nil: under none.
    func value(of assumption: Assumption, at uniform: Double, candidate: Int? = nil) -> Double {
        Sampler(distribution(of: assumption, candidate: candidate)).value(uniform) * assumption.priceFactor
    }

    /// What an assumption is drawn from.
    func distribution(of assumption: Assumption, candidate: Int? = nil) -> Distribution {
        guard let candidate, candidates[candidate] > 0 else { return assumption.distribution }
        let own = scenario.options[candidates[candidate] - 1].with.first { $0.assumption == assumption.name }
        return own?.distribution ?? assumption.distribution
    }

    /// Assumptions of the scenario that are correlated with one, directly or through others, itself among them; in order
    /// of name.
    func group(of name: String) -> [String] {
        let groups = RankCorrelation.groups(scenario.correlations, among: scenario.assumptions.map(\.name))
        return groups.first { $0.names.contains(name) }?.names ?? [name]
    }

    /// A seed that has nothing to do with the scenario's own, the same for the same purpose.
    func seed(for purpose: String) -> UInt64 { Address("seed/\(scenario.seed)/\(purpose)").leadingBits }
}

extension Estimate {
    /// Whether the figure is more than two standard errors away from 0.
    package var isClear: Bool { abs(value) > 2 * standardError && value != 0 }
}
