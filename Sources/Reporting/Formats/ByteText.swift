import Glibc

/// Text as UTF-8 that is written piece by piece.
///
/// Whoever writes a file of a million numbers cannot afford an array's checks at each byte: here every piece is written
/// into room that was made sure of once.
struct ByteText {
    /// How many bytes there are that have not been handed on.
    private(set) var count = 0
    private var capacity: Int
    private var start: UnsafeMutablePointer<UInt8>
    private let sink: (UnsafeBufferPointer<UInt8>) -> Void
    /// The number appended last, its text and how many bytes of this are the text. Files by year often repeat a number.
    private var last = (number: Double.nan, text: SIMD32<UInt8>(), count: 0)

    /// Hands on what a function writes, piece by piece: where it says so, and at its end.
    static func write(to sink: (UnsafeBufferPointer<UInt8>) -> Void, _ write: (inout ByteText) -> Void) {
        withoutActuallyEscaping(sink) { sink in
            var text = ByteText(capacity: 1 << 17, sink: sink)
            defer { free(text.start) }
            write(&text)
            text.handOn()
        }
    }

    private init(capacity: Int, sink: @escaping (UnsafeBufferPointer<UInt8>) -> Void) {
        self.capacity = capacity
        self.sink = sink
        start = Self.memory(capacity, in: nil)
    }

    /// Hands on all bytes that there are; places are counted anew.
    mutating func handOn() {
        sink(UnsafeBufferPointer(start: start, count: count))
        count = 0
    }

    /// Appends a byte.
    mutating func append(_ byte: UInt8) {
        makeRoom(1)
        start[count] = byte
        count += 1
    }

    /// Appends a byte several times.
    mutating func append(_ byte: UInt8, times: Int) {
        makeRoom(times)
        (start + count).update(repeating: byte, count: times)
        count += times
    }

    /// Appends a text that stands in the program.
    mutating func append(_ text: StaticString) {
        append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends bytes.
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let first = bytes.baseAddress else { return }
        makeRoom(bytes.count)
        (start + count).update(from: first, count: bytes.count)
        count += bytes.count
    }

    /// Appends a finite number as ``DataNumber`` has it.
    mutating func append(number: Double) {
        makeRoom(DataNumber.room)
        let place = UnsafeMutableRawPointer(start + count)
        if number == last.number {
            place.storeBytes(of: last.text, as: SIMD32<UInt8>.self)
        } else {
            let length = DataNumber.write(number, to: start + count)
            last = (number, place.loadUnaligned(as: SIMD32<UInt8>.self), length)
        }
        count += last.count
    }

    /// Appends a whole number.
    mutating func append(whole: Int) {
        makeRoom(DataNumber.room)
        if whole < 0 { append(UInt8(ascii: "-")) }
        count += TwelveDigits.write(whole: UInt64(whole.magnitude), to: start + count)
    }

    /// Moves the bytes from one place up to another so that they begin at a later place; what stands between is anything.
    /// The text ends as far behind them as before.
    mutating func move(from place: Int, by distance: Int) {
        makeRoom(distance)
        (start + place + distance).update(from: start + place, count: count - place)
        count += distance
    }

    /// The byte at a place.
    subscript(place: Int) -> UInt8 {
        get { start[place] }
        nonmutating set { start[place] = newValue }
    }

    private mutating func makeRoom(_ more: Int) {
        if count + more > capacity { grow(more) }
    }

    @inline(never)
    private mutating func grow(_ more: Int) {
        capacity = max(2 * capacity, count + more)
        // Large pieces of memory are moved by the system without being copied.
        start = Self.memory(capacity, in: start)
    }

    private static func memory(_ capacity: Int, in old: UnsafeMutablePointer<UInt8>?) -> UnsafeMutablePointer<UInt8> {
        guard let memory = realloc(old, capacity) else {
            preconditionFailure("there is memory for \(capacity) bytes")
        }
        return memory.assumingMemoryBound(to: UInt8.self)
    }
}
