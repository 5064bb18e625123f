import Testing

@testable import Stochastics

@Suite("Windows on samples")
struct SampleWindowsTests {
    /// Room that counts what was asked for; what it gives stands until it goes.
    private final class Memory: @unchecked Sendable {
        // Sharing it is safe: one thread alone asks.
        private var taken: [UnsafeMutablePointer<Double>] = []
        private(set) var count = 0

        func take(_ count: Int) -> UnsafeMutablePointer<Double> {
            taken.append(.allocate(capacity: count))
            self.count += count
            return taken[taken.count - 1]
        }

        deinit { for pointer in taken { pointer.deallocate() } }
    }

    /// What windows find that see a sample in parts; nil where something lies outside them.
    ///
    /// - Parameter isLeftOut: which values, all of them zeros, the second reading leaves out.
    private static func found(
        _ sample: [Double], isLeftOut: [Bool]? = nil, _ search: SampleWindows.Search, parts: Int = 512
    ) -> [[Double]]? {
        let memory = Memory()
        let (room, narrowing) = (SampleRoom { memory.take($0) }, SampleNarrowing())
        var windows = SampleWindows()
        take(sample, isLeftOut: isLeftOut, into: &windows, search, parts: parts, in: room, narrowing)
        guard windows.holdsAll(search) else { return nil }
        let found = windows.quantiles(search, in: room, by: narrowing)
        // Reading changes nothing that is read.
        #expect(windows.quantiles(search, in: room, by: narrowing) == found)
        return found
    }

    private static func take(
        _ sample: [Double], isLeftOut: [Bool]? = nil, into windows: inout SampleWindows,
        _ search: SampleWindows.Search, parts: Int = 512, after: Int = 0, in room: SampleRoom,
        _ narrowing: SampleNarrowing
    ) {
        for first in stride(from: after, to: sample.count, by: parts) {
            let range = first..<min(first + parts, sample.count)
            let leavingOut = isLeftOut?[range].count { $0 } ?? 0
            // Nothing but zeros may come without a row.
            if sample[range].allSatisfy({ $0 == 0 }) {
                windows.takeZeros(range.count, leavingOut: leavingOut)
            } else {
                windows.take(
                    Array(sample[range]), count: range.count, leavingOut: leavingOut,
                    left: sample.count - range.upperBound, search: search, in: room, by: narrowing)
            }
        }
    }

    private static func quantiles(_ sample: [Double], _ probabilities: [Double]) -> [Double] {
        let sorted = sample.sorted()
        return probabilities.map { Statistics.quantile(ofSorted: sorted, $0) }
    }

    private static let probabilities = [[0.1, 0.5, 0.9], [0, 0.05, 0.5, 1], [0.5]]

    @Test("Quantiles are to the bit those of the sorted sample", arguments: Shape.allCases)
    func exact(shape: Shape) {
        for count in [1, 2, 511, 512, 513, 1024, 5000, 10_240, 30_001] {
            let sample = shape.sample(count)
            for probabilities in Self.probabilities {
                let expected = Self.quantiles(sample, probabilities)
                #expect(Self.found(sample, .init(probabilities)) == [expected], "\(count)")
                #expect(Self.found(sample, .init(probabilities, errors: .infinity)) == [expected], "\(count)")
            }
        }
    }

    @Test("So are those of the rest where zeros are left out: of few or of nearly all", arguments: Shape.allCases)
    func leavingOut(shape: Shape) {
        for share in [0.001, 0.3, 0.95] {
            for count in [600, 10_240, 20_000] {
                let u = AddressedDraws(seed: 5).uniforms(at: Address("out"), trials: 0..<count)
                let isLeftOut = u.map { $0 < share }
                let sample = zip(shape.sample(count), isLeftOut).map { $1 ? 0 : $0 }
                let rest = zip(sample, isLeftOut).filter { !$1 }.map(\.0)
                for probabilities in Self.probabilities {
                    let found = Self.found(sample, isLeftOut: isLeftOut, .init(probabilities))
                    let readings = rest.count < count ? [sample, rest] : [sample]
                    #expect(
                        found == readings.map { Self.quantiles($0, probabilities) }, "\(share) of \(count)")
                }
            }
        }
    }

    @Test("What is found is the quantile, however narrow the windows and whatever the order", arguments: Shape.allCases)
    func neverWrong(shape: Shape) {
        let isLeftOut = (0..<6000).map { $0 % 3 == 0 }
        for order in 0..<3 {
            var sample = shape.sample(6000, seed: 3)
            if order > 0 { sample.sort(by: order == 1 ? { $0 < $1 } : { $0 > $1 }) }
            let some = zip(sample, isLeftOut).map { $1 ? 0 : $0 }
            let rest = zip(sample, isLeftOut).filter { !$1 }.map(\.0)
            for probabilities in Self.probabilities {
                let expected = [Self.quantiles(some, probabilities), Self.quantiles(rest, probabilities)]
                for errors in [0, 0.5, 2, QuantileSearch.usualErrors, .infinity] {
                    let found = Self.found(some, isLeftOut: isLeftOut, .init(probabilities, errors: errors))
                    #expect(found == expected || found == nil && errors < .infinity)
                }
            }
        }
        // Windows of no reach on a rising sample miss its middle.
        #expect(Self.found((0..<6000).map(Double.init), .init([0.5], errors: 0)) == nil)
    }

    @Test("A copy goes on by itself: with the same sample, and with what remains without zeros")
    func copies() {
        let isLeftOut = (0..<9000).map { $0 % 4 == 1 }
        let sample = zip(Shape.normal.sample(9000, seed: 9), isLeftOut).map { $1 ? 0 : $0 - 9e5 }
        let search = SampleWindows.Search([0.1, 0.5, 0.9])
        for after in [512, 4096] {
            let memory = Memory()
            let (room, narrowing) = (SampleRoom { memory.take($0) }, SampleNarrowing())
            var windows = SampleWindows()
            Self.take(
                Array(sample[..<after]), isLeftOut: Array(isLeftOut[..<after]), into: &windows, search, in: room,
                narrowing)
            var same = windows.copy(leavingOut: false, in: room)
            var rest = windows.copy(leavingOut: true, in: room)
            windows.endLeavingOut()
            same.endLeavingOut()
            // From here on each sees something else of the same kind.
            let later = zip(Shape.normal.sample(9000, seed: 10), isLeftOut).map { $1 ? 0 : $0 - 9e5 }
            let others = Array(sample[..<after] + later[after...])
            Self.take(sample, into: &windows, search, after: after, in: room, narrowing)
            Self.take(others, into: &same, search, after: after, in: room, narrowing)
            let joined = zip(sample, isLeftOut).filter { !$1 }.map(\.0)
            let before = isLeftOut[..<after].count { !$0 }
            Self.take(joined, into: &rest, search, after: before, in: room, narrowing)
            func expect(_ windows: inout SampleWindows, _ sample: [Double]) {
                guard windows.holdsAll(search) else {
                    Issue.record("quantiles of a sample in random order lie in windows")
                    return
                }
                let expected = Self.quantiles(sample, search.probabilities)
                #expect(windows.quantiles(search, in: room, by: narrowing) == [expected])
            }
            expect(&windows, sample)
            expect(&same, others)
            expect(&rest, joined)
        }
    }

    @Test("Windows miss a quantile as seldom as their reach in standard errors says")
    func reach() {
        let samples = (0..<1000).map { Shape.uniform.sample(3072, seed: UInt64($0 + 10)) }
        // Narrowed once, at two thirds of the sample, with up to three ranks more to each side of two standard errors of some
        // 13 ranks: less than 4.6% lie beyond.
        let missed = samples.count { Self.found($0, .init([0.5], errors: 2)) == nil }
        #expect(missed < 46 + 3 * 7 && missed > 1)
        #expect(samples.allSatisfy { Self.found($0, .init([0.5])) != nil })
    }

    @Test("What is kept grows with the square root of the sample, and values that come often are not kept")
    func room() {
        func kept(_ sample: [Double], _ probabilities: [Double]) -> Int {
            let memory = Memory()
            let (room, narrowing) = (SampleRoom { memory.take($0) }, SampleNarrowing())
            var windows = SampleWindows()
            Self.take(sample, into: &windows, .init(probabilities), in: room, narrowing)
            return windows.capacity
        }
        let rooms = [10_240, 163_840, 655_360].map { kept(Shape.normal.sample($0), [0.5]) }
        #expect(rooms[0] <= 1536 && rooms[1] <= 2560 && rooms[2] <= 5120)
        #expect(kept(Shape.fewValues.sample(100_000), [0.1, 0.5, 0.9]) <= 2048)
        #expect(kept(Shape.constant.sample(100_000), [0.5]) <= 2048)
    }
}
