extension ScenarioGenerator {
    /// What a formula is of, which decides its unit.
    enum Measure {
        case once, yearly, share, multiplier, years
    }

    /// What a formula may depend on beside the trial.
    struct Reach {
        var council = false
        var year = false
    }

    mutating func trial(_ measure: Measure) -> ScenarioTree { value(measure, Reach()) }

    /// A number or a formula.
    mutating func value(_ measure: Measure, _ reach: Reach) -> ScenarioTree {
        if chance(0.25) { return .number(plain(measure)) }
        return .text(formula(measure, reach, depth: int(0...2)))
    }

    private mutating func plain(_ measure: Measure) -> Double {
        switch measure {
        case .once: Double(int(2...90) * 100)
        case .yearly: Double(int(1...40) * 100)
        case .share: real(-0.05...0.6)
        case .multiplier: real(0.5...1.6)
        case .years: Double(int(0...4)) + pick([0, 0, 0.5, 0.49])
        }
    }

    private mutating func formula(_ measure: Measure, _ reach: Reach, depth: Int) -> String {
        guard depth > 0 else { return atom(measure, reach) }
        func inner(_ generator: inout ScenarioGenerator) -> String {
            generator.formula(measure, reach, depth: depth - 1)
        }
        let first = inner(&self)
        switch int(0...9) {
        case 0: return "if(\(condition(reach)), \(first), \(inner(&self)))"
        case 1: return "max(\(first), \(inner(&self)))"
        case 2: return "min(\(first), \(inner(&self)))"
        case 3: return "(\(first) + \(inner(&self))) / 2"
        case 4: return "abs(-(\(first)))"
        case 5:
            let part = pick([
                "5%", "-0.1", "sin(1)", "cos(1)", "round(0.5)", "2^-3", "log10(2)", "floor(1.9)", "ceil(0.1)",
            ])
            return "(\(first)) * (1 + \(part))"
        case 6 where measure == .once || measure == .yearly: return "(\(first)) * (\(atom(.multiplier, reach)))"
        case 7 where measure != .years: return "(\(first) - \(inner(&self)) / 4)"
        case 8: return "sqrt((\(first))^2)"
        default: return first
        }
    }

    private mutating func condition(_ reach: Reach) -> String {
        var conditions = [
            "flag_t", "flag_t == 0", "mult_t > 1", "rate_t >= 10% and not flag_t", "mult_t < 0.9 or rate_t > 0.2",
        ]
        if reach.council {
            conditions += [
                "type == \"county\"", "type != \"district\"", "residents > 10_000[resident]",
                "population <= 2e4[resident]", "type == 'unitary' or mult_c > 1",
            ]
        }
        if reach.year { conditions.append("mult_y > 1") }
        return pick(conditions)
    }

    private mutating func atom(_ measure: Measure, _ reach: Reach) -> String {
        var atoms: [String]
        switch measure {
        case .once:
            atoms = ["once_t", "once_t", "2_500[GBP]", "yearly_t * 1.5[year]"]
            if reach.council {
                atoms += ["once_c", "once_c", "population * 0.2[GBP/resident]", "residents * 0.1[GBP/resident]"]
                atoms += ["if(type == \"county\", 3_000[GBP], staff * 100)"]
            }
        case .yearly:
            atoms = ["yearly_t", "yearly_t", "1.5e3[GBP/year]"]
            if reach.council {
                atoms += ["yearly_c", "yearly_c", "spend", "spend_now", "residents * 0.05[GBP/resident/year]"]
            }
        case .share:
            atoms = ["rate_t", "rate_t", "0.15", "clamp(rate_t, 0, 0.3)", "exp(-mult_t - 1)", "5% + rate_t / 2"]
            if reach.council { atoms += ["rate_c", "rate_c", "rate_c", "1 / (4 * mult_region)", "rate_t * mult_c"] }
            if reach.year { atoms.append("rate_t * mult_y") }
        case .multiplier:
            atoms = ["mult_t", "mult_t", "1.2", "1 + rate_t", "mult_t^2", "log(1 + mult_t)"]
            if reach.council {
                atoms += ["mult_c", "mult_region", "index_now", "1 + rate_c"]
                atoms += ["if(type == \"metropolitan\", 0.9, if(band == \"a\", mult_c, 1.2))"]
            }
            if reach.year { atoms += ["mult_y", "mult_y"] }
            if reach.council && reach.year { atoms += ["mult_cy", "mult_cy"] }
        case .years:
            atoms = ["years_t", "years_t", "1.5[year]"]
            if reach.council { atoms += ["years_c", "years_c", "years_c"] }
        }
        return pick(atoms)
    }

    /// A formula of the time variables.
    mutating func scale() -> ScenarioTree {
        let formulas = [
            "members", "joiners", "0.2 + share_joined", "residents_joined / 10_000", "residents_share",
            "1 / (1 + max(years_since_start, 0))", "if(year >= \(baseYear + 2), mult_t, mult_y)",
            "sqrt(members) * mult_y", "1 + (year - \(baseYear)) * 0.05", "1.5 - residents_share",
            "over_members(mult_c)", "over_members(if(type == \"county\", 2, 1))",
            "over_members(population) / 20_000[resident]", "mult_y * over_members(rate_c * mult_y)",
            "members + 0.1 * over_members(1)",
        ]
        return chance(0.1) ? .number(real(0.5...2)) : .text(pick(formulas))
    }
}
