import Testing

@testable import Stochastics

/// Samples that are hard in different ways, by name.
enum Shape: String, CaseIterable, Sendable {
    case uniform, normal, heavy, halfZero, constant, fewValues, spike, rounding, wide

    func sample(_ count: Int, seed: UInt64 = 1) -> [Double] {
        let draws = AddressedDraws(seed: seed)
        let u = draws.uniforms(at: Address("u"), trials: 0..<count)
        let v = draws.uniforms(at: Address("v"), trials: 0..<count)
        return zip(u, v).map { u, v in
            switch self {
            case .uniform: return u
            case .normal: return 1e6 + 2e5 * StandardNormal.quantile(u)
            case .heavy: return 1 / (u * u)
            case .halfZero: return v < 0.5 ? 0 : StandardNormal.quantile(u)
            case .constant: return 7.25
            case .fewValues: return (4 * u).rounded() - 2
            case .spike: return v < 0.01 ? 1e9 * u : u
            case .rounding: return 1e5 + (u < 0.5 ? 0 : 1.5e-11)
            case .wide: return (v < 0.5 ? -1 : 1) * (1 / u - 1) * 1e300 * 1e-6
            }
        }
    }
}

@Suite("Selection")
struct SelectionTests {
    private static let percents = [0, 0.01, 0.05, 0.1, 0.25, 1.0 / 3, 0.5, 0.8, 0.9, 0.95, 0.999, 1]

    @Test("Percentiles are to the bit those of the sorted sample", arguments: Shape.allCases)
    func quantiles(shape: Shape) {
        let selection = Selection()
        for count in [1, 2, 3, 191, 192, 193, 512, 5000, 10_240, 20_000] {
            let values = shape.sample(count)
            let sorted = values.sorted()
            let found = values.withUnsafeBufferPointer {
                selection.quantiles(of: $0.baseAddress!, count: count, at: Self.percents)
            }
            #expect(found == Self.percents.map { Statistics.quantile(ofSorted: sorted, $0) }, "\(count)")
        }
    }

    @Test("Pairs of order statistics are those of the sorted sample", arguments: Shape.allCases)
    func pairs(shape: Shape) {
        let selection = Selection()
        for count in [1, 3, 25, 192, 512, 2048, 5000] {
            let values = shape.sample(count)
            let sorted = values.sorted().map { $0 + 0 }
            for (first, last) in [(0, 0), (0, count - 1), (count / 2, count / 2), (count / 3, 2 * count / 3)] {
                let found = selection.orderStatistics(of: values, count: count, from: first, to: last)
                #expect(found == (sorted[first], sorted[last]), "\(count)")
            }
        }
    }

    @Test("All 101 percentiles come out of one look", arguments: Shape.allCases)
    func allPercentiles(shape: Shape) {
        let values = shape.sample(10_240, seed: 2)
        let sorted = values.sorted()
        let percents = (0...100).map { Double($0) / 100 }
        let found = values.withUnsafeBufferPointer {
            Selection().quantiles(of: $0.baseAddress!, count: values.count, at: percents)
        }
        #expect(found == percents.map { Statistics.quantile(ofSorted: sorted, $0) })
    }

    @Test("Zeros that are left out are looked for neither by count nor by value", arguments: Shape.allCases)
    func leavingOutZeros(shape: Shape) {
        for (count, zeros) in [(2, 1), (300, 299), (512, 100), (10_240, 4000)] {
            let rest = shape.sample(count - zeros)
            // Some zeros stay, and those left out lie anywhere.
            var values = rest
            for index in 0..<zeros { values.insert(index % 2 == 0 ? 0 : -0.0, at: index * 7 % (values.count + 1)) }
            let found = values.withUnsafeBufferPointer {
                Selection().quantiles(of: $0.baseAddress!, count: count, leavingOutZeros: zeros, at: Self.percents)
            }
            #expect(found.all == Self.percents.map { Statistics.quantile(ofSorted: values.sorted(), $0) })
            #expect(found.rest == Self.percents.map { Statistics.quantile(ofSorted: rest.sorted(), $0) })
        }
    }

    @Test("The worst tenth is that of the sorted sample to the rounding of sums", arguments: Shape.allCases)
    func shortfall(shape: Shape) {
        for count in [1, 7, 25, 519, 10_240] {
            let values = shape.sample(count, seed: 3)
            let sorted = values.sorted()
            for worst in [Statistics.Worst.lowest, .highest] {
                let expected = Statistics.expectedShortfall(ofSorted: sorted, worst: worst)
                let found = values.withUnsafeBufferPointer {
                    Selection().expectedShortfall(of: $0.baseAddress!, count: count, worst: worst)
                }
                let size = Statistics.expectedShortfall(ofSorted: sorted.map(abs).sorted(), worst: .highest)
                // A sum of n numbers is off by less than n · 2^-53 of the sum of their sizes.
                #expect(abs(found - expected) <= Double(count) * 0x1p-53 * max(size, abs(expected)))
            }
        }
    }

    @Test("Infinities are found in their places, and −0 stands as 0")
    func extremes() {
        let values = (0..<300).flatMap { _ in [-Double.infinity, 2, -0.0, 1, .infinity] }
        let found = values.withUnsafeBufferPointer {
            Selection().orderStatistics(of: $0.baseAddress!, count: values.count, at: [0, 300, 599, 600, 900, 1499])
        }
        #expect(found == [-.infinity, 0, 0, 1, 2, .infinity])
        #expect(found[1].sign == .plus)
    }
}

@Suite("Moments of samples")
struct SampleMomentsTests {
    @Test("In parts or whole, they are those of the definition", arguments: Shape.allCases.filter { $0 != .wide })
    func parts(shape: Shape) {
        for count in [1, 2, 7, 8, 9, 513, 10_000] {
            let values = shape.sample(count, seed: 4)
            var merged = SampleMoments()
            values.withUnsafeBufferPointer { values in
                for first in stride(from: 0, to: count, by: 512) {
                    merged.merge(SampleMoments(of: values.baseAddress! + first, count: min(512, count - first)))
                }
            }
            let whole = values.withUnsafeBufferPointer { SampleMoments(of: $0.baseAddress!, count: count) }
            let scale = values.map(abs).max() ?? 0
            for moments in [merged, whole] {
                #expect(moments.count == count)
                #expect(abs(moments.mean - Statistics.mean(values)) <= 1e-13 * scale)
                if count > 1 {
                    let sd = Statistics.standardDeviation(values)
                    #expect(abs(moments.standardDeviation - sd) <= 1e-12 * sd + 1e-13 * scale)
                } else {
                    #expect(moments.standardDeviation.isNaN && moments.standardError.isNaN)
                }
            }
        }
    }

    @Test("A share's moments are those of zeros and ones")
    func share() {
        let values = (0..<100).map { $0 < 37 ? 1.0 : 0 }
        let share = SampleMoments(ones: 37, of: 100)
        #expect(share.mean == 0.37)
        #expect(isClose(share.standardDeviation, Statistics.standardDeviation(values), 1e-14))
    }
}

@Suite("Counts of whole numbers")
struct IntegerCountsTests {
    @Test("They are exact, and merge in any order")
    func merging() {
        let values = Shape.normal.sample(3000).map { Int((($0 - 1e6) / 5e4).rounded()) }
        var (all, parts) = (IntegerCounts(), (0..<3).map { _ in IntegerCounts() })
        for (index, value) in values.enumerated() {
            all.add(value)
            parts[index % 3].add(value)
        }
        var merged = parts[2]
        merged.merge(parts[0])
        merged.merge(parts[1])
        let sorted = values.sorted()
        for counts in [all, merged] {
            #expect(counts.total == 3000)
            for p in [0, 0.1, 0.5, 0.9, 1] {
                #expect(counts.quantile(p) == Statistics.quantile(ofSorted: sorted.map(Double.init), p))
            }
            #expect(counts.earliest(sharing: 50, ofTrials: 3000) == sorted[1499])
            #expect(counts.earliest(sharing: 50, ofTrials: 6000) == sorted[2999])
            #expect(counts.earliest(sharing: 51, ofTrials: 6000) == nil)
        }
        #expect(IntegerCounts().earliest(sharing: 10, ofTrials: 5) == nil)
    }
}
