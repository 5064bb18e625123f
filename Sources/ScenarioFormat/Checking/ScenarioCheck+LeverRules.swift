import CouncilModel
import Formulas

extension ScenarioCheck {
    func checkWaves(_ adoption: Lever.Adoption, starts: Int, in lever: Field) {
        guard case .waves(let waves) = adoption, let list = lever["adoption"]?["waves"] else { return }
        for (place, pair) in zip(waves.steps, waves.steps.dropFirst()).enumerated() {
            let item = list.items[place + 1]
            if pair.1.year <= pair.0.year {
                log.error(
                    item["year"] ?? item,
                    "\(pair.1.year) does not come after \(pair.0.year); put waves in order, each year once")
            }
            if pair.1.share < pair.0.share {
                log.error(
                    item["share"] ?? item,
                    "\(plain(pair.1.share)) is less than \(plain(pair.0.share)) before it; shares count all who wish by then"
                )
            }
        }
        if let first = waves.steps.first, first.year != starts, let field = lever["starts"] {
            log.error(field, "found \(starts), but the first wave is in \(first.year); give both the same year")
        }
    }

    /// Boosts where nothing is boosted: a mistake where somebody wrote them, no more than a note where they came with an
    /// imported lever whose adoption the scenario replaces.
    func warnOfBoosts(of lever: Field) {
        guard let boosts = lever["boosts"] else { return }
        let isImported = libraries.contains(boosts.node.position.file)
        log.add(
            ScenarioIssue(
                position: boosts.keyPosition, path: lever.path.text,
                message: "\"boosts\" multiply the pressure of diffusion, but this adoption has none; leave them out",
                severity: isImported ? .note : .warning))
    }

    func contractBreak(_ field: Field?, hasContract: Bool) -> Formula? {
        guard let field else { return nil }
        if !hasContract {
            log.error(
                field, "\"contract_break\" ends a contract early, but the lever has none; name one under \"contract\"")
        }
        return formulas.formula(field, .council([moneyPerYear]))
    }

    func minimum(_ field: Field?) -> Lever.Minimum? {
        guard let members = field?["members"]?.whole, let within = field?["within"]?.whole else { return nil }
        return Lever.Minimum(members: members, within: within)
    }

    func stop(_ field: Field?) -> Lever.Stop? {
        guard let field, field.isObject else { return nil }
        return Lever.Stop(
            probability: formulas.formula(field["probability"], .trial([.dimensionless])),
            after: field["after"]?.whole ?? 0)
    }

    func among(_ field: Field?) -> Lever.Among? { field?.text.flatMap(Lever.Among.init(rawValue:)) }

    /// The line in which contracts broken to join are paid for.
    func contractBreakLine(_ amount: Formula) -> Line {
        Line(
            name: "Contract break", side: .cost, kind: .revenue, party: .council, value: .contractBreak(amount),
            timing: .joining(spread: [1], from: 0))
    }

    /// The line in which a pooled team saves.
    func teamLine(_ field: Field) -> Line {
        let day = Unit.word("day")
        let perDay = money / day
        let team = Team(
            demand: formulas.formula(field["demand"], .councilOrYear([day / .year])),
            variability: formulas.formula(field["variability"], .council([.dimensionless])),
            serviceLevel: formulas.formula(field["service_level"], .trial([.dimensionless]), default: 0.5),
            dayCost: formulas.formula(field["day_cost"], .councilOrYear([perDay])),
            pooledDayCost: formulas.formula(field["pooled_day_cost"], .trialOrYear([perDay])),
            correlation: formulas.formula(field["correlation"], .trial([.dimensionless]))
        )
        if let level = field["service_level"], let number = level.number, !(number > 0 && number < 1) {
            log.error(level, "found \(plain(number)), expected a share between 0 and 1, such as 0.9")
        }
        var timing = timing(field["timing"], level: .council, leverHasContract: false)
        if timing.isOnce {
            if let on = field["timing"]?["on"], ["joining", "wind_up", "end"].contains(on.text) {
                log.error(on, "a team saves year by year; use \"membership\" or \"running\"")
            }
            timing = .membership(
                ramp: [1], lasts: nil, decay: Formula(constant: 0), lag: Formula(constant: 0))
        }
        return Line(
            name: Team.lineName, side: .benefit, kind: .cashable, party: .council, value: .team(team), timing: timing,
            cashed: formulas.formula(field["cashed"], .council([.dimensionless])))
    }

    /// Inflation and financing; nil without inflation.
    func readCashView() -> CashView? {
        let financing = root["financing"]
        guard let inflation = root["inflation"] else {
            if let financing {
                log.error(
                    financing,
                    "financing belongs to the cash view, which needs \"inflation\"; add it, or leave this out")
            }
            return nil
        }
        let rates = inflation.isList ? inflation.items : [inflation]
        return CashView(
            inflation: rates.map { formulas.formula($0, .trial([.dimensionless])) },
            financing: financing.flatMap { field in
                guard field.isObject else { return nil }
                return CashView.Financing(
                    rate: formulas.formula(field["rate"], .trial([.dimensionless])),
                    life: formulas.formula(field["life"], .trial(Self.span), default: 1),
                    borrowed: formulas.formula(field["borrowed"], .trial([.dimensionless]), default: 1))
            })
    }
}
