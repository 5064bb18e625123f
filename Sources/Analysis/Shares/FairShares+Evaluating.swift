import CouncilModel
import Stochastics

/// Why there is nothing to share.
package struct NothingToShare: Error, CustomStringConvertible {
    /// In words.
    package let description: String
}

extension FairShares {
    /// So many trials choose the option.
    private static let trialsOfChoice = 1024

    /// Works out everything.
    ///
    /// - Parameters:
    ///   - scenario: with the trials and the seed that are wanted.
    ///   - chosen: the option that is looked at; nil: it is chosen here.
    ///   - threads: how many blocks are worked on at the same time, at least 1.
    ///   - progress: told how many sets of councils and trials of how many are done, from any thread.
    /// - Throws: `NothingToShare` where no council may join any lever; what simulating throws.
    package init(
        of scenario: Scenario, _ question: Question, chosen: ChosenOption? = nil, threads: Int,
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) throws {
        let chosen = try chosen ?? Self.option(of: scenario, question, threads: threads)
        let (option, choice) = (chosen.name, chosen.choice)
        let names = scenario.options.first { $0.name == option }?.levers ?? []
        let levers = scenario.levers.filter { names.contains($0.name) }
        let positions = Set(levers.flatMap(\.eligible)).sorted()
        guard !positions.isEmpty else {
            throw NothingToShare(
                description: "option \"\(option)\": no council may join any of its levers, so there is nothing to share"
            )
        }
        let players = SharePlayers(positions, of: scenario, column: question.column)
        let isDrawn = positions.count > Nucleolus.mostPlayers
        let playerSets = players.map { 1 << $0.count } ?? 0
        let orders = isDrawn ? question.orders : 0
        let sets =
            4 * positions.count + playerSets + (orders > 0 ? orders + 2 * ShareGame.pairsForMeans : 0) * positions.count
            + (!isDrawn && players?.column != nil ? 1 << positions.count : 0)
        let steps = ShareProgress(total: sets + scenario.trials, tell: progress)
        let game = try ShareGame(scenario, option: option, threads: threads, progress: steps)
        let table = try ShareTable(
            of: game, scenario: scenario, option: option, players: players, orders: orders)

        let plan = try RunPlan.withoutProgrammeCosts(
            scenario, option: option, joiningAtOnce: question.joiningAtOnce)
        let trials = try CouncilValues(
            of: PlanSource(plan, threads: threads, progress: { steps.show(sets + $0) }), councils: positions, option: 1)
        let design = TrialDesign(trials: scenario.trials, sampling: scenario.sampling)
        let outcome = ShareOutcome(table: table, values: trials.values, design: design)
        rules = inParallel(table.splits.count) { outcome.rule(table.splits[$0]) }
        title = scenario.title
        currency = scenario.currency
        self.option = option
        self.choice = choice
        reference = scenario.reference.map { scenario.options[$0].name }
        self.trials = scenario.trials
        self.orders = orders
        joiningAtOnce = question.joiningAtOnce
        councils = table.councils
        programmeCosts = table.total
        costsByLever = names.enumerated().map { place, name in
            (levers.first { $0.name == name }?.title ?? name, table.totalByLever[place])
        }
        worth = table.worth
        self.players = players
        leastExcess = table.leastExcess
        leftOut = table.leftOut
    }

    /// An option, and how it was chosen.
    package struct ChosenOption: Sendable {
        let name: String
        /// nil: it was named.
        let choice: Choice?
    }

    /// The option asked for, or the one with the highest mean NPSV (the first of equals).
    ///
    /// - Parameter progress: told how many trials of how many are done, from any thread.
    package static func option(
        of scenario: Scenario, _ question: Question, threads: Int,
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) throws -> ChosenOption {
        if let name = question.option { return ChosenOption(name: name, choice: nil) }
        var short = scenario
        short.trials = min(scenario.trials, trialsOfChoice)
        let places = scenario.options.indices.filter { $0 != scenario.reference }.map { $0 + 1 }
        guard !places.isEmpty else {
            throw NothingToShare(description: "the scenario has no option but the one that others are measured against")
        }
        let source = PlanSource(
            try RunPlan(short), threads: threads, progress: { [trials = short.trials] in progress($0, trials) })
        let values = try TrialValues(of: source, options: places)
        let means = places.map { Statistics.mean(values.row($0)) }
        let order = places.indices.sorted { (-means[$0], $0) < (-means[$1], $1) }
        let best = places[order[0]]
        let next = order.dropFirst().first.map { place in
            let lead = zip(values.row(best), values.row(places[place])).map { $0 - $1 }
            return (
                scenario.options[places[place] - 1].name, Estimate(meanOf: lead, sampling: scenario.sampling)
            )
        }
        return ChosenOption(
            name: scenario.options[best - 1].name,
            choice: Choice(
                mean: Estimate(meanOf: values.row(best), sampling: scenario.sampling), trials: short.trials, next: next)
        )
    }
}
