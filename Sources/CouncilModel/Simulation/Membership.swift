/// Time variables of one lever: how many have joined, and what that amounts to, by year and trial.
final class Membership {
    private let plan: RunPlan
    private let lever: PlannedLever
    private let joining: JoiningTable
    /// Members at the end of each year, `[year][trial]`.
    let members: StableTable
    /// Other time variables, filled when first asked for.
    private var tables: [TimeVariable: StableTable] = [:]

    init(plan: RunPlan, lever: PlannedLever, joining: JoiningTable) {
        self.plan = plan
        self.lever = lever
        self.joining = joining
        members = StableTable(rows: plan.years, width: joining.width)
        for council in lever.lever.eligible {
            for trial in 0..<joining.width {
                let year = joining.year(council: council, trial: trial)
                guard year < Int32(plan.years) else { continue }
                for later in max(0, Int(year))..<plan.years { members[later][trial] += 1 }
            }
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

    private func table(of variable: TimeVariable) -> StableTable {
        let table = StableTable(rows: plan.years, width: joining.width)
        switch variable {
        case .members:
            break
        case .joiners:
            for council in lever.lever.eligible {
                for trial in 0..<joining.width {
                    let year = joining.year(council: council, trial: trial)
                    if year >= 0, year < Int32(plan.years) { table[Int(year)][trial] += 1 }
                }
            }
        case .shareJoined:
            fill(table) { year, trial in self.members[year][trial] / Double(self.lever.eligibleCount) }
        case .residentsJoined:
            addResidents(to: table)
        case .residentsShare:
            addResidents(to: table)
            let all = lever.residentsOfAll
            fill(table) { year, trial in all > 0 ? table[year][trial] / all : 0 }
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

    /// Residents join with their own council or with its county, whichever is earlier.
    private func addResidents(to table: StableTable) {
        for unit in lever.residentUnits {
            for trial in 0..<joining.width {
                let own = unit.member.map { joining.year(council: $0, trial: trial) } ?? JoiningTable.never
                let county = unit.county.map { joining.year(council: $0, trial: trial) } ?? JoiningTable.never
                let year = min(own, county)
                guard year < Int32(plan.years) else { continue }
                for later in max(0, Int(year))..<plan.years { table[later][trial] += unit.residents }
            }
        }
    }
}
