import CouncilModel
import Stochastics

/// Ranks of a sample, ready to be correlated with those of many others.
struct CentredRanks: Sendable {
    /// Rank less the mean rank, by trial; equal values share the mean of their ranks.
    let values: [Double]
    /// Sum of their squares; 0 for a constant.
    let squares: Double

    /// Trials in rising order, equal ones by number.
    let order: [Int32]

    init(of sample: [Double]) {
        let middle = (Double(sample.count) + 1) / 2
        order = Statistics.order(sample)
        var values = Statistics.ranks(sample, order: order)
        for trial in values.indices { values[trial] -= middle }
        (self.values, squares) = (values, Statistics.sumOfProducts(values, values))
    }

    /// Spearman's rank correlation; 0 where either sample is constant.
    func correlation(with other: CentredRanks) -> Double {
        let scale = (squares * other.squares).squareRoot()
        guard scale > 0 else { return 0 }
        return Statistics.sumOfProducts(values, other.values) / scale
    }
}

/// A trial-level assumption with the order in which it puts trials.
struct RankedAssumption: Sendable {
    /// Its name.
    let name: String
    /// Its ranks by trial.
    let ranks: CentredRanks
    /// Trials in the lowest and in the highest tenth by this assumption.
    let lowestTenth, highestTenth: [WeightedTrial]

    /// A trial with the share of it that counts.
    struct WeightedTrial: Sendable {
        let trial: Int
        let weight: Double
    }

    /// Nil for a constant, which drives nothing.
    init?(_ sample: AssumptionSample) {
        let ranks = CentredRanks(of: sample.values)
        guard ranks.squares > 0 else { return nil }
        name = sample.name
        self.ranks = ranks
        lowestTenth = Self.endTenth(of: ranks, isHighest: false)
        highestTenth = Self.endTenth(of: ranks, isHighest: true)
    }

    /// The tenth of trials at one end. Trials with the value at which the tenth ends count in equal parts, so that a
    /// discrete assumption does not pick some of them by their number.
    private static func endTenth(of ranks: CentredRanks, isHighest: Bool) -> [WeightedTrial] {
        let count = ranks.order.count
        let tenth = Double(count) / 10
        var taken: [WeightedTrial] = []
        taken.reserveCapacity(count / 8)
        ranks.order.withUnsafeBufferPointer { order in
            ranks.values.withUnsafeBufferPointer { values in
                func trial(_ place: Int) -> Int { Int(order[isHighest ? count - 1 - place : place]) }
                var first = 0
                while first < count, Double(first) < tenth {
                    var end = first + 1
                    while end < count, values[trial(end)] == values[trial(first)] { end += 1 }
                    let weight = min(1, (tenth - Double(first)) / Double(end - first))
                    for place in first..<end { taken.append(WeightedTrial(trial: trial(place), weight: weight)) }
                    first = end
                }
            }
        }
        return taken
    }
}

extension Driver {
    /// The most drivers that are named for an option.
    static let most = 12

    /// The assumptions that move an option's NPSV most, strongest first, ties by name.
    ///
    /// An assumption that ``ReadAssumptions/path(from:)`` knows no way from is left out: it goes with NPSV by chance.
    ///
    /// - Parameters:
    ///   - npsv: the option's NPSV by trial.
    ///   - assumptions: in order of name, without those that the option replaces.
    ///   - read: what the option and the reference read.
    static func strongest(
        of npsv: [Double], among assumptions: [RankedAssumption], read: ReadAssumptions
    ) -> [Driver] {
        let ranks = CentredRanks(of: npsv)
        let standardError = 1 / (Double(npsv.count) - 1).squareRoot()
        let correlated = assumptions.map { (assumption: $0, correlation: $0.ranks.correlation(with: ranks)) }
            .filter { abs($0.correlation) > Double(leastStandardErrors) * standardError }
            .compactMap { assumption, correlation in
                read.path(from: assumption.name).map { (assumption, correlation, through: $0) }
            }
            .sorted { (-abs($0.1), $0.0.name) < (-abs($1.1), $1.0.name) }
        return correlated.prefix(most).map { assumption, correlation, through in
            Driver(
                assumption: assumption.name, rankCorrelation: correlation, standardError: standardError,
                meanInLowestTenth: mean(of: npsv, over: assumption.lowestTenth),
                meanInHighestTenth: mean(of: npsv, over: assumption.highestTenth), through: through
            )
        }
    }

    private static func mean(of values: [Double], over trials: [RankedAssumption.WeightedTrial]) -> Double {
        var sum = 0.0
        var weights = 0.0
        for weighted in trials {
            sum += weighted.weight * values[weighted.trial]
            weights += weighted.weight
        }
        return sum / weights
    }
}
