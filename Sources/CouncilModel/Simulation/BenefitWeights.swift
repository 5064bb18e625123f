/// Weights by which levers that share by benefit split the councils' part of their programme lines.
///
/// A council's weight is the present value of the lever's benefits to it in the central case of the option, if every
/// eligible council joined that lever in its first year; negative counts as 0.
struct BenefitWeights: Sendable {
    /// By option of the plan, lever of the plan and council; nil for levers that do not share so.
    let byOption: [[[Double]?]]

    init(plan: RunPlan) throws(CouncilModelError) {
        var byOption: [[[Double]?]] = plan.options.map { _ in plan.levers.map { _ in nil } }
        for (index, option) in plan.options.enumerated() {
            for lever in option.levers where plan.levers[lever].sharesByBenefit {
                byOption[index][lever] = try Self.benefits(ofLever: lever, option: index, plan: plan)
            }
        }
        self.byOption = byOption
    }

    private static func benefits(ofLever lever: Int, option: Int, plan: RunPlan) throws(CouncilModelError) -> [Double] {
        let trace = try Trace(plan: plan, source: .central, options: [option], weights: nil, joinedByAll: lever)
        var benefits = [Double](repeating: 0, count: plan.councilCount)
        for entry in trace.entries(ofOption: 0) {
            let line = entry.line.line
            guard entry.lever.lever.name == plan.levers[lever].lever.name, let council = entry.council,
                line.side == .benefit, line.party == nil || line.party == .council
            else { continue }
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
