import Testing

@testable import Appraisal

@Suite("Decision")
struct DecisionTests {
    /// Four trials of three options, small enough to be counted by hand.
    private let small = Decision(values: [[0, 0, 0, 0], [10, -10, 20, 0], [5, -5, 20, -8]])

    @Test("the probability of being best, counted by hand, splits ties")
    func probabilityBest() {
        // Best: option 1; option 0; options 1 and 2; options 0 and 1.
        #expect(small.probabilityBest() == [0.375, 0.5, 0.125])
        #expect(small.timesBest() == [[1, 1], [1, 2], [0, 1]])
    }

    @Test("expected regret, counted by hand")
    func expectedRegret() {
        #expect(small.expectedRegret() == [7.5, 2.5, 4.5])
        #expect(small.regrets(of: 2) == [5, 5, 0, 8])
    }

    @Test("the probability of being better, counted by hand, gives ties a half")
    func probabilityBetter() {
        #expect(small.probabilityBetter(1, than: 0) == 0.625)
        #expect(small.probabilityBetter(0, than: 1) == 0.375)
        #expect(small.probabilityBetter(1, than: 2) == 0.625)
        #expect(small.probabilityBetter(1, than: 1) == 0.5)
        #expect(small.timesBetter(1, than: 0) == (better: 2, worse: 1))
    }

    @Test("values within 1e-9 of the largest absolute value of the trial are equal, others are not")
    func tolerance() {
        // The largest of each trial is a third option's loss of 1000, so that 1e-6 is the bar.
        let decision = Decision(values: [[1, 1], [1 + 0.9e-6, 1 + 1.1e-6], [-1000, -1000]])
        #expect(decision.timesBest() == [[0, 1], [1, 1], [0, 0]])
        #expect(decision.timesBetter(1, than: 0) == (better: 1, worse: 0))
    }

    @Test("options that are nothing in every trial tie")
    func nothing() {
        let decision = Decision(values: [[0, 0], [0, -0.0], [0, 0]])
        let third = 1.0 / 3
        #expect(decision.probabilityBest() == [third, third, third])
        #expect(decision.expectedValueOfPerfectInformation() == 0)
    }

    @Test("perfect information on N(0, 1² + 2²) against nothing is worth √5/√(2π)", arguments: [2, 100, 5000])
    func perfectInformation(cells: Int) {
        let proposal = normalCellMeans(cells: cells).map { 5.0.squareRoot() * $0 }
        let decision = Decision(values: [[Double](repeating: 0, count: cells), proposal])
        #expect(abs(decision.expectedValueOfPerfectInformation() - 0.892062058076) < 1e-9)
        #expect(decision.probabilityBest() == [0.5, 0.5])
    }

    @Test("perfect information is E max − max E, counted naively")
    func perfectInformationNaively() {
        var generator = SampleGenerator(seed: 1)
        let values = generator.roughTable(options: 5, trials: 999)
        let means = values.map { $0.reduce(0, +) / 999 }
        let meanOfBest = (0..<999).map { trial in values.map { $0[trial] }.max() ?? 0 }.reduce(0, +) / 999
        let expected = meanOfBest - (means.max() ?? 0)
        let computed = Decision(values: values).expectedValueOfPerfectInformation()
        #expect(abs(computed - expected) < 1e-9 * abs(expected))
    }

    @Test("perfect information is worth nothing where one option is best in every trial")
    func certainty() {
        let values = normalCellMeans(cells: 400)
        let decision = Decision(values: [values, values.map { $0 + 1 / 3.0 }, values.map { $0 - 7 }])
        #expect(decision.expectedValueOfPerfectInformation() == 0)
        #expect(decision.probabilityBest() == [0, 1, 0])
    }

    @Test("the order of options changes no figure by a bit")
    func orderOfOptions() {
        var generator = SampleGenerator(seed: 2)
        for options in 2...6 {
            // Rough values beside coarse ones, so that both sums and ties are at stake.
            let values =
                generator.roughTable(options: options, trials: 500)
                + generator.table(options: options, trials: 500, below: 4)
            let order = values.indices.reversed().map { ($0 + 1) % values.count }
            let straight = Decision(values: values)
            let shuffled = Decision(values: order.map { values[$0] })
            let (straightOrder, shuffledOrder) = (OrderedDecision(straight), OrderedDecision(shuffled))
            #expect(shuffled.probabilityBest() == order.map { straight.probabilityBest()[$0] })
            #expect(shuffled.expectedRegret() == order.map { straight.expectedRegret()[$0] })
            #expect(
                shuffled.expectedValueOfPerfectInformation() == straight.expectedValueOfPerfectInformation()
            )
            for a in order.indices {
                for b in order.indices {
                    #expect(
                        shuffled.probabilityBetter(a, than: b) == straight.probabilityBetter(order[a], than: order[b]))
                    #expect(shuffledOrder.dominance(a, over: b) == straightOrder.dominance(order[a], over: order[b]))
                }
            }
        }
    }

    @Test("a dominated option changes nothing for the others")
    func dominatedOption() {
        var generator = SampleGenerator(seed: 3)
        let values = generator.table(options: 3, trials: 300, below: 50)
        let without = Decision(values: values)
        let with = Decision(values: values + [values[1].map { $0 - 1 }])
        #expect(Array(with.probabilityBest().prefix(3)) == without.probabilityBest())
        #expect(with.probabilityBest()[3] == 0)
        #expect(Array(with.expectedRegret().prefix(3)) == without.expectedRegret())
        #expect(with.expectedValueOfPerfectInformation() == without.expectedValueOfPerfectInformation())
        #expect(OrderedDecision(with).dominance(1, over: 3) == .firstOrder)
    }

    @Test("a scale of money scales amounts and leaves probabilities")
    func scale() {
        var generator = SampleGenerator(seed: 4)
        let values = generator.table(options: 4, trials: 200, below: 9)
        let pounds = Decision(values: values)
        let pence = Decision(values: values.map { $0.map { $0 * 64 } })
        #expect(pence.probabilityBest() == pounds.probabilityBest())
        #expect(pence.expectedRegret() == pounds.expectedRegret().map { $0 * 64 })
        #expect(pence.expectedValueOfPerfectInformation() == 64 * pounds.expectedValueOfPerfectInformation())
        #expect(abs(pounds.probabilityBest().reduce(0, +) - 1) < 1e-12)
    }

    @Test("batches of equal size average to the whole")
    func batches() {
        var generator = SampleGenerator(seed: 5)
        let values = generator.table(options: 3, trials: 400, below: 7)
        let decision = Decision(values: values)
        let batches = (0..<4).map { batch in
            Decision(values: values.map { Array($0[batch * 100..<batch * 100 + 100]) })
        }
        for option in 0..<3 {
            let best = batches.map { $0.probabilityBest()[option] }.reduce(0, +) / 4
            let regret = batches.map { $0.expectedRegret()[option] }.reduce(0, +) / 4
            #expect(abs(best - decision.probabilityBest()[option]) < 1e-12)
            #expect(abs(regret - decision.expectedRegret()[option]) < 1e-12)
        }
    }
}
