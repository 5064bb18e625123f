extension Statistics {
    /// The Monte Carlo error of a figure.
    package struct StandardError: Sendable, Equatable {
        /// The error, in the unit of the figure.
        package let value: Double
        /// True where the design may well do better than the value says, and nothing in the run can tell by how much.
        package let isUpperBound: Bool

        /// Of its parts, which the properties of these names explain.
        package init(value: Double, isUpperBound: Bool) {
            self.value = value
            self.isUpperBound = isUpperBound
        }
    }

    /// The fewest complete batches whose own figures give a standard error.
    static let leastBatches = 8

    /// Whether so many trials make enough complete batches for their own figures to give a standard error.
    package static func hasErrorOfBatches(trials: Int) -> Bool { trials / AddressedDraws.batchSize >= leastBatches }

    /// The standard error of a figure of all trials.
    ///
    /// Under Latin hypercube sampling batches are independent but trials in a batch are not: with at least 8 complete
    /// batches it is the standard deviation of the batches' own figures over √(trials/512); with fewer, or where a batch
    /// has no figure, the plain formula, marked as an upper bound. For means, probabilities and ratios; an approximation
    /// for percentiles, value of information and regret. With random sampling it is the plain formula.
    ///
    /// - Parameters:
    ///   - plain: the standard error as if all draws were independent.
    ///   - batches: the figures of complete batches that have one.
    package static func standardError(
        trials: Int, sampling: Sampling, plain: Double, batches: SampleMoments
    ) -> StandardError {
        guard sampling == .latinHypercube else { return StandardError(value: plain, isUpperBound: false) }
        let size = AddressedDraws.batchSize
        guard hasErrorOfBatches(trials: trials), batches.count == trials / size else {
            return StandardError(value: plain, isUpperBound: true)
        }
        let error = batches.standardDeviation / (Double(trials) / Double(size)).squareRoot()
        return StandardError(value: error, isUpperBound: false)
    }
}
