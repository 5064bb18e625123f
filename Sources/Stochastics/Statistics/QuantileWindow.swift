import CRows

/// A quantile that is looked for in a sample of known size while the sample comes in parts.
///
/// Parts of a sample in random order tell between which values its quantile will lie: of n values seen among N, those below
/// the quantile number n·p, give or take `√(n·p·(1 − p)·(N − n)/(N − 1))`, the standard error of drawing without replacement.
package struct QuantileSearch: Sendable {
    /// N.
    let total: Int
    /// The order statistics that the quantile (of type 7) needs: the first, and the last, which is it or the next.
    let first, last: Int
    private let place: Statistics.QuantilePlace
    /// How many standard errors a window reaches to each side.
    private let errors: Double

    /// How many standard errors a window usually reaches to each side: the quantile lies outside once in 10⁷ to 10⁸ times.
    package static let usualErrors = 5.5

    /// - Parameters:
    ///   - p: the probability, in 0…1.
    ///   - total: the size of the whole sample, at least 1.
    ///   - errors: how many standard errors a window reaches to each side; infinity keeps all values.
    package init(_ p: Double, of total: Int, errors: Double = usualErrors) {
        precondition(total > 0, "a quantile is of at least one value")
        place = Statistics.QuantilePlace(of: p, count: total)
        self.total = total
        self.errors = errors
        first = place.below
        last = place.fraction > 0 ? place.below + 1 : place.below
    }

    /// Between which ranks of the values seen the order statistics lie, all but certainly; they may be none of a value's.
    func ranks(amongFirst seen: Int) -> (first: Int, last: Int) {
        guard seen < total else { return (first, last) }
        guard errors < .infinity else { return (-1, seen) }
        let (n, total, p) = (Double(seen), Double(total), (Double(first) + 0.5) / Double(total))
        let reach = errors * (n * p * (1 - p) * (total - n) / max(1, total - 1)).squareRoot() + 1
        let (low, high) = (n * Double(first) / total - reach, n * Double(last) / total + reach)
        return (Int(max(-1, low.rounded(.down))), Int(min(n, high.rounded(.up))))
    }

    /// Room for the values of a window: half as much again as the widest holds, so that it seldom has to be narrowed.
    package var room: Int {
        let widest = ranks(amongFirst: total / 2)
        return min(total, max(64, 3 * (widest.last - widest.first + 1) / 2))
    }

    /// The quantile, from its order statistics.
    fileprivate func value(_ first: Double, _ last: Double) -> Double {
        place.value { $0 == self.first ? first : last }
    }
}

/// The window in which a quantile lies, as far as the sample has been seen: values inside are kept, others counted.
package struct QuantileWindow {
    /// Its ends; they are one where nothing lies between.
    fileprivate var low = 0.0, high = 0.0
    /// How many values lie below it, are its low end, are its high end where that is another, and are kept.
    fileprivate var below: Int32 = 0, atLow: Int32 = 0, atHigh: Int32 = 0, kept: Int32 = 0
    fileprivate var capacity: Int32 = 0
    fileprivate var values: UnsafeMutablePointer<Double>?

    /// A window on nothing yet.
    package init() {}

    /// Whether a quantile of the whole sample, all parts of which have been taken up, lies inside.
    package func holds(_ search: QuantileSearch) -> Bool {
        search.first >= Int(below) && search.last < Int(below + atLow + kept + atHigh)
    }

    /// A quantile of the whole sample, all parts of which have been taken up; nil where it lies outside the window.
    package func quantile(_ search: QuantileSearch, by selection: Selection) -> Double? {
        let ranks = search.first == search.last ? [search.first] : [search.first, search.last]
        let (first, between) = (Int(below + atLow), Int(kept))
        guard holds(search) else { return nil }
        if low == high { return low + 0 }
        let inside = ranks.map { $0 - first }.filter { (0..<between).contains($0) }
        var found: [Double] = []
        if !inside.isEmpty, let values {
            found = selection.orderStatistics(of: values, count: between, at: inside)
        }
        let lower = ranks.count { $0 < first }
        let statistics =
            repeatElement(low + 0, count: lower) + found
            + repeatElement(high + 0, count: ranks.count - lower - inside.count)
        guard let least = statistics.first, let greatest = statistics.last else { return nil }
        return search.value(least, greatest)
    }

    /// Takes up so many zeros, unless they lie inside; then it is left as it is.
    fileprivate mutating func takeZeros(_ count: Int) -> Bool {
        if low == 0 {
            atLow += Int32(count)
        } else if low > 0 {
            below += Int32(count)
        } else if high == 0 {
            atHigh += Int32(count)
        } else if high > 0 {
            return false
        }
        return true
    }

    /// Gives it other room for values; what it has kept is left behind.
    fileprivate mutating func move(to room: UnsafeMutablePointer<Double>, capacity: Int) {
        values = room
        self.capacity = Int32(capacity)
    }
}

/// Narrows windows as parts of samples come, with room to work in, for one thread.
package final class QuantileNarrowing {
    private let selection = Selection()
    /// Values of a window that is being narrowed, and of which of the values at hand lie in a window.
    private var parts: UnsafeMutablePointer<Double>
    private var marks: UnsafeMutablePointer<UInt64>
    /// For how many values there is room to work in.
    private var capacity = 2048
    private let allocate: (Int) -> UnsafeMutablePointer<Double>

    /// - Parameter allocate: room for so many values that windows keep; it stands as long as they do.
    package init(allocate: @escaping (Int) -> UnsafeMutablePointer<Double>) {
        self.allocate = allocate
        parts = .allocate(capacity: capacity)
        marks = .allocate(capacity: capacity / 64)
    }

    deinit {
        parts.deallocate()
        marks.deallocate()
    }

    /// Takes up a part of a sample into the windows on its quantiles.
    ///
    /// - Parameters:
    ///   - row: finite numbers; nil: zeros.
    ///   - count: how many they are, at least 1.
    ///   - windows: one for each search.
    ///   - searches: the quantiles looked for.
    ///   - seen: how many values of the sample have come before.
    package func take(
        _ row: UnsafePointer<Double>?, count: Int, into windows: UnsafeMutablePointer<QuantileWindow>,
        of searches: UnsafeBufferPointer<QuantileSearch>, after seen: Int
    ) {
        if seen == 0 { open(windows, of: searches, on: row, count: count) }
        guard let first = searches.baseAddress else { return }
        for place in 0..<searches.count {
            let window = windows + place
            if let row {
                take(row, count: count, into: window, of: first + place, after: seen)
            } else if !window.pointee.takeZeros(count) {
                withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { zeros in
                    zeros.initialize(repeating: 0)
                    guard let row = zeros.baseAddress else { return }
                    take(UnsafePointer(row), count: count, into: window, of: first + place, after: seen)
                }
            }
        }
    }

    /// Opens windows on the first part of a sample.
    private func open(
        _ windows: UnsafeMutablePointer<QuantileWindow>, of searches: UnsafeBufferPointer<QuantileSearch>,
        on row: UnsafePointer<Double>?, count: Int
    ) {
        let spans = searches.map { $0.ranks(amongFirst: count) }
        let ranks = spans.flatMap { [$0.first, $0.last] }.filter { (0..<count).contains($0) }.sorted()
        let found = row.map { selection.orderStatistics(of: $0, count: count, at: ranks) }
        func value(_ rank: Int, beyond: Double) -> Double {
            ranks.firstIndex(of: rank).map { found?[$0] ?? 0 } ?? beyond
        }
        for (place, span) in spans.enumerated() {
            windows[place].low = value(span.first, beyond: -.infinity)
            windows[place].high = value(span.last, beyond: .infinity)
        }
    }

    private func take(
        _ row: UnsafePointer<Double>, count: Int, into window: UnsafeMutablePointer<QuantileWindow>,
        of search: UnsafePointer<QuantileSearch>, after seen: Int
    ) {
        let (low, high, kept) = (window.pointee.low, window.pointee.high, Int(window.pointee.kept))
        reserve(kept + count)
        let end = window.pointee.values.map { $0 + kept }
        var (below, atLow, atHigh) = (0, 0, 0)
        let inside = row_mark_window(marks, row, low, high, count, end, &below)
        window.pointee.below += Int32(below)
        if low == high {
            window.pointee.atLow += Int32(inside)
            return
        }
        guard inside > 0 else { return }
        let isFull = kept + inside > Int(window.pointee.capacity)
        var target = end
        if isFull, let values = window.pointee.values {
            parts.update(from: values, count: kept)
            target = parts + kept
        } else if isFull {
            let room = max(search.pointee.room, inside)
            window.pointee.move(to: allocate(room), capacity: room)
            target = window.pointee.values
        }
        guard let target else { preconditionFailure("room was made for what lies inside") }
        let found = row_gather_window(target, row, marks, low, high, count, &atLow, &atHigh)
        window.pointee.atLow += Int32(atLow)
        window.pointee.atHigh += Int32(atHigh)
        window.pointee.kept += Int32(found)
        if isFull, end != nil { narrow(&window.pointee, to: search.pointee.ranks(amongFirst: seen + count)) }
    }

    /// Narrows a window to what still can be the quantile; `parts` hold what it keeps.
    private func narrow(_ window: inout QuantileWindow, to span: (first: Int, last: Int)) {
        let (before, count) = (Int(window.below + window.atLow), Int(window.kept))
        let (first, last) = (span.first - before, span.last - before)
        let ranks = [first, last].filter { (0..<count).contains($0) }
        let found = selection.orderStatistics(of: parts, count: count, at: ranks)
        var (low, high) = (window.low, window.high)
        if (0..<count).contains(first) { low = found[0] }
        if (0..<count).contains(last) { high = found[found.count - 1] }
        // What is looked for can be an end alone.
        if first >= count { low = window.high }
        if last < 0 { high = window.low }
        var (below, atLow, atHigh) = (0, 0, 0)
        let inside = row_mark_window(marks, parts, low, high, count, window.values, &below)
        if inside > Int(window.capacity) {
            let room = max(inside, 2 * Int(window.capacity))
            window.move(to: allocate(room), capacity: room)
        }
        guard let values = window.values else { preconditionFailure("a window that is narrowed keeps values") }
        let kept = row_gather_window(values, parts, marks, low, high, count, &atLow, &atHigh)
        if low != window.low {
            window.below = Int32(before + below)
            window.atLow = Int32(atLow) + (low == window.high ? window.atHigh : 0)
        }
        if high != window.high || low == high { window.atHigh = Int32(atHigh) }
        (window.low, window.high, window.kept) = (low, high, Int32(kept))
    }

    private func reserve(_ count: Int) {
        guard count > capacity else { return }
        capacity = (2 * count + 63) & ~63
        parts.deallocate()
        marks.deallocate()
        parts = .allocate(capacity: capacity)
        marks = .allocate(capacity: capacity / 64)
    }
}
