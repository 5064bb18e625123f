/// A row of a budget. Costs and transfers out are positive, savings stand in rows of their own, so that a positive `net`
/// is a call on budgets.
package enum CashRow: String, Sendable, Hashable, CaseIterable {
    /// Revenue paid once (joining, start, renewal, winding up, end, contract breaks), net of cashable savings made once.
    case oneOffRevenue = "one_off_revenue"
    /// Revenue that recurs.
    case recurringRevenue = "recurring_revenue"
    /// Cashable savings that recur; positive.
    case cashable
    /// Capital, where it is financed the part met at once.
    case capital
    /// Transfers out less those in.
    case transfers
    /// What is set aside to pay borrowing back.
    case provision
    /// Interest on borrowing.
    case interest
    /// Recurring revenue + provision + interest − recurring cashable savings.
    case baseBudget = "base_budget"
    /// Its change on the year before, 0 before year 0.
    case baseBudgetChange = "base_budget_change"
    /// One-off revenue + recurring revenue + capital + transfers + provision + interest − recurring cashable savings.
    case net

    /// Rows that flows go into; the others follow from them.
    static let posted: [CashRow] = [.oneOffRevenue, .recurringRevenue, .cashable, .capital, .transfers]

    /// Whether it follows from other rows.
    package var isDerived: Bool {
        switch self {
        case .baseBudget, .baseBudgetChange, .net: true
        default: false
        }
    }

    /// Its place in the order of rows.
    package var place: Int {
        switch self {
        case .oneOffRevenue: 0
        case .recurringRevenue: 1
        case .cashable: 2
        case .capital: 3
        case .transfers: 4
        case .provision: 5
        case .interest: 6
        case .baseBudget: 7
        case .baseBudgetChange: 8
        case .net: 9
        }
    }

    /// Whether more of it is the good end, so that a prudent plan takes its low percentile.
    package var isSaving: Bool { self == .cashable }
}

extension Scenario {
    /// Rows of budgets that anything can go into under some options, by their place in the scenario, or the reference,
    /// derived rows left out.
    package func cashRows(ofOptions places: [Int]) -> [CashRow] {
        let named = Set((places + (reference.map { [$0] } ?? [])).flatMap { options[$0].levers })
        var rows: Set<CashRow> = []
        for lever in levers where named.contains(lever.name) {
            rows.formUnion((lever.costs + lever.benefits + lever.transfers).compactMap { $0.cashRow?.row })
            if lever.contractBreak != nil { rows.insert(.oneOffRevenue) }
        }
        if cashView?.financing != nil { rows.formUnion([CashRow.capital, .provision, .interest]) }
        return CashRow.allCases.filter { rows.contains($0) }
    }
}

extension Line {
    /// The row that its cash goes into, and with which sign; nil where it moves none.
    var cashRow: (row: CashRow, sign: Double)? {
        switch (side, kind) {
        case (.cost, .capital): (.capital, 1)
        case (.cost, .revenue): (timing.isOnce ? .oneOffRevenue : .recurringRevenue, 1)
        case (.benefit, .cashable): timing.isOnce ? (.oneOffRevenue, -1) : (.cashable, 1)
        case (.transfer, _): (.transfers, 1)
        default: nil
        }
    }
}
