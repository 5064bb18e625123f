import Analysis
import CouncilModel
import Reporting

/// `budget.csv`: the budgets of councils in money of the day.
///
/// They are taken up in the first pass over all trials where these councils' budgets fit in memory together; else the
/// trials are gone through again, for a part of the councils at a time.
struct BudgetFile {
    let scenario: Scenario
    /// Whether percentiles are exact, whatever it takes.
    let isExact: Bool

    /// What the first pass fills with the budgets of all councils; nil where they have passes of their own.
    func tallyOfFirstPass(_ source: some TrialSource, detailForAllCouncils: Bool) -> BudgetTally? {
        let shown = Comparison.optionsInOnePass(
            source.shape, of: scenario, detailForAllCouncils: detailForAllCouncils)
        guard let options = shown, !options.isEmpty, !scenario.selected.isEmpty else { return nil }
        let (isExact, parts) = BudgetTally.parts(of: scenario, options: options, isExact: isExact)
        guard parts.count == 1 else { return nil }
        return BudgetTally(source, of: scenario, options: options, councils: parts[0], isExact: isExact)
    }

    /// What is read of the budgets of all councils.
    struct Reading {
        /// `budget.csv`.
        var bytes: [UInt8]
        /// How well its percentiles are known.
        var precision = Precision.exact
        /// By council, of the one option that was to be kept.
        var kept: [CouncilBudget] = []
    }

    /// The file's bytes, and how well its percentiles are known; only options whose councils are shown one by one are in
    /// it.
    ///
    /// - Parameters:
    ///   - filled: what the first pass filled; nil: nothing was.
    ///   - source: the run, to be gone through again where nothing was.
    ///   - kept: the option whose budgets are handed on by council too; nil: none.
    func read(
        of comparison: Comparison, filled: BudgetTally?, source: some TrialSource, keeping kept: Int?
    ) throws(CouncilModelError) -> Reading {
        let table = BudgetCSV(currency: scenario.currency)
        var reading = Reading(bytes: Array(table.header.utf8))
        let options = comparison.options.indices.filter { !comparison.options[$0].councils.isEmpty && $0 > 0 }
        guard !options.isEmpty, !scenario.selected.isEmpty else { return reading }
        let names = options.map { comparison.options[$0].name }
        // By option, its councils one after the other: the file runs through options first.
        var records = options.map { _ in [UInt8]() }
        func take(_ tally: BudgetTally) throws(CouncilModelError) {
            try tally.complete(from: source)
            for (place, own) in Self.records(of: tally, names: names, table: table).enumerated() {
                for record in own {
                    records[place] += record.bytes
                    reading.precision = reading.precision.joined(record.precision)
                    if options[place] == kept { reading.kept.append(record.budget) }
                }
            }
        }
        if let filled {
            precondition(filled.options == options, "the first pass knew which councils are shown")
            try take(filled)
        } else {
            let (isExact, parts) = BudgetTally.parts(of: scenario, options: options, isExact: isExact)
            for part in parts {
                let tally = BudgetTally(source, of: scenario, options: options, councils: part, isExact: isExact)
                let budgets = CouncilBudgets(options: Set(options), councils: part, areAll: true)
                // The first block says how bins of sketches lie, where there are any.
                let pass = TrialPass(options: options, budgets: budgets, firstBlockAlone: tally.hasSketches)
                try source.fill(tally, in: pass)
                try take(tally)
            }
        }
        for own in records { reading.bytes += own }
        return reading
    }

    /// What one council has under one option.
    private struct Record {
        let bytes: [UInt8]
        let precision: Precision
        let budget: CouncilBudget
    }

    /// The records of all councils of a tally by option, read on several threads.
    private static func records(of tally: BudgetTally, names: [String], table: BudgetCSV) -> [[Record]] {
        let (options, councils) = (tally.options.count, tally.councils.count)
        let all = inParallel(options * councils) { cell in
            let (budget, precision) = tally.budget(option: cell / councils, council: cell % councils)
            let rows = table.rows(of: budget, option: names[cell / councils])
            return Record(bytes: rows, precision: precision, budget: budget)
        }
        return (0..<options).map { Array(all[$0 * councils..<($0 + 1) * councils]) }
    }
}
