import Analysis
import CouncilModel

extension SummaryMarkdown {
    /// How many effects without a figure are named.
    private static let mostEffects = 8

    /// Effects that no figure of the table holds; nothing where the scenario names none.
    static func effects(_ comparison: Comparison) -> [String] {
        let effects = comparison.setting.unmonetised.map { MarkdownText.plain(Unknowns.sentence($0)) }
        if effects.isEmpty { return [] }
        let rest = effects.count > mostEffects ? "; and \(effects.count - mostEffects) more" : ""
        return [
            "**In none of these figures:** " + effects.prefix(mostEffects).joined(separator: "; ") + rest + "."
        ]
    }

    /// Mean present values by kind of cost and benefit, of the options of the table.
    static func kinds(_ comparison: Comparison) -> [String] {
        let money = comparison.money
        let rows = shownPlaces(comparison).filter { $0 != Comparison.doNothing || comparison.setting.reference != nil }
            .filter { !comparison.options[$0].isReference }
            .map { place -> [String] in
                let option = comparison.options[place]
                let kinds = BenefitKinds(option)
                let publicCosts = option.measures[.pvPublicCosts]?.mean
                return [MarkdownText.plain(option.name)]
                    + [kinds.cashCosts, kinds.economicCosts].map { money.text($0) }
                    + [publicCosts.map { money.text($0.value) } ?? PlainNumber.none]
                    + [kinds.cashReleasing, kinds.avoided, kinds.nonCashReleasing, kinds.societal]
                    .map { money.text($0) }
            }
        if rows.isEmpty { return ["Nothing costs or brings anything."] }
        let header = [
            "Option", "Cash costs", "Other costs", "Cost to the public purse", "Cash-releasing", "Costs avoided",
            "Non-cash-releasing", "To residents and business",
        ]
        return [
            MarkdownText.table(header: header, rows: rows),
            "Mean present values. Benefits less costs are the NPSV; only cash-releasing benefits can be taken out of a "
                + "budget. Cost to the public purse, which the BCR divides by, is what public bodies pay, with what they "
                + "pay to private parties and less what these pay them.",
        ]
    }

    /// What each party pays and gains under the options that are shown in detail.
    static func parties(_ comparison: Comparison) -> [String] {
        let money = comparison.money
        let shown = comparison.detailedPlaces
        let present = Party.allCases.filter { party in
            shown.contains { place in
                comparison.options[place].parties.contains { $0.party == party && ($0.pays != 0 || $0.gains != 0) }
            }
        }
        if present.isEmpty { return [] }
        let rows = present.map { party in
            [name(of: party)]
                + shown.flatMap { place -> [String] in
                    let figures = comparison.options[place].parties.first { $0.party == party }
                    return [figures?.pays, figures?.gains].map { $0.map { money.text($0) } ?? PlainNumber.none }
                }
        }
        let header =
            ["Party"]
            + shown.flatMap { place -> [String] in
                let name = shown.count > 1 ? "\(MarkdownText.plain(comparison.options[place].name)): " : ""
                return [name + "pays", name + "gains"]
            }
        let which = shown.count == 1 ? "**\(MarkdownText.plain(comparison.options[shown[0]].name)).** " : ""
        return [
            which + "Mean present values, transfers between parties included.",
            MarkdownText.table(header: header, rows: rows),
        ]
    }

    /// A party as people call it.
    private static func name(of party: Party) -> String {
        switch party {
        case .council: "Councils"
        case .lead: "The lead"
        case .region: "The region"
        case .centre: "The centre"
        case .residents: "Residents"
        case .business: "Business"
        }
    }
}
