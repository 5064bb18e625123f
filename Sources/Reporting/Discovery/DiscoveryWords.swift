import Analysis
import Stochastics

/// What a discovery allows to be said, for the terminal and the page.
struct DiscoveryWords: Sendable {
    private let result: Discovery
    private let cases: CaseWords

    init(_ result: Discovery) {
        self.result = result
        cases = CaseWords(result.question, money: Money(currency: result.currency))
    }

    /// What is so of a trial of interest.
    var condition: String { cases.condition }

    /// What trials of interest are called.
    var adjective: String { cases.adjective }

    func share(_ share: Estimate) -> String { PlainNumber.shareWithError(share) }

    /// Where a region is, what it holds and how dense.
    func sentence(_ box: Discovery.Box, isFirst: Bool) -> String {
        let limits = box.limits.map { "\($0.assumption) is \(PlainLimits($0).text)" }
        return (isFirst ? "More often where " : "Of the rest, more often where ") + PlainText.list(limits) + ": "
            + "\(share(box.counts.density)) of the trials there \(cases.verb), against \(share(box.densityOutside)) "
            + "elsewhere, and \(share(box.counts.coverage)) of all \(adjective) trials lie there."
    }

    /// The first region as the title of a picture.
    func finding(_ option: Discovery.Option) -> String {
        guard let box = option.boxes.first else { return "\(option.name): no region" }
        return "\(PlainText.oneLine(option.name)): \(condition) in \(share(option.share)) of trials, and in "
            + "\(share(box.counts.density)) of those in the region that "
            + (box.limits.count == 1
                ? "one assumption bounds" : "\(PlainNumber.count(box.limits.count)) assumptions bound")
    }

    /// Why there is no region.
    func none(_ option: Discovery.Option) -> String {
        if option.isSearched {
            return "No region: \(adjective) trials lie among the others, whatever the "
                + "\(PlainNumber.count(option.assumptions.count)) assumptions are."
        }
        return "There are too few \(option.share.value > 0.5 ? "other" : adjective) trials to look for a region."
    }

    /// What the trials counted do not bear out; nothing where they do.
    func doubts(_ box: Discovery.Box) -> [String] {
        let doubtful = box.limits.filter { $0.quasiP > 0.05 }.map(\.assumption)
        return doubtful.isEmpty
            ? [] : ["Perhaps chance: the limits of \(PlainText.list(doubtful)) (quasi-p above 0.05)."]
    }

    /// In how many resamples the same ends of an assumption were limited.
    func repeats(_ limits: Discovery.Limits) -> String {
        PlainNumber.percentage([limits.low, limits.high].compactMap { $0?.repeats }.min() ?? 0)
    }

    /// A quasi-p-value to one digit, "<0.001" below that.
    static func probability(_ p: Double) -> String { p < 0.001 ? "<0.001" : PlainNumber.digits(p, significant: 1) }

    /// What to ask where most trials are losing.
    private var hint: String {
        guard case .below(0) = result.question.cases, result.options.contains(where: { $0.share.value > 0.5 }) else {
            return ""
        }
        return " Where an option loses more often than not, --above 0 asks where it does not."
    }

    /// How regions came about, and what they do not show.
    var notes: String {
        let isBound = result.options.contains { $0.share.isUpperBound }
        let rule =
            switch result.question.rule {
            case .separation:
                "the box with the largest difference between its shares of \(adjective) and of other trials"
            case .density(let least):
                "the box that covers most, of those in which \(PlainNumber.percentage(least)) or more of the trials are "
                    + adjective
            }
        return
            "\(PlainNumber.count(result.peeled)) trials were peeled (PRIM); shown is \(rule). Shares of regions are counted "
            + "in \(PlainNumber.count(result.counted)) other trials, and a region is only named where \(adjective) trials are "
            + "more frequent in it, than outside and than on the whole, by three standard errors. ± is one standard error"
            + (isBound ? ", at most" : "")
            + "; that of a limit comes from resampling the trials peeled, and \"again\" is how often the same end was "
            + "limited. Draws: percentiles of the assumption between the limits. Without it: the share that is \(adjective) "
            + "where this assumption has no limits. Only assumptions drawn once a trial are looked at; correlated ones can "
            + "stand for each other." + hint
    }
}
