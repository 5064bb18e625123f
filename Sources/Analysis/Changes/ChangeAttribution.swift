import CouncilModel
import Stochastics

/// How much of the difference of mean NPSV between two scenarios each change brings about, for every option that both have.
///
/// The effect of a change is its Shapley value in the game in which a set of changes is worth the NPSV of the scenario
/// with these made: the mean, over all orders of making changes, of what the change adds to those made before it. So the
/// effects sum to the whole difference, and no change is favoured by its place in a list. All runs use the same draws.
///
/// - Source: A. Shorrocks, "Decomposition procedures for distributional analysis: a unified framework based on the
///   Shapley value", Journal of Economic Inequality 11 (2013).
package struct ChangeAttribution: Sendable {
    /// The changes, in the order of ``ScenarioChanges/changes``.
    package let changes: [ScenarioChanges.Change]
    /// What each option comes to, in the order of the first scenario.
    package let options: [Option]
    /// Names of options that only one of the scenarios has.
    package let onlyBefore, onlyAfter: [String]
    /// How many orders were drawn; nil: all sets of changes were taken.
    package let orders: Int?
    /// Number of trials of each run.
    package let trials: Int

    /// One option.
    package struct Option: Sendable {
        /// Its name in both scenarios.
        package var name: String
        /// Mean NPSV of the first and of the second scenario, and of the second less the first.
        package var before, after, difference: Estimate
        /// Effect by change, in the order of ``ChangeAttribution/changes``; the error holds that of drawing orders too.
        package var effects: [Estimate]
    }

    /// With at most so many changes, all sets of them are taken.
    package static let mostChangesOfAllSets = 8
    /// Else so many orders are drawn.
    package static let ordersDrawn = 200

    /// Runs the scenario with sets of the changes made.
    ///
    /// - Parameters:
    ///   - changes: what differs; at least one option is in both scenarios.
    ///   - chosen: names of options to look at; nil: all that both scenarios have.
    ///   - orders: how many orders are drawn where there are too many changes for all sets; even, at least 4.
    ///   - run: makes a run of a scenario.
    ///   - progress: told how many runs of how many are done.
    package init(
        of changes: ScenarioChanges, options chosen: [String]? = nil, orders: Int = Self.ordersDrawn,
        run: (Scenario) throws -> any TrialSource, progress: (Int, Int) -> Void = { _, _ in }
    ) throws {
        let before = changes.before.options.map(\.name)
        let after = changes.after.options.map(\.name)
        let common = [RunPlan.doNothing] + before.filter(after.contains)
        let names = common.filter { chosen?.contains($0) ?? true }
        let count = changes.changes.count
        let takesAll = count <= Self.mostChangesOfAllSets
        let design =
            takesAll
            ? ShapleyDesign(allSetsOf: count)
            : ShapleyDesign(orders: orders, of: count, draws: AddressedDraws(seed: changes.before.seed))
        let trials = changes.before.trials
        let sampling = changes.before.sampling
        // Effects are linear in the worths, so each run is folded in and let go.
        var effects = names.map { _ in [[Double]](repeating: [Double](repeating: 0, count: trials), count: count) }
        var ends: [[[Double]]] = [[], []]
        var means = names.map { _ in [Double]() }
        for (number, made) in design.coalitions.enumerated() {
            let scenario = changes.scenario(with: made)
            let source = try run(scenario)
            let all = [RunPlan.doNothing] + scenario.options.map(\.name)
            let places = names.map { name in
                guard let place = all.firstIndex(of: name) else {
                    preconditionFailure("an option of both scenarios is in every mixture of them")
                }
                return place
            }
            let values = try TrialValues(of: source, options: places.sorted())
            for (option, place) in places.enumerated() {
                let row = values.row(place)
                means[option].append(row.reduce(0, +) / Double(trials))
                for term in design.terms[number] {
                    for trial in 0..<trials { effects[option][term.player][trial] += term.weight * row[trial] }
                }
                if !made.contains(true) { ends[0].append(row) }
                if !made.contains(false) { ends[1].append(row) }
            }
            progress(number + 1, design.coalitions.count)
        }
        self.changes = changes.changes
        self.orders = takesAll ? nil : orders
        self.trials = trials
        onlyBefore = before.filter { !after.contains($0) }
        onlyAfter = after.filter { !before.contains($0) }
        options = names.indices.map { option in
            let orderErrors = design.orderErrors(of: means[option])
            return Option(
                name: names[option], before: Estimate(meanOf: ends[0][option], sampling: sampling),
                after: Estimate(meanOf: ends[1][option], sampling: sampling),
                difference: Estimate(
                    meanOf: zip(ends[1][option], ends[0][option]).map { $0 - $1 }, sampling: sampling),
                effects: (0..<count).map { change in
                    var estimate = Estimate(meanOf: effects[option][change], sampling: sampling)
                    let (own, drawn) = (estimate.standardError, orderErrors[change])
                    estimate.standardError = (own * own + drawn * drawn).squareRoot()
                    return estimate
                })
        }
    }
}
