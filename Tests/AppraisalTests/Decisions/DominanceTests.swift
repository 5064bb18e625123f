import Testing

@testable import Appraisal

@Suite("Dominance")
struct DominanceTests {
    @Test("on random small samples it is what comparing distribution functions gives")
    func naively() {
        var generator = SampleGenerator(seed: 6)
        var seen: [Dominance?: Int] = [:]
        for _ in 0..<20_000 {
            let trials = 1 + generator.next(below: 6)
            let values = generator.table(options: 2, trials: trials, below: 6)
            let expected = dominanceByDistributionFunctions(values[0], values[1])
            #expect(OrderedDecision(Decision(values: values)).dominance(0, over: 1) == expected)
            seen[expected, default: 0] += 1
        }
        // The samples hold every verdict often enough to mean something.
        #expect(seen[.firstOrder, default: 0] > 1000)
        #expect(seen[.secondOrder, default: 0] > 1000)
        #expect(seen[nil, default: 0] > 1000)
    }

    @Test("so it is on samples of many trials, most of them nearly alike")
    func manyTrials() {
        var generator = SampleGenerator(seed: 7)
        var seen: [Dominance?: Int] = [:]
        for round in 0..<600 {
            let trials = 30 + generator.next(below: 60)
            let first = generator.table(options: 1, trials: trials, below: 9)[0]
            // Another order, some values lower, and every other time two of them drawn apart.
            var second = Array(first.reversed())
            for _ in 0..<generator.next(below: 3) { second[generator.next(below: trials)] -= 1 }
            if round % 2 == 0 {
                second[0] -= 2
                second[1] += 2
            }
            for (a, b) in [(first, second), (second, first)] {
                let expected = dominanceByDistributionFunctions(a, b)
                #expect(OrderedDecision(Decision(values: [a, b])).dominance(0, over: 1) == expected)
                seen[expected, default: 0] += 1
            }
        }
        for verdict in [.firstOrder, .secondOrder, nil] as [Dominance?] { #expect(seen[verdict, default: 0] > 50) }
    }

    @Test("the textbook cases")
    func textbook() {
        // Shifted up; spread about the same mean; the same distribution in another order; crossing.
        let decision = OrderedDecision(
            Decision(values: [
                [1, 2, 3, 4], [2, 3, 4, 5], [0, 2, 3, 5], [4, 3, 2, 1], [0, 2, 3, 9],
            ]))
        #expect(decision.dominance(1, over: 0) == .firstOrder)
        #expect(decision.dominance(0, over: 1) == nil)
        #expect(decision.dominance(0, over: 2) == .secondOrder)
        #expect(decision.dominance(2, over: 0) == nil)
        #expect(decision.dominance(0, over: 3) == nil)
        #expect(decision.dominance(3, over: 0) == nil)
        #expect(decision.dominance(0, over: 4) == nil)
        #expect(decision.dominance(4, over: 0) == nil)
        #expect(decision.dominance(0, over: 0) == nil)
    }

    @Test("the last bits of a sum neither make dominance nor break it")
    func lastBits() {
        let values = [100_000.0, 200_000, 300_000]
        let nudgedUp = values.map(\.nextUp)
        let raised = [values[0].nextDown, values[1].nextDown, 300_001]
        let decision = OrderedDecision(Decision(values: [values, nudgedUp, raised]))
        #expect(decision.dominance(1, over: 0) == nil)
        #expect(decision.dominance(2, over: 0) == .firstOrder)
    }
}

/// Dominance straight from its definition, for whole numbers: F_a ≤ F_b everywhere, or the same of their integrals.
private func dominanceByDistributionFunctions(_ a: [Double], _ b: [Double]) -> Dominance? {
    let levels = Set(a + b).sorted()
    func countBelowOrAt(_ level: Double, in sample: [Double]) -> Int {
        sample.filter { $0 <= level }.count
    }
    // The integral of F up to a level, times the size of the sample.
    func integral(upTo level: Double, of sample: [Double]) -> Double {
        sample.map { max(0, level - $0) }.reduce(0, +)
    }
    // Levels one beyond the largest show a difference of means.
    let beyond = levels + [(levels.last ?? 0) + 1]
    let first = levels.map { countBelowOrAt($0, in: b) - countBelowOrAt($0, in: a) }
    if first.allSatisfy({ $0 >= 0 }), first.contains(where: { $0 > 0 }) { return .firstOrder }
    let second = beyond.map { integral(upTo: $0, of: b) - integral(upTo: $0, of: a) }
    return second.allSatisfy { $0 >= 0 } && second.contains { $0 > 0 } ? .secondOrder : nil
}
