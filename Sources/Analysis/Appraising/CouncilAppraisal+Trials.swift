import Appraisal
import CouncilModel
import Stochastics

extension CouncilBand {
    /// The band of a council's figure; `values` has at least one trial.
    init(of values: [Double]) {
        let sorted = SortedSample(values)
        self.init(
            mean: Statistics.mean(values), p10: sorted.percentile(10), p50: sorted.percentile(50),
            p90: sorted.percentile(90)
        )
    }
}

extension CouncilAppraisal {
    /// One council under one option.
    ///
    /// - Parameters:
    ///   - result: its figures by trial, at least one.
    ///   - row: its row in the register.
    ///   - scenario: the scenario.
    init(of result: CouncilResult, row: Int, in scenario: Scenario) {
        let register = scenario.register
        let trials = result.joiningYear.count
        let joined = result.joiningYear.indices.filter { result.joiningYear[$0] != CouncilResult.never }
        let npv = CouncilBand(of: result.npv)
        let cashNPV = CouncilBand(of: result.cashNPV)
        let probabilityBetterOff = Self.shareBetterOff(result.npv)
        self.init(
            code: register.codes[row], name: register.names[row], type: register.types[row],
            longitude: register.number("longitude", row: row), latitude: register.number("latitude", row: row),
            residents: register.residents(row: row), npv: npv, cashNPV: cashNPV,
            probabilityBetterOff: probabilityBetterOff,
            probabilityBetterOffCash: Self.shareBetterOff(result.cashNPV),
            probabilityJoins: Double(joined.count) / Double(trials),
            joiningYearP50: PaybackSpread.earliest(
                sharing: 50, of: joined.map { scenario.baseYear + Int(result.joiningYear[$0]) }.sorted(),
                trials: trials
            ),
            ifJoined: nil
        )
        if joined.count == trials {
            ifJoined = IfJoined(
                trials: trials, npv: npv, cashNPV: cashNPV, probabilityBetterOff: probabilityBetterOff
            )
        } else if !joined.isEmpty {
            let npvIfJoined = joined.map { result.npv[$0] }
            ifJoined = IfJoined(
                trials: joined.count, npv: CouncilBand(of: npvIfJoined),
                cashNPV: CouncilBand(of: joined.map { result.cashNPV[$0] }),
                probabilityBetterOff: Self.shareBetterOff(npvIfJoined)
            )
        }
    }

    /// The share of values above £0.005, so that the last bits of a sum make nobody better off.
    private static func shareBetterOff(_ values: [Double]) -> Double {
        Double(values.count { $0 > CashMeasures.halfAPenny }) / Double(values.count)
    }
}
