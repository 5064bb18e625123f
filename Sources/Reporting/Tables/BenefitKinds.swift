import Analysis
import CouncilModel

/// Mean present value of an option's lines by kind of money, less the reference's.
///
/// The kinds of the Green Book: cash-releasing (somebody's budget can be cut), avoided (a cost that would have come),
/// non-cash-releasing (time and quality that stay in the service) and societal (to residents and business). Of a cashable
/// line this is its part in NPSV, which leaves out what a lower price takes from suppliers. Transfers are in none, so that
/// benefits less costs are the mean NPSV.
struct BenefitKinds: Sendable, Hashable {
    /// Benefits by kind.
    let cashReleasing, avoided, nonCashReleasing, societal: Double
    /// Costs that are cash, capital and revenue, and those that are not (disruption, people's time).
    let cashCosts, economicCosts: Double

    init(_ option: OptionAppraisal) {
        func sum(_ side: Line.Side, _ kinds: [Line.Kind]) -> Double {
            option.lines.filter { $0.side == side && kinds.contains($0.kind) }
                .reduce(0) { $0 + $1.mean }
        }
        cashReleasing = sum(.benefit, [.cashable])
        avoided = sum(.benefit, [.avoided])
        nonCashReleasing = sum(.benefit, [.nonCashable])
        societal = sum(.benefit, [.societal])
        cashCosts = sum(.cost, [.capital, .revenue])
        economicCosts = sum(.cost, [.economic])
    }
}
