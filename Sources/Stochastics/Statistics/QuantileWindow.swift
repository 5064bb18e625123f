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

    /// Room for the values of a window: three eighths more than the widest holds, so that it seldom has to be narrowed.
    package var room: Int {
        let widest = ranks(amongFirst: total / 2)
        return min(total, max(64, 11 * (widest.last - widest.first + 1) / 8))
    }

    /// The quantile, from its order statistics.
    fileprivate func value(_ first: Double, _ last: Double) -> Double {
        place.value { $0 == self.first ? first : last }
    }
}

/// The window in which a quantile lies, as far as the sample has been seen: values inside are kept, others counted.
package struct QuantileWindow {
    /// Its ends are one where nothing lies between.
    fileprivate var held = value_window()

    /// A window on nothing yet.
    package init() {}

    private var below: Int { Int(held.below) }
    private var atLow: Int { Int(held.at_low) }
    private var atHigh: Int { Int(held.at_high) }
    private var kept: Int { Int(held.kept) }

    /// Whether a quantile of the whole sample, all parts of which have been taken up, lies inside.
    package func holds(_ search: QuantileSearch) -> Bool {
        search.first >= below && search.last < below + atLow + kept + atHigh
    }

    /// A quantile of the whole sample, all parts of which have been taken up; nil where it lies outside the window.
    package func quantile(_ search: QuantileSearch, by selection: Selection) -> Double? {
        guard holds(search) else { return nil }
        // Ranks among the values kept; what lies before or behind them is an end.
        let (first, last) = (search.first - below - atLow, search.last - below - atLow)
        var (lower, upper) = (first < 0 ? held.low : held.high, last < 0 ? held.low : held.high)
        if first < kept, last >= 0, kept > 0, let values = held.values {
            let found = selection.orderStatistics(
                of: values, count: kept, from: max(0, first), to: min(last, kept - 1))
            if first >= 0 { lower = found.first }
            if last < kept { upper = found.last }
        }
        return search.value(lower + 0, upper + 0)
    }

    /// Takes up so many zeros, unless they lie inside; then it is left as it is.
    fileprivate mutating func takeZeros(_ count: Int) -> Bool {
        if held.low == 0 {
            held.at_low += Int32(count)
        } else if held.low > 0 {
            held.below += Int32(count)
        } else if held.high == 0 {
            held.at_high += Int32(count)
        } else if held.high > 0 {
            return false
        }
        return true
    }

    /// Keeps values, in other room if there is any given: of what it has kept before, nothing else stands.
    fileprivate mutating func keep(
        _ values: UnsafePointer<Double>, count: Int, in room: (start: UnsafeMutablePointer<Double>, capacity: Int)?
    ) {
        if let room {
            held.values = room.start
            held.capacity = Int32(room.capacity)
        }
        held.values?.update(from: values, count: count)
        held.kept = Int32(count)
    }
}

/// Narrows windows as parts of samples come, with room to work in, for one thread.
package final class QuantileNarrowing {
    private let selection = Selection()
    /// Values of a window that is being narrowed, and those of them that it is still to keep.
    private var parts, remaining: UnsafeMutablePointer<Double>
    /// For how many values there is room in either, and how many more are written, as they are copied eight at a time.
    private var capacity = 2048
    private static let slack = 8
    private let allocate: (Int) -> UnsafeMutablePointer<Double>
    /// Ranks that windows are opened at.
    private var ranks: [Int] = []

    /// - Parameter allocate: room for so many values that windows keep; it stands as long as they do.
    package init(allocate: @escaping (Int) -> UnsafeMutablePointer<Double>) {
        self.allocate = allocate
        parts = .allocate(capacity: capacity)
        remaining = .allocate(capacity: capacity)
    }

    deinit {
        parts.deallocate()
        remaining.deallocate()
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

    /// Makes ready for the windows of a sample that will be taken up after the one at hand.
    package func fetch(_ windows: UnsafeMutablePointer<QuantileWindow>, count: Int) {
        for place in 0..<count { row_fetch_window(&windows[place].held) }
    }

    /// Opens windows on the first part of a sample.
    private func open(
        _ windows: UnsafeMutablePointer<QuantileWindow>, of searches: UnsafeBufferPointer<QuantileSearch>,
        on row: UnsafePointer<Double>?, count: Int
    ) {
        ranks.removeAll(keepingCapacity: true)
        for search in searches {
            let span = search.ranks(amongFirst: count)
            if (0..<count).contains(span.first) { ranks.append(span.first) }
            if (0..<count).contains(span.last) { ranks.append(span.last) }
        }
        ranks.sort()
        let found = row.map { selection.orderStatistics(of: $0, count: count, at: ranks) }
        func value(_ rank: Int, beyond: Double) -> Double {
            ranks.firstIndex(of: rank).map { found?[$0] ?? 0 } ?? beyond
        }
        for (place, search) in searches.enumerated() {
            let span = search.ranks(amongFirst: count)
            windows[place].held.low = value(span.first, beyond: -.infinity)
            windows[place].held.high = value(span.last, beyond: .infinity)
        }
    }

    private func take(
        _ row: UnsafePointer<Double>, count: Int, into window: UnsafeMutablePointer<QuantileWindow>,
        of search: UnsafePointer<QuantileSearch>, after seen: Int
    ) {
        let kept = Int(window.pointee.held.kept)
        reserve(kept + count + Self.slack)
        // Values that do not fit come to stand behind those kept.
        let left = row_take_window(&window.pointee.held, row, count, parts + kept)
        guard left > 0 else { return }
        if let values = window.pointee.held.values {
            parts.update(from: values, count: kept)
            narrow(&window.pointee, to: search.pointee.ranks(amongFirst: seen + count), count: kept + left)
        } else {
            window.pointee.keep(parts, count: left, in: room(max(search.pointee.room, left)))
        }
    }

    private func room(_ capacity: Int) -> (start: UnsafeMutablePointer<Double>, capacity: Int) {
        (allocate(capacity), capacity)
    }

    /// Narrows a window to what still can be the quantile; `parts` hold all that it has kept.
    private func narrow(_ window: inout QuantileWindow, to span: (first: Int, last: Int), count: Int) {
        let before = Int(window.held.below + window.held.at_low)
        let (first, last) = (span.first - before, span.last - before)
        var (low, high) = (window.held.low, window.held.high)
        // Any ends will do that the quantile lies between.
        if !(first >= 0 && last < count && row_close_window(&low, &high, parts, count, first, last)) {
            (low, high) = exactEnds(of: window, first: first, last: last, count: count)
        }
        let left = row_move_ends(&window.held, low, high, parts, count, remaining)
        let capacity = Int(window.held.capacity)
        window.keep(remaining, count: left, in: left > capacity ? room(max(left, 2 * capacity)) : nil)
    }

    /// The values at two ranks of those in `parts`; the window's own ends where ranks lie outside.
    private func exactEnds(
        of window: QuantileWindow, first: Int, last: Int, count: Int
    ) -> (low: Double, high: Double) {
        let ranks = [first, last].filter { (0..<count).contains($0) }
        let found = selection.orderStatistics(of: parts, count: count, at: ranks)
        var (low, high) = (window.held.low, window.held.high)
        if (0..<count).contains(first) { low = found[0] }
        if (0..<count).contains(last) { high = found[found.count - 1] }
        // What is looked for can be an end alone.
        if first >= count { low = window.held.high }
        if last < 0 { high = window.held.low }
        return (low, high)
    }

    private func reserve(_ count: Int) {
        guard count > capacity else { return }
        capacity = 2 * count
        parts.deallocate()
        remaining.deallocate()
        parts = .allocate(capacity: capacity)
        remaining = .allocate(capacity: capacity)
    }
}
