import CouncilModel
import Stochastics

extension ValueOfInformation {
    /// Works it out from the run that a model begins with; nothing is rerun.
    ///
    /// - Parameter progress: told how many regressions of how many are done.
    package init(
        of model: RerunModel, _ question: Question, progress: @escaping (Int, Int) -> Void = { _, _ in }
    ) {
        let scenario = model.scenario
        let best = model.best(model.base)
        let learnt = Self.learnt(model)
        let groups = Self.groups(of: model, question, among: learnt.map(\.name))
        let total = learnt.count + groups.count + question.pilots.count
        var done = 0
        let search = InformationSearch(
            choice: ChoiceTrials(
                model.base, best: best, design: TrialDesign(trials: scenario.trials, sampling: scenario.sampling)),
            learnt: learnt, figures: total,
            step: {
                done += 1
                progress(done, total)
            })
        let single = search.assumptions(of: scenario)
        let together = search.groups(groups, single: single)
        let pilots = search.pilots(question.pilots, single: single, councils: scenario.selected.count)
        self.init(
            title: scenario.title, currency: scenario.currency, trials: scenario.trials,
            councils: scenario.selected.count, options: model.shown.map { model.name($0) },
            optionsLeftOut: model.names.count - model.candidates.count,
            means: model.shown.map { model.mean(model.base[$0]) }, standing: Standing(of: model),
            perfect: search.choice.perfect,
            assumptions: InformationSearch.placed(single), groups: InformationSearch.placed(together), pilots: pilots)
    }

    /// Assumptions that the options read, and those correlated with them, in order of name.
    private static func learnt(_ model: RerunModel) -> [LearntAssumption] {
        let names = Set(model.assumptions.flatMap { model.group(of: $0.name) })
        let own = model.plan.samples(ofOption: 0).filter { names.contains($0.name) }
        // Places in the run of options that replace a distribution, with what they draw.
        var replaced: [String: [[Double]]] = [:]
        for place in model.candidates where place > 0 {
            let replacing = Set(model.scenario.options[place - 1].with.map(\.assumption)).intersection(names)
            guard !replacing.isEmpty else { continue }
            for sample in model.plan.samples(ofOption: place) where replacing.contains(sample.name) {
                replaced[sample.name, default: []].append(sample.values)
            }
        }
        return own.compactMap { LearntAssumption(name: $0.name, samples: [$0.values] + (replaced[$0.name] ?? [])) }
    }

    /// The groups asked for, and those of correlated assumptions; small ones first, so that what a larger one holds is known.
    private static func groups(
        of model: RerunModel, _ question: Question, among names: [String]
    ) -> [(name: String, assumptions: [String])] {
        var groups = question.groups.map { ($0.name, Array(Set($0.assumptions)).sorted()) }
        let correlated = RankCorrelation.groups(
            model.scenario.correlations, among: model.scenario.assumptions.map(\.name))
        for group in correlated {
            let members = group.names.filter(names.contains)
            if members.count > 1, !groups.contains(where: { $0.1 == members }) {
                groups.append((members.joined(separator: " + "), members))
            }
        }
        let order = groups.indices.sorted { (groups[$0].1.count, $0) < (groups[$1].1.count, $1) }
        return order.map { (name: groups[$0].0, assumptions: groups[$0].1) }
    }
}
