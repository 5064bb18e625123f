import Foundation
import Testing

@testable import Stochastics

@Suite("Drawing fitted rates")
struct DiffusionBootstrapTests {
    private func record(_ truth: DiffusionRates, founders: Int, years: Int, seed: UInt64) -> DiffusionRecord {
        var random = SplitMix(state: seed)
        let counts = NaiveDiffusion.simulated(truth, size: 300, founders: founders, years: years, random: &random)
        return DiffusionRecord(size: 300, times: counts.indices.map(Double.init), counts: counts)
    }

    /// 40 records of 10 years, simulated council by council by another generator. Each interval from P10 to P90 should hold
    /// the truth in 8 of 10: with 40, fewer than 23 have a chance of 3 in 10,000. More is no failure: dispersions are never
    /// taken below 1.
    @Test("From P10 to P90 the truth is found in 80% of records or more")
    func coverage() {
        let truth = DiffusionRates(innovation: 0.03, imitation: 0.5, ceiling: 0.7)
        var held = [0, 0, 0]
        for seed in 1...40 {
            let fit = DiffusionFit(record(truth, founders: 5, years: 10, seed: UInt64(seed)))
            let draws = DiffusionBootstrap(fit, draws: 100, seed: 1)
            for (index, rate) in DiffusionBootstrap.Rate.allCases.enumerated() {
                let ends = draws.quantiles(rate, [0.1, 0.9])
                let value = [truth.innovation, truth.imitation, truth.ceiling][index]
                if ends[0] <= value, value <= ends[1] { held[index] += 1 }
            }
        }
        #expect(held.allSatisfy { $0 >= 23 }, "\(held)")
    }

    @Test("A draw depends on seed and number alone")
    func addressed() {
        let fit = DiffusionFit(
            record(DiffusionRates(innovation: 0.05, imitation: 0.3, ceiling: 0.5), founders: 2, years: 5, seed: 9))
        let many = DiffusionBootstrap(fit, draws: 60, seed: 3).rates
        #expect(DiffusionBootstrap(fit, draws: 20, seed: 3).rates == Array(many[..<20]))
        #expect(DiffusionBootstrap(fit, draws: 20, seed: 4).rates != Array(many[..<20]))
    }

    @Test("Ceilings that somebody judged possible are drawn evenly, and the rates go with them")
    func judged() {
        let fit = DiffusionFit(
            record(DiffusionRates(innovation: 0.05, imitation: 0.3, ceiling: 0.5), founders: 2, years: 5, seed: 9))
        let lowest = fit.record.shareAtEnd
        let draws = DiffusionBootstrap(fit, ceilings: lowest...(lowest + 0.2), draws: 512, seed: 1)
        let ceilings = draws.values(.ceiling)
        #expect(ceilings.allSatisfy { (lowest...(lowest + 0.2)).contains($0) })
        // Stratified in 512: the mean is off by less than half a stratum.
        #expect(abs(Statistics.mean(ceilings) - lowest - 0.1) < 0.2 / 512)
        let correlations = draws.rankCorrelations
        #expect(correlations[1] < 0, "a lower ceiling takes more pressure to reach the same counts")
        let matrix = [
            [1, correlations[0], correlations[1]], [correlations[0], 1, correlations[2]],
            [correlations[1], correlations[2], 1],
        ]
        #expect((try? GaussianCopula(names: ["a", "b", "c"], rankCorrelations: matrix)) != nil)
    }

    /// In the first year each of 290 joins with m′(1 − e^(−λ)); in groups of φ the variance is φ times the binomial's. With
    /// 4,000 draws the standard error of the mean is sd/√4000 and that of the variance about √(2/4000) of it; 4.5 of them.
    @Test("Simulated records have the model's mean, and its variance times the dispersion", arguments: [1.0, 5])
    func simulation(dispersion: Double) {
        let record = DiffusionRecord(size: 300, times: [0, 1, 2], counts: [10, 40, 80])
        let rates = DiffusionRates(innovation: 0.1, imitation: 0.6, ceiling: 0.8)
        let simulation = DiffusionSimulation(
            record, dispersion: dispersion, draws: 4000, addressed: AddressedDraws(seed: 2))
        let joined = (0..<4000).map { simulation.record(rates, draw: $0).counts[1] - 10 }
        let start = 10.0 / 300
        let chance = (0.8 - start) / (1 - start) * (1 - exp(-(0.1 + 0.6 * start)))
        let variance = dispersion * 290 * chance * (1 - chance)
        #expect(abs(Statistics.mean(joined) - 290 * chance) < 4.5 * (variance / 4000).squareRoot())
        let found = Statistics.standardDeviation(joined)
        #expect(abs(found * found / variance - 1) < 4.5 * (2.0 / 4000).squareRoot())
    }
}
