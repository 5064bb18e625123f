import Analysis
import CouncilModel
import Dispatch
import Reporting
import Synchronization

/// Budgets of councils, for `budget.csv` and the workbook, and what they are written as.
struct CouncilBudgets {
    /// Indices of the options that have any.
    var options: [Int] = []
    /// By such option and council.
    var budgets: [[CouncilBudget]] = []
    /// How well their percentiles are known.
    var precision = Precision.exact

    /// Budgets under an option, by index; empty where it has none.
    func of(option: Int) -> [CouncilBudget] { options.firstIndex(of: option).map { budgets[$0] } ?? [] }

    /// `budget.csv`.
    func bytes(of comparison: Comparison) -> [UInt8] {
        let table = BudgetCSV(currency: comparison.setting.currency)
        var bytes = Array(table.header.utf8)
        for (place, option) in options.enumerated() {
            for budget in budgets[place] {
                bytes += Array(table.rows(of: budget, option: comparison.options[option].name).utf8)
            }
        }
        return bytes
    }
}

/// Makes the budgets of councils in money of the day by going through the trials again, in parts of the
/// councils where those of all together would not fit in memory.
struct BudgetFile {
    let source: any TrialSource
    let scenario: Scenario
    let comparison: Comparison
    /// Whether percentiles are exact, whatever it takes.
    let isExact: Bool

    /// The budgets; only options whose councils are shown one by one have any.
    func councilBudgets() throws(CouncilModelError) -> CouncilBudgets {
        var precision = Precision.exact
        let options = comparison.options.indices.filter { !comparison.options[$0].councils.isEmpty && $0 > 0 }
        guard !options.isEmpty, !scenario.selected.isEmpty else { return CouncilBudgets() }
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
        return CouncilBudgets(options: options, budgets: budgets, precision: precision)
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
