import CouncilModel
import Stochastics

/// Mean NPSV with one assumption held at its P10 and at its P90, all else drawn as it was (common draws).
///
/// Assumptions correlated with the one that is held follow it: each of their draws is moved to the conditional
/// distribution. An option that replaces the assumption's distribution has it held at P10 and P90 of its own.
package struct Tornado: Sendable {
    /// By assumption, in order of name.
    package let rows: [Row]
    /// Which option is ahead when nothing is held.
    package let standing: Standing

    /// Of its parts, which the properties of these names explain.
    package init(rows: [Row], standing: Standing) {
        self.rows = rows
        self.standing = standing
    }

    /// One assumption.
    package struct Row: Sendable {
        /// Its name.
        package var assumption: String
        /// Its unit; nil where the scenario gives none.
        package var unit: String?
        /// Its P10 and P90, in prices of the price year.
        package var low, high: Double
        /// Names of others that move with it.
        package var moving: [String]
        /// By option, in the order of ``RerunModel/shown``.
        package var effects: [Effect]
        /// The option that is best at P10 and at P90, where it is another than that of ``Tornado/standing`` and its lead over that is
        /// more than two standard errors; else nil.
        package var bestAtLow, bestAtHigh: String?

        /// Of its parts, which the properties of these names explain.
        package init(
            assumption: String, unit: String?, low: Double, high: Double, moving: [String], effects: [Effect],
            bestAtLow: String?, bestAtHigh: String?
        ) {
            self.assumption = assumption
            self.unit = unit
            self.low = low
            self.high = high
            self.moving = moving
            self.effects = effects
            self.bestAtLow = bestAtLow
            self.bestAtHigh = bestAtHigh
        }
    }

    /// What an assumption does to an option.
    package struct Effect: Sendable, Hashable {
        /// Mean NPSV at P10 and at P90.
        package var low, high: Estimate
        /// The mean at P90 less that at P10, with the error of paired differences.
        package var swing: Estimate

        /// Of its parts, which the properties of these names explain.
        package init(low: Estimate, high: Estimate, swing: Estimate) {
            self.low = low
            self.high = high
            self.swing = swing
        }
    }

    /// The uniforms at which assumptions are held.
    static let ends = (low: 0.1, high: 0.9)

    /// Runs the model twice an assumption.
    ///
    /// - Parameters:
    ///   - assumptions: which; names of trial-level ones.
    ///   - progress: called after each run.
    init(of model: RerunModel, assumptions: [Assumption], progress: () -> Void) throws {
        let best = model.best(model.base)
        func leader(_ values: [[Double]]) -> String? {
            let other = model.best(values)
            guard other != best, model.meanDifference(values[other], less: values[best]).isClear else { return nil }
            return model.name(other)
        }
        var rows: [Row] = []
        for assumption in assumptions {
            var runs: [[[Double]]] = []
            for end in [Self.ends.low, Self.ends.high] {
                runs.append(try model.values(DrawDesign(held: [assumption.name: end])))
                progress()
            }
            let effects = model.shown.map { candidate in
                Effect(
                    low: model.mean(runs[0][candidate]), high: model.mean(runs[1][candidate]),
                    swing: model.meanDifference(runs[1][candidate], less: runs[0][candidate]))
            }
            rows.append(
                Row(
                    assumption: assumption.name, unit: model.scenario.unitOfDraws(assumption),
                    low: model.value(of: assumption, at: Self.ends.low),
                    high: model.value(of: assumption, at: Self.ends.high),
                    moving: model.group(of: assumption.name).filter { $0 != assumption.name }, effects: effects,
                    bestAtLow: leader(runs[0]), bestAtHigh: leader(runs[1])))
        }
        self.rows = rows
        standing = Standing(of: model)
    }
}
