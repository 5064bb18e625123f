import Testing

@testable import Stochastics

@Suite struct AddressedDrawsTests {
    @Test("Philox gives the three known answers of Random123")
    func philoxVectors() {
        #expect(
            Philox.block(0, 0, 0, 0, key0: 0, key1: 0) == (0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
        let ones = UInt32.max
        #expect(
            Philox.block(ones, ones, ones, ones, key0: ones, key1: ones)
                == (0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
        #expect(
            Philox.block(
                0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344, key0: 0xa409_3822, key1: 0x299f_31d0)
                == (0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
    }

    @Test("An address holds the first 96 bits of SHA-256 of its text")
    func addressBits() {
        // The digests as printed by sha256sum and, for "abc", in FIPS 180.
        #expect(Address("abc").words == (0xba78_16bf, 0x8f01_cfea, 0x4141_40de))
        #expect(
            Address("assumption/spend_per_head/E07000041").words == (0x3fa7_2e13, 0x81fd_182f, 0x82d9_bec8))
    }

    @Test("Addresses are ordered and told apart by their bytes")
    func addressOrder() {
        #expect(Address("a/b") < Address("a/c"))
        #expect(Address("a") < Address("a/b"))
        #expect(Address("e\u{301}") != Address("\u{e9}"))
        #expect(Set([Address("x"), Address("x"), Address("y")]).count == 2)
    }

    @Test("A uniform is put together from the block as documented")
    func naiveUniforms() {
        let seed: UInt64 = 0x0123_4567_89ab_cdef
        let address = Address("assumption/x")
        let draws = AddressedDraws(seed: seed)
        func expected(_ trial: Int) -> Double {
            let (c1, c2, c3) = address.words
            let block = Philox.block(UInt32(trial / 2), c1, c2, c3, key0: 0x89ab_cdef, key1: 0x0123_4567)
            let (high, low) = trial % 2 == 0 ? (block.0, block.1) : (block.2, block.3)
            return (Double((UInt64(high) << 32 | UInt64(low)) >> 12) + 0.5) / 4_503_599_627_370_496
        }
        for trial in [0, 1, 2, 3, 511, 512, 1_000_001, (1 << 33) - 2, (1 << 33) - 1] {
            #expect(draws.uniforms(at: address, trials: trial..<trial + 1) == [expected(trial)])
        }
        for range in [0..<512, 7..<1000, (1 << 33) - 200..<1 << 33] {
            #expect(draws.uniforms(at: address, trials: range) == range.map(expected))
        }
    }

    @Test("Draws are ranked among bars as their uniforms are", arguments: [0..<512, 7..<1000, 64..<65, 512..<1024])
    func ranks(trials: Range<Int>) {
        let (draws, address) = (AddressedDraws(seed: 11), Address("joining/x/E07000041"))
        let uniforms = draws.uniforms(at: address, trials: trials)
        // Bars that are draws themselves, their neighbours, and bars that share leading bits with many draws.
        let drawn = uniforms.prefix(9).flatMap { [$0.nextDown, $0, $0.nextUp] }
        let close = uniforms.suffix(20).map { ($0 * 65536).rounded(.down) / 65536 }
        for bars in [[], [0.5], [0, 1], [0.25, 0.25, 0.75], drawn, close, drawn + close + [0, 1], [1e-300, 1]] {
            let bars = bars.sorted()
            var found = [Int16](repeating: -1, count: trials.count)
            draws.ranks(at: address.words, trials: trials, among: bars, into: &found)
            #expect(found == uniforms.map { uniform in Int16(bars.count { uniform > $0 }) })
        }
    }

    @Test("Any range of trials gives the same values as the whole")
    func subRanges() {
        let draws = AddressedDraws(seed: 7)
        let address = Address("assumption/x/E07000041")
        let plain = draws.uniforms(at: address, trials: 0..<1700)
        let stratified = draws.latinHypercube(at: address, trials: 0..<1700)
        let ranges = [
            0..<0, 5..<5, 0..<1, 1..<2, 1..<3, 3..<9, 500..<520, 511..<1024, 513..<1025, 1..<1699, 1536..<1700,
        ]
        for range in ranges {
            #expect(draws.uniforms(at: address, trials: range) == Array(plain[range]))
            #expect(draws.latinHypercube(at: address, trials: range) == Array(stratified[range]))
        }
    }

    @Test("A value depends on seed and address")
    func seedsAndAddresses() {
        let base = AddressedDraws(seed: 1).uniforms(at: Address("a"), trials: 0..<8)
        #expect(AddressedDraws(seed: 1).uniforms(at: Address("a"), trials: 0..<8) == base)
        for other in [
            AddressedDraws(seed: 2).uniforms(at: Address("a"), trials: 0..<8),
            AddressedDraws(seed: 1 << 32 | 1).uniforms(at: Address("a"), trials: 0..<8),
            AddressedDraws(seed: 1).uniforms(at: Address("b"), trials: 0..<8),
        ] {
            #expect(Set(other).isDisjoint(with: base))
        }
    }

    @Test("Plain uniforms spread evenly: 100 cells, χ² within its 1e-6 limits, and lie inside (0, 1)")
    func evenSpread() {
        var counts = [Int](repeating: 0, count: 100)
        let values = AddressedDraws(seed: 3).uniforms(at: Address("even"), trials: 0..<200_000)
        for value in values { counts[Int(value * 100)] += 1 }
        #expect(values.allSatisfy { $0 > 0 && $0 < 1 })
        let statistic = counts.reduce(0) { $0 + (Double($1) - 2000) * (Double($1) - 2000) / 2000 }
        // χ² with 99 degrees of freedom lies in 45.8…180.8 but for 1e-6 at either end.
        #expect(statistic > 45.8 && statistic < 180.8)
    }

    @Test("Draws at different addresses are uncorrelated, also from trial to trial")
    func independence() {
        let draws = AddressedDraws(seed: 11)
        let count = 100_000
        let columns = (0..<6).map { index in
            draws.uniforms(at: Address("assumption/v/\(index)"), trials: 0..<count).map {
                ($0 - 0.5) * 12.0.squareRoot()
            }
        }
        // A correlation of independent samples has standard error 1/√n; 5 of them among 21 comparisons is a false
        // alarm in 1 of 80,000 runs.
        let limit = 5 / Double(count).squareRoot()
        for first in 0..<6 {
            for second in first..<6 {
                let lag = first == second ? 1 : 0
                let sum = zip(columns[first].dropFirst(lag), columns[second]).reduce(0) { $0 + $1.0 * $1.1 }
                #expect(abs(sum / Double(count)) < limit, "\(first) and \(second)")
            }
        }
    }
}
