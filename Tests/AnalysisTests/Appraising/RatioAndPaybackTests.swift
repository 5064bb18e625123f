import CouncilModel
import Stochastics
import Testing

@testable import Analysis

@Suite("Ratios and payback")
struct RatioAndPaybackTests {
    private static let trials = 9 * 512

    /// Lognormal costs, some of them nothing, and benefits that follow them in part.
    private static func run(sampling: Sampling = .latinHypercube, lift: Double = 1) -> HandMadeRun {
        let samples = Samples(trials: trials)
        let costs = zip(samples.uniform("cost"), samples.uniform("free")).map { $1 < 0.1 ? 0 : 50 + 100 * $0 }
        let npsv = zip(costs, samples.normal("benefit")).map { 0.4 * $0 + 30 * $1 + lift }
        var run = HandMadeRun(options: [("A", npsv)], sampling: sampling)
        run.result.options[1].set(costs: costs)
        return run
    }

    @Test("The headline is the ratio of means, its error that of the batches' own ratios")
    func ratioOfMeans() throws {
        let run = Self.run()
        let measures = run.result.options[1].measures
        let (npsv, costs) = (measures[.npsv] ?? [], measures[.pvPublicCosts] ?? [])
        let cash = measures[.cashNPV] ?? []
        let option = run.comparison.options[1]
        func ratio(_ trials: Range<Int>, costs: [Double]) -> Double {
            1 + Naive.mean(Array(npsv[trials])) / Naive.mean(Array(costs[trials]))
        }
        for (found, costs, ratios) in [
            (option.bcr, costs, measures[.bcr]), (option.bcrNet, cash.map { -$0 }, measures[.bcrNet]),
        ] {
            let headline = try #require(found.ratioOfMeans)
            #expect(isClose(headline.value, ratio(0..<Self.trials, costs: costs)))
            let error = Naive.batchError(trials: Self.trials) { ratio($0, costs: costs) }
            #expect(isClose(headline.standardError * 1e6, error * 1e6) && !headline.isUpperBound)
            let present = (ratios ?? []).filter { !$0.isNaN }
            #expect(present.count < Self.trials)
            #expect(isClose(found.p10, Naive.percentile(present, 10)))
            #expect(isClose(found.p50, Naive.percentile(present, 50)))
            #expect(isClose(found.p90, Naive.percentile(present, 90)))
            #expect(isClose(found.shareWithout, 1 - Double(present.count) / Double(Self.trials)))
        }
    }

    @Test("Without batches the error is that of the delta method")
    func deltaMethod() throws {
        let run = Self.run(sampling: .random)
        let measures = run.result.options[1].measures
        let (npsv, costs) = (measures[.npsv] ?? [], measures[.pvPublicCosts] ?? [])
        let headline = try #require(run.comparison.options[1].bcr.ratioOfMeans)
        // Var(n̄/c̄) ≈ (s_n² − 2·r·s_nc + r²·s_c²)/(K·c̄²), with r = n̄/c̄, n = NPSV.
        let r = Naive.mean(npsv) / Naive.mean(costs)
        let products = zip(npsv, costs).map { ($0 - Naive.mean(npsv)) * ($1 - Naive.mean(costs)) }
        let covariance = products.reduce(0, +) / Double(Self.trials - 1)
        let (sdN, sdC) = (Naive.sd(npsv), Naive.sd(costs))
        let spread: Double = sdN * sdN - 2 * r * covariance + r * r * sdC * sdC
        let expected = (spread / Double(Self.trials)).squareRoot() / Naive.mean(costs)
        #expect(isClose(headline.standardError * 1e6, expected * 1e6))
        #expect(!headline.isUpperBound)
    }

    @Test("The ratio of means exceeds 1 exactly when mean NPSV is positive")
    func aboveOne() throws {
        for lift in stride(from: -60.0, through: -20, by: 2.5) {
            let run = Self.run(lift: lift)
            let option = run.comparison.options[1]
            let mean = try #require(option.measures[.npsv]).mean.value
            let ratio = try #require(option.bcr.ratioOfMeans).value
            #expect((ratio > 1) == (mean > 0))
        }
        // Both sides occur.
        #expect((Self.run(lift: -60).comparison.options[1].bcr.ratioOfMeans?.value ?? 9) < 1)
        #expect((Self.run(lift: -20).comparison.options[1].bcr.ratioOfMeans?.value ?? 0) > 1)
    }

    @Test("No ratio where mean costs are at most half a penny, and none over trials where none has one")
    func noRatio() {
        for (cost, expected) in [(0.005, nil), (0.0051, 1 + 7 / 0.0051)] as [(Double, Double?)] {
            var run = HandMadeRun(options: [("A", [7, 7, 7])])
            run.result.options[1].set(costs: [cost, cost, cost])
            let bcr = run.comparison.options[1].bcr
            #expect(bcr.ratioOfMeans == nil ? expected == nil : isClose(bcr.ratioOfMeans?.value, expected ?? .nan))
            #expect((bcr.p50 == nil) == (expected == nil))
            #expect(bcr.shareWithout == (expected == nil ? 1 : 0))
        }
        // Cash that comes in has no net ratio.
        var run = HandMadeRun(options: [("A", [7, 7, 7])])
        run.result.options[1].measures[.cashNPV] = [1, 2, 3]
        run.result.options[1].measures[.bcrNet] = [.nan, .nan, .nan]
        let net = run.comparison.options[1].bcrNet
        #expect(net.ratioOfMeans == nil && net.p10 == nil && net.p90 == nil && net.shareWithout == 1)
    }

    @Test("A batch whose own costs are nothing leaves the plain error, marked")
    func batchWithoutCosts() throws {
        var run = Self.run()
        var costs = run.result.options[1].measures[.pvPublicCosts] ?? []
        for trial in 512..<1024 { costs[trial] = 0 }
        run.result.options[1].set(costs: costs)
        let marked = try #require(run.comparison.options[1].bcr.ratioOfMeans)
        run.scenario.sampling = .random
        let plain = try #require(run.comparison.options[1].bcr.ratioOfMeans)
        #expect(marked.isUpperBound && marked.standardError == plain.standardError && !plain.isUpperBound)
    }

    /// NaN marks trials that never pay back.
    private static func payback(_ years: [Double]) -> PaybackSpread {
        var counts = IntegerCounts()
        for year in years where !year.isNaN { counts.add(Int(year)) }
        return PaybackSpread(counts, trials: years.count)
    }

    @Test("Payback's percentiles are the first years by which that share of trials has paid back")
    func payback() {
        let never = Double.nan
        let cases: [([Double], [Int?], Double)] = [
            ([2030, 2028, 2031, 2029], [2028, 2029, 2031], 0),
            ([never, 2028, never, 2029], [2028, 2029, nil], 0.5),
            ([never, never, 2028], [2028, nil, nil], 2.0 / 3),
            ([never], [nil, nil, nil], 1),
            ([2027], [2027, 2027, 2027], 0),
            // Exactly a tenth and exactly nine tenths are enough, one trial fewer is not.
            ([2026] + [Double](repeating: 2030, count: 9), [2026, 2030, 2030], 0),
            ([2026] + [Double](repeating: 2030, count: 10), [2030, 2030, 2030], 0),
            ([Double](repeating: 2030, count: 9) + [never], [2030, 2030, 2030], 0.1),
            ([Double](repeating: 2030, count: 8) + [never], [2030, 2030, nil], 1.0 / 9),
        ]
        for (years, expected, share) in cases {
            let spread = Self.payback(years)
            #expect([spread.p10, spread.p50, spread.p90] == expected)
            #expect(isClose(spread.probabilityNever, share))
        }
    }

    @Test("Payback of a sample is what counting trials year by year gives")
    func paybackNaively() {
        let samples = Samples(trials: 1234)
        for threshold in [0, 0.05, 0.3, 0.6, 0.95] {
            let years = zip(samples.uniform("year"), samples.uniform("never"))
                .map { $1 < threshold ? Double.nan : 2026 + (10 * $0).rounded(.down) }
            let spread = Self.payback(years)
            for (found, tenths) in [(spread.p10, 1), (spread.p50, 5), (spread.p90, 9)] {
                let expected = (2026...2036).first { year in
                    10 * years.filter { $0 <= Double(year) }.count >= tenths * 1234
                }
                #expect(found == expected)
            }
        }
    }
}
