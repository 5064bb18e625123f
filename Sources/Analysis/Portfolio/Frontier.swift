/// Which candidates are efficient: no other has both a mean at least as high and as good a second figure, and one of the two
/// better.
package struct Frontier: Sendable, Hashable {
    /// The figure beside mean NPSV.
    package let axis: Axis
    /// By candidate.
    package let places: [Place]
    /// By candidate: one that has both figures at least as good and one better, that with the highest mean; nil: none.
    package let dominators: [Int?]

    /// What mean NPSV is weighed against.
    package enum Axis: String, Sendable, CaseIterable {
        /// P10 of NPSV, which is to be high.
        case p10 = "npsv_p10"
        /// The prudent percentile of peak funding, which is to be low.
        case peakFunding = "peak_funding"
        /// The mean share of councils worse off, which is to be low.
        case worseOff = "share_worse_off"
    }

    /// Where a candidate lies.
    package enum Place: String, Sendable {
        /// Efficient, and each other candidate is worse by one of the two figures, by more than two standard errors.
        case on
        /// Efficient or not: the errors do not tell.
        case perhaps
        /// Another is better by both figures, or by one and equal by the other, by more than two standard errors.
        case off
    }

    /// - Parameters:
    ///   - count: how many candidates there are.
    ///   - mean: to be high.
    ///   - second: to be high; ``Negated`` where it is to be low.
    init(_ axis: Axis, count: Int, mean: any PairedFigures, second: any PairedFigures) {
        self.axis = axis
        var (places, dominators) = ([Place](), [Int?]())
        for candidate in 0..<count {
            let others = (0..<count).filter { $0 != candidate }
            let better = others.filter { other in
                !mean.isHigher(candidate, than: other) && !second.isHigher(candidate, than: other)
                    && (mean.isHigher(other, than: candidate) || second.isHigher(other, than: candidate))
            }
            dominators.append(
                better.max { (mean.estimate($0).value, -$0) < (mean.estimate($1).value, -$1) })
            if better.isEmpty {
                let isSure = others.allSatisfy { other in
                    mean.isClearlyHigher(candidate, than: other) || second.isClearlyHigher(candidate, than: other)
                        || (mean.areSame(candidate, other) && second.areSame(candidate, other))
                }
                places.append(isSure ? .on : .perhaps)
            } else {
                let isSure = better.contains { other in
                    let byMean = mean.isClearlyHigher(other, than: candidate)
                    let bySecond = second.isClearlyHigher(other, than: candidate)
                    return (byMean || mean.areSame(other, candidate))
                        && (bySecond || second.areSame(other, candidate))
                }
                places.append(isSure ? .off : .perhaps)
            }
        }
        self.places = places
        self.dominators = dominators
    }

    /// Of its parts, which the properties of these names explain.
    package init(
        axis: Axis, places: [Place], dominators: [Int?]
    ) {
        self.axis = axis
        self.places = places
        self.dominators = dominators
    }
}

/// Figures with the other sign: what is to be low becomes what is to be high.
struct Negated: PairedFigures {
    private let figures: any PairedFigures

    init(_ figures: any PairedFigures) { self.figures = figures }

    func estimate(_ candidate: Int) -> Estimate {
        let own = figures.estimate(candidate)
        return Estimate(value: 0 - own.value, standardError: own.standardError, isUpperBound: own.isUpperBound)
    }

    func difference(_ candidate: Int, less other: Int) -> Estimate { figures.difference(other, less: candidate) }
}
