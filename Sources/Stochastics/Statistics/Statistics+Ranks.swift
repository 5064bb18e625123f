import CRows

extension Statistics {
    /// Places of values, none of which is not a number, in rising order of the values; equal values in order of place.
    package static func order(_ values: [Double]) -> [Int32] {
        guard !values.isEmpty else { return [] }
        return [Int32](unsafeUninitializedCapacity: values.count) { order, count in
            count = values.count
            guard let order = order.baseAddress else { return }
            withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 3 * values.count) { room in
                values.withUnsafeBufferPointer { row_order(order, $0.baseAddress, values.count, room.baseAddress) }
            }
        }
    }

    /// The rank of each value, from 1; equal values share the mean of their ranks.
    package static func ranks(_ values: [Double]) -> [Double] {
        ranks(values, order: order(values))
    }

    /// The same, of values whose order is known.
    package static func ranks(_ values: [Double], order: [Int32]) -> [Double] {
        guard !values.isEmpty else { return [] }
        return [Double](unsafeUninitializedCapacity: values.count) { ranks, count in
            count = values.count
            guard let ranks = ranks.baseAddress else { return }
            values.withUnsafeBufferPointer { values in
                order.withUnsafeBufferPointer { row_ranks(ranks, values.baseAddress, $0.baseAddress, values.count) }
            }
        }
    }

    /// Σ first·second over two samples of equal length; exact, in whatever order, for ranks less their mean of up to 100,000
    /// trials: these are halves, and the sum of their squares stays below 2⁵¹.
    package static func sumOfProducts(_ first: [Double], _ second: [Double]) -> Double {
        precondition(first.count == second.count, "both samples have the same trials")
        guard !first.isEmpty else { return 0 }
        return first.withUnsafeBufferPointer { first in
            second.withUnsafeBufferPointer { row_sum_of_products(first.baseAddress, $0.baseAddress, first.count) }
        }
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
