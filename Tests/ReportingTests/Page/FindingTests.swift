import Analysis
import Testing

@testable import Reporting

@Suite("Titles that state what a picture shows")
struct FindingTests {
    private static func values(_ mean: Double, _ spread: Double, count: Int = 101) -> [Double] {
        (0..<count).map { mean + spread * (Double($0) / Double(count - 1) * 2 - 1) }
    }

    @Test("An option is named as the highest only where its mean is above all others by two standard errors")
    func value() {
        let clear = ComparisonExample.comparison([
            SampleOption("A", npsv: Self.values(3e6, 1e6)), SampleOption("B", npsv: Self.values(1e6, 1e6)),
        ])
        #expect(Finding.value(of: clear) == "A has the highest expected value, £3.00m")
        let noisy = ComparisonExample.comparison([
            SampleOption("A", npsv: Self.values(3e6, 1e6)), SampleOption("B", npsv: Self.values(3e6, 1e6).reversed()),
        ])
        #expect(Finding.value(of: noisy) == "No option stands out: A and B cannot be told apart by mean value")
        let lost = ComparisonExample.comparison([SampleOption("A", npsv: Self.values(-3e6, 1e6))])
        #expect(Finding.value(of: lost) == "No option is expected to be worth what it costs")
        var reference = SampleOption("Renew", npsv: Self.values(0, 0))
        reference.isReference = true
        let none = ComparisonExample.comparison(
            [reference, SampleOption("A", npsv: Self.values(-3e6, 1e6))], doNothing: Self.values(-5e6, 1e6))
        #expect(Finding.value(of: none) == "No option is expected to be worth more than Renew")
    }

    @Test("Certainty tells the share of trials with a gain, and what one in ten loses or nine in ten gain at least")
    func certainty() {
        func title(_ mean: Double, _ spread: Double) -> String {
            Finding.certainty(of: ComparisonExample.comparison([SampleOption("A", npsv: Self.values(mean, spread))]))
        }
        // P10 is mean − 0.8 spread, P90 mean + 0.8 spread.
        #expect(
            title(1e6, 2e6)
                == "A is worth more than doing nothing in 74% of trials, and in one of ten worth at least £600k less")
        #expect(
            title(3e6, 2e6)
                == "A is worth more than doing nothing in every trial, and in nine of ten worth at least £1.4m more")
        #expect(
            title(-3e6, 2e6)
                == "A is worth more than doing nothing in no trial, and in nine of ten worth at least £1.4m less")
    }

    @Test("Cash tells what is needed and when it comes back")
    func cash() {
        var comparison = ComparisonExample.comparison([SampleOption("A", npsv: Self.values(1e6, 1))])
        #expect(Finding.cash(1, of: comparison) == "A needs no public cash up front in most trials")
        comparison.options[1].measures[.peakFunding] = ComparisonExample.spread([2e5, 3e5, 4e5])
        for share in [0, 0.004] {
            comparison.options[1].payback.probabilityNever = share
            #expect(
                Finding.cash(1, of: comparison)
                    == "A needs £300k of public cash at its deepest (P50) and pays back by 2028/29")
        }
        comparison.options[1].payback.probabilityNever = 0.46
        #expect(Finding.cash(1, of: comparison).hasSuffix("(P50) and pays back by 2028/29 (never in 46% of trials)"))
        for (never, words) in [(1, "no trial"), (0.995, "almost no trial"), (0.75, "25% of trials")] {
            comparison.options[1].payback = PaybackSpread(p10: nil, p50: nil, p90: nil, probabilityNever: never)
            #expect(
                Finding.cash(1, of: comparison)
                    == "A needs £300k of public cash at its deepest (P50) and pays back by 2028/29 in \(words)")
        }
    }

    @Test("Councils are counted that gain and that lose")
    func councils() {
        var option = SampleOption("A", npsv: [1, 2, 3])
        option.councils = [
            ComparisonExample.council("1", "Alder", npv: 5, cash: 1),
            ComparisonExample.council("2", "Beech", npv: -5, cash: 1),
            ComparisonExample.council("3", "Cedar", npv: 0, cash: 1),
        ]
        #expect(
            Finding.councils(1, of: ComparisonExample.comparison([option]))
                == "1 of 3 councils is expected to be better off under A, 1 worse off")
    }
}
