/// Makes scenarios of a few councils and levers from a seed, with every key of the format often and in all company.
///
/// Sizes are such that things happen: joining years spread over the horizon, about half of all minima fail, contracts
/// end, claims lose as well as save, and a good part of the numbers is negative where a scenario may say so.
struct ScenarioGenerator {
    /// What all lines of a scenario have in common.
    enum Lean {
        case usual
        /// All benefits are meant as losses.
        case losses
        /// No council pays or gains, but through the party lead.
        case others
    }

    private(set) var lean = Lean.usual
    private(set) var baseYear: Int
    private(set) var horizon: Int
    var state: UInt64
    /// Rows of the register, by column.
    var rows: [[String: String]] = []
    var columns: [String] = []
    /// Codes of the councils that take part, ascending.
    var selected: [String] = []
    /// Levers so far, each with all its keys.
    var levers: [(name: String, base: String, tree: ScenarioTree)] = []
    var pools: [(name: String, hasValue: Bool)] = []
    var contracts: [String] = []
    /// Variants with what they are like.
    var variants: [String: ScenarioTree] = [:]
    /// Names of all levers, made or still to be made.
    var leverNames: [String] = []
    var lineCount = 0

    /// The scenario of a seed.
    static func scenario(seed: UInt64) -> GeneratedScenario {
        var generator = ScenarioGenerator(seed: seed)
        return generator.whole(seed: seed)
    }

    private init(seed: UInt64) {
        // Near seeds should not share their steps, so they are set far apart.
        state = seed &* 0xD134_2543_DE82_EF95
        baseYear = 2024
        horizon = 1
        baseYear = int(2024...2030)
        horizon = chance(0.1) ? int(1...2) : chance(0.06) ? int(13...40) : int(3...12)
        if chance(0.25) { lean = pick([.losses, .others]) }
    }

    private mutating func whole(seed: UInt64) -> GeneratedScenario {
        var tree: ScenarioTree = ["folkmoot": 1, "title": "Generated", "base_year": .number(Double(baseYear))]
        tree["years"] = .number(Double(horizon))
        if chance(0.4) { tree["price_year"] = .number(Double(baseYear + int(-4...3))) }
        if chance(0.2) { tree["currency"] = "GBP" }
        if chance(0.6) { tree["discounting"] = discounting() }
        // Now and then more than a batch.
        tree["trials"] = .number(Double(chance(0.03) ? int(513...560) : int(4...8)))
        tree["seed"] = .number(Double(int(1...1_000_000)))
        if chance(0.5) { tree["sampling"] = pick(["latin_hypercube", "random"]) }
        tree["councils"] = councils()
        tree["assumptions"] = assumptions()
        if chance(0.5) { tree["correlations"] = correlations() }
        tree["quantities"] = [
            "spend_now": pick(["spend * mult_c", "spend + yearly_c"]),
            "index_now": pick(["mult_t * mult_region", "if(flag_t, mult_t, mult_region)"]),
        ]
        tree["pools"] = poolMap()
        tree["contracts"] = contractMap()
        tree["levers"] = leverMap()
        addOptions(&tree)
        addCashView(&tree)
        return scenario(seed: seed, tree: tree)
    }

    private mutating func discounting() -> ScenarioTree {
        switch int(0...3) {
        case 0: .number(real(0...0.06))
        case 1: .list((0...int(0...3)).map { _ in .number(real(0...0.06)) })
        default: pick(["green-book-2026", "green-book-2026-health", "green-book-2026-long-horizon"])
        }
    }

    private mutating func addCashView(_ tree: inout ScenarioTree) {
        if chance(0.4) { tree["council_rate"] = .number(real(0...0.05)) }
        guard chance(0.6) else { return }
        switch int(0...2) {
        case 0: tree["inflation"] = .number(real(0...0.05))
        case 1: tree["inflation"] = "rate_t / 10"
        default:
            tree["inflation"] = .list(
                (0...int(0...3)).map { _ in chance(0.5) ? .number(real(-0.01...0.06)) : "0.01 * mult_t" })
        }
        guard chance(0.6) else { return }
        let rate: ScenarioTree = pick([0, .number(real(0.01...0.08)), "0.02 + abs(rate_t) / 10"])
        var financing: ScenarioTree = ["rate": rate, "life": trial(.years)]
        if chance(0.5) { financing["life"] = .number(Double(int(1...8))) }
        if chance(0.6) { financing["borrowed"] = trial(.share) }
        tree["financing"] = financing
    }
}

extension ScenarioGenerator {
    /// The next 64 bits of SplitMix64.
    mutating func bits() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// A number from 0 to less than 1.
    mutating func unit() -> Double { Double(bits() >> 11) * 0x1p-53 }

    mutating func chance(_ probability: Double) -> Bool { unit() < probability }

    mutating func int(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(bits() % UInt64(range.count))
    }

    /// A number of at most three decimals.
    mutating func real(_ range: ClosedRange<Double>) -> Double {
        let value = range.lowerBound + unit() * (range.upperBound - range.lowerBound)
        return (value * 1000).rounded() / 1000
    }

    mutating func pick<T>(_ items: [T]) -> T { items[int(0...items.count - 1)] }

    /// Some of the items, at least one, in their order.
    mutating func some<T>(_ items: [T]) -> [T] {
        let share = real(0.2...0.8)
        let taken = items.filter { _ in chance(share) }
        return taken.isEmpty ? [pick(items)] : taken
    }

    mutating func shuffled<T>(_ items: [T]) -> [T] {
        var items = items
        for last in stride(from: items.count - 1, to: 0, by: -1) { items.swapAt(last, int(0...last)) }
        return items
    }
}
