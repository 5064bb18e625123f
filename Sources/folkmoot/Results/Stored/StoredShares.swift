import Analysis

/// What `SharesJSON` writes, read back.
extension StoredField {
    /// What `analysis/shares.json` holds.
    func fairShares() throws -> FairShares {
        let stored = try list("councils")
        let columns = try stored.map { try $0.list("rules") }
        let players = has("groups") ? try self["groups"] : nil
        let members = try stored.map { try $0.optionalWhole("group") }
        let costs = try self["programme_costs"]
        return FairShares(
            title: try text("title"), currency: try text("currency"), option: try text("option"),
            choice: has("chosen") ? try self["chosen"].choice() : nil, reference: try optionalText("reference"),
            trials: try whole("trials"), orders: try whole("orders"),
            joiningAtOnce: try text("joining") == "at_once",
            councils: try stored.map { try $0.sharingCouncil() }, programmeCosts: try costs.number("total"),
            costsByLever: try costs.list("levers").map { (try $0.text("lever"), try $0.number("cost")) },
            worth: try number("worth"),
            players: try players.map { players in
                let names = try players.texts("names")
                return SharePlayers(
                    column: try players.optionalText("column"), names: names,
                    members: names.indices.map { player in members.indices.filter { members[$0] == player } })
            },
            leastExcess: try optional("least_excess"),
            rules: try list("rules").enumerated().map { place, rule in
                try rule.shareRule(columns.map { $0[place] }, codes: try stored.map { try $0.text("code") })
            },
            leftOut: try list("left_out").map { (try $0.word("rule"), try $0.word("reason")) })
    }

    private func choice() throws -> FairShares.Choice {
        FairShares.Choice(
            mean: try estimate("npsv"), trials: try whole("trials"),
            next: has("next") ? (try self["next"].text("option"), try self["next"].estimate("lower_by")) : nil)
    }

    private func sharingCouncil() throws -> FairShares.Council {
        FairShares.Council(
            code: try text("code"), name: try text("name"), player: try optionalWhole("group"),
            population: try number("population"), spend: try number("spend"), benefits: try number("benefits"),
            net: try number("net_before_programme_costs"), costAlone: try number("cost_alone"),
            separableCost: try number("separable_cost"), worthAlone: try number("worth_alone"))
    }

    /// - Parameters:
    ///   - column: this rule's figures by council.
    ///   - codes: of the same councils.
    private func shareRule(_ column: [StoredField], codes: [String]) throws -> FairShares.Rule {
        let (tipping, isKnown) = (try optionalWhole("tipping"), try boolean("tipping_is_known"))
        var most: (council: Int, gain: Estimate)?
        if has("most_alone") {
            let stored = try self["most_alone"]
            let code = try stored.text("code")
            most = try codes.firstIndex(of: code).map { ($0, try stored.estimate("gain")) }
        }
        return FairShares.Rule(
            rule: try word("rule"), shares: try column.map { try $0.estimate("share", as: "value") },
            means: try column.map { try $0.estimate("npv") },
            worseOff: try column.map { try $0.estimate("probability_worse_off", as: "value") },
            worseOnAverage: try whole("worse_off_on_average"),
            clearlyWorse: try whole("clearly_worse_off_on_average"), unclear: try whole("unclear_on_average"),
            likelyWorse: try whole("worse_off_more_likely_than_not"),
            expectedWorse: try estimate("worse_off_expected"), grant: try estimate("grant"),
            tipping: tipping.map { .members($0) } ?? (isKnown ? .never : .unknown),
            objections: has("better_alone") ? try self["better_alone"].objections() : nil,
            aloneBetter: try whole("councils_better_alone"), mostAlone: most)
    }

    private func objections() throws -> FairShares.Objections {
        FairShares.Objections(
            count: try whole("count"), sets: try whole("sets"), single: try whole("single"),
            strongest: try list("strongest").map { found in
                (try found.numbers("groups").map { Int($0) }, try found.estimate("gain"))
            })
    }
}
