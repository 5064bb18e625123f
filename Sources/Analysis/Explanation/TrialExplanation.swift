import Appraisal
import CouncilModel

extension Explanation {
    /// Explains a figure of one trial, which is run again with the draws of the run.
    ///
    /// - Precondition: the question has no `problem` and a trial of the run.
    /// - Throws: `CouncilModelError` where a value of the trial is not a finite number.
    package static func ofTrial(_ question: Question, plan: RunPlan) throws -> Explanation {
        precondition(question.problem == nil, "a question that has an answer is explained")
        guard let trial = question.trial else { preconditionFailure("a trial is explained where one is given") }
        let builder = try TrialExplanation(question, plan: plan, trial: trial)
        return Explanation(question, scenario: plan.scenario, figure: try builder.figure())
    }
}

/// Builds the rows of one trial's figure.
private struct TrialExplanation {
    let question: Explanation.Question
    let plan: RunPlan
    let trial: Int
    let own: RecordedOption
    /// The reference's own flows; nil without one.
    let reference: RecordedOption?
    let drawn: [DrawnAssumption]
    /// d_t by year.
    let factors: [Double]

    private var scenario: Scenario { plan.scenario }

    init(_ question: Explanation.Question, plan: RunPlan, trial: Int) throws {
        self.question = question
        self.plan = plan
        self.trial = trial
        own = try plan.recording(ofOption: question.option, trial: trial)
        reference = try plan.scenario.reference.map { try plan.recording(ofOption: $0 + 1, trial: trial) }
        drawn = plan.drawnAssumptions(ofOption: question.option, trial: trial)
        factors = plan.scenario.discounting.factors(years: plan.scenario.years)
    }

    func figure() throws -> ExplanationRow {
        let measure = question.measure
        let isPart = question.council != nil || question.line != nil
        let measured = isPart ? nil : try plan.measured(trial: trial)[question.option].measures
        guard measure.isRatio else { return row(.measure, measure, amount: measured?[measure]) }
        var ratio = ExplanationRow(.measure, measure.rawValue, amount: measured?[measure] ?? .nan)
        let denominator = measure == .bcr ? Measure.pvPublicCosts : .cashNPV
        ratio.notes = [measure.ratioRemark]
        ratio.rows = [Measure.npsv, denominator].map { row(.part, $0, amount: measured?[$0]) }
        return ratio
    }

    /// A measure with its lines; the amount is the run's own where there is one, else what the lines come to.
    private func row(_ kind: ExplanationRow.Kind, _ measure: Measure, amount: Double?) -> ExplanationRow {
        var row = ExplanationRow(kind, measure.rawValue, sumOf: .bySide(lines(of: measure), of: measure))
        if let amount { row.amount = amount }
        return row
    }

    private func lines(of measure: Measure) -> [(side: Line.Side, row: ExplanationRow)] {
        func isAsked(_ line: RecordedLine) -> Bool {
            measure.sign(of: line.line) != 0 && (question.line == nil || question.line == line.line.name)
        }
        func twin(of line: RecordedLine, in option: RecordedOption?) -> RecordedLine? {
            option?.lines.first { $0.lever == line.lever && $0.number == line.number }
        }
        let ours = own.lines.filter(isAsked).compactMap { line -> (Line.Side, ExplanationRow)? in
            let flows = self.flows(of: line, measure)
            let theirs = self.flows(of: twin(of: line, in: reference), measure)
            // A line that could count and does not is worth saying of the whole, not of every purse.
            guard measure.account == .whole || !flows.isEmpty || !theirs.isEmpty else { return nil }
            return (line.line.side, row(of: line, flows: flows, lessReference: theirs, measure))
        }
        let others = (reference?.lines ?? []).filter { isAsked($0) && twin(of: $0, in: own) == nil }
        return ours
            + others.compactMap { line -> (Line.Side, ExplanationRow)? in
                let flows = self.flows(of: line, measure)
                guard !flows.isEmpty else { return nil }
                return (line.line.side, row(of: line, flows: [], lessReference: flows, measure))
            }
    }

    private func flows(of line: RecordedLine?, _ measure: Measure) -> [RecordedFlow] {
        guard let line, let account = measure.account else { return [] }
        return line.flows(in: account).filter { question.council == nil || $0.council == question.council }
    }

    private func row(
        of line: RecordedLine, flows: [RecordedFlow], lessReference theirs: [RecordedFlow], _ measure: Measure
    ) -> ExplanationRow {
        let sign = measure.sign(of: line.line)
        let isOwn = own.lines.contains { $0.lever == line.lever && $0.number == line.number }
        let places = flows.map { flow -> ExplanationRow in
            var row = ExplanationRow(.council, flow.council.map(name) ?? "", sumOf: years(of: flow, sign: sign))
            row.notes = flow.council.map { notes(of: line, at: $0) } ?? []
            return row
        }
        let isOnePlace = question.council != nil || flows.contains { $0.council == nil }
        var rows = isOnePlace ? places.flatMap(\.rows) : places.largest(question.mostCouncils)
        if scenario.reference != nil, !theirs.isEmpty || !isOwn {
            let amount = theirs.reduce(0) { $0 + presentValue($1.byYear) }
            rows.append(ExplanationRow(.reference, referenceTitle(isOwn: isOwn), amount: -sign * amount))
        }
        var row = ExplanationRow(.line, line.line.name, sumOf: rows)
        row.notes = [.remark(line.line.words(of: lever(line.lever)))]
        guard isOwn else { return row }
        row.notes += lineNotes(of: line)
        if isOnePlace { row.notes += places.flatMap(\.notes).filter { !row.notes.contains($0) } }
        if line.line.uplift != nil {
            let before = flows.reduce(0) { $0 + presentValue($1.byYearBeforeUplift) }
            row.beforeUplift = sign * (before - theirs.reduce(0) { $0 + presentValue($1.byYearBeforeUplift) })
        }
        return row
    }

    private func referenceTitle(isOwn: Bool) -> String {
        let name = scenario.reference.map { scenario.options[$0].name } ?? RunPlan.doNothing
        return isOwn ? "less the same line of \"\(name)\"" : "less this line of \"\(name)\", which the option has not"
    }

    private func lever(_ name: String) -> Lever {
        guard let lever = scenario.levers.first(where: { $0.name == name }) else {
            preconditionFailure("the levers of a recording are those of its scenario, but found \(name)")
        }
        return lever
    }

    private func name(_ council: Int) -> String {
        let row = scenario.selected[council]
        return "\(scenario.register.names[row]) \(scenario.register.codes[row])"
    }

    private func presentValue(_ byYear: [Double]) -> Double {
        byYear.indices.reduce(0) { $0 + factors[$1] * byYear[$1] }
    }

    private func years(of flow: RecordedFlow, sign: Double) -> [ExplanationRow] {
        flow.byYear.indices.filter { flow.byYear[$0] != 0 }.map { year in
            let amount = sign * flow.byYear[year]
            var row = ExplanationRow(.year, "", amount: factors[year] * amount)
            row.year = .init(calendar: scenario.baseYear + year, flow: amount, factor: factors[year])
            return row
        }
    }

    /// Formulas and assumptions of a line; values that differ between councils stand with these.
    private func lineNotes(of line: RecordedLine) -> [ExplanationNote] {
        let reading = LineReading(line.line, of: lever(line.lever), in: scenario)
        let assumptions = reading.names.compactMap { name in drawn.first { $0.assumption.name == name } }
        return reading.formulas.map { .formula(key: $0.key, text: $0.text) } + [.remark("flows \(reading.timing)")]
            + assumptions.map { .assumption(note(of: $0, council: question.council)) }
    }

    /// What a line reads that differs between councils, at one of them.
    private func notes(of line: RecordedLine, at council: Int) -> [ExplanationNote] {
        var notes: [ExplanationNote] = []
        if let joined = own.joining.first(where: { $0.lever == line.lever && $0.council == council }) {
            notes.append(.joining(year: scenario.baseYear + joined.year))
        }
        // Formulas of a programme line read no council.
        guard line.line.level == .council else { return notes }
        for name in LineReading(line.line, of: lever(line.lever), in: scenario).names {
            if let assumption = drawn.first(where: { $0.assumption.name == name }) {
                let note = note(of: assumption, council: council)
                if assumption.value(council: nil, year: 0) == nil { notes.append(.assumption(note)) }
            } else if let column = scenario.register.column(name) {
                let row = scenario.selected[council]
                switch column.cells {
                case .numbers(let cells):
                    notes.append(.column(name: name, value: cells[row], unit: column.unit))
                case .texts(let cells): notes.append(.word(name: name, text: cells[row]))
                }
            }
        }
        return notes
    }

    private func note(of drawn: DrawnAssumption, council: Int?) -> AssumptionNote {
        var values: [AssumptionNote.Value] = []
        if let value = drawn.value(council: council, year: nil) {
            values = [.drawn(value)]
        } else if drawn.value(council: council, year: 0) != nil {
            values = (0..<scenario.years).compactMap { year in
                drawn.value(council: council, year: year).map { .drawnInYear(scenario.baseYear + year, $0) }
            }
        }
        return AssumptionNote(drawn.assumption, of: scenario, isReplaced: drawn.isReplaced, values: values)
    }
}

extension Measure {
    /// How a ratio is made.
    var ratioRemark: ExplanationNote {
        self == .bcr
            ? .remark("(npsv + pv_public_costs) / pv_public_costs")
            : .remark("(npsv − cash_npv) / −cash_npv")
    }
}
