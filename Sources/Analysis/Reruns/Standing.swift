import Stochastics

/// Which option is ahead as things stand, before anything is held or found out, and whether that is settled.
package struct Standing: Sendable, Hashable {
    /// The option with the highest mean NPSV, do nothing and the reference among them, by name.
    package var best: String
    /// The one with the next highest; nil where there is one option.
    package var next: Next?
    /// Whether all options of the scenario were looked at.
    package var isOfAll: Bool

    /// The option that is next to the best.
    package struct Next: Sendable, Hashable {
        /// Its name.
        package var name: String
        /// By how much its mean NPSV is behind, with the error of the paired difference.
        package var behind: Estimate

        /// Of its parts, which the properties of these names explain.
        package init(name: String, behind: Estimate) {
            self.name = name
            self.behind = behind
        }
    }

    /// Of its parts, which the properties of these names explain.
    package init(best: String, next: Next?, isOfAll: Bool) {
        self.best = best
        self.next = next
        self.isOfAll = isOfAll
    }

    /// Among the candidates of a model, in its first run.
    init(of model: RerunModel) {
        let best = model.best(model.base)
        let means = model.base.map { Statistics.mean($0) }
        let others = model.candidates.indices.filter { $0 != best }
        self.best = model.name(best)
        isOfAll = model.candidates.count == model.scenario.options.count + 1
        next = others.max { (means[$0], -$0) < (means[$1], -$1) }.map {
            Next(name: model.name($0), behind: model.meanDifference(model.base[best], less: model.base[$0]))
        }
    }
}
