extension ScenarioGenerator {
    /// Which list of a lever a line stands in.
    enum Side {
        case cost, benefit, transfer
    }

    mutating func addLines(_ tree: inout ScenarioTree) {
        func lines(_ generator: inout ScenarioGenerator, _ side: Side, _ count: ClosedRange<Int>) -> ScenarioTree {
            .list((0..<generator.int(count)).map { _ in generator.line(side, tree) })
        }
        tree["costs"] = lines(&self, .cost, 1...3)
        tree["benefits"] = lines(&self, .benefit, 1...3)
        if chance(0.5) && lean != .others { tree["transfers"] = lines(&self, .transfer, 1...2) }
    }

    /// A line of a lever whose other keys are known.
    mutating func line(_ side: Side, _ lever: ScenarioTree) -> ScenarioTree {
        lineCount += 1
        let isCouncil = chance(0.7)
        let reach = Reach(council: isCouncil, year: true)
        var tree: ScenarioTree = ["name": .text("Line \(lineCount)")]
        if !isCouncil || chance(0.3) { tree["level"] = isCouncil ? "council" : "programme" }
        let on = timingWord(isCouncil: isCouncil, hasContract: lever["contract"] != nil)
        tree["timing"] = timing(on: on, isCouncil: isCouncil)
        let claims = side == .benefit && isCouncil && chance(0.5)
        if claims {
            tree["claims"] = claim()
            if lean == .losses, let share = tree["claims"]?["share"] { tree["claims"]?["share"] = share.negative }
        } else {
            let amount = value(on == "membership" || on == "running" ? .yearly : .once, reach)
            tree["amount"] = lean == .losses && side == .benefit ? amount.negative : amount
            if chance(0.25) { tree["growth"] = smallShare() }
        }
        if isCouncil && on == "running" && chance(0.7) {
            tree["applies_to"] = pick(["members", "non_members", "non_members", "eligible"])
        }
        if chance(0.25) { tree["scale"] = scale() }
        if chance(0.3) { tree["uplift"] = value(.multiplier, reach) }
        if chance(0.3) { tree["modifiers"] = modifiers(reach) }
        switch side {
        case .cost: addCost(&tree, isCouncil: isCouncil)
        case .benefit: addBenefit(&tree, isCouncil: isCouncil)
        case .transfer: addTransfer(&tree, isCouncil: isCouncil)
        }
        return tree
    }

    private mutating func timingWord(isCouncil: Bool, hasContract: Bool) -> String {
        var words = isCouncil ? ["joining", "membership", "membership", "running"] : ["start", "running", "running"]
        if isCouncil && hasContract { words += ["renewal", "renewal"] }
        return pick(words + ["wind_up", "end"])
    }

    mutating func timing(on word: String, isCouncil: Bool) -> ScenarioTree {
        var tree: ScenarioTree = ["on": .text(word)]
        let reach = Reach(council: isCouncil)
        switch word {
        case "joining", "start":
            if chance(0.6) { tree["spread"] = pick([[1], [0.6, 0.4], [0.5, 0.3, 0.2], [0, 0.25, 0.75]]) }
            if chance(0.5) { tree["from"] = .number(Double(int(-2...2))) }
        case "membership":
            if chance(0.5) { tree["ramp"] = pick([[0.5, 1], [0.2, 0.6, 1], [1], [0, 1, 0.5]]) }
            if chance(0.3) { tree["lasts"] = value(.years, reach) }
            if chance(0.3) { tree["decay"] = value(.share, reach) }
            if chance(0.3) { tree["lag"] = value(.years, reach) }
        case "running":
            if chance(0.5) { tree["ramp"] = pick([[0.5, 1], [0.2, 0.6, 1], [1]]) }
            if chance(0.4) { tree["from"] = .number(Double(int(-2...2))) }
            if chance(0.4) { tree["since"] = pick(["start", "starts"]) }
            if chance(0.3) { tree["lasts"] = value(.years, reach) }
        default: break
        }
        return tree
    }

    private mutating func claim() -> ScenarioTree {
        let pool = pick(pools)
        let reach = Reach(council: true, year: true)
        var tree: ScenarioTree = ["pool": .text(pool.name), "share": value(.share, reach)]
        if pool.hasValue { tree["value"] = pick([12, "10 * mult_c", "9 * mult_y"]) }
        return tree
    }

    /// Multipliers from levers, this one too, which an option may hold, as a variant or not at all.
    private mutating func modifiers(_ reach: Reach) -> ScenarioTree {
        .list(some(leverNames).prefix(3).map { ["joined": .text($0), "by": value(.multiplier, reach)] })
    }

    private mutating func addCost(_ tree: inout ScenarioTree, isCouncil: Bool) {
        tree["kind"] = pick(["capital", "capital", "revenue", "revenue", "economic"])
        if isCouncil {
            if chance(0.25) || lean == .others { tree["party"] = party() }
        } else {
            if chance(0.25) { tree["paid_by"] = shares() }
            if chance(0.3) { tree["shared"] = sharing() }
            if chance(0.3) { tree["among"] = pick(["members", "wishing", "eligible"]) }
        }
    }

    private mutating func addBenefit(_ tree: inout ScenarioTree, isCouncil: Bool) {
        tree["kind"] = pick(["cashable", "cashable", "cashable", "non_cashable", "societal", "avoided"])
        if !isCouncil || chance(0.25) || lean == .others { tree["party"] = party() }
        guard tree["kind"] == "cashable" else { return }
        if chance(0.4) { tree["cashed"] = value(.share, Reach(council: isCouncil)) }
        if chance(0.4) { tree["resource"] = value(.share, Reach(council: isCouncil)) }
    }

    private mutating func addTransfer(_ tree: inout ScenarioTree, isCouncil: Bool) {
        let others: [ScenarioTree] = ["lead", "region", "centre", "residents", "business"]
        let pair = isCouncil || chance(0.7) ? ["council", pick(others)] : Array(shuffled(others).prefix(2))
        let isOut = chance(0.5)
        tree["from"] = pair[isOut ? 0 : 1]
        tree["to"] = pair[isOut ? 1 : 0]
    }

    private mutating func party() -> ScenarioTree {
        let others: [ScenarioTree] = ["lead", "region", "centre", "residents", "business"]
        return lean == .others ? pick(others) : pick(others + ["council"])
    }
}

extension ScenarioTree {
    /// The same number or formula with the other sign.
    fileprivate var negative: ScenarioTree { number.map { .number(-$0) } ?? .text("-(\(text ?? ""))") }
}
