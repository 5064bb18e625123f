import CRows

/// Counts of a figure by bins, from which percentiles are read within a bin's width, for any number of trials.
///
/// Bins lie as the figure's first batch says (``Bins``): they are of one width, at most 1/1280 of the P5 to P95 range of
/// that batch (so that the error stays below 0.1% of the range of all trials where that is at least 0.78 of it), from half
/// of that range below its lowest value to as much above its highest, but no farther than 4½ ranges beyond P5 and P95. Beyond
/// that, bins widen geometrically, by 1/128 of the distance, so that nothing is lost. One
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
    /// By bin, coarse ones among them, from the second place on; empty as long as they hold nothing. The first place and the
    /// last two are 0.
    package private(set) var core: [UInt32] = []
    /// By tail bin below these.
    package private(set) var below: [Int: UInt32] = [:]
    /// By tail bin above them.
    package private(set) var above: [Int: UInt32] = [:]
    /// Lowest value; `+∞` before the first.
    package private(set) var least = Double.infinity
    /// Highest value; `−∞` before the first.
    package private(set) var greatest = -Double.infinity

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
        let places = bins.places
        if core.isEmpty { core = [UInt32](repeating: 0, count: places + 3) }
        bins.count(row, count: count, into: &core)
        atoms &+= core[places + 2]
        if core[0] > 0 || core[places + 1] > 0 { addOutside(row, count: count) }
        core[0] = 0
        core[places + 1] = 0
        core[places + 2] = 0
    }

    /// Takes up values whose places in the bins are known, and of all of them the lowest and the highest. Those that lie outside
    /// are taken up by ``addOutside(_:count:)``.
    package mutating func add(
        places: UnsafePointer<UInt16>, count: Int, least lowest: Double, greatest highest: Double
    ) {
        guard count > 0 else { return }
        (least, greatest) = (min(least, lowest), max(greatest, highest))
        let last = bins.places + 2
        if core.isEmpty { core = [UInt32](repeating: 0, count: last + 1) }
        row_count_kept_places(&core, last + 1, places, count)
        atoms &+= core[last]
        (core[0], core[last - 1], core[last]) = (0, 0, 0)
    }

    /// Takes up those values of a row alone that lie outside the bins.
    package mutating func addOutside(_ row: UnsafePointer<Double>, count: Int) {
        let (start, end, last) = (bins.start, bins.end, UInt32(bins.places + 1))
        let scale = Bins.power(-bins.exponent)
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: count) { places in
            guard let places = places.baseAddress else { return }
            bins.findPlaces(of: row, count: count, into: places)
            for index in 0..<count {
                if places[index] == 0 {
                    below[Self.tail((start - row[index]) * scale), default: 0] += 1
                } else if places[index] == last {
                    above[Self.tail((row[index] - end) * scale), default: 0] += 1
                }
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

    /// A bin and what it holds.
    struct Cell {
        /// Which: a tail bin, a place of ``Sketch/core``, or the atom.
        enum Bin {
            case below(Int), core(Int), above(Int), atom
        }

        var bin: Bin
        var count: Int
    }

    /// From where to where a bin goes, no farther than the lowest and the highest value.
    func ends(of cell: Cell) -> (low: Double, high: Double) {
        let width = bins.width
        let (low, high): (Double, Double)
        switch cell.bin {
        case .below(let bin):
            (low, high) = (
                bins.start - Self.distance(ofTail: bin + 1) * width, bins.start - Self.distance(ofTail: bin) * width
            )
        case .core(let place): (low, high) = (bins.edge(ofPlace: place), bins.edge(ofPlace: place + 1))
        case .above(let bin):
            (low, high) = (
                bins.end + Self.distance(ofTail: bin) * width, bins.end + Self.distance(ofTail: bin + 1) * width
            )
        case .atom: return (bins.atom, bins.atom)
        }
        return (max(low, least), min(high, greatest))
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
