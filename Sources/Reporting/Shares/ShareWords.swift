import Analysis

extension SharingRule {
    /// What it is called in a table.
    var title: String {
        switch self {
        case .equally: "equally"
        case .perHead: "per head"
        case .bySpend: "by spend"
        case .byBenefit: "by benefit"
        case .separableCosts: "separable costs"
        case .shapley: "Shapley value"
        case .nucleolus: "nucleolus"
        }
    }

    /// How it stands in a sentence that begins "under".
    var under: String {
        switch self {
        case .equally: "equal shares"
        case .perHead: "shares per head"
        case .bySpend: "shares by spend"
        case .byBenefit: "shares by benefit"
        case .separableCosts: "separable costs–remaining benefits"
        case .shapley: "the Shapley value"
        case .nucleolus: "the nucleolus"
        }
    }
}

/// Sentences about fair shares, which the terminal and the page have in common.
struct ShareWords {
    let result: FairShares
    let money: Money

    init(_ result: FairShares) {
        self.result = result
        money = Money(currency: result.currency)
    }

    /// What the councils do together: "all 33 councils join at once", "the one council joins at once".
    private var everyoneJoins: String {
        switch result.councils.count {
        case 1: "the one council joins at once"
        case 2: "both councils join at once"
        default: "all \(PlainNumber.count(result.councils.count)) councils join at once"
        }
    }

    /// What is shared, and what there is to gain.
    var whatIsShared: String {
        let (levers, total) = (result.costsByLever.filter { $0.cost != 0 }, result.programmeCosts)
        guard total != 0 else {
            return "No programme costs are to be shared when \(everyoneJoins): every share is 0."
        }
        let amount = money.text(total, significant: 3)
        let parts = levers.count > 1 ? levers.map { "\($0.lever) \(money.text($0.cost))" } : []
        return "Programme costs, before grants, come to \(amount) when \(everyoneJoins)"
            + (parts.isEmpty ? "" : " (\(PlainText.list(parts)))")
            + ". What councils gain less what each pays itself comes to "
            + "\(money.text(result.worth + total, significant: 3)), so that "
            + (result.worth >= 0
                ? "\(money.text(result.worth, significant: 3)) is left to them together."
                : "they are \(money.text(-result.worth, significant: 3)) short together.")
            + (result.reference.map { " What they would gain and pay under \($0) is not taken off here." } ?? "")
    }

    /// How the option was chosen.
    var choice: String {
        guard let choice = result.choice else { return "" }
        let without = result.reference.map { "keeping to \($0)" } ?? "doing nothing"
        var text =
            "\(PlainText.capitalised(without)) aside, it has the highest mean NPSV over \(PlainNumber.count(choice.trials)) trials, "
            + "\(money.textWithError(choice.mean))"
        if let next = choice.next {
            text +=
                next.difference.isClear
                ? "; the next is \(next.name), \(money.textWithError(next.difference)) lower"
                : ", though not told apart from \(next.name) (\(money.textWithError(next.difference)) lower)"
        }
        // The highest of all options may still be lower than what they are measured against.
        if !choice.mean.isClear {
            text += ". It is not told apart from \(without)"
        } else if choice.mean.value < 0 {
            text += ". Its mean is below 0: on average \(without) is worth more"
        }
        return text + "."
    }

    /// How many are worse off, with how many that may be with errors in mind: "122", "118 to 124".
    func worseOnAverage(_ rule: FairShares.Rule) -> String {
        let (low, high) = rangeOnAverage(rule)
        return low == high
            ? PlainNumber.count(low) : "\(PlainNumber.count(low)) to \(PlainNumber.count(high))"
    }

    /// The fewest and the most that are worse off on average, those within two standard errors of 0 left open.
    func rangeOnAverage(_ rule: FairShares.Rule) -> (low: Int, high: Int) {
        (rule.clearlyWorse, rule.clearlyWorse + rule.unclear)
    }

    /// The answer in a few sentences.
    var answer: String {
        let count = PlainNumber.count(result.councils.count)
        guard let first = result.rules.first, result.programmeCosts != 0 else { return "" }
        let others = result.rules.dropFirst().map { "under \($0.rule.under) \(worseOnAverage($0))" }
        let areAlike = Set(result.rules.map(worseOnAverage)).count == 1 && result.rules.count > 1
        var text =
            (areAlike ? "Under every rule " : "Under \(first.rule.under) ")
            + "\(worseOnAverage(first)) of \(count) councils would be worse off on average"
            + (others.isEmpty || areAlike ? "" : ", \(PlainText.list(others))")
            + (first.grant.value == 0
                ? ". Under \(first.rule.under) it takes no grant to leave nobody worse off on average"
                : ". The smallest grant that leaves nobody worse off on average is \(grant(first)) under "
                    + first.rule.under)
        if let lowest = lowestGrant, lowest.rule != first.rule {
            text += " and, lowest, \(grant(lowest)) under \(lowest.rule.under)"
        }
        switch first.tipping {
        case .members(let members):
            text +=
                ". With equal shares it tips at \(PlainNumber.count(members)) "
                + (members == 1
                    ? "member: the one with most to gain does not lose even alone"
                    : "members: joining in order of what each would have alone, with fewer of them one loses")
                + " in the central case"
        case .never: text += ". With equal shares it never tips: with any number of members one of them loses"
        case .unknown: break
        }
        return text + "."
    }

    func grant(_ rule: FairShares.Rule) -> String {
        rule.grant.value == 0 ? "nothing" : money.textWithError(rule.grant.plain)
    }

    /// The rule whose grant is lower than every other's by more than errors explain.
    var lowestGrant: FairShares.Rule? {
        guard let lowest = result.rules.min(by: { $0.grant.value < $1.grant.value }) else { return nil }
        let isClear = result.rules.allSatisfy { other in
            guard other.rule != lowest.rule else { return true }
            let (first, second) = (lowest.grant.standardError, other.grant.standardError)
            return other.grant.value - lowest.grant.value > 2 * (first * first + second * second).squareRoot()
        }
        return isClear ? lowest : nil
    }

    func tipping(_ tipping: FairShares.Tipping) -> String {
        switch tipping {
        case .members(let count): PlainNumber.count(count)
        case .never: "never"
        case .unknown: PlainNumber.none
        }
    }

    /// The lowest and the highest share.
    func shares(_ rule: FairShares.Rule) -> String {
        let values = rule.shares.map(\.value)
        guard let low = values.min(), let high = values.max() else { return PlainNumber.none }
        let (first, second) = (money.text(low), money.text(high))
        return first == second ? first : "\(first) to \(second)"
    }

    /// A number of councils with its error: "121.3 ± 0.2".
    func count(_ estimate: Estimate) -> String {
        let error = estimate.standardError
        guard error.isFinite, error > 0 else { return PlainNumber.digits(estimate.value, significant: 4) }
        let place = min(0, PlainNumber.place(of: estimate, significant: 4))
        let figure = DecimalDigits(estimate.value).rounded(toPlace: place)
        return figure.fixed(decimals: -place, groups: true) + " ± " + PlainNumber.digits(error, significant: 1)
    }

    /// Rules of which the same is said, together: "Equally and Shapley value: none."
    func together(_ text: (FairShares.Rule) -> String) -> [String] {
        let texts = result.rules.map(text)
        return texts.indices.filter { texts.firstIndex(of: texts[$0]) == $0 }.map { first in
            let titles = result.rules.indices.filter { texts[$0] == texts[first] }.map { result.rules[$0].rule.title }
            let who = titles.count == result.rules.count && titles.count > 1 ? "every rule" : PlainText.list(titles)
            return "\(PlainText.capitalised(who)): \(texts[first])."
        }
    }

    // MARK: Who

    /// Those most likely to be worse off under a rule; empty where nobody is with any probability worth telling.
    func mostLikelyWorse(_ rule: FairShares.Rule, limit: Int) -> String {
        let order = result.councils.indices.filter { rule.worseOff[$0].value >= 0.05 }
            .sorted { (-rule.worseOff[$0].value, $0) < (-rule.worseOff[$1].value, $1) }
        guard !order.isEmpty else { return "nobody with a probability of 5% or more" }
        return "\(PlainNumber.count(rule.likelyWorse)) more likely than not; "
            + PlainText.list(
                order.map { "\(result.councils[$0].name) \(probability(rule.worseOff[$0]))" }, limit: limit)
    }

    /// A probability with its error: "83% ± 2%".
    func probability(_ estimate: Estimate) -> String {
        let figure = PlainNumber.percentage(estimate)
        let error = estimate.standardError
        // Of ">99%" nobody asks how much.
        guard error.isFinite, error > 0, !figure.hasPrefix(">"), !figure.hasPrefix("<") else { return figure }
        return "\(figure) ± \(error < 0.01 ? "<1" : PlainNumber.digits(error * 100, significant: 1))%"
    }

    // MARK: Leaving

    /// What players are called: "councils", or "groups by region".
    var playersName: String {
        guard let column = result.players?.column else { return "councils" }
        return "groups by \(column)"
    }

    /// Whether any way of sharing keeps everybody.
    var core: String {
        guard let excess = result.leastExcess, let players = result.players else {
            return result.players == nil
                ? "No column that groups are commonly made by splits these councils into 2 to \(Nucleolus.mostPlayers) groups "
                    + "of like size, so none are looked at; --by names another column."
                : ""
        }
        let count = PlainNumber.count(players.count)
        let outside = result.worth < 0 ? " Not taking part at all would leave them better off together." : ""
        return
            (excess > 0.005
            ? "The core is empty: however programme costs are shared, some of the \(count) \(playersName), alone or with "
                + "others, would do better alone, by \(money.text(excess, significant: 3)) at least."
            : "The core is not empty: there are ways to share under which none of the \(count) \(playersName), alone or "
                + "with others, would do better alone.") + outside
    }

    /// Which sets of players would do better alone under a rule.
    func betterAlone(_ rule: FairShares.Rule) -> String {
        guard let objections = rule.objections else { return "" }
        guard let most = objections.strongest.first else { return "none" }
        return "\(PlainNumber.count(objections.count)) of \(PlainNumber.count(objections.sets)); most: "
            + "\(set(most.players)), by \(money.textWithError(most.gain))"
    }

    /// A set of players by name, or by who is missing where that is shorter.
    private func set(_ players: [Int]) -> String {
        guard let all = result.players else { return "" }
        let missing = all.names.indices.filter { !players.contains($0) }
        return missing.count < players.count
            ? "all but " + PlainText.list(missing.map { all.names[$0] }, limit: 4)
            : PlainText.list(players.map { all.names[$0] }, limit: 4)
    }

    /// Councils that would do better each for itself.
    func aloneBetter(_ rule: FairShares.Rule) -> String {
        guard let most = rule.mostAlone else { return "none" }
        return "\(PlainNumber.count(rule.aloneBetter)); most: \(result.councils[most.council].name), by "
            + money.textWithError(most.gain)
    }
}
