/// Who joins one lever, and when, in each trial of a block.
final class JoiningTable {
    /// Year index by `[council][trial]`; negative for members from before, `never` for those who never join.
    private(set) var years: [Int32]
    /// Year of the wish, after what the lever requires; `never` where there is none that counts.
    private(set) var wishes: [Int32]
    /// Years of contract that are left when a council breaks it to join, by `[council][trial]`.
    private(set) var yearsLeft: [Int32]
    /// First year g by trial, delay included.
    private(set) var firstYear: [Int]
    /// Winding-up year W by trial; `never` where the lever goes on to the end.
    private(set) var windUp: [Int32]
    /// Whether a council is a founder, by `[council][trial]`.
    private(set) var isFounder: [Bool]
    let width: Int

    /// Later than any year.
    static let never = Int32.max

    init(councils: Int, width: Int) {
        self.width = width
        years = Array(repeating: Self.never, count: councils * width)
        wishes = years
        yearsLeft = Array(repeating: 0, count: councils * width)
        windUp = Array(repeating: Self.never, count: width)
        isFounder = Array(repeating: false, count: councils * width)
        firstYear = Array(repeating: 0, count: width)
    }

    func year(council: Int, trial: Int) -> Int32 { years[council * width + trial] }

    func wish(council: Int, trial: Int) -> Int32 { wishes[council * width + trial] }

    func yearsLeft(council: Int, trial: Int) -> Int32 { yearsLeft[council * width + trial] }

    func isFounder(council: Int, trial: Int) -> Bool { isFounder[council * width + trial] }

    /// Whether a council is a member in a year: it has joined, and the lever has not been wound up.
    func isMember(council: Int, trial: Int, year: Int) -> Bool {
        years[council * width + trial] <= Int32(year) && Int32(year) < windUp[trial]
    }

    /// Whether it had joined by the end of a year, winding up aside.
    func hadJoined(council: Int, trial: Int, by year: Int) -> Bool {
        years[council * width + trial] <= Int32(year)
    }

    func set(_ outcome: JoiningOutcome, council: Int, trial: Int) {
        let cell = council * width + trial
        years[cell] = outcome.year
        wishes[cell] = outcome.wish
        yearsLeft[cell] = outcome.yearsLeft
    }

    func markFounder(council: Int, trial: Int) { isFounder[council * width + trial] = true }

    func setFirstYear(_ year: Int, trial: Int) { firstYear[trial] = year }

    /// From a year on the lever is wound up: whoever would join then never does.
    func windUp(in year: Int32, trial: Int) {
        windUp[trial] = min(windUp[trial], year)
        for cell in stride(from: trial, to: years.count, by: width) where years[cell] >= year {
            years[cell] = Self.never
        }
    }
}

/// What comes of a wish.
struct JoiningOutcome {
    /// Year of joining.
    var year: Int32
    /// Year of the wish, raised to what is required.
    var wish: Int32
    /// Years of contract left, where it is broken.
    var yearsLeft: Int32

    /// Nobody joins, nobody waits.
    static let never = JoiningOutcome(year: JoiningTable.never, wish: JoiningTable.never, yearsLeft: 0)
}

/// Ends of one contract by council and trial.
struct ContractEnds {
    /// Length in years, by `[council][trial]`.
    private var lengths: [Int32]
    /// First end as a year index ≥ 0, by `[council][trial]`.
    private var firstEnds: [Int32]
    /// Years of notice, by `[council][trial]`.
    private var notices: [Int32]
    private let width: Int

    /// `L_c ≥ 1`; first end `e_c = ⌊u_c · L_c⌋`, or the register's year rolled forward by whole lengths.
    init(
        plan: RunPlan, contract: PlannedContract, phases: StableTable, values: FormulaValues
    ) throws(CouncilModelError) {
        width = phases.width
        lengths = Array(repeating: 1, count: plan.councilCount * phases.width)
        firstEnds = lengths
        notices = lengths
        for council in 0..<plan.councilCount {
            let length = try values.finiteValues(of: contract.length, council: council, place: "contract length")
            let notice = try values.finiteValues(of: contract.notice, council: council, place: "contract notice")
            for trial in 0..<width {
                // 10,000 years stand for ever.
                let years = max(1, min(10_000, roundHalfUp(length[trial])))
                let end: Int
                if let known = contract.firstEnd[council] {
                    end = known >= 0 ? known : ((known % years) + years) % years
                } else {
                    end = Int((phases[council][trial] * Double(years)).rounded(.down))
                }
                lengths[council * width + trial] = Int32(years)
                firstEnds[council * width + trial] = Int32(end)
                notices[council * width + trial] = Int32(max(0, min(10_000, roundHalfUp(notice[trial]))))
            }
        }
    }

    /// The first end that a wish in a year can use: `end ≥ wish + notice`.
    func firstEnd(forWish wish: Int32, council: Int, trial: Int) -> Int32 {
        let cell = council * width + trial
        let year = wish + notices[cell]
        let end = firstEnds[cell]
        guard year > end else { return end }
        let length = lengths[cell]
        return end + (year - end + length - 1) / length * length
    }

    /// Whether the contract ends in a year.
    func ends(in year: Int, council: Int, trial: Int) -> Bool {
        let since = Int32(year) - firstEnds[council * width + trial]
        return since >= 0 && since % lengths[council * width + trial] == 0
    }
}
