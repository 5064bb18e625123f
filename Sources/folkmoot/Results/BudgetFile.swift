import Analysis
import CouncilModel
import Dispatch
import Reporting
import Synchronization

/// `budget.csv`: the budgets of councils in money of the day, kept while the run went on, or, where those of all trials
/// together would not fit in memory, made by running the trials again a part of the councils at a time.
struct BudgetFile {
    let plan: RunPlan
    let comparison: Comparison
    let threads: Int

    /// What the budgets of one part may take in memory, in bytes.
    private static let mostBytes = 1 << 30
    /// Rows of a budget that usually hold something and are kept.
    private static let usualRows = 5

    /// What the budgets of one council take.
    private static func bytes(options: Int, scenario: Scenario) -> Int {
        usualRows * scenario.years * scenario.trials * MemoryLayout<Double>.stride * options
    }

    /// The file's bytes; only options whose councils are shown one by one are in it. `progress` is told the trials done
    /// of all parts together, and how many there are.
    func bytes(progress: (@Sendable (_ done: Int, _ of: Int) -> Void)?) throws(CouncilModelError) -> [UInt8] {
        let scenario = plan.scenario
        let table = BudgetCSV(currency: scenario.currency)
        var bytes = Array(table.header.utf8)
        let options = comparison.options.indices.filter { !comparison.options[$0].councils.isEmpty && $0 > 0 }
        let councils = scenario.selected.indices
        guard !options.isEmpty, !councils.isEmpty else { return bytes }
        let parts = parts(of: councils, options: options.count)
        let total = parts.count * scenario.trials
        // By option and council: the file runs through options first.
        var budgets = options.map { _ in [CouncilBudget]() }
        for (index, part) in parts.enumerated() {
            let before = index * scenario.trials
            let results = try plan.budgets(
                options: options, councils: part, threads: threads, progress: { progress?(before + $0, total) })
            for place in options.indices { budgets[place] += appraisals(of: results[place], councils: part) }
        }
        for (place, option) in options.enumerated() {
            for budget in budgets[place] {
                bytes += Array(table.rows(of: budget, option: comparison.options[option].name).utf8)
            }
        }
        return bytes
    }

    /// The budgets of some councils under one option, worked out on several threads.
    private func appraisals(of results: [BudgetResult], councils: Range<Int>) -> [CouncilBudget] {
        let scenario = plan.scenario
        let budgets = Mutex([CouncilBudget?](repeating: nil, count: results.count))
        DispatchQueue.concurrentPerform(iterations: results.count) { index in
            let code = scenario.register.codes[scenario.selected[councils.lowerBound + index]]
            let budget = CouncilBudget.appraisal(of: results[index], code: code, scenario: scenario)
            budgets.withLock { $0[index] = budget }
        }
        return budgets.withLock { $0.compactMap { $0 } }
    }

    private func parts(of councils: Range<Int>, options: Int) -> [Range<Int>] {
        let size = max(1, Self.mostBytes / max(1, Self.bytes(options: options, scenario: plan.scenario)))
        return stride(from: 0, to: councils.count, by: size).map { $0..<min($0 + size, councils.count) }
    }
}
