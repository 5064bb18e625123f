import Appraisal
import CRows
import CouncilModel
import Stochastics

/// Counts, in the trials of a block and under one option, which councils of each group have flows and are worse off.
final class GroupCounters {
    private let groups: [CouncilGroup]
    /// The groups that councils belong to, one council after the other, and where those of each begin. Plain memory, as it is
    /// read and written for every council of every block.
    private let memberships: UnsafeMutableBufferPointer<Int>
    private let starts: UnsafeMutableBufferPointer<Int>
    /// By council: sums over trials of what it pays, gains and comes to.
    private let sums: UnsafeMutableBufferPointer<(pays: Double, gains: Double, npv: Double)>
    /// By group and trial.
    private let withFlow, worseOff: UnsafeMutablePointer<UInt16>
    private let size: Int

    init(groups: [CouncilGroup], councils: Int) {
        self.groups = groups
        var groupsOfCouncil = [[Int]](repeating: [], count: councils)
        for (index, group) in groups.enumerated() {
            for council in group.councils { groupsOfCouncil[council].append(index) }
        }
        memberships = .allocate(capacity: groupsOfCouncil.reduce(0) { $0 + $1.count })
        _ = memberships.initialize(from: groupsOfCouncil.joined())
        starts = .allocate(capacity: councils + 1)
        starts.initialize(repeating: 0)
        for council in 0..<councils { starts[council + 1] = starts[council] + groupsOfCouncil[council].count }
        sums = .allocate(capacity: councils)
        sums.initialize(repeating: (0, 0, 0))
        size = groups.count * TrialRows.block
        withFlow = .allocate(capacity: size)
        worseOff = .allocate(capacity: size)
    }

    deinit {
        memberships.deallocate()
        starts.deallocate()
        sums.deallocate()
        withFlow.deallocate()
        worseOff.deallocate()
    }

    /// Makes ready for a block.
    func begin() {
        withFlow.update(repeating: 0, count: size)
        worseOff.update(repeating: 0, count: size)
        for council in sums.indices { sums[council] = (0, 0, 0) }
    }

    /// Takes up a council.
    func take(_ figures: CouncilTrials, council: Int) {
        if figures.isNothing { return }
        sums[council] = (figures.pays, figures.gains, figures.npvSummary.sum)
        let groups = starts[council]..<starts[council + 1]
        guard !groups.isEmpty else { return }
        // Nothing flows at councils that no lever reaches.
        guard row_is_marked(figures.hasFlow, figures.count) else { return }
        for place in groups {
            let group = memberships[place]
            row_count_losing(
                withFlow + group * TrialRows.block, worseOff + group * TrialRows.block, figures.hasFlow, figures.npv,
                0 - CashMeasures.halfAPenny, figures.count)
        }
    }

    /// What the block says of each group; councils are added up in their order.
    func groups(count: Int) -> [OptionBlock.GroupBlock] {
        groups.enumerated().map { index, group in
            var block = OptionBlock.GroupBlock()
            for council in group.councils {
                block.pays += sums[council].pays
                block.gains += sums[council].gains
                block.npv += sums[council].npv
            }
            let (flowing, losing) = (withFlow + index * TrialRows.block, worseOff + index * TrialRows.block)
            for trial in 0..<count where flowing[trial] > 0 {
                block.trialsWithFlow += 1
                block.shares += Double(losing[trial]) / Double(flowing[trial])
            }
            return block
        }
    }
}
