import CouncilModel
import Formulas

/// Claims on pools, and what the reference takes off.
extension CentralModel {
    /// A claim: the share it takes of what others have left, and what that is worth.
    func putClaim(
        _ entry: LineEntry, factor: Int?, council: Int, _ row: Int, pool: String, growth: Int?
    ) {
        let claim = max(Self.firstRow, claims.rowCount)
        let place = ClaimPlace(pool: pool, council: council)
        let before = lastClaim[place]
        lastClaim[place] = claim
        let register = scenario.register
        claims.put(Double(entry.number), claim, 0, CellStyle(.plain, .count))
        claims.put(
            [
                entry.line.name, pool, register.codes[scenario.selected[council]],
                register.names[scenario.selected[council]],
            ],
            claim, 1, CellStyle(.plain))
        let count = scenario.years
        let blocks = [ClaimColumns.firstYear, ClaimColumns.firstYear + count, ClaimColumns.firstYear + 2 * count]
        let amount = (councilCell("pool \(pool)") ?? .number(0)).moved(to: councilRow(council), of: councils)
        let hasUplift = entry.line.uplift != nil
        for index in 0..<count {
            let weight = weight(entry, council: council, row, index)
            var factors = [weight, own(row, FlowColumns.amount)]
            if let factor { factors.append(yearCell(factor, index)) }
            factors += modifiers(entry, council: council, row, index)
            var asked = Expression.product(factors)
            if asked.value == .error { asked = .if(weight == .number(0), .number(0), asked) }
            if hasUplift {
                claims.put(asked, claim, blocks[0] + index, CellStyle(.live, .factor))
                asked = claims.cell(claim, blocks[0] + index, fixesRow: false, fixesColumn: false)
                asked = .if(asked > .number(0), asked * own(row, FlowColumns.uplift), asked)
            }
            claims.put(.held(asked, -1, 1), claim, blocks[1] + index, CellStyle(.live, .factor))
            let share = claims.cell(claim, blocks[1] + index, fixesRow: false, fixesColumn: false)
            let left = before.map { claims.cell($0, blocks[2] + index, fixesRow: false, fixesColumn: false) }
            claims.put(
                .product([left ?? .number(1), .number(1) - share]), claim, blocks[2] + index, CellStyle(.live, .factor))
            var saved = [share, amount]
            if let left { saved.append(left) }
            if let growth { saved.append(yearCell(growth, index)) }
            if entry.line.claimValue != nil { saved.append(own(row, columns.value)) }
            putFlow(saved, weight: share, row, index)
        }
        putPresentValues(entry, row) { [self] in
            guard hasUplift else { return nil }
            let asked = claims.range(claim, blocks[0], claim, blocks[0] + count - 1)
            let one = Expression.number(1)
            let held = (asked > one) - (asked < .number(-1)) + (asked >= .number(-1)) * (asked <= one) * asked
            var parts = [held, discountFactors]
            if let before { parts.append(claims.range(before, blocks[2], before, blocks[2] + count - 1)) }
            if let growth { parts.append(yearRange(growth)) }
            var worth = Expression.call(.sumProduct, parts) * amount
            if entry.line.claimValue != nil { worth = worth * own(row, columns.value) }
            return worth * own(row, FlowColumns.counts)
        }
    }

    /// The reference's flows, which are taken off: as values, as its own assumptions may differ.
    func putReference() {
        guard let reference else { return }
        for lever in reference.levers {
            for (number, given) in lever.lines.enumerated() where !given.flows.isEmpty {
                let line = given.line
                let share = line.publicShare(of: lever.lever)
                for flow in given.flows {
                    let row = max(Self.firstRow, flows.rowCount)
                    let place = flow.council.map { scenario.selected[$0] }
                    flows.put(-Double(number + 1), row, FlowColumns.line, CellStyle(.plain, .count))
                    flows.put(
                        [
                            "\(reference.option): \(lever.lever.title)", line.name, line.side.rawValue,
                            line.kind.rawValue,
                            place.map { scenario.register.codes[$0] } ?? "programme",
                            place.map { scenario.register.names[$0] } ?? "",
                        ], row, 1, CellStyle(.plain))
                    let isCash = line.side == .transfer || line.kind.isCash
                    let cash = line.side == .benefit ? share * flow.cashed : -share
                    let cost = line.side == .benefit ? 0 : share
                    flows.put(-flow.resource, row, FlowColumns.counts, CellStyle(.marked, .factor))
                    flows.put(isCash ? -cash : 0, row, FlowColumns.cash, CellStyle(.marked, .factor))
                    flows.put(isCash ? -cost : 0, row, FlowColumns.cost, CellStyle(.marked, .factor))
                    for (index, amount) in flow.byYear.enumerated() {
                        flows.put(amount, row, columns.firstYear + index, CellStyle(.marked, .money))
                    }
                    let byYear = flows.range(row, columns.firstYear, row, columns.firstYear + scenario.years - 1)
                    let value = Expression.call(.sumProduct, [byYear, discountFactors]) * own(row, FlowColumns.counts)
                    flows.put(value, row, FlowColumns.presentValue, CellStyle(.live, .money))
                    flows.put(
                        -presentValue(flow.byYearBeforeUplift) * flow.resource, row, FlowColumns.beforeUplift,
                        CellStyle(.marked, .money))
                }
            }
        }
    }
}

/// Columns of `claims`: three blocks of years after these.
enum ClaimColumns {
    static let headings = ["Line", "Name", "Pool", "Code", "Council"]
    static let firstYear = 5
}

extension Line {
    /// The pool that it claims.
    var claimedPool: String? {
        if case .claim(let pool, _, _) = value { return pool }
        return nil
    }
}
