import CRows

/// Real cash of a council by row and year, where its budget is kept.
extension LeverFlow {
    /// Enters what is worked out in tables by joining year, year by year.
    func keepBudget(council: Int) throws(CouncilModelError) {
        guard let budget = account.budget else { return }
        let places = joining.row(council)
        let ends = ends(of: places)
        for (place, line) in councilLines.enumerated() {
            guard let entry = line.cashEntry, let schedule = line.schedule, !isSkipped(line, council: council) else {
                continue
            }
            let factor: Double
            var cells: UnsafePointer<Double>?
            switch line.run.shape {
            case .separable(let part, _): factor = parts[part][council]
            case .cellwise:
                factor = cellFactors[place][council]
                cells = self.cells(of: line, council: council)
            case .direct, .programme: continue
            }
            let (steps, flow) = (schedule.steps, scratch.product[0])
            let slots = budget.slots(place: entry.place)
            for year in schedule.activeYears {
                if schedule.profile != nil {
                    for trial in 0..<width {
                        flow[trial] = schedule.profileRow(place: Int(places[trial]), year: year)?[trial] ?? 0
                    }
                } else {
                    guard steps.reach(ends, year: year), steps.fill(flow, at: places, year: year, width: width) else {
                        continue
                    }
                }
                let (kept, adds) = slots.slot(year: year)
                let isPlain = line.cashed == nil && !(entry.isCapital && financesCapital)
                let row = isPlain ? kept : scratch.presentValue[0]
                let entered = row_keep_weights(
                    row, isPlain && adds, isPlain ? entry.sign : 1, flow, factor, line.lifted(in: year), cells, width)
                guard entered.is_finite else {
                    // The block is worked out again step by step, which says where or finds that it never flows.
                    throw notFinite(line.run, line.planned, council: council, year: year, trial: 0)
                }
                if !isPlain {
                    keep(row, cashed: line.cashed, entry, year: year)
                } else if entered.flows {
                    slots.take(year: year)
                }
            }
        }
        for line in programmeLines {
            try keepBudget(of: line, council: council, places: places, ends: ends, in: budget)
        }
    }

    private func keepBudget(
        of line: ProgrammeLine, council: Int, places: UnsafePointer<Int16>, ends: ClosedRange<Int16>,
        in budget: BudgetTally
    ) throws(CouncilModelError) {
        guard let entry = line.cashEntry else { return }
        var weights: UnsafePointer<Double>?
        var factor = 1.0
        if case .formula(let formula)? = line.run.sharing {
            weights = try self.weights(formula, council: council)
        } else if let part = line.part {
            factor = parts[part][council]
        }
        let (founders, wishes) = (joining.founderRow(council), joining.wishRow(council))
        let delay = line.planned.line.timing == .windUp ? 1 : 0
        let flow = scratch.product[0]
        let isPlain =
            weights == nil && line.cashed == nil && line.index != .wishing && !(entry.isCapital && financesCapital)
        let (units, perFounder, slots) = (line.perUnit[0], line.perFounder[0], budget.slots(place: entry.place))
        for year in 0..<plan.years where line.splits[year] {
            let (unit, founder) = (units + year * width, perFounder + year * width)
            let last = joining.placeOfYear0 + year - delay
            if line.index == .members, last < ends.lowerBound, !line.foundersPay { continue }
            if isPlain {
                let (kept, adds) = slots.slot(year: year)
                let lastSharing = line.index == .members ? Int16(last) : .max
                if row_keep_share(
                    kept, adds, entry.sign, factor, unit, founder, places, lastSharing, founders, width)
                {
                    slots.take(year: year)
                }
                continue
            }
            switch line.index {
            case .members: row_share(flow, factor, unit, founder, places, Int16(last), founders, width)
            case .wishing:
                for trial in 0..<width {
                    let shares = Int(min(places[trial], wishes[trial])) <= last
                    let amount = (shares ? unit[trial] : 0) + (founders[trial] != 0 ? founder[trial] : 0)
                    flow[trial] = factor * amount
                }
            case .eligible, .founders: row_share(flow, factor, unit, founder, places, .max, founders, width)
            }
            if let weights { row_multiply(flow, weights, width) }
            keep(flow, cashed: line.cashed, entry, year: year)
        }
    }

    /// Enters cash of one year, of which anything may flow.
    func keep(
        _ flow: UnsafePointer<Double>, cashed: UnsafePointer<Double>?, _ entry: CashEntry, year: Int
    ) {
        guard let budget = account.budget, row_flows(flow, width) else { return }
        var cash = flow
        if let cashed {
            row_product(scratch.size[0], flow, cashed, width)
            cash = UnsafePointer(scratch.size[0])
        }
        entry.enter(cash, share: 1, isOwn: financesCapital, year: year, in: budget)
    }

    /// Whether it is asked for what of capital is councils' own.
    var financesCapital: Bool { plan.cashView?.financing != nil }
}
