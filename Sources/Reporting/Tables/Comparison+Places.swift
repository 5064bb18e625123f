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
