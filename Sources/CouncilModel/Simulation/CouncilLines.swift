/// Council lines: what flows at each council, one after the other in order of code.
extension OptionSimulation {
    func flowCouncilLines() throws(CouncilModelError) {
        let scratch = FlowScratch(years: plan.years, width: width)
        let claimed = Set(lines.joined().compactMap(\.line.pool)).sorted()
        var amounts: [Int: PoolAmounts] = [:]
        var left: [Int: StableTable] = [:]
        for pool in claimed {
            amounts[pool] = try PoolAmounts(plan: plan, pool: plan.pools[pool], values: values, width: width)
            left[pool] = StableTable(rows: plan.years, width: width)
        }
        for council in 0..<plan.councilCount {
            for pool in claimed {
                try amounts[pool]?.take(council: council)
                left[pool]?.fill(with: 1)
            }
            for (slot, lever) in option.levers.enumerated() where plan.levers[lever].isEligible[council] {
                for state in lines[slot] where state.line.line.level == .council {
                    let years = try weighCouncilLine(state, council: council, into: scratch.weights)
                    guard !years.isEmpty else { continue }
                    if let pool = state.line.pool, let amount = amounts[pool], let rest = left[pool] {
                        try flowClaim(
                            state, council: council, years: years, pool: amount.byYear, left: rest, scratch: scratch
                        )
                    } else {
                        try flowAmount(state, council: council, years: years, scratch: scratch)
                    }
                    try post(state, council: council, years: years, scratch: scratch)
                }
            }
        }
    }

    /// `flow = amount · timing · scale · Π modifiers · (1 + growth)^t · uplift`, with and without uplift.
    private func flowAmount(
        _ state: LineState, council: Int, years: Range<Int>, scratch: FlowScratch
    ) throws(CouncilModelError) {
        for year in years {
            try multiplyFactors(state, council: council, year: year, scratch: scratch)
            let (flow, before) = (scratch.flows[year], scratch.flowsBeforeUplift[year])
            let product = scratch.product[0]
            let uplift = state.line.uplift.map { values.values(of: $0, council: council, year: year) }
            for trial in 0..<width {
                guard scratch.weights[year][trial] != 0 else {
                    flow[trial] = 0
                    before[trial] = 0
                    continue
                }
                before[trial] = product[trial]
                flow[trial] = uplift.map { product[trial] * $0[trial] } ?? product[trial]
            }
            try check(state, council: council, year: year, scratch: scratch)
        }
    }

    /// A claim saves `f · left · pool · value` with `f = clamp(share · timing · scale · Π modifiers · uplift, −1, 1)`, and
    /// leaves `(1 − f) · left`. Uplift is left out of losses.
    private func flowClaim(
        _ state: LineState, council: Int, years: Range<Int>, pool: StableTable, left: StableTable,
        scratch: FlowScratch
    ) throws(CouncilModelError) {
        guard case .claim(_, _, let valueFormula) = state.line.worth else { return }
        for year in years {
            try multiplyFactors(state, council: council, year: year, scratch: scratch)
            let (flow, before) = (scratch.flows[year], scratch.flowsBeforeUplift[year])
            let (product, rest, amount) = (scratch.product[0], left[year], pool[year])
            let uplift = state.line.uplift.map { values.values(of: $0, council: council, year: year) }
            let worth = valueFormula.map { values.values(of: $0, council: council, year: year) }
            for trial in 0..<width {
                guard scratch.weights[year][trial] != 0 else {
                    flow[trial] = 0
                    before[trial] = 0
                    continue
                }
                let share = product[trial]
                let lifted = share < 0 ? share : uplift.map { share * $0[trial] } ?? share
                guard share.isFinite, lifted.isFinite else {
                    // `max` and `min` would hide a value that is not a number.
                    before[trial] = .nan
                    flow[trial] = .nan
                    continue
                }
                let claimed = min(1, max(-1, lifted))
                let held = rest[trial] * amount[trial] * (worth?[trial] ?? 1)
                before[trial] = min(1, max(-1, share)) * held
                flow[trial] = claimed * held
                rest[trial] *= 1 - claimed
            }
            try check(state, council: council, year: year, scratch: scratch)
        }
    }

    /// Fills `scratch.product` with everything but uplift, for the trials that have a weight in this year.
    private func multiplyFactors(
        _ state: LineState, council: Int, year: Int, scratch: FlowScratch
    ) throws(CouncilModelError) {
        let (product, weight) = (scratch.product[0], scratch.weights[year])
        if let team = state.team {
            try team.fill(product, council: council, year: year)
            for trial in 0..<width { product[trial] *= weight[trial] }
        } else {
            let worth = values.values(of: state.line.worth.main, council: council, year: year)
            for trial in 0..<width { product[trial] = worth[trial] * weight[trial] }
        }
        if case .contractBreak = state.line.worth {
            for trial in 0..<width {
                product[trial] *= Double(joining[state.slot].yearsLeft(council: council, trial: trial))
            }
        }
        if let scale = state.scale?[year] {
            for trial in 0..<width { product[trial] *= scale[trial] }
        }
        for modifier in state.modifiers {
            let by = values.values(of: modifier.by, council: council, year: year)
            let other = joining[modifier.slot]
            for trial in 0..<width where other.isMember(council: council, trial: trial, year: year) {
                product[trial] *= by[trial]
            }
        }
        if let growth = state.growth?[year] {
            for trial in 0..<width { product[trial] *= growth[trial] }
        }
    }

    /// Stops the run at the first flow that is not finite, saying where and why.
    private func check(
        _ state: LineState, council: Int, year: Int, scratch: FlowScratch
    ) throws(CouncilModelError) {
        let flow = scratch.flows[year]
        for trial in 0..<width where !flow[trial].isFinite {
            throw notFinite(state, council: council, year: year, trial: trial)
        }
    }

    /// The error for a flow that is not finite, with the first formula that explains it.
    func notFinite(_ state: LineState, council: Int?, year: Int, trial: Int) -> CouncilModelError {
        let position = council ?? 0
        var formulas = [state.line.worth.main] + state.line.modifiers.map(\.by)
        if case .claim(_, _, let value?) = state.line.worth { formulas.append(value) }
        formulas += [state.line.uplift].compactMap { $0 }
        var reason = formulas.lazy.compactMap {
            self.values.explanation(of: $0, council: position, year: year, trial: trial)
        }.first
        if reason == nil, let scale = state.line.scale, scale.sums.isEmpty {
            let variables = leverValues(
                slot: state.slot, year: year, atWindUp: state.line.line.timing == .windUp, sums: [])
            reason = values.explanation(
                of: scale.formula, council: position, year: year, trial: trial, variables: variables
            )
        }
        return CouncilModelError(
            place: state.place, council: council.map { plan.codes[$0] }, year: plan.scenario.baseYear + year,
            trial: values.trialNumber(trial), reason: reason
        )
    }
}

/// Tables that are filled anew for each line, kept so that nothing is allocated in between.
final class FlowScratch {
    /// Timing by `[year][trial]`.
    let weights: StableTable
    /// Flows by `[year][trial]`, with and without uplift.
    let flows: StableTable
    let flowsBeforeUplift: StableTable
    /// One row: a product being built up.
    let product: StableTable
    /// One row: a present value being added up.
    let presentValue: StableTable

    init(years: Int, width: Int) {
        weights = StableTable(rows: years, width: width)
        flows = StableTable(rows: years, width: width)
        flowsBeforeUplift = StableTable(rows: years, width: width)
        product = StableTable(rows: 1, width: width)
        presentValue = StableTable(rows: 1, width: width)
    }
}
