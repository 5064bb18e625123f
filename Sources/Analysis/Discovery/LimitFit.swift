/// A box whose limits are moved one at a time, with an account of which trials they keep out.
struct LimitFit {
    /// The box as it is.
    private(set) var box: CaseBox
    /// What is inside.
    private(set) var count: CaseCount
    private let table: CaseTable
    private let times: [Int]
    /// By trial: how many limits keep it out.
    private var barriers: [Int]

    init(_ box: CaseBox, of table: CaseTable, times: [Int]) {
        self.box = box
        self.table = table
        self.times = times
        barriers = Array(repeating: 0, count: table.trials)
        for input in box.restricted {
            for trial in barriers.indices {
                let value = table.columns[input][trial]
                if value < box.low[input] || value > box.high[input] { barriers[trial] += 1 }
            }
        }
        count = box.count(in: table, times: times)
    }

    /// Where a limit is best, given all others, and the score with it; infinite for no limit. Of equals the widest.
    ///
    /// - Parameter score: of what is inside.
    func bestLimit(of input: Int, isLow: Bool, score: (CaseCount) -> Double) -> (limit: Double, score: Double) {
        let own = box.limit(of: input, isLow: isLow)
        let (order, column) = (table.orders[input], table.columns[input])
        // What this limit alone keeps out comes back in before others are tried.
        var inside = count
        for place in order.indices {
            let trial = order[isLow ? place : order.count - 1 - place]
            guard isLow ? column[trial] < own : column[trial] > own else { break }
            if barriers[trial] == 1 { inside.add(times[trial], isCase: table.isCase[trial]) }
        }
        var (limit, best) = (isLow ? -Double.infinity : .infinity, score(inside))
        var last = Double.nan
        for place in order.indices {
            let trial = order[isLow ? place : order.count - 1 - place]
            let isOut = isLow ? column[trial] < own : column[trial] > own
            guard times[trial] > 0, barriers[trial] == (isOut ? 1 : 0) else { continue }
            if column[trial] != last, !last.isNaN {
                guard inside.trials >= PatientInduction.fewest else { break }
                let score = score(inside)
                if score > best { (limit, best) = (column[trial], score) }
            }
            inside.take(times[trial], isCase: table.isCase[trial])
            last = column[trial]
        }
        return (limit, best)
    }

    /// Moves a limit.
    mutating func move(_ input: Int, isLow: Bool, to limit: Double) {
        let own = box.limit(of: input, isLow: isLow)
        let column = table.columns[input]
        for trial in barriers.indices {
            let wasOut = isLow ? column[trial] < own : column[trial] > own
            let isOut = isLow ? column[trial] < limit : column[trial] > limit
            guard wasOut != isOut else { continue }
            let wasInside = barriers[trial] == 0
            barriers[trial] += isOut ? 1 : -1
            let isInside = barriers[trial] == 0
            if isInside { count.add(times[trial], isCase: table.isCase[trial]) }
            if wasInside { count.take(times[trial], isCase: table.isCase[trial]) }
        }
        box = box.moving(input, isLow: isLow, to: limit)
    }
}
