import Analysis
import CouncilModel

/// What party `lead` pays or gains where no council is named as the lead, so that no council's figures hold it.
enum UnnamedLead {
    /// What an amount has to exceed to be told, in the scenario's currency.
    private static let least = 0.5

    /// What share of all that goes through the party it has to exceed, where it is left of much that councils hold.
    private static let leastShare = 0.001

    /// How many options are named.
    private static let mostOptions = 2

    /// What no council bears, by option, that of the highest mean NPSV first; nil where there is nothing.
    ///
    /// Where some of the levers that money can go by name a lead, and others do not, what the party pays and gains does not
    /// tell them apart; then it is what councils and lead come to together, less what the figures of councils hold.
    static func sentence(of comparison: Comparison) -> String? {
        let amounts = comparison.ranking.compactMap { amount($0, of: comparison) }
        if amounts.isEmpty { return nil }
        let more = amounts.count > mostOptions ? " (parties.csv has them all)" : ""
        return "No council's figures hold what falls to a lead where none is named, as in years before anybody has "
            + "joined: \(PlainText.list(amounts, limit: mostOptions))\(more)."
    }

    /// The amounts of one option; nil where there are none, or a named lead bears them.
    private static func amount(_ place: Int, of comparison: Comparison) -> String? {
        let option = comparison.options[place]
        guard let lead = option.parties.first(where: { $0.party == .lead }) else { return nil }
        // Figures are differences from the reference, whose levers count as well.
        let names = option.levers + (comparison.referencePlace.map { comparison.options[$0].levers } ?? [])
        let levers = comparison.setting.levers.filter { names.contains($0.name) && canReachLead($0) }
        guard levers.contains(where: { $0.lead == nil }) else { return nil }
        var amounts = [(lead.pays, "of cost"), (lead.gains, "of benefit")]
        var least = least
        if levers.contains(where: { $0.lead != nil }) {
            let councils = option.parties.first { $0.party == .council }
            let together = lead.gains - lead.pays + (councils.map { $0.gains - $0.pays } ?? 0)
            let unheld = together - (option.measures[.councilNPV]?.mean.value ?? 0)
            amounts = [(max(0, -unheld), "of cost on balance"), (max(0, unheld), "of benefit on balance")]
            least = max(least, leastShare * (lead.pays + lead.gains))
        }
        let told = amounts.filter { $0.0.magnitude > least }
            .map { "\(comparison.money.text($0.0, significant: 3)) \($0.1)" }
        if told.isEmpty { return nil }
        return "\(PlainText.list(told)) under \(Answer.name(place, of: comparison, isMarked: false))"
    }

    /// Whether a lever has a line that can fall to the lead: one of its own, or a programme line of the councils, which
    /// it bears when there is nobody to split it among.
    private static func canReachLead(_ lever: Lever) -> Bool {
        func reaches(_ party: Party) -> Bool { party == .lead || party == .council }
        let isShared = lever.paidBy.contains { $0.share != 0 && reaches($0.party) }
        return (lever.costs + lever.benefits).contains { line in
            guard line.level == .programme else { return line.party == .lead }
            return line.side == .cost ? isShared : line.party.map(reaches) ?? false
        }
    }
}
