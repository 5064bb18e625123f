/// Reads what a ``RecordWriter`` wrote, in the same order.
///
/// What is read has been found to be whole and of this version before, so that running out of bytes is a mistake of ours.
package final class RecordReader {
    private let bytes: UnsafeRawBufferPointer
    private let owner: AnyObject
    /// How many bytes have been read.
    package private(set) var place = 0

    /// - Parameters:
    ///   - bytes: what is read.
    ///   - owner: what the bytes belong to; it is kept as long as the reader.
    package init(_ bytes: UnsafeRawBufferPointer, of owner: AnyObject) {
        self.bytes = bytes
        self.owner = owner
    }

    /// Whether all has been read.
    package var isAtEnd: Bool { place == bytes.count }

    /// One byte.
    package func byte() -> UInt8 {
        precondition(place < bytes.count, "partial results hold all that they announce")
        defer { place += 1 }
        return bytes[place]
    }

    /// A whole number from 0.
    package func whole() -> Int { Int(bits()) }

    /// A whole number from 0.
    package func bits() -> UInt64 {
        var (value, shift) = (UInt64(0), UInt64(0))
        while true {
            let next = byte()
            value |= UInt64(next & 127) << shift
            if next < 128 { return value }
            shift += 7
        }
    }

    /// A whole number that may be negative.
    func signed() -> Int { Int(double()) }

    /// A double.
    func double() -> Double { Double(bitPattern: fixed()) }

    /// So many doubles.
    func doubles(_ count: Int) -> [Double] { (0..<count).map { _ in double() } }

    /// A byte string.
    package func byteString() -> [UInt8] {
        let count = whole()
        precondition(count <= bytes.count - place, "partial results hold all that they announce")
        defer { place += count }
        return Array(bytes[place..<place + count])
    }

    /// A text in UTF-8.
    package func text() -> String { String(decoding: byteString(), as: UTF8.self) }

    /// A row of values; where all are 0, the target is left as it is.
    func row(into target: UnsafeMutablePointer<Double>, count: Int) {
        if byte() == 0 { return }
        for index in 0..<count { target[index] = double() }
    }

    /// A row of small whole numbers.
    func row(into target: UnsafeMutablePointer<Int16>, count: Int) {
        if byte() == 0 {
            target.update(repeating: fixed(), count: count)
        } else {
            for index in 0..<count { target[index] = fixed() }
        }
    }

    private func fixed<Value: FixedWidthInteger>() -> Value {
        let size = MemoryLayout<Value>.size
        precondition(size <= bytes.count - place, "partial results hold all that they announce")
        defer { place += size }
        return Value(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: Value.self))
    }
}
