import Analysis
import CouncilModel
import Formulas
import Stochastics

/// Realistic comparisons of many trials, from a small generator that is the same on every machine.
enum LondonExample {
    /// Numbers in 0 … 1 (a linear congruential generator of Knuth, upper bits).
    struct Uniforms {
        var state: UInt64 = 7

        mutating func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / 9_007_199_254_740_992
        }

        /// About normal: the sum of twelve uniforms less six.
        mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + next() } }
    }

    /// Options for London: standards, a platform, both with a team, and more of the same up to a number of options.
    static func comparison(options count: Int = 5, trials: Int = 1024) -> Comparison {
        var uniforms = Uniforms()
        let common = (0..<trials).map { _ in uniforms.normal() }
        let names = [
            "Common data standards", "Shared platform", "Standards then platform",
            "Standards, platform and a pooled product team", "Mandated platform",
        ]
        let centres = [2.1e6, 6.4e6, 9.8e6, 9.6e6, -3.2e6]
        var options: [SampleOption] = []
        for index in 0..<count {
            let name =
                index < names.count
                ? names[index] : "standards + platform + team + procurement + training + variant \(index)"
            let centre = index < centres.count ? centres[index] : 1e6 - 1e5 * Double(index)
            let own = (0..<trials).map { _ in uniforms.normal() }
            var option = SampleOption(
                name, npsv: zip(common, own).map { centre + 0.5 * centre * $0 + 4e5 * $1 },
                cash: zip(common, own).map { centre * 0.4 - 2e6 + 0.2 * centre * $0 + 1e5 * $1 }
            )
            option.publicCosts = common.map { 5e6 + 2e5 * $0 }
            option.councils = boroughs.enumerated().map { place, borough in
                let npv = (centre / 10) * (uniforms.next() - 0.3)
                return ComparisonExample.council("E090000\(place + 10)", borough, npv: npv, cash: npv - 1e5)
            }
            option.drivers = [
                driver("licence_saving_share", 0.71, 3.1e6, 14.2e6),
                driver("hours_saved_per_case", 0.44, 5.2e6, 12.1e6),
                driver("migration_cost", -0.31, 11.4e6, 6.9e6), driver("delay_years", -0.18, 9.1e6, 8.8e6),
                driver("platform_time_effect_of_members", 0.12, 9.0e6, 9.1e6, through: ["hours_saved_per_case"]),
                driver("notice", 0.1, 9.0e6, 9.1e6),
            ]
            option.leadPays = 30_000
            options.append(option)
        }
        return ComparisonExample.comparison(
            options, title: "Back-office planning systems in London",
            question: "Should London's 33 boroughs keep buying back-office planning systems alone, agree common data "
                + "standards, share one platform, do both, or do both with a pooled product team?",
            assumptions: (1...45).map { index in
                Assumption(
                    name: "assumption_\(index)", distribution: .fixed(1), source: index % 5 == 0 ? "" : "a study",
                    grade: index % 3 == 0 ? "E" : index % 2 == 0 ? "C" : ""
                )
            },
            unmonetised: [
                UnmonetisedEffect(
                    name: "Leaving a supplier without losing data", lever: "standards", direction: "positive",
                    who: "boroughs", importance: "high", grade: "D"
                ),
                UnmonetisedEffect(name: "One supplier fewer to choose from", direction: "negative"),
            ]
                + (1...10).map { number in
                    UnmonetisedEffect(
                        name: "Loss of a borough's freedom to shape service \(number)", direction: "negative",
                        who: "boroughs", importance: "medium", grade: "C"
                    )
                },
            levers: [
                Lever(
                    name: "platform", starts: 2027, adoption: .mandate, eligible: [0],
                    costs: [
                        Line(
                            name: "Build", side: .cost, level: .programme, kind: .capital,
                            value: .amount(Formula(constant: 1)), timing: .start(spread: [1], from: -1)
                        )
                    ]
                )
            ]
        )
    }

    private static func driver(
        _ name: String, _ rho: Double, _ low: Double, _ high: Double, through: [String] = []
    ) -> Driver {
        Driver(
            assumption: name, rankCorrelation: rho, standardError: 0.03, meanInLowestTenth: low,
            meanInHighestTenth: high, through: through
        )
    }

    private static let boroughs = [
        "Barking and Dagenham", "Barnet", "Bexley", "Brent", "Bromley", "Camden", "Croydon", "Ealing", "Enfield",
        "Greenwich", "Hackney", "Hammersmith and Fulham",
    ]
}
