import CRows
import CouncilModel
import Synchronization

/// Budgets by trial: of each cell (an option and council) the rows that flows go into by year, then charges beyond.
///
/// Most values are 0: few councils pay in years before most have joined, and what is paid once falls in one year. So of each
/// row and block there are only the values that are not 0, behind 512 bits that say whose they are.
final class KeptBudgets: @unchecked Sendable {
    // Sharing it is safe: no two threads write pieces of one block, each into a room of its own, and reading begins when
    // writing is over.
    private static let posted = CashRow.allCases.count { !$0.isDerived }
    private let cells, years, trials, blocks: Int
    private let memory: ClearedMemory
    /// By row, cell and block: the bits, then the values; nil: 0 in every trial.
    private let pieces: UnsafeMutablePointer<UnsafeMutablePointer<Double>?>
    /// Rooms that nobody writes into, and what all of them have taken up.
    private let rooms = Mutex((free: [Room](), taken: [ClearedMemory]()))
    /// Budgets that nobody reads.
    private let unpacked = Mutex([UnpackedBudget]())

    /// Words of 8 bytes in front of the values of a piece.
    private static let marks = TrialRows.block / 64

    init(cells: Int, years: Int, shape: RunShape) {
        self.cells = cells
        self.years = years
        trials = shape.trials
        blocks = shape.blocks
        let count = (Self.posted * years + 1) * cells * shape.blocks
        memory = ClearedMemory(bytes: count * MemoryLayout<UnsafeMutablePointer<Double>?>.stride, isDense: true)
        // A pointer of zeros is nil.
        pieces = memory.start.bindMemory(to: UnsafeMutablePointer<Double>?.self, capacity: count)
    }

    /// Where one thread puts pieces, one behind the other.
    final class Room: @unchecked Sendable {
        // Sharing it is safe: it is with one block, and so with one thread, at a time.
        fileprivate var next: UnsafeMutablePointer<Double>?
        fileprivate var left = 0
    }

    /// What rooms take up at a time, in words: one page of 2 MiB.
    private static let stretch = 1 << 18

    /// A room for the pieces of a block; it is given back when the block is over.
    func room() -> Room { rooms.withLock { $0.free.popLast() } ?? Room() }

    /// Gives a room back.
    func giveBack(_ room: Room) { rooms.withLock { $0.free.append(room) } }

    /// Keeps the budget of a cell in the trials of a block from a trial on.
    func put(_ budget: BudgetTrials, cell: Int, from trial: Int, in room: Room) {
        let block = trial / TrialRows.block
        func put(_ row: TrialRow?, _ place: Int) {
            pieces[(place * cells + cell) * blocks + block] = row.flatMap { pack($0, count: budget.count, in: room) }
        }
        for cash in 0..<Self.posted {
            for year in 0..<years { put(budget.rows[cash][year], cash * years + year) }
        }
        put(budget.chargesBeyond, Self.posted * years)
    }

    /// A row as a piece; nil: 0 in every trial.
    private func pack(_ row: TrialRow, count: Int, in room: Room) -> UnsafeMutablePointer<Double>? {
        let most = Self.marks + count
        if room.left < most {
            let memory = ClearedMemory(bytes: Self.stretch * MemoryLayout<Double>.stride, isDense: true)
            room.next = memory.start.bindMemory(to: Double.self, capacity: Self.stretch)
            room.left = Self.stretch
            rooms.withLock { $0.taken.append(memory) }
        }
        guard let piece = room.next else { preconditionFailure("a room has a stretch once there is something in it") }
        let values = row_pack(piece + Self.marks, piece, row, count)
        guard values > 0 else { return nil }
        room.next = piece + Self.marks + values
        room.left -= Self.marks + values
        return piece
    }

    /// Reads the budget of a cell in all trials, which stands as long as the closure runs.
    func withBudget<Result>(_ cell: Int, _ read: (BudgetTrials) -> Result) -> Result {
        let budget = unpacked.withLock { $0.popLast() } ?? UnpackedBudget()
        defer { unpacked.withLock { $0.append(budget) } }
        budget.used = 0
        func row(_ place: Int) -> TrialRow? {
            let pieces = pieces + (place * cells + cell) * blocks
            guard (0..<blocks).contains(where: { pieces[$0] != nil }) else { return nil }
            let row = budget.nextRow(trials: trials)
            for block in 0..<blocks {
                let first = block * TrialRows.block
                let count = min(TrialRows.block, trials - first)
                if let piece = pieces[block] {
                    row_unpack(row + first, piece + Self.marks, piece, count)
                } else {
                    (row + first).update(repeating: 0, count: count)
                }
            }
            return TrialRow(row)
        }
        let rows = (0..<Self.posted).map { cash in (0..<years).map { row(cash * years + $0) } }
        return read(BudgetTrials(count: trials, rows: rows, chargesBeyond: row(Self.posted * years)))
    }

    /// Rows of one cell as they were put, in room that is used again.
    private final class UnpackedBudget: @unchecked Sendable {
        // Sharing it is safe: one thread at a time reads it.
        private var rows: [Scratch] = []
        var used = 0

        func nextRow(trials: Int) -> UnsafeMutablePointer<Double> {
            if used == rows.count { rows.append(Scratch(capacity: trials)) }
            defer { used += 1 }
            return rows[used].values
        }
    }
}
