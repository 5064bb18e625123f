/// The values at some ranks of a figure, for one whose values are gone through a second time.
///
/// A sketch says in which bins the ranks lie; of these bins, and of no others, all values are kept, so that the values at
/// the ranks are exact.
package struct BinValues: Sendable {
    private let bins: Sketch.Bins
    /// Which places are kept: 0 for all values below the bins, then these bins, then all values above.
    private let isKept: [Bool]
    /// Those that hold values kept, or the atom.
    private let groups: [Group]
    private let least, greatest: Double
    /// Number of values.
    package let total: Int
    /// Values kept so far; sorted by ``finish()``.
    private var values: [Double] = []

    /// Consecutive ranks: the values of a place, or the atom's; a tail in which the atom lies holds both.
    private struct Group: Sendable {
        var place: Int?
        var first: Int
        var count: Int
        /// How many of them are the atom.
        var atoms: Int
    }

    /// - Parameters:
    ///   - sketch: of all values, at least one.
    ///   - ranks: from 0.
    package init(_ sketch: Sketch, ranks: [Int]) {
        bins = sketch.bins
        (least, greatest, total) = (sketch.least, sketch.greatest, sketch.total)
        let atoms = Int(sketch.atoms)
        let below = sketch.below.values.reduce(0) { $0 + Int($1) }
        let above = sketch.above.values.reduce(0) { $0 + Int($1) }
        let (isBelow, isAbove) = (bins.atom < bins.start, bins.atom >= bins.end)
        var groups: [Group] = []
        var first = 0
        func add(_ place: Int?, _ count: Int, atoms: Int) {
            guard count + atoms > 0 else { return }
            groups.append(Group(place: place, first: first, count: count + atoms, atoms: atoms))
            first += count + atoms
        }
        add(0, below, atoms: isBelow ? atoms : 0)
        let isInside = !isBelow && !isAbove
        if isInside, sketch.core.isEmpty { add(nil, 0, atoms: atoms) }
        for (place, count) in sketch.core.enumerated() {
            // The atom is the lower edge of its bin.
            if isInside, place == bins.placeOfZero { add(nil, 0, atoms: atoms) }
            add(place, Int(count), atoms: 0)
        }
        add(bins.places + 1, above, atoms: isAbove ? atoms : 0)
        var isKept = [Bool](repeating: false, count: bins.places + 3)
        for rank in ranks where rank > 0 && rank < total - 1 {
            if let place = groups[Self.group(of: rank, in: groups)].place { isKept[place] = true }
        }
        self.isKept = isKept
        self.groups = groups.filter { group in group.atoms > 0 || group.place.map { isKept[$0] } == true }
    }

    private func group(of rank: Int) -> Int { Self.group(of: rank, in: groups) }

    private static func group(of rank: Int, in groups: [Group]) -> Int {
        guard let index = groups.firstIndex(where: { rank < $0.first + $0.count }), groups[index].first <= rank else {
            preconditionFailure("a rank is read that was asked for")
        }
        return index
    }

    /// Takes up a row of values, none of which is not a number.
    package mutating func add(_ row: UnsafePointer<Double>, count: Int) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: max(1, count)) { places in
            guard let places = places.baseAddress else { return }
            bins.findPlaces(of: row, count: count, into: places)
            for index in 0..<count where isKept[Int(places[index])] { values.append(row[index]) }
        }
    }

    /// The sum of a row's values whose ranks come before (or after) those of the group that holds a rank.
    package func sum(
        of row: UnsafePointer<Double>, count: Int, beyondRank rank: Int, towards worst: Statistics.Worst
    ) -> Double {
        let limit = groups[group(of: rank)]
        // The atom's group comes before the bin of which it is the lower edge.
        let place = limit.place ?? bins.placeOfZero
        let atomPlace = bins.places + 2
        return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: max(1, count)) { places in
            guard let places = places.baseAddress else { return 0 }
            bins.findPlaces(of: row, count: count, into: places)
            var sum = 0.0
            for index in 0..<count {
                let own = Int(places[index])
                if own == atomPlace { continue }
                let isBeyond = worst == .lowest ? own < place : limit.place == nil ? own >= place : own > place
                if isBeyond { sum += row[index] }
            }
            // Atoms are added as they are counted, when the sum is read.
            return sum
        }
    }

    /// Ends the taking up: all values have been gone through.
    package mutating func finish() {
        values.sort()
        let kept = groups.reduce(0) { $0 + ($1.place.map { isKept[$0] } == true ? $1.count - $1.atoms : 0) }
        precondition(values.count == kept, "values that are gone through again are the same")
    }

    /// The value at a rank that was asked for.
    package func value(atRank rank: Int) -> Double {
        if rank == 0 { return least }
        if rank == total - 1 { return greatest }
        let index = group(of: rank)
        let group = groups[index]
        guard let place = group.place else { return bins.atom }
        precondition(isKept[place], "a rank is read that was asked for")
        let offset = groups[..<index].reduce(0) {
            $0 + ($1.place.map { isKept[$0] } == true ? $1.count - $1.atoms : 0)
        }
        let own = values[offset..<offset + group.count - group.atoms]
        let local = rank - group.first
        guard group.atoms > 0 else { return own[own.startIndex + local] }
        let before = own.count { $0 < bins.atom }
        if local < before { return own[own.startIndex + local] }
        return local < before + group.atoms ? bins.atom : own[own.startIndex + local - group.atoms]
    }

    /// The percentile of type 7 at a probability whose ranks were asked for.
    package func quantile(_ p: Double) -> Double {
        Statistics.QuantilePlace(of: p, count: total).value(value)
    }

    /// The mean of the worst tenth, from the sum of the values beyond the group of ``shortfallRank(of:worst:)``.
    package func expectedShortfall(worst: Statistics.Worst, sumBeyond: Double) -> Double {
        let amount = Double(total) * 0.1
        let whole = min(Int(amount), total - 1)
        let rank = Self.shortfallRank(of: total, worst: worst)
        let group = groups[group(of: rank)]
        var sum = sumBeyond
        // Atoms that lie beyond are of one value.
        for other in groups where other.place == nil || other.atoms > 0 {
            let isBeyond = worst == .lowest ? other.first < group.first : other.first > group.first
            if isBeyond { sum += Double(other.atoms) * bins.atom }
        }
        if worst == .lowest {
            for own in group.first..<rank { sum += keptValue(own, group) }
        } else {
            for own in stride(from: group.first + group.count - 1, to: rank, by: -1) { sum += keptValue(own, group) }
        }
        return (sum + (amount - Double(whole)) * value(atRank: rank)) / amount
    }

    private func keptValue(_ rank: Int, _ group: Group) -> Double {
        group.place == nil ? bins.atom : value(atRank: rank)
    }

    /// The rank at which the worst tenth ends.
    package static func shortfallRank(of total: Int, worst: Statistics.Worst) -> Int {
        let whole = min(Int(Double(total) * 0.1), total - 1)
        return worst == .lowest ? whole : total - 1 - whole
    }

    /// The ranks that percentiles need.
    package static func ranks(of probabilities: [Double], total: Int) -> [Int] {
        Statistics.QuantilePlace.ranks(of: probabilities.map { Statistics.QuantilePlace(of: $0, count: total) })
    }
}
