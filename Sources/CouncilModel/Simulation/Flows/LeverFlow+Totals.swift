/// What a flow comes to over all councils, once they are through.
extension LeverFlow {
    /// Adds up what all councils came to, and enters it.
    func finish() {
        for table in tables { table.finish() }
        for sums in weightedSums { sums?.begin() }
        for (place, line) in councilLines.enumerated() {
            switch line.way {
            case .separable(let part): addUp(line, place, of: part, from: sums(part, .members))
            case .cellwise: addUpCells(of: line, place)
            case .direct: break
            }
            line.finishFlows()
            post(line)
        }
        for line in programmeLines { line.post(into: self) }
    }

    private func addUpCells(of line: CouncilLine, _ place: Int) {
        guard let sums = line.sums else { return }
        let number = cellNumbers[place]
        cellSums[number / CellSums.mostLines].take(line: number % CellSums.mostLines, into: sums)
        addUp(line, place, of: nil, from: sums)
    }

    /// - Parameter part: what of each council is summed; nil where the line has sums of its own.
    private func addUp(_ line: CouncilLine, _ place: Int, of part: Int?, from sums: StableTable) {
        guard let schedule = line.schedule else { preconditionFailure("tables by joining year have a schedule") }
        let weighted =
            weightedSums[place]
            ?? councilLines[..<place].indices.lazy.compactMap { earlier -> WeightedSums? in
                guard let part, case .separable(let other) = self.councilLines[earlier].way, other == part,
                    let shared = self.weightedSums[earlier], shared.serve(schedule)
                else { return nil }
                return shared
            }.first ?? WeightedSums(schedule: schedule, years: plan.years, width: width)
        weightedSums[place] = weighted
        weighted.fill(from: sums)
        line.addUp(weighted)
    }

    private func post(_ line: CouncilLine) {
        let posting = posting(line.planned.line, row: line.row)
        posting.addToWhole(line.flows)
        for entry in line.planned.line.entries {
            posting.enter(entry, share: 1, flow: line.flows.flow, cash: line.flows.cash)
        }
    }

    /// What puts a line's flows into the totals.
    func posting(_ line: Line, row: Int) -> Posting {
        Posting(line: line, row: row, totals: totals, discountFactors: plan.discountFactors, width: width)
    }
}
