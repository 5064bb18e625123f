import Testing

@testable import Stochastics

@Suite struct MixtureTests {
    @Test("A spike within a PERT: the atom comes out exactly, either side is the PERT's own quantile")
    func spike() {
        let pert = Distribution.pert(min: -0.1, mode: 0.1, max: 0.5)
        let below = 0.7 * pert.cumulative(0)
        #expect(below > 0.05 && below < 0.2)
        for u in [below + 1e-9, below + 0.15, below + 0.3 - 1e-9] { #expect(Examples.spike.quantile(u) == 0) }
        #expect(isClose(Examples.spike.quantile(below / 2), pert.quantile(below / 1.4), 1e-14))
        #expect(isClose(Examples.spike.quantile(0.8), pert.quantile(0.5 / 0.7), 1e-14))
        #expect(isClose(Examples.spike.cumulative(0) - Examples.spike.cumulativeBelow(0), 0.3, 1e-14))
        #expect(isClose(Examples.spike.mean, 0.7 * (-0.1 + 0.4 + 0.5) / 6, 1e-14))
    }

    @Test("In a gap the quantile is its left end, just above it the right end")
    func gap() {
        let mixture = Distribution.mixture([
            MixtureComponent(weight: 1, distribution: .uniform(min: 2, max: 3)),
            MixtureComponent(weight: 1, distribution: .uniform(min: 0, max: 1)),
        ])
        #expect(mixture.quantile(0.25) == 0.5)
        #expect(mixture.quantile(0.5) == 1)
        #expect(isClose(mixture.quantile(0.5.nextUp), 2, 1e-14))
        #expect(mixture.quantile(0.75) == 2.5)
        #expect(mixture.cumulative(1.5) == 0.5 && mixture.cumulative(1) == 0.5 && mixture.cumulative(2) == 0.5)
        #expect(isClose(mixture.mean, 1.5, 1e-15))
        #expect(isClose(mixture.standardDeviation, (1 + 1.0 / 12).squareRoot(), 1e-15))
    }

    @Test("Nested mixtures, tables and truncations are one mixture")
    func flattening() {
        let inner = Distribution.mixture([
            MixtureComponent(weight: 2, distribution: .fixed(1)),
            MixtureComponent(weight: 2, distribution: .quantiles(probabilities: [0, 0.5, 1], values: [0, 1, 1])),
        ])
        let outer = Distribution.mixture([
            MixtureComponent(weight: 5, distribution: inner),
            MixtureComponent(weight: 5, distribution: .uniform(min: 2, max: 4)),
            MixtureComponent(weight: 0, distribution: .fixed(-100)),
        ])
        // 1 has ½·(½ + ½·½) = 0.375, 0…1 has 0.125, 2…4 has 0.5.
        #expect(outer.lowest == 0 && outer.highest == 4)
        #expect(isClose(outer.cumulativeBelow(1), 0.125, 1e-15) && isClose(outer.cumulative(1), 0.5, 1e-15))
        #expect(isClose(outer.quantile(0.0625), 0.5, 1e-15))
        #expect(outer.quantile(0.2) == 1 && outer.quantile(0.49) == 1)
        #expect(isClose(outer.quantile(0.75), 3, 1e-15))

        // Kept in 1…3: 0.375 at 1 and half of 2…4.
        let cut = Distribution.truncated(outer, min: 1, max: 3)
        #expect(isClose(cut.cumulative(1), 0.6, 1e-15))
        #expect(cut.quantile(0.6) == 1 && isClose(cut.quantile(0.8), 2.5, 1e-15))
        #expect(isClose(cut.mean, 0.6 + 0.4 * 2.5, 1e-15))
    }

    @Test("Where components overlap, the quantile is the smallest number at which F reaches u")
    func overlap() {
        let normals = Distribution.mixture([
            MixtureComponent(weight: 1, distribution: .normal(mean: -1, sd: 1)),
            MixtureComponent(weight: 1, distribution: .normal(mean: 1, sd: 1)),
        ])
        #expect(isClose(normals.quantile(0.5), 0, 1e-15))
        for step in 1..<100 {
            let u = Double(step) / 100
            let x = normals.quantile(u)
            #expect(normals.cumulative(x) >= u && normals.cumulative(x.nextDown) < u)
            // Mirror image about 0.
            #expect(isClose(normals.quantile(1 - u), -x, 1e-13))
        }
    }

    @Test("A distribution that has atoms is inverted in the generalised sense: Q(u) ≤ x exactly where u ≤ F(x)")
    func generalisedInverse() {
        for distribution in Examples.withAtoms() {
            for step in 1..<200 {
                let u = Double(step) / 200 + 1e-7
                let x = distribution.quantile(u)
                #expect(distribution.cumulative(x) >= u - 1e-12, "\(distribution) at \(u)")
                #expect(distribution.cumulativeBelow(x) <= u + 1e-12, "\(distribution) at \(u)")
            }
        }
    }

    @Test("A truncated quantile is Q(F(min⁻) + u·(F(max) − F(min⁻)))")
    func truncationFormula() throws {
        for distribution in try Examples.continuous() + Examples.withAtoms() {
            let (min, max) = (distribution.quantile(0.2), distribution.quantile(0.7))
            guard min < max else { continue }
            let cut = Distribution.truncated(distribution, min: min, max: max)
            let start = distribution.cumulativeBelow(min)
            let kept = distribution.cumulative(max) - start
            for u in [0.013, 0.21, 0.48, 0.77, 0.991] {
                #expect(isClose(cut.quantile(u), distribution.quantile(start + u * kept), 1e-9), "\(distribution)")
            }
            #expect(cut.cumulative(max) == 1 && cut.cumulativeBelow(min) == 0)
            #expect(cut.lowest == min && cut.highest == max)
        }
    }
}
