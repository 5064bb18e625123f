import Analysis

/// What `PortfolioJSON` writes, read back.
extension StoredField {
    /// What `analysis/portfolio.json` holds.
    func portfolio() throws -> Portfolio {
        let levers = try list("levers")
        let names = try levers.map { try $0.text("name") }
        let sets = try list("sets")
        let regret = try self["regret"]
        return Portfolio(
            title: try text("title"), currency: try text("currency"), priceYear: try whole("price_year"),
            trials: try whole("trials"), prudent: try number("prudent"), levers: names,
            leverTitles: try levers.map { try $0.text("title") }, heldTitles: try texts("held_in_every_set"),
            refused: try whole("sets_refused"),
            others: try texts("other_options"), candidates: try sets.map { try $0.candidate(levers: names) },
            order: try places("order"),
            frontiers: try Frontier.Axis.allCases.enumerated().map { place, axis in
                let places = try sets.map { try $0.list("frontiers")[place] }
                return Frontier(
                    axis: axis,
                    places: try places.map { try $0.word("place") },
                    dominators: try places.map { try $0.optionalWhole("better") })
            },
            budgets: try list("budgets").map { budget in
                Portfolio.Budget(
                    amount: try budget.number("amount"), best: try budget.whole("best"),
                    rivals: try budget.places("not_told_apart"))
            },
            ladder: try list("ladder").map { step in
                Portfolio.Step(
                    candidate: try step.whole("best"), gain: step.has("gain") ? try step.estimate("gain") : nil)
            },
            places: try levers.map { lever in
                Portfolio.LeverPlace(
                    inBest: try lever.estimate("in_best", as: "share"), with: try lever.whole("best_with"),
                    without: try lever.whole("best_without"), worth: try lever.estimate("worth"))
            },
            regret: Portfolio.RegretChoice(
                p95: try regret.whole("least_p95"), p95Rivals: try regret.places("not_told_apart"),
                largest: try regret.whole("least_largest"),
                isStable: try regret.boolean("least_largest_in_both_halves")))
    }

    private func candidate(levers: [String]) throws -> Portfolio.Candidate {
        Portfolio.Candidate(
            option: try optionalText("option"),
            levers: has("levers") ? try texts("levers").compactMap { levers.firstIndex(of: $0) } : nil,
            isReference: try boolean("is_reference"), npsv: try estimate("npsv"),
            p10: try estimate("npsv_p10", as: "value"), peakFunding: try estimate("peak_funding"),
            prudentPeakFunding: try estimate("peak_funding_prudent", as: "value"),
            worseOff: try estimate("share_worse_off"), probabilityBest: try estimate("probability_best", as: "share"),
            regret: try estimate("regret"), regretP95: try estimate("regret_p95", as: "value"),
            largestRegret: try number("regret_largest"), behind: try estimate("behind_first"))
    }

    /// Places in `sets`.
    private func places(_ key: String) throws -> [Int] { try list(key).compactMap(\.field.whole) }
}
