/// Weights that are a council's own.
extension LeverFlow {
    /// Works out the scratch's own weights for a line at one council, and the years in which any of them is not 0.
    func weigh(_ line: CouncilLine, council: Int) throws(CouncilModelError) {
        if case .renewal = line.planned.line.timing {
            guard let ends = world.ends(of: joining) else { preconditionFailure("renewal timing has a contract") }
            let renewals = ends.renewals(of: joining, council: council, years: plan.years)
            (scratch.ownWeights, scratch.activeYears) = (renewals.weights[0], renewals.years)
            return
        }
        scratch.weights.fill(with: 0)
        let weights = scratch.weights[0]
        scratch.ownWeights = weights
        let (years, hasWindUp) = (plan.years, joining.hasWindUp)
        var (first, last) = (years, -1)
        func put(_ weight: Double, year: Int, trial: Int) {
            guard weight != 0, year >= 0, year < years, !hasWindUp || year < joining.windUp[trial] else { return }
            weights[year * width + trial] += weight
            first = min(first, year)
            last = max(last, year)
        }
        func row(_ formula: PlannedFormula?, _ name: String) throws(CouncilModelError) -> UnsafePointer<Double>? {
            guard let formula else { return nil }
            return try values.finiteValues(of: formula, council: council, place: "\(name) of \(line.place)")
        }
        switch line.planned.line.timing {
        case .membership(let ramp, _, _, _):
            let (decay, lag) = (try row(line.planned.decay, "decay"), try row(line.planned.lag, "lag"))
            let lasts = try row(line.planned.lasts, "lasts")
            for trial in 0..<width {
                let joined = joining.year(council: council, trial: trial)
                guard joined != JoiningTable.never else { continue }
                let begin = joined + (lag.map { max(0, roundHalfUp($0[trial])) } ?? 0)
                let end = lasts.map { begin + max(0, roundHalfUp($0[trial])) } ?? years
                let keeps = 1 - (decay.map { min(1, max(0, $0[trial])) } ?? 0)
                var kept = 1.0
                for year in begin..<max(begin, min(end, years)) {
                    put(ramp[min(year - begin, ramp.count - 1)] * kept, year: year, trial: trial)
                    kept *= keeps
                }
            }
        case .running:
            let lasts = try row(line.planned.lasts, "lasts")
            let appliesTo = line.planned.line.appliesTo
            for year in 0..<years {
                for trial in 0..<width {
                    let isMember = joining.isMember(council: council, trial: trial, year: year)
                    guard appliesTo == .eligible || isMember == (appliesTo == .members) else { continue }
                    let weight = runningWeight(
                        line.planned, lever: lever, firstYear: joining.firstYear[trial], year: year,
                        lasts: lasts?[trial])
                    put(weight, year: year, trial: trial)
                }
            }
        case .joining, .windUp, .end, .start, .renewal:
            preconditionFailure("these timings do not differ by council but through its joining year")
        }
        scratch.activeYears = first..<max(first, last + 1)
    }
}

/// Tables that are filled anew for each line, kept so that nothing is allocated in between. All flows of a block share them.
final class FlowScratch {
    /// Flows of the line that is being posted.
    let shared: Posting.SharedFlows
    /// Room for weights.
    let weights: StableTable
    /// Timing by `[year][trial]`, in this room or where it stands already, and the years in which any is not 0.
    var ownWeights: UnsafeMutablePointer<Double>
    var activeYears = 0..<0
    /// What flows are made of.
    let rows: FlowRows
    /// Flows by `[year][trial]`, with and without uplift.
    let flows: StableTable
    let flowsBeforeUplift: StableTable
    /// One row each: a product being built up, a present value being added up, absolute amounts.
    let product: StableTable
    let presentValue: StableTable
    let size: StableTable

    init(years: Int, width: Int) {
        shared = Posting.SharedFlows(years: years, width: width)
        rows = FlowRows(years: years)
        weights = StableTable(rows: years, width: width)
        ownWeights = weights[0]
        flows = StableTable(rows: years, width: width)
        flowsBeforeUplift = StableTable(rows: years, width: width)
        product = StableTable(rows: 1, width: width)
        presentValue = StableTable(rows: 1, width: width)
        size = StableTable(rows: 1, width: width)
    }
}

/// Rows that the flows of one line at the council at hand are made of, by year: plain memory.
final class FlowRows {
    /// Years in which anything may flow, and how many there are.
    let years: UnsafeMutablePointer<Int>
    private(set) var count = 0
    /// By year: whether any of its flows is to be entered.
    let flowing: UnsafeMutablePointer<Bool>
    /// What the line is worth, its uplift, and the worth of what it claims; they stand for those years.
    let worth, uplift, poolWorth: UnsafeMutablePointer<UnsafePointer<Double>?>
    /// Of each modifier: what flows are multiplied by, by year, and at whom.
    private(set) var by: UnsafeMutablePointer<UnsafePointer<Double>?>
    private(set) var others: UnsafeMutablePointer<Others>
    private(set) var modifierCount = 0
    private var modifierCapacity = 4
    /// Whether the first modifier is put to flows as they are worked out.
    var isFirstFused = false
    private let yearCount: Int

    /// Members of another lever at the council at hand.
    struct Others {
        let places: UnsafePointer<Int16>
        let placeOfYear0: Int
        /// Index of the joining, where the lever is wound up in any trial.
        let joining: Int?
    }

    init(years yearCount: Int) {
        self.yearCount = yearCount
        years = .allocate(capacity: yearCount)
        flowing = .allocate(capacity: yearCount)
        flowing.initialize(repeating: false, count: yearCount)
        func rows(_ count: Int = 1) -> UnsafeMutablePointer<UnsafePointer<Double>?> {
            let rows = UnsafeMutablePointer<UnsafePointer<Double>?>.allocate(capacity: count * yearCount)
            rows.initialize(repeating: nil, count: count * yearCount)
            return rows
        }
        (worth, uplift, poolWorth) = (rows(), rows(), rows())
        by = rows(modifierCapacity)
        others = .allocate(capacity: modifierCapacity)
    }

    deinit {
        years.deallocate()
        flowing.deallocate()
        for rows in [worth, uplift, poolWorth, by] { rows.deallocate() }
        others.deallocate()
    }

    /// Takes up a line: nothing flows in the active years but those that weights reach.
    func begin(_ active: Range<Int>, reach: (Int) -> Bool) {
        count = 0
        for year in active {
            flowing[year] = false
            guard reach(year) else { continue }
            years[count] = year
            count += 1
        }
    }

    /// Makes room for so many modifiers.
    func reserve(modifiers count: Int) {
        modifierCount = count
        guard count > modifierCapacity else { return }
        modifierCapacity = count
        by.deallocate()
        others.deallocate()
        by = .allocate(capacity: count * yearCount)
        by.initialize(repeating: nil, count: count * yearCount)
        others = .allocate(capacity: count)
    }

    /// The same for the line at hand, with nothing that counts who uses it.
    var plain: Plain {
        Plain(
            years: years, count: count, flowing: flowing, worth: worth, uplift: uplift, poolWorth: poolWorth,
            modifierCount: modifierCount, isFirstFused: isFirstFused, by: by, others: others, yearCount: yearCount)
    }

    /// Rows of one line at one council, which stand until the next is taken up. What properties are, those of the same names
    /// say.
    struct Plain {
        let years: UnsafeMutablePointer<Int>
        let count: Int
        let flowing: UnsafeMutablePointer<Bool>
        let worth, uplift, poolWorth: UnsafeMutablePointer<UnsafePointer<Double>?>
        let modifierCount: Int
        let isFirstFused: Bool
        fileprivate let by: UnsafeMutablePointer<UnsafePointer<Double>?>
        let others: UnsafeMutablePointer<Others>
        fileprivate let yearCount: Int

        /// What flows of a year are multiplied by for one modifier, and where.
        func modifier(_ number: Int, year: Int) -> LineSchedule.OtherMembers {
            guard let by = by[number * yearCount + year] else {
                preconditionFailure("rows stand for each year that weights reach")
            }
            let others = others[number]
            return LineSchedule.OtherMembers(by: by, places: others.places, last: Int16(others.placeOfYear0 + year))
        }
    }
}
