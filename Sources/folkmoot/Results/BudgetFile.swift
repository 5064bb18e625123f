import Analysis
import CouncilModel
import Dispatch
import Reporting
import Synchronization

/// `budget.csv`: the budgets of councils in money of the day, made by going through the trials again, in parts of the
/// councils where those of all together would not fit in memory.
struct BudgetFile {
    let source: any TrialSource
    let scenario: Scenario
    let comparison: Comparison
    /// Whether percentiles are exact, whatever it takes.
    let isExact: Bool

    /// The file's bytes, and how well its percentiles are known; only options whose councils are shown one by one are in
    /// it.
    func bytes() throws(CouncilModelError) -> ([UInt8], Precision) {
        let table = BudgetCSV(currency: scenario.currency)
        var bytes = Array(table.header.utf8)
        var precision = Precision.exact
        let options = comparison.options.indices.filter { !comparison.options[$0].councils.isEmpty && $0 > 0 }
        guard !options.isEmpty, !scenario.selected.isEmpty else { return (bytes, precision) }
        // By option and council: the file runs through options first.
        var budgets = options.map { _ in [CouncilBudget]() }
        let (keepsValues, parts) = BudgetTally.parts(of: scenario, options: options.count, isExact: isExact)
        for part in parts {
            let tally = BudgetTally(
                source, of: scenario, options: options, councils: part, keepsValues: keepsValues)
            try source.fill(
                tally, in: TrialPass(options: options, budgets: (Set(options), part), firstBlockAlone: true))
            for place in options.indices {
                for (budget, own) in Self.budgets(in: tally, option: place, councils: part.count) {
                    budgets[place].append(budget)
                    precision = precision.joined(own)
                }
            }
        }
        for (place, option) in options.enumerated() {
            for budget in budgets[place] {
                bytes += Array(table.rows(of: budget, option: comparison.options[option].name).utf8)
            }
        }
        return (bytes, precision)
    }

    /// The budgets of all councils of a tally under one option, read on several threads.
    private static func budgets(
        in tally: BudgetTally, option: Int, councils: Int
    ) -> [(CouncilBudget, Precision)] {
        let budgets = Mutex([(CouncilBudget, Precision)?](repeating: nil, count: councils))
        DispatchQueue.concurrentPerform(iterations: councils) { council in
            let budget = tally.budget(option: option, council: council)
            budgets.withLock { $0[council] = budget }
        }
        return budgets.withLock { $0.compactMap { $0 } }
    }
}
