/// What a plan reads off a figure: the middle, and the prudent percentile.
package struct PlanFigure: Sendable, Hashable {
    /// The median over trials.
    package var p50: Double
    /// The scenario's prudent percentile: `prudent` for costs, 100 − `prudent` for savings.
    package var prudent: Double

    /// Of its parts, which the properties of these names explain.
    package init(p50: Double, prudent: Double) {
        self.p50 = p50
        self.prudent = prudent
    }
}
