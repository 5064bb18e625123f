import ElementaryFunctions
import Formulas

/// Works out joining years of one lever in given circumstances.
///
/// Order: wish → requires → contract → closes → winding up. Members from before pass all but the last.
struct JoiningRules {
    let plan: RunPlan
    let lever: PlannedLever
    let values: FormulaValues
    /// Ends of the contract that it waits for; nil: none.
    let contract: ContractEnds?
    /// Who joins the levers that it requires.
    let required: [JoiningTable]
    /// Boosts in force: what they multiply by, and who has joined the other lever.
    let boosts: [(by: PlannedFormula, joining: JoiningTable)]
    let draws: LeverDraws
    /// The lever's index in the plan, by which its draws are found.
    let index: Int

    /// Fills a table that is clear.
    func fill(_ table: JoiningTable) throws(CouncilModelError) {
        try takeMembersFromBefore(table)
        switch lever.adoption {
        case .mandate:
            for council in lever.lever.eligible where lever.alreadyYear[council] == nil {
                for trial in 0..<table.width where table.firstYear[trial] < plan.years {
                    let outcome = outcome(ofWish: table.firstYear[trial], council: council, trial: trial)
                    table.set(outcome, council: council, trial: trial)
                }
            }
        case .waves(let waves): try wave(waves, into: table)
        case .diffusion(let diffusion): try diffuse(diffusion, into: table)
        }
        try windUp(table)
    }

    /// All eligible councils join in g, whatever gates there are: what sharing by benefit and the worth of coalitions are
    /// worked out from. Members from before keep their years.
    ///
    /// - Parameter coalitions: who alone is eligible in each trial. Where that is nobody there is no such lever: nothing of
    ///   it flows.
    func fillWithAllJoined(_ table: JoiningTable, of coalitions: CoalitionBlock? = nil) throws(CouncilModelError) {
        try takeMembersFromBefore(table, of: coalitions)
        for council in lever.lever.eligible where lever.alreadyYear[council] == nil {
            for trial in 0..<table.width where table.firstYear[trial] < plan.years {
                guard coalitions?.holds(council, in: trial) ?? true else { continue }
                let year = table.firstYear[trial]
                table.set(JoiningOutcome(year: year, wish: year, yearsLeft: 0), council: council, trial: trial)
            }
        }
        guard let coalitions else { return }
        for (trial, count) in coalitions.counts(of: lever.lever.eligible).enumerated() where count == 0 {
            table.windUp(in: -1, trial: trial)
        }
    }

    private func takeMembersFromBefore(
        _ table: JoiningTable, of coalitions: CoalitionBlock? = nil
    ) throws(CouncilModelError) {
        let delay = try parameter(lever.delay, "delay")
        for trial in 0..<table.width {
            table.firstYear[trial] = lever.start + roundHalfUp(max(0, delay[trial]))
        }
        for council in 0..<plan.councilCount {
            guard let year = lever.alreadyYear[council] else { continue }
            let outcome = JoiningOutcome(year: year, wish: year, yearsLeft: 0)
            for trial in 0..<table.width where coalitions?.holds(council, in: trial) ?? true {
                table.set(outcome, council: council, trial: trial)
            }
        }
    }

    /// Values of a formula of the lever, finite in every trial. The row stands until the formula is asked for with another
    /// council.
    func parameter(
        _ formula: PlannedFormula, _ name: String, council: Int = 0
    ) throws(CouncilModelError) -> UnsafePointer<Double> {
        try values.finiteValues(of: formula, council: council, place: "\(name) of lever \(lever.lever.name)")
    }

    /// Whether a wish is all that decides: nothing to wait for.
    var joinsAtWish: Bool { required.isEmpty && contract == nil && lever.lever.contractBreak == nil }

    /// A wish raised to what is required, and the joining year that comes of it; never from H on.
    func outcome(ofWish wish: Int, council: Int, trial: Int) -> JoiningOutcome {
        var raised = wish
        for table in required { raised = max(raised, table.year(council: council, trial: trial)) }
        guard raised < plan.years else { return .never }
        // A lever that is wound up by then cannot be joined any more, and so not what requires it.
        for table in required where raised >= table.windUp[trial] { return .never }
        var outcome = JoiningOutcome(year: raised, wish: raised, yearsLeft: 0)
        if let contract {
            let end = contract.firstEnd(forWish: raised, council: council, trial: trial)
            if lever.lever.contractBreak == nil {
                outcome.year = end
            } else {
                outcome.yearsLeft = end - raised
            }
        }
        if let closes = lever.closes, outcome.year > closes { return .never }
        if outcome.year >= plan.years { outcome.year = JoiningTable.never }
        return outcome
    }

    /// The winding-up year `W = g + y + 1` of the earliest strike; nothing happens from H on.
    private func windUp(_ table: JoiningTable) throws(CouncilModelError) {
        if let minimum = lever.lever.minimum {
            for trial in 0..<table.width {
                let last = table.firstYear[trial] + minimum.within
                guard last + 1 < plan.years else { continue }
                let joined = lever.lever.eligible.count { table.hadJoined(council: $0, trial: trial, by: last) }
                if joined < minimum.members { table.windUp(in: last + 1, trial: trial) }
            }
        }
        if let rule = lever.stop, let stop = draws.stop(index) {
            let probability = try parameter(rule.probability, "stop.probability")
            for trial in 0..<table.width where stop[trial] < probability[trial] {
                let year = table.firstYear[trial] + rule.after + 1
                if year < plan.years { table.windUp(in: year, trial: trial) }
            }
        }
    }

    /// Groups of councils, the most willing first; members from before fill the first places.
    private func wave(_ waves: PlannedWaves, into table: JoiningTable) throws(CouncilModelError) {
        let candidates = lever.lever.eligible.filter { lever.alreadyYear[$0] == nil }
        let pressure = draws.pressure(index)
        let keys = StableTable(rows: max(1, candidates.count), width: table.width)
        for (row, council) in candidates.enumerated() {
            let rates = try parameter(waves.propensity, "propensity", council: council)
            let (key, uniform) = (keys[row], pressure[council])
            for trial in 0..<table.width {
                key[trial] = Self.threshold(of: uniform[trial]) / max(0, rates[trial])
            }
        }
        var order = [(key: Double, row: Int)](repeating: (0, 0), count: candidates.count)
        for trial in 0..<table.width where table.firstYear[trial] < plan.years {
            for row in candidates.indices { order[row] = (keys[row][trial], row) }
            order.sort { $0.key == $1.key ? $0.row < $1.row : $0.key < $1.key }
            var placed = 0
            for step in waves.steps {
                let wish = table.firstYear[trial] + step.offset
                while placed < order.count, lever.alreadyCount + placed < step.councils {
                    let council = candidates[order[placed].row]
                    table.set(outcome(ofWish: wish, council: council, trial: trial), council: council, trial: trial)
                    placed += 1
                }
            }
        }
    }

    /// `E = −ln(1 − u)`: the pressure at which a council gives way.
    static func threshold(of uniform: Double) -> Double { -Elementary.log(1 - uniform) }
}
