import Dispatch
import Stochastics
import Testing

@testable import Analysis

@Suite("Rows of values by trial")
struct TrialRowTests {
    @Test("Rows are what was written into them by several threads, others are 0", arguments: [1, 500, 40_000, 300_000])
    func written(trials: Int) {
        let memory = RowMemory(rows: 30, trials: trials)
        let (first, second) = (TrialRows(rows: 40, in: memory), TrialRows(rows: 5, in: memory))
        let part = (trials + 3) / 4
        // Every other row is written, part by part, all parts at once.
        DispatchQueue.concurrentPerform(iterations: 4) { thread in
            let from = min(thread * part, trials)
            let count = min(part, trials - from)
            for row in stride(from: 0, to: 40, by: 2) {
                let values = (from..<from + count).map { Double(row * trials + $0) + 1 }
                first.put(values, count: count, row: row, from: from)
            }
            second.putNothing(count: count, row: 3, from: from)
        }
        for row in 0..<40 {
            let values = UnsafeBufferPointer(start: first[row], count: trials)
            let isRight = values.indices.allSatisfy { values[$0] == (row % 2 == 0 ? Double(row * trials + $0) + 1 : 0) }
            #expect(isRight, "row \(row)")
        }
        for row in 0..<5 {
            let values = UnsafeBufferPointer(start: second[row], count: trials)
            #expect(values.allSatisfy { row == 3 ? $0.isNaN : $0 == 0 })
        }
    }

    @Test("What another thread is at is left for later, and then taken up like the rest")
    func goingPast() throws {
        let trials = 3 * 512
        let samples = Samples(seed: 5, trials: trials)
        let figures = ["a", "b", "c", "d", "e"].map { samples.normal($0) }
        let searches = figures.map { _ in [0.5, 0.9].map { QuantileSearch($0, of: trials) } }
        // Two parts of two figures, and one of what is left.
        let cells = WindowCells(count: 1, searches: searches, perPart: 2, trials: trials)
        let (isInside, hasLeft) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        @Sendable func add(_ block: Int, part: Int, in room: WindowCells.Room, before: @escaping () -> Void = {}) {
            cells.add(to: 0, part: part, count: 512, in: room) { take in
                before()
                for figure in 2 * part..<min(2 * part + 2, 5) {
                    figures[figure].withUnsafeBufferPointer { take($0.baseAddress.map { $0 + 512 * block }, figure) }
                }
            }
        }
        // The first block lies in all parts; then one thread is inside each part when the other comes.
        let rooms = [cells.room(), cells.room()]
        for part in 0..<3 { add(0, part: part, in: rooms[0]) }
        cells.finish(0, count: 512, in: rooms[0])
        let other = DispatchGroup()
        DispatchQueue.global().async(group: other) {
            for part in 0..<3 {
                #expect(isInside.wait(timeout: .now() + 60) == .success)
                // It is asked for figures while the other is inside the part: it can only leave them.
                add(2, part: part, in: rooms[1]) { hasLeft.signal() }
            }
            cells.finish(0, count: 512, in: rooms[1])
        }
        for part in 0..<3 {
            add(1, part: part, in: rooms[0]) {
                isInside.signal()
                #expect(hasLeft.wait(timeout: .now() + 60) == .success)
            }
        }
        cells.finish(0, count: 512, in: rooms[0])
        other.wait()
        #expect(cells.holdAll(of: 0))
        for figure in 0..<5 {
            let found = cells.percentiles(cell: 0, figure: figure, by: Selection())
            for (value, percent) in zip(found, [50.0, 90]) {
                #expect(isClose(value, Naive.percentile(figures[figure], percent)))
            }
        }
    }
}
