import CouncilModel
import Stochastics

extension OptionAppraisal {
    /// One option, appraised, but for how it does in the choice between options and for its councils one by one.
    ///
    /// - Parameters:
    ///   - option: what was tallied of it.
    ///   - central: its central case.
    ///   - isReference: whether all figures are measured against it.
    ///   - design: what standard errors depend on.
    init(of option: TalliedOption, central: CentralResult, isReference: Bool, design: TrialDesign) {
        let (shape, figures, prudent) = (option.shape, option.figures, option.scenario.prudent)
        let none = Estimate(value: .nan, standardError: .nan, isUpperBound: false)
        func bands(_ kind: FigureList.Yearly, prudent: Double) -> [YearBand] {
            option.bands(prudent: prudent) { figures.yearly(kind, year: $0) }
        }
        self.init(
            name: shape.name, levers: shape.levers, isReference: isReference,
            quantiles: option.percentiles(Measure.npsv.place, at: (0...100).map(Double.init)) ?? [],
            measures: Self.spreads(of: option, design: design),
            bcr: option.ratio(.bcr, ofMeans: option.total.withCosts, design: design),
            bcrNet: option.ratio(.bcrNet, ofMeans: option.total.withCash, design: design),
            payback: PaybackSpread(option.tally.paybackYears[option.place], trials: design.trials),
            probabilityPositive: Self.probabilityPositive(option.total, design: design),
            probabilityBest: none, expectedRegret: none, central: CentralAppraisal(central),
            cumulativeCash: bands(.cumulativeCash, prudent: 100 - prudent),
            costsByYear: bands(.costs, prudent: prudent), benefitsByYear: bands(.benefits, prudent: 100 - prudent),
            cashByYear: bands(.cash, prudent: 100 - prudent), leverMembers: Self.leverMembers(of: option),
            lines: shape.lines.enumerated().map { LineAppraisal($1, at: $0, of: option) },
            parties: shape.parties.map { party in
                let place = Party.allCases.firstIndex(of: party) ?? 0
                return PartyAppraisal(
                    party: party, pays: option.mean(figures.pays(place)), gains: option.mean(figures.gains(place)))
            },
            councils: [], cashView: shape.hasBudget ? CashViewAppraisal(of: option) : nil,
            groups: shape.hasCouncils
                ? zip(option.tally.groups, option.total.groups).map {
                    GroupAppraisal(of: $0, tallied: $1, trials: design.trials)
                } : []
        )
    }

    private static func spreads(of option: TalliedOption, design: TrialDesign) -> [Measure: Spread] {
        var spreads: [Measure: Spread] = [:]
        for measure in Measure.allCases where measure.hasSpread {
            spreads[measure] = option.spread(measure, design: design)
        }
        return spreads
    }

    private static func probabilityPositive(_ total: FoldedOption, design: TrialDesign) -> Estimate {
        let share = SampleMoments(ones: total.positive, of: total.trials)
        return design.estimate(share.mean, plain: share.standardError, batches: total.positiveBatches)
    }

    private static func leverMembers(of option: TalliedOption) -> [LeverMembers] {
        let scenario = option.scenario
        return option.shape.levers.enumerated().map { slot, name in
            guard let lever = scenario.levers.first(where: { $0.name == name }) else {
                preconditionFailure("the levers of a result are those of its scenario, but found \(name)")
            }
            let members = (0..<scenario.years).map { year in
                let cell = slot * scenario.years + year
                let counts = option.tally.members[option.place][cell]
                func percentile(_ percent: Double) -> Double { counts.quantile(percent / 100) }
                return YearBand(
                    year: scenario.baseYear + year, mean: option.total.members[cell] / Double(option.total.trials),
                    p10: percentile(10), p50: percentile(50), p90: percentile(90),
                    prudent: percentile(100 - scenario.prudent)
                )
            }
            return LeverMembers(
                lever: name, title: lever.title, eligible: lever.eligible.count, members: members,
                probabilityWoundUp: Double(option.total.woundUp[slot]) / Double(option.total.trials)
            )
        }
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
    init(_ key: LineKey, at index: Int, of option: TalliedOption) {
        let p = option.percentiles(option.figures.line(index), at: [10, 90]) ?? [.nan, .nan]
        self.init(
            lever: key.lever, line: key.line, side: key.side, kind: key.kind, isReferenceOnly: key.isReferenceOnly,
            mean: option.mean(option.figures.line(index)), p10: p[0], p90: p[1],
            meanBeforeUplift: option.mean(option.figures.lineBeforeUplift(index))
        )
    }
}

extension GroupAppraisal {
    /// A group of councils under one option, from what blocks add up to.
    init(of group: CouncilGroup, tallied: OptionBlock.GroupBlock, trials: Int) {
        let trials = Double(trials)
        self.init(
            grouping: group.grouping, group: group.name, councils: group.councils.count, residents: group.residents,
            pays: tallied.pays / trials, gains: tallied.gains / trials,
            npvPerResident: group.residents > 0 ? tallied.npv / trials / group.residents : nil,
            shareWorseOff: tallied.trialsWithFlow > 0 ? tallied.shares / Double(tallied.trialsWithFlow) : nil
        )
    }
}

extension CashViewAppraisal {
    /// What the budgets of all public parties together come to.
    init(of option: TalliedOption) {
        let (figures, scenario) = (option.figures, option.scenario)
        func percentiles(_ figure: Int, _ percents: [Double]) -> [Double] {
            option.percentiles(figure, at: percents) ?? percents.map { _ in .nan }
        }
        self.init(
            rows: CashRow.allCases.map { row in
                let percent = row.prudentPercent(in: scenario)
                let total = percentiles(figures.rowTotal(row.place), [50, percent])
                return CashRowAppraisal(
                    row: row, byYear: option.bands(prudent: percent) { figures.row(row.place, year: $0) },
                    total: PlanFigure(p50: total[0], prudent: total[1])
                )
            },
            contingency: percentiles(figures.spending, [scenario.prudent])[0] - option.mean(figures.spending),
            meanChargesBeyond: option.mean(figures.chargesBeyond)
        )
    }
}

extension CashRow {
    /// The percentile that a prudent plan reads: a high one of what is paid, a low one of what is saved.
    func prudentPercent(in scenario: Scenario) -> Double { isSaving ? 100 - scenario.prudent : scenario.prudent }
}
