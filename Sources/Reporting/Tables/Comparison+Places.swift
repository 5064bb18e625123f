import Analysis
import CouncilModel

extension Comparison {
    /// Do nothing's place among the options.
    static let doNothing = 0

    /// The place of the reference; nil where all is measured against do nothing.
    var referencePlace: Int? { options.firstIndex { $0.isReference } }

    /// All options, that of the highest mean NPSV first; equal means keep the order of the file.
    var ranking: [Int] {
        options.indices.sorted { left, right in
            let (a, b) = (options[left].npsv.mean.value, options[right].npsv.mean.value)
            return a == b ? left < right : a > b
        }
    }

    /// Options that a table for people shows: the twelve of the highest mean NPSV, the reference and do nothing, in
    /// the order of ``ranking``.
    var shownPlaces: [Int] { places(highest: 12) }

    /// So many options of the highest mean NPSV, the reference and do nothing, in the order of ``ranking``.
    func places(highest count: Int) -> [Int] {
        ranking.enumerated().filter { rank, place in
            rank < count || place == Self.doNothing || options[place].isReference
        }
        .map(\.element)
    }

    /// The options that are shown in detail: at most two (one of more than seven) of those that may be the best,
    /// without do nothing and the reference; the highest of the others where there is none.
    var detailedPlaces: [Int] {
        func isMeasuredFrom(_ place: Int) -> Bool { place == Self.doNothing || options[place].isReference }
        let contenders = Verdict(self).contenders.filter { !isMeasuredFrom($0) }
        let others = ranking.filter { !isMeasuredFrom($0) }
        return Array((contenders.isEmpty ? Array(others.prefix(1)) : contenders).prefix(hasManyOptions ? 1 : 2))
    }

    /// Whether there are more options, do nothing counted, than two pages have room for.
    var hasManyOptions: Bool { options.count > 7 }

    /// What one option is worth against another, by NPSV in the same trials.
    func pair(_ option: Int, over other: Int) -> PairComparison {
        guard let pair = pairs.first(where: { $0.option == option && $0.over == other }) else {
            preconditionFailure("a comparison holds every ordered pair of its options")
        }
        return pair
    }

    /// The decision by a measure; nil where it was not taken.
    func decision(by measure: Measure) -> DecisionAppraisal? {
        decisions.first { $0.measure == measure }
    }

    /// Among which councils the share worse off is taken.
    var councilsCounted: String {
        "those with any cost or benefit" + (referencePlace == nil ? "" : " under the option or the reference")
    }

    /// Amounts of the scenario's currency.
    var money: Money { Money(currency: setting.currency) }
}

extension OptionAppraisal {
    /// The spread of NPSV, which every option has.
    var npsv: Spread {
        guard let spread = measures[.npsv] else { preconditionFailure("every option has an NPSV in every trial") }
        return spread
    }
}
