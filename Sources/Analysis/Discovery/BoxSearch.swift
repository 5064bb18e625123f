import CouncilModel
import Stochastics

/// One box after the other: each is looked for in the peeled trials that those before leave, and counted in the others.
struct BoxSearch {
    /// Whether there were enough cases, and others, in the first search.
    private(set) var isSearched = false
    /// The boxes along the first search, counted.
    private(set) var path: [Discovery.Counts] = []
    private let peeled, counted: CaseTable
    /// How often a trial counts: 0 where a box before holds it, or it has no figure.
    private var times, left: [Int]
    private let all: CaseCount
    private var taken = CaseCount()
    private let sampling: Sampling
    private let rule: Discovery.Rule

    init(
        peeled: CaseTable, times: [Int], counted: CaseTable, left: [Int], sampling: Sampling, rule: Discovery.Rule
    ) {
        self.peeled = peeled
        self.times = times
        self.counted = counted
        self.left = left
        self.sampling = sampling
        self.rule = rule
        all = CaseBox(inputs: counted.columns.count).count(in: counted, times: left)
    }

    /// The next box that the trials counted bear out; nil where there is none.
    mutating func next() -> CaseBox? {
        guard let found = PatientInduction(peeled, times: times, rule: rule).found() else { return nil }
        if !isSearched { path = found.path.map { counts($0) } }
        isSearched = true
        let box = rounded(found.box)
        return !box.restricted.isEmpty && isBorneOut(box) ? box : nil
    }

    /// Boxes that resamples of the peeled trials give.
    func resampled(seed: UInt64, as name: String) -> [CaseBox] {
        let draws = AddressedDraws(seed: seed)
        let present = times.indices.filter { times[$0] > 0 }
        return (0..<OptionDiscovery.resamples).compactMap { number in
            var picks = [Int](repeating: 0, count: times.count)
            for uniform in draws.uniforms(at: Address("\(name)/\(number)"), trials: 0..<present.count) {
                picks[present[Int(uniform * Double(present.count))]] += 1
            }
            return PatientInduction(peeled, times: picks, rule: rule).found().map { rounded($0.box) }
        }
    }

    /// Leaves what a box holds out of what follows.
    mutating func take(_ box: CaseBox) {
        let count = box.count(in: counted, times: left)
        taken.trials += count.trials
        taken.cases += count.cases
        let inputs = box.restricted
        for trial in times.indices where box.holds(trial, of: peeled, restricted: inputs) { times[trial] = 0 }
        for trial in left.indices where box.holds(trial, of: counted, restricted: inputs) { left[trial] = 0 }
    }

    /// What a box holds, of the trials left.
    func counts(_ box: CaseBox) -> Discovery.Counts {
        counts(box.count(in: counted, times: left), restricted: box.restricted.count)
    }

    /// What all boxes taken hold; nil where there are none.
    var together: Discovery.Counts? { taken.trials > 0 ? counts(taken, restricted: nil) : nil }

    /// The share of cases outside a box, of the trials left.
    func densityOutside(_ box: CaseBox) -> Estimate {
        let outside = everything - box.count(in: counted, times: left)
        return Self.share(outside.cases, of: outside.trials, sampling: sampling)
    }

    /// How likely so many cases inside would be without the limits of an input.
    func quasiP(_ box: CaseBox, freeing input: Int) -> Double {
        PatientInduction.quasiP(
            box.count(in: counted, times: left), without: box.freeing(input).count(in: counted, times: left))
    }

    /// A share with its error, √(q(1 − q)/(n + 4)) with q = (x + 2)/(n + 4), which is not 0 where the share is 0 or 1.
    ///
    /// - Source: A. Agresti and B. A. Coull, "Approximate is better than exact for interval estimation of binomial
    ///   proportions", The American Statistician 52 (1998).
    static func share(_ count: Int, of total: Int, sampling: Sampling) -> Estimate {
        guard total > 0 else { return Estimate(value: 0, standardError: .nan, isUpperBound: false) }
        let share = Double(count + 2) / Double(total + 4)
        return Estimate(
            value: Double(count) / Double(total),
            standardError: (share * (1 - share) / Double(total + 4)).squareRoot(),
            isUpperBound: sampling == .latinHypercube)
    }

    private var everything: CaseCount { CaseBox(inputs: counted.columns.count).count(in: counted, times: left) }

    private func counts(_ count: CaseCount, restricted: Int?) -> Discovery.Counts {
        Discovery.Counts(
            coverage: Self.share(count.cases, of: all.cases, sampling: sampling),
            density: Self.share(count.cases, of: count.trials, sampling: sampling),
            mass: Self.share(count.trials, of: all.trials, sampling: sampling), restricted: restricted)
    }

    /// Whether cases are more frequent inside than outside among the trials counted that are left, and than in all that are
    /// counted, by enough standard errors.
    private func isBorneOut(_ box: CaseBox) -> Bool {
        let inside = box.count(in: counted, times: left)
        let outside = everything - inside
        guard inside.trials > 0, outside.trials > 0 else { return false }
        let density = Self.share(inside.cases, of: inside.trials, sampling: sampling)
        // A box of the rest in which cases are rarer than on the whole is no place where they are.
        return [outside, all].allSatisfy { other in
            let share = Self.share(other.cases, of: other.trials, sampling: sampling)
            let square = density.standardError * density.standardError + share.standardError * share.standardError
            return density.value - share.value > OptionDiscovery.leastStandardErrors * square.squareRoot()
        }
    }

    /// The box with each limit half way to the next value outside, where an input has more than a few values; so that
    /// trials that were not peeled are not kept out by a hair.
    private func rounded(_ box: CaseBox) -> CaseBox {
        var box = box
        for input in box.restricted {
            let values = peeled.orders[input].map { peeled.columns[input][$0] }
            var (distinct, last) = (0, Double.nan)
            for value in values where value != last {
                distinct += 1
                last = value
                if distinct > Self.fewValues { break }
            }
            guard distinct > Self.fewValues else { continue }
            if box.low[input].isFinite, let below = values.last(where: { $0 < box.low[input] }) {
                box.low[input] = (box.low[input] + below) / 2
            }
            if box.high[input].isFinite, let above = values.first(where: { $0 > box.high[input] }) {
                box.high[input] = (box.high[input] + above) / 2
            }
        }
        return box
    }

    /// An input of at most so many values has its limits at these.
    private static let fewValues = 20
}
