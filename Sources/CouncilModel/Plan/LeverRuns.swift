import Stochastics

/// How levers are worked out: once for each different set of circumstances that some option puts them in.
///
/// What becomes of a lever depends on the option only through the distributions that the option replaces, the levers that
/// it waits for, is boosted or modified by, and the claims on its pools that come before. So options that agree in these
/// share one working-out, and an option is the sum of its levers: of 255 combinations of eight levers that leave each
/// other alone, eight are worked out.
struct LeverRuns: Sendable {
    /// Who joins a lever, and when.
    struct Joining: Sendable {
        /// Index into the plan's levers.
        let lever: Int
        /// Index into `draws`.
        let draws: Int
        /// Joinings of the levers that it requires.
        let required: [Int]
        /// Joinings of levers whose members feel more pressure.
        let boosts: [Modifier]
        /// All eligible councils join in g, whatever gates there are: what sharing by benefit is worked out from.
        let joinsAll: Bool
    }

    /// A multiplier from the year in which a council has joined another lever.
    struct Modifier: Sendable {
        let by: PlannedFormula
        /// Index into `joinings`.
        let joining: Int
    }

    /// What flows for some lines of a lever.
    struct Flow: Sendable {
        /// Index into the plan's levers.
        let lever: Int
        /// Index into `draws`.
        let draws: Int
        /// Index into `joinings`: who the members are.
        let joining: Int
        let lines: [FlowLine]
    }

    /// One line of a flow.
    struct FlowLine: Sendable {
        /// Index into the lever's lines.
        let line: Int
        /// Those whose levers the option holds.
        let modifiers: [Modifier]
        /// The claim that it is, an index into `claims`; nil for all other lines.
        let claim: Int?
        let shape: Shape
        /// How the councils' part of a programme line is split; nil for council lines.
        let sharing: Sharing?
    }

    /// How the flows of a line are worked out. Decided by its formulas and timing, and by what modifies it in the option:
    /// never by draws, so that all blocks go the same way.
    enum Shape: Sendable {
        /// Once for the lever.
        case programme
        /// A number for each council times what all have in common: in tables by joining year, whatever the councils.
        /// The part is an index into `parts`.
        case separable(part: Int, trial: PlannedFormula?)
        /// The same, times what each council draws for itself: with a look-up for each council.
        case cellwise(part: Int, trial: PlannedFormula?, cell: PlannedFormula)
        /// Council by council and year by year: claims, teams, contract breaks, lines that another lever modifies, and those
        /// whose timing, uplift, `cashed` or `resource` is each council's own.
        case direct

        /// The part by trial that all councils have in common.
        var trialPart: PlannedFormula? {
            switch self {
            case .separable(_, let trial), .cellwise(_, let trial, _): trial
            case .programme, .direct: nil
            }
        }
    }

    /// How the councils' part is split.
    enum Sharing: Sendable {
        /// In proportion to numbers by council: index into `parts`.
        case part(Int)
        /// In proportion to a formula's values, held to 0 or more.
        case formula(PlannedFormula)
    }

    /// A claim on a pool.
    struct Claim: Sendable {
        let pool: Int
        /// The claim that comes before it; nil: the pool is whole.
        let before: Int?
    }

    /// What an option is the sum of.
    struct OptionRun: Sendable {
        /// Index into `draws` of the option's own inflation and financing.
        let draws: Int
        /// By lever of the option in order of claiming.
        let joinings: [Int]
        /// Flows in order of claiming.
        let flows: [Int]
        /// By lever of the option and line of the lever: where the line flows.
        let lines: [[LinePlace]]
    }

    /// A line's place: a flow, and its place among the flow's lines.
    struct LinePlace: Sendable, Hashable {
        let flow: Int
        let line: Int
    }

    /// Sets of replaced distributions under which something is worked out, by assumption, ascending.
    private(set) var draws: [[PlannedOption.Override]] = []
    /// By set: what each is drawn from.
    private(set) var samplers: [[Sampler]] = []
    /// Those that a joining requires, or is boosted by, come before it.
    private(set) var joinings: [Joining] = []
    /// A claim comes after the one before it.
    private(set) var claims: [Claim] = []
    /// In an order in which no claim comes ahead of one that has its turn before it.
    private(set) var flows: [Flow] = []
    /// Numbers by council position: the plan's, and weights of sharing by benefit.
    private(set) var parts: [[Double]]
    /// By option asked for, in the order given.
    private(set) var options: [OptionRun] = []

    private let isTraced: Bool
    private var drawsByKey: [[PlannedOption.Override]: Int] = [:]
    private var joiningByKey: [JoiningKey: Int] = [:]
    private var claimByKey: [ClaimKey: Int] = [:]
    private var flowByKey: [FlowKey: Int] = [:]

    private struct JoiningKey: Hashable {
        let lever, draws: Int
        let required, boosts: [Int]
        let joinsAll: Bool
    }

    private struct ClaimKey: Hashable {
        let lever, line, joining, draws: Int
        let modifiers: [Int]
        let before: Int?
    }

    private struct FlowKey: Hashable {
        let lever, draws, joining: Int
        let lines: [Int]
        let modifiers: [[Int]]
        let claim: Int?
        let weights: [Double]?
    }

    /// - Parameters:
    ///   - options: indices into the plan's options.
    ///   - weights: weights of sharing by benefit; nil where they are what is being worked out.
    ///   - joinedByAll: a lever of the plan that all eligible councils join at once.
    ///   - isTraced: work every council line out council by council and year by year.
    init(
        plan: RunPlan, options: [Int], weights: BenefitWeights?, joinedByAll: Int? = nil, isTraced: Bool = false
    ) {
        parts = plan.parts
        self.isTraced = isTraced
        _ = intern([])
        for option in options {
            let run = run(of: option, plan: plan, weights: weights, joinedByAll: joinedByAll)
            self.options.append(run)
        }
    }

    private mutating func run(
        of index: Int, plan: RunPlan, weights: BenefitWeights?, joinedByAll: Int?
    ) -> OptionRun {
        let option = plan.options[index]
        func slot(_ name: String) -> Int? {
            option.levers.firstIndex { plan.levers[$0].lever.answers(to: name) }
        }
        var bySlot = [Int](repeating: -1, count: option.levers.count)
        var replaced: (slot: Int, joining: Int)?
        for lever in option.joiningOrder {
            guard let place = option.levers.firstIndex(of: lever) else {
                preconditionFailure("an option joins the levers that it holds")
            }
            let planned = plan.levers[lever]
            let read = plan.assumptionsOfJoining(lever)
            let draws = intern(option.overrides.filter { read.contains($0.assumption) })
            let required = planned.lever.requires.compactMap { slot($0).map { bySlot[$0] } }
            var boosts: [Modifier] = []
            if case .diffusion(let diffusion) = planned.adoption {
                boosts = diffusion.boosts.compactMap { boost in
                    slot(boost.joined).map { Modifier(by: boost.by, joining: bySlot[$0]) }
                }
            }
            if plan.joinedByAll.contains(index) {
                bySlot[place] = joining(lever, draws: draws, required: [], boosts: [], joinsAll: true)
                continue
            }
            bySlot[place] = joining(lever, draws: draws, required: required, boosts: boosts, joinsAll: false)
            if lever == joinedByAll {
                replaced = (place, joining(lever, draws: draws, required: [], boosts: [], joinsAll: true))
            }
        }
        // Other levers go as they would: what they wait for is the lever as councils really join it.
        if let replaced { bySlot[replaced.slot] = replaced.joining }
        var flows: [Int] = []
        var lines: [[LinePlace]] = []
        var claimed: [Int: Int] = [:]
        for (place, lever) in option.levers.enumerated() {
            let planned = plan.levers[lever]
            let present = planned.lines.map { line in
                line.modifiers.compactMap { modifier in
                    slot(modifier.joined).map { Modifier(by: modifier.by, joining: bySlot[$0]) }
                }
            }
            var places = [LinePlace?](repeating: nil, count: planned.lines.count)
            // Lines that nothing else touches flow together; each of the others has circumstances of its own.
            let alone = planned.lines.indices.filter { present[$0].isEmpty && planned.lines[$0].pool == nil }
            let groups =
                (alone.isEmpty ? [] : [alone]) + planned.lines.indices.filter { !alone.contains($0) }.map { [$0] }
            for group in groups {
                let read = plan.assumptionsOfLines(group, ofLever: lever)
                let draws = intern(option.overrides.filter { read.contains($0.assumption) })
                let flow = flow(
                    planned, at: lever, lines: group, draws: draws, joining: bySlot[place],
                    modifiers: group.map { present[$0] }, claimed: &claimed,
                    weights: weights?.byOption[index][lever] ?? plan.codes.map { _ in 0 }
                )
                flows.append(flow)
                for (offset, line) in group.enumerated() { places[line] = LinePlace(flow: flow, line: offset) }
            }
            lines.append(places.compactMap { $0 })
        }
        let read = plan.assumptionsOfMoney
        return OptionRun(
            draws: intern(option.overrides.filter { read.contains($0.assumption) }), joinings: bySlot, flows: flows,
            lines: lines
        )
    }

    private mutating func intern(_ overrides: [PlannedOption.Override]) -> Int {
        if let known = drawsByKey[overrides] { return known }
        draws.append(overrides)
        samplers.append(overrides.map { Sampler($0.distribution) })
        drawsByKey[overrides] = draws.count - 1
        return draws.count - 1
    }

    private mutating func joining(
        _ lever: Int, draws: Int, required: [Int], boosts: [Modifier], joinsAll: Bool
    ) -> Int {
        let key = JoiningKey(
            lever: lever, draws: draws, required: required, boosts: boosts.map(\.joining), joinsAll: joinsAll)
        if let known = joiningByKey[key] { return known }
        joinings.append(Joining(lever: lever, draws: draws, required: required, boosts: boosts, joinsAll: joinsAll))
        joiningByKey[key] = joinings.count - 1
        return joinings.count - 1
    }

    private mutating func flow(
        _ planned: PlannedLever, at lever: Int, lines: [Int], draws: Int, joining: Int, modifiers: [[Modifier]],
        claimed: inout [Int: Int], weights: [Double]
    ) -> Int {
        var claim: Int?
        if let pool = planned.lines[lines[0]].pool {
            let key = ClaimKey(
                lever: lever, line: lines[0], joining: joining, draws: draws,
                modifiers: modifiers[0].map(\.joining), before: claimed[pool])
            claim = claimByKey[key] ?? claims.count
            if claim == claims.count { claims.append(Claim(pool: pool, before: claimed[pool])) }
            claimByKey[key] = claim
            claimed[pool] = claim
        }
        let sharesByBenefit = lines.contains { planned.lines[$0].line.level == .programme && planned.isByBenefit($0) }
        let key = FlowKey(
            lever: lever, draws: draws, joining: joining, lines: lines, modifiers: modifiers.map { $0.map(\.joining) },
            claim: claim, weights: sharesByBenefit ? weights : nil)
        if let known = flowByKey[key] { return known }
        var weightsPart: Int?
        if sharesByBenefit {
            parts.append(weights)
            weightsPart = parts.count - 1
        }
        flows.append(
            Flow(
                lever: lever, draws: draws, joining: joining,
                lines: zip(lines, modifiers).map { line, modifiers in
                    FlowLine(
                        line: line, modifiers: modifiers, claim: claim,
                        shape: shape(of: planned.lines[line], ofLever: planned, isModified: !modifiers.isEmpty),
                        sharing: planned.sharing(ofLine: line, weights: weightsPart))
                }))
        flowByKey[key] = flows.count - 1
        return flows.count - 1
    }

    private func shape(of line: PlannedLine, ofLever lever: PlannedLever, isModified: Bool) -> Shape {
        guard line.line.level == .council else { return .programme }
        // Where some join before year 0 and others were members before, the year does not tell for whom joining counts.
        if case .joining = line.line.timing, lever.start < 0, lever.alreadyCount > 0 { return .direct }
        guard !isTraced, !isModified, let factors = line.factors, !LineSchedule.isByCouncil(line) else {
            return .direct
        }
        guard ![line.uplift, line.cashed, line.resource].contains(where: { $0?.dependsOnCouncil == true }) else {
            return .direct
        }
        // In tables 0 times what is not finite would not be 0, where nothing flows at the council.
        guard lever.lever.eligible.allSatisfy({ parts[factors.part][$0].isFinite }) else { return .direct }
        guard let cell = factors.cell else { return .separable(part: factors.part, trial: factors.trial) }
        return cell.dependsOnYear ? .direct : .cellwise(part: factors.part, trial: factors.trial, cell: cell)
    }
}

extension PlannedLever {
    fileprivate func isByBenefit(_ line: Int) -> Bool {
        if case .byBenefit = lines[line].sharing ?? sharing { return true }
        return false
    }

    fileprivate func sharing(ofLine line: Int, weights: Int?) -> LeverRuns.Sharing? {
        guard lines[line].line.level == .programme else { return nil }
        switch lines[line].sharing ?? sharing {
        case .fixed(let part): return .part(part)
        case .formula(let formula): return .formula(formula)
        case .byBenefit: return weights.map { .part($0) }
        }
    }
}

extension RunPlan {
    /// Assumptions that decide who joins a lever.
    fileprivate func assumptionsOfJoining(_ index: Int) -> Set<Int> {
        let lever = levers[index]
        var formulas = [lever.delay] + [lever.stop?.probability].compactMap { $0 }
        switch lever.adoption {
        case .mandate: break
        case .waves(let waves): formulas.append(waves.propensity)
        case .diffusion(let diffusion):
            formulas += [diffusion.innovation, diffusion.imitation, diffusion.ceiling, diffusion.propensity]
            formulas += diffusion.boosts.map(\.by)
        }
        if let contract = lever.contract { formulas += [contracts[contract].length, contracts[contract].notice] }
        return Set(formulas.flatMap(\.assumptions))
    }

    /// Assumptions that some lines of a lever read, once it is known who joins.
    fileprivate func assumptionsOfLines(_ lines: [Int], ofLever index: Int) -> Set<Int> {
        let lever = levers[index]
        var formulas: [PlannedFormula] = []
        if case .formula(let formula) = lever.sharing { formulas.append(formula) }
        // Renewals follow the contract.
        if let contract = lever.contract { formulas += [contracts[contract].length, contracts[contract].notice] }
        for line in lines.map({ lever.lines[$0] }) {
            formulas += line.formulas
            if let pool = line.pool { formulas += [pools[pool].amount, pools[pool].growth] }
        }
        return Set(formulas.flatMap(\.assumptions))
    }

    /// Assumptions that money of the day depends on.
    fileprivate var assumptionsOfMoney: Set<Int> {
        guard let cashView else { return [] }
        let financing = cashView.financing.map { [$0.rate, $0.life, $0.borrowed] } ?? []
        return Set((cashView.inflation + financing).flatMap(\.assumptions))
    }
}

extension PlannedFormula {
    /// Indices of the assumptions that it reads.
    var assumptions: [Int] {
        sources.compactMap { source in
            if case .assumption(let index) = source { return index }
            return nil
        }
    }
}

extension PlannedLine {
    /// Every formula of it.
    fileprivate var formulas: [PlannedFormula] {
        var all = [uplift, growth, lasts, decay, lag, cashed, resource].compactMap { $0 } + modifiers.map(\.by)
        if let scale { all += [scale.formula] + scale.sums }
        if case .formula(let formula)? = sharing { all.append(formula) }
        switch worth {
        case .amount(let formula), .contractBreak(let formula): all.append(formula)
        case .claim(_, let share, let value): all += [share] + [value].compactMap { $0 }
        case .team(let team):
            all += [
                team.demand, team.variability, team.serviceLevel, team.dayCost, team.pooledDayCost, team.correlation,
            ]
        }
        return all
    }
}
