import Analysis

/// Which option is ahead as things stand, in words that the figures allow.
enum StandingWords {
    /// One sentence with its full stop.
    static func sentence(_ standing: Standing, money: Money) -> String {
        let which = standing.isOfAll ? "" : " of the options looked at"
        let head = "Highest mean NPSV\(which) as things stand: \(standing.best)"
        guard let next = standing.next else { return head + "." }
        return next.behind.isClear
            ? "\(head); \(next.name) is next, \(money.textWithError(next.behind.plain)) behind."
            : "\(head), but \(next.name) is not told apart from it."
    }
}
