import Stochastics

/// What uniforms are drawn for; each kind can be drawn anew while the others stay.
package enum DrawKind: Sendable, Hashable, CaseIterable {
    /// Trial-level assumptions: not knowing.
    case trial
    /// Assumptions by year or by a column's value.
    case shared
    /// Assumptions by council, or by council and year: variety.
    case council
    /// Willingness, ceilings, contracts and stops: joining.
    case joining
}

/// How a rerun of a plan departs from the addressed draws of its scenario.
///
/// In each trial uniforms come about in four steps, and each is a place where a design can step in:
///
/// 1. An assumption's uniform is drawn at its address, stratified for trial-level ones. ``redrawn`` draws kinds of them
///    with another seed; ``uniforms`` gives those of named trial-level assumptions outright.
/// 2. The copula makes the members of a correlated group dependent.
/// 3. ``held`` sets the uniforms of named trial-level assumptions to a number. Others of a correlated group are moved to
///    where they would be, given that number: their joint distribution is then the conditional one.
/// 4. Quantile functions, an option's own in the places it replaces, turn uniforms into values.
///
/// The central case draws nothing, and does not change; weights of sharing by benefit, which rest on it, stay too.
package struct DrawDesign: Sendable {
    /// By name of a trial-level assumption, its uniforms in (0, 1) by trial, before the copula; one for each trial.
    package var uniforms: [String: [Double]]
    /// By name of a trial-level assumption, the uniform in (0, 1) that it has in every trial, after the copula.
    package var held: [String: Double]
    /// Seeds of the kinds that are drawn anew. Trial-level ones among them are those that ``uniforms`` does not give.
    package var redrawn: [DrawKind: UInt64]

    /// Of its parts, which the properties of these names explain; none: the scenario's own draws.
    package init(
        uniforms: [String: [Double]] = [:], held: [String: Double] = [:], redrawn: [DrawKind: UInt64] = [:]
    ) {
        self.uniforms = uniforms
        self.held = held
        self.redrawn = redrawn
    }
}

/// A design with names resolved.
struct PlannedDesign: Sendable {
    /// Uniforms that are given.
    struct Given: Sendable {
        /// By trial of the whole run.
        let values: [Double]

        /// Those of some trials.
        func table(of trials: Range<Int>) -> StableTable {
            let table = StableTable(rows: 1, width: trials.count)
            for trial in trials { table[0][trial - trials.lowerBound] = values[trial] }
            return table
        }
    }

    /// By index into the plan's assumptions.
    fileprivate(set) var uniforms: [Int: Given] = [:]
    /// Likewise.
    fileprivate(set) var held: [Int: Double] = [:]
    /// What kinds that are drawn anew are drawn with.
    fileprivate(set) var draws: [DrawKind: AddressedDraws] = [:]
}

extension RunPlan {
    /// The plan with other draws. Everything else is shared with this plan, so making one costs next to nothing.
    ///
    /// - Precondition: every name is a trial-level assumption's, uniforms lie in (0, 1), and given ones are as many as
    ///   there are trials.
    package func drawing(_ design: DrawDesign) -> RunPlan {
        func index(_ name: String) -> Int {
            let index = assumptions.firstIndex { $0.assumption.name == name && $0.assumption.variesBy == .trial }
            guard let index else { preconditionFailure("a design names trial-level assumptions, but found \(name)") }
            return index
        }
        var planned = PlannedDesign()
        for (name, values) in design.uniforms {
            precondition(values.count == scenario.trials, "a design gives one uniform for each trial")
            planned.uniforms[index(name)] = PlannedDesign.Given(values: values)
        }
        for (name, uniform) in design.held {
            precondition(uniform > 0 && uniform < 1, "an assumption is held at a uniform in (0, 1)")
            planned.held[index(name)] = uniform
        }
        planned.draws = design.redrawn.mapValues { AddressedDraws(seed: $0) }
        var plan = self
        plan.design = planned
        return plan
    }

    /// What a kind of uniform is drawn with.
    func draws(of kind: DrawKind) -> AddressedDraws { design.draws[kind] ?? draws }

    /// Sets the uniforms that the design holds, and moves those correlated with them.
    func hold(_ uniforms: [StableTable?], count: Int) {
        guard !design.held.isEmpty else { return }
        for group in copulas {
            let held = group.members.indices.filter { design.held[group.members[$0]] != nil }
            guard !held.isEmpty else { continue }
            let rows = group.members.map { member -> UnsafeMutablePointer<Double> in
                guard let table = uniforms[member] else { preconditionFailure("correlated assumptions are drawn") }
                return table[0]
            }
            let values = held.map { design.held[group.members[$0]] ?? .nan }
            rows.withUnsafeBufferPointer { group.copula.condition($0, on: held, at: values, count: count) }
        }
        for (index, uniform) in design.held { uniforms[index]?.fill(with: uniform) }
    }
}
