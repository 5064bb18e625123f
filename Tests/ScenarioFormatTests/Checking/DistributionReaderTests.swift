import Stochastics
import Testing

@testable import ScenarioFormat

@Suite("Reading distributions")
struct DistributionReaderTests {
    /// The distribution that a text says, and what is wrong with it.
    private func read(_ text: String) -> (distribution: Distribution?, complaints: [String]) {
        var distribution: Distribution?
        let complaints = log(of: text) { distribution = DistributionReader(log: $0).distribution($1) }
        return (distribution, complaints)
    }

    @Test(
        "Each form is read to the distribution that it says",
        arguments: [
            ("0.25", .fixed(0.25)),
            ("{\"uniform\": [1, 2]}", .uniform(min: 1, max: 2)),
            ("{\"triangular\": [1, 2, 4]}", .triangular(min: 1, mode: 2, max: 4)),
            ("{\"pert\": [1, 2, 4]}", .pert(min: 1, mode: 2, max: 4)),
            ("{\"normal\": {\"sd\": 3, \"mean\": 2}}", .normal(mean: 2, sd: 3)),
            ("{\"beta\": {\"alpha\": 2, \"beta\": 3}}", .beta(alpha: 2, beta: 3, min: 0, max: 1)),
            (
                "{\"beta\": {\"alpha\": 2, \"beta\": 3, \"min\": -1, \"max\": 7}}",
                .beta(alpha: 2, beta: 3, min: -1, max: 7)
            ),
            ("{\"gamma\": {\"shape\": 2, \"scale\": 3}}", .gamma(shape: 2, scale: 3)),
            ("{\"pareto\": {\"shape\": 2.5, \"scale\": 3}}", .pareto(scale: 3, shape: 2.5)),
            (
                "{\"pareto\": {\"shape\": 1, \"scale\": 3}, \"max\": 9}",
                .truncated(.pareto(scale: 3, shape: 1), min: nil, max: 9)
            ),
            ("{\"bernoulli\": 0.3}", .bernoulli(0.3)),
            (
                "{\"discrete\": {\"values\": [2, 0, 1], \"weights\": [6, 3, 1]}}",
                .discrete(values: [2, 0, 1], weights: [6, 3, 1])
            ),
            (
                "{\"quantiles\": {\"1\": 9, \"0.5\": 3, \"0\": 1, \"9e-1\": 4}}",
                .quantiles(probabilities: [0, 0.5, 0.9, 1], values: [1, 3, 4, 9])
            ),
            (
                "{\"normal\": {\"mean\": 1, \"sd\": 2}, \"min\": 0}",
                .truncated(.normal(mean: 1, sd: 2), min: 0, max: nil)
            ),
            ("{\"max\": 2, \"uniform\": [0, 5], \"min\": 1}", .truncated(.uniform(min: 0, max: 5), min: 1, max: 2)),
            (
                "{\"mixture\": [{\"weight\": 2, \"distribution\": 0}, {\"distribution\": {\"mixture\": [{\"weight\": 1, "
                    + "\"distribution\": {\"uniform\": [0, 1], \"max\": 0.5}}]}, \"weight\": 3}]}",
                .mixture([
                    MixtureComponent(weight: 2, distribution: .fixed(0)),
                    MixtureComponent(
                        weight: 3,
                        distribution: .mixture([
                            MixtureComponent(
                                weight: 1, distribution: .truncated(.uniform(min: 0, max: 1), min: nil, max: 0.5))
                        ])),
                ])
            ),
        ] as [(String, Distribution)])
    func forms(text: String, expected: Distribution) {
        let (distribution, complaints) = read(text)
        #expect(distribution == expected)
        #expect(complaints == [])
    }

    @Test(
        "Percentiles that are given come out again",
        arguments: [
            ("{\"normal\": {\"p10\": -1, \"p90\": 5}}", [0.1: -1, 0.5: 2, 0.9: 5]),
            ("{\"lognormal\": {\"p90\": 160000, \"p10\": 40000}}", [0.1: 40_000, 0.5: 80_000, 0.9: 160_000]),
            // 1.2815515655446004 is the 90th percentile of the standard normal; e^(0.3 · 1.28155…) = 1.46882…
            ("{\"lognormal\": {\"median\": 2, \"sigma\": 0.3}}", [0.5: 2, 0.9: 2 * 1.4688289779168713]),
            ("{\"metalog\": {\"p10\": 1, \"p50\": 2, \"p90\": 4}}", [0.1: 1, 0.5: 2, 0.9: 4]),
            ("{\"metalog\": {\"p10\": 1, \"p50\": 2, \"p90\": 4, \"min\": 0, \"max\": 9}}", [0.1: 1, 0.5: 2, 0.9: 4]),
        ] as [(String, [Double: Double])])
    func percentiles(text: String, expected: [Double: Double]) {
        let (distribution, complaints) = read(text)
        #expect(complaints == [])
        for (probability, quantile) in expected {
            let found = distribution?.quantile(probability) ?? .nan
            #expect(abs(found - quantile) <= 1e-12 * max(1, abs(quantile)), "\(text) at \(probability)")
        }
    }

    @Test("A lognormal by mean and standard deviation has these")
    func lognormalMoments() {
        let distribution = read("{\"lognormal\": {\"mean\": 3, \"sd\": 2}}").distribution
        #expect(abs((distribution?.mean ?? .nan) - 3) < 1e-12)
        #expect(abs((distribution?.standardDeviation ?? .nan) - 2) < 1e-12)
        let bounded = read("{\"metalog\": {\"p10\": 1, \"p50\": 2, \"p90\": 4, \"min\": 0, \"max\": 9}}").distribution
        #expect(bounded?.lowest == 0 && bounded?.highest == 9)
    }

    @Test(
        "Each problem is reported at the innermost value that has it",
        arguments: [
            (
                "{\"triangular\":\n [900000, 700000, 800000]}",
                [
                    "2:2: triangular: min 900000 is above mode 700000; order them [min, mode, max]"
                ]
            ),
            ("{\"uniform\": [2, 1]}", ["1:13: uniform: min 2 is above max 1; order them [min, max]"]),
            ("{\"pert\": [1, 5, 4.5]}", ["1:10: pert: mode 5 is above max 4.5; order them [min, mode, max]"]),
            ("{\"normal\": {\"mean\": 1, \"sd\": -2}}", ["1:30: normal.sd: sd -2 is negative; give 0 or more"]),
            ("{\"normal\": {\"p10\": 5, \"p90\": 1}}", ["1:12: normal: p10 5 is above p90 1; exchange them"]),
            (
                "{\"lognormal\": {\"p10\": 0, \"p90\": 1}}",
                [
                    "1:23: lognormal.p10: p10 0 is not above 0; a lognormal is positive throughout; use a normal or a "
                        + "metalog for values of either sign"
                ]
            ),
            (
                "{\"lognormal\": {\"median\": 1, \"sigma\": -1}}",
                [
                    "1:38: lognormal.sigma: sigma -1 is negative; give 0 or more"
                ]
            ),
            ("{\"lognormal\": {\"mean\": 1, \"sd\": -1}}", ["1:33: lognormal.sd: sd -1 is negative; give 0 or more"]),
            (
                "{\"normal\": {\"mean\": 1, \"p90\": 2}}",
                [
                    "1:12: normal: found \"mean\" and \"p90\", expected {\"mean\", \"sd\"} or {\"p10\", \"p90\"}"
                ]
            ),
            (
                "{\"normal\": {}}",
                ["1:12: normal: found no parameters, expected {\"mean\", \"sd\"} or {\"p10\", \"p90\"}"]
            ),
            (
                "{\"lognormal\": {\"p10\": 1, \"p90\": 2, \"sd\": 3}}",
                [
                    "1:15: lognormal: found \"p10\", \"p90\" and \"sd\", expected {\"mean\", \"sd\"}, {\"p10\", \"p90\"} or "
                        + "{\"median\", \"sigma\"}"
                ]
            ),
            (
                "{\"beta\": {\"alpha\": 0, \"beta\": -1, \"min\": 2, \"max\": 1}}",
                [
                    "1:10: beta: min 2 is above max 1; order them [min, max]",
                    "1:20: beta.alpha: alpha 0 is not above 0; give more than 0",
                    "1:31: beta.beta: beta -1 is not above 0; give more than 0",
                ]
            ),
            (
                "{\"gamma\": {\"shape\": 0, \"scale\": 0}}",
                [
                    "1:21: gamma.shape: shape 0 is not above 0; give more than 0",
                    "1:33: gamma.scale: scale 0 is not above 0; give more than 0",
                ]
            ),
            (
                "{\"pareto\": {\"scale\": 1, \"shape\": 2}}",
                [
                    "1:34: pareto.shape: shape 2 has a tail too heavy for a standard deviation; put a \"max\" beside it, or use "
                        + "a shape above 2"
                ]
            ),
            ("{\"bernoulli\": 1.5}", ["1:15: bernoulli: probability 1.5 is outside 0 to 1; give a share, such as 0.3"]),
            (
                "{\"discrete\": {\"values\": [1, 2], \"weights\": [1, -1]}}",
                [
                    "1:48: discrete.weights[1]: weight -1 is negative; give 0 or more"
                ]
            ),
            (
                "{\"discrete\": {\"values\": [1, 2], \"weights\": [1]}}",
                [
                    "1:44: discrete.weights: there are 1 weights for 2 values; give one weight for each value"
                ]
            ),
            (
                "{\"discrete\": {\"values\": [1], \"weights\": [0]}}",
                [
                    "1:41: discrete.weights: the weights sum to 0; give at least one weight above 0"
                ]
            ),
            (
                "{\"quantiles\": {\"0.1\": 1, \"1\": 2}}",
                ["1:15: quantiles: the quantile of 0 is missing; give the lowest value"]
            ),
            (
                "{\"quantiles\": {\"0\": 1, \"0.9\": 2}}",
                [
                    "1:15: quantiles: the quantile of 1 is missing; give the highest value"
                ]
            ),
            (
                "{\"quantiles\": {\"0\": 3, \"1\": 2}}",
                [
                    "1:15: quantiles: the quantile of 0, 3, is above that of 1, 2; values must not fall as probabilities rise"
                ]
            ),
            (
                "{\"quantiles\": {\"0\": 1, \"0.5\": 1, \"0.50\": 2, \"1\": 2}}",
                [
                    "1:15: quantiles: probability 0.5 comes after 0.5; order the probabilities from 0 to 1, each once"
                ]
            ),
            (
                "{\"quantiles\": {\"0\": 1, \"p50\": 2, \"1.5\": 3, \"nan\": 4}}",
                [
                    "1:24: quantiles: found the key \"p50\", expected a probability from \"0\" to \"1\"",
                    "1:34: quantiles: found the key \"1.5\", expected a probability from \"0\" to \"1\"",
                    "1:44: quantiles: found the key \"nan\", expected a probability from \"0\" to \"1\"",
                ]
            ),
            (
                "{\"metalog\": {\"p10\": 3, \"p50\": 2, \"p90\": 4}}",
                [
                    "1:13: metalog: p10 3 is not below p50 2; order them p10, p50, p90, each above the one before"
                ]
            ),
            (
                "{\"metalog\": {\"p10\": 1, \"p50\": 2, \"p90\": 3, \"min\": 2}}",
                [
                    "1:51: metalog.min: min 2 is not below p10 1; lower min, or leave it out"
                ]
            ),
            (
                "{\"metalog\": {\"p10\": 1, \"p50\": 2, \"p90\": 3, \"max\": 3}}",
                [
                    "1:51: metalog.max: max 3 is not above p90 3; raise max, or leave it out"
                ]
            ),
            // The share of p50 between p10 and p90 must differ from a half by less than 0.2 · 1.66711 (Keelin 2016).
            (
                "{\"metalog\": {\"p10\": 1, \"p50\": 1.01, \"p90\": 3}}",
                [
                    "1:13: metalog: no three-term metalog passes through 1, 1.01 and 3; p50 must lie between 1.333 and 2.667 "
                        + "for this p10 and p90; or give a table of quantiles"
                ]
            ),
            ("{\"uniform\": [0, 1], \"min\": 3, \"max\": 2}", ["1:38: max: max 2 is below min 3; exchange them"]),
            (
                "{\"uniform\": [0, 1], \"min\": 2}",
                [
                    "1:28: min: min 2 keeps less than one part in 1e9 of the distribution; widen the range, or move the "
                        + "distribution into it"
                ]
            ),
            (
                "{\"mixture\": [{\"weight\": -1, \"distribution\": {\"gamma\": {\"shape\": -1, \"scale\": 1}}}, "
                    + "{\"weight\": 1, \"distribution\": {\"pert\": [3, 2, 1]}}]}",
                [
                    "1:25: mixture[0].weight: weight -1 is negative; give 0 or more",
                    "1:65: mixture[0].distribution.gamma.shape: shape -1 is not above 0; give more than 0",
                    "1:123: mixture[1].distribution.pert: min 3 is above mode 2; order them [min, mode, max]",
                    "1:123: mixture[1].distribution.pert: mode 2 is above max 1; order them [min, mode, max]",
                ]
            ),
            (
                "{\"mixture\": [{\"weight\": 0, \"distribution\": 1}]}",
                [
                    "1:13: mixture: the weights sum to 0; give at least one weight above 0"
                ]
            ),
        ] as [(String, [String])])
    func problems(text: String, expected: [String]) {
        let (distribution, complaints) = read(text)
        #expect(distribution == nil)
        #expect(complaints == expected)
    }

    @Test("Parts of a mixture that cannot be read are reported all at once, deep within too")
    func parts() {
        let (distribution, complaints) = read(
            """
            {"mixture": [{"weight": 1, "distribution": {"lognormal": {"p10": 5, "p90": 1}}},
              {"weight": 1, "distribution": {"mixture": [{"weight": 1, "distribution": {"normal": {"sd": 1}}}]}}]}
            """)
        #expect(distribution == nil)
        #expect(
            complaints == [
                "1:58: mixture[0].distribution.lognormal: p10 5 is above p90 1; exchange them",
                "2:87: mixture[1].distribution.mixture[0].distribution.normal: found \"sd\", expected "
                    + "{\"mean\", \"sd\"} or {\"p10\", \"p90\"}",
            ])
    }

    @Test(
        "What the check of shapes reports is not reported again",
        arguments: [
            "\"x\"", "null", "{}", "{\"uniform\": [1]}", "{\"pert\": 5}", "{\"pert\": [1, 2, 3], \"uniform\": [1, 2]}",
            "{\"normal\": {\"mean\": 1, \"std\": 2}}", "{\"normal\": {\"mean\": 1, \"sd\": \"2\"}}", "{\"normal\": 5}",
            "{\"beta\": {\"alpha\": 1}}", "{\"gamma\": {\"shape\": 1}}", "{\"pareto\": {\"scale\": 1}}",
            "{\"bernoulli\": \"x\"}", "{\"discrete\": {\"values\": [1]}}", "{\"quantiles\": {\"0\": \"a\", \"1\": 2}}",
            "{\"quantiles\": [1]}", "{\"metalog\": {\"p10\": 1}}", "{\"mixture\": 5}",
            "{\"mixture\": [{\"weight\": 1}, {\"distribution\": 1}]}",
        ])
    func onlyOnce(text: String) {
        let (distribution, complaints) = read(text)
        #expect(distribution == nil)
        #expect(complaints == [])
        #expect(!log(of: text) { ShapeCheck(log: $0).check($1, is: .distribution) }.isEmpty)
    }
}
