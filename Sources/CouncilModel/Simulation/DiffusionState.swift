import CRows
import ElementaryFunctions
import Stochastics

/// How far a diffusion has come, by trial.
final class DiffusionState {
    /// Council positions that can join, in order.
    let candidates: [Int]
    /// What each gives way at, `[candidate][trial]`. Drawn when first asked for, as ranks among bars may say all.
    private(set) lazy var keys = makeKeys()
    private let makeKeys: () -> StableTable
    /// What is being filled.
    let table: JoiningTable
    /// Whether every key is a uniform as it was drawn: nobody is a founder, and everybody a potential member.
    let hasAllKeys: Bool
    private let rows: StableTable
    private let propensity: Double?

    /// - Parameter uniformPropensity: r where it is one number for all, and keys are uniforms; nil: keys are `E_c / r_c`.
    init(
        candidates: [Int], keys: @escaping () -> StableTable, uniformPropensity: Double?, table: JoiningTable,
        hasAllKeys: Bool
    ) {
        self.hasAllKeys = hasAllKeys
        self.candidates = candidates
        makeKeys = keys
        self.table = table
        propensity = uniformPropensity
        rows = StableTable(rows: 5, width: table.width)
    }

    /// p and q by trial.
    var innovation: UnsafeMutablePointer<Double> { rows[0] }
    var imitation: UnsafeMutablePointer<Double> { rows[1] }
    /// Members at the end of the year before: from before, founders, and others who have joined.
    var joined: UnsafeMutablePointer<Double> { rows[2] }
    /// λ of the year at hand; 0 before g.
    var pressure: UnsafeMutablePointer<Double> { rows[3] }
    /// Σ λ up to the year at hand.
    var accumulated: UnsafeMutablePointer<Double> { rows[4] }

    /// Adds a year's pressure.
    func press(in year: Int, eligible: Double) {
        let (pressure, accumulated) = (pressure, accumulated)
        for trial in 0..<table.width {
            let own = innovation[trial] + imitation[trial] * (joined[trial] / eligible)
            pressure[trial] = year >= table.firstYear[trial] ? own : 0
            accumulated[trial] += pressure[trial]
        }
    }

    /// What keys are compared with by now: a probability, or the pressure itself.
    func bar(into bar: UnsafeMutablePointer<Double>) {
        guard let propensity else {
            bar.update(from: accumulated, count: table.width)
            return
        }
        let (least, greatest) = Statistics.extremes(accumulated, count: table.width)
        if least == greatest {
            // Where nobody looks at others and chances are given, all trials have one bar.
            bar.update(repeating: 1 - Elementary.exp(-propensity * accumulated[0]), count: table.width)
            return
        }
        for trial in 0..<table.width { bar[trial] = 1 - Elementary.exp(-propensity * accumulated[trial]) }
    }

    /// The candidates with the smallest keys, ties by code: `[rank · width + trial]`, −1 where there are no more potential
    /// members.
    func smallest(_ number: Int) -> [Int32] {
        var holders = [Int32](repeating: -1, count: table.width * number)
        var smallest = [Double](repeating: .infinity, count: table.width * number)
        for row in candidates.indices {
            row_take_smallest(&smallest, &holders, number, keys[row], Int32(row), table.width)
        }
        return holders
    }
}

/// Finds the year in which rising bars first reach a key.
final class YearSearch {
    private let bars: StableTable
    private let years: ClosedRange<Int>
    private let table: JoiningTable
    /// Bars that are the same in all trials, ending with infinity; empty where they differ.
    private var common: [Double] = []
    /// By 1/4096 of a probability: how many bars lie below it. Made when first asked for.
    private lazy var below: [Int16] = (0...Self.cells).map { cell in
        Int16(common.prefix { $0 < Double(cell) / Double(Self.cells) }.count)
    }
    private static let cells = 4096

    init(bars: StableTable, years: ClosedRange<Int>, table: JoiningTable) {
        self.bars = bars
        self.years = years
        self.table = table
        let isCommon = years.allSatisfy { year in
            let row = bars[year]
            return row[0] <= 1 && (0..<table.width).allSatisfy { row[$0] == row[0] }
        }
        guard isCommon else { return }
        common = years.map { bars[$0][0] } + [.infinity]
    }

    /// Whether bars are the same in all trials.
    var isCommon: Bool { !common.isEmpty }

    /// Fills places of joining of all candidates, where nobody has one yet, bars are common and every key is a uniform as it was
    /// drawn.
    func fillAll(_ state: DiffusionState, lever: Int, draws: LeverDraws) {
        let first = Int16(table.placeOfYear0 + years.lowerBound)
        let bars = Array(common.dropLast())
        let isRanked = draws.rankPressure(lever, of: state.candidates, among: bars) { table.row($0) }
        for (row, council) in state.candidates.enumerated() {
            let places = table.row(council)
            if isRanked {
                row_places_of_ranks(places, Int16(bars.count), first, table.placeOfNever, table.width)
            } else {
                row_places_of_keys(
                    places, state.keys[row], bars, bars.count, first, table.placeOfNever, table.width)
            }
        }
    }

    /// Fills places of joining and wish from keys; keys that no bar reaches are left as they are: founders have theirs,
    /// others never join.
    func fill(
        keys: UnsafePointer<Double>, places: UnsafeMutablePointer<Int16>, wishes: UnsafeMutablePointer<Int16>
    ) {
        let origin = Int16(table.placeOfYear0 + years.lowerBound)
        guard common.isEmpty else {
            let (end, below) = (Int16(common.count - 1), below)
            for trial in 0..<table.width where keys[trial] < 1 {
                var passed = below[Int(keys[trial] * Double(Self.cells))]
                while keys[trial] > common[Int(passed)] { passed &+= 1 }
                if passed < end {
                    places[trial] = origin + passed
                    wishes[trial] = origin + passed
                }
            }
            return
        }
        for trial in 0..<table.width where keys[trial] <= bars[years.upperBound][trial] {
            var passed: Int16 = 0
            for year in years where keys[trial] > bars[year][trial] { passed &+= 1 }
            places[trial] = origin + passed
            wishes[trial] = origin + passed
        }
    }
}
