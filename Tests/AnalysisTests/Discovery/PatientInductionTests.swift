import Stochastics
import Testing

@testable import Analysis

@Suite("Patient rule induction")
struct PatientInductionTests {
    /// Trials spread evenly by a Sobol sequence, so that shares are as good as areas.
    private static func table(_ trials: Int, isCase: (Double, Double) -> Bool) -> CaseTable {
        let points = SobolSequence.points(dimensions: 2, count: trials, draws: AddressedDraws(seed: 3))
        return CaseTable(columns: points, isCase: (0..<trials).map { isCase(points[0][$0], points[1][$0]) })
    }

    @Test("Each box along the way lies in the one before and cuts off a twentieth, at one end of one input")
    func path() throws {
        let table = Self.table(2000) { $0 < 0.3 && $1 < 0.5 }
        let times = [Int](repeating: 1, count: 2000)
        let found = try #require(PatientInduction(table, times: times, rule: .separation).found())
        for (wide, narrow) in zip(found.path, found.path.dropFirst()) {
            let ends = (0..<2).map {
                (wide.low[$0] != narrow.low[$0] ? 1 : 0) + (wide.high[$0] != narrow.high[$0] ? 1 : 0)
            }
            #expect(ends.reduce(0, +) == 1)
            let (before, after) = (wide.count(in: table, times: times), narrow.count(in: table, times: times))
            #expect(before.trials - after.trials == max(1, before.trials / 20))
            #expect(after.density >= before.density)
        }
        #expect(abs(found.box.high[0] - 0.3) < 0.01 && abs(found.box.high[1] - 0.5) < 0.01)
        #expect(found.box.low == [-.infinity, -.infinity])
    }

    @Test("The chosen box is the best of all boxes with two limits, by brute force")
    func bruteForce() throws {
        let table = Self.table(400) { 0.9 * $0 + $1 < 0.7 }
        let times = [Int](repeating: 1, count: 400)
        let found = try #require(PatientInduction(table, times: times, rule: .separation).found())
        let all = CaseBox(inputs: 2).count(in: table, times: times)
        var best = 0.0
        for first in table.columns[0] {
            for second in table.columns[1] {
                var box = CaseBox(inputs: 2)
                (box.high[0], box.high[1]) = (first, second)
                best = max(best, Discovery.Rule.separation.score(box.count(in: table, times: times), of: all))
            }
        }
        let own = Discovery.Rule.separation.score(found.box.count(in: table, times: times), of: all)
        // Peeling is greedy and moves limits by a few trials: near the best box, not above it.
        #expect(own <= best + 1e-12 && own > best - 0.02)
    }

    @Test("A limit that is moved keeps count of what is inside, and the best place is the best of all, by brute force")
    func limits() throws {
        let table = Self.table(300) { $0 + 0.3 * $1 < 0.5 }
        let times = (0..<300).map { $0 % 3 }
        let all = CaseBox(inputs: 2).count(in: table, times: times)
        func score(_ count: CaseCount) -> Double { Discovery.Rule.separation.score(count, of: all) }
        var box = CaseBox(inputs: 2)
        (box.low[0], box.high[0], box.high[1]) = (0.1, 0.6, 0.7)
        var fit = LimitFit(box, of: table, times: times)
        for (input, isLow) in [(0, false), (0, true), (1, false), (1, true), (0, false)] {
            let (limit, best) = fit.bestLimit(of: input, isLow: isLow, score: score)
            let places = table.columns[input] + [isLow ? -.infinity : .infinity]
            let counts = places.map { fit.box.moving(input, isLow: isLow, to: $0).count(in: table, times: times) }
            let highest = counts.filter { $0.trials >= PatientInduction.fewest }.map(score).max()
            #expect(best == highest)
            fit.move(input, isLow: isLow, to: limit)
            #expect(fit.count == fit.box.count(in: table, times: times) && score(fit.count) == best)
        }
    }

    @Test("A trial that counts twice is like two trials")
    func weights() throws {
        let table = Self.table(500) { $0 < 0.4 && $1 > 0.6 }
        let twice = CaseTable(
            columns: table.columns.map { column in column.flatMap { [$0, $0] } },
            isCase: table.isCase.flatMap { [$0, $0] })
        let one = try #require(
            PatientInduction(table, times: [Int](repeating: 2, count: 500), rule: .separation).found())
        let other = try #require(
            PatientInduction(twice, times: [Int](repeating: 1, count: 1000), rule: .separation).found())
        #expect(one.path == other.path)
    }

    @Test("The upper tail of a binomial is the sum of its terms, on both sides of its mode")
    func binomial() {
        func naive(_ k: Int, _ n: Int, _ p: Double) -> Double {
            (k...n).reduce(0) { sum, x in
                var term = 1.0
                for i in 0..<x { term *= Double(n - i) / Double(i + 1) * p }
                for _ in x..<n { term *= 1 - p }
                return sum + term
            }
        }
        for (k, n, p) in [(3, 10, 0.3), (1, 5, 0.9), (5, 5, 0.2), (12, 40, 0.1), (30, 40, 0.9), (20, 40, 0.5)] {
            let found = Statistics.binomialUpperTail(k, of: n, probability: p)
            #expect(abs(found - naive(k, n, p)) < 1e-13 + 1e-11 * naive(k, n, p))
        }
        #expect(Statistics.binomialUpperTail(0, of: 5, probability: 0.1) == 1)
        #expect(Statistics.binomialUpperTail(6, of: 5, probability: 0.1) == 0)
        #expect(Statistics.binomialUpperTail(5, of: 5, probability: 1) == 1)
        // 1 − 0.9999^10000, in full.
        #expect(abs(Statistics.binomialUpperTail(1, of: 10_000, probability: 1e-4) - 0.6321389536) < 1e-9)
    }
}
