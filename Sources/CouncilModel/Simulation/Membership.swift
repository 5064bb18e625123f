/// Time variables of one lever: how many have joined, and what that amounts to, by year and trial.
///
/// From its winding-up year on, members and shares are 0. Lines that flow in that very year see the end of the year
/// before (`atWindUp`).
final class Membership {
    private let plan: RunPlan
    private let lever: PlannedLever
    private let joining: JoiningTable
    /// Members at the end of each year, `[year][trial]`.
    let members: StableTable
    /// Other time variables, filled when first asked for.
    private var tables: [TimeVariable: StableTable] = [:]
    private var tablesAtWindUp: [TimeVariable: StableTable] = [:]

    init(plan: RunPlan, lever: PlannedLever, joining: JoiningTable) {
        self.plan = plan
        self.lever = lever
        self.joining = joining
        members = StableTable(rows: plan.years, width: joining.width)
        for council in lever.lever.eligible {
            for trial in 0..<joining.width {
                for year in yearsOfMembership(council: council, trial: trial) { members[year][trial] += 1 }
            }
        }
    }

    /// Years in which a council is a member in a trial.
    private func yearsOfMembership(council: Int, trial: Int) -> Range<Int> {
        years(from: joining.year(council: council, trial: trial), trial: trial)
    }

    private func years(from first: Int32, trial: Int) -> Range<Int> {
        let last = Int(min(Int32(plan.years), joining.windUp[trial]))
        let start = max(0, first == JoiningTable.never ? plan.years : Int(first))
        return start..<max(start, last)
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
        for year in 0..<plan.years {
            for trial in 0..<joining.width { table[year][trial] = atEnd(of: year - 1, variable, trial: trial) }
        }
        tablesAtWindUp[variable] = table
        return UnsafePointer(table[year])
    }

    private func atEnd(of year: Int, _ variable: TimeVariable, trial: Int) -> Double {
        func count() -> Double {
            Double(lever.lever.eligible.count { joining.hadJoined(council: $0, trial: trial, by: year) })
        }
        func residents() -> Double {
            lever.residentUnits.reduce(0) { sum, unit in
                self.joiningYear(of: unit, trial: trial) <= Int32(year) ? sum + unit.residents : sum
            }
        }
        switch variable {
        case .members: return count()
        case .joiners: return 0
        case .shareJoined: return count() / Double(lever.eligibleCount)
        case .residentsJoined: return residents()
        case .residentsShare: return lever.residentsOfAll > 0 ? residents() / lever.residentsOfAll : 0
        case .yearsSinceStart: return Double(year - joining.firstYear[trial])
        case .year: return Double(plan.scenario.baseYear + year + 1)
        }
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
    private func joiningYear(of unit: ResidentUnit, trial: Int) -> Int32 {
        let own = unit.member.map { joining.year(council: $0, trial: trial) } ?? JoiningTable.never
        let county = unit.county.map { joining.year(council: $0, trial: trial) } ?? JoiningTable.never
        return min(own, county)
    }

    private func addResidents(to table: StableTable) {
        for unit in lever.residentUnits {
            for trial in 0..<joining.width {
                for year in years(from: joiningYear(of: unit, trial: trial), trial: trial) {
                    table[year][trial] += unit.residents
                }
            }
        }
    }
}
