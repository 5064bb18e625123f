extension DiffusionBootstrap {
    /// One of the three rates.
    package enum Rate: String, CaseIterable, Sendable {
        case innovation, imitation, ceiling
    }

    /// A rate by draw.
    package func values(_ rate: Rate) -> [Double] {
        switch rate {
        case .innovation: rates.map(\.innovation)
        case .imitation: rates.map(\.imitation)
        case .ceiling: rates.map(\.ceiling)
        }
    }

    /// Quantiles of a rate, type 7.
    package func quantiles(_ rate: Rate, _ probabilities: [Double]) -> [Double] {
        let sorted = values(rate).sorted()
        return probabilities.map { Statistics.quantile(ofSorted: sorted, $0) }
    }

    /// Rank correlations between the rates, to two decimals, that have a distribution: where rounding or sampling leaves
    /// none, the nearest that have.
    ///
    /// In the order innovation–imitation, innovation–ceiling, imitation–ceiling.
    package var rankCorrelations: [Double] {
        let values = Rate.allCases.map(values)
        func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }
        var matrix = values.indices.map { row in
            values.indices.map { row == $0 ? 1 : rounded(Statistics.spearman(values[row], values[$0])) }
        }
        if (try? GaussianCopula(names: ["a", "b", "c"], rankCorrelations: matrix)) == nil {
            // A little nearer to 0 than the nearest, so that two decimals do not undo it.
            matrix = NearestCorrelations.ranks(to: matrix).map { $0.map { rounded(0.99 * $0) } }
        }
        return [matrix[0][1], matrix[0][2], matrix[1][2]]
    }
}
