import Testing

@testable import Stochastics

@Suite("Quantile windows")
struct QuantileWindowTests {
    /// Quantiles found by windows that see a sample in parts, nil outside them, and the most values that one keeps.
    private static func found(
        _ sample: [Double], _ percents: [Double], parts: Int = 512, errors: Double = QuantileSearch.usualErrors
    ) -> (values: [Double?], room: Int) {
        let searches = percents.map { QuantileSearch($0, of: sample.count, errors: errors) }
        var taken: [UnsafeMutablePointer<Double>] = []
        var room = 0
        let narrowing = QuantileNarrowing { count in
            room = max(room, count)
            taken.append(.allocate(capacity: count))
            return taken[taken.count - 1]
        }
        var windows = percents.map { _ in QuantileWindow() }
        searches.withUnsafeBufferPointer { searches in
            for first in stride(from: 0, to: sample.count, by: parts) {
                let part = Array(sample[first..<min(first + parts, sample.count)])
                // Nothing but zeros may come without a row.
                if part.allSatisfy({ $0 == 0 }) {
                    narrowing.take(nil, count: part.count, into: &windows, of: searches, after: first)
                } else {
                    narrowing.take(part, count: part.count, into: &windows, of: searches, after: first)
                }
            }
        }
        let values = zip(searches, windows).map { $1.quantile($0, by: Selection()) }
        for pointer in taken { pointer.deallocate() }
        return (values, room)
    }

    private static let percents = [0, 0.05, 0.2, 0.5, 0.5, 0.8, 0.99, 1]

    @Test("Quantiles are to the bit those of the sorted sample", arguments: Shape.allCases)
    func exact(shape: Shape) {
        for count in [1, 2, 511, 512, 513, 1024, 5000, 10_240, 30_001] {
            let sample = shape.sample(count)
            let sorted = sample.sorted()
            let expected = Self.percents.map { Statistics.quantile(ofSorted: sorted, $0) }
            for errors in [QuantileSearch.usualErrors, .infinity] {
                #expect(Self.found(sample, Self.percents, errors: errors).values == expected, "\(count)")
            }
        }
    }

    @Test("What is found is the quantile, however narrow the window and whatever the order", arguments: Shape.allCases)
    func neverWrong(shape: Shape) {
        for order in 0..<3 {
            var sample = shape.sample(6000, seed: 3)
            let sorted = sample.sorted()
            if order == 1 { sample = sorted }
            if order == 2 { sample = sorted.reversed() }
            let expected = Self.percents.map { Statistics.quantile(ofSorted: sorted, $0) }
            for errors in [0, 0.5, 2, QuantileSearch.usualErrors] {
                let found = Self.found(sample, Self.percents, errors: errors).values
                #expect(zip(found, expected).allSatisfy { $0 == nil || $0 == $1 })
            }
            #expect(Self.found(sample, Self.percents, errors: .infinity).values == expected)
        }
        // A window of no reach on a rising sample misses its middle.
        let rising = (0..<6000).map(Double.init)
        #expect(Self.found(rising, [0.5], errors: 0).values == [nil])
    }

    @Test("Zeros that turn out not to be all are counted, or missed, and never taken for the quantile")
    func zeros() {
        let sample = (0..<2048).map { $0 < 512 ? 0 : Double($0) }
        #expect(Self.found(sample, [0.1, 0.5]).values == [0, nil])
        let around = (0..<2048).map { 512..<1024 ~= $0 ? 0 : Double($0 * 7919 % 2048) - 800 }
        let sorted = around.sorted()
        #expect(Self.found(around, [0.3, 0.5]).values == [0.3, 0.5].map { Statistics.quantile(ofSorted: sorted, $0) })
    }

    @Test("A window misses the quantile as seldom as its reach in standard errors says")
    func reach() {
        // Of 2,000 samples seen once halfway, some 4.6% lie beyond two standard errors, ranks being whole a little less.
        let samples = (0..<2000).map { Shape.uniform.sample(1024, seed: UInt64($0 + 10)) }
        let missed = samples.count { Self.found($0, [0.5], errors: 2).values == [nil] }
        #expect(missed > 20 && missed < 92 + 3 * 10)
        #expect(samples.allSatisfy { Self.found($0, [0.5]).values != [nil] })
    }

    @Test("What windows keep grows with the square root of the sample")
    func room() {
        let rooms = [10_240, 40_960, 163_840].map { Self.found(Shape.normal.sample($0), [0.5]).room }
        #expect(rooms[0] < 500)
        for (less, more) in zip(rooms, rooms.dropFirst()) { #expect(Double(more) < 2.1 * Double(less)) }
    }
}
