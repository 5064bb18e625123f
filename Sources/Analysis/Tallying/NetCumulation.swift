import Appraisal
import CRows
import CouncilModel
import Stochastics

/// Adds up net calls on a budget over the years, trial by trial.
final class NetCumulation {
    private let sums = Scratch(capacity: 0)
    private let highest = Scratch(capacity: 0)
    private var paidBackFrom: [Int16] = []
    private var count = 0
    private var years = 0

    /// `max(0, max over t of Σ_{s≤t} net_s)` by trial.
    var peak: TrialRow { TrialRow(highest.values) }

    /// Makes ready for so many trials.
    func begin(_ count: Int) {
        self.count = count
        years = 0
        sums.clear(count)
        highest.clear(count)
        if paidBackFrom.count == count {
            for trial in 0..<count { paidBackFrom[trial] = 0 }
        } else {
            paidBackFrom = Array(repeating: 0, count: count)
        }
    }

    /// Takes up the next year; nil: 0 in every trial.
    func add(_ net: TrialRow?, year: Int) {
        years = year + 1
        if let net { row_accumulate(sums.values, highest.values, net, count) }
        row_mark_above(&paidBackFrom, Int16(year + 1), sums.values, CashMeasures.halfAPenny, count)
    }

    /// The first calendar years from which cumulative net stays at or below £0.005; trials that never do are left out.
    func paybackYears(baseYear: Int) -> IntegerCounts {
        var counts = [UInt32](repeating: 0, count: years + 1)
        row_count_years(&counts, paidBackFrom, 0, counts.count, count)
        return IntegerCounts(lowest: baseYear, counts: Array(counts.dropLast()))
    }
}
