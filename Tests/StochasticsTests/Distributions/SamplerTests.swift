import Testing

@testable import Stochastics

@Suite struct SamplerTests {
    /// Probabilities all over (0, 1), closer towards the ends.
    private static func probabilities(_ count: Int) -> [Double] {
        let even = (0..<count).map { (Double($0) + 0.5) / Double(count) }
        let ends = stride(from: -40.0, to: -4, by: 100 / Double(count)).flatMap { exponent -> [Double] in
            let q = Double(sign: .plus, exponent: Int(exponent.rounded(.down)), significand: 1) * (2 - exponent / -64)
            return [q, 1 - q]
        }
        return (even + ends).filter { $0 > 0 && $0 < 1 }.sorted()
    }

    private static func values(_ sampler: Sampler, _ uniforms: [Double]) -> [Double] {
        [Double](unsafeUninitializedCapacity: uniforms.count) { buffer, count in
            if let start = buffer.baseAddress { sampler.fill(start, uniforms: uniforms, count: uniforms.count) }
            count = uniforms.count
        }
    }

    /// Shapes at which tables could go wrong: steep ends, infinite densities, far cuts, large parameters.
    private static func extremes() throws -> [Distribution] {
        [
            .pert(min: 0, mode: 0, max: 1), .pert(min: 1e6, mode: 1e6 + 1, max: 1e6 + 1),
            .beta(alpha: 0.1, beta: 0.2, min: 0, max: 1), .beta(alpha: 0.05, beta: 3, min: 0, max: 1),
            .beta(alpha: 1, beta: 1, min: 0, max: 1), .beta(alpha: 300, beta: 2, min: 0, max: 1),
            .beta(alpha: 3000, beta: 5000, min: -1, max: 1), .gamma(shape: 0.1, scale: 2),
            .gamma(shape: 1, scale: 1), .gamma(shape: 3000, scale: 1), .lognormal(mu: 0, sigma: 0.01),
            .lognormal(mu: 3, sigma: 1.5), .normal(mean: 1e9, sd: 1),
            .metalog(try Metalog(p10: 1, p50: 2, p90: 20, min: 0)),
            .truncated(.normal(mean: 0, sd: 1), min: 3, max: nil),
            .truncated(.normal(mean: 0, sd: 1), min: nil, max: -5),
            .truncated(.gamma(shape: 0.5, scale: 1), min: 4, max: 4.5),
            .truncated(.pert(min: 0, mode: 1, max: 10), min: 7, max: nil),
        ]
    }

    private static func check(_ distribution: Distribution, count: Int) {
        let uniforms = probabilities(count)
        let sampler = Sampler(distribution)
        let own = sampler.forOneThread
        let found = values(sampler, uniforms)
        let exact = distribution.quantileFunction()
        let bound = QuantileTable.errorBound * (exact(0.95) - exact(0.05))
        var previous = -Double.infinity
        for (u, value) in zip(uniforms, found) {
            let expected = exact(u)
            let rounding = 4 * max(abs(expected), abs(exact(0.5))).ulp
            #expect(abs(value - expected) <= bound + rounding, "\(distribution) at \(u)")
            #expect(value >= previous - rounding, "\(distribution) falls at \(u)")
            #expect(sampler.value(u).bitPattern == value.bitPattern, "\(distribution) at \(u)")
            #expect(own.value(u).bitPattern == value.bitPattern, "\(distribution) at \(u)")
            previous = value
        }
    }

    @Test("Values are within a millionth of the 5–95 % range of exact quantiles and never fall, for all kinds")
    func bound() throws {
        for distribution in try Examples.continuous() + Examples.withAtoms() {
            Self.check(distribution, count: 3000)
        }
    }

    @Test("The bound holds for extreme shapes")
    func boundOfExtremes() throws {
        for distribution in try Self.extremes() { Self.check(distribution, count: 1500) }
    }

    @Test("The bound holds between the knots of usual distributions, 16 places a cell")
    func boundWithinCells() {
        for distribution: Distribution in [
            .pert(min: 10, mode: 20, max: 60), .normal(mean: 5, sd: 2), .lognormal(mu: 1, sigma: 0.7),
            .gamma(shape: 1.3, scale: 2),
        ] { Self.check(distribution, count: 16 * 1024) }
    }

    @Test("The bound holds for distributions at random, mixed and cut")
    func boundAtRandom() {
        var generator = AddressedDraws(seed: 7).uniforms(at: Address("shapes"), trials: 0..<10_000).makeIterator()
        func next(_ low: Double, _ high: Double) -> Double { low + (high - low) * (generator.next() ?? 0.5) }
        func simple() -> Distribution {
            let low = next(-10, 10)
            let width = next(0.1, 50)
            switch Int(next(0, 7)) {
            case 0: return .pert(min: low, mode: low + width * next(0, 1), max: low + width)
            case 1: return .normal(mean: low, sd: width / 4)
            case 2: return .lognormal(mu: next(-2, 4), sigma: next(0.05, 1.2))
            case 3: return .beta(alpha: next(0.3, 20), beta: next(0.3, 20), min: low, max: low + width)
            case 4: return .gamma(shape: next(0.3, 30), scale: next(0.1, 9))
            case 5: return .triangular(min: low, mode: low + width * next(0, 1), max: low + width)
            default: return .uniform(min: low, max: low + width)
            }
        }
        for round in 0..<60 {
            var distribution = simple()
            switch round % 4 {
            case 1:
                let quantile = distribution.quantileFunction()
                distribution = .truncated(distribution, min: quantile(next(0.01, 0.4)), max: quantile(next(0.6, 0.99)))
            case 2:
                distribution = .mixture([
                    MixtureComponent(weight: next(0.1, 1), distribution: .fixed(next(-5, 15))),
                    MixtureComponent(weight: next(0.1, 1), distribution: distribution),
                ])
            default: break
            }
            Self.check(distribution, count: 400)
        }
    }

    @Test("Atoms come out exactly, and as often as their weights say")
    func atoms() {
        let uniforms = (0..<100_000).map { (Double($0) + 0.5) / 100_000 }
        let spike = Self.values(Sampler(Examples.spike), uniforms)
        #expect(spike.filter { $0 == 0 }.count == 30_000)
        let coins = Self.values(Sampler(.bernoulli(0.3)), uniforms)
        #expect(coins.filter { $0 == 1 }.count == 30_000 && coins.filter { $0 == 0 }.count == 70_000)
        let three = Self.values(Sampler(.discrete(values: [2, 0, 1], weights: [1, 6, 3])), uniforms)
        #expect(
            three == Array(repeating: 0, count: 60_000) + Array(repeating: 1, count: 30_000)
                + Array(repeating: 2, count: 10_000))
        #expect(Self.values(Sampler(.fixed(3.25)), [0.1, 0.9]) == [3.25, 3.25])
    }

    @Test(
        "Closed forms give the bits of the exact quantile",
        arguments: [
            Distribution.uniform(min: -2, max: 6), .pareto(scale: 3, shape: 5), .bernoulli(0.3),
            .quantiles(probabilities: [0, 0.5, 1], values: [0, 4, 9]),
        ])
    func closedForms(distribution: Distribution) {
        let uniforms = Self.probabilities(2000)
        for (u, value) in zip(uniforms, Self.values(Sampler(distribution), uniforms)) {
            #expect(isClose(value, distribution.quantile(u), 2e-16 * 4), "at \(u)")
        }
    }

    /// The midpoint rule for a monotone function is off by no more than its rise over the whole, divided by the number
    /// of points; a squared distance from the mean rises and falls once.
    @Test("Means and standard deviations are those of closed forms, within the error of the midpoint rule")
    func moments() {
        let count = 1 << 20
        let uniforms = (0..<count).map { (Double($0) + 0.5) / Double(count) }
        for distribution: Distribution in [
            .pert(min: 10, mode: 20, max: 60), .normal(mean: 5, sd: 2), .lognormal(mu: 1, sigma: 0.5),
            .beta(alpha: 0.5, beta: 0.5, min: 0, max: 1), .gamma(shape: 0.7, scale: 1), .gamma(shape: 9, scale: 2),
            .triangular(min: 1, mode: 2, max: 5),
        ] {
            let values = Self.values(Sampler(distribution), uniforms)
            guard let mean = distribution.mean, let sd = distribution.standardDeviation else {
                Issue.record("\(distribution) has moments")
                continue
            }
            let (low, high) = (values[0] - mean, values[count - 1] - mean)
            let found = Statistics.mean(values)
            #expect(abs(found - mean) <= (high - low) / Double(count), "\(distribution)")
            let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
            #expect(abs(square - sd * sd) <= 2 * (low * low + high * high) / Double(count), "\(distribution)")
        }
    }

    @Test("Usual shapes have no exact cells but at the very ends")
    func exactShares() {
        for distribution: Distribution in [
            .pert(min: 10, mode: 20, max: 60), .pert(min: 10, mode: 60, max: 60), .normal(mean: 5, sd: 2),
            .lognormal(mu: 1, sigma: 0.5), .gamma(shape: 2, scale: 3), .beta(alpha: 0.5, beta: 0.5, min: 0, max: 1),
        ] { #expect((Sampler(distribution).exactShare ?? 1) < 1e-5, "\(distribution)") }
    }
}
