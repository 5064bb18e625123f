import CouncilModel
import Stochastics

extension OptionAppraisal {
    /// What an option's figures are summarised with.
    struct Frame {
        /// The scenario.
        let scenario: Scenario
        /// What standard errors depend on.
        let design: TrialDesign
        /// By NPSV, options in the order of the comparison.
        let decision: DecisionAppraisal
        /// Groups of its councils.
        let groups: [CouncilGroup]
    }

    /// One option, appraised.
    ///
    /// - Parameters:
    ///   - result: its figures by trial.
    ///   - index: its place among the options.
    ///   - central: its central case.
    ///   - isReference: whether all figures are measured against it.
    ///   - hasCouncilDetail: whether its councils are appraised one by one.
    ///   - frame: what it is summarised with.
    init(
        of result: OptionResult, at index: Int, central: CentralResult, isReference: Bool, hasCouncilDetail: Bool,
        in frame: Frame
    ) {
        let (scenario, design) = (frame.scenario, frame.design)
        let (baseYear, prudent) = (scenario.baseYear, scenario.prudent)
        let npsv = result.values(of: .npsv)
        let sortedNPSV = SortedSample(npsv)
        self.init(
            name: result.name, levers: result.levers, isReference: isReference,
            quantiles: (0...100).map { sortedNPSV.percentile(Double($0)) },
            measures: Self.spreads(of: result, sortedNPSV: sortedNPSV, design: design),
            bcr: RatioSpread(
                ratios: result.measures[.bcr], npsv: npsv, costs: result.values(of: .pvPublicCosts), design: design
            ),
            bcrNet: RatioSpread(
                ratios: result.measures[.bcrNet], npsv: npsv, costs: result.values(of: .cashNPV).map { 0 - $0 },
                design: design
            ),
            payback: PaybackSpread(paybackYears: result.values(of: .paybackYear)),
            probabilityPositive: design.share(of: npsv) { $0 > 0 },
            probabilityBest: frame.decision.probabilityBest[index],
            expectedRegret: frame.decision.expectedRegret[index],
            central: CentralAppraisal(central),
            cumulativeCash: YearBand.bands(
                of: Self.runningSums(result.cashByYear), baseYear: baseYear, prudent: 100 - prudent
            ),
            costsByYear: YearBand.bands(of: result.costsByYear, baseYear: baseYear, prudent: prudent),
            benefitsByYear: YearBand.bands(of: result.benefitsByYear, baseYear: baseYear, prudent: 100 - prudent),
            cashByYear: YearBand.bands(of: result.cashByYear, baseYear: baseYear, prudent: 100 - prudent),
            leverMembers: Self.leverMembers(of: result, in: scenario),
            lines: result.lines.map { LineAppraisal(of: $0) },
            parties: result.parties.map {
                PartyAppraisal(party: $0.party, pays: Statistics.mean($0.pays), gains: Statistics.mean($0.gains))
            },
            councils: hasCouncilDetail ? Self.councils(of: result, in: scenario) : [],
            cashView: result.budget.map { CashViewAppraisal(of: $0, in: scenario) },
            groups: result.councils.isEmpty ? [] : frame.groups.map { GroupAppraisal(of: $0, under: result) }
        )
    }

    private static func spreads(
        of result: OptionResult, sortedNPSV: SortedSample, design: TrialDesign
    ) -> [Measure: Spread] {
        var spreads: [Measure: Spread] = [:]
        for measure in Measure.allCases where measure.hasSpread {
            guard let values = result.measures[measure] else { continue }
            spreads[measure] = Spread(
                of: values, sorted: measure == .npsv ? sortedNPSV : SortedSample(values), design: design,
                worstIsHighest: measure.worstIsHighest
            )
        }
        return spreads
    }

    /// Sums of a figure from year 0 to each year, `[year][trial]` like the figure itself.
    private static func runningSums(_ byYear: [[Double]]) -> [[Double]] {
        var sums: [[Double]] = []
        for values in byYear {
            sums.append(sums.last.map { zip($0, values).map { $0 + $1 } } ?? values)
        }
        return sums
    }

    private static func leverMembers(of result: OptionResult, in scenario: Scenario) -> [LeverMembers] {
        precondition(result.woundUp.count == result.levers.count, "a result says of each lever whether it was wound up")
        return zip(zip(result.levers, result.members), result.woundUp).map { pair, woundUp in
            let (name, members) = pair
            guard let lever = scenario.levers.first(where: { $0.name == name }) else {
                preconditionFailure("the levers of a result are those of its scenario, but found \(name)")
            }
            return LeverMembers(
                lever: name, title: lever.title, eligible: lever.eligible.count,
                members: YearBand.bands(of: members, baseYear: scenario.baseYear, prudent: 100 - scenario.prudent),
                probabilityWoundUp: Double(woundUp.count { $0 }) / Double(woundUp.count)
            )
        }
    }

    private static func councils(of result: OptionResult, in scenario: Scenario) -> [CouncilAppraisal] {
        precondition(
            result.councils.isEmpty || result.councils.count == scenario.selected.count,
            "a result has every council that is selected, or none"
        )
        return zip(result.councils, scenario.selected).map { CouncilAppraisal(of: $0, row: $1, in: scenario) }
    }
}

extension OptionResult {
    /// The values of a measure that every option has, by trial.
    func values(of measure: Measure) -> [Double] {
        guard let values = measures[measure] else {
            preconditionFailure("every option of a result has \(measure.rawValue)")
        }
        return values
    }
}

extension Measure {
    /// Whether it is shown as a spread; ratios and paybacks have their own forms.
    var hasSpread: Bool { isMoney || self == .shareWorseOff || self == .shareWorseOffCash }
}

extension CentralAppraisal {
    /// The single-number answer of an option.
    init(_ result: CentralResult) {
        guard let npsv = result.measures[.npsv] else {
            preconditionFailure("the central case of \(result.option) has an NPSV")
        }
        self.init(npsv: npsv, npsvBeforeUplift: result.npsvBeforeUplift)
    }
}

extension LineAppraisal {
    /// PV of a line over trials.
    init(of result: LineResult) {
        let sorted = SortedSample(result.presentValue)
        self.init(
            lever: result.lever, line: result.line, side: result.side, kind: result.kind,
            isReferenceOnly: result.isReferenceOnly, mean: Statistics.mean(result.presentValue),
            p10: sorted.percentile(10), p90: sorted.percentile(90),
            meanBeforeUplift: Statistics.mean(result.presentValueBeforeUplift)
        )
    }
}
