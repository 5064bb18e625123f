/// A group of councils under one option, after sharing.
package struct GroupAppraisal: Sendable, Hashable {
    /// By what the group is formed.
    package var grouping: Grouping
    /// What the group is called: a cell of the register, or a word of ``Grouping``.
    package var group: String
    /// Number of councils selected that belong to it.
    package var councils: Int
    /// Their residents, each resident of the country counted once.
    package var residents: Double
    /// Mean present value of what its councils pay, transfers included.
    package var pays: Double
    /// Mean present value of what its councils gain, transfers included.
    package var gains: Double
    /// Mean NPV of its councils together, for each of its residents; nil where it has none, as counties without their
    /// districts.
    package var npvPerResident: Double?
    /// Of its councils with any flow, the share with an NPV below −£0.005: the mean over the trials that have such
    /// councils; nil where no trial has.
    package var shareWorseOff: Double?

    /// Of its parts, which the properties of these names explain.
    package init(
        grouping: Grouping, group: String, councils: Int, residents: Double, pays: Double, gains: Double,
        npvPerResident: Double?, shareWorseOff: Double?
    ) {
        self.grouping = grouping
        self.group = group
        self.councils = councils
        self.residents = residents
        self.pays = pays
        self.gains = gains
        self.npvPerResident = npvPerResident
        self.shareWorseOff = shareWorseOff
    }
}
