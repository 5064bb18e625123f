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

/// NPSV of an option with the order in which it puts trials.
struct RankedOutcome: Sendable {
    fileprivate let values: [Double]
    fileprivate let ranks: CentredRanks

    /// - Parameter values: by trial.
    init(_ values: [Double]) {
        self.values = values
        ranks = CentredRanks(of: values)
    }

    /// The standard error of a rank correlation with what is independent.
    fileprivate var standardError: Double { 1 / (Double(values.count) - 1).squareRoot() }

    fileprivate func mean(over trials: [RankedAssumption.WeightedTrial]) -> Double {
        var sum = 0.0
        var weights = 0.0
        for weighted in trials {
            sum += weighted.weight * values[weighted.trial]
            weights += weighted.weight
        }
        return sum / weights
    }
}

extension Driver {
    /// The most drivers that are named for an option.
    static let most = 12

    /// An assumption that goes with an option's NPSV by more than chance.
    struct Candidate: Sendable {
        /// Its name.
        let assumption: String
        fileprivate let rankCorrelation, standardError: Double
        fileprivate let meanInLowestTenth, meanInHighestTenth: Double

        /// Nil where chance would do as much.
        init?(_ assumption: RankedAssumption, of outcome: RankedOutcome) {
            let correlation = assumption.ranks.correlation(with: outcome.ranks)
            guard abs(correlation) > Double(Driver.leastStandardErrors) * outcome.standardError else { return nil }
            self.assumption = assumption.name
            (rankCorrelation, standardError) = (correlation, outcome.standardError)
            meanInLowestTenth = outcome.mean(over: assumption.lowestTenth)
            meanInHighestTenth = outcome.mean(over: assumption.highestTenth)
        }
    }

    /// The assumptions that move an option's NPSV most, strongest first, ties by name.
    ///
    /// An assumption that ``ReadAssumptions/path(from:)`` knows no way from is left out: it goes with NPSV by chance.
    ///
    /// - Parameters:
    ///   - candidates: without assumptions that the option replaces.
    ///   - read: what the option and the reference read.
    static func strongest(of candidates: [Candidate], read: ReadAssumptions) -> [Driver] {
        candidates.compactMap { candidate in read.path(from: candidate.assumption).map { (candidate, $0) } }
            .sorted { (-abs($0.0.rankCorrelation), $0.0.assumption) < (-abs($1.0.rankCorrelation), $1.0.assumption) }
            .prefix(most)
            .map { candidate, through in
                Driver(
                    assumption: candidate.assumption, rankCorrelation: candidate.rankCorrelation,
                    standardError: candidate.standardError, meanInLowestTenth: candidate.meanInLowestTenth,
                    meanInHighestTenth: candidate.meanInHighestTenth, through: through)
            }
    }
}
