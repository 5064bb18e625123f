import Stochastics

extension RecordWriter {
    /// Moments of a figure in a block of so many trials: a byte 0 where it is 0 in all; a byte 1, mean and squares where all
    /// have it; else a byte 2, the number of trials that have it, mean and squares.
    mutating func put(_ moments: SampleMoments, ofTrials trials: Int) {
        let isZero = moments.mean.bitPattern == 0 && moments.squares.bitPattern == 0
        if moments.count == trials, isZero {
            put(byte: 0)
            return
        }
        put(byte: moments.count == trials ? 1 : 2)
        if moments.count != trials { put(whole: moments.count) }
        put(moments.mean)
        put(moments.squares)
    }

    /// Counts of whole numbers: the lowest, how many follow it, and how often each occurred.
    mutating func put(_ counts: IntegerCounts) {
        put(signed: counts.lowest)
        put(whole: counts.counts.count)
        for count in counts.counts { put(whole: Int(count)) }
    }

    /// Counts by bins: a byte 0 where there are none; else a byte 1, atom, exponent, first and number of fine bins, number of
    /// coarse ones on either side, then atoms, the number of places and their counts, both tails as bin and count in rising order, lowest and highest value.
    mutating func put(_ sketch: Sketch?) {
        put(byte: sketch == nil ? 0 : 1)
        guard let sketch else { return }
        put(sketch.bins.atom)
        put(signed: sketch.bins.exponent)
        put(signed: sketch.bins.first)
        put(whole: sketch.bins.count)
        put(whole: sketch.bins.outskirts)
        put(whole: Int(sketch.atoms))
        put(whole: sketch.core.count)
        for count in sketch.core { put(whole: Int(count)) }
        for tail in [sketch.below, sketch.above] {
            put(whole: tail.count)
            for (bin, count) in tail.sorted(by: { $0.key < $1.key }) {
                put(whole: bin)
                put(whole: Int(count))
            }
        }
        put(sketch.least)
        put(sketch.greatest)
    }
}

extension RecordReader {
    /// Moments of a figure in a block of so many trials.
    func moments(ofTrials trials: Int) -> SampleMoments {
        let kind = byte()
        if kind == 0 { return SampleMoments(count: trials) }
        let count = kind == 1 ? trials : whole()
        let mean = double()
        return SampleMoments(count: count, mean: mean, squares: double())
    }

    /// Counts of whole numbers.
    func integerCounts() -> IntegerCounts {
        let lowest = signed()
        return IntegerCounts(lowest: lowest, counts: (0..<whole()).map { _ in UInt32(whole()) })
    }

    /// Counts by bins; nil where there are none.
    func sketch() -> Sketch? {
        if byte() == 0 { return nil }
        let atom = double()
        let (exponent, first, count, outskirts) = (signed(), signed(), whole(), whole())
        let atoms = UInt32(whole())
        let core = (0..<whole()).map { _ in UInt32(whole()) }
        func tail() -> [Int: UInt32] {
            var tail: [Int: UInt32] = [:]
            for _ in 0..<whole() {
                let bin = whole()
                tail[bin] = UInt32(whole())
            }
            return tail
        }
        let (below, above) = (tail(), tail())
        let least = double()
        return Sketch(
            Sketch.Bins(atom: atom, exponent: exponent, first: first, count: count, outskirts: outskirts),
            atoms: atoms, core: core, below: below, above: above, least: least, greatest: double())
    }
}

extension SketchCells {
    /// Writes all sketches.
    func write(to record: inout RecordWriter) {
        for figure in 0..<count { record.put(self[figure]) }
    }

    /// Adds sketches that were written.
    func add(from record: RecordReader) {
        for figure in 0..<count {
            if let sketch = record.sketch() { merge(sketch, into: figure) }
        }
    }
}

extension CountCells {
    /// Writes all counts.
    func write(to record: inout RecordWriter) {
        for figure in 0..<count { record.put(self[figure]) }
    }

    /// Adds counts that were written.
    func add(from record: RecordReader) {
        for figure in 0..<count { merge(record.integerCounts(), into: figure) }
    }
}

extension TrialRows {
    /// Writes some trials of all rows.
    func write(_ trials: Range<Int>, to record: inout RecordWriter) {
        for row in 0..<rows { record.put(self[row] + trials.lowerBound, count: trials.count) }
    }

    /// Takes up some trials of all rows, none of which has been written.
    func read(_ trials: Range<Int>, from record: RecordReader) {
        for row in 0..<rows { record.row(into: written(row) + trials.lowerBound, count: trials.count) }
    }
}
