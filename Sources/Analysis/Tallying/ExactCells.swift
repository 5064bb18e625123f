import Stochastics
import Synchronization

/// Values at the ranks that were asked for, which all threads collect when a run is gone through again.
final class ExactCells: Sendable {
    private let cells: [Cell]

    private final class Cell: Sendable {
        let values = Mutex<BinValues?>(nil)
    }

    init(count: Int) {
        cells = (0..<count).map { _ in Cell() }
    }

    /// Says which percentiles of a figure are wanted, and of which end the worst tenth; a figure without a value has none.
    func want(_ percents: [Double], worst: Statistics.Worst? = nil, of sketch: Sketch?, for figure: Int) {
        guard let sketch, !sketch.isEmpty else { return }
        var ranks = BinValues.ranks(of: percents.map { $0 / 100 }, total: sketch.total)
        if let worst { ranks.append(BinValues.shortfallRank(of: sketch.total, worst: worst)) }
        cells[figure].values.withLock { $0 = BinValues(sketch, ranks: ranks) }
    }

    /// Adds the values of a block.
    func add(_ row: UnsafePointer<Double>, count: Int, to figure: Int) {
        cells[figure].values.withLock { $0?.add(row, count: count) }
    }

    /// The sum of a block's values that lie beyond the bin in which the worst tenth ends.
    func sum(of row: UnsafePointer<Double>, count: Int, beyondWorst worst: Statistics.Worst, of figure: Int) -> Double {
        cells[figure].values.withLock { values in
            guard let values else { return 0 }
            let rank = BinValues.shortfallRank(of: values.total, worst: worst)
            return values.sum(of: row, count: count, beyondRank: rank, towards: worst)
        }
    }

    /// Ends the collecting.
    func finish() {
        for cell in cells { cell.values.withLock { $0?.finish() } }
    }

    /// What was collected of a figure.
    subscript(figure: Int) -> BinValues? { cells[figure].values.withLock { $0 } }
}

/// Which percentiles and worst tenths of an option's figures are shown, by figure; found out by reading them.
final class AskedFigures: @unchecked Sendable {
    // Sharing it is safe: one thread fills it, and others read it when that is through.
    private(set) var percents: [Int: [Double]] = [:]
    private(set) var worst: [Int: Statistics.Worst] = [:]

    func ask(_ percents: [Double], of figure: Int) { self.percents[figure, default: []] += percents }
    func ask(_ worst: Statistics.Worst, of figure: Int) { self.worst[figure] = worst }
}
