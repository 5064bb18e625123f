/// Trials as scenario discovery sees them: values of inputs, and which of the trials are cases of interest.
struct CaseTable: Sendable {
    /// Values by input and trial.
    let columns: [[Double]]
    /// Whether a trial is a case.
    let isCase: [Bool]
    /// Trials by rising value, by input; equal values in order of trial.
    let orders: [[Int]]

    var trials: Int { isCase.count }

    init(columns: [[Double]], isCase: [Bool]) {
        self.columns = columns
        self.isCase = isCase
        orders = columns.map { column in column.indices.sorted { (column[$0], $0) < (column[$1], $1) } }
    }
}

/// How many trials, and how many cases, some part of a table holds; of a resample, each as often as it was drawn.
struct CaseCount: Sendable, Hashable {
    var trials = 0
    var cases = 0

    /// The share of trials that are cases; 0 where there are no trials.
    var density: Double { trials > 0 ? Double(cases) / Double(trials) : 0 }

    static func - (all: CaseCount, part: CaseCount) -> CaseCount {
        CaseCount(trials: all.trials - part.trials, cases: all.cases - part.cases)
    }

    mutating func add(_ times: Int, isCase: Bool) {
        trials += times
        if isCase { cases += times }
    }

    mutating func take(_ times: Int, isCase: Bool) { add(-times, isCase: isCase) }
}

/// A box: limits of some inputs, between which a trial is inside, the limits included.
struct CaseBox: Sendable, Hashable {
    /// By input.
    var low, high: [Double]

    /// Everything.
    init(inputs: Int) {
        low = Array(repeating: -.infinity, count: inputs)
        high = Array(repeating: .infinity, count: inputs)
    }

    /// Whether an input has a limit.
    func restricts(_ input: Int) -> Bool { low[input] > -.infinity || high[input] < .infinity }

    /// The inputs that have a limit, ascending.
    var restricted: [Int] { low.indices.filter(restricts) }

    /// One limit of an input; infinite where there is none.
    func limit(of input: Int, isLow: Bool) -> Double { isLow ? low[input] : high[input] }

    /// The box with a limit elsewhere.
    func moving(_ input: Int, isLow: Bool, to limit: Double) -> CaseBox {
        var box = self
        if isLow { box.low[input] = limit } else { box.high[input] = limit }
        return box
    }

    /// The box without the limits of an input.
    func freeing(_ input: Int) -> CaseBox {
        var box = self
        box.low[input] = -.infinity
        box.high[input] = .infinity
        return box
    }

    /// Whether a trial is inside.
    ///
    /// - Parameter restricted: the inputs that have a limit.
    func holds(_ trial: Int, of table: CaseTable, restricted: [Int]) -> Bool {
        for input in restricted {
            let value = table.columns[input][trial]
            if value < low[input] || value > high[input] { return false }
        }
        return true
    }

    /// What it holds of a table.
    ///
    /// - Parameter times: how often each trial counts.
    func count(in table: CaseTable, times: [Int]) -> CaseCount {
        var count = CaseCount()
        let inputs = restricted
        for trial in 0..<table.trials where times[trial] > 0 && holds(trial, of: table, restricted: inputs) {
            count.add(times[trial], isCase: table.isCase[trial])
        }
        return count
    }
}
