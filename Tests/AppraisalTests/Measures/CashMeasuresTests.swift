import Testing

@testable import Appraisal

@Suite("Cash measures")
struct CashMeasuresTests {
    @Test("peak funding is the deepest cumulative deficit")
    func peakFunding() {
        #expect(CashMeasures.peakFunding([-100, -50, 30, -20, 200]) == 150)
        #expect(CashMeasures.peakFunding([-100, 150, -80, -40]) == 100)
        #expect(CashMeasures.peakFunding([50, -70, 10]) == 20)
        #expect(CashMeasures.peakFunding([-100, 60, -90]) == 130)
    }

    @Test("peak funding is a plain zero where the purse is never empty", arguments: [[], [0, 0], [10, -10], [5, 5]])
    func noPeakFunding(cash: [Double]) {
        let peak = CashMeasures.peakFunding(cash)
        #expect(peak == 0 && peak.sign == .plus)
    }

    @Test(
        "the payback year is the first from which cumulative cash stays up",
        arguments: [
            ([-100, 60, 60, 10], 2028),
            ([-100, 50, 50, 0], 2028),  // exactly nothing counts
            ([-100, 150, -80, 40], 2029),  // paid back, lost again, paid back for good
            ([10, 20, 30], 2026),
            ([0, 0, 0], 2026),
            ([-100, 20, 20], nil),
            ([-100, 150, -80], nil),  // up for a while, down at the end
            ([50, -20, -40], nil),
            ([-100, 0, 100], 2028),  // in the last year
            ([-0.005, 0], 2026),  // half a penny is nothing
            ([-0.006, 0], nil),
            ([-5], nil),
            ([], nil),
        ] as [([Double], Int?)]
    )
    func paybackYear(cash: [Double], expected: Int?) {
        #expect(CashMeasures.paybackYear(discountedCashByYear: cash, baseYear: 2026) == expected)
    }

    @Test("a benefit-cost ratio exceeds 1 exactly where value is positive, and needs public costs")
    func benefitCostRatio() {
        #expect(CashMeasures.benefitCostRatio(npsv: 50, publicCosts: 100) == 1.5)
        #expect(CashMeasures.benefitCostRatio(npsv: 0, publicCosts: 100) == 1)
        #expect(CashMeasures.benefitCostRatio(npsv: -150, publicCosts: 100) == -0.5)
        #expect(CashMeasures.benefitCostRatio(npsv: 50, publicCosts: 0.005) == nil)
        #expect(CashMeasures.benefitCostRatio(npsv: 0.006, publicCosts: 0.006) == 2)
        #expect(CashMeasures.benefitCostRatio(npsv: 50, publicCosts: 0) == nil)
        #expect(CashMeasures.benefitCostRatio(npsv: 50, publicCosts: -100) == nil)
        #expect(CashMeasures.benefitCostRatio(npsv: .nan, publicCosts: .nan) == nil)
    }

    @Test(
        "a benefit-cost ratio is 0 where benefits are no more than the last bits of the costs, and else keeps its size")
    func benefitCostRatioOfNoBenefits() {
        // Three costs of a third of a pound each way: 0.1 + 0.2 is not 0.3 in binary.
        let npsv = -(0.1 + 0.2) * 1e6
        #expect(npsv + 0.3e6 != 0)
        #expect(CashMeasures.benefitCostRatio(npsv: npsv, publicCosts: 0.3e6) == 0)
        #expect(CashMeasures.benefitCostRatio(npsv: -0.3e6, publicCosts: -npsv) == 0)
        // A penny of benefits on ten million of costs is a thousand times the bar: a ratio of 1e-9.
        let small = CashMeasures.benefitCostRatio(npsv: -1e7 + 0.01, publicCosts: 1e7)
        #expect(abs((small ?? 0) - 1e-9) < 1e-15)
        let smallLoss = CashMeasures.benefitCostRatio(npsv: -1e7 - 0.01, publicCosts: 1e7)
        #expect(abs((smallLoss ?? 0) + 1e-9) < 1e-15)
        #expect(CashMeasures.benefitCostRatio(npsv: .nan, publicCosts: 1)?.isNaN == true)
    }

    @Test("the equivalent annual net cost is the level amount of the same present value")
    func equivalentAnnualNetCost() {
        // Ten years at 3.5% have an annuity factor of 8.607686508868.
        let factors = DiscountSchedule(rate: 0.035).factors(years: 10)
        let annual = CashMeasures.equivalentAnnualNetCost(pvCosts: 1000, pvBenefits: 400, discountFactors: factors)
        #expect(abs(annual - 600 / 8.607686508868) < 1e-9)
        #expect(
            CashMeasures.equivalentAnnualNetCost(pvCosts: 100, pvBenefits: 400, discountFactors: [1, 1, 1]) == -100
        )
    }
}
