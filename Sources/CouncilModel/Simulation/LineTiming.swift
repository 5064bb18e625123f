/// Weights of lines by year and trial.
extension OptionSimulation {
    /// Fills `weights[year][trial]` for a council line at one council; returns the years in which any weight is not 0.
    func weighCouncilLine(
        _ state: LineState, council: Int, into weights: StableTable
    ) throws(CouncilModelError) -> Range<Int> {
        weights.fill(with: 0)
        let table = joining[state.slot]
        let years = plan.years
        var first = years
        var last = -1
        // Nothing flows from the winding-up year on but what is due in it.
        func put(_ weight: Double, year: Int, trial: Int, atWindUp: Bool = false) {
            guard weight != 0, year >= 0, year < years, atWindUp || Int32(year) < table.windUp[trial] else { return }
            weights[year][trial] += weight
            first = min(first, year)
            last = max(last, year)
        }
        switch state.line.line.timing {
        case .joining(let spread, let from):
            // Members from before have their joining behind them.
            guard state.lever.alreadyYear[council] == nil else { break }
            for trial in 0..<width {
                let joined = table.year(council: council, trial: trial)
                guard joined != JoiningTable.never else { continue }
                for (offset, fraction) in spread.enumerated() {
                    put(fraction, year: Int(joined) + from + offset, trial: trial)
                }
            }
        case .membership(let ramp, _, _, _):
            let decay = try optional(state.line.decay, council: council, place: "decay of \(state.place)")
            let lag = try optional(state.line.lag, council: council, place: "lag of \(state.place)")
            let lasts = try optional(state.line.lasts, council: council, place: "lasts of \(state.place)")
            for trial in 0..<width {
                let joined = table.year(council: council, trial: trial)
                guard joined != JoiningTable.never else { continue }
                let begin = Int(joined) + (lag.map { max(0, roundHalfUp($0[trial])) } ?? 0)
                let end = lasts.map { begin + max(0, roundHalfUp($0[trial])) } ?? years
                let keeps = 1 - (decay.map { min(1, max(0, $0[trial])) } ?? 0)
                var kept = 1.0
                for year in begin..<max(begin, min(end, years)) {
                    put(ramp[min(year - begin, ramp.count - 1)] * kept, year: year, trial: trial)
                    kept *= keeps
                }
            }
        case .renewal:
            guard let ends = ends[state.slot] else { preconditionFailure("renewal timing has a contract") }
            for trial in 0..<width {
                let joined = table.year(council: council, trial: trial)
                guard joined != JoiningTable.never else { continue }
                for year in max(0, Int(joined) + 1)..<max(years, Int(joined) + 1)
                where ends.ends(in: year, council: council, trial: trial) {
                    put(1, year: year, trial: trial)
                }
            }
        case .running:
            let lasts = try optional(state.line.lasts, council: council, place: "lasts of \(state.place)")
            for year in 0..<years {
                for trial in 0..<width where applies(state, council: council, trial: trial, year: year) {
                    put(runningWeight(state, year: year, trial: trial, lasts: lasts), year: year, trial: trial)
                }
            }
        case .windUp:
            for trial in 0..<width where table.windUp[trial] != JoiningTable.never {
                let year = Int(table.windUp[trial])
                if table.hadJoined(council: council, trial: trial, by: year - 1) {
                    put(1, year: year, trial: trial, atWindUp: true)
                }
            }
        case .end:
            for trial in 0..<width where table.isMember(council: council, trial: trial, year: years - 1) {
                put(1, year: years - 1, trial: trial)
            }
        case .start:
            preconditionFailure("a council line has no start timing")
        }
        return first..<max(first, last + 1)
    }

    /// Whether a running line flows at a council in a year.
    private func applies(_ state: LineState, council: Int, trial: Int, year: Int) -> Bool {
        switch state.line.line.appliesTo {
        case .members: joining[state.slot].isMember(council: council, trial: trial, year: year)
        case .nonMembers: !joining[state.slot].isMember(council: council, trial: trial, year: year)
        case .eligible: true
        }
    }

    /// Fills `weights[year][trial]` for a programme line.
    func weighProgrammeLine(_ state: LineState, into weights: StableTable) throws(CouncilModelError) {
        weights.fill(with: 0)
        let table = joining[state.slot]
        func put(_ weight: Double, year: Int, trial: Int) {
            guard year >= 0, year < plan.years, Int32(year) < table.windUp[trial] else { return }
            weights[year][trial] += weight
        }
        switch state.line.line.timing {
        case .start(let spread, let from):
            for trial in 0..<width {
                for (offset, fraction) in spread.enumerated() {
                    let position = from + offset
                    // What comes before the start is planned for its own year and is not delayed.
                    let year = (position < 0 ? state.lever.start : table.firstYear[trial]) + position
                    put(fraction, year: year, trial: trial)
                }
            }
        case .running:
            let lasts = try optional(state.line.lasts, council: 0, place: "lasts of \(state.place)")
            for year in 0..<plan.years {
                for trial in 0..<width {
                    put(runningWeight(state, year: year, trial: trial, lasts: lasts), year: year, trial: trial)
                }
            }
        case .windUp:
            for trial in 0..<width where table.windUp[trial] != JoiningTable.never && table.windUp[trial] >= 0 {
                weights[Int(table.windUp[trial])][trial] = 1
            }
        case .end:
            for trial in 0..<width where table.firstYear[trial] < plan.years {
                put(1, year: plan.years - 1, trial: trial)
            }
        case .joining, .membership, .renewal:
            preconditionFailure("a programme line has start, running, wind_up or end timing")
        }
    }

    /// With `j = t − origin − from`: 0 if `j < 0` or `j ≥ lasts`, else `ramp[min(j, last)]`.
    private func runningWeight(
        _ state: LineState, year: Int, trial: Int, lasts: UnsafePointer<Double>?
    ) -> Double {
        guard case .running(let ramp, let from, let sinceStarts, _) = state.line.line.timing else { return 0 }
        let origin = sinceStarts ? state.lever.start : joining[state.slot].firstYear[trial]
        let age = year - origin - from
        guard age >= 0 else { return 0 }
        if let lasts, age >= max(0, roundHalfUp(lasts[trial])) { return 0 }
        return ramp[min(age, ramp.count - 1)]
    }

    private func optional(
        _ formula: PlannedFormula?, council: Int, place: String
    ) throws(CouncilModelError) -> UnsafePointer<Double>? {
        guard let formula else { return nil }
        return try values.finiteValues(of: formula, council: council, place: place)
    }
}
