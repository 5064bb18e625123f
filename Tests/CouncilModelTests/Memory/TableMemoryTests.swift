import Testing

@testable import CouncilModel

@Suite("Memory of tables")
struct TableMemoryTests {
    /// Tables of all sizes, some larger than a stretch, whatever stands in others.
    private static let shapes = [(1, 1), (10, 512), (3, 77), (700, 512), (1, 3), (64, 512), (0, 512), (130, 4096)]

    @Test("Tables begin as zeros, in memory too that other tables have had before")
    func zeros() {
        for _ in 0..<4 {
            let tables = (0..<6).flatMap { _ in Self.shapes.map { StableTable(rows: $0.0, width: $0.1) } }
            for table in tables {
                for row in 0..<table.rows { #expect(table.values(row: row).allSatisfy { $0 == 0 }) }
                table.fill(with: .nan)
            }
        }
    }

    @Test("Tables do not overlap, and rows of eight trials or more begin where a line of the cache does")
    func places() {
        let tables = (0..<200).flatMap { _ in Self.shapes.map { StableTable(rows: $0.0, width: $0.1) } }
        for (number, table) in tables.enumerated() { table.fill(with: Double(number)) }
        for (number, table) in tables.enumerated() where table.rows > 0 {
            for row in 0..<table.rows { #expect(table.values(row: row).allSatisfy { $0 == Double(number) }) }
            #expect(UInt(bitPattern: table[0]) % 64 == 0)
        }
    }

    @Test("A table may stand in what a larger one has left, and the larger one's place is whole again afterwards")
    func lent() {
        let (large, small) = (100_003 * 8, 60_001 * 8)
        let memory = TableMemory()
        let first = memory.take(bytes: large)
        first.initializeMemory(as: UInt8.self, repeating: 255, count: large)
        memory.giveBack(first, bytes: large)
        let tiny = memory.take(bytes: large / 5)
        #expect(tiny != first)
        let lent = memory.take(bytes: small)
        #expect(lent == first)
        #expect(UnsafeMutableRawBufferPointer(start: lent, count: small).allSatisfy { $0 == 0 })
        let other = memory.take(bytes: small)
        #expect(other != first)
        memory.giveBack(lent, bytes: small)
        #expect(memory.take(bytes: large) == first)
        #expect(UnsafeMutableRawBufferPointer(start: first, count: large).allSatisfy { $0 == 0 })
    }

    @Test("Memory that is taken up at once is zeros from end to end, and can be written", arguments: [true, false])
    func cleared(isDense: Bool) {
        for bytes in [1, 4096, LargePages.page - 8, LargePages.page, 3 * LargePages.page + 8] {
            let memory = ClearedMemory(bytes: bytes, isDense: isDense)
            let all = UnsafeMutableRawBufferPointer(start: memory.start, count: bytes)
            #expect(all.allSatisfy { $0 == 0 })
            all.initializeMemory(as: UInt8.self, repeating: 255)
            #expect(all.allSatisfy { $0 == 255 })
            #expect(!isDense || UInt(bitPattern: memory.start) % UInt(LargePages.page) == 0)
        }
    }
}
