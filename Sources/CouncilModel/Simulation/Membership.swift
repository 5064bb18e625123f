import CRows

/// Time variables of one lever: how many have joined, and what that amounts to, by year and trial.
///
/// From its winding-up year on, members and shares are 0. Lines that flow in that very year see the end of the year
/// before (`rowAtWindUp`).
final class Membership {
    private let plan: RunPlan
    private let lever: PlannedLever
    private let joining: JoiningTable
    /// Councils by joining place, `[place][trial]`.
    private let counts: StableTable
    /// Members at the end of each year, `[year][trial]`.
    let members: StableTable
    /// 1 where the lever is wound up, one row.
    let woundUp: StableTable
    /// Other time variables, filled when first asked for in a block.
    private var tables: [TimeVariable: StableTable] = [:]
    private var tablesAtWindUp: [TimeVariable: StableTable] = [:]
    /// By trial: the number of eligible councils n.
    private var eligible: [Double]
    /// Who alone is eligible in each trial; nil: everybody whom the scenario says.
    private var coalitions: CoalitionBlock?

    init(plan: RunPlan, lever: PlannedLever, joining: JoiningTable) {
        self.plan = plan
        self.lever = lever
        self.joining = joining
        counts = StableTable(rows: joining.placeCount, width: joining.width)
        members = StableTable(rows: plan.years, width: joining.width)
        woundUp = StableTable(rows: 1, width: joining.width)
        eligible = Array(repeating: Double(lever.eligibleCount), count: joining.width)
    }

    /// Takes up what the joining table holds now.
    ///
    /// - Parameter coalitions: who alone is eligible in each trial; nil: everybody whom the scenario says.
    func take(_ coalitions: CoalitionBlock? = nil) {
        tables = [:]
        tablesAtWindUp = [:]
        self.coalitions = coalitions
        if let coalitions { eligible = coalitions.counts(of: lever.lever.eligible).map { Double($0) } }
        for trial in 0..<joining.width { woundUp[0][trial] = joining.windUp[trial] == JoiningTable.never ? 0 : 1 }
        countMembers()
        cumulate(counts, into: members)
    }

    /// Counts councils by joining place: by looking for each place in all trials at once where there are few, and trial by
    /// trial where that takes longer.
    private func countMembers() {
        let (width, base) = (joining.width, counts[0])
        counts.fill(with: 0)
        guard joining.placeCount <= 24, lever.lever.eligible.count <= Int(UInt16.max) else {
            for council in lever.lever.eligible {
                let row = joining.row(council)
                for trial in 0..<width { base[Int(row[trial]) &* width &+ trial] += 1 }
            }
            return
        }
        let cells = joining.placeCount * width
        withUnsafeTemporaryAllocation(of: UInt16.self, capacity: cells) { found in
            guard let found = found.baseAddress else { return }
            found.initialize(repeating: 0, count: cells)
            let rows = lever.lever.eligible.map { Optional(UnsafePointer(joining.row($0))) }
            row_count_members(found, rows, rows.count, joining.placeCount, width)
            for cell in 0..<cells { base[cell] = Double(found[cell]) }
        }
    }

    /// Sums a table by joining place to one by year: of those who had joined by the end of it; 0 once it is wound up.
    private func cumulate(_ byPlace: StableTable, into byYear: StableTable) {
        let width = joining.width
        for year in 0..<plan.years {
            let row = byYear[year]
            if year == 0 {
                row.update(repeating: 0, count: width)
            } else {
                row.update(from: byYear[year - 1], count: width)
            }
            for place in (year == 0 ? 0 : joining.placeOfYear0 + year)...joining.placeOfYear0 + year {
                let joined = byPlace[place]
                for trial in 0..<width { row[trial] += joined[trial] }
            }
        }
        guard joining.hasWindUp else { return }
        for trial in 0..<width where joining.windUp[trial] < plan.years {
            for year in max(0, joining.windUp[trial])..<plan.years { byYear[year][trial] = 0 }
        }
    }

    /// The values of a time variable in a year, by trial.
    func row(of variable: TimeVariable, year: Int) -> UnsafePointer<Double> {
        if variable == .members { return UnsafePointer(members[year]) }
        if let table = tables[variable] { return UnsafePointer(table[year]) }
        let table = self.table(of: variable)
        tables[variable] = table
        return UnsafePointer(table[year])
    }

    /// What a line of the winding-up year sees if that is the year given: the end of the year before, nobody joining.
    func rowAtWindUp(of variable: TimeVariable, year: Int) -> UnsafePointer<Double> {
        if let table = tablesAtWindUp[variable] { return UnsafePointer(table[year]) }
        let table = StableTable(rows: plan.years, width: joining.width)
        let needsResidents = variable == .residentsJoined || variable == .residentsShare
        let residents = needsResidents ? residentsByPlace() : nil
        for year in 0..<plan.years {
            fill(table[year], with: variable, atEndOf: year - 1, residents: residents)
        }
        tablesAtWindUp[variable] = table
        return UnsafePointer(table[year])
    }

    private func fill(
        _ target: UnsafeMutablePointer<Double>, with variable: TimeVariable, atEndOf year: Int,
        residents: StableTable?
    ) {
        switch variable {
        case .joiners:
            for trial in 0..<joining.width { target[trial] = 0 }
            return
        case .yearsSinceStart:
            for trial in 0..<joining.width { target[trial] = Double(year - joining.firstYear[trial]) }
            return
        case .year:
            for trial in 0..<joining.width { target[trial] = Double(plan.scenario.baseYear + year + 1) }
            return
        case .members, .shareJoined, .residentsJoined, .residentsShare: break
        }
        let last = joining.placeOfYear0 + year
        for trial in 0..<joining.width { target[trial] = 0 }
        if last >= 0 {
            for place in 0...last {
                let now = (residents ?? counts)[place]
                for trial in 0..<joining.width { target[trial] += now[trial] }
            }
        }
        guard variable == .shareJoined || variable == .residentsShare else { return }
        let divisors = variable == .shareJoined ? eligible : residentsOfAll
        for trial in 0..<joining.width { target[trial] = divisors[trial] > 0 ? target[trial] / divisors[trial] : 0 }
    }

    private func table(of variable: TimeVariable) -> StableTable {
        let table = StableTable(rows: plan.years, width: joining.width)
        switch variable {
        case .members:
            break
        case .joiners:
            for year in 0..<plan.years {
                table[year].update(from: counts[joining.placeOfYear0 + year], count: joining.width)
            }
        case .shareJoined:
            fill(table) { year, trial in
                self.eligible[trial] > 0 ? self.members[year][trial] / self.eligible[trial] : 0
            }
        case .residentsJoined:
            cumulate(residentsByPlace(), into: table)
        case .residentsShare:
            cumulate(residentsByPlace(), into: table)
            let all = residentsOfAll
            fill(table) { year, trial in all[trial] > 0 ? table[year][trial] / all[trial] : 0 }
        case .yearsSinceStart:
            fill(table) { year, trial in Double(year - self.joining.firstYear[trial]) }
        case .year:
            fill(table) { year, _ in Double(self.plan.scenario.baseYear + year) }
        }
        return table
    }

    private func fill(_ table: StableTable, with value: (_ year: Int, _ trial: Int) -> Double) {
        for year in 0..<plan.years {
            for trial in 0..<joining.width { table[year][trial] = value(year, trial) }
        }
    }

    /// By trial: the residents that count when all eligible councils have joined.
    private var residentsOfAll: [Double] {
        coalitions?.residents(of: lever.residentUnits)
            ?? Array(repeating: lever.residentsOfAll, count: joining.width)
    }

    /// Residents by joining place: with their own council or with its county, whichever is earlier.
    private func residentsByPlace() -> StableTable {
        let table = StableTable(rows: joining.placeCount, width: joining.width)
        for unit in lever.residentUnits {
            let own = unit.member.map { joining.row($0) }
            let county = unit.county.map { joining.row($0) }
            for trial in 0..<joining.width {
                let place = min(own?[trial] ?? joining.placeOfNever, county?[trial] ?? joining.placeOfNever)
                table[Int(place)][trial] += unit.residents
            }
        }
        return table
    }
}
