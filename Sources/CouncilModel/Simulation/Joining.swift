import ElementaryFunctions
import Formulas

/// Works out joining years of one lever under one option.
///
/// Order: wish → requires → contract → closes → winding up. Members from before pass all but the last.
struct JoiningRules {
    let plan: RunPlan
    let lever: PlannedLever
    let values: FormulaValues
    let contract: ContractEnds?
    let required: [JoiningTable]
    /// Boosts in force under the option: what they multiply by, and who has joined the other lever.
    let boosts: [(by: PlannedFormula, joining: JoiningTable)]
    /// Uniforms of pressure and ceiling by council; nil for a mandate.
    let pressure: StableTable?
    let ceiling: StableTable?
    /// Uniforms that decide whether the lever is abandoned, one row; nil where it cannot be, and in the central case.
    let stop: StableTable?

    func table(width: Int) throws(CouncilModelError) -> JoiningTable {
        let table = try tableOfMembersFromBefore(width: width)
        switch lever.adoption {
        case .mandate:
            for trial in 0..<width where table.firstYear[trial] < plan.years {
                for council in lever.lever.eligible where lever.alreadyYear[council] == nil {
                    let outcome = outcome(ofWish: Int32(table.firstYear[trial]), council: council, trial: trial)
                    table.set(outcome, council: council, trial: trial)
                }
            }
        case .waves(let waves): try wave(waves, into: table)
        case .diffusion(let diffusion): try diffuse(diffusion, into: table)
        }
        try windUp(table)
        return table
    }

    /// All eligible councils join in g, whatever gates there are: what sharing by benefit is worked out from.
    func tableWithAllJoined(width: Int) throws(CouncilModelError) -> JoiningTable {
        let table = try tableOfMembersFromBefore(width: width)
        for trial in 0..<width where table.firstYear[trial] < plan.years {
            let year = Int32(table.firstYear[trial])
            for council in lever.lever.eligible where lever.alreadyYear[council] == nil {
                table.set(JoiningOutcome(year: year, wish: year, yearsLeft: 0), council: council, trial: trial)
            }
        }
        return table
    }

    private func tableOfMembersFromBefore(width: Int) throws(CouncilModelError) -> JoiningTable {
        let table = JoiningTable(councils: plan.councilCount, width: width)
        let delay = try parameter(lever.delay, "delay")
        for trial in 0..<width {
            table.setFirstYear(lever.start + roundHalfUp(max(0, delay[trial])), trial: trial)
        }
        for council in 0..<plan.councilCount {
            guard let year = lever.alreadyYear[council] else { continue }
            let outcome = JoiningOutcome(year: Int32(year), wish: Int32(year), yearsLeft: 0)
            for trial in 0..<width { table.set(outcome, council: council, trial: trial) }
        }
        return table
    }

    private func parameter(
        _ formula: PlannedFormula, _ name: String, council: Int = 0
    ) throws(CouncilModelError) -> UnsafePointer<Double> {
        try values.finiteValues(of: formula, council: council, place: "\(name) of lever \(lever.lever.name)")
    }

    /// A wish raised to what is required, and the joining year that comes of it; never from H on.
    private func outcome(ofWish wish: Int32, council: Int, trial: Int) -> JoiningOutcome {
        var raised = wish
        for table in required { raised = max(raised, table.year(council: council, trial: trial)) }
        guard raised < Int32(plan.years) else { return .never }
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
        if let closes = lever.closes, outcome.year > Int32(closes) { return .never }
        if outcome.year >= Int32(plan.years) { outcome.year = JoiningTable.never }
        return outcome
    }

    /// The winding-up year `W = g + y + 1` of the earliest strike; nothing happens from H on.
    private func windUp(_ table: JoiningTable) throws(CouncilModelError) {
        if let minimum = lever.lever.minimum {
            for trial in 0..<table.width {
                let last = table.firstYear[trial] + minimum.within
                guard last + 1 < plan.years else { continue }
                let joined = lever.lever.eligible.count { table.hadJoined(council: $0, trial: trial, by: last) }
                if joined < minimum.members { table.windUp(in: Int32(last + 1), trial: trial) }
            }
        }
        if let rule = lever.stop, let stop {
            let probability = try parameter(rule.probability, "stop.probability")
            for trial in 0..<table.width where stop[0][trial] < probability[trial] {
                let year = table.firstYear[trial] + rule.after + 1
                if year < plan.years { table.windUp(in: Int32(year), trial: trial) }
            }
        }
    }

    /// Groups of councils, the most willing first; members from before fill the first places.
    private func wave(_ waves: PlannedWaves, into table: JoiningTable) throws(CouncilModelError) {
        let candidates = lever.lever.eligible.filter { lever.alreadyYear[$0] == nil }
        let (thresholds, propensities) = try willingness(of: candidates, waves.propensity, width: table.width)
        for trial in 0..<table.width where table.firstYear[trial] < plan.years {
            let order = inOrder(Array(candidates.indices), thresholds, propensities, trial: trial)
            var placed = 0
            for step in waves.steps {
                let wish = Int32(table.firstYear[trial] + step.offset)
                while placed < order.count, lever.alreadyCount + placed < step.councils {
                    let council = candidates[order[placed]]
                    table.set(outcome(ofWish: wish, council: council, trial: trial), council: council, trial: trial)
                    placed += 1
                }
            }
        }
    }

    /// `E_c = −ln(1 − u_c)` and `r_c ≥ 0` by `[candidate][trial]`.
    private func willingness(
        of candidates: [Int], _ propensity: PlannedFormula, width: Int
    ) throws(CouncilModelError) -> (thresholds: StableTable, propensities: StableTable) {
        guard let pressure else { preconditionFailure("waves and diffusion have draws") }
        let thresholds = StableTable(rows: candidates.count, width: width)
        let propensities = StableTable(rows: candidates.count, width: width)
        for (row, council) in candidates.enumerated() {
            let rates = try parameter(propensity, "propensity", council: council)
            for trial in 0..<width {
                propensities[row][trial] = max(0, rates[trial])
                thresholds[row][trial] = -Elementary.log(1 - pressure[council][trial])
            }
        }
        return (thresholds, propensities)
    }

    /// Candidates by rising `E_c / r_c`; ties by code, which is the order of positions.
    private func inOrder(
        _ rows: [Int], _ thresholds: StableTable, _ propensities: StableTable, trial: Int
    ) -> [Int] {
        rows.sorted { a, b in
            let left = thresholds[a][trial] / propensities[a][trial]
            let right = thresholds[b][trial] / propensities[b][trial]
            return left == right ? a < b : left < right
        }
    }

    /// Mixed influence: `λ_s = p + q · F_{s−1}`; council c wishes in the first year t with `Σ λ_s · r_c · h_c(s) ≥ E_c`.
    private func diffuse(_ diffusion: PlannedDiffusion, into table: JoiningTable) throws(CouncilModelError) {
        guard let ceiling else { preconditionFailure("diffusion has draws") }
        let candidates = lever.lever.eligible.filter { lever.alreadyYear[$0] == nil }
        let width = table.width
        let innovation = try parameter(diffusion.innovation, "innovation")
        let imitation = try parameter(diffusion.imitation, "imitation")
        let (thresholds, propensities) = try willingness(of: candidates, diffusion.propensity, width: width)
        var isPotential = [Bool](repeating: false, count: candidates.count * width)
        // Boosts by [boost][candidate][trial], kept because formulas hold one council at a time.
        let boostValues = boosts.map { _ in StableTable(rows: candidates.count, width: width) }
        for (row, council) in candidates.enumerated() {
            let ceilings = try parameter(diffusion.ceiling, "ceiling", council: council)
            for trial in 0..<width {
                isPotential[row * width + trial] =
                    propensities[row][trial] > 0 && ceiling[council][trial] < ceilings[trial]
            }
            for (boost, kept) in zip(boosts, boostValues) {
                kept[row].update(from: try parameter(boost.by, "boosts.by", council: council), count: width)
            }
        }
        for trial in 0..<width where table.firstYear[trial] < plan.years {
            var others = candidates.indices.filter { isPotential[$0 * width + trial] }
            var founders: [Int]
            switch diffusion.founders {
            case .number(let number):
                others = inOrder(others, thresholds, propensities, trial: trial)
                founders = Array(others.prefix(number))
                others = Array(others.dropFirst(number))
            case .councils(let named):
                founders = candidates.indices.filter { named.contains(candidates[$0]) }
                others.removeAll { founders.contains($0) }
            }
            let first = table.firstYear[trial]
            for row in founders {
                let council = candidates[row]
                table.markFounder(council: council, trial: trial)
                table.set(outcome(ofWish: Int32(first), council: council, trial: trial), council: council, trial: trial)
            }
            var joined = lever.alreadyCount + founders.count
            var joiningInYear = [Int](repeating: 0, count: plan.years)
            var cumulative = [Double](repeating: 0, count: others.count)
            var waiting = Array(others.indices)
            for year in max(0, first)..<plan.years {
                let share = Double(joined) / Double(lever.eligibleCount)
                let influence = max(0, innovation[trial]) + max(0, imitation[trial]) * share
                waiting.removeAll { index in
                    let row = others[index]
                    let council = candidates[row]
                    var pressure = influence * propensities[row][trial]
                    for (boost, kept) in zip(boosts, boostValues)
                    where boost.joining.isMember(council: council, trial: trial, year: year) {
                        pressure *= kept[row][trial]
                    }
                    cumulative[index] += pressure
                    guard cumulative[index] >= thresholds[row][trial] else { return false }
                    let outcome = outcome(ofWish: Int32(year), council: council, trial: trial)
                    table.set(outcome, council: council, trial: trial)
                    if outcome.year != JoiningTable.never { joiningInYear[Int(outcome.year)] += 1 }
                    return true
                }
                joined += joiningInYear[year]
            }
        }
    }
}
