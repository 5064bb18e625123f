import Analysis
import CouncilModel

/// The option that a measure of cash would choose, beside the answer by NPSV.
struct CashChoice: Sendable {
    /// Place of the option with the highest mean by this measure, do nothing left out where there is a reference; the
    /// leader by NPSV where its mean is as high.
    let place: Int
    /// The measure.
    let measure: Measure
    /// Place of the leader by NPSV.
    let leader: Int
    /// Whether the choice is one of several options that NPSV cannot tell apart.
    let isContender: Bool
    /// Its mean and that of the leader.
    let mean, leaderMean: Estimate

    /// Whether NPSV would choose the same option.
    var agrees: Bool { place == leader }

    /// The choice by a measure; nil where an option has no such figure.
    init?(by measure: Measure, in comparison: Comparison, against verdict: Verdict) {
        let means = comparison.options.compactMap { $0.measures[measure]?.mean }
        guard means.count == comparison.options.count else { return nil }
        let largest = means.map(\.value.magnitude).max() ?? 0
        var place = verdict.leader
        // What happens anyway cannot be undone: under a reference nobody can choose to do nothing.
        let choices = comparison.ranking.filter { $0 != Comparison.doNothing || comparison.referencePlace == nil }
        // Means that differ only in their last bits are equal, and then there is nothing to disagree about.
        for other in choices where means[other].value > means[place].value + 1e-9 * largest { place = other }
        self.place = place
        self.measure = measure
        leader = verdict.leader
        isContender = verdict.rivals.contains(place)
        mean = means[place]
        leaderMean = means[verdict.leader]
    }

    /// What the choice comes to in words, for a purse ("public cash alone").
    func sentence(purse: String, comparison: Comparison) -> String {
        let money = comparison.money
        let subject = PlainText.capitalised(purse)
        let chosen = Answer.name(place, of: comparison)
        let figures = "cash NPV \(money.text(mean)) against \(money.text(leaderMean))"
        let otherwise = isContender ? "\(chosen), one of those that NPSV cannot tell apart" : "\(chosen) instead"
        if Verdict.isAbove(mean, leaderMean) { return "\(subject) would choose \(otherwise) (\(figures))." }
        return "\(subject) would choose \(otherwise), though the gap is within Monte Carlo error (\(figures))."
    }
}
