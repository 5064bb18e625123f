import CRows

/// Mixed influence: `λ_s = p + q · F_{s−1}`; council c wishes in the first year t with `Σ λ_s · r_c · h_c(s) ≥ E_c`.
///
/// Written `Σ λ_s · h_c(s) ≥ E_c / r_c`, so that without boosts the left side is the same for all councils. Where every
/// `r_c` is the same too, both sides are turned into probabilities, `u_c ≤ 1 − exp(−r · Σ λ_s)`: the drawn uniform is
/// compared as it is, and no logarithm is taken.
extension JoiningRules {
    /// Fills a table with founders and those who follow them.
    func diffuse(_ diffusion: PlannedDiffusion, into table: JoiningTable) throws(CouncilModelError) {
        let candidates = lever.lever.eligible.filter { lever.alreadyYear[$0] == nil }
        guard !candidates.isEmpty else { return }
        let innovation = try parameter(diffusion.innovation, "innovation")
        let imitation = try parameter(diffusion.imitation, "imitation")
        let keys = try keys(of: candidates, diffusion, width: table.width)
        let state = DiffusionState(
            candidates: candidates, keys: keys.make, uniformPropensity: keys.propensity, table: table,
            hasAllKeys: keys.areUniforms && !diffusion.founders.isSomebody)
        for trial in 0..<table.width {
            state.innovation[trial] = max(0, innovation[trial])
            state.imitation[trial] = max(0, imitation[trial])
        }
        found(diffusion.founders, state)
        if joinsAtWish, boosts.isEmpty {
            spreadAtWish(state)
        } else {
            try spread(state)
        }
    }

    /// What each candidate gives way at, by `[candidate][trial]`: infinite where it is no potential member. With the
    /// propensity where that is one number for all, the keys are uniforms; else they are `E_c / r_c`.
    private func keys(
        of candidates: [Int], _ diffusion: PlannedDiffusion, width: Int
    ) throws(CouncilModelError) -> (make: () -> StableTable, propensity: Double?, areUniforms: Bool) {
        let propensity = boosts.isEmpty ? diffusion.propensity.formula.constantValue : nil
        let isOpenToAll = (diffusion.ceiling.formula.constantValue ?? 0) >= 1
        // The drawn table itself, where nobody writes into it: other circumstances of the lever share it.
        if let propensity, propensity > 0, isOpenToAll, !diffusion.founders.isSomebody, joinsAtWish,
            candidates.count == plan.councilCount
        {
            return ({ draws.pressure(index) }, propensity, true)
        }
        let pressure = draws.pressure(index)
        let keys = StableTable(rows: candidates.count, width: width)
        let ceiling = isOpenToAll ? nil : draws.ceiling(index)
        for (row, council) in candidates.enumerated() {
            let (key, uniform) = (keys[row], pressure[council])
            if let propensity {
                for trial in 0..<width { key[trial] = propensity > 0 ? uniform[trial] : .infinity }
            } else {
                let rates = try parameter(diffusion.propensity, "propensity", council: council)
                for trial in 0..<width {
                    key[trial] = rates[trial] > 0 ? Self.threshold(of: uniform[trial]) / rates[trial] : .infinity
                }
            }
            guard let drawn = ceiling?[council] else { continue }
            let ceilings = try parameter(diffusion.ceiling, "ceiling", council: council)
            for trial in 0..<width where !(drawn[trial] < ceilings[trial]) { key[trial] = .infinity }
        }
        return ({ keys }, propensity, false)
    }

    /// Makes founders members in g; what is left of them no longer waits.
    private func found(_ founders: Lever.Founders, _ state: DiffusionState) {
        let table = state.table
        for trial in 0..<table.width { state.joined[trial] = Double(lever.alreadyCount) }
        if case .number(0) = founders { return }
        let keys = state.keys
        func found(row: Int, trial: Int) {
            let council = state.candidates[row]
            table.markFounder(council: council, trial: trial)
            table.set(
                outcome(ofWish: table.firstYear[trial], council: council, trial: trial), council: council, trial: trial)
            keys[row][trial] = .infinity
            state.joined[trial] += 1
        }
        switch founders {
        case .number(let number):
            let first = state.smallest(number)
            for trial in 0..<table.width where table.firstYear[trial] < plan.years {
                for rank in 0..<number {
                    let row = first[rank * table.width + trial]
                    if row >= 0 { found(row: Int(row), trial: trial) }
                }
            }
        case .councils(let named):
            for (row, council) in state.candidates.enumerated() where named.contains(council) {
                for trial in 0..<table.width where table.firstYear[trial] < plan.years {
                    found(row: row, trial: trial)
                }
            }
        }
    }

    /// Everyone joins in the year of the wish, so all that is needed is how many have wished by each year.
    private func spreadAtWish(_ state: DiffusionState) {
        let table = state.table
        let width = table.width
        let last = min(plan.years - 1, lever.closes ?? plan.years - 1)
        let first = max(0, table.firstYear.reduce(plan.years) { min($0, $1) })
        guard first <= last else { return }
        let bars = StableTable(rows: plan.years, width: width)
        let countsOthers = (0..<width).contains { state.imitation[$0] > 0 }
        let founded = StableTable(rows: 1, width: width)
        founded[0].update(from: state.joined, count: width)
        for year in first...last {
            state.press(in: year, eligible: Double(lever.eligibleCount))
            state.bar(into: bars[year])
            guard countsOthers, year < last else { continue }
            state.joined.update(from: founded[0], count: width)
            let bar = bars[year]
            for row in state.candidates.indices {
                let key = state.keys[row]
                for trial in 0..<width { state.joined[trial] += key[trial] <= bar[trial] ? 1 : 0 }
            }
        }
        let search = YearSearch(bars: bars, years: first...last, table: table)
        if state.hasAllKeys, search.isCommon {
            search.fillAll(state, lever: index, draws: draws)
            table.takeWishesFromPlaces()
            return
        }
        for (row, council) in state.candidates.enumerated() {
            search.fill(keys: state.keys[row], places: table.row(council), wishes: table.newWishRow(council))
        }
    }

    /// Year by year: who wishes in it, and when that lets them join.
    private func spread(_ state: DiffusionState) throws(CouncilModelError) {
        let table = state.table
        let width = table.width
        let joining = StableTable(rows: plan.years, width: width)
        let bars = StableTable(rows: 1, width: width)
        var felt: StableTable?
        var boostValues: [StableTable] = []
        if !boosts.isEmpty {
            felt = StableTable(rows: state.candidates.count, width: width)
            // Kept by candidate, as formulas hold one council at a time.
            for boost in boosts {
                let kept = StableTable(rows: state.candidates.count, width: width)
                for (row, council) in state.candidates.enumerated() {
                    kept[row].update(from: try parameter(boost.by, "boosts.by", council: council), count: width)
                }
                boostValues.append(kept)
            }
        }
        var reaches = [UInt64](repeating: 0, count: (width + 63) / 64)
        for year in 0..<plan.years {
            state.press(in: year, eligible: Double(lever.eligibleCount))
            state.bar(into: bars[0])
            for (row, council) in state.candidates.enumerated() {
                let key = state.keys[row]
                if let felt { feel(state.pressure, in: year, council: council, row: row, boostValues, into: felt[row]) }
                let reached = felt?[row] ?? bars[0]
                // There are few who do.
                guard row_mark_reached(&reaches, key, reached, width) else { continue }
                for word in reaches.indices {
                    var left = reaches[word]
                    while left != 0 {
                        let trial = 64 * word + left.trailingZeroBitCount
                        left &= left - 1
                        guard year >= table.firstYear[trial] else { continue }
                        key[trial] = .infinity
                        let outcome = outcome(ofWish: year, council: council, trial: trial)
                        table.set(outcome, council: council, trial: trial)
                        if outcome.year != JoiningTable.never { joining[outcome.year][trial] += 1 }
                    }
                }
            }
            for trial in 0..<width { state.joined[trial] += joining[year][trial] }
        }
    }

    /// Adds a year's pressure on one council, boosts included, to what it has felt.
    private func feel(
        _ pressure: UnsafePointer<Double>, in year: Int, council: Int, row: Int, _ values: [StableTable],
        into felt: UnsafeMutablePointer<Double>
    ) {
        for trial in 0..<values[0].width {
            var own = pressure[trial]
            for (boost, kept) in zip(boosts, values)
            where boost.joining.isMember(council: council, trial: trial, year: year) {
                own *= kept[row][trial]
            }
            felt[trial] += own
        }
    }
}

extension Lever.Founders {
    /// Whether there are any.
    fileprivate var isSomebody: Bool {
        switch self {
        case .number(let number): number > 0
        case .councils(let councils): !councils.isEmpty
        }
    }
}
