import Synchronization

/// Weights by which levers that share by benefit split the councils' part of their programme lines.
///
/// A council's weight is the present value of the lever's benefits to it in the central case of the option, if every
/// eligible council joined that lever in its first year; negative counts as 0.
struct BenefitWeights: Sendable {
    /// By option of the plan, lever of the plan and council; nil for levers that do not share so.
    let byOption: [[[Double]?]]

    /// Works the central case out once for each lever that shares so.
    init(plan: RunPlan) throws(CouncilModelError) {
        var byOption: [[[Double]?]] = plan.options.map { _ in plan.levers.map { _ in nil } }
        for lever in plan.levers.indices where plan.levers[lever].sharesByBenefit {
            let holders = plan.options.indices.filter { plan.options[$0].levers.contains(lever) }
            guard !holders.isEmpty else { continue }
            let trace = try Trace(plan: plan, source: .central, options: holders, weights: nil, joinedByAll: lever)
            for (place, option) in holders.enumerated() {
                byOption[option][lever] = Self.benefits(ofLever: lever, in: trace, option: place)
            }
        }
        self.byOption = byOption
    }

    private static func benefits(ofLever lever: Int, in trace: Trace, option: Int) -> [Double] {
        let plan = trace.simulation.plan
        var benefits = [Double](repeating: 0, count: plan.councilCount)
        for entry in trace.entries(ofOption: option, lever: lever) {
            guard let council = entry.council else { continue }
            let line = plan.levers[lever].lines[entry.number].line
            guard line.side == .benefit, line.party == nil || line.party == .council else { continue }
            for (year, factor) in plan.discountFactors.enumerated() { benefits[council] += factor * entry.flow[year] }
        }
        return benefits.map { max(0, $0) }
    }
}

extension PlannedLever {
    /// Whether anything of it is split by benefit.
    fileprivate var sharesByBenefit: Bool {
        ([sharing] + lines.compactMap(\.sharing)).contains { sharing in
            if case .byBenefit = sharing { return true }
            return false
        }
    }
}

/// Something that is worked out of a plan by whoever needs it first, or by two at once where both do, and kept.
final class MadeOnce<Value: Sendable>: Sendable {
    private let kept = Mutex<Value?>(nil)

    /// What is kept, or what `make` gives.
    func value(_ make: () throws(CouncilModelError) -> Value) throws(CouncilModelError) -> Value {
        if let known = kept.withLock({ $0 }) { return known }
        let made = try make()
        kept.withLock { $0 = made }
        return made
    }
}

extension MadeOnce<BenefitWeights> {
    /// The weights of a plan.
    func made(for plan: RunPlan) throws(CouncilModelError) -> BenefitWeights {
        try value { () throws(CouncilModelError) in try BenefitWeights(plan: plan) }
    }
}
