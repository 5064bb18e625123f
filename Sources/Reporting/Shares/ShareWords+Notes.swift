import Analysis

extension ShareWords {
    /// How figures came about, and what they do not show.
    var notes: String {
        var text =
            "Shares are worked out in the central case, in which all who may join do so at once, and split programme costs "
            + "before grants; they have no Monte Carlo error"
            + (result.orders > 0 && result.rules.contains { $0.rule == .shapley }
                ? ", the Shapley value aside, for which \(PlainNumber.count(result.orders)) orders were drawn ("
                    + (largestError == 0
                        ? "no error is left, as the costs of each lever depend on how many take part alone). "
                        : "largest error of a share: \(money.text(largestError, significant: 1))). ")
                : ". ")
        text +=
            "They are then held fixed: worse off are those whose NPV after their share"
            + (result.reference.map { ", less that under \($0)," } ?? "")
            + " is below 0 over \(PlainNumber.count(result.trials)) trials in which "
            + (result.joiningAtOnce
                ? "all join at once. " : "councils join as in a run and pay their share in any case. ")
            + "Worse off: on average, two numbers where some are within two standard errors of 0; expected: mean number "
            + "over trials; ± is one standard error"
            + (result.rules.contains { $0.expectedWorse.isUpperBound } ? ", at most. " : ". ")
            + "Grant: the sum of average losses. Transfers of the scenario go on beside the shares. "
        for (rule, reason) in result.leftOut { text += left(rule, reason) }
        if result.players?.column != nil, result.rules.contains(where: { $0.rule == .nucleolus }) {
            text += "The nucleolus is that of \(playersName), split within each by benefit. "
        }
        return PlainText.trimmed(text)
    }

    private var largestError: Double {
        result.rules.first { $0.rule == .shapley }?.shares.map(\.standardError).max() ?? 0
    }

    private func left(_ rule: SharingRule, _ reason: FairShares.LeftOut) -> String {
        let title = PlainText.capitalised(rule.title)
        switch reason {
        case .noWeights: return "\(title) is left out, as no council has anything to split by. "
        case .noPools: return "\(title) is left out, as the option claims no pool of money. "
        case .noPlayers: return "\(title) is left out, as there are no groups. "
        }
    }
}
