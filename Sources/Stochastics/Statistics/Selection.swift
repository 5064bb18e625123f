import CRows

/// Reads order statistics and percentiles off samples without sorting them.
///
/// A sample is counted into bins between its extremes, and only the bins in which a rank asked for lies are looked into. Bins
/// that hold much of the sample (atoms, heavy tails) are cut again in the same way. What is found is the same to the bit
/// as in the sorted sample; −0 stands as 0. It keeps room to work in, so one of them serves many samples, on one thread.
///
/// - Source: Hoare, "Algorithm 65: Find", Communications of the ACM 4 (1961), for looking only where the rank lies.
package final class Selection {
    private static let bins = 2048
    /// Samples smaller than this are not asked whether they are full of zeros.
    private static let fewest = 192

    private var bin: UnsafeMutablePointer<UInt16>
    private var capacity: Int
    private let counts = UnsafeMutablePointer<UInt32>.allocate(capacity: 4 * (Selection.bins + 1))
    private let slots = UnsafeMutablePointer<UInt8>.allocate(capacity: Selection.bins + 1)
    /// Where values of small samples are sorted.
    private let room = UnsafeMutablePointer<Double>.allocate(capacity: 5 * Int(RANKED_VALUES) + 1)
    /// What is looked for where that is a pair, and what is found.
    private let pairOfRanks = UnsafeMutablePointer<Int>.allocate(capacity: 2)
    private let pairOfValues = UnsafeMutablePointer<Double>.allocate(capacity: 2)

    /// With room for rows of 16,384 values, which grows with the rows.
    package init() {
        capacity = 16_384
        bin = .allocate(capacity: capacity)
    }

    deinit {
        bin.deallocate()
        counts.deallocate()
        slots.deallocate()
        room.deallocate()
        pairOfRanks.deallocate()
        pairOfValues.deallocate()
    }

    /// The values at ranks, from 0, of a sample without values that are not numbers.
    ///
    /// - Parameter ranks: ascending, each below `count`.
    package func orderStatistics(of values: UnsafePointer<Double>, count: Int, at ranks: [Int]) -> [Double] {
        var found: [Double] = []
        found.reserveCapacity(ranks.count)
        guard Self.seemsFullOfZeros(values, count) else {
            find(values, count, ranks[...], depth: 0, into: &found)
            return found
        }
        var (negative, positive) = (0, 0)
        row_count_signs(values, count, &negative, &positive)
        let zeros = negative..<count - positive
        let others = ranks.filter { !zeros.contains($0) }
        find(values, count, others[...], depth: 0, into: &found)
        let before = others.count { $0 < zeros.lowerBound }
        found.insert(contentsOf: repeatElement(0, count: ranks.count - others.count), at: before)
        return found
    }

    /// The values at a rank and at that or another above, likewise.
    package func orderStatistics(
        of values: UnsafePointer<Double>, count: Int, from first: Int, to last: Int
    ) -> (first: Double, last: Double) {
        guard count <= RANKED_VALUES, !Self.seemsFullOfZeros(values, count) else {
            let found = orderStatistics(of: values, count: count, at: first == last ? [first] : [first, last])
            return (found[0], found[found.count - 1])
        }
        let (found, ranks) = (pairOfValues, pairOfRanks)
        (ranks[0], ranks[1]) = (first, last)
        row_order_statistics(found, ranks, first == last ? 1 : 2, values, count, room)
        return (found[0], found[first == last ? 0 : 1])
    }

    /// Whether many of the first values are 0: then it is worth knowing how many are, as the ranks at which they stand need
    /// no looking for.
    private static func seemsFullOfZeros(_ values: UnsafePointer<Double>, _ count: Int) -> Bool {
        let first = min(count, 64)
        return count >= fewest && (0..<first).count { values[$0] == 0 } >= first / 4
    }

    /// Percentiles of type 7 (`Statistics.quantile`), in the order asked for.
    ///
    /// - Parameter probabilities: in 0…1, in any order.
    package func quantiles(of values: UnsafePointer<Double>, count: Int, at probabilities: [Double]) -> [Double] {
        precondition(count > 0, "a quantile is of at least one value")
        let places = probabilities.map { Statistics.QuantilePlace(of: $0, count: count) }
        let ranks = Statistics.QuantilePlace.ranks(of: places)
        let found = orderStatistics(of: values, count: count, at: ranks)
        return places.map { place in
            place.value { rank in found[ranks.firstIndex(of: rank) ?? 0] }
        }
    }

    /// The same percentiles of all values, and of those that remain when so many zeros, which are among them, are left out:
    /// both are looked for at once.
    ///
    /// - Parameters:
    ///   - zeros: fewer than all.
    ///   - probabilities: in 0…1, in any order.
    package func quantiles(
        of values: UnsafePointer<Double>, count: Int, leavingOutZeros zeros: Int, at probabilities: [Double]
    ) -> (all: [Double], rest: [Double]) {
        precondition(zeros >= 0 && zeros < count, "a quantile is of at least one value")
        let (whole, rest) = (count, count - zeros)
        let negative = count - row_count_from(values, 0, count)
        // In rising order the values left out stand right behind the negative ones.
        func rank(_ own: Int, of total: Int) -> Int { total == whole || own < negative ? own : own + zeros }
        let places = [whole, rest].map { total in
            probabilities.map { Statistics.QuantilePlace(of: $0, count: total) }
        }
        var ranks: Set<Int> = []
        for (total, own) in zip([whole, rest], places) {
            for place in Statistics.QuantilePlace.ranks(of: own) { ranks.insert(rank(place, of: total)) }
        }
        let ordered = ranks.sorted()
        let found = orderStatistics(of: values, count: count, at: ordered)
        func read(_ places: [Statistics.QuantilePlace], of total: Int) -> [Double] {
            places.map { $0.value { own in found[ordered.firstIndex(of: rank(own, of: total)) ?? 0] } }
        }
        return (read(places[0], of: whole), read(places[1], of: rest))
    }

    /// The mean of the worst tenth (`Statistics.expectedShortfall`), to the rounding of sums.
    package func expectedShortfall(
        of values: UnsafePointer<Double>, count: Int, worst: Statistics.Worst
    ) -> Double {
        let amount = Double(count) * 0.1
        let whole = min(Int(amount), count - 1)
        let rank = worst == .lowest ? whole : count - 1 - whole
        let limit = orderStatistics(of: values, count: count, at: [rank])[0]
        var (sum, beyond) = (0.0, 0)
        if worst == .lowest {
            for index in 0..<count {
                sum += values[index] < limit ? values[index] : 0
                beyond &+= values[index] < limit ? 1 : 0
            }
        } else {
            for index in 0..<count {
                sum += values[index] > limit ? values[index] : 0
                beyond &+= values[index] > limit ? 1 : 0
            }
        }
        return (sum + (amount - Double(beyond)) * limit) / amount
    }

    private func find(
        _ values: UnsafePointer<Double>, _ count: Int, _ ranks: ArraySlice<Int>, depth: Int, into found: inout [Double]
    ) {
        guard !ranks.isEmpty else { return }
        if count <= RANKED_VALUES, ranks.count <= RANKED_RANKS {
            let (before, wanted) = (found.count, ranks.count)
            found.append(contentsOf: repeatElement(0, count: ranks.count))
            found.withUnsafeMutableBufferPointer { found in
                ranks.withUnsafeBufferPointer { ranks in
                    guard let found = found.baseAddress, let ranks = ranks.baseAddress else { return }
                    row_order_statistics(found + before, ranks, wanted, values, count, room)
                }
            }
            return
        }
        if depth > 6 {
            let sorted = UnsafeBufferPointer(start: values, count: count).sorted()
            for rank in ranks { found.append(sorted[rank] + 0) }
            return
        }
        let (least, greatest) = Statistics.extremes(values, count: count)
        if least == greatest {
            for _ in ranks { found.append(least + 0) }
            return
        }
        let scale = Double(Self.bins) / (greatest - least)
        guard scale.isFinite, scale > 0 else {
            find(values, count, ranks, depth: .max, into: &found)
            return
        }
        countBins(values, count, from: least, scale: scale)
        gather(values, count, binsHolding(ranks), depth: depth, into: &found)
    }

    /// The value at all ranks of a bin that holds much of the sample, where they lie among equal values: atoms fill bins
    /// with one value, and looking for it spares copying them again and again.
    private func atom(in own: WantedBin, _ values: UnsafePointer<Double>, _ count: Int) -> Double? {
        guard own.count >= count / 8, let first = own.ranks.first, let last = own.ranks.last else { return nil }
        // Nobody is as likely to come first as the atom.
        var (place, less, equal) = (0, 0, 0)
        while Int(bin[place]) != own.bin { place += 1 }
        row_split_bin(values, bin, UInt16(own.bin), values[place], count, &less, &equal)
        return first >= less && last < less + equal ? values[place] : nil
    }

    /// A bin in which ranks lie.
    private struct WantedBin {
        let bin, count: Int
        /// Ranks inside the bin.
        var ranks: [Int]
    }

    /// Puts values into bins: to the nearest whole number of bins above the lowest value.
    private func countBins(_ values: UnsafePointer<Double>, _ count: Int, from least: Double, scale: Double) {
        if count > capacity {
            bin.deallocate()
            capacity = count
            bin = .allocate(capacity: capacity)
        }
        row_count_bins(bin, counts, Self.bins + 1, values, least, scale, count)
    }

    private func binsHolding(_ ranks: ArraySlice<Int>) -> [WantedBin] {
        var wanted: [WantedBin] = []
        var (place, before) = (0, 0)
        for rank in ranks {
            while rank >= before + Int(counts[place]) {
                before += Int(counts[place])
                place += 1
            }
            if wanted.last?.bin != place { wanted.append(WantedBin(bin: place, count: Int(counts[place]), ranks: [])) }
            wanted[wanted.count - 1].ranks.append(rank - before)
        }
        return wanted
    }

    private func gather(
        _ values: UnsafePointer<Double>, _ count: Int, _ wanted: [WantedBin], depth: Int, into found: inout [Double]
    ) {
        let atoms = wanted.map { atom(in: $0, values, count) }
        let gathering = zip(wanted, atoms).filter { $1 == nil }.map(\.0)
        let room = gathering.reduce(0) { $0 + $1.count }
        withUnsafeTemporaryAllocation(of: Double.self, capacity: room + 1) { gathered in
            guard let start = gathered.baseAddress else { return }
            if gathering.count <= Self.fewBins, room < count / 8 {
                var end = start
                for wanted in gathering { end += row_gather_bin(end, values, bin, UInt16(wanted.bin), count) }
            } else {
                gatherAtOnce(values, count, gathering, into: start)
            }
            var from = 0
            for (bin, atom) in zip(wanted, atoms) {
                if let atom {
                    for _ in bin.ranks { found.append(atom + 0) }
                    continue
                }
                // Looking inside a bin makes new bins, so `bin` and `counts` are not read after this.
                find(start + from, bin.count, bin.ranks[...], depth: depth + 1, into: &found)
                from += bin.count
            }
        }
    }

    /// In how many bins values are looked for bin by bin.
    private static let fewBins = 4

    /// Copies the values of the bins wanted, one bin behind the other.
    private func gatherAtOnce(
        _ values: UnsafePointer<Double>, _ count: Int, _ wanted: [WantedBin],
        into gathered: UnsafeMutablePointer<Double>
    ) {
        slots.update(repeating: 0, count: Self.bins + 1)
        var next = [0]
        var room = 0
        for (slot, bin) in wanted.enumerated() {
            slots[bin.bin] = UInt8(slot + 1)
            next.append(room)
            room += bin.count
        }
        // A byte names a slot; more percentiles than that are not asked for at once.
        precondition(wanted.count < 256, "at most 255 bins are looked into")
        next[0] = room
        let (bin, slots) = (bin, slots)
        next.withUnsafeMutableBufferPointer { next in
            if room < count / 8 {
                for index in 0..<count {
                    let slot = slots[Int(bin[index])]
                    guard slot != 0 else { continue }
                    gathered[next[Int(slot)]] = values[index]
                    next[Int(slot)] &+= 1
                }
            } else {
                // Where many are wanted, a branch would be guessed wrong too often: the others go behind the last.
                for index in 0..<count {
                    let slot = Int(slots[Int(bin[index])])
                    gathered[next[slot]] = values[index]
                    next[slot] &+= slot == 0 ? 0 : 1
                }
            }
        }
    }
}

extension Statistics {
    /// Where a quantile of type 7 lies between order statistics.
    struct QuantilePlace {
        let below: Int
        let fraction: Double

        init(of p: Double, count: Int) {
            precondition(p >= 0 && p <= 1, "a probability lies in 0…1")
            let place = Double(count - 1) * p
            below = Int(place)
            fraction = place - Double(below)
        }

        /// Ranks that places need, ascending, each once.
        static func ranks(of places: [QuantilePlace]) -> [Int] {
            var ranks: [Int] = []
            for place in places {
                ranks.append(place.below)
                if place.fraction > 0 { ranks.append(place.below + 1) }
            }
            ranks.sort()
            var unique: [Int] = []
            for rank in ranks where unique.last != rank { unique.append(rank) }
            return unique
        }

        /// The quantile, from a reader of order statistics.
        func value(_ statistic: (Int) -> Double) -> Double {
            let low = statistic(below)
            guard fraction > 0 else { return low }
            let high = statistic(below + 1)
            // Equal neighbours are returned as they are, which also keeps infinity − infinity away.
            return high == low ? low : (1 - fraction) * low + fraction * high
        }
    }
}
