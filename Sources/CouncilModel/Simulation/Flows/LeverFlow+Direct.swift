import CRows
import Formulas

/// Council lines that are worked out council by council and year by year.
extension LeverFlow {
    /// Flows of one line at one council: entered into its account, added to the line's flows over all councils.
    func flow(_ line: CouncilLine, council: Int, claims: ClaimTables) throws(CouncilModelError) {
        guard !isSkipped(line, council: council) else { return }
        if line.schedule == nil { try weigh(line, council: council) }
        guard line.schedule != nil || scratch.activeYears.lowerBound < scratch.activeYears.upperBound else { return }
        try line.takeHeld(council: council, values: values)
        let years = line.schedule?.activeYears ?? scratch.activeYears
        let value = scratch.presentValue[0]
        value.update(repeating: 0, count: width)
        let magnitude = account.magnitude[0]
        var pool: PoolAtCouncil?
        if let claim = line.run.claim, case .claim(_, _, let worth) = line.planned.worth {
            pool = PoolAtCouncil(
                amounts: try claims.amounts(of: claim, values: values), before: claims.leftBefore(claim),
                after: claims.leftAfter(claim), worth: worth)
        }
        let uplift = line.planned.uplift
        let weights = weights(of: line, council: council)
        // Held here, as each year would otherwise take hold of them anew.
        let (flows, totals, discounts) = (scratch.flows, line.flows.flow, plan.discountFactors)
        // Without uplift there is one row for both.
        let flowsBefore = uplift == nil ? flows : scratch.flowsBeforeUplift
        for year in years {
            let (flow, before) = (flows[year], flowsBefore[year])
            scratch.flowing[year] = try multiply(line, weights, council: council, year: year, into: before)
            guard scratch.flowing[year] else {
                if recorder != nil { for row in [flow, before] { row.update(repeating: 0, count: width) } }
                continue
            }
            if let pool {
                try claim(line, council: council, year: year, pool: pool)
            } else if let uplift {
                row_product_flowing(flow, before, values.values(of: uplift, council: council, year: year), width)
            }
            let isFinite = row_enter_flow(value, magnitude, totals[year], flow, discounts[year], width)
            guard isFinite else { throw notFinite(line, council: council, year: year) }
            if line.hasVariants { addVariants(of: line, year: year) }
        }
        post(value, of: line)
        if keepsBudget, let entry = line.cashEntry {
            for year in years where scratch.flowing[year] {
                keep(flows[year], cashed: line.cashed, entry, year: year)
            }
        }
        recorder?.note(
            line: line.run.line, ofLever: run.lever, council: council, flow: flows, before: flowsBefore, years: years,
            resource: line.resource?[0] ?? 1, cashed: line.cashed?[0] ?? 1)
    }

    /// A pool that a line claims at the council at hand.
    struct PoolAtCouncil {
        /// By `[year][trial]`; `before` nil: the pool is whole, `after` nil: nobody asks.
        let amounts: StableTable
        let before, after: StableTable?
        let worth: PlannedFormula?
    }

    /// Everything but uplift into a row; false where nothing flows in any trial.
    private func multiply(
        _ line: CouncilLine, _ weights: DirectWeights, council: Int, year: Int,
        into product: UnsafeMutablePointer<Double>
    ) throws(CouncilModelError) -> Bool {
        guard weights.reach(year) else { return false }
        let worth: UnsafePointer<Double>
        if let team = line.team {
            try team.fill(scratch.size[0], council: council, year: year)
            worth = UnsafePointer(scratch.size[0])
        } else {
            worth = values.values(of: line.worth, council: council, year: year)
        }
        // The first modifier is put to flows as they are worked out, unless something comes in between.
        var modifiers = line.run.modifiers[...]
        var others: LineSchedule.OtherMembers?
        if let first = modifiers.first, !line.isContractBreak, !world.joinings[first.joining].hasWindUp {
            others = self.others(first, council: council, year: year)
            modifiers = modifiers.dropFirst()
        }
        guard weights.fillFlow(product, year: year, worth: worth, others: others) else { return false }
        if line.isContractBreak {
            let yearsLeft = joining.yearsLeftRow(council)
            for trial in 0..<width { product[trial] *= Double(yearsLeft[trial]) }
        }
        for modifier in modifiers {
            let others = self.others(modifier, council: council, year: year)
            let other = world.joinings[modifier.joining]
            if other.hasWindUp {
                row_modify_until(product, others.by, others.places, others.last, other.windUp, year, width)
            } else {
                row_modify(product, others.by, others.places, others.last, width)
            }
        }
        return true
    }

    private func others(_ modifier: LeverRuns.Modifier, council: Int, year: Int) -> LineSchedule.OtherMembers {
        let other = world.joinings[modifier.joining]
        return LineSchedule.OtherMembers(
            by: values.values(of: modifier.by, council: council, year: year), places: other.row(council),
            last: Int16(other.placeOfYear0 + year))
    }

    /// Weight times what councils have in common, for one line at one council: plain memory alone, as it is read for every
    /// year.
    struct DirectWeights {
        /// What councils have in common by `[year][trial]`; nil: 1 throughout.
        fileprivate let common: UnsafeMutablePointer<Double>?
        /// Weights of the council's own by `[year][trial]`; nil: they go by its places.
        fileprivate let own: UnsafeMutablePointer<Double>?
        /// Weights by age and trial, `[age][trial]`, with the year of each place; nil: `steps` hold in all trials.
        fileprivate let profile: (rows: UnsafeMutablePointer<Double>, joining: JoiningTable)?
        fileprivate let steps: LineSchedule.Steps?
        fileprivate let places: UnsafePointer<Int16>
        /// The lowest and the highest of them, where there are steps.
        fileprivate let ends: ClosedRange<Int16>
        fileprivate let width: Int

        /// Whether any trial can have a weight in a year.
        fileprivate func reach(_ year: Int) -> Bool { steps?.reach(ends, year: year) ?? true }

        /// Fills the row of a year with weights times what councils have in common times what the line is worth, and what
        /// members of another lever are multiplied by; false where no trial has any weight.
        fileprivate func fillFlow(
            _ row: UnsafeMutablePointer<Double>, year: Int, worth: UnsafePointer<Double>,
            others: LineSchedule.OtherMembers?
        ) -> Bool {
            let common = common.map { UnsafePointer($0 + year * width) }
            if let steps {
                return steps.fillFlow(
                    row, at: places, year: year, width: width, common: common, worth: worth, others: others)
            }
            if let own {
                row.update(from: own + year * width, count: width)
            } else if let profile {
                for trial in 0..<width {
                    let joined = profile.joining.year(ofPlace: Int(places[trial]))
                    row[trial] = joined <= year ? profile.rows[(year - joined) * width + trial] : 0
                }
            } else {
                return false
            }
            return row_flow_of_weights(row, common, worth, others?.by, others?.places, others?.last ?? 0, width)
        }
    }

    private func weights(of line: CouncilLine, council: Int) -> DirectWeights {
        let places = joining.row(council)
        guard let schedule = line.schedule else {
            return DirectWeights(
                common: line.common[0], own: scratch.weights[0], profile: nil, steps: nil, places: places, ends: 0...0,
                width: width)
        }
        let isPlain = schedule.isPlain && schedule.profile == nil
        return DirectWeights(
            common: isPlain ? nil : line.common[0], own: nil, profile: schedule.profile.map { ($0[0], joining) },
            steps: schedule.profile == nil ? schedule.steps : nil, places: places,
            ends: ends(of: places), width: width)
    }

    /// The lowest and the highest place of a council.
    func ends(of places: UnsafePointer<Int16>) -> ClosedRange<Int16> {
        var (first, last) = (Int16(0), Int16(0))
        row_find_ends(places, width, &first, &last)
        return first...last
    }

    /// A claim saves `f · left · pool · value` with `f = clamp(share · timing · scale · Π modifiers · uplift, −1, 1)`, and
    /// leaves `(1 − f) · left`. Uplift is left out of losses.
    private func claim(
        _ line: CouncilLine, council: Int, year: Int, pool: PoolAtCouncil
    ) throws(CouncilModelError) {
        let flow = scratch.flows[year]
        let before = line.planned.uplift == nil ? nil : scratch.flowsBeforeUplift[year]
        if let uplift = line.planned.uplift, let before {
            row_lift_gains(flow, before, values.values(of: uplift, council: council, year: year), width)
        }
        // Clamping would hide a value that is not a number.
        guard areFinite(flow, count: width) else { throw notFinite(line, council: council, year: year) }
        let worth = pool.worth.map { values.values(of: $0, council: council, year: year) }
        let (held, left) = (UnsafePointer(pool.amounts[year]), pool.before.map { UnsafePointer($0[year]) })
        if let before { row_claim_pool(before, held, left, worth, nil, width) }
        row_claim_pool(flow, held, left, worth, pool.after?[year], width)
    }

    /// Where and why the first flow that is not finite is none.
    private func notFinite(_ line: CouncilLine, council: Int, year: Int) -> CouncilModelError {
        let flow = scratch.flows[year]
        let trial = (0..<width).first { !flow[$0].isFinite } ?? 0
        return notFinite(line.run, line.planned, council: council, year: year, trial: trial)
    }

    /// Adds a year of one council to what differs from the line's flows over all: before uplift, and what counts in the
    /// whole and in cash where these shares are the council's own.
    private func addVariants(of line: CouncilLine, year: Int) {
        let flow = scratch.flows[year]
        let before = line.planned.uplift == nil ? flow : scratch.flowsBeforeUplift[year]
        func add(_ table: StableTable, _ source: UnsafePointer<Double>, _ factor: UnsafePointer<Double>?) {
            if let factor {
                row_add_product(table[year], factor, source, width)
            } else {
                row_add(table[year], source, width)
            }
        }
        let flows = line.flows
        if flows.before !== flows.flow { add(flows.before, before, nil) }
        if flows.whole !== flows.flow, line.planned.resource?.dependsOnCouncil == true {
            add(flows.whole, flow, line.resource)
            if flows.wholeBefore !== flows.whole { add(flows.wholeBefore, before, line.resource) }
        }
        if flows.cash !== flows.flow, line.planned.cashed?.dependsOnCouncil == true {
            add(flows.cash, flow, line.cashed)
        }
    }

    /// The error for a flow that is not finite, with the first formula that explains it.
    func notFinite(
        _ run: LeverRuns.FlowLine, _ line: PlannedLine, council: Int?, year: Int, trial: Int
    ) -> CouncilModelError {
        let position = council ?? 0
        var formulas = [line.worth.main] + run.modifiers.map(\.by)
        if case .claim(_, _, let value?) = line.worth { formulas.append(value) }
        formulas += [line.uplift].compactMap { $0 }
        var reason = formulas.lazy.compactMap {
            self.values.explanation(of: $0, council: position, year: year, trial: trial)
        }.first
        if reason == nil, let scale = line.scale, scale.sums.isEmpty {
            let variables = leverValues(year: year, atWindUp: line.line.timing == .windUp, sums: [])
            reason = values.explanation(
                of: scale.formula, council: position, year: year, trial: trial, variables: variables)
        }
        return CouncilModelError(
            place: lineName(line, lever: lever), council: council.map { plan.codes[$0] },
            year: plan.scenario.baseYear + year, trial: values.trialNumber(trial), reason: reason)
    }
}

/// Scales: what a line is multiplied by as its lever goes.
extension LeverFlow {
    /// Values of a line's scale by `[year][trial]`; nil: 1.
    func scale(of line: PlannedLine) throws(CouncilModelError) -> StableTable? {
        guard let planned = line.scale else { return nil }
        let table = StableTable(rows: plan.years, width: width)
        let atWindUp = line.line.timing == .windUp
        let sums = planned.sums.map { sumOverMembers($0, atWindUp: atWindUp) }
        for year in 0..<plan.years {
            values.evaluate(
                planned.formula, year: year, variables: leverValues(year: year, atWindUp: atWindUp, sums: sums),
                into: table[year])
        }
        return table
    }

    /// Rows of what follows how the lever goes, in one year.
    func leverValues(
        year: Int, atWindUp: Bool, sums: [StableTable]
    ) -> (LeverVariable) -> UnsafePointer<Double> {
        { [membership] variable in
            switch variable {
            case .time(let time):
                atWindUp ? membership.rowAtWindUp(of: time, year: year) : membership.row(of: time, year: year)
            case .sum(let index): UnsafePointer(sums[index][year])
            }
        }
    }

    /// The sum of a formula over the members of each year, or, where lines flow at winding up, of the year before.
    private func sumOverMembers(_ formula: PlannedFormula, atWindUp: Bool) -> StableTable {
        let sums = StableTable(rows: plan.years, width: width)
        for council in lever.lever.eligible {
            let places = joining.row(council)
            for year in 0..<plan.years {
                let value = values.values(of: formula, council: council, year: year)
                let (row, last) = (sums[year], Int16(joining.placeOfYear0 + year - (atWindUp ? 1 : 0)))
                for trial in 0..<width where places[trial] <= last {
                    if atWindUp || year < joining.windUp[trial] { row[trial] += value[trial] }
                }
            }
        }
        return sums
    }
}

/// Weights that are a council's own.
extension LeverFlow {
    /// Fills `scratch.weights[year][trial]` for a line at one council, and the years in which any weight is not 0.
    private func weigh(_ line: CouncilLine, council: Int) throws(CouncilModelError) {
        scratch.weights.fill(with: 0)
        let weights = scratch.weights[0]
        let (years, hasWindUp) = (plan.years, joining.hasWindUp)
        var (first, last) = (years, -1)
        func put(_ weight: Double, year: Int, trial: Int) {
            guard weight != 0, year >= 0, year < years, !hasWindUp || year < joining.windUp[trial] else { return }
            weights[year * width + trial] += weight
            first = min(first, year)
            last = max(last, year)
        }
        func row(_ formula: PlannedFormula?, _ name: String) throws(CouncilModelError) -> UnsafePointer<Double>? {
            guard let formula else { return nil }
            return try values.finiteValues(of: formula, council: council, place: "\(name) of \(line.place)")
        }
        switch line.planned.line.timing {
        case .membership(let ramp, _, _, _):
            let (decay, lag) = (try row(line.planned.decay, "decay"), try row(line.planned.lag, "lag"))
            let lasts = try row(line.planned.lasts, "lasts")
            for trial in 0..<width {
                let joined = joining.year(council: council, trial: trial)
                guard joined != JoiningTable.never else { continue }
                let begin = joined + (lag.map { max(0, roundHalfUp($0[trial])) } ?? 0)
                let end = lasts.map { begin + max(0, roundHalfUp($0[trial])) } ?? years
                let keeps = 1 - (decay.map { min(1, max(0, $0[trial])) } ?? 0)
                var kept = 1.0
                for year in begin..<max(begin, min(end, years)) {
                    put(ramp[min(year - begin, ramp.count - 1)] * kept, year: year, trial: trial)
                    kept *= keeps
                }
            }
        case .renewal:
            guard let ends = world.ends(of: joining) else { preconditionFailure("renewal timing has a contract") }
            for trial in 0..<width {
                let joined = joining.year(council: council, trial: trial)
                guard joined < years else { continue }
                var year = ends.firstEnd(from: max(0, joined + 1), council: council, trial: trial)
                guard year < years else { continue }
                let length = ends.length(council: council, trial: trial)
                while year < years {
                    put(1, year: year, trial: trial)
                    year += length
                }
            }
        case .running:
            let lasts = try row(line.planned.lasts, "lasts")
            let appliesTo = line.planned.line.appliesTo
            for year in 0..<years {
                for trial in 0..<width {
                    let isMember = joining.isMember(council: council, trial: trial, year: year)
                    guard appliesTo == .eligible || isMember == (appliesTo == .members) else { continue }
                    let weight = runningWeight(
                        line.planned, lever: lever, firstYear: joining.firstYear[trial], year: year,
                        lasts: lasts?[trial])
                    put(weight, year: year, trial: trial)
                }
            }
        case .joining, .windUp, .end, .start:
            preconditionFailure("these timings do not differ by council but through its joining year")
        }
        scratch.activeYears = first..<max(first, last + 1)
    }
}

/// Tables that are filled anew for each line, kept so that nothing is allocated in between.
final class FlowScratch {
    /// Timing by `[year][trial]`, and the years in which any is not 0.
    let weights: StableTable
    var activeYears = 0..<0
    /// By year: whether any of the flows in it is to be entered.
    var flowing: [Bool]
    /// Flows by `[year][trial]`, with and without uplift.
    let flows: StableTable
    let flowsBeforeUplift: StableTable
    /// One row each: a product being built up, a present value being added up, absolute amounts.
    let product: StableTable
    let presentValue: StableTable
    let size: StableTable

    init(years: Int, width: Int) {
        flowing = Array(repeating: false, count: years)
        weights = StableTable(rows: years, width: width)
        flows = StableTable(rows: years, width: width)
        flowsBeforeUplift = StableTable(rows: years, width: width)
        product = StableTable(rows: 1, width: width)
        presentValue = StableTable(rows: 1, width: width)
        size = StableTable(rows: 1, width: width)
    }
}
