import CouncilModel
import Stochastics

/// The value of each assumption at which the mean NPSV of an option is 0, or at which another option becomes the best, with
/// all else drawn as it was.
///
/// An assumption is moved from its P1 to its P99; others that are correlated with it follow, as in ``Tornado``. The mean is
/// looked at on a grid of probabilities, and each change of sign is closed in on, so a value between two points of the grid
/// where it goes through 0 twice is missed.
package struct Switching: Sendable {
    /// Title and currency of the scenario.
    package let title, currency: String
    /// Trials of each run, and points of the grid.
    package let trials, points: Int
    /// Names of the options that are looked at.
    package let options: [String]
    /// Mean NPSV of each as things stand.
    package let means: [Estimate]
    /// Which option is ahead as things stand.
    package let standing: Standing
    /// How many assumptions the options read, apart from those with one value.
    package let assumptionsRead: Int
    /// By assumption, in order of name.
    package let rows: [Row]
    /// Of a pair of assumptions; nil where none was named.
    package let frontier: SwitchingFrontier?

    /// Of its parts, which the properties of these names explain.
    package init(
        title: String, currency: String, trials: Int, points: Int, options: [String], means: [Estimate],
        standing: Standing,
        assumptionsRead: Int, rows: [Row], frontier: SwitchingFrontier?
    ) {
        self.title = title
        self.currency = currency
        self.trials = trials
        self.points = points
        self.options = options
        self.means = means
        self.standing = standing
        self.assumptionsRead = assumptionsRead
        self.rows = rows
        self.frontier = frontier
    }

    /// One assumption.
    package struct Row: Sendable {
        /// Its name.
        package var assumption: String
        /// Its unit; nil where the scenario gives none.
        package var unit: String?
        /// Its P1, P50 and P99, in prices of the price year.
        package var lowest, middle, highest: Double
        /// By option: where its mean NPSV is 0, nearest to the P50 first.
        package var zeros: [[Crossing]]
        /// Where another option becomes the best, nearest to the P50 first.
        package var changes: [Change]

        /// Of its parts, which the properties of these names explain.
        package init(
            assumption: String, unit: String?, lowest: Double, middle: Double, highest: Double, zeros: [[Crossing]],
            changes: [Change]
        ) {
            self.assumption = assumption
            self.unit = unit
            self.lowest = lowest
            self.middle = middle
            self.highest = highest
            self.zeros = zeros
            self.changes = changes
        }
    }

    /// Where the best option changes.
    package struct Change: Sendable {
        /// The value, and how sure it is.
        package var crossing: Crossing
        /// The best option below and above that value, by name.
        package var below, above: String

        /// Of its parts, which the properties of these names explain.
        package init(crossing: Crossing, below: String, above: String) {
            self.crossing = crossing
            self.below = below
            self.above = above
        }
    }

    /// What is asked.
    package struct Question: Sendable {
        /// Names of assumptions; nil: those that NPSV goes with most.
        package var assumptions: [String]?
        /// How many assumptions where none is named; nil: all that the options read.
        package var most: Int?
        /// Points of the grid, at least 2.
        package var points: Int
        /// Two assumptions whose frontier is wanted.
        package var pair: (String, String)?

        /// Of its parts, which the properties of these names explain.
        package init(assumptions: [String]? = nil, most: Int?, points: Int, pair: (String, String)? = nil) {
            self.assumptions = assumptions
            self.most = most
            self.points = points
            self.pair = pair
        }
    }

    /// The ends of the range that is looked at.
    static let ends = (low: 0.01, high: 0.99)

    /// Probabilities evenly spread from one end of the range to the other.
    static func grid(_ points: Int) -> [Double] {
        (0..<points).map { ends.low + (ends.high - ends.low) * Double($0) / Double(max(1, points - 1)) }
    }

    /// Runs the model as often as it takes.
    ///
    /// - Parameter progress: told how many assumptions of how many are done.
    package init(of model: RerunModel, _ question: Question, progress: (Int, Int) -> Void = { _, _ in }) throws {
        let names: Set<String>
        if let pair = question.pair {
            names = question.assumptions.map(Set.init) ?? []
            frontier = try SwitchingFrontier(of: model, pair, points: question.points, progress: progress)
        } else {
            let most = question.most ?? model.assumptions.count
            names = Set(question.assumptions ?? Association(of: model).strongest(most))
            frontier = nil
        }
        let assumptions = model.scenario.assumptions.filter { names.contains($0.name) }
        var rows: [Row] = []
        for assumption in assumptions {
            rows.append(try Row(of: assumption, in: model, points: question.points))
            progress(rows.count, assumptions.count)
        }
        self.rows = rows
        title = model.scenario.title
        currency = model.scenario.currency
        trials = model.scenario.trials
        points = question.points
        options = model.shown.map { model.name($0) }
        means = model.shown.map { model.mean(model.base[$0]) }
        standing = Standing(of: model)
        assumptionsRead = model.assumptions.count
    }
}

extension Switching.Row {
    /// Moves one assumption.
    init(of assumption: Assumption, in model: RerunModel, points: Int) throws {
        let runs = HeldRuns(of: assumption, in: model, step: {})
        for uniform in Switching.grid(points) { try runs.point(at: uniform) }
        let middle = runs.value(at: 0.5)
        let grid = runs.points
        let (lowest, highest) = (runs.value(at: Switching.ends.low), runs.value(at: Switching.ends.high))
        var zeros: [[Crossing]] = []
        for candidate in model.shown {
            let found = try zip(grid, grid.dropFirst()).compactMap { left, right in
                try runs.crossing(of: FollowedMean(option: candidate), between: left, right)
            }
            let own = model.distribution(of: assumption, candidate: candidate)
            // An option's own distribution has another value at the same probability.
            let isReplaced = own != assumption.distribution
            zeros.append(
                found.map { isReplaced ? $0.restated(from: assumption, in: own) : $0 }
                    .map { $0.rounded(inRange: highest - lowest) }
                    .sorted { abs($0.value - middle) < abs($1.value - middle) })
        }
        var changes: [Switching.Change] = []
        for (left, right) in zip(grid, grid.dropFirst()) {
            changes += try Self.changes(runs, left, right, depth: 0)
        }
        self.init(
            assumption: assumption.name, unit: model.scenario.unitOfDraws(assumption),
            lowest: lowest, middle: middle, highest: highest, zeros: zeros,
            changes: changes.sorted { abs($0.crossing.value - middle) < abs($1.crossing.value - middle) })
    }

    /// Changes of the best option between two points: where the one on the left and the one on the right change places, or,
    /// where a third is ahead of both there, on either side of that.
    private static func changes(
        _ runs: HeldRuns, _ left: HeldRuns.Point, _ right: HeldRuns.Point, depth: Int
    ) throws -> [Switching.Change] {
        let model = runs.model
        let (first, second) = (model.best(left.npsv), model.best(right.npsv))
        let followed = FollowedMean(option: second, less: first)
        guard first != second, let crossing = try runs.crossing(of: followed, between: left, right) else { return [] }
        let near = runs.points.filter { $0.value > left.value && $0.value < right.value }
            .min { abs($0.value - crossing.value) < abs($1.value - crossing.value) }
        if let near, depth < 4 {
            let third = model.best(near.npsv)
            let lead = model.meanDifference(near.npsv[third], less: near.npsv[first])
            // Those that change places are level here, so a third is ahead only by a clear distance.
            if third != first, third != second, lead.isClear {
                return try changes(runs, left, near, depth: depth + 1) + changes(runs, near, right, depth: depth + 1)
            }
        }
        return [Switching.Change(crossing: crossing, below: model.name(first), above: model.name(second))]
    }
}

extension Crossing {
    /// The same place in a distribution that an option has instead of the scenario's.
    func restated(from assumption: Assumption, in own: Distribution) -> Crossing {
        let factor = assumption.priceFactor
        func moved(_ value: Double) -> Double {
            let uniform = assumption.distribution.cumulative(value / factor)
            return own.quantile(min(max(uniform, Switching.ends.low), Switching.ends.high)) * factor
        }
        var crossing = self
        crossing.value = moved(value)
        crossing.below = moved(below)
        crossing.above = moved(above)
        // The error by the slope of one value against the other, over an error on either side.
        if standardError > 0 {
            crossing.standardError = abs(moved(value + standardError) - moved(value - standardError)) / 2
        }
        return crossing
    }
}
