import Appraisal
import CouncilModel
import Stochastics

extension GroupAppraisal {
    /// A group of councils under one option.
    ///
    /// - Parameters:
    ///   - group: which councils.
    ///   - result: the option's figures by trial, with every council of the scenario.
    init(of group: CouncilGroup, under result: OptionResult) {
        let councils = group.councils.map { result.councils[$0] }
        let npv = councils.reduce(0) { $0 + Statistics.mean($1.npv) }
        self.init(
            grouping: group.grouping, group: group.name, councils: councils.count, residents: group.residents,
            pays: councils.reduce(0) { $0 + $1.meanPays }, gains: councils.reduce(0) { $0 + $1.meanGains },
            npvPerResident: group.residents > 0 ? npv / group.residents : nil,
            shareWorseOff: Self.shareWorseOff(among: councils)
        )
    }

    /// Mean over trials of the share of councils with any flow that are worse off; nil where no trial has such councils.
    private static func shareWorseOff(among councils: [CouncilResult]) -> Double? {
        var withFlow = [Int](repeating: 0, count: councils[0].npv.count)
        var worseOff = withFlow
        for council in councils {
            for trial in withFlow.indices where council.hasFlow[trial] {
                withFlow[trial] += 1
                if council.npv[trial] < -CashMeasures.halfAPenny { worseOff[trial] += 1 }
            }
        }
        let shares = withFlow.indices.filter { withFlow[$0] > 0 }.map { Double(worseOff[$0]) / Double(withFlow[$0]) }
        return shares.isEmpty ? nil : Statistics.mean(shares)
    }
}
