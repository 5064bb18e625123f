import Stochastics
import Synchronization

/// Sketches of figures that all threads add to: counts are whole numbers, so that the order does not matter.
final class SketchCells: Sendable {
    private let cells: [Cell]

    private final class Cell: PlaceCounting, Sendable {
        let sketch = Mutex<Sketch?>(nil)

        var bins: Sketch.Bins? { sketch.withLock { $0?.bins } }

        func add(places: UnsafePointer<UInt16>, count: Int, others: Int, least: Double, greatest: Double) {
            sketch.withLock { $0?.add(places: places, count: count, least: least, greatest: greatest) }
        }

        func addOutside(_ row: UnsafePointer<Double>, count: Int) {
            sketch.withLock { $0?.addOutside(row, count: count) }
        }
    }

    /// Values that one thread holds back until a number of blocks is together.
    final class Waiting {
        private let places: WaitingPlaces<Cell>?

        /// - Parameter sharing: how many share the room of a thread.
        init(_ cells: SketchCells, sharing: Int) { places = WaitingPlaces(cells.cells, sharing: sharing) }

        /// Adds the values of a block to a figure's sketch, the bins of which are known, now or by ``flush()``.
        func add(
            _ row: UnsafePointer<Double>, count: Int, _ summary: RowSummary, to figure: Int, of cells: SketchCells
        ) {
            if places?.take(row, count: count, summary: summary, others: 0, cell: figure) == true { return }
            cells.add(row, count: count, to: figure)
        }

        /// Adds all that is held back.
        func flush() { places?.flush() }
    }

    init(count: Int) {
        cells = (0..<count).map { _ in Cell() }
    }

    /// Adds the values of a block to a figure's sketch. The bins are made from the first block that comes, which is
    /// block 0, as it is finished before any other begins; it may hold no value.
    func add(_ row: UnsafePointer<Double>, count: Int, to figure: Int) {
        cells[figure].sketch.withLock { sketch in
            // A pattern and no `==`, which would copy the sketch.
            if case nil = sketch { sketch = Sketch(Sketch.Bins(firstBatch: row, count: count)) }
            sketch?.add(row, count: count)
        }
    }

    /// Adds the counts of another sketch of the same figure, the bins of which come from the same block.
    func merge(_ other: Sketch, into figure: Int) {
        cells[figure].sketch.withLock { sketch in
            if sketch == nil { sketch = Sketch(other.bins) }
            sketch?.merge(other)
        }
    }

    /// Forgets counts, but not how bins lie.
    func forgetCounts() {
        for cell in cells { cell.sketch.withLock { $0 = $0.map { Sketch($0.bins) } } }
    }

    /// Number of figures.
    var count: Int { cells.count }

    /// A figure's sketch; nil where no block had it.
    subscript(figure: Int) -> Sketch? { cells[figure].sketch.withLock { $0 } }
}

/// Counts of whole numbers that all threads add to.
final class CountCells: Sendable {
    private let cells: [Cell]

    private final class Cell: Sendable {
        let counts = Mutex(IntegerCounts())
    }

    init(count: Int) {
        cells = (0..<count).map { _ in Cell() }
    }

    /// Adds the counts of a block to a figure's.
    func merge(_ counts: IntegerCounts, into figure: Int) {
        cells[figure].counts.withLock { $0.merge(counts) }
    }

    /// Forgets all counts.
    func forget() {
        for cell in cells { cell.counts.withLock { $0 = IntegerCounts() } }
    }

    /// Number of figures.
    var count: Int { cells.count }

    /// A figure's counts.
    subscript(figure: Int) -> IntegerCounts { cells[figure].counts.withLock { $0 } }
}
