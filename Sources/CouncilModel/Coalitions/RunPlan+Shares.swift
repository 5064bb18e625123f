import Stochastics

extension RunPlan {
    /// The plan of one option's trials in which councils bear no programme costs: its only option, the first after
    /// `Do nothing`, less the scenario's reference.
    ///
    /// - Parameters:
    ///   - scenario: with the trials wanted.
    ///   - name: name of one of its options.
    ///   - joiningAtOnce: whether all eligible councils join every lever in its first year, whatever gates there are;
    ///     otherwise they join as they do in any run.
    package static func withoutProgrammeCosts(
        _ scenario: Scenario, option name: String, joiningAtOnce: Bool
    ) throws -> RunPlan {
        var plan = try RunPlan(scenario.sharing(option: name, flows: .allButProgrammeCosts))
        if joiningAtOnce { plan.joinedByAll = [1] }
        return plan
    }

    /// What each council spends in the base year on the pools that an option's levers claim, in the central case: pools
    /// held in money, each counted once. By council position.
    ///
    /// - Parameter name: name of an option of the scenario.
    package func baselineSpend(ofOption name: String) throws(CouncilModelError) -> [Double] {
        guard let option = options.first(where: { $0.name == name }) else {
            preconditionFailure("an option is looked at that exists, but found \(name)")
        }
        var claimed: Set<Int> = []
        for line in option.levers.flatMap({ levers[$0].lines }) {
            if case .claim(let pool, _, let value) = line.worth, value == nil { claimed.insert(pool) }
        }
        let shared = SharedUniforms(plan: self)
        let values = FormulaValues(
            plan: self, overrides: option.overrides, samplers: option.overrides.map { Sampler($0.distribution) },
            width: 1)
        shared.begin(.central)
        values.begin(.central, shared: shared)
        var spend = [Double](repeating: 0, count: councilCount)
        for pool in claimed.sorted() {
            let amounts = PoolAmounts(plan: self, pool: pools[pool], values: values)
            for council in 0..<councilCount {
                try amounts.take(council: council)
                spend[council] += amounts.byYear[0][0]
            }
        }
        return spend
    }
}
