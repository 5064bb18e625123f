import Appraisal
import CouncilModel
import Stochastics

extension DecisionAppraisal {
    /// The measures of value by which options are chosen between, in the order in which they are shown.
    package static let measuresOfValue: [Measure] = [.npsv, .cashNPV, .councilCashNPV]

    /// Which option, by one measure of value.
    ///
    /// Standard errors come from the batches' own figures. By the plain formula they are sd/√K of the trials' shares of
    /// being best and of the trials' regrets; for the value of perfect information, of the regrets of the option that
    /// is best on average.
    ///
    /// - Parameters:
    ///   - choice: what all blocks say.
    ///   - index: place of the measure among those of value.
    ///   - design: what standard errors depend on.
    init(of choice: FoldedChoice, at index: Int, design: TrialDesign) {
        let options = choice.options[index]
        let lowest = options.indices.reduce(0) {
            options[$1].regret.all.mean < options[$0].regret.all.mean ? $1 : $0
        }
        let least = options[lowest].regret.all
        self.init(
            measure: Self.measuresOfValue[index],
            probabilityBest: options.map { option in
                let shares = option.shares(ofTrials: design.trials)
                return design.estimate(shares.mean, plain: shares.standardError, batches: option.batches)
            },
            expectedRegret: options.map { $0.regret.mean(design) },
            evpi: design.estimate(
                least.mean, plain: least.standardError, batches: choice.informationBatches[index])
        )
    }
}

extension ChoiceTally {
    /// Every ordered pair of options by NPSV, in order of the one and then of the other.
    ///
    /// Dominance is that of the trials kept.
    ///
    /// - Parameter exact: differences by pair, where the run was gone through again for them.
    func pairs(design: TrialDesign, reader: PercentileReader, exact: ExactCells? = nil) -> [PairComparison] {
        let options = shape.options.count
        let total = total
        let orders = OrderedDecision(
            Decision(rows: (0..<options).map { UnsafePointer(kept[0][$0]) }, trials: kept[0].trials))
        let difference = Scratch(capacity: shape.trials)
        var pairs = [[PairComparison?]](
            repeating: [PairComparison?](repeating: nil, count: options), count: options)
        for (index, pair) in OptionPair.all(of: shape).enumerated() {
            let (first, second, figures) = (pair.first, pair.second, total.pairs[index])
            let p =
                exact?[index].map { [$0.quantile(0.1), $0.quantile(0.9)] }
                ?? percentiles(of: pair, at: index, scratch: difference, reader: reader)
            let mean = figures.difference.mean(design)
            func comparison(_ option: Int, over: Int, sign: Double) -> PairComparison {
                let (better, worse) =
                    sign > 0 ? (figures.better, figures.worse) : (figures.worse, figures.better)
                let wins = FoldedChoice.Pair.wins(better: better, worse: worse, of: design.trials)
                return PairComparison(
                    option: option, over: over,
                    probabilityBetter: design.estimate(
                        wins.mean, plain: wins.standardError, batches: figures.batches),
                    difference: Estimate(
                        value: sign > 0 ? mean.value : 0 - mean.value, standardError: mean.standardError,
                        isUpperBound: mean.isUpperBound),
                    differenceP10: sign > 0 ? p[0] : 0 - p[1], differenceP90: sign > 0 ? p[1] : 0 - p[0],
                    dominates: orders.dominance(option, over: over).map(PairComparison.word)
                )
            }
            pairs[first][second] = comparison(first, over: second, sign: 1)
            pairs[second][first] = comparison(second, over: first, sign: -1)
        }
        return pairs.flatMap { $0.compactMap { $0 } }
    }

    /// P10 and P90 of the first less the second.
    private func percentiles(
        of pair: OptionPair, at index: Int, scratch: Scratch, reader: PercentileReader
    ) -> [Double] {
        if let differences {
            return differences[index].map { reader.percentiles($0.reading, at: [10, 90]) } ?? [.nan, .nan]
        }
        let (first, second) = (kept[0][pair.first], kept[0][pair.second])
        for trial in 0..<shape.trials { scratch.values[trial] = first[trial] - second[trial] }
        return reader.percentiles(
            TrialRow(scratch.values), count: shape.trials, present: shape.trials, at: [10, 90]) ?? []
    }

    /// Drivers by option, without the assumptions that the option replaces; of the trials kept.
    func drivers() -> [[Driver]] {
        let trials = kept[0].trials
        @Sendable func values(_ rows: TrialRows, _ row: Int) -> [Double] {
            Array(UnsafeBufferPointer(start: rows[row], count: trials))
        }
        let outcomes = inParallel(shape.options.count) { RankedOutcome(values(kept[0], $0)) }
        // Ranks of one assumption after the other, so that they take up the same memory.
        let candidates = inParallel(shape.assumptions.count) { index in
            let sample = AssumptionSample(name: shape.assumptions[index], values: values(assumptions, index))
            guard let ranked = RankedAssumption(sample) else { return outcomes.map { _ in Driver.Candidate?.none } }
            return outcomes.map { Driver.Candidate(ranked, of: $0) }
        }
        let ofReference = scenario.reference.map { scenario.options[$0].levers } ?? []
        return shape.options.indices.map { index in
            let option = index == 0 ? nil : scenario.options[index - 1]
            let replaced = option?.with.map(\.assumption) ?? []
            return Driver.strongest(
                of: candidates.compactMap { $0[index] }.filter { !replaced.contains($0.assumption) },
                read: ReadAssumptions(options: [option?.levers ?? [], ofReference], of: scenario))
        }
    }

    /// Mean over trials of each pool by year.
    func baseline() -> [PoolBaseline] {
        let sums = total.poolSums
        return shape.pools.enumerated().map { index, pool in
            PoolBaseline(pool: pool, meanByYear: sums[index].map { $0 / Double(shape.trials) })
        }
    }
}

extension PairComparison {
    fileprivate static func word(_ dominance: Dominance) -> String {
        switch dominance {
        case .firstOrder: "first_order"
        case .secondOrder: "second_order"
        }
    }
}
