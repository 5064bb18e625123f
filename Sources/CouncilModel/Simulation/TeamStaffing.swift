import Stochastics

/// What a pooled team saves each member in a year: the staff it would need alone, less its part of the pool's. A negative
/// demand counts as 0.
final class TeamStaffing {
    private let team: PlannedTeam
    private let values: FormulaValues
    private let place: String
    /// Q of the pool of all members and Σμ, by `[year][trial]`.
    private let pooled: StableTable
    private let demand: StableTable
    private let width: Int
    /// The variability that was last met in each trial, and the quantile of a gamma with mean 1 that belongs to it. Most
    /// teams have one variability for all councils, so that one quantile a trial serves all of them in all years.
    private var seen: [Double]
    private var ofMeanOne: [Double]

    init(
        plan: RunPlan, team: PlannedTeam, lever: PlannedLever, joining: JoiningTable, values: FormulaValues,
        place: String
    ) throws(CouncilModelError) {
        self.team = team
        self.values = values
        self.place = place
        width = joining.width
        seen = Array(repeating: .nan, count: width)
        ofMeanOne = Array(repeating: 1, count: width)
        pooled = StableTable(rows: plan.years, width: width)
        demand = StableTable(rows: plan.years, width: width)
        let squares = StableTable(rows: plan.years, width: width)
        let deviations = StableTable(rows: plan.years, width: width)
        for council in lever.lever.eligible {
            let variability = try finite(team.variability, "variability", council: council, year: 0)
            for year in 0..<plan.years {
                let mean = try finite(team.demand, "demand", council: council, year: year)
                for trial in 0..<width where joining.isMember(council: council, trial: trial, year: year) {
                    let days = max(0, mean[trial])
                    let deviation = variability[trial] * days
                    demand[year][trial] += days
                    squares[year][trial] += deviation * deviation
                    deviations[year][trial] += deviation
                }
            }
        }
        let correlation = try finite(team.correlation, "correlation", council: 0, year: 0)
        let level = try finite(team.serviceLevel, "service_level", council: 0, year: 0)
        var lastVariance = [Double](repeating: .nan, count: width)
        for year in 0..<plan.years {
            for trial in 0..<width {
                let rho = min(1, max(0, correlation[trial]))
                let variance =
                    (1 - rho) * squares[year][trial] + rho * deviations[year][trial] * deviations[year][trial]
                // While the same councils are members with the same demand, their staff is the same.
                if variance == lastVariance[trial], demand[year][trial] == demand[year - 1][trial] {
                    pooled[year][trial] = pooled[year - 1][trial]
                    continue
                }
                lastVariance[trial] = variance
                pooled[year][trial] = Self.staff(mean: demand[year][trial], variance: variance, level: level[trial])
            }
        }
    }

    /// Fills `gain[trial]` for one council in one year: `Q_c · day_cost − (μ_c/Σμ) · Q · pooled_day_cost`.
    func fill(_ gain: UnsafeMutablePointer<Double>, council: Int, year: Int) throws(CouncilModelError) {
        let mean = try finite(team.demand, "demand", council: council, year: year)
        let variability = try finite(team.variability, "variability", council: council, year: 0)
        let level = try finite(team.serviceLevel, "service_level", council: 0, year: 0)
        let dayCost = try finite(team.dayCost, "day_cost", council: council, year: year)
        let pooledDayCost = try finite(team.pooledDayCost, "pooled_day_cost", council: 0, year: year)
        for trial in 0..<width {
            let days = max(0, mean[trial])
            let alone = days * staffOfMeanOne(variability[trial], level: level[trial], trial: trial)
            let share = demand[year][trial] > 0 ? days / demand[year][trial] : 0
            gain[trial] = alone * dayCost[trial] - share * pooled[year][trial] * pooledDayCost[trial]
        }
    }

    /// Q_c of a council alone in year 0, in a trial.
    func staffAlone(council: Int, trial: Int) throws(CouncilModelError) -> Double {
        let days = max(0, try finite(team.demand, "demand", council: council, year: 0)[trial])
        let variability = try finite(team.variability, "variability", council: council, year: 0)[trial]
        let level = try finite(team.serviceLevel, "service_level", council: 0, year: 0)[trial]
        return days * staffOfMeanOne(variability, level: level, trial: trial)
    }

    /// The quantile of a gamma with mean 1 and a coefficient of variation: a gamma scales with its mean. The level is the
    /// trial's own.
    private func staffOfMeanOne(_ variability: Double, level: Double, trial: Int) -> Double {
        if seen[trial] != variability {
            seen[trial] = variability
            ofMeanOne[trial] = Self.staff(mean: 1, variance: variability * variability, level: level)
        }
        return ofMeanOne[trial]
    }

    /// Q of the members of a year together, in a trial.
    func staffPooled(year: Int, trial: Int) -> Double { pooled[year][trial] }

    /// The quantile of a gamma distribution with a mean and variance; the mean where the variance is 0.
    private static func staff(mean: Double, variance: Double, level: Double) -> Double {
        guard variance > 0, mean > 0 else { return mean }
        return Distribution.gamma(shape: mean * mean / variance, scale: variance / mean).quantile(level)
    }

    private func finite(
        _ formula: PlannedFormula, _ name: String, council: Int, year: Int
    ) throws(CouncilModelError) -> UnsafePointer<Double> {
        try values.finiteValues(of: formula, council: council, year: year, place: "\(name) of \(place)")
    }
}
