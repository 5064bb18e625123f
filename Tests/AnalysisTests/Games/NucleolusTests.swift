import Stochastics
import Testing

@testable import Analysis

@Suite("Nucleolus")
struct NucleolusTests {
    static func close(_ values: [Double], _ expected: [Double], _ tolerance: Double = 1e-9) -> Bool {
        values.count == expected.count && zip(values, expected).allSatisfy { abs($0 - $1) < tolerance }
    }

    /// Costs by set, as bits.
    private func costs(_ players: Int, _ cost: ([Int]) -> Double) -> [Double] {
        (0..<1 << players).map { set in cost((0..<players).filter { set >> $0 & 1 == 1 }) }
    }

    private func uniforms(_ name: String, _ count: Int, seed: UInt64) -> [Double] {
        AddressedDraws(seed: seed).uniforms(at: Address(name), trials: 0..<count)
    }

    @Test("The airport game of 8, 11, 13 and 18 is shared as 3.25, 3.25, 3.25 and 8.25")
    func airport() {
        let nucleolus = Nucleolus(costs: costs(4) { $0.map { [8.0, 11, 13, 18][$0] }.max() ?? 0 }, players: 4)
        #expect(Self.close(nucleolus.shares, [3.25, 3.25, 3.25, 8.25]))
        #expect(abs((nucleolus.excesses.first ?? 0) + 3.25) < 1e-9)
    }

    /// The nucleolus of an airport game in closed form, from the shortest runway on: the least of what the first k would
    /// leave each other.
    ///
    /// - Source: S. C. Littlechild, "A simple expression for the nucleolus in a special case", International Journal of Game
    ///   Theory 3 (1974).
    private func littlechild(_ lengths: [Double]) -> [Double] {
        let count = lengths.count
        var shares: [Double] = []
        for player in 0..<count {
            let paid = shares.reduce(0, +)
            var least = (lengths[count - 1] - paid) / Double(count - player)
            for other in player..<max(player, count - 1) {
                least = min(least, (lengths[other] - paid) / Double(other - player + 2))
            }
            shares.append(least)
        }
        return shares
    }

    @Test(
        "Airport games of 2 to 15 players agree with Littlechild's closed form",
        arguments: 1...12 as ClosedRange<UInt64>)
    func airports(seed: UInt64) {
        let count = 2 + Int(seed) % 14
        let lengths = uniforms("length", count, seed: seed).map { 10 * $0 }.sorted()
        let nucleolus = Nucleolus(costs: costs(count) { $0.map { lengths[$0] }.max() ?? 0 }, players: count)
        #expect(Self.close(nucleolus.shares, littlechild(lengths), 1e-8))
        // Littlechild and Owen's value: each stretch of runway is shared by those who need it.
        let shapley = ShapleyDesign(allSetsOf: min(count, 10))
        let short = Array(lengths.prefix(min(count, 10)))
        let values = shapley.values(of: costs(short.count) { $0.map { short[$0] }.max() ?? 0 })
        var sum = 0.0
        for (place, length) in short.enumerated() {
            sum += (length - (place > 0 ? short[place - 1] : 0)) / Double(short.count - place)
            #expect(abs(values[place] - sum) < 1e-9)
        }
    }

    @Test("The glove game goes to the left glove, and so the Shapley value lies outside the core")
    func glove() {
        let worths = costs(3) { $0.contains(0) && $0.count > 1 ? 1 : 0 }
        let nucleolus = Nucleolus(costs: worths.map { -$0 }, players: 3)
        #expect(Self.close(nucleolus.shares, [-1, 0, 0]))
        #expect(abs(nucleolus.excesses.first ?? 1) < 1e-12)
    }

    /// - Source: R. J. Aumann and M. Maschler, "Game theoretic analysis of a bankruptcy problem from the Talmud", Journal of
    ///   Economic Theory 36 (1985): Mishna Kethubot 93a, debts of 100, 200 and 300.
    @Test(
        "Estates are divided as the Talmud divides them",
        arguments: [100.0, 200, 300])
    func talmud(estate: Double) {
        let thirds = [100.0 / 3, 100.0 / 3, 100.0 / 3]
        let expected: [Double] = estate == 100 ? thirds : estate == 200 ? [50, 75, 75] : [50, 100, 150]
        let debts = [100.0, 200, 300]
        let worths = costs(3) { set in max(0, estate - unpaid(debts, set)) }
        #expect(Self.close(Nucleolus(costs: worths.map { -$0 }, players: 3).shares.map { -$0 }, expected))
    }

    /// What creditors outside a set are owed.
    private func unpaid(_ debts: [Double], _ set: [Int]) -> Double {
        debts.indices.reduce(0) { $0 + (set.contains($1) ? 0 : debts[$1]) }
    }

    /// The rule by which Aumann and Maschler solve any bankruptcy problem: equal awards on half the debts, then equal losses.
    private func contestedGarment(_ estate: Double, _ debts: [Double]) -> [Double] {
        func equalAwards(_ estate: Double, _ debts: [Double]) -> [Double] {
            var (low, high) = (0.0, debts.max() ?? 0)
            for _ in 0..<200 {
                let middle = (low + high) / 2
                if debts.map({ min($0, middle) }).reduce(0, +) < estate { low = middle } else { high = middle }
            }
            return debts.map { min($0, high) }
        }
        let (half, sum) = (debts.map { $0 / 2 }, debts.reduce(0, +))
        if estate <= sum / 2 { return equalAwards(estate, half) }
        return zip(debts, equalAwards(sum - estate, half)).map { $0 - $1 }
    }

    @Test(
        "Bankruptcies of 3 to 12 creditors agree with the rule of contested garments",
        arguments: 1...10 as ClosedRange<UInt64>)
    func bankruptcies(seed: UInt64) {
        let count = 2 + Int(seed)
        let debts = uniforms("debt", count, seed: seed).map { 1 + 9 * $0 }
        let estate = uniforms("estate", 1, seed: seed)[0] * debts.reduce(0, +)
        let worths = costs(count) { set in max(0, estate - unpaid(debts, set)) }
        let shares = Nucleolus(costs: worths.map { -$0 }, players: count).shares.map { -$0 }
        #expect(Self.close(shares, contestedGarment(estate, debts), 1e-7))
    }

    /// At a nucleolus, and nowhere else, the groups with an excess of at least t are balanced for every t: some positive
    /// weights of them give each player 1.
    ///
    /// - Source: E. Kohlberg, "On the nucleolus of a characteristic function game", SIAM Journal on Applied Mathematics 20
    ///   (1971); for the prenucleolus A. I. Sobolev (1975).
    private func isBalanced(_ groups: [Int], players: Int) -> Bool {
        let vectors = groups.map { group in (0..<players).map { group >> $0 & 1 == 1 ? 1.0 : 0 } }
        // Every group can have a weight of 1/100 if the rest can be made up of the others with none below 0: minimal
        // balanced collections of up to 6 players have weights of 1/9 or more (determinants of 0–1 matrices).
        return vectors.allSatisfy { vector in
            NonNegativeFit(vectors, target: vector.map { 1 - 0.01 * $0 }).distance < 1e-6
        }
    }

    private func satisfiesKohlberg(_ shares: [Double], _ costs: [Double]) -> Bool {
        let players = shares.count
        let excesses = (1..<costs.count - 1).map { set -> (set: Int, excess: Double) in
            let paid = (0..<players).filter { set >> $0 & 1 == 1 }.reduce(0.0) { $0 + shares[$1] }
            return (set, paid - costs[set])
        }
        let scale = costs.reduce(1e-12) { max($0, abs($1)) }
        let levels = excesses.map { $0.excess }.sorted(by: >)
        var last = Double.infinity
        for level in levels where level < last - 1e-7 * scale {
            last = level
            let groups = excesses.filter { $0.excess >= level - 1e-7 * scale }.map(\.set)
            if !isBalanced(groups, players: players) { return false }
        }
        return true
    }

    @Test(
        "Random games fulfil Kohlberg's criterion, and do not when shares are moved",
        arguments: 1...30 as ClosedRange<UInt64>)
    func kohlberg(seed: UInt64) {
        let players = 3 + Int(seed) % 4
        var costs = uniforms("cost", 1 << players, seed: seed)
        costs[0] = 0
        // Some whole numbers among them, so that there are ties.
        if seed % 3 == 0 { costs = costs.map { (4 * $0).rounded() } }
        let shares = Nucleolus(costs: costs, players: players).shares
        #expect(abs(shares.reduce(0, +) - costs[costs.count - 1]) < 1e-12 * 10)
        #expect(satisfiesKohlberg(shares, costs))
        var moved = shares
        moved[0] += 0.05
        moved[1] -= 0.05
        #expect(!satisfiesKohlberg(moved, costs))
    }

    @Test("The least core tells whether the core is empty: three who decide by majority cannot be content")
    func majority() {
        let worths = costs(3) { $0.count > 1 ? 1 : 0 }
        let least = Nucleolus(costs: worths.map { -$0 }, players: 3)
        #expect(abs((least.excesses.first ?? 0) - 1.0 / 3) < 1e-12)
    }

    @Test("Additive costs are borne by whoever causes them, one player bears all, and nothing is shared as nothing")
    func plain() {
        let additive = costs(6) { $0.map { Double($0 + 1) }.reduce(0, +) }
        #expect(Self.close(Nucleolus(costs: additive, players: 6).shares, [1, 2, 3, 4, 5, 6]))
        #expect(Nucleolus(costs: [0, 7], players: 1).shares == [7])
        #expect(Nucleolus(costs: [0, 0, 0, 0], players: 2).shares == [0, 0])
    }
}

/// The combination of vectors with weights of 0 or more that lies nearest to a target.
///
/// - Source: C. L. Lawson and R. J. Hanson, "Solving Least Squares Problems" (1974), chapter 23; here by coordinate descent,
///   which is slower and simpler.
struct NonNegativeFit {
    let distance: Double

    init(_ vectors: [[Double]], target: [Double]) {
        var weights = [Double](repeating: 0, count: vectors.count)
        var rest = target
        for _ in 0..<200_000 {
            var largest = 0.0
            for (index, vector) in vectors.enumerated() {
                let (product, square) = zip(vector, rest).reduce((0.0, 0.0)) {
                    ($0.0 + $1.0 * $1.1, $0.1 + $1.0 * $1.0)
                }
                let weight = max(0, weights[index] + product / square)
                let step = weight - weights[index]
                weights[index] = weight
                largest = max(largest, abs(step))
                for place in rest.indices { rest[place] -= step * vector[place] }
            }
            if largest < 1e-11 { break }
        }
        distance = rest.reduce(0) { $0 + $1 * $1 }.squareRoot()
    }
}
