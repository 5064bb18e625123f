import CouncilModel
import Stochastics
import Testing

@testable import Analysis

@Suite("Choosing between options")
struct ChoiceTests {
    @Test(
        "Knowing N(0, 1) + N(0, 2) beforehand is worth √5/√(2π) against nothing",
        arguments: [Sampling.latinHypercube, .random])
    func perfectInformation(sampling: Sampling) throws {
        let samples = Samples(seed: 20_261_124, trials: 20 * 512, sampling: sampling)
        let npsv = zip(samples.normal("a"), samples.normal("b")).map { $0 + 2 * $1 }
        let comparison = HandMadeRun(options: [("A", npsv)], sampling: sampling).comparison
        let decision = comparison.decisions[0]
        #expect(comparison.decisions.map(\.measure) == [.npsv, .cashNPV, .councilCashNPV])
        // Four standard errors are passed by chance once in 16,000 seeds (for 20 batches once in 1,300).
        #expect(decision.evpi.standardError > 0 && decision.evpi.standardError < 0.03)
        #expect(abs(decision.evpi.value - 0.892062) < 4 * decision.evpi.standardError)
        for option in 0...1 {
            #expect(
                abs(decision.probabilityBest[option].value - 0.5) < 4 * decision.probabilityBest[option].standardError)
            let regret = decision.expectedRegret[option]
            #expect(abs(regret.value - 0.892062) < 4 * regret.standardError)
        }
        #expect(comparison.options[1].probabilityBest == decision.probabilityBest[1])
        #expect(comparison.options[1].expectedRegret == decision.expectedRegret[1])
        // council_cash_npv is half of NPSV here.
        #expect(abs(comparison.decisions[2].evpi.value - 0.446031) < 4 * comparison.decisions[2].evpi.standardError)
    }

    /// Do nothing and three options, two of which tie in many trials.
    private static func values(trials: Int) -> [[Double]] {
        let samples = Samples(trials: trials)
        let a = samples.normal("a").map { ($0 * 3).rounded() }
        let b = zip(a, samples.uniform("b")).map { $1 < 0.3 ? $0 : $0 + (4 * $1).rounded() - 3 }
        let c = samples.normal("c").map { $0 + 1 }
        return [[Double](repeating: 0, count: trials), a, b, c]
    }

    private static func comparison(_ values: [[Double]], sampling: Sampling) -> Comparison {
        HandMadeRun(
            options: zip(["A", "B", "C"], values.dropFirst()).map { ($0, $1) }, sampling: sampling
        ).comparison
    }

    @Test("Standard errors of decision measures are those of batches, or of the trials' own figures")
    func decisionErrors() {
        let trials = 8 * 512 + 100
        let values = Self.values(trials: trials)
        func shares(_ option: Int) -> [Double] {
            (0..<trials).map { trial in
                let best = values.map { $0[trial] }.max() ?? 0
                let tied = values.filter { $0[trial] == best }.count
                return values[option][trial] == best ? 1 / Double(tied) : 0
            }
        }
        func regrets(_ option: Int) -> [Double] {
            (0..<trials).map { trial in (values.map { $0[trial] }.max() ?? 0) - values[option][trial] }
        }
        let batched = Self.comparison(values, sampling: .latinHypercube).decisions[0]
        let plain = Self.comparison(values, sampling: .random).decisions[0]
        let root = Double(trials).squareRoot()
        for option in values.indices {
            let (share, regret) = (shares(option), regrets(option))
            #expect(isClose(batched.probabilityBest[option].value, Naive.mean(share)))
            #expect(isClose(batched.expectedRegret[option].value, Naive.mean(regret)))
            let shareError = Naive.batchError(trials: trials) { Naive.mean(Array(share[$0])) }
            let regretError = Naive.batchError(trials: trials) { Naive.mean(Array(regret[$0])) }
            #expect(isClose(batched.probabilityBest[option].standardError * 1e6, shareError * 1e6))
            #expect(isClose(batched.expectedRegret[option].standardError * 1e6, regretError * 1e6))
            #expect(isClose(plain.probabilityBest[option].standardError, Naive.sd(share) / root))
            #expect(isClose(plain.expectedRegret[option].standardError, Naive.sd(regret) / root))
        }
        let all = values.indices.map(regrets)
        let evpi = all.map(Naive.mean).min() ?? 0
        #expect(isClose(batched.evpi.value, evpi))
        let evpiError = Naive.batchError(trials: trials) { batch in all.map { Naive.mean(Array($0[batch])) }.min() ?? 0
        }
        #expect(isClose(batched.evpi.standardError * 1e6, evpiError * 1e6))
        let best = all.min { Naive.mean($0) < Naive.mean($1) } ?? []
        #expect(isClose(plain.evpi.standardError, Naive.sd(best) / root))
    }

    @Test("Every ordered pair is compared trial by trial", arguments: [Sampling.latinHypercube, .random])
    func pairs(sampling: Sampling) {
        let trials = 8 * 512 + 100
        let values = Self.values(trials: trials)
        let pairs = Self.comparison(values, sampling: sampling).pairs
        let expected = values.indices.flatMap { a in values.indices.filter { $0 != a }.map { [a, $0] } }
        #expect(pairs.map { [$0.option, $0.over] } == expected)
        for pair in pairs {
            let differences = zip(values[pair.option], values[pair.over]).map { $0 - $1 }
            let wins = differences.map { $0 > 0 ? 1 : $0 == 0 ? 0.5 : 0 }
            #expect(isClose(pair.difference.value, Naive.mean(differences)))
            #expect(isClose(pair.differenceP10, Naive.percentile(differences, 10)))
            #expect(isClose(pair.differenceP90, Naive.percentile(differences, 90)))
            #expect(isClose(pair.probabilityBetter.value, Naive.mean(wins)))
            for (found, sample) in [(pair.difference, differences), (pair.probabilityBetter, wins)] {
                let error =
                    sampling == .random
                    ? Naive.sd(sample) / Double(trials).squareRoot()
                    : Naive.batchError(trials: trials) { Naive.mean(Array(sample[$0])) }
                #expect(isClose(found.standardError * 1e6, error * 1e6) && !found.isUpperBound)
            }
        }
    }

    @Test("Dominance goes by the order of values, first or second")
    func dominance() {
        let run = HandMadeRun(options: [
            ("Better", [4, 3, 2, 1]), ("Steady", [0.5, 0.5, 0.5, 0.5]), ("Spread", [0, 1, 0.25, 0.75]),
        ])
        func word(_ option: Int, _ over: Int) -> String? {
            run.comparison.pairs.first { $0.option == option && $0.over == over }?.dominates
        }
        #expect(word(1, 0) == "first_order" && word(0, 1) == nil)
        #expect(word(2, 3) == "second_order" && word(3, 2) == nil)
        #expect(word(1, 2) == "first_order" && word(3, 0) == "first_order")
    }

    @Test("The order of options changes no figure of an option by a bit", arguments: [20 * 512, 700])
    func orderOfOptions(trials: Int) throws {
        var samples = Samples(trials: trials)
        samples.seed = 7
        let names = ["A", "B", "C", "D", "E", "F", "G", "H"]
        let options = names.map { name in
            (name: name, npsv: zip(samples.normal(name), samples.uniform("u" + name)).map { 1e5 / 3 * $0 + 1e4 * $1 })
        }
        func comparison(_ order: [Int]) -> Comparison {
            var run = HandMadeRun(options: order.map { options[$0] }, councils: 2)
            for (place, index) in order.enumerated() {
                let npsv = options[index].npsv
                run.result.options[place + 1].set(costs: npsv.map { abs($0) / 7 })
                let council = CouncilResult(npv: npsv, cashNPV: npsv, joiningYear: npsv.map { $0 > 0 ? 1 : .max })
                run.result.options[place + 1].councils = [council, council]
            }
            run.result.assumptions = names.prefix(4).map {
                AssumptionSample(name: $0, values: samples.uniform("u" + $0))
            }
            return run.comparison
        }
        let straight = comparison(Array(names.indices))
        let order = [5, 2, 7, 0, 1, 6, 3, 4]
        let shuffled = comparison(order)
        let places = [0] + order.map { $0 + 1 }
        #expect(straight.options.filter { $0.councils.count == 2 }.count >= 5)
        for (place, index) in places.enumerated() {
            #expect(shuffled.options[place] == straight.options[index])
            #expect(shuffled.drivers[place] == straight.drivers[index])
        }
        #expect(shuffled.decisions.map(\.evpi) == straight.decisions.map(\.evpi))
        for pair in shuffled.pairs {
            var same = pair
            same.option = places[pair.option]
            same.over = places[pair.over]
            #expect(straight.pairs.contains(same))
        }
    }
}
