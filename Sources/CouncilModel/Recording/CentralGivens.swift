import Formulas

/// What the central case of one option takes from draws and from who joins: what its flows rest on and no formula of the
/// scenario says, with the flows that come of it.
///
/// Whoever wants to work the central case out again, a spreadsheet say, needs the scenario's formulas and this, and nothing
/// else. In the central case only assumptions that vary by council differ within the trial; all others stand at their means.
package struct CentralGivens: Sendable {
    /// Name of the option.
    package let option: String
    /// Assumptions in order of name, under the option's own distributions; those that nothing reads and that differ within
    /// a trial are left out.
    package let assumptions: [DrawnAssumption]
    /// Levers of the option, in order of claiming.
    package let levers: [GivenLever]
}

/// One lever in the central case.
package struct GivenLever: Sendable {
    /// The lever.
    package let lever: Lever
    /// Year index g of its first year, delay included; H or more where it does not begin.
    package let firstYear: Int
    /// Year index W in which it is wound up; nil: never.
    package let windUp: Int?
    /// Year index by council position in which a council joins, negative for members from before; nil: never.
    package let joining: [Int?]
    /// By council position: whether it is a member from before, as the scenario says.
    package let isAlready: [Bool]
    /// By council position: years of contract that are left when the council breaks it to join; else 0.
    package let yearsLeft: [Int]
    /// Ends of its contract; nil for a lever without one.
    package let contract: Ends?
    /// `residents_joined` and `residents_share` by year.
    package let residentsJoined, residentsShare: [Double]
    /// What lines of the winding-up year see in place of these if that is the year: the end of the year before.
    package let residentsJoinedBefore, residentsShareBefore: [Double]
    /// Its lines as written: costs, benefits, transfers.
    package let lines: [GivenLine]

    /// Ends of a contract, by council position.
    package struct Ends: Sendable {
        /// Length in whole years.
        package let length: [Int]
        /// Year index of the first end, from 0.
        package let first: [Int]
    }
}

/// One line in the central case.
package struct GivenLine: Sendable {
    /// The line.
    package let line: Line
    /// Its modifiers whose levers the option holds, each with the place of that lever in the order of claiming.
    package let modifiers: [(by: Formula, lever: Int)]
    /// Staff of a pooled team; nil for other lines.
    package let staff: Staff?
    /// What flows, before a lower price is taken off, where it is not 0 throughout: councils in order, or the programme.
    package let flows: [Flow]

    /// What flows at one council, or for a programme.
    package struct Flow: Sendable {
        /// Council position; nil for a programme.
        package let council: Int?
        /// Real undiscounted flow by year.
        package let byYear: [Double]
        /// The same without the line's uplift.
        package let byYearBeforeUplift: [Double]
        /// The share that counts in the whole, and the share that is cash; 1 where the line has none.
        package let resource, cashed: Double
    }

    /// Days that a team is staffed with to meet its service level.
    package struct Staff: Sendable {
        /// Q_c of each council alone, by council position; 0 for those that are not eligible.
        package let alone: [Double]
        /// Q of the members of each year together, by year.
        package let pooled: [Double]
    }
}

extension TracedOptions {
    /// What the central case of an option rests on.
    ///
    /// - Precondition: these options are those of the central case, and not of a trial.
    /// - Throws: `CouncilModelError` where staffing is not a finite number.
    package func givens(ofOption option: Int) throws(CouncilModelError) -> CentralGivens {
        try trace.givens(ofOption: option)
    }
}

extension Trace {
    fileprivate func givens(ofOption option: Int) throws(CouncilModelError) -> CentralGivens {
        let plan = simulation.plan
        let entries = entries(ofOption: option)
        var levers: [GivenLever] = []
        for (slot, lever) in plan.options[options[option]].levers.enumerated() {
            let own = entries.filter { $0.lever == lever }
            levers.append(try given(lever: lever, slot: slot, option: option, entries: own))
        }
        return CentralGivens(
            option: plan.options[options[option]].name,
            assumptions: plan.drawnAssumptions(ofOption: options[option], source: .central), levers: levers)
    }

    private func given(
        lever index: Int, slot: Int, option: Int, entries: [FlowRecorder.Entry]
    ) throws(CouncilModelError) -> GivenLever {
        let plan = simulation.plan
        let planned = plan.levers[index]
        let run = simulation.runs.options[option]
        let table = simulation.world.joinings[run.joinings[slot]]
        let membership = simulation.world.memberships[run.joinings[slot]]
        let councils = 0..<plan.councilCount
        func residents(_ variable: TimeVariable, before: Bool) -> [Double] {
            (0..<plan.years).map { year in
                (before ? membership.rowAtWindUp(of: variable, year: year) : membership.row(of: variable, year: year))[
                    0]
            }
        }
        var lines: [GivenLine] = []
        for number in planned.lines.indices {
            let place = run.lines[slot][number]
            let flow = simulation.flows[place.flow]
            let own = simulation.runs.flows[place.flow].lines[place.line]
            let team = flow.councilLines.first { $0.run.line == number }?.team
            lines.append(
                GivenLine(
                    line: planned.lines[number].line,
                    modifiers: own.modifiers.map { modifier in
                        guard let other = run.joinings.firstIndex(of: modifier.joining) else {
                            preconditionFailure("a modifier that counts names a lever of the option")
                        }
                        return (modifier.by.formula, other)
                    },
                    staff: try team?.given(planned, plan: plan),
                    flows: entries.filter { $0.number == number }.map {
                        GivenLine.Flow(
                            council: $0.council, byYear: Array($0.flow), byYearBeforeUplift: Array($0.before),
                            resource: $0.resource, cashed: $0.cashed)
                    }))
        }
        return GivenLever(
            lever: planned.lever, firstYear: table.firstYear[0],
            windUp: table.windUp[0] == JoiningTable.never ? nil : table.windUp[0],
            joining: councils.map { council in
                let year = table.year(council: council, trial: 0)
                return year == JoiningTable.never ? nil : year
            },
            isAlready: planned.alreadyYear.map { $0 != nil },
            yearsLeft: councils.map { Int(table.yearsLeftRow($0)[0]) },
            contract: simulation.world.ends(of: table).map { ends in
                GivenLever.Ends(
                    length: councils.map { ends.length(council: $0, trial: 0) },
                    first: councils.map { ends.firstEnd(council: $0, trial: 0) })
            },
            residentsJoined: residents(.residentsJoined, before: false),
            residentsShare: residents(.residentsShare, before: false),
            residentsJoinedBefore: residents(.residentsJoined, before: true),
            residentsShareBefore: residents(.residentsShare, before: true), lines: lines)
    }
}

extension TeamStaffing {
    fileprivate func given(_ lever: PlannedLever, plan: RunPlan) throws(CouncilModelError) -> GivenLine.Staff {
        var alone = [Double](repeating: 0, count: plan.councilCount)
        for council in lever.lever.eligible { alone[council] = try staffAlone(council: council, trial: 0) }
        return GivenLine.Staff(alone: alone, pooled: (0..<plan.years).map { staffPooled(year: $0, trial: 0) })
    }
}
