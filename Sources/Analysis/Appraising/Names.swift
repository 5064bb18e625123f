import CouncilModel
import Formulas

/// The names that formulas of parts of a scenario read.
///
/// Every formula of a part is listed here; `NamesTests` looks at all that parts consist of, so that none is missed that a
/// part comes to have.
struct Names {
    /// The names, each once.
    var inFormulas: Set<String> = []

    /// Adds what a formula reads.
    mutating func add(_ formula: Formula?) {
        guard let formula else { return }
        for use in formula.names { inFormulas.insert(use.name) }
    }

    /// Adds what a lever and all its lines read.
    mutating func add(_ lever: Lever) {
        add(lever.delay)
        add(lever.contractBreak)
        add(lever.stop?.probability)
        add(lever.shared)
        switch lever.adoption {
        case .mandate: break
        case .waves(let waves): add(waves.propensity)
        case .diffusion(let diffusion):
            add(diffusion.innovation)
            add(diffusion.imitation)
            add(diffusion.ceiling)
            add(diffusion.propensity)
            for boost in diffusion.boosts { add(boost.by) }
        }
        for lines in [lever.costs, lever.benefits, lever.transfers] {
            for line in lines { add(line) }
        }
    }

    /// Adds what a line reads.
    mutating func add(_ line: Line) {
        add(line.cashed)
        add(line.resource)
        add(line.shared)
        add(line.scale?.formula)
        for sum in line.scale?.sums ?? [] { add(sum) }
        add(line.uplift)
        for modifier in line.modifiers { add(modifier.by) }
        add(line.growth)
        switch line.value {
        case .amount(let formula), .contractBreak(let formula): add(formula)
        case .claim(_, let share, let value):
            add(share)
            add(value)
        case .team(let team):
            add(team.demand)
            add(team.variability)
            add(team.serviceLevel)
            add(team.dayCost)
            add(team.pooledDayCost)
            add(team.correlation)
        }
        switch line.timing {
        case .membership(_, let lasts, let decay, let lag):
            add(lasts)
            add(decay)
            add(lag)
        case .running(_, _, _, let lasts): add(lasts)
        case .joining, .renewal, .start, .windUp, .end: break
        }
    }

    private mutating func add(_ sharing: Lever.Sharing?) {
        if case .formula(let formula)? = sharing { add(formula) }
    }

    /// Adds what a pool reads.
    mutating func add(_ pool: Pool) {
        add(pool.amount)
        add(pool.growth)
    }

    /// Adds what a contract reads.
    mutating func add(_ contract: Contract) {
        add(contract.length)
        add(contract.notice)
    }

    /// Adds what budgets are made with.
    mutating func add(_ view: CashView) {
        for rate in view.inflation { add(rate) }
        add(view.financing?.rate)
        add(view.financing?.life)
        add(view.financing?.borrowed)
    }
}

extension Line {
    /// The pool that it claims a share of; nil: none.
    var claimedPool: String? {
        if case .claim(let pool, _, _) = value { pool } else { nil }
    }
}
