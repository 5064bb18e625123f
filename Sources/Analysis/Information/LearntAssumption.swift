import CouncilModel
import Stochastics

/// An assumption as NPSV is regressed on it: its values, the order in which they put trials, and the columns of a spline.
struct LearntAssumption: Sendable {
    /// Its name.
    let name: String
    /// Its values by trial, in prices of the price year; those of the first option that replaces the distribution where the
    /// scenario's own has one value.
    let values: [Double]
    /// Normal quantiles of mean ranks: what splines and products are of. Equal values have equal scores.
    let scores: [Double]
    /// Distinct scores, ascending, with the number of trials of each.
    private let distinct: [(score: Double, count: Int)]

    /// Nil for a constant.
    ///
    /// - Parameters:
    ///   - samples: its values under the scenario and under each option that replaces the distribution: all rise with the
    ///     same uniform.
    init?(name: String, samples: [[Double]]) {
        let varying = samples.map { CentredRanks(of: $0) }.enumerated().filter { $1.squares > 0 }
        guard let first = varying.first else { return nil }
        // Each is a rising function of the uniform, so the sum of their ranks is, and is level only where all are.
        let ranks =
            varying.count == 1
            ? first.element.values
            : first.element.values.indices.map { trial in varying.reduce(0) { $0 + $1.element.values[trial] } }
        let order = Statistics.order(ranks)
        let count = Double(ranks.count)
        scores = Statistics.ranks(ranks, order: order).map { StandardNormal.quantile(($0 - 0.5) / count) }
        var distinct: [(score: Double, count: Int)] = []
        for place in order {
            if let last = distinct.last, last.score == scores[Int(place)] {
                distinct[distinct.count - 1].count += 1
            } else {
                distinct.append((scores[Int(place)], 1))
            }
        }
        self.name = name
        self.distinct = distinct
        values = samples[first.offset]
    }

    /// Pieces of a spline in so many trials: the largest m with m⁵ ≤ trials, as the fit of a smooth curve is then about as
    /// much off by its pieces as by its noise.
    static func pieces(trials: Int) -> Int {
        var pieces = 1
        while (0..<4).reduce(pieces + 1, { product, _ in product * (pieces + 1) }) <= trials { pieces += 1 }
        return pieces
    }

    /// Columns whose sums are what NPSV can be taken to be, given the assumption; a constant is among these sums.
    ///
    /// Cubic B-splines in the scores with pieces of equally many trials, and a column for each value that a twentieth of
    /// trials or more have, at which the curve may jump; where there are not more values than that takes, one for each.
    func columns(pieces: Int) -> [[Double]] {
        if distinct.count <= pieces + 3 { return distinct.map { isAt($0.score) } }
        var breakpoints: [Double] = [distinct[0].score]
        var (place, below) = (0, 0)
        for piece in 1..<max(1, pieces) {
            let wanted = scores.count * piece / pieces
            while below + distinct[place].count <= wanted, place + 1 < distinct.count {
                below += distinct[place].count
                place += 1
            }
            let end = distinct[place].score
            if let last = breakpoints.last, end > last, end < distinct[distinct.count - 1].score {
                breakpoints.append(end)
            }
        }
        breakpoints.append(distinct[distinct.count - 1].score)
        let atoms = distinct.filter { $0.count * 20 >= scores.count }
        return SplineBasis(breakpoints: breakpoints).columns(at: scores) + atoms.map { isAt($0.score) }
    }

    private func isAt(_ score: Double) -> [Double] { scores.map { $0 == score ? 1 : 0 } }
}

/// Several assumptions, known together, as NPSV is regressed on them.
struct LearntGroup {
    /// The members, each with more than one value.
    let members: [LearntAssumption]
    /// Columns of the regression.
    let columns: [[Double]]
    /// Whether products of any two members are among them.
    let hasInterplay: Bool

    /// A curve in each member and the products of all pairs of scores; less where that would be more than one column for
    /// twenty trials: fewer pieces, then no products, then straight lines.
    init(_ members: [LearntAssumption], trials: Int) {
        let most = trials / 20
        let pairs = members.count * (members.count - 1) / 2
        let constant = [Double](repeating: 1, count: trials)
        let pieces = stride(from: LearntAssumption.pieces(trials: trials), through: 1, by: -1)
        func curves(_ pieces: Int) -> [[Double]] { members.flatMap { $0.columns(pieces: pieces) } }
        func fits(_ extra: Int) -> [[Double]]? {
            for pieces in pieces where 1 + members.count * (pieces + 3) + extra <= most { return curves(pieces) }
            return nil
        }
        if let curves = fits(pairs) {
            var products: [[Double]] = []
            for (place, first) in members.enumerated() {
                for second in members[(place + 1)...] {
                    products.append(zip(first.scores, second.scores).map { $0 * $1 })
                }
            }
            columns = [constant] + curves + products
            hasInterplay = pairs > 0
        } else {
            columns = [constant] + (fits(0) ?? members.map(\.scores))
            hasInterplay = false
        }
        self.members = members
    }
}
