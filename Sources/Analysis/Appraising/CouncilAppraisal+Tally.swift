import CRows
import CouncilModel
import Stochastics

/// Reads what was tallied of councils.
final class CouncilReader {
    private let tally: CouncilTally
    /// What is asked for at every council.
    private let register: Register
    private let selected: [Int]
    private let baseYear: Int
    private let reader: PercentileReader
    private let cash = Scratch(capacity: 0)
    private let joined = Scratch(capacity: 0)
    /// Marks of trials in which the council at hand joins.
    private let marks: UnsafeMutablePointer<UInt8>
    static let percents: [Double] = [10, 50, 90]

    init(_ tally: CouncilTally, reader: PercentileReader) {
        self.tally = tally
        register = tally.scenario.register
        selected = tally.scenario.selected
        baseYear = tally.scenario.baseYear
        self.reader = reader
        marks = .allocate(capacity: tally.kept == nil ? 1 : tally.shape.trials)
    }

    deinit { marks.deallocate() }

    /// Each council under an option, by the option's place in the tally.
    func councils(ofOption place: Int) -> [CouncilAppraisal] {
        selected.indices.map { council($0, ofOption: place) }
    }

    private func council(_ council: Int, ofOption place: Int) -> CouncilAppraisal {
        let total = tally.total(ofOption: place, council: council)
        let row = selected[council]
        let trials = Double(total.trials)
        let bands = bands(ofCell: place * tally.councilCount + council, total)
        var ifJoined: CouncilAppraisal.IfJoined?
        if total.joined > 0 {
            ifJoined = CouncilAppraisal.IfJoined(
                trials: total.joined, npv: bands.npvJoined, cashNPV: bands.cashJoined,
                probabilityBetterOff: Double(total.betterJoined) / Double(total.joined)
            )
        }
        return CouncilAppraisal(
            code: register.codes[row], name: register.names[row], type: register.types[row],
            longitude: register.number("longitude", row: row), latitude: register.number("latitude", row: row),
            residents: register.residents(row: row), npv: bands.npv, cashNPV: bands.cash,
            probabilityBetterOff: Double(total.better) / trials,
            probabilityBetterOffCash: Double(total.betterCash) / trials,
            probabilityJoins: Double(total.joined) / trials,
            joiningYearP50: tally.joiningYears(ofOption: place, council: council)
                .earliest(sharing: 50, ofTrials: total.trials)
                .map { baseYear + $0 },
            ifJoined: ifJoined
        )
    }

    /// Bands of a council, those over the trials in which it joins left at 0 where there are none.
    private struct Bands {
        var npv, cash, npvJoined, cashJoined: CouncilBand
    }

    private func bands(ofCell cell: Int, _ total: FoldedCouncil) -> Bands {
        let (trials, joined) = (Double(total.trials), Double(max(1, total.joined)))
        let means = [total.npv / trials, total.cash / trials, total.npvJoined / joined, total.cashJoined / joined]
        var p: [[Double]]
        if let windows = tally.windows(of: cell) {
            p = reader.percentiles(of: windows, cell: cell)
        } else {
            p = tally.exact != nil ? collected(cell) : tally.kept == nil ? sketched(cell, total) : kept(cell, total)
        }
        if p.count == 2 { p = [p[0], p[0], p[1], p[1]] }
        let bands = zip(means, p).map { CouncilBand(mean: $0, p10: $1[0], p50: $1[1], p90: $1[2]) }
        return Bands(npv: bands[0], cash: bands[1], npvJoined: bands[2], cashJoined: bands[3])
    }

    /// Percentiles of NPV, of cash NPV and of both over the trials in which it joins; where cash NPV is NPV in every
    /// trial, of NPV and of NPV over the trials in which it joins.
    private func kept(_ cell: Int, _ total: FoldedCouncil) -> [[Double]] {
        guard let kept = tally.kept else { return [] }
        let npv = TrialRow(kept[tally.npvRow(cell)])
        let rows = total.isAllCash ? [npv] : [npv, cashRow(cell)]
        if total.joined == total.trials || total.joined == 0 {
            let all = rows.map { percentiles($0, total.trials) }
            return all + all
        }
        guard let marked = tally.joined?[cell] else { return [] }
        let read = rows.map { row in
            // Nearly always nothing comes to councils that do not join: zeros that need no looking for.
            if !row_flows_unmarked(row, marked, total.trials) {
                return reader.percentiles(
                    row, count: total.trials, leavingOutZeros: total.trials - total.joined, at: Self.percents)
            }
            row_marks_of_bits(marks, marked, total.trials)
            let count = joined.keep(row, where: marks, are: 1, count: total.trials)
            return (percentiles(row, total.trials), percentiles(TrialRow(joined.values), count))
        }
        return read.map(\.0) + read.map(\.1)
    }

    private func percentiles(_ row: TrialRow, _ count: Int) -> [Double] {
        reader.percentiles(row, count: count, present: count, at: Self.percents) ?? []
    }

    /// Cash NPV by trial, put together from blocks in which it was kept and those in which it is NPV.
    private func cashRow(_ cell: Int) -> TrialRow {
        guard let kept = tally.kept, let isNPV = tally.cashIsNPV?[cell] else {
            preconditionFailure("cash NPV is read by trial where it is kept")
        }
        cash.reserve(kept.trials)
        for block in 0..<tally.shape.blocks {
            let first = block * TrialRows.block
            let source = kept[isNPV[block] == 1 ? tally.npvRow(cell) : tally.cashRow(cell)]
            (cash.values + first).update(from: source + first, count: min(TrialRows.block, kept.trials - first))
        }
        return TrialRow(cash.values)
    }

    private func collected(_ cell: Int) -> [[Double]] {
        // Where cash NPV is NPV in every trial nothing was collected of it.
        let places = tally.exact?[4 * cell + 2] == nil ? [0, 1] : [0, 2, 1, 3]
        return places.map { place in
            let values = tally.exact?[4 * cell + place]
            return Self.percents.map { values?.quantile($0 / 100) ?? 0 }
        }
    }

    private func sketched(_ cell: Int, _ total: FoldedCouncil) -> [[Double]] {
        guard let sketches = tally.sketches?[cell].sketches else { return [] }
        let pairs = [(sketches.npvJoined, sketches.npvOther), (sketches.cashJoined, sketches.cashOther)]
        var (all, joined): ([[Double]], [[Double]]) = ([], [])
        for case (let own?, let other?) in pairs {
            var both = own
            both.merge(other)
            all.append(reader.percentiles(both.reading, at: Self.percents))
            joined.append(own.isEmpty ? [0, 0, 0] : reader.percentiles(own.reading, at: Self.percents))
        }
        return all + joined
    }
}
