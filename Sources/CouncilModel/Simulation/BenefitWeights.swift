/// Weights by which levers that share by benefit split the councils' part of their programme lines.
///
/// A council's weight is the present value of the lever's benefits to it in the central case of the option, if every
/// eligible council joined that lever in its first year; negative counts as 0.
struct BenefitWeights: Sendable {
    /// By option of the plan, lever of the plan and council; nil for levers that do not share so.
    let byOption: [[[Double]?]]

    init(plan: RunPlan) throws(CouncilModelError) {
        let none = BenefitWeights(byOption: plan.options.map { _ in plan.levers.map { _ in nil } })
        let block = BlockSimulation(plan: plan, source: .central, benefitWeights: none)
        var byOption = none.byOption
        for (index, option) in plan.options.enumerated() {
            for lever in option.levers where plan.levers[lever].sharesByBenefit {
                byOption[index][lever] = try block.benefits(ofLever: lever, option: index).map { max(0, $0) }
            }
        }
        self.byOption = byOption
    }

    private init(byOption: [[[Double]?]]) {
        self.byOption = byOption
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
