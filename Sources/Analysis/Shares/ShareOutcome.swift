import CouncilModel
import Stochastics

/// What is left to councils after their shares, read off the trials of a run.
struct ShareOutcome: Sendable {
    private let table: Figures
    /// NPV before programme costs: `[council][trial]`.
    private let values: [[Double]]
    private let design: TrialDesign
    /// Mean of each council's values with its error.
    private let means: [Estimate]

    /// What of a table is read.
    private struct Figures: Sendable {
        let nets, worthsAlone: [Double]
        let players: SharePlayers?
        let worthsOfPlayers: [Double]
    }

    init(table: ShareTable, values: [[Double]], design: TrialDesign) {
        self.table = Figures(
            nets: table.councils.map(\.net), worthsAlone: table.councils.map(\.worthAlone), players: table.players,
            worthsOfPlayers: table.worthsOfPlayers)
        self.values = values
        self.design = design
        means = values.map { FoldedMoments(of: $0).mean(design) }
    }

    /// Everything about one rule.
    func rule(_ split: ShareTable.Split) -> FairShares.Rule {
        let shares = split.shares.indices.map { council in
            Estimate(value: split.shares[council], standardError: split.error(of: [council]), isUpperBound: false)
        }
        let after = zip(means, shares).map { mean, share in
            Estimate(
                value: mean.value - share.value, standardError: Self.root(mean.standardError, share.standardError),
                isUpperBound: mean.isUpperBound)
        }
        let worse = values.indices.map { worseOff($0, share: shares[$0]) }
        let limit = -FairShares.halfAPenny
        let (gains, most) = alone(split)
        return FairShares.Rule(
            rule: split.rule, shares: shares, means: after, worseOff: worse,
            worseOnAverage: after.count { $0.value < limit },
            clearlyWorse: after.count { $0.value < limit && $0.isClear },
            unclear: after.count { !$0.isClear && abs($0.value) > FairShares.halfAPenny },
            likelyWorse: worse.count { $0.value > 0.5 }, expectedWorse: expectedWorse(split.shares),
            grant: grant(split, after: after), tipping: split.tipping, objections: objections(split),
            aloneBetter: gains, mostAlone: most)
    }

    private static func root(_ first: Double, _ second: Double) -> Double {
        second == 0 ? first : (first * first + second * second).squareRoot()
    }

    // MARK: Trials

    /// How many trials of each block leave less than nothing after a share.
    private func worseOff(_ council: Int, share: Estimate) -> Estimate {
        func probability(_ share: Double) -> Estimate {
            let limit = share - FairShares.halfAPenny
            return FoldedMoments(of: values[council].map { $0 < limit ? 1 : 0 }).mean(design)
        }
        var result = probability(share.value)
        // What is not known of the share moves the limit: half the difference between one error above and one below.
        if share.standardError > 0 {
            let move =
                (probability(share.value + share.standardError).value
                    - probability(share.value - share.standardError).value) / 2
            result.standardError = Self.root(result.standardError, move)
        }
        return result
    }

    private func expectedWorse(_ shares: [Double]) -> Estimate {
        var counts = [Double](repeating: 0, count: design.trials)
        for (row, share) in zip(values, shares) {
            let limit = share - FairShares.halfAPenny
            for trial in row.indices where row[trial] < limit { counts[trial] += 1 }
        }
        return FoldedMoments(of: counts).mean(design)
    }

    /// Σ max(0, −mean), with the error of the sum over those whose mean is below 0.
    private func grant(_ split: ShareTable.Split, after: [Estimate]) -> Estimate {
        let worse = after.indices.filter { after[$0].value < 0 }
        guard !worse.isEmpty else { return Estimate(value: 0, standardError: 0, isUpperBound: false) }
        var sums = [Double](repeating: 0, count: design.trials)
        for council in worse {
            for trial in sums.indices { sums[trial] -= values[council][trial] }
        }
        let mean = FoldedMoments(of: sums).mean(design)
        return Estimate(
            value: -worse.reduce(0) { $0 + after[$1].value },
            standardError: Self.root(mean.standardError, split.error(of: worse)), isUpperBound: mean.isUpperBound)
    }

    // MARK: Leaving

    /// Councils that would do better each for itself, and the one to which it would be worth most.
    private func alone(_ split: ShareTable.Split) -> (count: Int, most: (council: Int, gain: Estimate)?) {
        let gains = split.shares.indices.map { council in
            Estimate(
                value: table.worthsAlone[council] - (table.nets[council] - split.shares[council]),
                standardError: split.error(of: [council]), isUpperBound: false)
        }
        let better = gains.indices.filter { Self.isGain(gains[$0]) }
        let most = better.max { (gains[$0].value, -$0) < (gains[$1].value, -$1) }
        return (better.count, most.map { ($0, gains[$0]) })
    }

    /// Whether somebody gains by leaving: by more than half a penny, and than two standard errors.
    private static func isGain(_ gain: Estimate) -> Bool { gain.value > FairShares.halfAPenny && gain.isClear }

    private func objections(_ split: ShareTable.Split) -> FairShares.Objections? {
        guard let players = table.players, players.count > 1 else { return nil }
        let payoffs = players.members.map { members in
            members.reduce(0) { $0 + table.nets[$1] - split.shares[$1] }
        }
        let sets = 1..<(1 << players.count) - 1
        var have = [Double](repeating: 0, count: 1 << players.count)
        for set in sets { have[set] = have[set & (set - 1)] + payoffs[set.trailingZeroBitCount] }
        let better = sets.filter { table.worthsOfPlayers[$0] - have[$0] > FairShares.halfAPenny }
            .sorted { (have[$0] - table.worthsOfPlayers[$0], $0) < (have[$1] - table.worthsOfPlayers[$1], $1) }
            .map { set in
                (
                    set: set,
                    gain: Estimate(
                        value: table.worthsOfPlayers[set] - have[set],
                        standardError: split.drawn == nil ? 0 : split.error(of: players.councils(of: set)),
                        isUpperBound: false)
                )
            }
            .filter { Self.isGain($0.gain) }
        return FairShares.Objections(
            count: better.count, sets: sets.count, single: better.count { $0.set.nonzeroBitCount == 1 },
            strongest: better.prefix(5).map { found in
                (players.members.indices.filter { found.set >> $0 & 1 == 1 }, found.gain)
            })
    }
}
