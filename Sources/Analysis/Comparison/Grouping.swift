/// By what councils are put into groups.
package enum Grouping: String, Sendable, Hashable, CaseIterable {
    /// The column `region`.
    case region
    /// The column `nation`.
    case nation
    /// The type of council.
    case type
    /// The column `county`, which holds the code of the county council; a county council belongs to its own group.
    case county
    /// Fifths of all rows of the register by the column `deprivation_score`: `1` is the most deprived, `5` the least.
    ///
    /// With n scores, of which w are higher than a council's own, its fifth is `⌊5w/n⌋ + 1`; equal scores share one.
    case deprivationFifth = "deprivation_fifth"
    /// The column `rural_share`: `predominantly_rural` from 0.5, `urban_with_significant_rural` from 0.26 to below 0.5,
    /// `predominantly_urban` below 0.26.
    ///
    /// - Source: Bibby and Brindley, *2011 Rural-Urban Classification of Local Authority Districts: A User Guide*,
    ///   Government Statistical Service, 2014, for the edges. That classification is of England and counts towns that
    ///   serve a rural hinterland ("hub towns") as rural; a share that does not puts fewer councils among the rural.
    case rurality
}
