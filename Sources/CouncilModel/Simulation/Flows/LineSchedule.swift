import CRows
import Formulas

/// When a council line flows and what every council's flow is multiplied by, in one block:
/// `flow(c, t) = x_c · w(a_c, t) · f(t)`, with a_c the joining year and x_c what is the council's own.
///
/// The weight w depends on the joining year a and the year t alone. It is the line's profile by age t − a: the spread of
/// joining, the ramp of membership, or whether the line applies (1 for members, say). Where membership's lag, life or decay
/// differs by trial, so does the profile. The factor f(t), by trial, holds all else that no council has for its own: winding
/// up, a running line's ramp, scale and growth.
final class LineSchedule {
    private let plan: RunPlan
    private let line: PlannedLine
    private let lever: PlannedLever
    private let joining: JoiningTable
    private let width: Int
    private let years: Int
    /// w by `[place · years + year]`, where it is the same in all trials.
    private(set) var weights: [Double]
    /// The same as steps. Plain memory, as it is read for every council and year.
    let steps: Steps
    /// w by `[age][trial]`, from age 0, where it is not.
    private(set) var profile: StableTable?
    /// f by `[year][trial]`.
    let factors: StableTable
    /// Whether f is 1 throughout; then its table holds nothing.
    private(set) var isPlain = true
    /// Whether w, the same in all blocks, is worked out.
    private var isWeighed = false
    /// By place, where it is the same in all trials: `Σ_t d_t · w`, and the sum of its absolute amounts.
    private(set) var presentWeights: [(sum: Double, size: Double)] = []
    /// Years in which w, the same in all trials, is not 0 for whoever joined.
    private(set) var weighedYears: Range<Int>
    /// Years in which anything can flow.
    private(set) var activeYears: Range<Int>

    init(plan: RunPlan, line: PlannedLine, lever: PlannedLever, joining: JoiningTable) {
        self.plan = plan
        self.line = line
        self.lever = lever
        self.joining = joining
        width = joining.width
        years = plan.years
        weights = Array(repeating: 0, count: joining.placeCount * plan.years)
        factors = StableTable(rows: plan.years, width: joining.width)
        activeYears = 0..<plan.years
        weighedYears = activeYears
        let cells = joining.placeCount * plan.years
        steps = Steps(
            from: .allocate(capacity: cells), weights: .allocate(capacity: cells),
            counts: .allocate(capacity: plan.years), places: joining.placeCount)
    }

    deinit {
        steps.from.deallocate()
        steps.weights.deallocate()
        steps.counts.deallocate()
    }

    /// Works a block's out. `scale` gives the values of the line's scale by year.
    func take(
        values: FormulaValues, scale: StableTable?, place: String
    ) throws(CouncilModelError) {
        isPlain = true
        profile = nil
        try weigh(values: values, place: place)
        if let scale { multiply { UnsafePointer(scale[$0]) } }
        if let growth = line.growth {
            let table = try growthFactors(of: growth, plan: plan, values: values, place: "growth of \(place)")
            multiply { UnsafePointer(table[$0]) }
        }
        findActiveYears()
        if profile == nil, !isWeighed {
            findSteps()
            discount()
        }
        isWeighed = profile == nil
    }

    /// Makes f a table, of ones.
    private func vary() {
        if isPlain { factors.fill(with: 1) }
        isPlain = false
    }

    /// Multiplies f by a row for each year.
    private func multiply(_ row: (Int) -> UnsafePointer<Double>) {
        vary()
        for year in 0..<years {
            // What does not flow is 0, whatever it would be multiplied by.
            row_multiply_flowing(factors[year], row(year), width)
        }
    }

    /// w of a joining place in a year, where it is the same in all trials.
    func weight(place: Int, year: Int) -> Double { weights[place * years + year] }

    /// Weights that are the same in all trials, as steps from one place to the next; they stand until the next block.
    struct Steps {
        /// From which place on, rising, w is another, and which, by `[year · places + step]`.
        fileprivate let from: UnsafeMutablePointer<Int16>
        fileprivate let weights: UnsafeMutablePointer<Double>
        /// How many there are by year.
        fileprivate let counts: UnsafeMutablePointer<Int>
        fileprivate let places: Int

        /// Fills a row with w in a year by the places of a council; false where it is 0 at all places.
        func fill(
            _ row: UnsafeMutablePointer<Double>, at councilPlaces: UnsafePointer<Int16>, year: Int, width: Int
        ) -> Bool {
            let first = year * places
            guard counts[year] > 1 || weights[first] != 0 else { return false }
            row_of_steps(row, councilPlaces, from + first, weights + first, counts[year], width)
            return true
        }

        /// Whether w is not 0 at any place from one to another.
        func reach(_ ends: ClosedRange<Int16>, year: Int) -> Bool {
            let first = year * places
            for step in first..<first + counts[year] where weights[step] != 0 {
                let isLast = step + 1 == first + counts[year]
                if from[step] <= ends.upperBound, isLast || from[step + 1] > ends.lowerBound { return true }
            }
            return false
        }

        /// Fills a row with `w · common · worth` in a year, times what members of another lever are multiplied by; false where
        /// w, or what is common, is 0 in all trials.
        func fillFlow(
            _ row: UnsafeMutablePointer<Double>, at councilPlaces: UnsafePointer<Int16>, year: Int, width: Int,
            common: UnsafePointer<Double>?, worth: UnsafePointer<Double>, others: OtherMembers?
        ) -> Bool {
            let first = year * places
            return row_flow_of_steps(
                row, councilPlaces, from + first, weights + first, counts[year], common, worth, others?.by,
                others?.places, others?.last ?? 0, width)
        }
    }

    /// What flows are multiplied by at members of another lever: by trial, and the trials where its place is not above the last.
    struct OtherMembers {
        let by: UnsafePointer<Double>
        let places: UnsafePointer<Int16>
        let last: Int16
    }

    /// w of a joining place in a year by trial, where it differs; nil: 0.
    func profileRow(place: Int, year: Int) -> UnsafePointer<Double>? {
        guard let profile, place < joining.placeCount - 1 else { return nil }
        let age = year - joining.year(ofPlace: place)
        return age >= 0 ? UnsafePointer(profile[age]) : nil
    }

    /// Whether weights have to be worked out council by council.
    static func isByCouncil(_ line: PlannedLine) -> Bool {
        switch line.line.timing {
        case .renewal: true
        case .membership, .running: [line.lasts, line.decay, line.lag].contains { $0?.dependsOnCouncil == true }
        default: false
        }
    }

    private func setWeights(_ weight: (_ joined: Int?, _ year: Int) -> Double) {
        if isWeighed { return }
        for place in 0..<joining.placeCount {
            let joined = joining.year(ofPlace: place)
            for year in 0..<years {
                weights[place * years + year] = weight(joined == JoiningTable.never ? nil : joined, year)
            }
        }
    }

    private func weigh(values: FormulaValues, place: String) throws(CouncilModelError) {
        switch line.line.timing {
        case .joining(let spread, let from):
            setWeights { joined, year in
                guard let joined, spread.indices.contains(year - joined - from) else { return 0 }
                return spread[year - joined - from]
            }
            // Members from before have their joining behind them.
            if lever.alreadyCount > 0, lever.start >= 0 {
                for place in 0..<joining.placeOfYear0 * years { weights[place] = 0 }
            }
            stopAtWindUp()
        case .membership(let ramp, _, _, _):
            let unending = line.lasts == nil ? Self.unending : nil
            if let lasts = unending ?? line.lasts?.fixed, let decay = line.decay?.fixed, let lag = line.lag?.fixed {
                let profile = Self.profile(ramp, lasts: lasts, decay: decay, lag: lag, ages: ages)
                setWeights { joined, year in joined.flatMap { year >= $0 ? profile[year - $0] : nil } ?? 0 }
            } else {
                try draw(ramp, values: values, place: place)
            }
            stopAtWindUp()
        case .running:
            let appliesTo = line.line.appliesTo
            setWeights { joined, year in
                switch appliesTo {
                case .members: joined.map { $0 <= year ? 1 : 0 } ?? 0
                case .nonMembers: joined.map { $0 <= year ? 0 : 1 } ?? 1
                case .eligible: 1
                }
            }
            try run(values: values, place: place)
            stopAtWindUp()
        case .windUp:
            setWeights { joined, year in joined.map { $0 < year ? 1 : 0 } ?? 0 }
            vary()
            for year in 0..<years {
                for trial in 0..<width where joining.windUp[trial] != year { factors[year][trial] = 0 }
            }
        case .end:
            setWeights { joined, year in joined.map { $0 <= year && year == years - 1 ? 1 : 0 } ?? 0 }
            stopAtWindUp()
        case .renewal:
            preconditionFailure("renewals are weighed council by council")
        case .start:
            preconditionFailure("a council line has no start timing")
        }
    }

    /// A life that no year ends.
    private static let unending = 1e15

    /// The most ages there are: from the earliest joining to the last year.
    private var ages: Int { years - min(0, joining.year(ofPlace: 0)) }

    /// `ramp[min(j, last)] · (1 − decay)^j` with `j = age − lag`, 0 if `j < 0` or `j ≥ lasts`.
    private static func profile(_ ramp: [Double], lasts: Double, decay: Double, lag: Double, ages: Int) -> [Double] {
        let first = max(0, roundHalfUp(lag))
        let end = first + max(0, roundHalfUp(lasts))
        let keeps = 1 - min(1, max(0, decay))
        var profile = [Double](repeating: 0, count: ages)
        var kept = 1.0
        for age in first..<max(first, min(end, ages)) {
            profile[age] = ramp[min(age - first, ramp.count - 1)] * kept
            kept *= keeps
        }
        return profile
    }

    private func draw(_ ramp: [Double], values: FormulaValues, place: String) throws(CouncilModelError) {
        func row(_ formula: PlannedFormula?, _ name: String) throws(CouncilModelError) -> UnsafePointer<Double>? {
            guard let formula else { return nil }
            return try values.finiteValues(of: formula, council: 0, place: "\(name) of \(place)")
        }
        let (decay, lag) = (try row(line.decay, "decay"), try row(line.lag, "lag"))
        let lasts = try row(line.lasts, "lasts")
        let table = StableTable(rows: ages, width: width)
        for trial in 0..<width {
            let profile = Self.profile(
                ramp, lasts: lasts?[trial] ?? Self.unending, decay: decay?[trial] ?? 0, lag: lag?[trial] ?? 0,
                ages: ages)
            for age in profile.indices { table[age][trial] = profile[age] }
        }
        profile = table
    }

    /// Multiplies f by a running line's ramp: with `j = t − origin − from`, 0 if `j < 0` or `j ≥ lasts`, else
    /// `ramp[min(j, last)]`.
    private func run(values: FormulaValues, place: String) throws(CouncilModelError) {
        let lasts = try line.lasts.map { formula throws(CouncilModelError) in
            try values.finiteValues(of: formula, council: 0, place: "lasts of \(place)")
        }
        vary()
        for year in 0..<years {
            for trial in 0..<width {
                factors[year][trial] *= runningWeight(
                    line, lever: lever, firstYear: joining.firstYear[trial], year: year, lasts: lasts?[trial])
            }
        }
    }

    /// Nothing flows from the winding-up year on but what is due in it.
    private func stopAtWindUp() {
        guard joining.hasWindUp else { return }
        vary()
        for trial in 0..<width where joining.windUp[trial] < years {
            for year in max(0, joining.windUp[trial])..<years { factors[year][trial] = 0 }
        }
    }

    private func findSteps() {
        for year in 0..<years {
            let first = year * joining.placeCount
            var count = 0
            for place in 0..<joining.placeCount {
                let weight = weight(place: place, year: year)
                if count > 0, steps.weights[first + count - 1] == weight { continue }
                steps.from[first + count] = Int16(place)
                steps.weights[first + count] = weight
                count += 1
            }
            steps.counts[year] = count
        }
    }

    private func discount() {
        weighedYears = Self.span(
            (0..<years).filter { year in
                (0..<joining.placeCount).contains { weight(place: $0, year: year) != 0 }
            })
        presentWeights = (0..<joining.placeCount).map { place in
            var (sum, size) = (0.0, 0.0)
            for year in 0..<years {
                let weight = plan.discountFactors[year] * weight(place: place, year: year)
                sum += weight
                size += abs(weight)
            }
            return (sum, size)
        }
    }

    private func findActiveYears() {
        guard profile == nil else {
            activeYears = 0..<years
            return
        }
        activeYears = Self.span(
            (0..<years).filter { year in
                (0..<joining.placeCount).contains { weight(place: $0, year: year) != 0 }
                    && (isPlain || row_flows(factors[year], width))
            })
    }

    /// From the first to the last of years that ascend.
    private static func span(_ years: [Int]) -> Range<Int> { (years.first ?? 0)..<(years.last.map { $0 + 1 } ?? 0) }
}

extension PlannedFormula {
    /// Its value where it is one bare number.
    var fixed: Double? { formula.constantValue }
}

/// The weight of a line that runs from an origin on: with `j = t − origin − from`, 0 if `j < 0` or `j ≥ lasts`, else
/// `ramp[min(j, last)]`.
func runningWeight(
    _ line: PlannedLine, lever: PlannedLever, firstYear: Int, year: Int, lasts: Double?
) -> Double {
    guard case .running(let ramp, let from, let sinceStarts, _) = line.line.timing else { return 0 }
    let age = year - (sinceStarts ? lever.start : firstYear) - from
    guard age >= 0 else { return 0 }
    if let lasts, age >= max(0, roundHalfUp(lasts)) { return 0 }
    return ramp[min(age, ramp.count - 1)]
}
