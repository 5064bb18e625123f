import Stochastics

/// The patient rule induction method (PRIM): finds a box in which cases are frequent.
///
/// **Peeling** begins with everything. At each step a twentieth of the trials inside, at the low or the high end of one
/// input, is cut off (all trials with the value at which it ends, so of an input with few values more than that): where the
/// share of cases rises most for each trial lost. **Choosing** takes the box along the way with the highest score.
/// **Fitting** then moves one limit after the other to where the score is highest, given all others: outwards, which is
/// what is called pasting, or inwards; or puts one where there was none, which finds a corner that no twentieth at a time
/// leads to. **Pruning** frees inputs whose limits could be chance, and what is left is fitted again.
///
/// - Source: J. H. Friedman and N. I. Fisher, "Bump hunting in high-dimensional data", Statistics and Computing 9 (1999),
///   whose section 9 is the peeling; B. P. Bryant and R. J. Lempert, "Thinking inside the box: a participatory,
///   computer-assisted approach to scenario discovery", Technological Forecasting and Social Change 77 (2010), for pruning;
///   J. H. Kwakkel and M. Jaxa-Rozen, "Improving scenario discovery for handling heterogeneous uncertainties and
///   multinomial classified outcomes", Environmental Modelling & Software 79 (2016), for the gain by trial lost.
struct PatientInduction {
    /// The share of the trials inside that one peel cuts off.
    static let peel = 0.05
    /// A box holds so many trials at least.
    static let fewest = 20
    /// Limits are pruned where their quasi-p-value, times the number of limits there could be, is above this.
    static let level = 0.05

    private let table: CaseTable
    /// How often each trial counts.
    private let times: [Int]
    private let all: CaseCount
    private let rule: Discovery.Rule

    /// - Parameter times: how often each trial counts: 0 where it is left out, more than once in a resample.
    init(_ table: CaseTable, times: [Int], rule: Discovery.Rule) {
        self.table = table
        self.times = times
        self.rule = rule
        all = CaseBox(inputs: table.columns.count).count(in: table, times: times)
    }

    /// The box found, and the boxes along the way; nil where there are too few cases, or too few others, to look.
    func found() -> (box: CaseBox, path: [CaseBox])? {
        guard all.cases >= Self.fewest, all.trials - all.cases >= Self.fewest else { return nil }
        let path = peeled()
        var (best, score) = (path[0].box, -Double.infinity)
        for step in path where rule.score(step.count, of: all) > score {
            (best, score) = (step.box, rule.score(step.count, of: all))
        }
        let whole = pruned(fitted(best, inputs: Array(table.columns.indices)))
        return (pruned(fitted(whole, inputs: whole.restricted)), path.map(\.box))
    }

    // MARK: Peeling

    /// Boxes from everything to the smallest.
    private func peeled() -> [(box: CaseBox, count: CaseCount)] {
        var box = CaseBox(inputs: table.columns.count)
        var inside = times.map { $0 > 0 }
        var count = all
        var path = [(box: box, count: count)]
        while count.cases < count.trials, let cut = bestPeel(of: count, inside: inside, share: Self.peel) {
            if cut.isLow { box.low[cut.input] = cut.limit } else { box.high[cut.input] = cut.limit }
            for trial in table.orders[cut.input] where inside[trial] {
                let value = table.columns[cut.input][trial]
                if cut.isLow ? value < cut.limit : value > cut.limit { inside[trial] = false }
            }
            count = count - cut.lost
            path.append((box, count))
        }
        return path
    }

    /// A cut at one end of an input.
    private struct Cut {
        var input: Int
        var isLow: Bool
        /// The outermost value that stays.
        var limit: Double
        var lost: CaseCount
    }

    private func bestPeel(of count: CaseCount, inside: [Bool], share: Double) -> Cut? {
        var (best, gain) = (Cut?.none, -Double.infinity)
        for input in table.columns.indices {
            for isLow in [true, false] {
                guard let cut = peel(input, isLow: isLow, of: count, inside: inside, share: share) else { continue }
                let rest = count - cut.lost
                guard rest.trials >= Self.fewest else { continue }
                let own = (rest.density - count.density) / Double(cut.lost.trials)
                if own > gain { (best, gain) = (cut, own) }
            }
        }
        return best
    }

    /// Cuts a share of the trials inside off; nil where all have one value.
    private func peel(_ input: Int, isLow: Bool, of count: CaseCount, inside: [Bool], share: Double) -> Cut? {
        let (order, column) = (table.orders[input], table.columns[input])
        let aim = max(1, Int(share * Double(count.trials)))
        var lost = CaseCount()
        var last = Double.nan
        for place in order.indices {
            let trial = order[isLow ? place : order.count - 1 - place]
            guard inside[trial] else { continue }
            if lost.trials >= aim, column[trial] != last {
                return Cut(input: input, isLow: isLow, limit: column[trial], lost: lost)
            }
            lost.add(times[trial], isCase: table.isCase[trial])
            last = column[trial]
        }
        return nil
    }

    // MARK: Pruning

    /// The box without limits that could be chance, the likeliest of them given up first.
    private func pruned(_ box: CaseBox) -> CaseBox {
        var box = box
        // So many ends there are at which peeling may have cut.
        let ends = Double(2 * table.columns.count)
        while true {
            let inside = box.count(in: table, times: times)
            var (freed, likeliest) = (box, Self.level / ends)
            for input in box.restricted {
                for isLow in [true, false] where box.limit(of: input, isLow: isLow).isFinite {
                    let without = box.moving(input, isLow: isLow, to: isLow ? -.infinity : .infinity)
                    let p = Self.quasiP(inside, without: without.count(in: table, times: times))
                    if p > likeliest { (freed, likeliest) = (without, p) }
                }
            }
            if freed == box { return box }
            box = freed
        }
    }

    /// How likely so many cases, or more, would be inside if some limits had nothing to do with them: if each trial were a
    /// case with the density of the box without these limits.
    static func quasiP(_ inside: CaseCount, without: CaseCount) -> Double {
        Statistics.binomialUpperTail(inside.cases, of: inside.trials, probability: without.density)
    }

    // MARK: Fitting

    /// The box with limits moved, one after the other, as long as the score rises.
    ///
    /// - Parameter inputs: those whose limits may be moved, or made.
    private func fitted(_ box: CaseBox, inputs: [Int]) -> CaseBox {
        var fit = LimitFit(box, of: table, times: times)
        var score = rule.score(fit.count, of: all)
        // Each move makes the score better, and there is an end to that; the bound is for rounding.
        for _ in 0..<100 {
            let before = score
            for input in inputs {
                for isLow in [true, false] {
                    let (limit, own) = fit.bestLimit(of: input, isLow: isLow) { rule.score($0, of: all) }
                    guard own > score + 1e-12 else { continue }
                    fit.move(input, isLow: isLow, to: limit)
                    score = own
                }
            }
            if score == before { break }
        }
        return fit.box
    }
}

extension Discovery.Rule {
    /// How good a box is; higher is better.
    ///
    /// - Parameter all: what there is to be covered.
    func score(_ inside: CaseCount, of all: CaseCount) -> Double {
        let coverage = Double(inside.cases) / Double(all.cases)
        switch self {
        case .separation:
            return coverage - Double(inside.trials - inside.cases) / Double(all.trials - all.cases)
        case .density(let least):
            return inside.density >= least ? coverage : inside.density - least
        }
    }
}
