import Stochastics

/// Something that is not known for sure, or differs: a named distribution with where it comes from.
package struct Assumption: Sendable, Hashable {
    /// Its name, used in formulas and in the address of its draws.
    package var name: String
    /// Unit of a drawn value as text; nil when the scenario does not say.
    package var unit: String?
    /// What it is drawn from.
    package var distribution: Distribution
    /// What one draw holds for.
    package var variesBy: Variation
    /// Where it comes from; empty when the scenario does not say.
    package var source: String
    /// Grade of evidence, A to E; empty when not given.
    package var grade: String
    /// How the figure was come by (`point_estimate`, `reference_class`, `outturn`, `quote`, `judgement`); may be empty.
    package var basis: String
    /// A remark; may be empty.
    package var note: String
    /// Who answers for it; may be empty.
    package var owner: String
    /// When it is looked at again; may be empty.
    package var review: String
    /// Year of the prices in which the distribution is stated; nil: the scenario's price year.
    package var prices: Int?
    /// What drawn values are multiplied by to bring them to the scenario's price year: D(price_year)/D(prices), or 1.
    package var priceFactor: Double

    /// What one draw of an assumption holds for.
    package enum Variation: Sendable, Hashable {
        /// The whole trial: not knowing.
        case trial
        /// One council: variety.
        case council
        /// One year, the same for all councils.
        case year
        /// All councils with the same text in that column of the register.
        case column(String)
        /// One council in one year.
        case councilAndYear
    }

    /// Of its parts, which the properties of these names explain.
    package init(
        name: String, unit: String? = nil, distribution: Distribution, variesBy: Variation = .trial,
        source: String = "", grade: String = "", basis: String = "", note: String = "", owner: String = "",
        review: String = "", prices: Int? = nil, priceFactor: Double = 1
    ) {
        self.name = name
        self.unit = unit
        self.distribution = distribution
        self.variesBy = variesBy
        self.source = source
        self.grade = grade
        self.basis = basis
        self.note = note
        self.owner = owner
        self.review = review
        self.prices = prices
        self.priceFactor = priceFactor
    }
}
