import Analysis
import CouncilModel

extension SummaryMarkdown {
    /// How many effects without a figure are named, and how many options have their costs and benefits by kind: two pages
    /// hold no more.
    private static let (mostEffects, mostKinds) = (4, 2)

    /// Effects that no figure of the table holds; nothing where the scenario names none.
    static func effects(_ comparison: Comparison) -> [String] {
        let effects = comparison.setting.unmonetised.map { MarkdownText.plain(Unknowns.sentence($0)) }
        if effects.isEmpty { return [] }
        let rest = effects.count > mostEffects ? "; and \(effects.count - mostEffects) more" : ""
        return [
            "**In none of these figures:** " + effects.prefix(mostEffects).joined(separator: "; ") + rest + "."
        ]
    }

    /// Mean present values by kind of cost and benefit, of the options with the highest mean.
    static func kinds(_ comparison: Comparison) -> [String] {
        let money = comparison.money
        let places = shownPlaces(comparison).filter {
            $0 != Comparison.doNothing || comparison.setting.reference != nil
        }
        .filter { !comparison.options[$0].isReference }
        let isCut = places.count > mostKinds
        let rows = places.prefix(mostKinds)
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
            "Mean present values; benefits less costs are the NPSV. Only cash-releasing benefits can be taken out of a "
                + "budget. The BCR divides by the cost to the public purse."
                + (isCut ? " For others see lines.csv." : ""),
        ]
    }

    /// What each party pays and gains, and which councils win and lose, a paragraph for each option that is shown in detail.
    static func paysAndGains(_ comparison: Comparison) -> [String] {
        comparison.detailedPlaces.map { place in
            let name = "**\(MarkdownText.plain(comparison.options[place].name)).** "
            return name
                + [parties(comparison.options[place], money: comparison.money), councils(comparison, place: place)]
                .compactMap { $0 }.joined(separator: " ")
        } + (UnnamedLead.sentence(of: comparison).map { [MarkdownText.plain($0)] } ?? [])
    }

    /// What each party pays and gains; nil where nothing is moved.
    private static func parties(_ option: OptionAppraisal, money: Money) -> String? {
        let parts = option.parties.filter { $0.pays != 0 || $0.gains != 0 }.map { party in
            let pays = party.pays == 0 ? nil : "pay \(money.text(party.pays))"
            let gains = party.gains == 0 ? nil : "gain \(money.text(party.gains))"
            return name(of: party.party) + " " + [pays, gains].compactMap { $0 }.joined(separator: " and ")
        }
        return parts.isEmpty
            ? nil : "In mean present value, transfers included, " + parts.joined(separator: "; ") + "."
    }

    /// A party as people call it, in the plural so that one verb fits all.
    private static func name(of party: Party) -> String {
        switch party {
        case .council: "councils"
        case .lead: "leads"
        case .region: "regions"
        case .centre: "central bodies"
        case .residents: "residents"
        case .business: "businesses"
        }
    }
}
