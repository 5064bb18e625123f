import CouncilModel
import Formulas

extension ScenarioWarnings {
    /// Parts of spreads that fall, or can fall, outside the years appraised.
    func lostParts() {
        for item in lines {
            let first = item.lever.starts - scenario.baseYear
            guard first < scenario.years, let timing = item.field["timing"] else { continue }
            let place = timing["spread"] ?? timing["from"] ?? timing
            let late = longestDelay(of: item.lever)
            let latest: Int
            let offsets: [Int]
            let advice: String
            switch item.line.timing {
            case .start(let spread, let from):
                offsets = spread.indices.filter { spread[$0] > 0 }.map { from + $0 }
                latest = first + late + (offsets.filter { $0 >= 0 }.max() ?? -late)
                advice = "start earlier"
            case .joining(let spread, let from):
                offsets = spread.indices.filter { spread[$0] > 0 }.map { from + $0 }
                latest = lastJoining(of: item.lever, delay: late) + (offsets.max() ?? 0)
                advice = "set \"closes\""
            default: continue
            }
            if let earliest = offsets.min(), first + earliest < 0 {
                log.warning(
                    place,
                    "part of this falls in \(item.lever.starts + earliest), before the first year \(scenario.baseYear), and "
                        + "does not count; start later, or raise \"from\"")
            }
            if latest >= scenario.years {
                log.warning(
                    place,
                    "part of this can fall in \(scenario.baseYear + latest), after the last year \(lastYear), and then "
                        + "does not count; appraise more years, or \(advice)")
            }
        }
    }

    /// The longest delay that comes in one draw of 10,000 or more, in whole years; 0 where it cannot be told.
    private func longestDelay(of lever: Lever) -> Int {
        guard let field = root["levers"]?[lever.name]?["delay"] else { return 0 }
        let longest: Double =
            switch reading(of: field) {
            case .number(let number): number
            case .draws(let draws): draws.map { $0.distribution.quantile(1 - Self.rare) }.max() ?? 0
            case .other: 0
            }
        return Int(max(0, min(1000, roundedHalfUp(longest))))
    }

    /// The last year, from 0, in which a council can join.
    private func lastJoining(of lever: Lever, delay: Int) -> Int {
        let first = lever.starts - scenario.baseYear + delay
        var last = scenario.years - 1
        if lever.contract == nil || lever.contractBreak != nil, lever.requires.isEmpty {
            switch lever.adoption {
            case .mandate: last = first
            case .waves(let waves): last = (waves.steps.last?.year ?? lever.starts) - scenario.baseYear + delay
            case .diffusion: break
            }
        }
        if let closes = lever.closes { last = min(last, closes - scenario.baseYear) }
        return min(last, scenario.years - 1)
    }

    /// Cash claimed from pools of staff time by levers without a cost of letting staff go.
    func missingExitCosts() {
        let words = ["exit", "redundan", "severance", "redeploy", "release of staff", "notice pay", "pension strain"]
        for item in lines where item.line.kind == .cashable {
            guard let claims = item.field["claims"], let pool = claims["pool"], let name = pool.text,
                let unit = poolUnits[name], item.field["cashed"]?.number != 0
            else { continue }
            let time = ["hour", "hours", "day", "days", "FTE"].filter { unit.power(of: $0) != 0 }
            let hasExit = item.lever.costs.contains { line in words.contains { line.name.lowercased().contains($0) } }
            guard let word = time.first, !hasExit else { continue }
            log.warning(
                pool,
                "\(quoted(name)) is in \(word), and time becomes cash only when staff leave, which the lever has no cost "
                    + "for; add a cost such as \"Staff exits\", lower \"cashed\", or make the kind \"non_cashable\"")
        }
    }

    /// Words for spending that accounts treat as revenue.
    private static let revenueWords = [
        "subscription", "licence fee", "licences fee", "license fee", "configuration", "onboarding", "training",
        "dual running", "data migration",
    ]

    /// Capital lines with a name that says revenue.
    func capitalInName() {
        for item in lines where item.line.kind == .capital {
            guard let word = Self.revenueWords.first(where: { item.line.name.lowercased().contains($0) }),
                let kind = item.field["kind"]
            else { continue }
            log.warning(
                kind,
                "\(quoted(item.line.name)) is capital, but accounts mostly treat \(word) as revenue; make the kind "
                    + "\"revenue\", or name the asset that is bought")
        }
    }

    /// Lines on winding up where nothing winds up.
    func idleWindUps() {
        for item in lines where item.line.timing == .windUp && item.lever.minimum == nil && item.lever.stop == nil {
            guard let on = item.field["timing"]?["on"] else { continue }
            log.warning(
                on,
                "this never flows, because nothing winds \(quoted(item.lever.name)) up; add \"minimum\" or \"stop\" to the "
                    + "lever, or leave the line out")
        }
    }
}
