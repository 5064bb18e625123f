import CouncilModel
import Stochastics

/// Runs of a model with one assumption held at one uniform after another (others may be held too), each made once.
final class HeldRuns {
    let model: RerunModel
    /// The assumption that is moved.
    let assumption: Assumption
    /// Uniforms of others that are held.
    private let others: [String: Double]
    private let sampler: Sampler
    private let step: () -> Void
    /// What has been run, by uniform, ascending.
    private(set) var points: [Point] = []

    /// One run.
    struct Point {
        /// Where the assumption was held.
        let uniform: Double
        /// The value it had, in prices of the price year, without what an option replaces.
        let value: Double
        /// NPSV: `[candidate][trial]`.
        let npsv: [[Double]]
        /// Mean NPSV by candidate.
        let means: [Double]
    }

    /// - Parameter step: called after each run.
    init(
        of assumption: Assumption, in model: RerunModel, holding others: [String: Double] = [:],
        step: @escaping () -> Void
    ) {
        self.model = model
        self.assumption = assumption
        self.others = others
        self.step = step
        sampler = Sampler(assumption.distribution)
    }

    /// The value at a uniform.
    func value(at uniform: Double) -> Double { sampler.value(uniform) * assumption.priceFactor }

    /// The run at a uniform.
    @discardableResult
    func point(at uniform: Double) throws -> Point {
        if let known = points.first(where: { $0.uniform == uniform }) { return known }
        let npsv = try model.values(
            DrawDesign(held: others.merging([assumption.name: uniform]) { _, moved in moved }))
        step()
        let point = Point(
            uniform: uniform, value: value(at: uniform), npsv: npsv, means: npsv.map { Statistics.mean($0) })
        points.append(point)
        points.sort { $0.uniform < $1.uniform }
        return point
    }
}

/// What is followed along an assumption: the mean NPSV of an option, or how far one is ahead of another.
struct FollowedMean {
    /// Places among candidates.
    let option: Int
    /// nil: 0.
    var less: Int?

    /// The mean at a point.
    func value(_ point: HeldRuns.Point) -> Double {
        point.means[option] - (less.map { point.means[$0] } ?? 0)
    }

    /// The mean with its error.
    func estimate(_ point: HeldRuns.Point, model: RerunModel) -> Estimate {
        guard let less else { return model.mean(point.npsv[option]) }
        return model.meanDifference(point.npsv[option], less: point.npsv[less])
    }
}
