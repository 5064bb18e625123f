import Analysis
import CouncilModel
import Stochastics

/// One option of an example, by its values in each trial.
struct SampleOption {
    var name: String
    var npsv: [Double]
    var cash: [Double]
    var councilCash: [Double]
    var publicCosts: [Double]
    var isReference = false
    var councils: [CouncilAppraisal] = []
    var drivers: [Driver] = []
    var levers = ["platform"]
    /// Mean present value of what party `lead` pays and gains.
    var leadPays = 0.0
    var leadGains = 0.0

    init(_ name: String, npsv: [Double], cash: [Double]? = nil, councilCash: [Double]? = nil) {
        self.name = name
        self.npsv = npsv
        self.cash = cash ?? npsv
        self.councilCash = councilCash ?? cash ?? npsv
        publicCosts = npsv.map { _ in 100_000 }
    }
}

/// Comparisons appraised by hand from values by trial: plain loops, plain standard errors.
enum ComparisonExample {
    /// A comparison whose first option is do nothing, 0 unless a reference makes it something else.
    static func comparison(
        _ options: [SampleOption], doNothing: [Double]? = nil, doNothingCash: [Double]? = nil,
        title: String = "Sharing a platform", question: String = "Is it worth sharing?", currency: String = "GBP",
        isUpperBound: Bool = false, assumptions: [Assumption] = [], unmonetised: [UnmonetisedEffect] = [],
        levers: [Lever] = []
    ) -> Comparison {
        let trials = options.first?.npsv.count ?? doNothing?.count ?? 1
        let nothing = SampleOption(
            "Do nothing", npsv: doNothing ?? [Double](repeating: 0, count: trials), cash: doNothingCash)
        let all = [nothing] + options
        func estimate(_ values: [Double]) -> Estimate { Self.estimate(values, isUpperBound: isUpperBound) }
        func probabilityBest(_ table: [[Double]]) -> [Estimate] {
            table.indices.map { option in
                estimate(
                    (0..<trials).map { trial in
                        let best = table.map { $0[trial] }.max()!
                        let winners = table.indices.filter { table[$0][trial] == best }
                        return winners.contains(option) ? 1 / Double(winners.count) : 0
                    }
                )
            }
        }
        func regret(_ table: [[Double]]) -> [Estimate] {
            table.map { row in
                estimate((0..<trials).map { trial in table.map { $0[trial] }.max()! - row[trial] })
            }
        }
        func decision(_ measure: Measure, _ table: [[Double]]) -> DecisionAppraisal {
            let regrets = regret(table)
            let least = regrets.min { $0.value < $1.value }!
            return DecisionAppraisal(
                measure: measure, probabilityBest: probabilityBest(table), expectedRegret: regrets, evpi: least
            )
        }
        let decisions = [
            decision(.npsv, all.map(\.npsv)), decision(.cashNPV, all.map(\.cash)),
            decision(.councilCashNPV, all.map(\.councilCash)),
        ]
        var pairs: [PairComparison] = []
        for option in all.indices {
            for over in all.indices where over != option {
                let difference = zip(all[option].npsv, all[over].npsv).map { $0 - $1 }
                let sorted = difference.sorted()
                pairs.append(
                    PairComparison(
                        option: option, over: over,
                        probabilityBetter: estimate(difference.map { $0 > 0 ? 1 : $0 == 0 ? 0.5 : 0 }),
                        difference: estimate(difference), differenceP10: quantile(sorted, 0.1),
                        differenceP90: quantile(sorted, 0.9), dominates: nil
                    )
                )
            }
        }
        let setting = Comparison.Setting(
            title: title, question: question, note: "", baseYear: 2026, years: 3, priceYear: 2026, currency: currency,
            discounting: "Green Book 2026 standard: 3.5% for years 1–30, then falling", trials: trials, seed: 1,
            sampling: "latin_hypercube", prudent: 80, councils: 3,
            reference: options.first { $0.isReference }?.name, objectives: [], unmonetised: unmonetised,
            assumptions: assumptions, levers: levers
        )
        return Comparison(
            setting: setting,
            options: all.enumerated().map { place, option in
                appraisal(
                    option, probabilityBest: decisions[0].probabilityBest[place],
                    regret: decisions[0].expectedRegret[place], isUpperBound: isUpperBound
                )
            },
            decisions: decisions, pairs: pairs,
            baseline: [PoolBaseline(pool: "planning_spend", meanByYear: [1_000_000, 1_010_000, 1_020_100])],
            drivers: all.map(\.drivers),
            precision: ComparisonPrecision(totals: .exact, councils: .exact, trialsOfDrivers: 10_240)
        )
    }

    private static func appraisal(
        _ option: SampleOption, probabilityBest: Estimate, regret: Estimate, isUpperBound: Bool
    ) -> OptionAppraisal {
        let sorted = option.npsv.sorted()
        let mean = option.npsv.reduce(0, +) / Double(option.npsv.count)
        let isNothing = option.npsv.allSatisfy { $0 == 0 }
        let bands = (0..<3).map { year in
            YearBand(
                year: 2026 + year, mean: mean / 3, p10: sorted[0], p50: mean, p90: sorted[sorted.count - 1], prudent: 7)
        }
        func spread(_ values: [Double]) -> Spread { Self.spread(values, isUpperBound: isUpperBound) }
        let costs = option.publicCosts.reduce(0, +) / Double(option.npsv.count)
        return OptionAppraisal(
            name: option.name, levers: option.name == "Do nothing" ? [] : option.levers,
            isReference: option.isReference,
            quantiles: (0...100).map { quantile(sorted, Double($0) / 100) },
            measures: [
                .npsv: spread(option.npsv), .pvCosts: spread(option.publicCosts), .cashNPV: spread(option.cash),
                .councilCashNPV: spread(option.councilCash), .shareWorseOff: spread(option.npsv.map { _ in 0.25 }),
            ],
            bcr: RatioSpread(
                ratioOfMeans: isNothing
                    ? nil : Estimate(value: (mean + costs) / costs, standardError: 0.02, isUpperBound: isUpperBound),
                p10: 0.5, p50: 1, p90: 1.5, shareWithout: isNothing ? 1 : 0
            ),
            bcrNet: RatioSpread(ratioOfMeans: nil, p10: nil, p50: nil, p90: nil, shareWithout: 1),
            payback: PaybackSpread(p10: 2027, p50: isNothing ? 2026 : 2028, p90: nil, probabilityNever: 0.125),
            probabilityPositive: estimate(option.npsv.map { $0 > 0 ? 1 : 0 }, isUpperBound: isUpperBound),
            probabilityBest: probabilityBest, expectedRegret: regret,
            central: CentralAppraisal(npsv: mean * 1.25, npsvBeforeUplift: mean * 1.5),
            cumulativeCash: bands, costsByYear: bands, benefitsByYear: bands, cashByYear: bands,
            leverMembers: isNothing
                ? [] : [LeverMembers(lever: "platform", title: "Platform", eligible: 3, members: bands)],
            lines: isNothing
                ? []
                : [
                    LineAppraisal(
                        lever: "platform", line: "Build, test", side: .cost, kind: .capital, isReferenceOnly: false,
                        mean: 100, p10: 90, p90: 110.5, meanBeforeUplift: 80
                    ),
                    LineAppraisal(
                        lever: "old", line: "=Licences", side: .benefit, kind: .nonCashable, isReferenceOnly: true,
                        mean: -5, p10: -6, p90: -4, meanBeforeUplift: -5
                    ),
                ],
            parties: isNothing
                ? []
                : [PartyAppraisal(party: .council, pays: 10, gains: 20.25)]
                    + (option.leadPays == 0 && option.leadGains == 0
                        ? [] : [PartyAppraisal(party: .lead, pays: option.leadPays, gains: option.leadGains)]),
            councils: option.councils
        )
    }

    static func spread(_ values: [Double], isUpperBound: Bool = false) -> Spread {
        let sorted = values.sorted()
        let mean = estimate(values, isUpperBound: isUpperBound)
        return Spread(
            mean: mean, sd: mean.standardError * Double(values.count).squareRoot(), p5: quantile(sorted, 0.05),
            p10: quantile(sorted, 0.1), p25: quantile(sorted, 0.25), p50: quantile(sorted, 0.5),
            p75: quantile(sorted, 0.75), p80: quantile(sorted, 0.8), p90: quantile(sorted, 0.9),
            p95: quantile(sorted, 0.95), shortfall10: sorted[0]
        )
    }

    /// Mean and sd/√K.
    static func estimate(_ values: [Double], isUpperBound: Bool) -> Estimate {
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let variance = values.count > 1 ? squares / (count - 1) : 0
        return Estimate(value: mean, standardError: (variance / count).squareRoot(), isUpperBound: isUpperBound)
    }

    /// Type 7.
    static func quantile(_ sorted: [Double], _ p: Double) -> Double {
        let position = p * Double(sorted.count - 1)
        let below = Int(position)
        let above = min(below + 1, sorted.count - 1)
        return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
    }

    static func council(
        _ code: String, _ name: String, npv: Double, cash: Double, joins: Bool = true
    ) -> CouncilAppraisal {
        let band = CouncilBand(mean: npv, p10: npv - 1, p50: npv, p90: npv + 1)
        let cashBand = CouncilBand(mean: cash, p10: cash - 1, p50: cash, p90: cash + 1)
        return CouncilAppraisal(
            code: code, name: name, type: "district", longitude: joins ? -0.5 : nil, latitude: joins ? 51.5 : nil,
            residents: 1000, npv: band, cashNPV: cashBand, probabilityBetterOff: 0.75, probabilityBetterOffCash: 0.5,
            probabilityJoins: joins ? 0.875 : 0, joiningYearP50: joins ? 2028 : nil,
            ifJoined: joins
                ? .init(trials: 7, npv: band, cashNPV: cashBand, probabilityBetterOff: 0.625) : nil
        )
    }
}
