import CRows

/// Sums over councils weighed by when they joined, `Σ_a S[a] · w(a, t)` in each trial: what a line's flows over all councils come
/// to, but for what all have in common.
///
/// Lines that sum the same of each council and have the same weights share them.
final class WeightedSums {
    private let schedule: LineSchedule
    /// `[year][trial]`.
    private let table: StableTable
    private var isFilled = false

    /// - Parameter schedule: of the first line that has them.
    init(schedule: LineSchedule, years: Int, width: Int) {
        self.schedule = schedule
        table = StableTable(rows: years, width: width)
    }

    /// Takes up a block.
    func begin() { isFilled = false }

    /// Whether a line of this schedule has the same weights, in this block and all others.
    func serve(_ other: LineSchedule) -> Bool {
        schedule === other || schedule.profile == nil && other.profile == nil && schedule.weights == other.weights
    }

    /// Fills them from sums by `[place of the joining year][trial]`, if that is still to be done in the block at hand.
    func fill(from sums: StableTable) {
        if isFilled { return }
        isFilled = true
        for year in 0..<table.rows where isWeighed(year) {
            let row = table[year]
            row.update(repeating: 0, count: table.width)
            for place in 0..<sums.rows {
                if schedule.profile != nil {
                    guard let profile = schedule.profileRow(place: place, year: year) else { continue }
                    row_add_product(row, sums[place], profile, table.width)
                } else {
                    let weight = schedule.weight(place: place, year: year)
                    if weight != 0 { row_add_times(row, weight, sums[place], table.width) }
                }
            }
        }
    }

    /// Sums of a year; nil where nothing flows in it.
    func row(_ year: Int) -> UnsafePointer<Double>? { isWeighed(year) ? UnsafePointer(table[year]) : nil }

    private func isWeighed(_ year: Int) -> Bool { schedule.profile != nil || schedule.weighedYears.contains(year) }
}
