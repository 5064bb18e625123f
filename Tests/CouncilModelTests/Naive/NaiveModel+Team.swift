import Stochastics

extension NaiveWorld {
    /// What members gain because a pooled team needs less slack: a line of kind cashable, not cashed unless said.
    ///
    /// Choice: a team has neither growth nor uplift, and `resource` may be given beside `cashed`.
    func team(_ membership: NaiveMembership) throws -> [NaivePosting] {
        guard let team = model.levers[membership.lever]?["team"] else { return [] }
        let level = try value(team["service_level"], .trial, or: 0.9)
        let correlation = try share(team["correlation"], .trial, or: 0)
        let line = NaiveLine(
            lever: membership.lever, side: "benefit",
            tree: ["name": "Pooled team", "kind": "cashable", "timing": team["timing"] ?? .null]
        )
        var postings: [NaivePosting] = []
        for year in 0..<model.horizon {
            let members = membership.members(in: year).compactMap(model.council)
            var (sum, sumOfSquares, sumOfSpreads) = (0.0, 0.0, 0.0)
            for council in members {
                let (mean, spread) = try demand(team, council, year)
                sum += mean
                sumOfSquares += spread * spread
                sumOfSpreads += spread
            }
            let variance = (1 - correlation) * sumOfSquares + correlation * sumOfSpreads * sumOfSpreads
            let pooled = Self.quantile(level, mean: sum, variance: variance)
            for council in members {
                let timing = try timing(line, council, year, membership)
                guard timing != 0 else { continue }
                let place = NaivePlace(council: council, year: year)
                let (mean, spread) = try demand(team, council, year)
                let alone = Self.quantile(level, mean: mean, variance: spread * spread)
                let dayCost = try value(team["day_cost"], place, or: 0)
                let pooledCost = try value(team["pooled_day_cost"], NaivePlace(year: year), or: .nan)
                let part = sum == 0 ? 0 : mean / sum
                let amount = try finite((alone * dayCost - part * pooled * pooledCost) * timing)
                var posting = line.posting(year: year, amount: amount, before: amount)
                posting.council = council.code
                posting.to = NaiveAccount(party: "council", code: council.code)
                posting.cashed = try share(team["cashed"], NaivePlace(council: council), or: 0)
                posting.resource = try share(team["resource"], NaivePlace(council: council), or: 1)
                postings.append(posting)
            }
        }
        return postings
    }

    /// Mean and standard deviation of a council's demand.
    private func demand(_ team: ScenarioTree, _ council: NaiveCouncil, _ year: Int) throws -> (Double, Double) {
        // Choice: a negative demand counts as 0.
        let mean = max(0, try value(team["demand"], NaivePlace(council: council, year: year), or: 0))
        return (mean, mean * (try value(team["variability"], NaivePlace(council: council), or: 0)))
    }

    /// Quantile of a gamma with this mean and variance; the mean where there is no variance.
    private static func quantile(_ level: Double, mean: Double, variance: Double) -> Double {
        if variance == 0 { return mean }
        return Distribution.gamma(shape: mean * mean / variance, scale: variance / mean).quantile(level)
    }
}
