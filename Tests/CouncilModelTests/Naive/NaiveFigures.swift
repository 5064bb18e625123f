/// Every figure of one option in one trial.
struct NaiveFigures {
    /// Measures by the names of the design; absent where there is none.
    var measures: [String: Double] = [:]
    /// Real, undiscounted, by year.
    var costs: [Double] = []
    var benefits: [Double] = []
    var cash: [Double] = []
    /// Members at the end of each year, by lever.
    var members: [String: [Int]] = [:]
    /// Joining year (from the base year) by lever and code; absent: never.
    var joining: [String: [String: Int]] = [:]
    /// Who joined each lever, and what became of it.
    var memberships: [String: NaiveMembership] = [:]
    /// PV by `LEVER/SIDE/LINE`, with and without uplift.
    var lines: [String: (with: Double, without: Double)] = [:]
    /// PV by party.
    var pays: [String: Double] = [:]
    var gains: [String: Double] = [:]
    /// NPV and cash NPV by code.
    var councilNPV: [String: Double] = [:]
    var councilCash: [String: Double] = [:]
    /// PV of what each council pays and gains, by code.
    var councilPays: [String: Double] = [:]
    var councilGains: [String: Double] = [:]
    /// Flows of the option's own levers by `LEVER/SIDE/LINE/CODE` (no code: programme) and year, the reference left out.
    var ownFlows: [String: [(with: Double, without: Double)]] = [:]
    /// Codes of councils with any flow, in order.
    var withFlow: [String] = []
    /// Cash view of the public group and by code; nil where no inflation is given.
    var publicView: NaiveCashView?
    var councilViews: [String: NaiveCashView] = [:]
    /// Cash NPV at the councils' own rate by code.
    var councilCashOwnRate: [String: Double] = [:]
    /// NPSV with every line taken without its uplift.
    var npsvBeforeUplift: Double {
        lines.reduce(0) { sum, line in
            switch line.key.split(separator: "/")[1] {
            case "cost": sum - line.value.without
            case "benefit": sum + line.value.without
            default: sum
            }
        }
    }
    /// Discounted public cash, accumulated by year: what decides the payback.
    var accumulated: [Double] = []
    /// The largest absolute flow or PV of the trial: what tolerances are shares of.
    var size = 0.0
}

extension NaiveModel {
    /// The postings of every option in one trial, and with them the memberships.
    func figures(_ trial: NaiveTrial) throws -> [NaiveFigures] {
        let draws = NaiveDraws(self, trial: trial)
        let worlds = options.map { NaiveWorld(self, draws, $0) }
        let postings = try worlds.map { try $0.postings() }
        return try options.indices.map { option in
            var figures = self.figures(
                postings[option] + postings[reference].map(\.reversed),
                flows: postings[option] + postings[reference]
            )
            figures.ownFlows = ownFlows(postings[option])
            // Choice: rows are nominal by the inflation drawn under the option, the reference's part too.
            try addCashViews(
                &figures, own: (worlds[option], postings[option]), (worlds[reference], postings[reference])
            )
            for (lever, membership) in try worlds[option].memberships() {
                figures.members[lever] = (0..<horizon).map { membership.members(in: $0).count }
                figures.joining[lever] = membership.joining
                figures.memberships[lever] = membership
            }
            return figures
        }
    }

    /// Figures of postings that already hold the reference's, reversed; `flows` are both as they flow.
    private func figures(_ postings: [NaivePosting], flows: [NaivePosting]) -> NaiveFigures {
        var figures = NaiveFigures()
        func sum(_ count: (NaivePosting) -> Double) -> [Double] {
            (0..<horizon).map { year in postings.reduce(0) { $1.year == year ? $0 + count($1) : $0 } }
        }
        func present(_ byYear: [Double]) -> Double { zip(discount, byYear).reduce(0) { $0 + $1.0 * $1.1 } }
        figures.costs = sum { $0.side == "cost" ? $0.amount : 0 }
        figures.benefits = sum { $0.side == "benefit" ? $0.amount * $0.resource : 0 }
        figures.cash = sum { posting in
            (posting.to?.isPublic == true ? posting.cash : 0) - (posting.from?.isPublic == true ? posting.cash : 0)
        }
        let publicCosts = sum { posting in
            switch (posting.side, posting.kind) {
            case ("cost", "capital"), ("cost", "revenue"): return posting.from?.isPublic == true ? posting.amount : 0
            case ("transfer", _):
                return (posting.from?.isPublic == true ? posting.amount : 0)
                    - (posting.to?.isPublic == true ? posting.amount : 0)
            default: return 0
            }
        }
        for posting in postings {
            let factor = discount[posting.year]
            let key = "\(posting.lever)/\(posting.side)/\(posting.line)"
            let part = posting.side == "benefit" ? posting.resource : 1
            let before = figures.lines[key] ?? (0, 0)
            figures.lines[key] = (
                before.with + factor * part * posting.amount,
                before.without + factor * part * posting.amountBeforeUplift
            )
            if let from = posting.from {
                figures.pays[from.party, default: 0] += factor * posting.amount
                if let code = from.code { figures.councilPays[code, default: 0] += factor * posting.amount }
            }
            if let to = posting.to {
                figures.gains[to.party, default: 0] += factor * posting.amount
                if let code = to.code { figures.councilGains[code, default: 0] += factor * posting.amount }
            }
            if posting.side == "benefit", posting.resource != 1 {
                figures.pays["business", default: 0] += factor * (1 - posting.resource) * posting.amount
            }
            figures.size = max(figures.size, abs(posting.amount))
        }
        for council in selected {
            let code = council.code
            func account(_ amount: KeyPath<NaivePosting, Double>) -> Double {
                present(
                    sum { posting in
                        (posting.to?.code == code ? posting[keyPath: amount] : 0)
                            - (posting.from?.code == code ? posting[keyPath: amount] : 0)
                    })
            }
            figures.councilNPV[code] = account(\.amount)
            figures.councilCash[code] = account(\.cash)
            // Choice: a council has a flow where a council line flows at it, whoever pays or gains, or where it has
            // a part in a programme line, as lead too; amounts of 0 are none.
            let hasFlow = flows.contains { flow in
                flow.amount != 0 && [flow.council, flow.from?.code, flow.to?.code].contains(code)
            }
            if hasFlow {
                figures.withFlow.append(code)
            }
        }
        addMeasures(&figures, publicCosts: present(publicCosts), present)
        for name in ["pv_costs", "pv_benefits", "cash_npv"] {
            figures.size = max(figures.size, abs(figures.measures[name] ?? 0))
        }
        return figures
    }

    /// What flows by line, council and year; benefits as they count for all parties together.
    private func ownFlows(_ postings: [NaivePosting]) -> [String: [(with: Double, without: Double)]] {
        var flows: [String: [(with: Double, without: Double)]] = [:]
        for posting in postings {
            let key = "\(posting.lever)/\(posting.side)/\(posting.line)/\(posting.council ?? "")"
            let part = posting.side == "benefit" ? posting.resource : 1
            var byYear = flows[key] ?? Array(repeating: (0, 0), count: horizon)
            byYear[posting.year].with += part * posting.amount
            byYear[posting.year].without += part * posting.amountBeforeUplift
            flows[key] = byYear
        }
        return flows
    }

    private func addMeasures(_ figures: inout NaiveFigures, publicCosts: Double, _ present: ([Double]) -> Double) {
        let (costs, benefits, cash) = (present(figures.costs), present(figures.benefits), present(figures.cash))
        let npsv = benefits - costs
        figures.measures = [
            "pv_costs": costs, "pv_benefits": benefits, "npsv": npsv, "pv_public_costs": publicCosts,
            "cash_npv": cash, "eanc": (costs - benefits) / discount.reduce(0, +),
            "council_npv": selected.reduce(0) { $0 + (figures.councilNPV[$1.code] ?? 0) },
            "council_cash_npv": selected.reduce(0) { $0 + (figures.councilCash[$1.code] ?? 0) },
        ]
        if publicCosts > 0.005 { figures.measures["bcr"] = (npsv + publicCosts) / publicCosts }
        if -cash > 0.005 { figures.measures["bcr_net"] = (npsv - cash) / -cash }
        var (sum, lowest) = (0.0, 0.0)
        for amount in figures.cash {
            sum += amount
            lowest = min(lowest, sum)
        }
        figures.measures["peak_funding"] = max(0, -lowest)
        var discounted: [Double] = []
        for (factor, amount) in zip(discount, figures.cash) {
            discounted.append((discounted.last ?? 0) + factor * amount)
        }
        figures.accumulated = discounted
        if let year = discounted.indices.first(where: { discounted[$0...].allSatisfy { $0 >= -0.005 } }) {
            figures.measures["payback_year"] = Double(year + baseYear)
        }
        guard !figures.withFlow.isEmpty else { return }
        let count = Double(figures.withFlow.count)
        let worse = figures.withFlow.filter { figures.councilNPV[$0] ?? 0 < -0.005 }.count
        let worseInCash = figures.withFlow.filter { figures.councilCash[$0] ?? 0 < -0.005 }.count
        figures.measures["share_worse_off"] = Double(worse) / count
        figures.measures["share_worse_off_cash"] = Double(worseInCash) / count
    }
}
