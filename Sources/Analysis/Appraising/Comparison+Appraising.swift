import CouncilModel
import Stochastics

extension Comparison {
    /// With more options than this (`Do nothing` counted), councils are appraised one by one for the reference and
    /// ``optionsWithDetail`` others only.
    static let mostOptionsWithFullDetail = 7

    /// How many options of highest mean NPSV then have their councils appraised one by one.
    static let optionsWithDetail = 6

    /// Appraises a run whose every figure is held in memory.
    ///
    /// - Parameters:
    ///   - result: what was simulated: `Do nothing` and the options of the scenario, at least one trial.
    ///   - scenario: what it was simulated from.
    ///   - detailForAllCouncils: whether councils are appraised one by one for every option, however many there are.
    package init(appraising result: RunResult, of scenario: Scenario, detailForAllCouncils: Bool = false) {
        do throws(CouncilModelError) {
            self = try Comparison(
                appraising: result, of: scenario, central: result.central, detailForAllCouncils: detailForAllCouncils)
        } catch {
            preconditionFailure("going through figures in memory does not fail, but found \(error)")
        }
    }

    /// Appraises a run block by block.
    ///
    /// No figure of an option depends, by a bit, on the order of options; which options have by-council detail does not
    /// depend on it either. By-council detail is left out where the run holds no councils. Memory does not grow with the
    /// number of trials beyond ``ChoiceTally/mostTrialsKept``. One pass is enough for up to seven options; with more,
    /// another is made over those whose councils are shown one by one, and where the values of all options do not fit in
    /// memory, the options are gone through in parts.
    ///
    /// - Parameters:
    ///   - source: the run: `Do nothing` and the options of the scenario, at least one trial.
    ///   - scenario: the scenario.
    ///   - central: the central case of each option; it is asked for when trials have been gone through, so that it can be
    ///     worked out meanwhile.
    ///   - detailForAllCouncils: whether councils are appraised one by one for every option, however many there are.
    ///   - isExact: whether the run is gone through again wherever percentiles would be read from sketches: once for
    ///     totals and pairs, and once for the councils of each option, so that memory stays bounded.
    ///   - alongside: takes up the blocks too, with all options; nil: nothing does.
    ///   - budgets: takes up budgets of councils too; there has to be one pass, see
    ///     ``optionsInOnePass(_:of:detailForAllCouncils:)``; nil: nothing does.
    ///   - recorded: what shards recorded of the first passes, which are then not simulated, with the same scenario, detail
    ///     and room; nil: nothing was.
    ///   - mostBytes: what values of options in one pass, and values of councils, may take in memory.
    package init(
        appraising source: any TrialSource, of scenario: Scenario,
        central: @autoclosure () throws(CouncilModelError) -> [CentralResult],
        detailForAllCouncils: Bool = false, isExact: Bool = false, alongside: (any BlockTally)? = nil,
        budgets: BudgetTally? = nil, recorded: RecordedPasses? = nil,
        mostBytes: (options: Int, councils: Int) = (OptionsTally.mostBytes, CouncilTally.mostBytes)
    ) throws(CouncilModelError) {
        let shape = source.shape
        precondition(shape.trials > 0, "an appraisal rests on at least one trial")
        precondition(
            shape.options.count == scenario.options.count + 1,
            "a result has Do nothing and every option of its scenario")
        let design = TrialDesign(trials: shape.trials, sampling: scenario.sampling)
        let reference = scenario.reference.map { $0 + 1 } ?? 0
        let passes = FirstPasses(
            shape, of: scenario, detailForAllCouncils: detailForAllCouncils, isRecorded: recorded != nil,
            mostBytes: mostBytes)
        let (choice, parts) = (passes.choice, passes.parts)
        var reader = PercentileReader()
        var exactPairs: ExactCells?
        var councils = passes.councils
        // What is taken up alongside has a pass of its own where no pass over all options is simulated.
        let isApart = parts.count > 1 || recorded != nil
        func fill(_ tallies: [any RecordedTally], in pass: TrialPass) throws(CouncilModelError) {
            if let recorded {
                recorded.fill(tallies)
            } else {
                var (members, pass) = (tallies as [any BlockTally], pass)
                // The first block says how bins lie, where there are any.
                pass.firstBlockAlone = tallies.contains(where: \.hasSketches) || budgets?.hasSketches ?? false
                if let alongside, !isApart { members.append(alongside) }
                if let budgets {
                    precondition(!isApart, "budgets are taken up in a pass over all options")
                    members.append(budgets)
                    pass.budgets = CouncilBudgets(
                        options: Set(budgets.options), councils: budgets.councils, areAll: false)
                }
                try source.fill(TallyGroup(members), in: pass)
            }
        }
        var options: [OptionAppraisal] = []
        for part in parts {
            let tally = passes.tally(of: part)
            try fill(passes.tallies(with: tally), in: passes.pass(over: part))
            try tally.complete(from: source)
            let central = try central()
            precondition(central.count == shape.options.count, "each option has a central case")
            func appraise(_ tally: OptionsTally, reader: PercentileReader) -> [(OptionAppraisal, AskedFigures)] {
                let appraised = inParallel(part.count) { place in
                    let own = PercentileReader()
                    let option = TalliedOption(tally, place: place, reader: own)
                    let appraisal = OptionAppraisal(
                        of: option, central: central[part[place]],
                        isReference: scenario.reference != nil && part[place] == reference, design: design)
                    return (appraisal, option.asked, own.precision)
                }
                for option in appraised { reader.see(option.2) }
                return appraised.map { ($0.0, $0.1) }
            }
            var appraised = appraise(tally, reader: reader)
            if isExact, !choice.keepsAll {
                // What was read from sketches says what has to be collected.
                let again = OptionsTally(
                    shape, of: scenario, options: part, isExact: false, after: (tally, appraised.map(\.1)))
                let differences = PairTally(choice)
                try source.fill(TallyGroup([again, differences]), in: TrialPass(firstBlockAlone: true))
                for cells in again.exact ?? [] { cells.finish() }
                differences.exact.finish()
                reader = PercentileReader()
                appraised = appraise(again, reader: reader)
                exactPairs = differences.exact
            }
            options += appraised.map(\.0)
        }
        if let councils = passes.councilsApart { try fill([councils], in: TrialPass(firstBlockAlone: true)) }
        if let alongside, isApart { try source.fill(alongside, in: TrialPass()) }
        choice.decideKept()
        if !passes.showsAll {
            let shown = Self.detail(of: options, reference: reference).filter { passes.withCouncils.contains($0) }
            if !shown.isEmpty {
                let tally = CouncilTally(shape, of: scenario, options: shown, mostBytes: mostBytes.councils)
                try source.fill(tally, in: TrialPass(options: shown, firstBlockAlone: true))
                councils = tally
            }
        }
        // Pairs are read while councils are.
        let pairs = BackgroundWork { [exactPairs] in
            let own = PercentileReader()
            return (choice.pairs(design: design, reader: own, exact: exactPairs), own.precision)
        }
        try councils?.complete(from: source)
        let decisions = DecisionAppraisal.measuresOfValue.indices.map {
            DecisionAppraisal(of: choice.total, at: $0, design: design)
        }
        for index in options.indices {
            options[index].probabilityBest = decisions[0].probabilityBest[index]
            options[index].expectedRegret = decisions[0].expectedRegret[index]
        }
        let councilReader = PercentileReader()
        if let councils, isExact, councils.sketches != nil {
            for (place, option) in councils.options.enumerated() {
                let again = CouncilTally(councils, option: place)
                try source.fill(again, in: TrialPass(options: [option], firstBlockAlone: true))
                again.exact?.finish()
                options[option].councils = CouncilReader(again, reader: councilReader).councils(ofOption: 0)
            }
        } else if let councils {
            let read = inParallel(councils.options.count) { place in
                let own = PercentileReader()
                return (CouncilReader(councils, reader: own).councils(ofOption: place), own.precision)
            }
            for (option, own) in zip(councils.options, read) {
                options[option].councils = own.0
                councilReader.see(own.1)
            }
        }
        let (comparisons, precision) = pairs.value()
        reader.see(precision)
        self.init(
            setting: Setting(of: scenario, trials: shape.trials), options: options, decisions: decisions,
            pairs: comparisons,
            baseline: choice.baseline(), drivers: choice.drivers(),
            precision: ComparisonPrecision(
                totals: reader.precision, councils: councilReader.precision,
                trialsOfDrivers: min(shape.trials, ChoiceTally.mostTrialsKept))
        )
    }

    /// The options whose councils are shown one by one, `Do nothing` left out, where an appraisal goes once through
    /// all trials; nil where it does not, or where these options are known later.
    package static func optionsInOnePass(
        _ shape: RunShape, of scenario: Scenario, detailForAllCouncils: Bool
    ) -> [Int]? {
        guard FirstPasses.showsAll(shape, detailForAllCouncils: detailForAllCouncils),
            FirstPasses.parts(of: shape, scenario, isRecorded: false, mostBytes: OptionsTally.mostBytes).count == 1
        else { return nil }
        return shape.options.indices.filter { $0 > 0 && shape.options[$0].hasCouncils }
    }

    /// Options whose councils are appraised one by one where there are too many to do so for all.
    private static func detail(of options: [OptionAppraisal], reference: Int) -> [Int] {
        let means = options.map { $0.measures[.npsv]?.mean.value ?? 0 }
        // Ties by name, so that the order of the file plays no part.
        let ranked = options.indices.sorted { (-means[$0], options[$0].name) < (-means[$1], options[$1].name) }
        let chosen = Set(ranked.prefix(optionsWithDetail) + [reference])
        return options.indices.filter { chosen.contains($0) }
    }
}

extension Comparison.Setting {
    /// What was run; `trials` is the number that was.
    package init(of scenario: Scenario, trials: Int) {
        self.init(
            title: scenario.title, question: scenario.question, note: scenario.note, baseYear: scenario.baseYear,
            years: scenario.years, priceYear: scenario.priceYear, currency: scenario.currency,
            discounting: scenario.discounting.title, trials: trials, seed: scenario.seed,
            sampling: scenario.sampling.rawValue, prudent: scenario.prudent, councils: scenario.selected.count,
            reference: scenario.reference.map { scenario.options[$0].name }, objectives: scenario.objectives,
            unmonetised: scenario.unmonetised, assumptions: scenario.assumptionsInUse, levers: scenario.levers,
            cashView: scenario.cashView, councilRate: scenario.councilRate
        )
    }
}
