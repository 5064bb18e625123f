import CRows

/// Counts of a figure by bins, from which percentiles are read within a bin's width, for any number of trials.
///
/// Bins lie as the figure's first batch says (``Bins``): they are of one width, at most 1/1280 of the P5 to P95 range of
/// that batch (so that the error stays below 0.1% of the range of all trials where that is at least 0.78 of it), from a sixteenth of that range below its lowest value to as much above its highest, but no farther than 4
/// ranges beyond P5 and P95. Beyond that, bins widen geometrically, by 1/128 of the distance, so that nothing is lost. One
/// value, the atom, has a counter of its own: 0 (councils that do not join), or, where all values of the first batch are
/// equal, that value; in that case there are no bins of one width, and all others are told apart by their distance from
/// it. Where P5 and P95 are equal but not all values are, widths go by the range of all values.
///
/// Counts are whole numbers: what is counted in parts and merged in any order is the same. Lowest and highest value are
/// kept as they are. ``resolution(at:)`` says how well percentiles are really known.
package struct Sketch: Sendable, Hashable {
    /// How the bins lie.
    package let bins: Bins
    /// How many values were the atom.
    package private(set) var atoms: UInt32 = 0
    /// By bin of one width, from the second place on; empty as long as they hold nothing. The first place and the last two
    /// are 0.
    package private(set) var core: [UInt32] = []
    /// By tail bin below these.
    package private(set) var below: [Int: UInt32] = [:]
    /// By tail bin above them.
    package private(set) var above: [Int: UInt32] = [:]
    /// Lowest value; `+∞` before the first.
    package private(set) var least = Double.infinity
    /// Highest value; `−∞` before the first.
    package private(set) var greatest = -Double.infinity

    /// How the bins of a sketch lie.
    package struct Bins: Sendable, Hashable {
        /// The value with a counter of its own.
        package let atom: Double
        /// Bins of one width are 2^exponent wide, so that their edges are exact.
        package let exponent: Int
        /// They begin at `first` widths from 0, and there are `count` of them.
        package let first, count: Int

        /// Of its parts, which the properties of these names explain.
        package init(atom: Double, exponent: Int, first: Int, count: Int) {
            self.atom = atom
            self.exponent = exponent
            self.first = first
            self.count = count
        }

        /// The least number of bins in the P5 to P95 range of the first batch.
        private static let fewest = 1280.0

        /// The most bins of one width.
        private static let most = 1 << 16

        /// Bins for a figure whose first batch is given, without values that are not numbers.
        package init(firstBatch values: UnsafePointer<Double>, count: Int) {
            self.init(firstBatches: [(values, count)])
        }

        /// Bins that serve several samples: as narrow as the narrowest asks for, and as far as the widest.
        package init(firstBatches batches: [(values: UnsafePointer<Double>, count: Int)]) {
            var (low, high, exponent) = (Double.infinity, -Double.infinity, Int.max)
            var atom: Double?
            let selection = Selection()
            for (values, count) in batches where count > 0 {
                let found = selection.quantiles(of: values, count: count, at: [0, 0.05, 0.95, 1])
                let (least, p5, p95, greatest) = (found[0], found[1], found[2], found[3])
                if atom == nil { atom = least }
                guard greatest > least else { continue }
                let range = p95 > p5 ? p95 - p5 : greatest - least
                // A bin is never so narrow that doubles could not tell its neighbours apart.
                let finest = Int(max(abs(least), abs(greatest)).exponent) - 44
                exponent = min(exponent, max(finest, Int((range / Self.fewest).exponent)))
                low = min(low, max(least, p5 - 4 * range) - range / 2)
                high = max(high, min(greatest, p95 + 4 * range) + range / 2)
            }
            guard low < high else {
                let value = atom ?? 0
                self.init(atom: value, exponent: value == 0 ? -20 : Int(value.exponent) - 40, first: 0, count: 0)
                return
            }
            while (high - low) * Self.power(-exponent) > Double(Self.most) { exponent += 1 }
            let first = Int((low * Self.power(-exponent)).rounded(.down))
            let last = Int((high * Self.power(-exponent)).rounded(.down))
            self.init(atom: 0, exponent: exponent, first: first, count: last - first + 1)
        }

        static func power(_ exponent: Int) -> Double {
            Double(sign: .plus, exponent: exponent, significand: 1)
        }

        /// Width of a bin.
        var width: Double { Self.power(exponent) }
        /// Where bins of one width begin and end; the atom where there are none.
        var start: Double { count > 0 ? Double(first) * width : atom }
        var end: Double { count > 0 ? Double(first + count) * width : atom }
    }

    /// Of its parts, which the properties of these names explain.
    package init(_ bins: Bins) {
        self.bins = bins
    }

    /// Of counts that were kept.
    package init(
        _ bins: Bins, atoms: UInt32, core: [UInt32], below: [Int: UInt32], above: [Int: UInt32], least: Double,
        greatest: Double
    ) {
        self.bins = bins
        self.atoms = atoms
        self.core = core
        self.below = below
        self.above = above
        self.least = least
        self.greatest = greatest
    }

    /// Number of values.
    package var total: Int {
        Int(atoms) + core.reduce(0) { $0 + Int($1) } + below.values.reduce(0) { $0 + Int($1) }
            + above.values.reduce(0) { $0 + Int($1) }
    }

    /// Takes up the atom so many times; a negative number takes it back.
    package mutating func addAtoms(_ count: Int) {
        atoms = UInt32(Int(atoms) + count)
        guard count > 0 else { return }
        least = min(least, bins.atom)
        greatest = max(greatest, bins.atom)
    }

    /// Takes up a row of values, none of which is not a number.
    package mutating func add(_ row: UnsafePointer<Double>, count: Int) {
        guard count > 0 else { return }
        let (low, high) = Statistics.extremes(row, count: count)
        least = min(least, low + 0)
        greatest = max(greatest, high + 0)
        let atom = bins.atom
        if low == atom, high == atom {
            atoms &+= UInt32(count)
            return
        }
        if core.isEmpty { core = [UInt32](repeating: 0, count: bins.count + 3) }
        row_count_places(&core, row, bins.start, Self.Bins.power(-bins.exponent), Double(bins.count), atom, count)
        atoms &+= core[bins.count + 2]
        if core[0] > 0 || core[bins.count + 1] > 0 { addTails(row, count: count) }
        core[0] = 0
        core[bins.count + 1] = 0
        core[bins.count + 2] = 0
    }

    private mutating func addTails(_ row: UnsafePointer<Double>, count: Int) {
        let (start, end, limit) = (bins.start, bins.end, Double(bins.count))
        let scale = Bins.power(-bins.exponent)
        for index in 0..<count {
            let value = row[index]
            let place = (value - start) * scale + 1
            if place >= 1 && place < limit + 1 || value == bins.atom { continue }
            if place < 1 {
                below[Self.tail((start - value) * scale), default: 0] += 1
            } else {
                above[Self.tail((value - end) * scale), default: 0] += 1
            }
        }
    }

    /// The tail bin at a distance in widths: the exponent of distance + 1 and the first seven bits after it.
    private static func tail(_ distance: Double) -> Int {
        Int(truncatingIfNeeded: (max(0, distance) + 1).bitPattern >> 45)
    }

    /// The distance in widths at which a tail bin begins.
    private static func distance(ofTail bin: Int) -> Double {
        Double(bitPattern: UInt64(truncatingIfNeeded: bin) << 45) - 1
    }

    /// Takes up the counts of another sketch with the same bins.
    package mutating func merge(_ other: Sketch) {
        precondition(bins == other.bins, "sketches of one figure have the same bins")
        atoms += other.atoms
        if core.isEmpty {
            core = other.core
        } else {
            for index in other.core.indices { core[index] &+= other.core[index] }
        }
        below.merge(other.below, uniquingKeysWith: +)
        above.merge(other.above, uniquingKeysWith: +)
        least = min(least, other.least)
        greatest = max(greatest, other.greatest)
    }

    /// A bin that holds something: from where to where, and how many.
    struct Cell {
        var low, high: Double
        var count: Int
    }

    /// All bins that hold something, in rising order, no farther than the lowest and the highest value.
    var cells: [Cell] {
        var cells: [Cell] = []
        let width = bins.width
        func tail(_ bin: Int) -> (Double, Double) {
            (Self.distance(ofTail: bin) * width, Self.distance(ofTail: bin + 1) * width)
        }
        for (bin, count) in below.sorted(by: { $0.key > $1.key }) {
            let (near, far) = tail(bin)
            cells.append(Cell(low: bins.start - far, high: bins.start - near, count: Int(count)))
        }
        for (index, count) in core.enumerated() where count > 0 {
            let low = Double(bins.first + index - 1) * width
            cells.append(Cell(low: low, high: low + width, count: Int(count)))
        }
        for (bin, count) in above.sorted(by: { $0.key < $1.key }) {
            let (near, far) = tail(bin)
            cells.append(Cell(low: bins.end + near, high: bins.end + far, count: Int(count)))
        }
        for index in cells.indices {
            cells[index].low = max(cells[index].low, least)
            cells[index].high = min(cells[index].high, greatest)
        }
        if atoms > 0 {
            let place = cells.firstIndex { ($0.low + $0.high) / 2 >= bins.atom } ?? cells.count
            cells.insert(Cell(low: bins.atom, high: bins.atom, count: Int(atoms)), at: place)
        }
        return cells
    }
}

extension Statistics {
    /// Lowest and highest of at least one value.
    package static func extremes(_ values: UnsafePointer<Double>, count: Int) -> (least: Double, greatest: Double) {
        var (least, greatest) = (0.0, 0.0)
        row_extremes(values, count, &least, &greatest)
        return (least, greatest)
    }
}
