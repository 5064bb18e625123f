extension Statistics {
    /// Places of values, none of which is not a number, in rising order of the values; equal values in order of place.
    ///
    /// Values are sorted by the highest 22 of the bits in which they differ, eleven at a time, lower ones first; what is left
    /// in equal places is sorted by comparing.
    ///
    /// - Source: Knuth, "The Art of Computer Programming", volume 3, section 5.2.5, for sorting by distribution.
    package static func order(_ values: [Double]) -> [Int32] {
        let keys = values.map(orderedKey)
        var (all, any) = (UInt64.max, UInt64(0))
        for key in keys {
            all &= key
            any |= key
        }
        let shift = UInt64(max(0, 64 - (all ^ any).leadingZeroBitCount - 2 * digit))
        // The bits of a value, and behind them its place.
        var items = keys.enumerated().map { place, key in
            (key &>> shift & (1 &<< UInt64(2 * digit) - 1)) &<< 32 | UInt64(place)
        }
        var next = items
        distribute(items, by: 32, into: &next)
        distribute(next, by: 32 + UInt64(digit), into: &items)
        if shift > 0 { sortEqual(&items, by: keys) }
        return items.map { Int32(truncatingIfNeeded: $0) }
    }

    /// Bits that are looked at together.
    private static let digit = 11

    /// Puts items in the order of one digit, and else in the order in which they are.
    private static func distribute(_ items: [UInt64], by shift: UInt64, into next: inout [UInt64]) {
        let mask = UInt64(1 << digit - 1)
        withUnsafeTemporaryAllocation(of: Int.self, capacity: 1 << digit) { starts in
            starts.initialize(repeating: 0)
            for item in items { starts[Int(item &>> shift & mask)] &+= 1 }
            var start = 0
            for slot in starts.indices { (starts[slot], start) = (start, start + starts[slot]) }
            next.withUnsafeMutableBufferPointer { next in
                for item in items {
                    let slot = Int(item &>> shift & mask)
                    next[starts[slot]] = item
                    starts[slot] &+= 1
                }
            }
        }
    }

    /// Sorts those that are next to each other and share all bits that were looked at.
    private static func sortEqual(_ items: inout [UInt64], by keys: [UInt64]) {
        func key(_ item: UInt64) -> UInt64 { keys[Int(truncatingIfNeeded: item & UInt64(UInt32.max))] }
        items.withUnsafeMutableBufferPointer { items in
            var first = 0
            while first < items.count {
                var end = first + 1
                while end < items.count, items[end] >> 32 == items[first] >> 32 { end += 1 }
                if end - first > 1 {
                    var group = UnsafeMutableBufferPointer(rebasing: items[first..<end])
                    group.sort { (key($0), $0) < (key($1), $1) }
                }
                first = end
            }
        }
    }

    /// A whole number that rises as a value does; the same for 0 and −0.
    private static func orderedKey(_ value: Double) -> UInt64 {
        let bits = (value + 0).bitPattern
        return bits >> 63 == 0 ? bits | 1 << 63 : ~bits
    }

    /// The rank of each value, from 1; equal values share the mean of their ranks.
    package static func ranks(_ values: [Double]) -> [Double] {
        ranks(values, order: order(values))
    }

    /// The same, of values whose order is known.
    package static func ranks(_ values: [Double], order: [Int32]) -> [Double] {
        var ranks = [Double](repeating: 0, count: values.count)
        var start = 0
        while start < order.count {
            var end = start
            let value = values[Int(order[start])]
            while end + 1 < order.count, values[Int(order[end + 1])] == value { end += 1 }
            for place in start...end { ranks[Int(order[place])] = Double(start + end) / 2 + 1 }
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
