import Appraisal
import CouncilModel
import Stochastics

/// The figures of all sets over the trials of one run, ready to be compared in pairs.
struct SetFigures {
    /// By candidate: places of its levers; nil for a reference that is no set.
    let levers: [[Int]?]
    /// Place of what all are measured against.
    let reference: Int
    let npsv, peakFunding, worseOff, regrets: PairedMeans
    let p10, prudentPeakFunding, regretP95: PairedPercentiles
    /// `[trial][candidate]`: its part in being the best.
    let best: [[Double]]
    /// Candidates by falling mean NPSV; equal ones in their order, which has smaller sets first.
    let order: [Int]
    private let regretRows: [[Double]]
    private let sampling: Sampling

    var count: Int { levers.count }

    /// - Parameters:
    ///   - values: NPSV, peak funding and share worse off of all options of the run.
    ///   - scenario: the scenario that was run.
    ///   - levers: by option of the run, do nothing first.
    init(_ values: TrialValues, of scenario: Scenario, levers: [[Int]?]) {
        let candidates = levers.indices
        let npsvRows = candidates.map { values.row($0) }
        let peaks = candidates.map { values.row($0, .peakFunding) }
        let sampling = scenario.sampling
        let npsv = PairedMeans(npsvRows, sampling: sampling)
        self.npsv = npsv
        peakFunding = PairedMeans(peaks, sampling: sampling)
        worseOff = PairedMeans(candidates.map { values.row($0, .shareWorseOff) }, sampling: sampling)
        p10 = PairedPercentiles(npsvRows, at: 0.1, sampling: sampling)
        prudentPeakFunding = PairedPercentiles(peaks, at: scenario.prudent / 100, sampling: sampling)
        let decision = Decision(values: npsvRows)
        regretRows = candidates.map { decision.regrets(of: $0) }
        regrets = PairedMeans(regretRows, sampling: sampling)
        regretP95 = PairedPercentiles(regretRows, at: 0.95, sampling: sampling)
        best = Self.best(npsvRows, sizes: levers.map { $0?.count ?? 0 })
        // Means that differ by rounding alone are equal, and then the smaller set comes first.
        order = candidates.sorted { first, second in
            if npsv.isHigher(first, than: second) { return true }
            return !npsv.isHigher(second, than: first) && first < second
        }
        self.levers = levers
        self.sampling = sampling
        reference = scenario.reference.map { $0 + 1 } ?? 0
    }

    /// By trial, each candidate's part in being the best: of those within 1e-9 of the largest absolute value of the trial of
    /// the best, those with the fewest levers share it.
    private static func best(_ rows: [[Double]], sizes: [Int]) -> [[Double]] {
        (rows.first ?? []).indices.map { trial in
            var (highest, largest) = (-Double.infinity, 0.0)
            for row in rows {
                highest = max(highest, row[trial])
                largest = max(largest, abs(row[trial]))
            }
            let equal = rows.indices.filter { rows[$0][trial] >= highest - 1e-9 * largest }
            let fewest = equal.reduce(Int.max) { min($0, sizes[$1]) }
            let chosen = equal.filter { sizes[$0] == fewest }
            var parts = [Double](repeating: 0, count: rows.count)
            for candidate in chosen { parts[candidate] = 1 / Double(chosen.count) }
            return parts
        }
    }

    /// The mean of values by trial.
    func mean(_ values: [Double]) -> Estimate { Estimate(meanOf: values, sampling: sampling) }

    /// The largest regret of some trials.
    func largestRegret(_ candidate: Int, in trials: Range<Int>) -> Double {
        regretRows[candidate][trials].reduce(0) { max($0, $1) }
    }

    /// Which candidates are efficient.
    func frontier(_ axis: Frontier.Axis) -> Frontier {
        let second: any PairedFigures =
            switch axis {
            case .p10: p10
            case .peakFunding: Negated(prudentPeakFunding)
            case .worseOff: Negated(worseOff)
            }
        return Frontier(axis, count: count, mean: npsv, second: second)
    }

    /// The best candidate within an amount, and those that it is not told apart from.
    func best(within amount: Double) -> Portfolio.Budget {
        // Do nothing needs nothing, so there is always one; less than nothing is no budget.
        let best = order.first { prudentPeakFunding.estimate($0).value <= amount } ?? 0
        let rivals = order.filter { other in
            let peak = prudentPeakFunding.estimate(other)
            let mayFit = peak.value <= amount || !(peak.value - amount > 2 * peak.standardError)
            return other != best && mayFit && !npsv.isClearlyHigher(best, than: other)
                && !(npsv.areSame(best, other) && (levers[other]?.count ?? 0) > (levers[best]?.count ?? 0))
        }
        return Portfolio.Budget(amount: amount, best: best, rivals: rivals)
    }

    /// The best candidates as the budget grows from nothing.
    var ladder: [Portfolio.Step] {
        let byPeak = (0..<count).sorted {
            (prudentPeakFunding.estimate($0).value, -npsv.estimate($0).value, $0)
                < (prudentPeakFunding.estimate($1).value, -npsv.estimate($1).value, $1)
        }
        var steps: [Portfolio.Step] = []
        for candidate in byPeak {
            guard let last = steps.last?.candidate else {
                steps.append(Portfolio.Step(candidate: candidate, gain: nil))
                continue
            }
            if npsv.isHigher(candidate, than: last) {
                steps.append(
                    Portfolio.Step(candidate: candidate, gain: npsv.difference(candidate, less: last)))
            }
        }
        return steps
    }

    /// What a lever does for the choice.
    func place(ofLever lever: Int) -> Portfolio.LeverPlace {
        func holds(_ candidate: Int) -> Bool { levers[candidate]?.contains(lever) ?? false }
        let holding = (0..<count).filter(holds)
        let share = best.map { parts in holding.reduce(0) { $0 + parts[$1] } }
        // Do nothing holds none, and every lever is in some set.
        let (with, without) = (order.first(where: holds) ?? 0, order.first { !holds($0) } ?? 0)
        return Portfolio.LeverPlace(
            inBest: mean(share), with: with, without: without, worth: npsv.difference(with, less: without))
    }

    /// Whom regret speaks for.
    var regretChoice: Portfolio.RegretChoice {
        func smallest(_ value: (Int) -> Double) -> Int {
            order.reduce(order[0]) { value($1) < value($0) ? $1 : $0 }
        }
        let p95 = smallest { regretP95.estimate($0).value }
        let trials = regretRows[0].count
        let largest = smallest { largestRegret($0, in: 0..<trials) }
        let halves = [0..<trials / 2, trials / 2..<trials].map { half in
            smallest { largestRegret($0, in: half) }
        }
        return Portfolio.RegretChoice(
            p95: p95,
            p95Rivals: order.filter { other in
                other != p95 && !regretP95.isClearlyHigher(other, than: p95)
            },
            largest: largest, isStable: halves.allSatisfy { $0 == largest })
    }
}
