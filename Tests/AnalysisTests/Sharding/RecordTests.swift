import Stochastics
import Testing

@testable import Analysis

@Suite("Records")
struct RecordTests {
    /// Bytes that a reader can hold on to.
    private final class Kept {
        let bytes: UnsafeMutableRawBufferPointer

        init(_ bytes: [UInt8]) {
            self.bytes = .allocate(byteCount: bytes.count, alignment: 1)
            self.bytes.copyBytes(from: bytes)
        }

        deinit { bytes.deallocate() }
    }

    static func reader(_ bytes: [UInt8]) -> RecordReader {
        let kept = Kept(bytes)
        return RecordReader(UnsafeRawBufferPointer(kept.bytes), of: kept)
    }

    @Test("Bytes are those that LEB128, IEEE 754 and UTF-8 say")
    func bytes() {
        var record = RecordWriter()
        record.put(whole: 0)
        record.put(whole: 127)
        record.put(whole: 624_485)
        #expect(record.take() == [0x00, 0x7F, 0xE5, 0x8E, 0x26])
        record.put(1.5)
        record.put(signed: -2)
        #expect(record.take() == [0, 0, 0, 0, 0, 0, 0xF8, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0xC0])
        record.put(text: "£1")
        #expect(record.take() == [3, 0xC2, 0xA3, 0x31])
        #expect(record.take() == [])
    }

    @Test("What is written comes back to the bit")
    func roundTrip() {
        let wholes: [UInt64] = [0, 1, 127, 128, 16_383, 16_384, 1 << 53, .max]
        let doubles: [Double] = [0, -0.0, .leastNonzeroMagnitude, 0.1, -.infinity, .nan, .greatestFiniteMagnitude]
        let moments = [
            SampleMoments(count: 512), SampleMoments(count: 512, mean: -0.0), SampleMoments(),
            SampleMoments(count: 511), SampleMoments(count: 512, mean: 3, squares: 2), SampleMoments(count: 5, mean: 1),
        ]
        let years: [Int16] = [7, 7, 7, -1, .max]
        var record = RecordWriter()
        for whole in wholes { record.put(whole: whole) }
        for double in doubles { record.put(double) }
        for moments in moments { record.put(moments, ofTrials: 512) }
        record.put(doubles, count: doubles.count)
        record.put([0.0, 0.0], count: 2)
        record.put([0.0, -0.0], count: 2)
        record.put(years, count: 3)
        record.put(years, count: 5)
        let reader = Self.reader(record.take())
        #expect(wholes.map { _ in reader.bits() } == wholes)
        #expect(reader.doubles(doubles.count).map(\.bitPattern) == doubles.map(\.bitPattern))
        for expected in moments {
            let found = reader.moments(ofTrials: 512)
            #expect(found == expected && found.mean.sign == expected.mean.sign)
        }
        func row(_ count: Int) -> [UInt64] {
            var row = [Double](repeating: 0, count: count)
            reader.row(into: &row, count: count)
            return row.map(\.bitPattern)
        }
        #expect(row(doubles.count) == doubles.map(\.bitPattern))
        #expect(row(2) == [0, 0])
        #expect(row(2) == [0, (-0.0).bitPattern])
        for count in [3, 5] {
            var found = [Int16](repeating: 0, count: count)
            reader.row(into: &found, count: count)
            #expect(found == Array(years[..<count]))
        }
        #expect(reader.isAtEnd)
    }

    @Test("Sketches and counts come back as they were, with and without values")
    func counts() {
        let values = Samples(trials: 2048).normal("x").map { 1e4 * $0 * $0 * $0 }
        let bins = values.withUnsafeBufferPointer { Sketch.Bins(firstBatch: $0.baseAddress!, count: 512) }
        var sketch = Sketch(bins)
        // Beyond whatever the first batch let expect.
        sketch.add(values + [0, 0, -1e9, 1e9], count: 2052)
        #expect(!sketch.below.isEmpty && !sketch.above.isEmpty && sketch.atoms == 2)
        var years = IntegerCounts()
        for year in [-3, 2, 2, 40] { years.add(year) }
        var record = RecordWriter()
        record.put(sketch)
        record.put(Sketch(bins))
        record.put(Sketch?.none)
        record.put(years)
        record.put(IntegerCounts())
        let reader = Self.reader(record.take())
        #expect(reader.sketch() == sketch)
        #expect(reader.sketch() == Sketch(bins))
        #expect(reader.sketch() == nil)
        #expect(reader.integerCounts() == years && reader.integerCounts() == IntegerCounts())
        #expect(reader.isAtEnd)
    }
}
