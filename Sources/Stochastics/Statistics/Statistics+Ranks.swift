extension Statistics {
    /// Places of values, none of which is not a number, in rising order of the values; equal values in order of place.
    ///
    /// Values are sorted digit by digit, from the lowest on, each digit being eleven of their bits.
    ///
    /// - Source: Knuth, "The Art of Computer Programming", volume 3, section 5.2.5, for sorting by distribution.
    package static func order(_ values: [Double]) -> [Int32] {
        typealias Item = (key: UInt64, place: Int32)
        let (digit, digits) = (11, 6)
        var counts = [Int](repeating: 0, count: digits << digit)
        func slot(_ key: UInt64, _ number: Int) -> Int {
            number &<< digit | Int(truncatingIfNeeded: key &>> UInt64(number &* digit)) & ((1 &<< digit) - 1)
        }
        var items: [Item] = values.enumerated().map { (orderedKey($1), Int32($0)) }
        for item in items { for number in 0..<digits { counts[slot(item.key, number)] += 1 } }
        var next = items
        for number in 0..<digits {
            let slots = number << digit..<(number + 1) << digit
            // A digit that all share moves nothing.
            if counts[slots].contains(values.count) { continue }
            var start = 0
            for slot in slots { (counts[slot], start) = (start, start + counts[slot]) }
            for item in items {
                let slot = slot(item.key, number)
                next[counts[slot]] = item
                counts[slot] += 1
            }
            swap(&items, &next)
        }
        return items.map(\.place)
    }

    /// A whole number that rises as a value does; the same for 0 and −0.
    private static func orderedKey(_ value: Double) -> UInt64 {
        let bits = (value + 0).bitPattern
        return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
    }

    /// The rank of each value, from 1; equal values share the mean of their ranks.
    package static func ranks(_ values: [Double]) -> [Double] {
        ranks(values, order: order(values).map(Int.init))
    }

    /// The same, of values whose order is known.
    package static func ranks(_ values: [Double], order: [Int]) -> [Double] {
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
