import Formulas

/// Who joins one lever, and when, in each trial of a block.
final class JoiningTable {
    /// Year index by `[council][trial]`; negative for members from before, `never` for those who never join.
    private(set) var years: [Int32]
    /// First year g by trial, delay included.
    private(set) var firstYear: [Int]
    /// Whether a council is a founder, by `[council][trial]`.
    private(set) var isFounder: [Bool]
    let width: Int

    /// Later than any year.
    static let never = Int32.max

    init(councils: Int, width: Int) {
        self.width = width
        years = Array(repeating: Self.never, count: councils * width)
        isFounder = Array(repeating: false, count: councils * width)
        firstYear = Array(repeating: 0, count: width)
    }

    func year(council: Int, trial: Int) -> Int32 { years[council * width + trial] }

    func isFounder(council: Int, trial: Int) -> Bool { isFounder[council * width + trial] }

    fileprivate func set(_ year: Int32, council: Int, trial: Int) { years[council * width + trial] = year }

    fileprivate func markFounder(council: Int, trial: Int) { isFounder[council * width + trial] = true }

    fileprivate func setFirstYear(_ year: Int, trial: Int) { firstYear[trial] = year }
}

/// Ends of one contract by council and trial.
struct ContractEnds {
    /// Length in years, by `[council][trial]`.
    fileprivate var lengths: [Int32]
    /// First end as a year index ≥ 0, by `[council][trial]`.
    fileprivate var firstEnds: [Int32]
    fileprivate let width: Int

    /// `L_c ≥ 1`; first end `e_c = ⌊u_c · L_c⌋`, or the register's year rolled forward by whole lengths.
    init(
        plan: RunPlan, contract: PlannedContract, phases: StableTable, values: FormulaValues
    ) throws(CouncilModelError) {
        width = phases.width
        lengths = Array(repeating: 1, count: plan.councilCount * phases.width)
        firstEnds = lengths
        for council in 0..<plan.councilCount {
            let length = try values.finiteValues(of: contract.length, council: council, place: "contract length")
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
            }
        }
    }

    /// The first end that is not before a year.
    func firstEnd(from year: Int32, council: Int, trial: Int) -> Int32 {
        let end = firstEnds[council * width + trial]
        guard year > end else { return end }
        let length = lengths[council * width + trial]
        return end + (year - end + length - 1) / length * length
    }

    /// Whether the contract ends in a year.
    func ends(in year: Int, council: Int, trial: Int) -> Bool {
        let since = Int32(year) - firstEnds[council * width + trial]
        return since >= 0 && since % lengths[council * width + trial] == 0
    }
}

/// Works out joining years of one lever under one option.
///
/// Order: wish → requires → contract. Members from before pass all three.
struct JoiningRules {
    let plan: RunPlan
    let lever: PlannedLever
    let values: FormulaValues
    let contract: ContractEnds?
    let required: [JoiningTable]
    /// Uniforms of pressure and ceiling by council; nil for a mandate.
    let pressure: StableTable?
    let ceiling: StableTable?

    func table(width: Int) throws(CouncilModelError) -> JoiningTable {
        let table = JoiningTable(councils: plan.councilCount, width: width)
        let delay = try parameter(lever.delay, "delay")
        for trial in 0..<width {
            table.setFirstYear(lever.start + roundHalfUp(max(0, delay[trial])), trial: trial)
        }
        for council in 0..<plan.councilCount {
            guard let year = lever.alreadyYear[council] else { continue }
            for trial in 0..<width { table.set(Int32(year), council: council, trial: trial) }
        }
        switch lever.adoption {
        case .mandate:
            for trial in 0..<width where table.firstYear[trial] < plan.years {
                for council in lever.lever.eligible where lever.alreadyYear[council] == nil {
                    let year = joiningYear(wish: Int32(table.firstYear[trial]), council: council, trial: trial)
                    table.set(year, council: council, trial: trial)
                }
            }
        case .diffusion(let diffusion):
            try diffuse(diffusion, into: table)
        }
        return table
    }

    private func parameter(
        _ formula: PlannedFormula, _ name: String, council: Int = 0
    ) throws(CouncilModelError) -> UnsafePointer<Double> {
        try values.finiteValues(of: formula, council: council, place: "\(name) of lever \(lever.lever.name)")
    }

    /// A wish raised to what is required and to the end of the contract; `never` from H on.
    private func joiningYear(wish: Int32, council: Int, trial: Int) -> Int32 {
        var year = wish
        for table in required { year = max(year, table.year(council: council, trial: trial)) }
        guard year < Int32(plan.years) else { return JoiningTable.never }
        if let contract { year = contract.firstEnd(from: year, council: council, trial: trial) }
        return year < Int32(plan.years) ? year : JoiningTable.never
    }

    /// Mixed influence: `λ_s = p + q · F_{s−1}`; council c wishes in the first year t with `Σ λ_s · r_c ≥ E_c`.
    private func diffuse(_ diffusion: PlannedDiffusion, into table: JoiningTable) throws(CouncilModelError) {
        guard let pressure, let ceiling else { preconditionFailure("diffusion has draws") }
        let candidates = lever.lever.eligible.filter { lever.alreadyYear[$0] == nil }
        let width = table.width
        let innovation = try parameter(diffusion.innovation, "innovation")
        let imitation = try parameter(diffusion.imitation, "imitation")
        // E_c, r_c and potential membership by [candidate][trial].
        let thresholds = StableTable(rows: candidates.count, width: width)
        let propensities = StableTable(rows: candidates.count, width: width)
        var isPotential = [Bool](repeating: false, count: candidates.count * width)
        for (row, council) in candidates.enumerated() {
            let ceilings = try parameter(diffusion.ceiling, "ceiling", council: council)
            let propensity = try parameter(diffusion.propensity, "propensity", council: council)
            for trial in 0..<width {
                let rate = max(0, propensity[trial])
                propensities[row][trial] = rate
                thresholds[row][trial] = -Platform.logarithm(1 - pressure[council][trial])
                isPotential[row * width + trial] = rate > 0 && ceiling[council][trial] < ceilings[trial]
            }
        }
        for trial in 0..<width where table.firstYear[trial] < plan.years {
            var others = candidates.indices.filter { isPotential[$0 * width + trial] }
            var founders: [Int]
            switch diffusion.founders {
            case .number(let number):
                // The most willing first; ties by code, which is the order of positions.
                others.sort { a, b in
                    let left = thresholds[a][trial] / propensities[a][trial]
                    let right = thresholds[b][trial] / propensities[b][trial]
                    return left == right ? a < b : left < right
                }
                founders = Array(others.prefix(number))
                others = Array(others.dropFirst(number))
            case .councils(let named):
                founders = candidates.indices.filter { named.contains(candidates[$0]) }
                others.removeAll { founders.contains($0) }
            }
            let first = table.firstYear[trial]
            for row in founders {
                table.markFounder(council: candidates[row], trial: trial)
                table.set(
                    joiningYear(wish: Int32(first), council: candidates[row], trial: trial), council: candidates[row],
                    trial: trial
                )
            }
            var joined = lever.alreadyCount + founders.count
            var joiningInYear = [Int](repeating: 0, count: plan.years)
            var cumulative = [Double](repeating: 0, count: others.count)
            var waiting = Array(others.indices)
            for year in max(0, first)..<plan.years {
                let share = Double(joined) / Double(lever.eligibleCount)
                let influence = max(0, innovation[trial]) + max(0, imitation[trial]) * share
                waiting.removeAll { index in
                    let row = others[index]
                    cumulative[index] += influence * propensities[row][trial]
                    guard cumulative[index] >= thresholds[row][trial] else { return false }
                    let joining = joiningYear(wish: Int32(year), council: candidates[row], trial: trial)
                    table.set(joining, council: candidates[row], trial: trial)
                    if joining != JoiningTable.never { joiningInYear[Int(joining)] += 1 }
                    return true
                }
                joined += joiningInYear[year]
            }
        }
    }
}
