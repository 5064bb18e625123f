/// One option in one trial, with every flow of every line in the accounts that it belongs to.
///
/// The option's own flows: a reference is not subtracted here.
package struct RecordedOption: Sendable {
    /// Name of the option.
    package var name: String
    /// Every line of its levers in order of claiming, then as written: costs, benefits, transfers.
    package var lines: [RecordedLine]
    /// When each council joins each lever.
    package var joining: [CentralJoining]
}

/// One line in one trial.
package struct RecordedLine: Sendable {
    /// Name of its lever.
    package var lever: String
    /// Place among the lever's lines, from 0: costs, then benefits, then transfers.
    package var number: Int
    /// The line as the scenario has it.
    package var line: Line
    /// What flows, by account; flows of an account are in order of council, the programme's first.
    private var byAccount: [Account: [RecordedFlow]] = [:]

    init(lever: String, number: Int, line: Line) {
        self.lever = lever
        self.number = number
        self.line = line
    }

    /// What flows in an account; empty where nothing does.
    package func flows(in account: Account) -> [RecordedFlow] { byAccount[account] ?? [] }

    /// Adds `share[year]` of a line's flow to an account.
    mutating func add(_ flow: CentralFlow, share: [Double], account: Account, council: Int?) {
        var flows = byAccount[account] ?? []
        let addition = RecordedFlow(
            council: council, byYear: zip(share, flow.byYear).map { $0 * $1 },
            byYearBeforeUplift: zip(share, flow.byYearBeforeUplift).map { $0 * $1 }
        )
        if let index = flows.firstIndex(where: { $0.council == council }) {
            flows[index].add(addition)
        } else {
            let place = flows.firstIndex { ($0.council ?? -1) > (council ?? -1) } ?? flows.count
            flows.insert(addition, at: place)
        }
        byAccount[account] = flows
    }
}

/// A view of flows, each with what it counts and its sign.
package enum Account: Sendable, Hashable {
    /// All parties: what counts in costs, benefits and NPSV, positive in the direction of the line's side.
    case whole
    /// Public costs: capital, revenue, and transfers from public to private parties less those the other way.
    case publicCosts
    /// Public cash, positive where it comes in.
    case publicCash
    /// What councils gain less what they pay, after sharing.
    case councils
    /// Their cash, positive where it comes in.
    case councilCash
}

/// What flows by year at one council or for a programme.
package struct RecordedFlow: Sendable {
    /// Council position; nil for a programme.
    package var council: Int?
    /// Real undiscounted flow by year 0 … H − 1.
    package var byYear: [Double]
    /// The same without the line's uplift.
    package var byYearBeforeUplift: [Double]

    fileprivate mutating func add(_ other: RecordedFlow) {
        for year in byYear.indices {
            byYear[year] += other.byYear[year]
            byYearBeforeUplift[year] += other.byYearBeforeUplift[year]
        }
    }
}
