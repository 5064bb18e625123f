import CRows
import Formulas

/// Council lines that are worked out council by council and year by year.
extension LeverFlow {
    /// Flows of one line at one council: entered into its account, added to the line's flows over all councils.
    func flow(_ line: CouncilLine, council: Int, claims: ClaimTables) throws(CouncilModelError) {
        guard !isSkipped(line, council: council) else { return }
        if line.schedule == nil { try weigh(line, council: council) }
        let active = line.schedule?.activeYears ?? scratch.activeYears
        guard line.schedule != nil || !active.isEmpty else { return }
        try line.takeHeld(council: council, values: values)
        let weights = weights(of: line, council: council)
        scratch.rows.begin(active) { weights.reach($0) }
        let uplift = line.planned.uplift
        collect(uplift, council: council, into: scratch.rows.uplift)
        let team = line.team
        if team == nil { collect(line.worth, council: council, into: scratch.rows.worth) }
        collectModifiers(of: line, council: council)
        let pool = try pool(of: line, council: council, claims: claims)
        // What follows for each year touches plain memory alone: whatever counts who uses it would wait until all that was
        // written before is in place.
        let (rows, value, discounts) = (scratch.rows.plain, scratch.presentValue[0], plan.discountFactors)
        value.update(repeating: 0, count: width)
        // Without uplift there is one row for both.
        let (flows, befores) = (scratch.flows[0], uplift == nil ? scratch.flows[0] : scratch.flowsBeforeUplift[0])
        let isPlain = isEnteredAsItIs(line)
        let totals = line.flows.flow[0]
        let totalsBefore = isPlain && uplift != nil ? line.flows.before[0] : nil
        let entry = keepsBudget ? line.cashEntry : nil
        let slots = isPlain ? entry.flatMap { entry in account.budget.map { $0.slots(place: entry.place) } } : nil
        var accounts = flow_accounts(
            value: value, size: account.magnitude[0], total: nil, total_before: nil, kept: nil, sign: entry?.sign ?? 1,
            adds: false)
        if recorder != nil { clear(active) }
        for place in 0..<rows.count {
            let year = rows.years[place]
            let (flow, before) = (flows + year * width, befores + year * width)
            rows.flowing[year] = try multiply(line, team, weights, rows, council: council, year: year, into: before)
            guard rows.flowing[year] else { continue }
            var lift: UnsafePointer<Double>?
            if let pool {
                try claim(line, rows, council: council, year: year, pool: pool, hasUplift: uplift != nil)
            } else if uplift != nil, isPlain {
                lift = rows.uplift[year]
            } else if uplift != nil, let uplift = rows.uplift[year] {
                row_product_flowing(flow, before, uplift, width)
            }
            accounts.total = totals + year * width
            accounts.total_before = totalsBefore.map { $0 + year * width }
            if let slots { (accounts.kept, accounts.adds) = slots.slot(year: year) }
            let entered = row_enter_year(&accounts, lift == nil ? flow : before, before, lift, discounts[year], width)
            guard entered.is_finite else {
                if let lift { row_product_flowing(flow, before, lift, width) }
                throw notFinite(line, council: council, year: year)
            }
            if entered.flows { slots?.take(year: year) }
            if !isPlain, line.hasVariants { addVariants(of: line, year: year) }
        }
        post(value, of: line)
        if !isPlain, let entry {
            for year in active where rows.flowing[year] {
                keep(UnsafePointer(flows + year * width), cashed: line.cashed, entry, year: year)
            }
        }
        recorder?.note(
            line: line.run.line, ofLever: run.lever, council: council, flow: scratch.flows,
            before: uplift == nil ? scratch.flows : scratch.flowsBeforeUplift, years: active,
            resource: line.resource?[0] ?? 1, cashed: line.cashed?[0] ?? 1)
    }

    /// Whether all of what flows counts in the whole and in cash, goes to one row of a budget, and is not asked for again.
    private func isEnteredAsItIs(_ line: CouncilLine) -> Bool {
        let flows = line.flows
        let isFinanced = keepsBudget && line.cashEntry?.isCapital == true && financesCapital
        return recorder == nil && flows.whole === flows.flow && flows.cash === flows.flow && !isFinanced
    }

    private func clear(_ years: Range<Int>) {
        let (first, count) = (years.lowerBound * width, years.count * width)
        (scratch.flows[0] + first).update(repeating: 0, count: count)
        (scratch.flowsBeforeUplift[0] + first).update(repeating: 0, count: count)
    }

    /// Rows of a formula for the years in which anything may flow.
    private func collect(
        _ formula: PlannedFormula?, council: Int, into rows: UnsafeMutablePointer<UnsafePointer<Double>?>
    ) {
        guard let formula else { return }
        let found = scratch.rows
        for place in 0..<found.count {
            let (first, year) = (found.years[0], found.years[place])
            let isKnown = place > 0 && !formula.dependsOnYear
            rows[year] = isKnown ? rows[first] : values.values(of: formula, council: council, year: year)
        }
    }

    private func collectModifiers(of line: CouncilLine, council: Int) {
        let (rows, modifiers) = (scratch.rows, line.run.modifiers)
        rows.reserve(modifiers: modifiers.count)
        for (number, modifier) in modifiers.enumerated() {
            let other = world.joinings[modifier.joining]
            collect(modifier.by, council: council, into: rows.by + number * plan.years)
            rows.others[number] = FlowRows.Others(
                places: UnsafePointer(other.row(council)), placeOfYear0: other.placeOfYear0,
                joining: other.hasWindUp ? modifier.joining : nil)
        }
        // The first is put to flows as they are worked out, unless something comes in between.
        rows.isFirstFused = !modifiers.isEmpty && !line.isContractBreak && rows.others[0].joining == nil
    }

    /// A pool that a line claims at the council at hand.
    struct PoolAtCouncil {
        /// By year, as `ClaimTables` has them.
        let amounts: ClaimTables.Rows
        let before: ClaimTables.Rows?
        let after: ClaimTables.Remainder?
        let hasWorth: Bool
    }

    private func pool(
        of line: CouncilLine, council: Int, claims: ClaimTables
    ) throws(CouncilModelError) -> PoolAtCouncil? {
        guard let claim = line.run.claim, case .claim(_, _, let worth) = line.planned.worth else { return nil }
        collect(worth, council: council, into: scratch.rows.poolWorth)
        return PoolAtCouncil(
            amounts: try claims.amounts(of: claim, values: values), before: claims.rowsBefore(claim),
            after: claims.remainder(of: claim), hasWorth: worth != nil)
    }

    /// Everything but uplift into a row; false where nothing flows in any trial.
    private func multiply(
        _ line: CouncilLine, _ team: TeamStaffing?, _ weights: DirectWeights, _ rows: FlowRows.Plain, council: Int,
        year: Int, into product: UnsafeMutablePointer<Double>
    ) throws(CouncilModelError) -> Bool {
        var worth = rows.worth[year]
        if let team {
            try team.fill(scratch.size[0], council: council, year: year)
            worth = UnsafePointer(scratch.size[0])
        }
        guard let worth else { preconditionFailure("rows stand for each year that weights reach") }
        let fused = rows.isFirstFused ? rows.modifier(0, year: year) : nil
        guard weights.fillFlow(product, year: year, worth: worth, others: fused) else { return false }
        if line.isContractBreak {
            let yearsLeft = joining.yearsLeftRow(council)
            for trial in 0..<width { product[trial] *= Double(yearsLeft[trial]) }
        }
        for number in (fused == nil ? 0 : 1)..<rows.modifierCount {
            let others = rows.modifier(number, year: year)
            if let joining = rows.others[number].joining {
                let windUp = world.joinings[joining].windUp
                row_modify_until(product, others.by, others.places, others.last, windUp, year, width)
            } else {
                row_modify(product, others.by, others.places, others.last, width)
            }
        }
        return true
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
                common: line.common[0], own: scratch.ownWeights, profile: nil, steps: nil, places: places, ends: 0...0,
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
        _ line: CouncilLine, _ rows: FlowRows.Plain, council: Int, year: Int, pool: PoolAtCouncil, hasUplift: Bool
    ) throws(CouncilModelError) {
        let flow = scratch.flows[year]
        let before = hasUplift ? scratch.flowsBeforeUplift[year] : nil
        if let before, let uplift = rows.uplift[year] { row_lift_gains(flow, before, uplift, width) }
        // Clamping would hide a value that is not a number.
        guard areFinite(flow, count: width) else { throw notFinite(line, council: council, year: year) }
        let worth = pool.hasWorth ? rows.poolWorth[year] : nil
        let (held, left) = (pool.amounts[year], pool.before?[year])
        if let before { row_claim_pool(before, held, left, worth, nil, width) }
        row_claim_pool(flow, held, left, worth, pool.after?.row(year), width)
        pool.after?.take(year)
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
