import Analysis
import CouncilModel

/// The pictures of a comparison, in the order in which a reader asks.
///
/// Pictures of one option are given its place in the comparison; those that its figures do not allow are nil.
package struct ReportCharts: Sendable {
    /// What is shown.
    package let comparison: Comparison
    private let layout: CouncilLayout
    /// Whether the map is wider than tall, and is given the whole width.
    var isMapWide: Bool { layout.isWide }

    /// The pictures of a comparison. Councils have one layout under all options, which is made here.
    package init(_ comparison: Comparison) {
        self.comparison = comparison
        let councils = comparison.options.first { !$0.councils.isEmpty }?.councils ?? []
        layout = CouncilLayout(councils)
    }

    /// How many options have pictures of their own at most: a page is to stay small.
    private static let mostPlaces = 7

    /// The options that pictures of one option are drawn for: those shown in detail, then the others by mean NPSV, where
    /// councils are written out for some options only those whose councils are. Do nothing and the reference have none.
    package var places: [Int] {
        let detailed = comparison.detailedPlaces
        let hasCouncils = comparison.options.contains { !$0.councils.isEmpty }
        let others = comparison.ranking.filter { place in
            let option = comparison.options[place]
            return place != Comparison.doNothing && !option.isReference && !detailed.contains(place)
                && (!hasCouncils || !option.councils.isEmpty)
        }
        return Array((detailed + others).prefix(Self.mostPlaces))
    }

    /// Where councils stand on the map.
    func circle(of council: CouncilAppraisal) -> DorlingLayout.Circle? { layout.circle(code: council.code) }

    /// The unit of amounts.
    var money: Money { comparison.money }

    /// What NPSV is, as the title of an axis.
    var valueTitle: String {
        "NPSV, \(money.symbol.split(separator: " ").joined()), real, in prices of \(comparison.setting.priceYear)"
            + against
    }

    /// What figures are measured against, to follow the name of a measure; empty where it is do nothing.
    var against: String {
        comparison.referencePlace.map { ", against " + PlainText.oneLine(comparison.options[$0].name) } ?? ""
    }

    /// The name of a picture of an option, unique in a report.
    func name(_ picture: String, _ place: Int) -> String { "\(picture)-\(place)" }
}

/// Where councils stand on the map, whichever option is shown.
struct CouncilLayout: Sendable {
    private let circles: [String: DorlingLayout.Circle]
    /// Whether they reach farther from west to east than from south to north.
    let isWide: Bool

    init(_ councils: [CouncilAppraisal]) {
        let placed = councils.compactMap { council -> (String, DorlingLayout.Place)? in
            guard let longitude = council.longitude, let latitude = council.latitude else { return nil }
            return (
                council.code,
                DorlingLayout.Place(longitude: longitude, latitude: latitude, weight: max(0, council.residents))
            )
        }
        let layout = DorlingLayout(placed.map(\.1))
        func extent(_ centre: KeyPath<DorlingLayout.Circle, Double>) -> Double {
            let ends = layout.circles.flatMap { [$0[keyPath: centre] - $0.radius, $0[keyPath: centre] + $0.radius] }
            return (ends.max() ?? 0) - (ends.min() ?? 0)
        }
        isWide = extent(\.x) > 1.1 * extent(\.y)
        circles = Dictionary(
            zip(placed.map(\.0), layout.circles).map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
    }

    /// The circle of a council; nil where the register does not say where it lies.
    func circle(code: String) -> DorlingLayout.Circle? { circles[code] }
}
