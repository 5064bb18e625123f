import Testing

@testable import Stochastics

@Suite("Standardised regression")
struct StandardisedRegressionTests {
    private func sample(_ name: String, _ count: Int) -> [Double] {
        AddressedDraws(seed: 2).uniforms(at: Address(name), trials: 0..<count).map { StandardNormal.quantile($0) }
    }

    @Test("One sample: the coefficient is Pearson's correlation, its error √((1 − r²)/(n − 2)), R² its square")
    func one() throws {
        let (x, noise) = (sample("x", 400), sample("noise", 400))
        let y = zip(x, noise).map { 5 + 3 * $0 - 4 * $1 }
        let regression = try #require(StandardisedRegression(of: y, on: [x]))
        let (mx, my) = (Statistics.mean(x), Statistics.mean(y))
        let product = zip(x, y).reduce(0) { $0 + ($1.0 - mx) * ($1.1 - my) } / 399
        let r = product / (Statistics.standardDeviation(x) * Statistics.standardDeviation(y))
        #expect(isClose(regression.coefficients[0], r, 1e-10))
        #expect(isClose(regression.standardErrors[0], ((1 - r * r) / 398).squareRoot(), 1e-10))
        #expect(isClose(regression.explained, r * r, 1e-10))
    }

    @Test("An exact sum is explained in full; constants and what is not in it count 0; order makes no difference")
    func exact() throws {
        let (x, y, z) = (sample("x", 300), sample("y", 300), sample("z", 300))
        let sum = zip(x, y).map { 2 * $0 - $1 }
        let constant = [Double](repeating: 0.1, count: 300)
        let regression = try #require(StandardisedRegression(of: sum, on: [x, constant, y, z]))
        let sd = Statistics.standardDeviation(sum)
        #expect(isClose(regression.coefficients[0], 2 * Statistics.standardDeviation(x) / sd, 1e-9))
        #expect(regression.coefficients[1] == 0 && regression.standardErrors[1] == 0)
        #expect(isClose(regression.coefficients[2], -Statistics.standardDeviation(y) / sd, 1e-9))
        #expect(abs(regression.coefficients[3]) < 1e-9)
        #expect(isClose(regression.explained, 1, 1e-10))
        let turned = try #require(StandardisedRegression(of: sum, on: [z, y, x]))
        #expect(isClose(turned.coefficients[2], regression.coefficients[0], 1e-9))
    }

    @Test("A constant outcome goes with nothing, and too few values give none")
    func edges() throws {
        let x = sample("x", 10)
        let flat = try #require(StandardisedRegression(of: [Double](repeating: 3, count: 10), on: [x]))
        #expect(flat.coefficients == [0] && flat.explained == 0)
        #expect(StandardisedRegression(of: [1, 2], on: [[1, 3]]) == nil)
    }
}
