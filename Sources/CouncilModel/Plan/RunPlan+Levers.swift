import Formulas
import Stochastics

extension RunPlan {
    static func plan(_ lever: Lever, of scenario: Scenario, with planner: inout FormulaPlanner) -> PlannedLever {
        let isEligible = scenario.selected.indices.map { lever.eligible.contains($0) }
        let alreadyYear = alreadyYears(of: lever, isEligible: isEligible, scenario: scenario)
        let units = residentUnits(isEligible: isEligible, scenario: scenario)
        let codes = scenario.selected.map { scenario.register.codes[$0] }
        let adoption: PlannedAdoption =
            switch lever.adoption {
            case .mandate: .mandate
            case .diffusion(let diffusion):
                .diffusion(
                    PlannedDiffusion(
                        innovation: planner.plan(diffusion.innovation), imitation: planner.plan(diffusion.imitation),
                        ceiling: planner.plan(diffusion.ceiling), propensity: planner.plan(diffusion.propensity),
                        founders: diffusion.founders
                    )
                )
            }
        return PlannedLever(
            lever: lever,
            start: lever.starts - scenario.baseYear,
            delay: planner.plan(lever.delay),
            adoption: adoption,
            alreadyYear: alreadyYear,
            alreadyCount: alreadyYear.count { $0 != nil },
            contract: lever.contract.map { name in index(of: name, in: scenario.contracts.map(\.name)) },
            requires: lever.requires.map { index(of: $0, in: scenario.levers.map(\.name)) },
            isEligible: isEligible,
            eligibleCount: lever.eligible.count,
            sharing: sharing(of: lever, scenario: scenario, with: &planner),
            lines: (lever.costs + lever.benefits).map { plan($0, of: scenario, with: &planner) },
            residentUnits: units,
            residentsOfAll: units.reduce(0) { $0 + $1.residents },
            pressure: codes.map { Address("lever/\(lever.name)/pressure/\($0)") },
            ceiling: codes.map { Address("lever/\(lever.name)/ceiling/\($0)") }
        )
    }

    private static func plan(
        _ line: Line, of scenario: Scenario, with planner: inout FormulaPlanner
    ) -> PlannedLine {
        let worth: PlannedFormula
        var pool: Int?
        switch line.value {
        case .amount(let formula): worth = planner.plan(formula)
        case .claim(let name, let share):
            worth = planner.plan(share)
            pool = index(of: name, in: scenario.pools.map(\.name))
        }
        var lasts: PlannedFormula?
        var decay: PlannedFormula?
        var lag: PlannedFormula?
        switch line.timing {
        case .membership(_, let lastsFormula, let decayFormula, let lagFormula):
            lasts = planner.plan(lastsFormula)
            decay = planner.plan(decayFormula)
            lag = planner.plan(lagFormula)
        case .running(_, _, _, let lastsFormula):
            lasts = planner.plan(lastsFormula)
        case .joining, .renewal, .start:
            break
        }
        return PlannedLine(
            line: line, worth: worth, pool: pool, scale: planner.plan(line.scale), uplift: planner.plan(line.uplift),
            modifiers: line.modifiers.map { modifier in
                PlannedModifier(
                    lever: scenario.levers.firstIndex { $0.name == modifier.joined }, by: planner.plan(modifier.by)
                )
            },
            growth: planner.plan(line.growth), lasts: lasts, decay: decay, lag: lag
        )
    }

    private static func alreadyYears(of lever: Lever, isEligible: [Bool], scenario: Scenario) -> [Int?] {
        switch lever.already {
        case nil: return isEligible.map { _ in nil }
        case .councils(let positions):
            return isEligible.indices.map { isEligible[$0] && positions.contains($0) ? -1 : nil }
        case .column(let column):
            return isEligible.indices.map { position in
                guard isEligible[position],
                    let year = scenario.register.number(column, row: scenario.selected[position])
                else { return nil }
                let index = yearIndex(ofCalendarYear: year, baseYear: scenario.baseYear)
                return index < 0 ? index : nil
            }
        }
    }

    private static func sharing(
        of lever: Lever, scenario: Scenario, with planner: inout FormulaPlanner
    ) -> PlannedSharing {
        switch lever.shared {
        case .equally: .fixed(scenario.selected.map { _ in 1 })
        case .byPopulation: .fixed(scenario.selected.map { scenario.register.number("population", row: $0) ?? 0 })
        case .byResidents: .fixed(scenario.selected.map { scenario.register.residents(row: $0) })
        case .formula(let formula): .formula(planner.plan(formula))
        }
    }

    /// Lower-tier and single-tier councils of the whole register (selected or not) whose residents can join, through
    /// themselves or through their county. Without a column `county`, only members' own residents count.
    private static func residentUnits(isEligible: [Bool], scenario: Scenario) -> [ResidentUnit] {
        let register = scenario.register
        var positionOfCode: [String: Int] = [:]
        var positionOfRow: [Int: Int] = [:]
        for (position, row) in scenario.selected.enumerated() where isEligible[position] {
            positionOfCode[register.codes[row]] = position
            positionOfRow[row] = position
        }
        return register.codes.indices.compactMap { row in
            let member = positionOfRow[row]
            let county = register.text("county", row: row).flatMap { positionOfCode[$0] }
            guard member != nil || county != nil else { return nil }
            return ResidentUnit(residents: register.residents(row: row), member: member, county: county)
        }
    }

    /// - Precondition: the name is there; scenario checking made sure.
    private static func index(of name: String, in names: [String]) -> Int {
        guard let index = names.firstIndex(of: name) else {
            preconditionFailure("a checked scenario names what exists, but found \(name)")
        }
        return index
    }
}
