import CouncilModel
import Stochastics

/// What the NPSV of options rests on: how it goes with each assumption, what each does at its P10 and P90, which share of
/// variance each accounts for, and how much is not knowing, variety and joining.
package struct Sensitivity: Sendable {
    /// What was asked.
    package let question: Question
    /// Title and currency of the scenario.
    package let title, currency: String
    /// Names of the options that are looked at, in the order of the scenario, and the mean NPSV of each.
    package let options: [String]
    /// By option.
    package let means: [Estimate]
    /// How many assumptions the options read, apart from those with one value.
    package let assumptionsRead: Int
    /// From the trials of one run.
    package let association: Association
    /// With assumptions held at P10 and P90.
    package let tornado: Tornado
    /// nil where they were not asked for.
    package let indices: SobolIndices?
    /// By kind of draws.
    package let split: VarianceSplit

    /// What is asked.
    package struct Question: Sendable {
        /// Trials of each run.
        package var trials: Int
        /// Trials of each run for Sobol indices; 0: none.
        package var sobolTrials: Int
        /// How many assumptions are held at P10 and P90; nil: all that the options read.
        package var most: Int?
        /// How many assumptions have Sobol indices of their own; nil: all.
        package var mostAlone: Int?
        /// Assumptions by name of a group, for Sobol indices: others then have none of their own.
        package var groups: [(name: String, assumptions: [String])]

        /// Of its parts, which the properties of these names explain.
        package init(
            trials: Int, sobolTrials: Int, most: Int?, mostAlone: Int?,
            groups: [(name: String, assumptions: [String])] = []
        ) {
            self.trials = trials
            self.sobolTrials = sobolTrials
            self.most = most
            self.mostAlone = mostAlone
            self.groups = groups
        }
    }

    /// Runs the model as often as it takes.
    ///
    /// - Parameter progress: told how many runs of how many are done.
    package init(
        of model: RerunModel, _ question: Question, progress: (Int, Int) -> Void = { _, _ in }
    ) throws {
        let association = Association(of: model)
        let held = Set(association.strongest(question.most ?? model.assumptions.count))
        let alone = question.groups.isEmpty ? association.strongest(question.mostAlone ?? model.assumptions.count) : []
        let inputs = SobolInput.inputs(of: model, groups: question.groups, single: alone)
        let total = 2 * held.count + 2 + (question.sobolTrials > 0 ? inputs.count + 2 : 0)
        var done = 0
        func step() {
            done += 1
            progress(done, total)
        }
        split = try VarianceSplit(of: model, progress: step)
        tornado = try Tornado(
            of: model, assumptions: model.assumptions.filter { held.contains($0.name) }, progress: step)
        indices =
            question.sobolTrials > 0
            ? try SobolIndices(of: model, inputs: inputs, trials: question.sobolTrials, progress: step) : nil
        self.question = question
        self.association = association
        title = model.scenario.title
        currency = model.scenario.currency
        options = model.shown.map { model.name($0) }
        means = model.shown.map { model.mean(model.base[$0]) }
        assumptionsRead = model.assumptions.count
    }
}
