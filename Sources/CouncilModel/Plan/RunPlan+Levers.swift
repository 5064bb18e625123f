import Formulas
import Stochastics

extension RunPlan {
    static func plan(_ lever: Lever, of scenario: Scenario, with planner: inout FormulaPlanner) -> PlannedLever {
        let isEligible = scenario.selected.indices.map { lever.eligible.contains($0) }
        let alreadyYear = alreadyYears(of: lever, isEligible: isEligible, scenario: scenario)
        let units = residentUnits(isEligible: isEligible, scenario: scenario)
        let codes = scenario.selected.map { scenario.register.codes[$0] }
        return PlannedLever(
            lever: lever,
            start: lever.starts - scenario.baseYear,
            delay: planner.plan(lever.delay),
            adoption: plan(lever.adoption, eligible: lever.eligible.count, with: &planner),
            alreadyYear: alreadyYear,
            alreadyCount: alreadyYear.count { $0 != nil },
            contract: lever.contract.map { name in index(of: name, in: scenario.contracts.map(\.name)) },
            closes: lever.closes.map { $0 - scenario.baseYear },
            stop: lever.stop.map { (planner.plan($0.probability), $0.after) },
            isEligible: isEligible,
            eligibleCount: lever.eligible.count,
            sharing: plan(lever.shared, of: scenario, with: &planner),
            lines: (lever.costs + lever.benefits + lever.transfers).map { plan($0, of: scenario, with: &planner) },
            residentUnits: units,
            residentsOfAll: units.reduce(0) { $0 + $1.residents },
            pressure: codes.map { Address("lever/\(lever.drawsAs)/pressure/\($0)") },
            ceiling: codes.map { Address("lever/\(lever.drawsAs)/ceiling/\($0)") },
            stopAddress: Address("lever/\(lever.drawsAs)/stop")
        )
    }

    private static func plan(
        _ adoption: Lever.Adoption, eligible: Int, with planner: inout FormulaPlanner
    ) -> PlannedAdoption {
        switch adoption {
        case .mandate: return .mandate
        case .waves(let waves):
            let first = waves.steps.first?.year ?? 0
            return .waves(
                PlannedWaves(
                    steps: waves.steps.map { ($0.year - first, roundHalfUp($0.share * Double(eligible))) },
                    propensity: planner.plan(waves.propensity)
                )
            )
        case .diffusion(let diffusion):
            return .diffusion(
                PlannedDiffusion(
                    innovation: planner.plan(diffusion.innovation), imitation: planner.plan(diffusion.imitation),
                    ceiling: planner.plan(diffusion.ceiling), propensity: planner.plan(diffusion.propensity),
                    founders: diffusion.founders, boosts: plan(diffusion.boosts, with: &planner)
                )
            )
        }
    }

    private static func plan(_ modifiers: [Line.Modifier], with planner: inout FormulaPlanner) -> [PlannedModifier] {
        modifiers.map { PlannedModifier(joined: $0.joined, by: planner.plan($0.by)) }
    }

    private static func plan(
        _ line: Line, of scenario: Scenario, with planner: inout FormulaPlanner
    ) -> PlannedLine {
        let worth: PlannedWorth
        var factors: AmountFactors?
        switch line.value {
        case .amount(let formula):
            worth = .amount(planner.plan(formula))
            if line.level == .council { factors = planner.factors(of: formula) }
        case .claim(let name, let share, let value):
            worth = .claim(
                pool: index(of: name, in: scenario.pools.map(\.name)), share: planner.plan(share),
                value: planner.plan(value)
            )
        case .team(let team):
            worth = .team(
                PlannedTeam(
                    demand: planner.plan(team.demand), variability: planner.plan(team.variability),
                    serviceLevel: planner.plan(team.serviceLevel), dayCost: planner.plan(team.dayCost),
                    pooledDayCost: planner.plan(team.pooledDayCost), correlation: planner.plan(team.correlation)
                )
            )
        case .contractBreak(let formula): worth = .contractBreak(planner.plan(formula))
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
        case .joining, .renewal, .start, .windUp, .end:
            break
        }
        return PlannedLine(
            line: line, worth: worth, scale: planner.plan(line.scale), uplift: planner.plan(line.uplift),
            modifiers: plan(line.modifiers, with: &planner), growth: planner.plan(line.growth), lasts: lasts,
            decay: decay, lag: lag, cashed: planner.plan(line.cashed), resource: planner.plan(line.resource),
            sharing: line.shared.map { plan($0, of: scenario, with: &planner) }, factors: factors
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

    private static func plan(
        _ sharing: Lever.Sharing, of scenario: Scenario, with planner: inout FormulaPlanner
    ) -> PlannedSharing {
        switch sharing {
        case .equally: .fixed(planner.part(scenario.selected.map { _ in 1 }))
        case .byPopulation:
            .fixed(planner.part(scenario.selected.map { scenario.register.number("population", row: $0) ?? 0 }))
        case .byResidents: .fixed(planner.part(scenario.selected.map { scenario.register.residents(row: $0) }))
        case .byBenefit: .byBenefit
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
