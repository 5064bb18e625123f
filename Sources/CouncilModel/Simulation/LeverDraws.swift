import Stochastics

/// Uniforms that levers and contracts need in a block, the same for every option; drawn when first asked for.
final class LeverDraws {
    private let plan: RunPlan
    private var source: DrawSource = .central
    private var pressures: [StableTable?]
    private var ceilings: [StableTable?]
    private var phases: [StableTable?]
    private var stops: [StableTable?]
    /// What is drawn for the block at hand: `kind` of table and index.
    private var isDrawn: Set<[Int]> = []

    init(plan: RunPlan) {
        self.plan = plan
        pressures = plan.levers.map { _ in nil }
        ceilings = pressures
        stops = pressures
        phases = plan.contracts.map { _ in nil }
    }

    /// Takes up a block.
    func begin(_ source: DrawSource) {
        self.source = source
        isDrawn = []
    }

    /// Uniforms of willingness by `[council][trial]`.
    func pressure(_ lever: Int) -> StableTable {
        drawn(&pressures[lever], key: [0, lever], at: plan.levers[lever].pressure)
    }

    /// How many of some bars, which ascend from 0 to 1, the uniforms of some councils' willingness are above, each into a row of
    /// its own; false where that can only be told from the uniforms.
    func rankPressure(
        _ lever: Int, of councils: [Int], among bars: [Double],
        into row: (_ council: Int) -> UnsafeMutablePointer<Int16>
    ) -> Bool {
        guard let trials = source.trials, bars.count <= AddressedDraws.mostBars else { return false }
        let (addresses, draws) = (plan.levers[lever].pressure, plan.draws(of: .joining))
        for council in councils {
            draws.ranks(at: addresses[council].words, trials: trials, among: bars, into: row(council))
        }
        return true
    }

    /// Uniforms that decide who is a potential member, likewise.
    func ceiling(_ lever: Int) -> StableTable {
        drawn(&ceilings[lever], key: [1, lever], at: plan.levers[lever].ceiling)
    }

    /// Uniforms of where each council stands in its contract, likewise.
    func phase(_ contract: Int) -> StableTable {
        drawn(&phases[contract], key: [2, contract], at: plan.contracts[contract].phase)
    }

    /// Uniforms that decide whether a lever is abandoned; nil in the central case.
    func stop(_ lever: Int) -> UnsafePointer<Double>? {
        guard source.trials != nil else { return nil }
        return UnsafePointer(drawn(&stops[lever], key: [3, lever], at: [plan.levers[lever].stopAddress])[0])
    }

    private func drawn(_ table: inout StableTable?, key: [Int], at addresses: [Address]) -> StableTable {
        let target = table ?? StableTable(rows: addresses.count, width: source.count)
        table = target
        if isDrawn.insert(key).inserted { plan.fillUniforms(target, at: addresses, of: .joining, from: source) }
        return target
    }
}
