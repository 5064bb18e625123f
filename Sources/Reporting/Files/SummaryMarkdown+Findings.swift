import Analysis
import CouncilModel

extension SummaryMarkdown {
    /// How many assumptions of a kind are named.
    private static let mostNames = 8

    /// Which councils win and lose under one option.
    static func councils(_ comparison: Comparison, place: Int) -> String {
        let money = comparison.money
        func list(_ councils: [CouncilAppraisal]) -> String {
            if councils.isEmpty { return "none" }
            return PlainText.list(councils.map { "\(MarkdownText.plain($0.name)) (\(money.text($0.npv.mean)))" })
        }
        guard let balance = CouncilBalance(comparison.options[place]) else { return "Not written out by council." }
        return
            "Of \(balance.councils) \(balance.councils == 1 ? "council" : "councils"), \(balance.better) \(balance.better == 1 ? "is" : "are") "
            + "expected to be better off and "
            + "\(balance.worse) worse off by NPV; by cash alone \(balance.betterByCash) and "
            + "\(balance.worseByCash). Biggest winners: \(list(balance.winners)). "
            + "Biggest losers: \(list(balance.losers))."
    }

    /// What drives NPSV, a list an option.
    ///
    /// - Parameter isShort: whether one driver an option is enough, as analyses tell more.
    static func drivers(_ comparison: Comparison, isShort: Bool) -> [String] {
        let shown = comparison.detailedPlaces
        // Fewer beside those of a second option, or a plan: the rest is what people skip.
        let isAlone = shown.count == 1 && comparison.setting.cashView == nil
        let most = isShort ? 1 : isAlone ? DriverWords.most : DriverWords.mostOfTwo
        return shown.map { place in
            let name = MarkdownText.plain(comparison.options[place].name)
            let drivers = comparison.drivers.indices.contains(place) ? comparison.drivers[place] : []
            if drivers.isEmpty { return "**\(name).** \(DriverWords.none)" }
            let items = drivers.prefix(most).map { driver in
                "- " + DriverWords.sentence(driver, money: comparison.money) { "`\($0)`" }
            }
            return "**\(name).** Strongest first, over the run's own trials:\n\n" + items.joined(separator: "\n")
        }
    }

    /// What is not known: weak evidence, and what lies outside the model.
    ///
    /// Assumptions are named that drive the options shown in detail, strongest first, then others by name.
    static func unknowns(_ comparison: Comparison) -> [String] {
        let setting = comparison.setting
        let all = PlainNumber.count(setting.assumptions.count)
        let driving = comparison.detailedPlaces.flatMap { place in
            comparison.drivers.indices.contains(place) ? comparison.drivers[place].map(\.assumption) : []
        }
        func names(_ names: [String]) -> String {
            let isAmong = Set(names)
            var first: [String] = []
            for name in driving where isAmong.contains(name) && !first.contains(name) { first.append(name) }
            let ordered = (first + names.filter { !first.contains($0) }).map { "`\($0)`" }
            let more = names.count > mostNames ? ", see inputs/scenario.json" : ""
            return PlainText.list(ordered, limit: mostNames) + more
        }
        var items: [String] = []
        let judged = Unknowns.judged(in: setting)
        if !judged.isEmpty {
            items.append(
                "Judgement (grade E): \(PlainNumber.count(judged.count)) of \(all) assumptions: \(names(judged)).")
        }
        let unsourced = Unknowns.unsourced(in: setting)
        if !unsourced.isEmpty {
            items.append("Without a source: \(PlainNumber.count(unsourced.count)) of \(all): \(names(unsourced)).")
        }
        items.append(Unknowns.outsideTheModel)
        return [items.map { "- " + $0 }.joined(separator: "\n")]
    }

    /// What the figures are: prices, years, rates, trials and editions.
    static func basis(_ comparison: Comparison, guidance: Manifest.Guidance?) -> [String] {
        [MarkdownText.plain(BasisWords.sentences(of: comparison, guidance: guidance))]
    }
}
