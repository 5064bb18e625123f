import Testing

@testable import Appraisal

/// The published figures are those of the tests and tables of the R package *greenbook* (Charles Coverdale), which
/// follows the same Treasury schedule; sums were evaluated apart from this code.
@Suite("Discount schedules")
struct DiscountScheduleTests {
    private let standard: [Double]

    init() throws {
        standard = try #require(DiscountSchedule(named: "green-book-2026")).factors(years: 302)
    }

    @Test(
        "Green Book factors are the published ones",
        arguments: [
            (0, 1), (1, 0.966183574879), (5, 0.841973166859), (10, 0.708918813710), (30, 0.356278410602),
            (31, 0.345901369517), (60, 0.146781987870), (75, 0.094213772577), (76, 0.091915875685),
            (100, 0.050818022324), (125, 0.027410763016),
        ]
    )
    func publishedFactor(year: Int, expected: Double) {
        #expect(abs(standard[year] - expected) < 1e-12)
    }

    @Test("Green Book annuities are the published ones")
    func annuities() {
        #expect(abs(standard[1...30].reduce(0, +) - 18.392045411363) < 1e-9)
        #expect(abs(standard[1...100].reduce(0, +) - 28.863363355642) < 1e-9)
        #expect(abs(standard[0...9].reduce(0, +) - 8.607686508868) < 1e-9)
    }

    @Test("an annuity at one rate has its closed form", arguments: [0.035, 0.015, 0.1, -0.02])
    func annuityClosedForm(rate: Double) {
        let factors = DiscountSchedule(rate: rate).factors(years: 41)
        var growth = 1.0
        for _ in 1...40 { growth *= 1 + rate }
        let annuity = factors[1...].reduce(0, +)
        let expected = (1 - 1 / growth) / rate
        #expect(abs(annuity - expected) < 1e-9)
    }

    @Test("a worked investment: 100 at once, then 30 a year for five years")
    func investment() {
        let benefits = 30 * standard[1...5].reduce(0, +)
        #expect(abs(benefits - 135.451571264122) < 1e-9)
    }

    @Test("a worked appraisal: uplifted capital of 132, benefits of 10 for 29 years")
    func upliftedCapital() {
        // 100 with optimism bias of 20%, half of it mitigated, and 20% for the cost of raising tax.
        let cost = 132.0  // 100 × 1.1 × 1.2
        let benefits = 10 * standard[1...29].reduce(0, +)
        #expect(abs(benefits - 180.357670007605) < 1e-9)
        #expect(abs(benefits - cost - 48.357670007605) < 1e-9)
    }

    @Test("a worked programme: costs 100, 50, 50; benefits 30 in years 3 to 9")
    func programme() throws {
        let costs = 100 + 50 * standard[1] + 50 * standard[2]
        let benefits = 30 * standard[3...9].reduce(0, +)
        #expect(abs(costs - 194.984713762282) < 1e-9)
        #expect(abs(benefits - 171.239767008677) < 1e-9)
        #expect(abs(benefits - costs - -23.744946753605) < 1e-9)
        let ratio = try #require(CashMeasures.benefitCostRatio(npsv: benefits - costs, publicCosts: costs))
        #expect(abs(ratio - 0.878221495955) < 1e-9)
    }

    @Test(
        "rates fall in the published steps",
        arguments: [
            ("green-book-2026", [3.5, 3, 2.5, 2, 1.5, 1]),
            ("green-book-2026-health", [1.5, 1.29, 1.07, 0.86, 0.64, 0.43]),
            ("green-book-2026-long-horizon", [3, 2.57, 2.14, 1.71, 1.29, 0.86]),
        ]
    )
    func steps(name: String, percentages: [Double]) throws {
        let schedule = try #require(DiscountSchedule(named: name))
        let bounds = [(0, 30), (31, 75), (76, 125), (126, 200), (201, 300), (301, 1000)]
        for ((first, last), percentage) in zip(bounds, percentages) {
            for year in [first, (first + last) / 2, last] {
                #expect(abs(schedule.rate(inYear: year) - percentage / 100) < 1e-15)
            }
        }
    }

    @Test("a list of rates is applied year by year, and its last goes on")
    func list() {
        let schedule = DiscountSchedule(rates: [0.1, 0.25])
        let first = 1 / 1.1
        #expect(schedule.factors(years: 4) == [1, first, first / 1.25, first / 1.25 / 1.25])
        #expect(schedule.rate(inYear: 1) == 0.1)
        #expect(schedule.rate(inYear: 99) == 0.25)
        #expect(schedule.factors(years: 0).isEmpty)
    }

    @Test("names are sorted, all are known, and others are not")
    func names() {
        #expect(
            DiscountSchedule.names
                == ["green-book-2026", "green-book-2026-health", "green-book-2026-long-horizon"]
        )
        for name in DiscountSchedule.names { #expect(DiscountSchedule(named: name) != nil) }
        #expect(DiscountSchedule(named: "green-book-2003") == nil)
    }

    @Test("titles tell the reader the rates")
    func titles() {
        #expect(
            DiscountSchedule(named: "green-book-2026")?.title
                == "Green Book 2026 standard: 3.5% for years 1–30, then falling"
        )
        #expect(
            DiscountSchedule(named: "green-book-2026-long-horizon")?.title
                == "Green Book 2026 long-horizon sensitivity: 3% for years 1–30, then falling"
        )
        #expect(DiscountSchedule(rate: 0.035).title == "3.5% a year")
        #expect(DiscountSchedule(rates: [0.04, 0.04]).title == "4% a year")
        #expect(DiscountSchedule(rates: [0.05, 0.0129]).title == "5%, then 1.29% a year")
        #expect(DiscountSchedule(rates: [0.05, 0.04, 0.03, 0.02, 0.01]).title == "5 yearly rates from 5%, then 1%")
        #expect(DiscountSchedule(rate: 0.035).edition == "stated in the scenario")
    }
}
