import CRows

/// Real cash of a council by row and year, where its budget is kept.
extension LeverFlow {
    /// Enters what is worked out in tables by joining year, year by year.
    func keepBudget(council: Int) throws(CouncilModelError) {
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
            for year in schedule.activeYears {
                let (flow, lifted) = (scratch.flows[year], line.lifted(in: year))
                if schedule.profile != nil {
                    for trial in 0..<width {
                        let weight = schedule.profileRow(place: Int(places[trial]), year: year)?[trial] ?? 0
                        flow[trial] = weight == 0 ? 0 : factor * weight * lifted[trial]
                    }
                } else if schedule.steps.reach(ends, year: year),
                    schedule.steps.fill(flow, at: places, year: year, width: width)
                {
                    row_scale_flowing(flow, factor, lifted, width)
                } else {
                    continue
                }
                if let cells { row_multiply_flowing(flow, cells, width) }
                guard areFinite(flow, count: width) else {
                    // The block is worked out again step by step, which says where or finds that it never flows.
                    throw notFinite(line.run, line.planned, council: council, year: year, trial: 0)
                }
                keep(flow, cashed: line.cashed, entry, year: year)
            }
        }
        for line in programmeLines { try keepBudget(of: line, council: council, places: places, ends: ends) }
    }

    private func keepBudget(
        of line: ProgrammeLine, council: Int, places: UnsafePointer<Int16>, ends: ClosedRange<Int16>
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
        for year in 0..<plan.years where line.splits[year] {
            let (unit, founder) = (line.perUnit[year], line.perFounder[year])
            let last = joining.placeOfYear0 + year - delay
            switch line.index {
            case .members where last < ends.lowerBound && !line.foundersPay: continue
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
        entry.enter(cash, share: 1, isOwn: true, year: year, in: budget)
    }
}
