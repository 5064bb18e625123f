import CouncilModel
import Stochastics

/// Which values of two assumptions together make the mean NPSV of an option 0: for each of some values of the first, that of
/// the second.
package struct SwitchingFrontier: Sendable {
    /// Names of the two assumptions, and their units.
    package let first, second: String
    /// Likewise; nil where the scenario gives none.
    package let firstUnit, secondUnit: String?
    /// P1, P50 and P99 of the second.
    package let lowest, middle, highest: Double
    /// By value of the first, from the lowest.
    package let rows: [Row]

    /// Of its parts, which the properties of these names explain.
    package init(
        first: String, second: String, firstUnit: String?, secondUnit: String?, lowest: Double, middle: Double,
        highest: Double, rows: [Row]
    ) {
        self.first = first
        self.second = second
        self.firstUnit = firstUnit
        self.secondUnit = secondUnit
        self.lowest = lowest
        self.middle = middle
        self.highest = highest
        self.rows = rows
    }

    /// One value of the first assumption.
    package struct Row: Sendable {
        /// Its probability: F of the value.
        package var probability: Double
        /// The value.
        package var value: Double
        /// By option: values of the second at which its mean NPSV is 0, nearest to the P50 first.
        package var zeros: [[Crossing]]
        /// By option: mean NPSV with the second at its P50.
        package var means: [Estimate]

        /// Of its parts, which the properties of these names explain.
        package init(probability: Double, value: Double, zeros: [[Crossing]], means: [Estimate]) {
            self.probability = probability
            self.value = value
            self.zeros = zeros
            self.means = means
        }
    }

    /// Runs the model as often as it takes.
    init(
        of model: RerunModel, _ pair: (String, String), points: Int, progress: (Int, Int) -> Void
    ) throws {
        func assumption(_ name: String) -> Assumption {
            guard let found = model.scenario.assumptions.first(where: { $0.name == name }) else {
                preconditionFailure("a pair names assumptions that exist, but found \(name)")
            }
            return found
        }
        let (moved, solved) = (assumption(pair.0), assumption(pair.1))
        let grid = Switching.grid(2 * points - 1)
        var rows: [Row] = []
        for (number, uniform) in grid.enumerated() {
            let runs = HeldRuns(of: solved, in: model, holding: [moved.name: uniform], step: {})
            for end in Switching.grid(3) { try runs.point(at: end) }
            let middle = try runs.point(at: 0.5)
            let known = runs.points
            rows.append(
                Row(
                    probability: uniform, value: model.value(of: moved, at: uniform),
                    zeros: try model.shown.map { candidate in
                        try zip(known, known.dropFirst()).compactMap { left, right in
                            try runs.crossing(of: FollowedMean(option: candidate), between: left, right)
                        }.sorted { abs($0.value - middle.value) < abs($1.value - middle.value) }
                    },
                    means: model.shown.map { model.mean(middle.npsv[$0]) }))
            progress(number + 1, grid.count)
        }
        self.rows = rows
        (first, second) = (moved.name, solved.name)
        (firstUnit, secondUnit) = (model.scenario.unitOfDraws(moved), model.scenario.unitOfDraws(solved))
        lowest = model.value(of: solved, at: Switching.ends.low)
        middle = model.value(of: solved, at: 0.5)
        highest = model.value(of: solved, at: Switching.ends.high)
    }
}
