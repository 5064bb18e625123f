/// Writes numbers and texts as partial results hold them.
///
/// Whole numbers are written in groups of seven bits, lowest first, in bytes whose highest bit says that another follows
/// (LEB128); doubles as the eight bytes of their bit pattern, lowest first, so that they come back to the bit; texts and
/// byte strings after their length in bytes.
package struct RecordWriter {
    private var written: [UInt8] = []

    /// An empty record.
    package init() {}

    /// Hands over what was written and begins anew.
    package mutating func take() -> [UInt8] {
        let bytes = written
        written.removeAll(keepingCapacity: true)
        return bytes
    }

    /// One byte.
    package mutating func put(byte: UInt8) { written.append(byte) }

    /// A whole number from 0.
    package mutating func put(whole: Int) { put(whole: UInt64(whole)) }

    /// A whole number from 0.
    package mutating func put(whole: UInt64) {
        var rest = whole
        while rest > 127 {
            written.append(UInt8(truncatingIfNeeded: rest) | 128)
            rest >>= 7
        }
        written.append(UInt8(rest))
    }

    /// A whole number that may be negative: as a double, which holds all that occur exactly.
    mutating func put(signed: Int) { put(Double(signed)) }

    /// A double.
    mutating func put(_ value: Double) { put(fixed: value.bitPattern) }

    /// A byte string.
    package mutating func put(bytes: [UInt8]) {
        put(whole: bytes.count)
        written += bytes
    }

    /// A text in UTF-8.
    package mutating func put(text: String) { put(bytes: Array(text.utf8)) }

    /// A row of values: a byte 0 where all are 0, else a byte 1 and the values.
    mutating func put(_ row: UnsafePointer<Double>, count: Int) {
        let isZero = (0..<count).allSatisfy { row[$0].bitPattern == 0 }
        put(byte: isZero ? 0 : 1)
        if isZero { return }
        written.reserveCapacity(written.count + 8 * count)
        for index in 0..<count { put(row[index]) }
    }

    /// A row of small whole numbers: a byte 0 and the first where all are the same, else a byte 1 and all; two bytes each.
    mutating func put(_ row: UnsafePointer<Int16>, count: Int) {
        let isSame = (0..<count).allSatisfy { row[$0] == row[0] }
        put(byte: isSame ? 0 : 1)
        for index in 0..<(isSame ? 1 : count) { put(fixed: row[index]) }
    }

    private mutating func put(fixed value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { written.append(contentsOf: $0) }
    }
}
