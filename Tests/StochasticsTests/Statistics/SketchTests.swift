import Testing

@testable import Stochastics

@Suite("Sketch")
struct SketchTests {
    private static func sketch(_ values: [Double], order: [Int]? = nil, isCoarseOutside: Bool = false) -> Sketch {
        values.withUnsafeBufferPointer { values in
            let start = values.baseAddress!
            let blocks = stride(from: 0, to: values.count, by: 512).map { $0..<min($0 + 512, values.count) }
            var sketch = Sketch(
                Sketch.Bins(firstBatches: [(start, blocks[0].count)], isCoarseOutside: isCoarseOutside))
            for block in order ?? Array(blocks.indices) {
                sketch.add(start + blocks[block].lowerBound, count: blocks[block].count)
            }
            return sketch
        }
    }

    /// Samples whose first batch says how the others lie.
    private static let steady: [Shape] = [.uniform, .normal, .halfZero, .constant, .fewValues, .rounding]

    @Test("Percentiles and worst tenths are within 0.1% of the P5 to P95 range", arguments: steady)
    func promised(shape: Shape) {
        for seed in 1...20 as ClosedRange<UInt64> {
            let values = shape.sample(40 * 512 + 100, seed: seed)
            let sorted = values.sorted()
            let reading = Self.sketch(values).reading
            #expect(reading.total == values.count)
            let range = Statistics.quantile(ofSorted: sorted, 0.95) - Statistics.quantile(ofSorted: sorted, 0.05)
            let percents = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.8, 0.9, 0.95, 0.99]
            #expect(reading.resolution(at: percents) <= 0.001)
            for p in percents {
                let expected = Statistics.quantile(ofSorted: sorted, p)
                #expect(abs(reading.quantile(p) - expected) <= 0.001 * range + 1e-12 * abs(expected))
            }
            #expect(reading.quantile(0) == sorted[0] && reading.quantile(1) == sorted[sorted.count - 1])
            for worst in [Statistics.Worst.lowest, .highest] {
                let (value, error) = reading.expectedShortfall(worst: worst)
                let expected = Statistics.expectedShortfall(ofSorted: sorted, worst: worst)
                #expect(abs(value - expected) <= error + 1e-12 * abs(expected) && error <= 0.001 * range)
            }
        }
    }

    @Test(
        "With coarse bins outside, percentiles from P10 to P90 are as near, and others as near as is said",
        arguments: steady)
    func coarse(shape: Shape) {
        for seed in 1...20 as ClosedRange<UInt64> {
            let values = shape.sample(40 * 512 + 100, seed: seed)
            let sorted = values.sorted()
            let (reading, fine) = (Self.sketch(values, isCoarseOutside: true).reading, Self.sketch(values).reading)
            let range = Statistics.quantile(ofSorted: sorted, 0.95) - Statistics.quantile(ofSorted: sorted, 0.05)
            #expect(reading.total == values.count && reading.resolution(at: [0.1, 0.5, 0.9]) <= 0.001)
            for p in [0.1, 0.25, 0.5, 0.75, 0.9] { #expect(reading.quantile(p) == fine.quantile(p)) }
            for p in [0.001, 0.01, 0.99, 0.999] {
                let expected = Statistics.quantile(ofSorted: sorted, p)
                let bound = reading.resolution(at: [p]) * (reading.quantile(0.95) - reading.quantile(0.05))
                #expect(abs(reading.quantile(p) - expected) <= bound * (1 + 1e-9) + 1e-12 * abs(expected))
                #expect(bound <= 0.02 * range + 1e-12 * abs(expected))
            }
            #expect(reading.quantile(0) == sorted[0] && reading.quantile(1) == sorted[sorted.count - 1])
        }
    }

    @Test("Where the first batch says too little, the bound that it gives still holds", arguments: Shape.allCases)
    func bounds(shape: Shape) {
        // The first batch lies elsewhere, or is nothing but zeros.
        let later = shape.sample(20 * 512, seed: 5)
        for first in [later.prefix(512).map { $0 / 100 + 3 }, [Double](repeating: 0, count: 512)] {
            let values = first + later
            let sorted = values.sorted()
            let reading = Self.sketch(values).reading
            let range = Statistics.quantile(ofSorted: sorted, 0.95) - Statistics.quantile(ofSorted: sorted, 0.05)
            for p in [0.05, 0.1, 0.5, 0.9, 0.95] {
                let error = abs(reading.quantile(p) - Statistics.quantile(ofSorted: sorted, p))
                let sketched = reading.quantile(0.95) - reading.quantile(0.05)
                let bound = reading.resolution(at: [p]) * sketched
                let rounding = 1e-12 * max(abs(sorted[0]), abs(sorted[sorted.count - 1]))
                #expect(error <= bound * (1 + 1e-9) + rounding, "P\(p)")
            }
        }
    }

    @Test(
        "Counted in any order, and in parts that are merged, a sketch is the same", arguments: Shape.allCases,
        [false, true])
    func order(shape: Shape, isCoarseOutside: Bool) {
        let values = shape.sample(12 * 512, seed: 6)
        func sketch(order: [Int]? = nil) -> Sketch {
            Self.sketch(values, order: order, isCoarseOutside: isCoarseOutside)
        }
        let straight = sketch()
        #expect(sketch(order: [7, 0, 11, 3, 5, 1, 2, 10, 9, 4, 6, 8]) == straight)
        var parts = sketch(order: [1, 2, 3])
        parts.merge(sketch(order: [11, 0]))
        parts.merge(sketch(order: Array(4...10)))
        #expect(parts == straight)
    }

    @Test("A value that all of the first batch have is counted as it is")
    func atoms() {
        for value in [0, -5000, 0.1] {
            let sketch = Self.sketch([Double](repeating: value, count: 5000))
            #expect(sketch.atoms == 5000 && sketch.core.isEmpty)
            #expect(sketch.reading.quantile(0.3) == value && sketch.reading.resolution(at: [0.3]) == 0)
            #expect(sketch.reading.expectedShortfall(worst: .lowest).value == value)
        }
        // Zeros among other values are exact too.
        let half = Self.sketch(Shape.halfZero.sample(10_240))
        #expect(half.reading.quantile(0.5) == 0 && half.reading.resolution(at: [0.5]) == 0)
    }

    @Test(
        "Gone through again, values at ranks and worst tenths are exact", arguments: Shape.allCases, [false, true])
    func binValues(shape: Shape, isCoarseOutside: Bool) {
        let later = shape.sample(21 * 512 + 9, seed: 7)
        // As it is, with a first batch that lies elsewhere, and shifted so that the atom lies outside.
        let shifted = later.map { $0 == 0 ? 0 : $0 + 40 }
        for values in [later, later.prefix(512).map { $0 / 100 + 3 } + later, shifted] {
            let sketch = Self.sketch(values, isCoarseOutside: isCoarseOutside)
            let sorted = values.sorted()
            let percents = [0, 0.05, 0.1, 0.25, 0.5, 0.8, 0.9, 0.95, 1]
            for worst in [Statistics.Worst.lowest, .highest] {
                let rank = BinValues.shortfallRank(of: values.count, worst: worst)
                var collected = BinValues(
                    sketch, ranks: BinValues.ranks(of: percents, total: values.count) + [rank])
                let beyond = values.withUnsafeBufferPointer { values in
                    collected.add(values.baseAddress!, count: values.count)
                    return collected.sum(
                        of: values.baseAddress!, count: values.count, beyondRank: rank, towards: worst)
                }
                collected.finish()
                #expect(
                    percents.map(collected.quantile)
                        == percents.map { Statistics.quantile(ofSorted: sorted, $0) })
                let expected = Statistics.expectedShortfall(ofSorted: sorted, worst: worst)
                let found = collected.expectedShortfall(worst: worst, sumBeyond: beyond)
                let size = Statistics.expectedShortfall(ofSorted: sorted.map(abs).sorted(), worst: .highest)
                #expect(abs(found - expected) <= Double(values.count) * 0x1p-53 * max(size, abs(expected)))
            }
        }
    }
}
