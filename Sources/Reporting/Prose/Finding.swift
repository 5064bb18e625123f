import Analysis
import CouncilModel

/// What each picture shows, in one sentence that the figures allow, without a full stop.
enum Finding {
    /// Which option is worth most, or that none stands out.
    static func value(of comparison: Comparison) -> String {
        let verdict = Verdict(comparison)
        guard verdict.runnerUp != nil else { return "There is no option to compare with doing nothing" }
        let leader = name(verdict.leader, comparison)
        if !verdict.isSeparated {
            let rivals =
                verdict.rivals.count == 1
                ? Answer.name(verdict.rivals[0], of: comparison, isMarked: false)
                : "\(PlainNumber.count(verdict.rivals.count)) others"
            return "No option stands out: \(leader) and \(rivals) cannot be told apart by mean value"
        }
        if verdict.leader == Comparison.doNothing { return "No option is expected to be worth what it costs" }
        if comparison.options[verdict.leader].isReference {
            return "No option is expected to be worth more than \(leader)"
        }
        let mean = comparison.money.text(comparison.options[verdict.leader].npsv.mean)
        return "\(leader) has the highest expected value, \(mean)\(against(comparison, after: "more than"))"
    }

    /// How often the option shown in detail is worth something, and what the worst tenth loses at least.
    static func certainty(of comparison: Comparison) -> String {
        guard let place = comparison.detailedPlaces.first else { return "Nothing varies from trial to trial" }
        let option = comparison.options[place]
        let base = against(comparison)
        let (p10, p90) = (option.npsv.p10, option.npsv.p90)
        let head = "\(name(place, comparison)) is worth more than \(base) in \(trials(option.probabilityPositive))"
        if p10 < -0.5 && p90 > 0.5 {
            return head + ", and in one of ten worth at least \(comparison.money.text(-p10)) less"
        }
        if p10 > 0.5 { return head + ", and in nine of ten worth at least \(comparison.money.text(p10)) more" }
        if p90 < -0.5 { return head + ", and in nine of ten worth at least \(comparison.money.text(-p90)) less" }
        return head
    }

    /// What an option needs of public cash, and when it comes back.
    static func cash(_ place: Int, of comparison: Comparison) -> String {
        let option = comparison.options[place]
        let peak = option.measures[.peakFunding]?.p50 ?? 0
        let need =
            peak > 0.5
            ? "\(name(place, comparison)) needs \(comparison.money.text(peak)) of public cash at its deepest (P50)"
            : "\(name(place, comparison)) needs no public cash up front in most trials"
        guard let year = option.payback.p50 else {
            // "Does not pay back in every trial" would leave open in how many it does.
            let share = 1 - option.payback.probabilityNever
            return need + " and pays back by \(lastYear(comparison)) in "
                + trials(Estimate(value: share, standardError: 0, isUpperBound: false))
        }
        if peak <= 0.5 { return need }
        // The median year alone would hide that many trials never get there.
        let never = Estimate(value: option.payback.probabilityNever, standardError: 0, isUpperBound: false)
        return need + " and pays back by \(PlainNumber.financialYear(year))"
            + (never.value >= 0.01 ? " (never in \(trials(never)))" : "")
    }

    /// Which lines add and take most.
    static func lines(_ place: Int, of comparison: Comparison) -> String {
        let lines = ReportCharts.effects(of: comparison.options[place])
        let money = comparison.money
        let takes = lines.first { ReportCharts.effect(of: $0) < 0 }
        let adds = lines.first { ReportCharts.effect(of: $0) > 0 }
        func amount(_ line: LineAppraisal) -> String { money.text(ReportCharts.effect(of: line).magnitude) }
        func label(_ line: LineAppraisal) -> String { "“\(PlainText.oneLine(line.line))”" }
        switch (adds, takes) {
        case (let adds?, let takes?):
            return "\(name(place, comparison)): \(label(adds)) adds most (\(amount(adds))), \(label(takes)) takes most "
                + "(\(amount(takes)))"
        case (let adds?, nil): return "\(name(place, comparison)): \(label(adds)) adds most (\(amount(adds)))"
        case (nil, let takes?):
            return "\(name(place, comparison)): nothing adds value, \(label(takes)) takes most (\(amount(takes)))"
        case (nil, nil): return "\(name(place, comparison)) changes nothing"
        }
    }

    /// How many councils are members in the end.
    ///
    /// - Parameter levers: those that are shown.
    static func members(_ place: Int, _ levers: [LeverMembers], of comparison: Comparison) -> String {
        func count(_ lever: LeverMembers) -> String {
            let mean = lever.members.last?.mean ?? 0
            return "\(ChartUnit.count.tick(mean, step: 1)) of \(PlainNumber.count(lever.eligible))"
        }
        func title(_ lever: LeverMembers) -> String { PlainText.oneLine(lever.title) }
        let ordered = levers.sorted { ($0.members.last?.mean ?? 0) < ($1.members.last?.mean ?? 0) }
        guard let fewest = ordered.first, let most = ordered.last else {
            return "\(name(place, comparison)) has no members"
        }
        if levers.count == 1 {
            return "By \(lastYear(comparison)), \(count(most)) councils that may join are expected to be members of "
                + title(most)
        }
        return "By \(lastYear(comparison)), \(count(most)) councils are expected to be members of \(title(most)), "
            + "\(count(fewest)) of \(title(fewest))"
    }

    /// How many councils gain and lose.
    static func councils(_ place: Int, of comparison: Comparison) -> String {
        guard let balance = CouncilBalance(comparison.options[place]) else { return name(place, comparison) }
        let (all, better) = (PlainNumber.count(balance.councils), PlainNumber.count(balance.better))
        return "\(better) of \(all) councils \(balance.better == 1 ? "is" : "are") expected to be better off under "
            + "\(Answer.name(place, of: comparison, isMarked: false)), \(PlainNumber.count(balance.worse)) worse off"
    }

    /// What an option's value hangs on most.
    static func drivers(_ place: Int, of comparison: Comparison) -> String {
        guard comparison.drivers.indices.contains(place), let first = comparison.drivers[place].first else {
            return "No single assumption drives the value of \(Answer.name(place, of: comparison, isMarked: false))"
        }
        let money = comparison.money
        return
            "\(name(place, comparison)) hangs most on \(first.assumption): "
            + "\(money.text(first.meanInLowestTenth)) where "
            + "it is lowest, \(money.text(first.meanInHighestTenth)) where it is highest"
    }

    /// An option's name at the beginning of a sentence: as the scenario writes it.
    private static func name(_ place: Int, _ comparison: Comparison) -> String {
        let name = Answer.name(place, of: comparison, isMarked: false)
        return place == Comparison.doNothing ? PlainText.capitalised(name) : name
    }

    private static func lastYear(_ comparison: Comparison) -> String {
        PlainNumber.financialYear(comparison.setting.baseYear + comparison.setting.years - 1)
    }

    /// What figures are measured against.
    private static func against(_ comparison: Comparison) -> String {
        comparison.referencePlace.map { Answer.name($0, of: comparison, isMarked: false) } ?? "doing nothing"
    }

    private static func against(_ comparison: Comparison, after words: String) -> String {
        comparison.referencePlace == nil ? "" : " \(words) \(against(comparison))"
    }

    private static func trials(_ share: Estimate) -> String {
        switch share.value {
        case 0: "no trial"
        case 1: "every trial"
        case ..<0.01: "almost no trial"
        case 0.99...: "almost every trial"
        default: "\(PlainNumber.percentage(share)) of trials"
        }
    }
}
