/// Ends of one contract by council and trial.
final class ContractEnds {
    /// Length in years, by `[council][trial]`.
    private let lengths: UnsafeMutablePointer<Int32>
    /// First end as a year index ≥ 0, likewise.
    private let firstEnds: UnsafeMutablePointer<Int32>
    /// Years of notice, likewise.
    private let notices: UnsafeMutablePointer<Int32>
    private let width: Int
    /// Renewals at the council that was last asked for.
    private var renewals: Renewals?

    /// Ends of contracts of members at one council, but for the end at which they joined.
    final class Renewals {
        /// 1 where there is an end, by `[year][trial]`, else 0.
        let weights: StableTable
        /// Years in which there is any.
        fileprivate(set) var years = 0..<0
        fileprivate var council = -1
        fileprivate var joining: ObjectIdentifier?

        fileprivate init(years: Int, width: Int) { weights = StableTable(rows: years, width: width) }
    }

    init(councils: Int, width: Int) {
        self.width = width
        let rows = (0..<3).map { _ in
            let row = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, councils * width))
            row.initialize(repeating: 1, count: max(1, councils * width))
            return row
        }
        (lengths, firstEnds, notices) = (rows[0], rows[1], rows[2])
    }

    deinit {
        for row in [lengths, firstEnds, notices] { row.deallocate() }
    }

    /// `L_c ≥ 1`; first end `e_c = ⌊u_c · L_c⌋`, or the register's year rolled forward by whole lengths.
    func take(
        _ contract: PlannedContract, plan: RunPlan, phases: StableTable, values: FormulaValues
    ) throws(CouncilModelError) {
        renewals?.council = -1
        for council in 0..<plan.councilCount {
            let length = try values.finiteValues(of: contract.length, council: council, place: "contract length")
            let notice = try values.finiteValues(of: contract.notice, council: council, place: "contract notice")
            let (phase, known, first) = (phases[council], contract.firstEnd[council], council * width)
            for trial in 0..<width {
                // 10,000 years stand for ever.
                let years = max(1, min(10_000, roundHalfUp(length[trial])))
                let end: Int
                if let known {
                    end = known >= 0 ? known : ((known % years) + years) % years
                } else {
                    end = Int((phase[trial] * Double(years)).rounded(.down))
                }
                lengths[first + trial] = Int32(years)
                firstEnds[first + trial] = Int32(end)
                notices[first + trial] = Int32(max(0, min(10_000, roundHalfUp(notice[trial]))))
            }
        }
    }

    /// The first end that a wish in a year can use: `end ≥ wish + notice`.
    func firstEnd(forWish wish: Int, council: Int, trial: Int) -> Int {
        let cell = council * width + trial
        let year = wish + Int(notices[cell])
        let end = Int(firstEnds[cell])
        guard year > end else { return end }
        let length = Int(lengths[cell])
        return end + (year - end + length - 1) / length * length
    }

    /// How many years lie between its ends.
    func length(council: Int, trial: Int) -> Int { Int(lengths[council * width + trial]) }

    /// The first end in a year or after it.
    func firstEnd(from year: Int, council: Int, trial: Int) -> Int {
        let (end, length) = (Int32(firstEnds[council * width + trial]), lengths[council * width + trial])
        guard year > Int(end) else { return Int(end) }
        return Int(end + (Int32(year) - end + length - 1) / length * length)
    }

    /// Year of its first end, from 0.
    func firstEnd(council: Int, trial: Int) -> Int { Int(firstEnds[council * width + trial]) }

    /// Whether the contract ends in a year.
    func ends(in year: Int, council: Int, trial: Int) -> Bool {
        let since = year - Int(firstEnds[council * width + trial])
        return since >= 0 && since % Int(lengths[council * width + trial]) == 0
    }

    /// Renewals of those who have joined, which stand until another council is asked for, or another joining.
    func renewals(of joining: JoiningTable, council: Int, years: Int) -> Renewals {
        let found = renewals ?? Renewals(years: years, width: width)
        renewals = found
        if found.council == council, found.joining == ObjectIdentifier(joining) { return found }
        (found.council, found.joining) = (council, ObjectIdentifier(joining))
        found.weights.fill(with: 0)
        let (weights, places, hasWindUp) = (found.weights[0], joining.row(council), joining.hasWindUp)
        var (first, last) = (years, -1)
        for trial in 0..<width {
            let joined = joining.year(ofPlace: Int(places[trial]))
            guard joined < years else { continue }
            let end = hasWindUp ? min(years, joining.windUp[trial]) : years
            var year = firstEnd(from: max(0, joined + 1), council: council, trial: trial)
            guard year < end else { continue }
            first = min(first, year)
            let length = length(council: council, trial: trial)
            while year < end {
                weights[year &* width &+ trial] = 1
                last = max(last, year)
                year &+= length
            }
        }
        found.years = first..<max(first, last + 1)
        return found
    }
}
