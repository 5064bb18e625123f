import CRows

/// Sums over councils of what each draws for itself, by joining year and trial, for up to eight lines side by side.
///
/// A council is added to all lines at once: what belongs to one trial and joining year lies in one stretch of 64 bytes, where
/// a table for each line would be a stretch for each.
final class CellSums {
    /// The most lines side by side.
    static let mostLines = 8

    /// What the council at hand has drawn, by `[line][trial]`, lines that pass it by at 0.
    private let own: StableTable
    /// Whether a line's row holds anything but zeros.
    private var isOwn: [Bool]
    /// By `[place][trial][line]`.
    private let sums: UnsafeMutablePointer<Double>
    private let stride, places, width: Int

    init(lines: Int, places: Int, width: Int) {
        var stride = 1
        while stride < lines { stride *= 2 }
        (self.stride, self.places, self.width) = (stride, places, width)
        own = StableTable(rows: stride, width: width)
        isOwn = Array(repeating: false, count: stride)
        let count = places * width * stride
        sums = UnsafeMutableRawPointer.allocate(byteCount: count * MemoryLayout<Double>.stride, alignment: 64)
            .bindMemory(to: Double.self, capacity: count)
        sums.initialize(repeating: 0, count: count)
    }

    deinit { UnsafeMutableRawPointer(sums).deallocate() }

    /// Takes up a block: nobody is in.
    func clear() { sums.update(repeating: 0, count: places * width * stride) }

    /// The row of a line, to be written.
    func row(ofLine line: Int) -> UnsafeMutablePointer<Double> {
        isOwn[line] = true
        return own[line]
    }

    /// Says that a line passes the council by.
    func skip(line: Int) {
        if isOwn[line] { own[line].update(repeating: 0, count: width) }
        isOwn[line] = false
    }

    /// Adds the council at hand.
    func add(at offsets: UnsafePointer<Int32>) {
        if isOwn.contains(true) { row_add_lines(sums, stride, own[0], offsets, width) }
    }

    /// The sums of one line by `[place][trial]`.
    func take(line: Int, into table: StableTable) { row_take_line(table[0], sums, stride, line, places * width) }
}
