extension Statistics {
    /// The rank of each value, from 1; equal values share the mean of their ranks.
    package static func ranks(_ values: [Double]) -> [Double] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var ranks = [Double](repeating: 0, count: values.count)
        var start = 0
        while start < order.count {
            var end = start
            while end + 1 < order.count, values[order[end + 1]] == values[order[start]] { end += 1 }
            for place in start...end { ranks[order[place]] = Double(start + end) / 2 + 1 }
            start = end + 1
        }
        return ranks
    }

    /// Spearman's rank correlation of two samples of equal length: the correlation of their ranks; 0 where either
    /// sample has only one value, which goes up and down with nothing.
    package static func spearman(_ first: [Double], _ second: [Double]) -> Double {
        precondition(first.count == second.count, "both samples have the same trials")
        let middle = (Double(first.count) + 1) / 2
        var (product, square1, square2) = (0.0, 0.0, 0.0)
        for (rank1, rank2) in zip(ranks(first), ranks(second)) {
            product += (rank1 - middle) * (rank2 - middle)
            square1 += (rank1 - middle) * (rank1 - middle)
            square2 += (rank2 - middle) * (rank2 - middle)
        }
        let scale = (square1 * square2).squareRoot()
        return scale > 0 ? product / scale : 0
    }
}
