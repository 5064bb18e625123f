import CRows

/// Room to work in for windows that narrow, for one thread.
package final class SampleNarrowing {
    fileprivate let selection = Selection()
    /// Values of windows that are being narrowed, and which of the values at hand are to be kept.
    private(set) var parts: UnsafeMutablePointer<Double>
    private(set) var marks: UnsafeMutablePointer<UInt64>
    fileprivate var bins: UnsafeMutablePointer<UInt16>
    private var capacity = 2048

    /// With room for some 2,000 values, which grows.
    package init() {
        parts = .allocate(capacity: capacity)
        marks = .allocate(capacity: capacity / 64)
        bins = .allocate(capacity: capacity)
    }

    deinit {
        parts.deallocate()
        marks.deallocate()
        bins.deallocate()
    }

    /// Makes room for so many values; those that it holds are lost.
    func reserve(_ count: Int) {
        guard count > capacity else { return }
        capacity = (2 * count + 63) & ~63
        parts.deallocate()
        marks.deallocate()
        bins.deallocate()
        parts = .allocate(capacity: capacity)
        marks = .allocate(capacity: capacity / 64)
        bins = .allocate(capacity: capacity)
    }

    /// Between which values those at some ranks of the parts lie: where that can be told at a glance with something to spare,
    /// else the values themselves.
    fileprivate func bounds(
        ofRanks ranks: [Int], among count: Int
    ) -> (lower: [Double], upper: [Double], areValues: Bool) {
        var (lower, upper) = (Array(repeating: 0.0, count: ranks.count), Array(repeating: 0.0, count: ranks.count))
        let isTold = ranks.withUnsafeBufferPointer { ranks in
            lower.withUnsafeMutableBufferPointer { lower in
                upper.withUnsafeMutableBufferPointer { upper in
                    guard let lower = lower.baseAddress, let upper = upper.baseAddress, let first = ranks.baseAddress
                    else { return false }
                    return UnsafeRawPointer(first).withMemoryRebound(to: Int.self, capacity: ranks.count) {
                        row_bound_ranks(lower, upper, $0, ranks.count, parts, count, bins)
                    }
                }
            }
        }
        if isTold { return (lower, upper, false) }
        let found = selection.orderStatistics(of: parts, count: count, at: ranks)
        return (found, found, true)
    }
}

extension SampleWindows {
    /// Where a rank lies: at a rank of what is kept, at an atom, or in no window but before the one of this place.
    private enum Place {
        case kept(Int)
        case atom(Double)
        case before(Int)
    }

    /// How many values of what is kept are lower than each atom.
    private func lowerThanAtoms(in parts: UnsafePointer<Double>, _ count: Int) -> [Int] {
        (0..<atomCount).map { count - row_count_from(parts, atoms[$0].value, count) }
    }

    /// Where a rank of the values seen lies, some zeros left out; `lower` says how many of what is kept are lower than each
    /// atom.
    private func place(ofRank rank: Int, leavingOut zeros: Int, lower: [Int]) -> Place {
        var before = 0
        for place in 0..<windowCount {
            let window = windows[place]
            // What is left of the rank when values and atoms below have been passed.
            var left = rank - window.below + (window.low > 0 ? zeros : 0)
            if left < 0 { return .before(place) }
            for index in 0..<atomCount where window.low <= atoms[index].value && atoms[index].value <= window.high {
                let atom = atoms[index]
                if left < lower[index] - before { break }
                left -= atom.count - (atom.value == 0 ? zeros : 0)
                if left < lower[index] - before { return .atom(atom.value) }
            }
            if left < window.within { return .kept(before + left) }
            before += window.within
        }
        return .before(windowCount)
    }

    /// Narrows windows to where quantiles still can lie.
    ///
    /// - Parameters:
    ///   - count: how many values there are, which the parts hold.
    ///   - left: how many values of the sample can still come.
    mutating func narrow(
        to search: Search, holding count: Int, left: Int, in room: SampleRoom, by narrowing: SampleNarrowing
    ) {
        let lower = lowerThanAtoms(in: narrowing.parts, count)
        var ends: [Place] = []
        ends.reserveCapacity(2 * Self.mostWindows)
        for zeros in readings {
            for p in search.probabilities {
                let span = search.span(p, seen: seen - zeros, atMost: seen - zeros + left)
                ends.append(place(ofRank: span.first, leavingOut: zeros, lower: lower))
                ends.append(place(ofRank: span.last, leavingOut: zeros, lower: lower))
            }
        }
        let (spans, areUneven) = spans(between: ends, narrowing, count)
        open(inside(merged(spans)), narrowing.parts, narrowing.marks, count)
        makeRoom(for: kept, in: room)
        guard let values else { return }
        row_gather_marks(values, narrowing.parts, narrowing.marks, count)
        // Where nearly everything still lies inside, some values come often, or there are to be more of them.
        if areUneven, kept > capacity / 8 * 5 { countAtoms() }
        let held = kept
        if held > capacity / 8 * 5 {
            narrowing.parts.update(from: values, count: held)
            makeRoom(for: held / 5 * 8, in: room)
            self.values?.update(from: narrowing.parts, count: held)
        }
    }

    /// The values between two places each, those that lie in no window left out; and whether the sample is uneven.
    private func spans(
        between ends: [Place], _ narrowing: SampleNarrowing, _ count: Int
    ) -> ([(low: Double, high: Double)], areUneven: Bool) {
        var ranks: [Int] = []
        ranks.reserveCapacity(ends.count)
        for case .kept(let rank) in ends { ranks.append(rank) }
        ranks.sort()
        let (lower, upper, areUneven) = narrowing.bounds(ofRanks: ranks, among: count)
        func bound(_ rank: Int, _ bounds: [Double]) -> Double { ranks.firstIndex(of: rank).map { bounds[$0] } ?? .nan }
        var spans: [(low: Double, high: Double)] = []
        spans.reserveCapacity(ends.count / 2)
        for place in stride(from: 0, to: ends.count, by: 2) {
            var (low, high) = (Double.infinity, -Double.infinity)
            switch ends[place] {
            case .kept(let rank): low = bound(rank, lower)
            case .atom(let value): low = value
            case .before(let window): if window < windowCount { low = windows[window].low }
            }
            switch ends[place + 1] {
            case .kept(let rank): high = bound(rank, upper)
            case .atom(let value): high = value
            case .before(let window): if window > 0 { high = windows[window - 1].high }
            }
            if low <= high { spans.append((low, high)) }
        }
        return (spans, areUneven)
    }

    private func merged(_ spans: [(low: Double, high: Double)]) -> [(low: Double, high: Double)] {
        var merged: [(low: Double, high: Double)] = []
        merged.reserveCapacity(spans.count)
        for span in spans.sorted(by: { $0.low < $1.low }) {
            if let last = merged.last, span.low <= last.high {
                merged[merged.count - 1].high = max(last.high, span.high)
            } else {
                merged.append(span)
            }
        }
        return merged
    }

    /// What of spans lies inside the windows there are: what lies between these has been counted and is gone.
    private func inside(_ spans: [(low: Double, high: Double)]) -> [(low: Double, high: Double)] {
        var parts: [(low: Double, high: Double)] = []
        parts.reserveCapacity(Self.mostWindows)
        for place in 0..<windowCount {
            for span in spans {
                let (low, high) = (max(span.low, windows[place].low), min(span.high, windows[place].high))
                // There are more of them than there can be windows only where what is looked for is lost.
                if low <= high, parts.count < Self.mostWindows { parts.append((low, high)) }
            }
        }
        return parts
    }

    /// Puts narrower windows in place of those there are, and marks the values that lie inside.
    private mutating func open(
        _ spans: [(low: Double, high: Double)], _ parts: UnsafePointer<Double>, _ marks: UnsafeMutablePointer<UInt64>,
        _ count: Int
    ) {
        // What lies below each: below the window that it was part of, and lower in it.
        let below = spans.map { span in
            var (before, place) = (0, 0)
            while windows[place].high < span.low {
                before += windows[place].within
                place += 1
            }
            var below = windows[place].below - before
            for index in 0..<atomCount where windows[place].low <= atoms[index].value && atoms[index].value < span.low {
                below += atoms[index].count
            }
            return below
        }
        windowCount = spans.count
        for (place, span) in spans.enumerated() {
            windows[place] = sample_window(low: span.low, high: span.high, below: below[place], within: 0)
        }
        keepAtoms { atom in spans.contains { $0.low <= atom.value && atom.value <= $0.high } }
        _ = row_mark_windows(marks, parts, count, windows, windowCount, atoms, 0)
    }

    private mutating func keepAtoms(where isKept: (sample_atom) -> Bool) {
        var count = 0
        for index in 0..<atomCount where isKept(atoms[index]) {
            atoms[count] = atoms[index]
            count += 1
        }
        atomCount = count
    }

    /// Counts values that come often in place of keeping them.
    private mutating func countAtoms() {
        guard let values else { return }
        let count = kept
        var sorted = UnsafeMutableBufferPointer(start: values, count: count)
        sorted.sort()
        var (first, end) = (0, 0)
        while first < count {
            let next = sorted[first...].firstIndex { $0 != sorted[first] } ?? count
            if next - first >= max(2, count / 8), atomCount < Self.mostAtoms {
                insertAtom(sorted[first], next - first)
            } else {
                for index in first..<next {
                    sorted[end] = sorted[index]
                    end += 1
                }
            }
            first = next
        }
    }

    private mutating func insertAtom(_ value: Double, _ count: Int) {
        var place = atomCount
        while place > 0, atoms[place - 1].value > value {
            atoms[place] = atoms[place - 1]
            place -= 1
        }
        atoms[place] = sample_atom(value: value, count: count)
        atomCount += 1
        for window in 0..<windowCount where windows[window].low <= value && value <= windows[window].high {
            windows[window].within -= count
        }
    }

    /// Whether all quantiles lie in windows, now that the whole sample has been seen.
    package func holdsAll(_ search: Search) -> Bool {
        readings.allSatisfy { zeros in
            search.places(of: seen - zeros).allSatisfy { place in
                place.ranks.allSatisfy { isHeld($0, leavingOut: zeros) }
            }
        }
    }

    /// So many values are looked through at once.
    private static let few = 1100

    /// How many zeros each reading leaves out: none, and where there are others, those that can be left out.
    private var readings: [Int] { leftOut > 0 && leftOut < seen ? [0, leftOut] : [0] }

    private func isHeld(_ rank: Int, leavingOut zeros: Int) -> Bool {
        (0..<windowCount).contains { place in
            let window = windows[place]
            var own = window.within
            for index in 0..<atomCount where window.low <= atoms[index].value && atoms[index].value <= window.high {
                own += atoms[index].count - (atoms[index].value == 0 ? zeros : 0)
            }
            let left = rank - window.below + (window.low > 0 ? zeros : 0)
            return (0..<own).contains(left)
        }
    }

    /// The quantiles looked for (of type 7) of the whole sample, and where the second reading is another, of it without the
    /// zeros that are left out. The whole sample has been seen, and all of them lie in windows.
    package mutating func quantiles(
        _ search: Search, in room: SampleRoom, by narrowing: SampleNarrowing
    ) -> [[Double]] {
        let everything = kept
        if let values, everything > Self.few {
            // Of the windows little can still be looked for.
            narrowing.reserve(everything)
            narrowing.parts.update(from: values, count: everything)
            narrow(to: search, holding: everything, left: 0, in: room, by: narrowing)
        }
        let count = kept
        if let values { narrowing.parts.update(from: values, count: count) }
        let lower = lowerThanAtoms(in: narrowing.parts, count)
        let readings = readings
        let (each, places) = (search.probabilities.count, readings.flatMap { search.places(of: seen - $0) })
        // Where the order statistics of each quantile lie, and what they are.
        var (ends, wanted): ([(first: Place, last: Place)], [Int]) = ([], [])
        ends.reserveCapacity(places.count)
        wanted.reserveCapacity(2 * places.count)
        for (index, quantile) in places.enumerated() {
            let zeros = readings[index / each]
            let first = place(ofRank: quantile.below, leavingOut: zeros, lower: lower)
            let last =
                quantile.fraction > 0 ? place(ofRank: quantile.below + 1, leavingOut: zeros, lower: lower) : first
            ends.append((first, last))
            if case .kept(let rank) = first { wanted.append(rank) }
            if case .kept(let rank) = last { wanted.append(rank) }
        }
        wanted.sort()
        let found = narrowing.selection.orderStatistics(of: narrowing.parts, count: count, at: wanted)
        func value(_ place: Place) -> Double {
            switch place {
            case .kept(let rank): return found[wanted.firstIndex(of: rank) ?? 0]
            case .atom(let value): return value + 0
            case .before: preconditionFailure("quantiles are read where all lie in windows")
            }
        }
        return readings.indices.map { reading in
            (reading * each..<(reading + 1) * each).map { index in
                places[index].value { value($0 == places[index].below ? ends[index].first : ends[index].last) }
            }
        }
    }
}

extension Statistics.QuantilePlace {
    /// The order statistics that it needs, the lower first.
    fileprivate var ranks: [Int] { fraction > 0 ? [below, below + 1] : [below] }
}

extension SampleWindows.Search {
    /// Where quantiles of a sample of so many values lie.
    fileprivate func places(of count: Int) -> [Statistics.QuantilePlace] {
        probabilities.map { Statistics.QuantilePlace(of: $0, count: count) }
    }
}
