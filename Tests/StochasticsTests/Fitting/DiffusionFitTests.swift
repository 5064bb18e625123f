import Foundation
import Testing

@testable import Stochastics

@Suite("Fitting diffusion")
struct DiffusionFitTests {
    private func fit(_ rates: DiffusionRates, start: Double, times: [Double], size: Double = 1000) -> DiffusionFit {
        let counts = NaiveDiffusion.shares(rates, start: start, times: times).map { $0 * size }
        return DiffusionFit(DiffusionRecord(size: size, times: times, counts: counts))
    }

    @Test(
        "What the mean field would count gives back the rates behind it, at the ends of years and within them",
        arguments: [
            (0...14).map { Double($0) }, [0, 0.4, 1, 1.7, 2.2, 2.9, 4.1, 5.5, 6.3, 7, 8.8, 9.5, 11.2, 13.6],
        ] as [[Double]])
    func recovery(times: [Double]) {
        let truth = DiffusionRates(innovation: 0.03, imitation: 0.6, ceiling: 0.7)
        let fit = fit(truth, start: 0.02, times: times)
        // The ceiling is sought to 1e-4, and the other two go with it.
        #expect(abs(fit.best.rates.ceiling - 0.7) < 2e-4)
        #expect(abs(fit.best.rates.innovation / 0.03 - 1) < 2e-3)
        #expect(abs(fit.best.rates.imitation / 0.6 - 1) < 2e-3)
        #expect(fit.best.deviance < 1e-3)
        #expect(fit.identifiesCeiling)
        #expect(!fit.mayLackImitation && !fit.mayLackInnovation)
    }

    @Test("Without imitation, counts m(1 − e^(−pt)) give back p and m, and imitation 0")
    func withoutImitation() {
        let times = [0, 0.3, 1, 2.5, 3.1, 5, 8, 13, 21.0]
        let counts = times.map { 400 * 0.6 * (1 - exp(-0.25 * $0)) }
        let fit = DiffusionFit(DiffusionRecord(size: 400, times: times, counts: counts))
        #expect(abs(fit.best.rates.innovation / 0.25 - 1) < 2e-3)
        #expect(abs(fit.best.rates.ceiling - 0.6) < 2e-4)
        #expect(fit.best.rates.imitation < 2e-3)
        #expect(fit.mayLackImitation)
        #expect(!fit.mayLackInnovation)
    }

    @Test("Squares of residuals sum to the deviance, and no rates of a fine grid have less than the fit")
    func deviance() {
        var random = SplitMix(state: 5)
        let truth = DiffusionRates(innovation: 0.04, imitation: 0.4, ceiling: 0.8)
        let counts = NaiveDiffusion.simulated(truth, size: 300, founders: 6, years: 9, random: &random)
        let record = DiffusionRecord(size: 300, times: counts.indices.map(Double.init), counts: counts)
        var residuals = [Double](repeating: 0, count: 9)
        DiffusionCurve(record: record).writeResiduals(truth, into: &residuals)
        let expected = NaiveDiffusion.deviance(truth, size: 300, counts: counts)
        #expect(abs(residuals.reduce(0) { $0 + $1 * $1 } - expected) < 1e-9)

        let fit = DiffusionFit(record)
        var least = Double.infinity
        for p in stride(from: 0.0, through: 0.15, by: 0.0025) {
            for q in stride(from: 0.0, through: 1.5, by: 0.025) {
                for m in stride(from: record.shareAtEnd, through: 1, by: 0.01) where p + q > 0 {
                    let rates = DiffusionRates(innovation: p, imitation: q, ceiling: m)
                    least = min(least, NaiveDiffusion.deviance(rates, size: 300, counts: counts))
                }
            }
        }
        #expect(fit.best.deviance <= least)
        // The grid is fine enough to come near: a fit that stopped early would be above it.
        #expect(least - fit.best.deviance < 0.2)
    }

    /// F(95%; 1, 10) = 4.96 and F(95%; 1, 1) = 161.4 stand in every table of the F distribution.
    @Test("Ceilings fit as well up to the F quantile times the dispersion", arguments: [(13, 4.9646), (4, 161.4476)])
    func limit(years: Int, quantile: Double) {
        let rates = DiffusionRates(innovation: 0.05, imitation: 0.3, ceiling: 0.5)
        let fit = fit(rates, start: 0.01, times: (0...years).map(Double.init))
        #expect(fit.degreesOfFreedom == years - 3)
        #expect(fit.dispersion == 1)
        #expect(abs((fit.limit - fit.best.deviance) / quantile - 1) < 1e-4)
    }

    @Test("A curve still rising does not tell its ceiling, and three intervals never do")
    func unidentified() {
        let rates = DiffusionRates(innovation: 0.02, imitation: 0.3, ceiling: 0.6)
        let early = fit(rates, start: 0.01, times: (0...5).map(Double.init), size: 300)
        #expect(!early.identifiesCeiling)
        #expect(early.fittingCeilings.upperBound == 1)
        #expect(early.fittingCeilings.lowerBound < 0.3)
        let short = fit(rates, start: 0.01, times: [0, 1, 2, 3])
        #expect(short.dispersion == nil && short.limit == .infinity && !short.identifiesCeiling)
        #expect(abs(short.fittingCeilings.lowerBound - short.record.shareAtEnd) < 1e-12)
    }

    /// F(1…5) and F(10) of the continuous curve of Bass with p = 0.03, q = 0.38, the averages of Sultan, Farley and Lehmann
    /// (1990). Here members act on others only from the year after, so that the same curve takes a larger q: a share that
    /// grows by e^q a year early on takes 1 + q′ = e^q.
    @Test("The continuous curve of Bass takes an imitation between q and e^q − 1")
    func bass() {
        let times = (0...20).map(Double.init)
        let shares = times.map { (1 - exp(-0.41 * $0)) / (1 + 0.38 / 0.03 * exp(-0.41 * $0)) }
        for (year, published) in [(1, 0.0358), (2, 0.0851), (3, 0.1505), (4, 0.2332), (5, 0.3312), (10, 0.8128)] {
            #expect(abs(shares[year] - published) < 5e-5)
        }
        let fit = DiffusionFit(DiffusionRecord(size: 500, times: times, counts: shares.map { 500 * $0 }))
        #expect((0.38...(exp(0.38) - 1)).contains(fit.best.rates.imitation))
        #expect((0.03...0.04).contains(fit.best.rates.innovation))
        #expect(fit.best.rates.ceiling > 0.98)
    }

    /// Councils with LocalGov Drupal, 4, 22, 24 and 59 by 2020, late 2021, 2022–23 and September 2025, were fitted before by
    /// the continuous curve of Bass and ordinary least squares from mid-2019 on: q on shares of the ceiling. Here it is on
    /// shares of all, acts from the year after, and counts are weighted by what chance makes of them: it comes out up to a
    /// quarter higher, and so does p.
    @Test(
        "LocalGov Drupal fits as it did by the continuous curve",
        arguments: [(100, 0.052, 0.345), (150, 0.038, 0.245), (200, 0.030, 0.205), (317, 0.019, 0.175)])
    func localGovDrupal(ceiling: Double, p: Double, q: Double) {
        let record = DiffusionRecord(size: 317, times: [0, 1, 2.4, 3.5, 6.2], counts: [0, 4, 22, 24, 59])
        let found = DiffusionSearch(record: record).best(ceiling: ceiling / 317).rates
        #expect((1...1.25).contains(found.innovation / p))
        #expect((1...1.25).contains(found.imitation / (q * 317 / ceiling)))
        #expect(!DiffusionFit(record).identifiesCeiling)
    }
}
