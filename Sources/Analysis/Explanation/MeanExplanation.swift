import CouncilModel
import Stochastics

extension Explanation {
    /// Explains the mean of a figure over the trials of a run.
    ///
    /// - Parameter result: what the plan was simulated to.
    /// - Precondition: the question has no `problem` and no trial.
    package static func ofMean(_ question: Question, plan: RunPlan, result: RunResult) -> Explanation {
        precondition(question.problem == nil, "a question that has an answer is explained")
        precondition(question.trial == nil, "a mean is explained where no trial is given")
        let builder = MeanExplanation(question, plan: plan, result: result)
        return Explanation(question, scenario: plan.scenario, figure: builder.figure())
    }
}

/// Builds the rows of a mean.
private struct MeanExplanation {
    let question: Explanation.Question
    let scenario: Scenario
    let option: OptionResult
    let design: TrialDesign
    /// Samples of trial-level assumptions, as the option has them.
    let samples: [AssumptionSample]

    init(_ question: Explanation.Question, plan: RunPlan, result: RunResult) {
        self.question = question
        scenario = plan.scenario
        option = result.options[question.option]
        design = TrialDesign(trials: result.trials, sampling: plan.scenario.sampling)
        let isReplaced = question.option > 0 && !plan.scenario.options[question.option - 1].with.isEmpty
        samples = isReplaced ? plan.samples(ofOption: question.option) : result.assumptions
    }

    func figure() -> ExplanationRow {
        let measure = question.measure
        if let council = question.council { return figure(ofCouncil: council) }
        guard measure.isRatio else { return row(.measure, measure) }
        let costs = option.values(of: measure == .bcr ? .pvPublicCosts : .cashNPV)
        let ratio = FoldedRatio(
            npsv: option.values(of: .npsv), cost: measure == .bcr ? costs : costs.map { 0 - $0 }
        ).estimate(design)
        var row = ExplanationRow(.measure, measure.rawValue, amount: ratio?.value ?? .nan)
        row.error = ratio
        row.notes = [measure.ratioRemark, .remark("the ratio of the means, not the mean of ratios")]
        row.rows = [self.row(.part, .npsv), self.row(.part, measure == .bcr ? .pvPublicCosts : .cashNPV)]
        return row
    }

    private func row(_ kind: ExplanationRow.Kind, _ measure: Measure) -> ExplanationRow {
        let rows =
            measure == .councilNPV || measure == .councilCashNPV
            ? councils(of: measure) : [ExplanationRow].bySide(lines(of: measure), of: measure)
        guard question.line == nil else { return ExplanationRow(kind, measure.rawValue, sumOf: rows) }
        var row = mean(kind, measure.rawValue, of: option.values(of: measure))
        row.rows = rows
        return row
    }

    /// A mean with its error and band, times a number.
    private func mean(
        _ kind: ExplanationRow.Kind, _ title: String, of values: [Double], times factor: Double = 1
    ) -> ExplanationRow {
        let values = factor == 1 ? values : values.map { factor * $0 }
        let estimate = FoldedMoments(of: values).mean(design)
        var row = ExplanationRow(kind, title, amount: estimate.value)
        row.error = estimate
        row.band = values.band
        return row
    }

    private func figure(ofCouncil council: Int) -> ExplanationRow {
        let figures = option.councils[council]
        let isCash = question.measure == .councilCashNPV
        var row = mean(
            .measure, "\(question.measure.rawValue) of \(name(council))", of: isCash ? figures.cashNPV : figures.npv)
        if !isCash {
            row.rows = [
                ExplanationRow(.side, "Gains", amount: figures.meanGains),
                ExplanationRow(.side, "Pays", amount: -figures.meanPays),
            ]
        }
        row.notes = [.remark("the mean of one council is not kept by line; ask for one trial to see its lines")]
        return row
    }

    private func councils(of measure: Measure) -> [ExplanationRow] {
        option.councils.enumerated().filter { $0.element.hasFlow.contains(true) }.map { council, figures in
            mean(.council, name(council), of: measure == .councilNPV ? figures.npv : figures.cashNPV)
        }
        .largest(question.mostCouncils)
    }

    private func name(_ council: Int) -> String {
        let row = scenario.selected[council]
        return "\(scenario.register.names[row]) \(scenario.register.codes[row])"
    }

    /// Lines of the run's result with what the scenario says of them, in its order: the option's levers, then those that
    /// only the reference has.
    private var resultLines: [(result: LineResult, line: Line, lever: Lever)] {
        let theirs = scenario.reference.map { scenario.options[$0].levers } ?? []
        let names = option.levers + theirs.filter { !option.levers.contains($0) }
        let lines = names.flatMap { name -> [(Line, Lever)] in
            guard let lever = scenario.levers.first(where: { $0.name == name }) else {
                preconditionFailure("the levers of a result are those of its scenario, but found \(name)")
            }
            return (lever.costs + lever.benefits + lever.transfers).map { ($0, lever) }
        }
        precondition(lines.count == option.lines.count, "a result has every line of its levers")
        return zip(option.lines, lines).map { ($0, $1.0, $1.1) }
    }

    private func lines(of measure: Measure) -> [(side: Line.Side, row: ExplanationRow)] {
        var rows: [(side: Line.Side, row: ExplanationRow)] = []
        // Benefits whose share in cash differs between trials or councils: only their sum follows from the run.
        var partly: [LineResult] = []
        for (result, line, lever) in resultLines where question.line == nil || question.line == line.name {
            guard let share = measure.share(of: line, lever: lever) else {
                partly.append(result)
                continue
            }
            guard share != 0 else { continue }
            rows.append((line.side, row(of: result, line: line, lever: lever, share: share)))
        }
        guard !partly.isEmpty else { return rows }
        let title = "Cash part of " + partly.map(\.line).joined(separator: ", ")
        var rest = ExplanationRow(.line, title, amount: .nan)
        rest.notes = [.remark("not kept by line; ask for one trial to see it")]
        if question.line == nil {
            // The measure's own mean, less what other lines come to.
            rest.amount = Statistics.mean(option.values(of: measure)) - rows.reduce(0) { $0 + $1.row.amount }
        }
        return rows + [(.benefit, rest)]
    }

    private func row(of result: LineResult, line: Line, lever: Lever, share: Double) -> ExplanationRow {
        var row = mean(.line, line.name, of: result.presentValue, times: share)
        row.notes = [.remark(line.words(of: lever))]
        if result.isReferenceOnly {
            row.notes.append(.remark("only the reference has it, so it counts with the opposite sign"))
        } else {
            row.notes += notes(of: line, lever: lever)
        }
        if line.uplift != nil { row.beforeUplift = share * Statistics.mean(result.presentValueBeforeUplift) }
        return row
    }

    private func notes(of line: Line, lever: Lever) -> [ExplanationNote] {
        let reading = LineReading(line, of: lever, in: scenario)
        let replaced = question.option == 0 ? [] : scenario.options[question.option - 1].with.map(\.assumption)
        let assumptions = reading.names.compactMap { name in scenario.assumptions.first { $0.name == name } }
        return reading.formulas.map { .formula(key: $0.key, text: $0.text) } + [.remark("flows \(reading.timing)")]
            + assumptions.map { assumption in
                let values = samples.first { $0.name == assumption.name }.map { sample -> AssumptionNote.Value in
                    let (p10, p90) = sample.values.band
                    return .overTrials(mean: Statistics.mean(sample.values), p10: p10, p90: p90)
                }
                return .assumption(
                    AssumptionNote(
                        assumption, of: scenario, isReplaced: replaced.contains(assumption.name),
                        values: values.map { [$0] } ?? []))
            }
    }
}

extension Measure {
    /// What one unit of a line's PV counts for in a measure of the whole or of public money; nil where that differs between
    /// trials or councils.
    fileprivate func share(of line: Line, lever: Lever) -> Double? {
        guard self == .pvPublicCosts || self == .cashNPV else { return sign(of: line) }
        let sign: Double = self == .cashNPV ? -1 : 1
        switch line.side {
        case .cost: return line.kind.isCash ? sign * line.publicShare(of: lever) : 0
        case .transfer:
            let pays = line.party?.isPublic ?? true
            return pays == (line.receiver?.isPublic ?? true) ? 0 : (pays ? sign : -sign)
        case .benefit:
            guard self == .cashNPV, line.kind.isCash, line.party?.isPublic ?? true else { return 0 }
            // A share of 0 is 0 of anything, be it a lower price or not.
            if line.cashed?.constantValue == 0 { return 0 }
            guard line.resource == nil else { return nil }
            return line.cashed.map { $0.constantValue.map { min(1, max(0, $0)) } } ?? 1
        }
    }
}

extension Line {
    /// The share of a cost that public parties pay.
    fileprivate func publicShare(of lever: Lever) -> Double {
        guard level == .programme else { return party?.isPublic ?? true ? 1 : 0 }
        return (paidBy ?? lever.paidBy).reduce(0) { $0 + ($1.party.isPublic ? $1.share : 0) }
    }
}

extension [Double] {
    /// P10 and P90 over trials.
    fileprivate var band: (p10: Double, p90: Double) {
        let found = withUnsafeBufferPointer { values in
            values.baseAddress.map { Selection().quantiles(of: $0, count: values.count, at: [0.1, 0.9]) } ?? []
        }
        return (found[0], found[1])
    }
}
