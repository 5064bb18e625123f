import Analysis

/// Who is expected to win and to lose under one option.
struct CouncilBalance: Sendable {
    /// Councils whose mean NPV is above, and below, 0 by more than half a penny.
    let better, worse: Int
    /// The same by mean cash NPV.
    let betterByCash, worseByCash: Int
    /// Number of councils.
    let councils: Int
    /// At most three councils of the highest mean NPV above 0, highest first.
    let winners: [CouncilAppraisal]
    /// At most three of the lowest below 0, lowest first.
    let losers: [CouncilAppraisal]

    /// The balance of an option; nil where its councils are not written out.
    init?(_ option: OptionAppraisal) {
        if option.councils.isEmpty { return nil }
        // Half a penny: what an amount may differ from nothing and still count as nothing.
        let nothing = 0.005
        let up = option.councils.filter { $0.npv.mean > nothing }
        let down = option.councils.filter { $0.npv.mean < -nothing }
        better = up.count
        worse = down.count
        betterByCash = option.councils.count { $0.cashNPV.mean > nothing }
        worseByCash = option.councils.count { $0.cashNPV.mean < -nothing }
        councils = option.councils.count
        // Sorting is stable in effect: equal figures go by code.
        winners = Array(up.sorted { ($1.npv.mean, $0.code) < ($0.npv.mean, $1.code) }.prefix(3))
        losers = Array(down.sorted { ($0.npv.mean, $0.code) < ($1.npv.mean, $1.code) }.prefix(3))
    }
}
