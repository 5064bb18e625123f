import CouncilModel
import ScenarioFormat
import Stochastics

/// A run of a scenario that stands in an article, with the files of all articles beside it.
struct ArticleRun {
    let scenario: Scenario
    private let plan: RunPlan
    private let result: RunResult

    init(_ file: String) throws {
        let files = Article.all.reduce(into: [String: String]()) { $0.merge($1.files) { first, _ in first } }
        let reading = ScenarioReader.read(file) { path in files[path].map { Array($0.utf8) } }
        guard let scenario = reading.scenario else {
            throw Worked.Refused(issues: reading.errors.map(\.description))
        }
        self.scenario = scenario
        plan = try RunPlan(scenario)
        result = try plan.simulate()
    }

    /// What a figure of an article cannot be.
    struct Unknown: Error {
        let figure: String
    }

    /// The value of a figure such as `npsv of "Share"`, and what it may be off by because trials are finite.
    func value(of figure: String) throws -> (value: Double, error: Double) {
        var words = Self.words(of: figure)
        var allowed: Double?
        if let place = words.firstIndex(of: "±"), place + 1 < words.count {
            allowed = Double(words[place + 1])
            words.removeSubrange(place...place + 1)
        }
        var option = result.options[result.options.count - 1]
        if let place = words.firstIndex(of: "of"), place + 1 < words.count {
            guard let named = result.options.first(where: { $0.name == words[place + 1] }) else {
                throw Unknown(figure: figure)
            }
            option = named
            words.removeSubrange(place...place + 1)
        }
        guard let found = try value(words, of: option) else { throw Unknown(figure: figure) }
        return (found.value, allowed ?? found.error)
    }

    private func value(_ words: [String], of option: OptionResult) throws -> (value: Double, error: Double)? {
        if let statistic = statistic(words, of: option) { return statistic }
        return try single(words, of: option).map { ($0, 0) }
    }

    /// Figures over trials, and of assumptions.
    private func statistic(_ words: [String], of option: OptionResult) -> (value: Double, error: Double)? {
        let trials = Double(result.trials)
        switch (words[0], words.count) {
        case ("mean", 2) where scenario.assumptions.contains { $0.name == words[1] }:
            return scenario.assumptions.first { $0.name == words[1] }?.distribution.mean.map { ($0, 0) }
        case ("mean", _):
            // Five standard errors: one false alarm in two million.
            guard let values = trialValues(Array(words.dropFirst()), of: option) else { return nil }
            return (Statistics.mean(values), 5 * Statistics.standardDeviation(values) / trials.squareRoot())
        case ("sd", _):
            guard let values = trialValues(Array(words.dropFirst()), of: option) else { return nil }
            let deviation = Statistics.standardDeviation(values)
            // Sums of uniforms have thinner tails than the normal distribution, whose standard error this is.
            return (deviation, 5 * deviation / (2 * trials).squareRoot())
        case ("rank", 3):
            let samples = words.dropFirst().map { name in result.assumptions.first { $0.name == name }?.values ?? [] }
            return (Statistics.spearman(samples[0], samples[1]), 5 / trials.squareRoot())
        case ("prudent", _), ("p50", _):
            guard let values = trialValues(Array(words.dropFirst()), of: option) else { return nil }
            let share = words[0] == "p50" ? 0.5 : scenario.prudent / 100
            return (Statistics.quantile(ofSorted: values.sorted(), share), 0)
        default: return nil
        }
    }

    /// Values by trial of a measure, or of the members of the last lever in a year.
    private func trialValues(_ words: [String], of option: OptionResult) -> [Double]? {
        if let measure = Measure(rawValue: words[0]) { return option.measures[measure] }
        guard words[0] == "members", words.count == 2, let year = index(ofYear: words[1]) else { return nil }
        return option.members.last?[year]
    }

    /// Figures of the mean over trials, of a council, year, line or party.
    private func single(_ words: [String], of option: OptionResult) throws -> Double? {
        if let values = trialValues(words, of: option) { return Statistics.mean(values) }
        switch words[0] {
        case "councils": return Double(scenario.selected.count)
        case "options": return Double(scenario.options.count)
        case "objectives": return Double(scenario.objectives.count)
        case "unmonetised": return Double(scenario.unmonetised.count)
        case "central":
            guard let measure = Measure(rawValue: words[1]) else { return nil }
            return result.central.first { $0.option == option.name }?.measures[measure]
        case "costs": return index(ofYear: words[1]).map { Statistics.mean(option.costsByYear[$0]) }
        case "benefits": return index(ofYear: words[1]).map { Statistics.mean(option.benefitsByYear[$0]) }
        case "npv": return position(of: words[1]).map { Statistics.mean(option.councils[$0].npv) }
        case "joins": return try joiningYear(words, of: option)
        case "line":
            guard let line = option.lines.first(where: { $0.line == words[1] }) else { return nil }
            return Statistics.mean(words.last == "uplift" ? line.presentValueBeforeUplift : line.presentValue)
        case "pays", "gains":
            guard let party = option.parties.first(where: { $0.party.rawValue == words[1] }) else { return nil }
            return Statistics.mean(words[0] == "pays" ? party.pays : party.gains)
        case "budget":
            guard let row = CashRow(rawValue: words[1]), let year = index(ofYear: words[2]) else { return nil }
            return try budget(words.dropFirst(3).first, of: option).map { Statistics.mean($0.byYear(row)[year]) }
        case "charges":
            return try budget(words.dropFirst(2).first, of: option).map { Statistics.mean($0.chargesBeyond) }
        default: return nil
        }
    }

    /// The calendar year in which a council joins the lever named, or any; infinity if never.
    private func joiningYear(_ words: [String], of option: OptionResult) throws -> Double? {
        guard let council = position(of: words[1]) else { return nil }
        guard words.count > 2 else {
            let year = option.councils[council].joiningYear[0]
            return year == CouncilResult.never ? .infinity : Double(scenario.baseYear + Int(year))
        }
        let recorded = try plan.record(trial: 0).first { $0.option == option.name }
        let joining = recorded?.joining.first { $0.lever == words[2] && $0.council == council }
        return joining.map { Double(scenario.baseYear + $0.year) } ?? .infinity
    }

    /// The budget of the public group, or of the council with that code.
    private func budget(_ code: String?, of option: OptionResult) throws -> BudgetResult? {
        guard let code else { return option.budget }
        guard let council = position(of: code),
            let place = result.options.firstIndex(where: { $0.name == option.name })
        else { return nil }
        return try plan.budgets(options: [place], councils: council..<council + 1, threads: 1)[0][0]
    }

    private func position(of code: String) -> Int? {
        scenario.selected.firstIndex { scenario.register.codes[$0] == code }
    }

    private func index(ofYear text: String) -> Int? {
        Int(text).map { $0 - scenario.baseYear }.flatMap { (0..<scenario.years).contains($0) ? $0 : nil }
    }

    /// Words of a figure; what stands in double quotes is one.
    private static func words(of figure: String) -> [String] {
        figure.split(separator: "\"", omittingEmptySubsequences: false).enumerated().flatMap { index, part in
            index % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
        }
    }
}
