import Testing

@testable import Stochastics

@Suite struct LatinHypercubeTests {
    private let draws = AddressedDraws(seed: 20_261_124)

    @Test("Each complete batch has one value in each of 512 strata, a short one at most one")
    func strata() {
        let values = draws.latinHypercube(at: Address("assumption/x"), trials: 0..<5 * 512 + 100)
        for batch in 0..<5 {
            let strata = values[batch * 512..<(batch + 1) * 512].map { Int($0 * 512) }
            #expect(strata.sorted() == Array(0..<512))
        }
        #expect(Set(values[2560...].map { Int($0 * 512) }).count == 100)
    }

    @Test("Within its stratum a value lies where the plain uniform says")
    func places() {
        let address = Address("assumption/x")
        let plain = draws.uniforms(at: address, trials: 0..<1024)
        let values = draws.latinHypercube(at: address, trials: 0..<1024)
        for (value, place) in zip(values, plain) {
            let scaled = value * 512
            // u keeps 53 bits, of which up to 9 say which stratum.
            #expect(abs(scaled - scaled.rounded(.down) - place) < 1e-12)
        }
    }

    @Test("Batches are permuted differently, and so are addresses")
    func differentPermutations() {
        let one = Address("permutation/a")
        let orders = [
            draws.permutation(ofBatch: 0, at: one), draws.permutation(ofBatch: 1, at: one),
            draws.permutation(ofBatch: 0, at: Address("permutation/b")),
            AddressedDraws(seed: 1).permutation(ofBatch: 0, at: one),
        ]
        for (index, order) in orders.enumerated() {
            #expect(order.sorted() == Array(0..<512))
            for other in orders[..<index] {
                // Two independent permutations agree in Poisson(1) places: 12 or more in 1 of 10⁹ pairs.
                #expect(zip(order, other).filter { $0 == $1 }.count < 12)
            }
        }
        #expect(draws.permutation(ofBatch: (1 << 24) - 1, at: one).sorted() == Array(0..<512))
    }

    @Test("The strata of one batch say nothing about another batch, address or seed")
    func unrelatedStrata() {
        func strata(_ draws: AddressedDraws, _ text: String) -> [[Int]] {
            let values = draws.latinHypercube(at: Address(text), trials: 0..<1024)
            return [values[..<512], values[512...]].map { batch in batch.map { Int($0 * 512) } }
        }
        let orders = strata(draws, "a") + strata(draws, "b") + strata(AddressedDraws(seed: 1), "a")
        for (index, order) in orders.enumerated() {
            for other in orders[..<index] {
                #expect(zip(order, other).filter { $0 == $1 }.count < 12)
                // Two independent permutations have a rank correlation of standard error 1/√511.
                let correlation = Statistics.spearman(order.map(Double.init), other.map(Double.init))
                #expect(abs(correlation) < 5 / 511.0.squareRoot())
            }
        }
    }

    @Test("Every place of the permutation is equally likely to hold every stratum: χ² within its 1e-6 limits")
    func permutationUniformity() {
        // 4,096 permutations, places and strata in eight blocks of 64; given the margins, 7 × 7 degrees of freedom.
        let batches = 4096
        var counts = [[Int]](repeating: [Int](repeating: 0, count: 8), count: 8)
        var firstPlace = [Int](repeating: 0, count: 8)
        for batch in 0..<batches {
            let order = draws.permutation(ofBatch: batch, at: Address("permutation/chi"))
            for (place, stratum) in order.enumerated() { counts[place / 64][stratum / 64] += 1 }
            firstPlace[order[0] / 64] += 1
        }
        let expected = Double(batches * 64) / 8
        let cells = counts.joined().reduce(0) { $0 + (Double($1) - expected) * (Double($1) - expected) / expected }
        // A cell of one permutation is hypergeometric with variance 64·⅛·⅞·448/511, so the sum behaves as 512/511
        // times χ² with 49 degrees of freedom, of which 1e-6 lies below 15.3 and above 111.1.
        #expect(cells > 15.3 && cells < 111.4)
        let ends = firstPlace.reduce(0) { $0 + (Double($1) - 512) * (Double($1) - 512) / 512 }
        // χ² with 7 degrees of freedom exceeds 40.5 in 1 of 10⁶ cases.
        #expect(ends < 40.5)
    }

    @Test("The mean of a batch has the error of a stratified sample")
    func stratifiedMeans() {
        // Within a stratum the variance is 1/(12·512²), so a batch mean has sd 1/√(12·512³) = 2.49e-5.
        let values = draws.latinHypercube(at: Address("assumption/y"), trials: 0..<40 * 512)
        let means = (0..<40).map { Statistics.mean(Array(values[$0 * 512..<($0 + 1) * 512])) - 0.5 }
        let expected = (1 / (12 * 512.0 * 512 * 512)).squareRoot()
        #expect(means.allSatisfy { abs($0) < 5 * expected })
        let spread = Statistics.standardDeviation(means)
        // The sd of 40 values has a relative standard error of 1/√78.
        #expect(abs(spread / expected - 1) < 4 / 78.0.squareRoot())
    }

    @Test("Batches are shuffled by the words of their own trials, the last step first, by plain code")
    func naiveShuffle() {
        let address = Address("assumption/x")
        let permuting = Address("permutation/assumption/x")
        let (first, last) = (512 * 3 + 17, 512 * 5 + 400)
        let plain = draws.uniforms(at: address, trials: first..<last)
        let values = draws.latinHypercube(at: address, trials: first..<last)
        for batch in 3...5 {
            var order = Array(0..<512)
            for index in stride(from: 511, to: 0, by: -1) {
                let trial = 512 * batch + index
                let counter = UInt32(trial / 2)
                let block = Philox.block(
                    counter, permuting.words.0, permuting.words.1, permuting.words.2, key0: 20_261_124, key1: 0)
                let bits =
                    trial % 2 == 0
                    ? UInt64(block.0) << 32 | UInt64(block.1) : UInt64(block.2) << 32 | UInt64(block.3)
                order.swapAt(index, Int(bits.multipliedFullWidth(by: UInt64(index + 1)).high))
            }
            for trial in max(first, 512 * batch)..<min(last, 512 * (batch + 1)) {
                let stratum = Double(order[trial % 512])
                let expected = min((stratum + plain[trial - first]) / 512, ((stratum + 1) / 512).nextDown)
                #expect(values[trial - first] == max(0x1p-54, expected))
            }
        }
    }
}
