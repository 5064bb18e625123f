import CouncilModel
import Stochastics

/// Of each block, by option and council: a byte 0 where it joins in no trial and nothing comes to anything; else a byte 1
/// where cash NPV is NPV in all trials, 2 where it is not, then what is counted and added up; where values are kept, NPV,
/// cash NPV where it is another, and in which trials it joins. Counts: years of joining, then sketches, by option and council.
extension CouncilTally: RecordedTally {
    var hasSketches: Bool { sketches != nil }

    func write(_ consumer: any BlockConsumer, block: Int, to record: inout RecordWriter) {
        guard let consumer = consumer as? CouncilBlock else { preconditionFailure("a tally writes its own consumers") }
        let trials = shape.trials(of: block)
        for (cell, council) in consumer.councils.enumerated() {
            Self.write(council, to: &record)
            guard let kept, let joined else { continue }
            record.put(kept[npvRow(cell)] + trials.lowerBound, count: trials.count)
            if !council.isAllCash { record.put(kept[cashRow(cell)] + trials.lowerBound, count: trials.count) }
            record.put(joined[cell] + Self.marks(trials.lowerBound), count: Self.marks(trials.count))
        }
    }

    func fold(_ record: RecordReader, block: Int) {
        let trials = shape.trials(of: block)
        let councils = (0..<options.count * councilCount).map { cell in
            let council = Self.council(from: record, trials: trials.count)
            guard let kept, let joined else { return council }
            record.row(into: kept.written(npvRow(cell)) + trials.lowerBound, count: trials.count)
            if !council.isAllCash {
                record.row(into: kept.written(cashRow(cell)) + trials.lowerBound, count: trials.count)
            }
            cashIsNPV?[cell][block] = council.isAllCash ? 1 : 0
            record.row(into: joined[cell] + Self.marks(trials.lowerBound), count: Self.marks(trials.count))
            return council
        }
        fold(councils)
    }

    func writeCounts(to record: inout RecordWriter) {
        for count in allYearCounts { record.put(whole: Int(count)) }
        for cell in sketches ?? [] {
            let state = cell.sketches
            for sketch in [state.npvJoined, state.npvOther, state.cashJoined, state.cashOther] { record.put(sketch) }
        }
    }

    func addCounts(from record: RecordReader) {
        addYearCounts { _ in UInt32(record.whole()) }
        for cell in sketches ?? [] {
            let read = (0..<4).map { _ in record.sketch() }
            cell.merge(
                CouncilSketches.State(npvJoined: read[0], npvOther: read[1], cashJoined: read[2], cashOther: read[3]))
        }
    }

    func forgetCounts() {
        forgetYearCounts()
        for cell in sketches ?? [] { cell.forgetCounts() }
    }

    private static func write(_ council: FoldedCouncil, to record: inout RecordWriter) {
        let sums = [council.npv, council.npvJoined] + (council.isAllCash ? [] : [council.cash, council.cashJoined])
        let isNothing = council.isAllCash && council.joined == 0 && sums.allSatisfy { $0.bitPattern == 0 }
        if isNothing, council.better == 0 {
            record.put(byte: 0)
            return
        }
        record.put(byte: council.isAllCash ? 1 : 2)
        for count in [council.joined, council.better, council.betterCash, council.betterJoined] {
            record.put(whole: count)
        }
        for sum in sums { record.put(sum) }
    }

    private static func council(from record: RecordReader, trials: Int) -> FoldedCouncil {
        var council = FoldedCouncil()
        council.trials = trials
        let kind = record.byte()
        if kind == 0 { return council }
        council.isAllCash = kind == 1
        council.joined = record.whole()
        council.better = record.whole()
        council.betterCash = record.whole()
        council.betterJoined = record.whole()
        council.npv = record.double()
        council.npvJoined = record.double()
        (council.cash, council.cashJoined) = (council.npv, council.npvJoined)
        if !council.isAllCash {
            council.cash = record.double()
            council.cashJoined = record.double()
        }
        return council
    }
}
