import CouncilModel
import Formulas

/// Flows: one row a council and council line, one a programme line, a year a column.
extension CentralModel {
    /// All lines in order of claiming, then the reference's.
    func putFlows() {
        let factors = entries.map { factorRow($0) }
        for (entry, factor) in zip(entries, factors) {
            if entry.line.level == .programme {
                putProgramme(entry, factor: factor)
            } else {
                putCouncilLine(entry, factor: factor)
            }
        }
        putReference()
    }

    /// A cell of the row at hand, which moves with the row.
    func own(_ row: Int, _ column: Int) -> Expression { flows.cell(row, column, fixesRow: false) }

    private func flowYear(_ index: Int) -> Expression { year(index, on: flows, from: columns.firstYear) }

    private func putHead(_ entry: LineEntry, council: Int?, _ row: Int) {
        flows.put(Double(entry.number), row, FlowColumns.line, CellStyle(.plain, .count))
        let register = scenario.register
        let place = council.map { scenario.selected[$0] }
        flows.put(
            [
                givens.levers[entry.slot].lever.title, entry.line.name, entry.line.side.rawValue,
                entry.line.kind.rawValue,
                place.map { register.codes[$0] } ?? "programme", place.map { register.names[$0] } ?? "",
            ], row, 1, CellStyle(.plain))
    }

    private func putProgramme(_ entry: LineEntry, factor: Int?) {
        let (row, line) = (max(Self.firstRow, flows.rowCount), entry.line)
        putHead(entry, council: nil, row)
        guard case .amount(let amount) = line.value else { preconditionFailure("a programme line has an amount") }
        putCell(amount, what: "amount of \(line.name)", row, FlowColumns.amount, .pence)
        if let uplift = line.uplift {
            putCell(uplift, what: "uplift of \(line.name)", row, FlowColumns.uplift, .factor)
        }
        for (number, modifier) in entry.given.modifiers.enumerated() {
            putCell(modifier.by, what: "modifier of \(line.name)", row, columns.modifier(number), .factor)
        }
        putWeights(entry, council: nil, row)
        for index in 0..<scenario.years {
            var factors = [own(row, FlowColumns.amount)]
            if let factor { factors.append(yearCell(factor, index)) }
            for (number, modifier) in entry.given.modifiers.enumerated() {
                let share = yearCell(shareRow(modifier.lever), index)
                factors.append(.number(1) + (own(row, columns.modifier(number)) - .number(1)) * share)
            }
            if line.uplift != nil { factors.append(own(row, FlowColumns.uplift)) }
            putFlow(factors, weight: factor.map { yearCell($0, index) }, row, index)
        }
        putPresentValues(entry, row)
    }

    private func putCouncilLine(_ entry: LineEntry, factor: Int?) {
        let line = entry.line
        let lever = givens.levers[entry.slot]
        let what = "of \(line.name)"
        let amount = amountExpression(entry)
        let uplift = line.uplift.map { ($0, expression(of: $0, what: "uplift \(what)")) }
        let modifiers = entry.given.modifiers.map { ($0.by, expression(of: $0.by, what: "modifier \(what)")) }
        let claimed = line.claimedPool.flatMap { name in scenario.pools.first { $0.name == name } }.map { pool in
            let title = "Pool \(pool.name)"
            putCouncilColumn("pool \(pool.name)", heading: title, formula: pool.amount, what: title)
            return (
                pool.name,
                growthRow("pool growth \(pool.name)", lever: "Pool \(pool.name)", line: "", growth: pool.growth)
            )
        }
        let value = line.claimValue.map { ($0, expression(of: $0, what: "value \(what)")) }
        for council in lever.lever.eligible {
            // Members from before have their joining behind them.
            if case .joining = line.timing, lever.isAlready[council] { continue }
            let row = max(Self.firstRow, flows.rowCount)
            putHead(entry, council: council, row)
            if let joins = councilCell("joins \(entry.slot)") {
                let cell = joins.moved(to: councilRow(council), of: councils)
                flows.put(cell, row, FlowColumns.joins, CellStyle(.live, .year))
            }
            put(amount, council, row, FlowColumns.amount, line.claimedPool == nil ? .pence : .factor)
            if let uplift { put(uplift, council, row, FlowColumns.uplift, .factor) }
            for (number, modifier) in modifiers.enumerated() {
                put(modifier, council, row, columns.modifier(number), .factor)
            }
            if let value { put(value, council, row, columns.value, .pence) }
            putOwnTiming(entry, council: council, row)
            putWeights(entry, council: council, row)
            if let claimed {
                putClaim(entry, factor: factor, council: council, row, pool: claimed.0, growth: claimed.1)
            } else {
                for index in 0..<scenario.years { putCouncilFlow(entry, factor, council: council, row, index) }
                putPresentValues(entry, row)
            }
        }
    }

    /// What stands in the column of amounts, for the first council; with the formula for where it cannot be written.
    private func amountExpression(_ entry: LineEntry) -> (Formula, Expression?) {
        let what = "amount of \(entry.line.name)"
        switch entry.line.value {
        case .amount(let formula), .claim(_, let formula, _): return (formula, expression(of: formula, what: what))
        case .contractBreak(let formula):
            let left = councilCell("years left \(entry.slot)") ?? .number(0)
            return (formula, expression(of: formula, what: what).map { $0 * left })
        case .team(let team):
            let key = "team \(entry.number)"
            let demand = putCouncilColumn(
                "demand \(entry.number)", heading: "Demand: \(entry.line.name)", formula: team.demand, what: key,
                held: true)
            _ = demand
            if councilColumns["alone \(entry.number)"] == nil {
                let column = addCouncilColumn(
                    "alone \(entry.number)", heading: "Staff alone: \(entry.line.name)", note: "days a year")
                for council in givens.levers[entry.slot].lever.eligible {
                    councils.put(
                        entry.given.staff?.alone[council], councilRow(council), column, CellStyle(.marked, .factor))
                }
            }
            // What a council would spend alone; its part of the pool is taken off in each year.
            let alone = councilCell("alone \(entry.number)") ?? .number(0)
            return (team.dayCost, expression(of: team.dayCost, what: what).map { alone * $0 })
        }
    }

    /// Puts a formula that may differ by council down, moved to a council's row.
    private func put(
        _ formula: (Formula, Expression?), _ council: Int, _ row: Int, _ column: Int, _ format: CellStyle.Format
    ) {
        if let expression = formula.1 {
            putLive(expression.moved(to: councilRow(council), of: councils), on: flows, row, column, format)
        } else {
            flows.put(value(of: formula.0, council: council), row, column, CellStyle(.marked, format))
        }
    }

    private func putCell(_ formula: Formula, what: String, _ row: Int, _ column: Int, _ format: CellStyle.Format) {
        putFormula(formula, what: what, on: flows, row, column, format)
    }

    /// Lag, life and decay where they are the council's own.
    private func putOwnTiming(_ entry: LineEntry, council: Int, _ row: Int) {
        guard entry.line.timing.parameters.contains(where: dependsOnCouncil) else { return }
        func put(_ formula: Formula, _ name: String, _ column: Int, _ shape: (Expression) -> Expression) {
            let expression = expression(of: formula, what: "\(name) of \(entry.line.name)")
            let own = expression.map { shape($0.moved(to: councilRow(council), of: councils)) }
            if let own {
                putLive(own, on: flows, row, column, .factor)
            } else {
                let value = shape(.number(value(of: formula, council: council))).value.number
                flows.put(value, row, column, CellStyle(.marked, .factor))
            }
        }
        let years: (Expression) -> Expression = { .call(.max, [.number(0), .roundedHalfUp($0)]) }
        switch entry.line.timing {
        case .membership(_, let lasts, let decay, let lag):
            put(lag, "lag", columns.lag, years)
            if let lasts { put(lasts, "lasts", columns.lasts, years) }
            put(decay, "decay", columns.decay) { .held($0, 0, 1) }
        case .running(_, _, _, let lasts?): put(lasts, "lasts", columns.lasts, years)
        default: break
        }
    }

    /// What of a flow counts: in costs or benefits, in public cash, in public costs.
    private func putWeights(_ entry: LineEntry, council: Int?, _ row: Int) {
        let line = entry.line
        let share = lines.cell(lineRow(entry), LineColumns.publicShare)
        func held(_ formula: Formula?, _ what: String) -> Expression? {
            guard let formula else { return nil }
            let row = councilRow(council ?? 0)
            return expression(of: formula, what: "\(what) of \(line.name)").map {
                .held($0.moved(to: row, of: councils), 0, 1)
            } ?? .held(.number(value(of: formula, council: council)), 0, 1)
        }
        putLive(held(line.resource, "resource") ?? .number(1), on: flows, row, FlowColumns.counts, .factor)
        var (cash, cost) = (Expression.number(0), Expression.number(0))
        switch (line.side, line.kind.isCash) {
        case (.cost, true), (.transfer, _): (cash, cost) = (.negation(share), share)
        case (.benefit, true): cash = held(line.cashed, "cashed").map { share * $0 } ?? share
        default: break
        }
        putLive(cash, on: flows, row, FlowColumns.cash, .factor)
        putLive(cost, on: flows, row, FlowColumns.cost, .factor)
    }

    /// What a line is multiplied by at a council in a year by when it joined.
    func weight(_ entry: LineEntry, council: Int, _ row: Int, _ index: Int) -> Expression {
        let (line, joins, year) = (entry.line, own(row, FlowColumns.joins), flowYear(index))
        let isOwn = line.timing.parameters.contains(where: dependsOnCouncil)
        switch line.timing {
        case .joining, .membership:
            let age = year - joins
            if isOwn, case .membership(_, let lasts, _, _) = line.timing {
                return rampWeight(
                    entry, age: age - own(row, columns.lag), lasts: lasts.map { _ in own(row, columns.lasts) },
                    decay: own(row, columns.decay))
            }
            let profile = profileRows[entry.number] ?? Self.firstRow
            let range = profiles.range(profile, Self.firstAgeColumn, profile, Self.firstAgeColumn + ages.count - 1)
            return .if(
                age < .whole(ages.lowerBound), .number(0),
                .call(.index, [range, .number(1), age + .whole(1 - ages.lowerBound)]))
        case .renewal:
            func cell(_ key: String) -> Expression {
                (councilCell("\(key) \(entry.slot)") ?? .number(1)).moved(to: councilRow(council), of: councils)
            }
            return .if(
                .call(.and, [year > joins, year >= cell("first end")]),
                .if(.call(.mod, [year - cell("first end"), cell("length")]) == .number(0), .number(1), .number(0)),
                .number(0))
        case .running:
            var factors: [Expression] = []
            switch line.appliesTo {
            case .members: factors.append(.if(joins <= year, .number(1), .number(0)))
            case .nonMembers: factors.append(.if(joins > year, .number(1), .number(0)))
            case .eligible: break
            }
            if isOwn, case .running(_, _, let sinceStarts, _) = line.timing {
                let origin = sinceStarts ? levers.cell(Self.firstRow + entry.slot, 2) : firstYear(entry.slot)
                let age = year - origin - lines.cell(lineRow(entry), LineColumns.from)
                factors.append(rampWeight(entry, age: age, lasts: own(row, columns.lasts), decay: nil))
            }
            return .product(factors)
        case .windUp: return .if(joins < year, .number(1), .number(0))
        case .end: return .if(joins <= year, .number(1), .number(0))
        case .start: preconditionFailure("a council line has no start timing")
        }
    }

    /// Modifiers in force at a council in a year.
    func modifiers(_ entry: LineEntry, council: Int, _ row: Int, _ index: Int) -> [Expression] {
        let year = flowYear(index)
        return entry.given.modifiers.enumerated().map { number, modifier in
            // A council that is not eligible for the other lever never joins it, and has an empty cell there.
            guard givens.levers[modifier.lever].lever.eligible.contains(council),
                let joins = councilCell("joins \(modifier.lever)")?.moved(to: councilRow(council), of: councils)
            else { return .number(1) }
            let hasJoined = joins <= year
            let isOn = canEnd(modifier.lever) ? .call(.and, [hasJoined, year < windUp(modifier.lever)]) : hasJoined
            return .if(isOn, own(row, columns.modifier(number)), .number(1))
        }
    }

    private func putCouncilFlow(_ entry: LineEntry, _ factor: Int?, council: Int, _ row: Int, _ index: Int) {
        let weight = weight(entry, council: council, row, index)
        var factors = [weight, worth(entry, council: council, row, index)]
        if let factor { factors.append(yearCell(factor, index)) }
        factors += modifiers(entry, council: council, row, index)
        if entry.line.uplift != nil { factors.append(own(row, FlowColumns.uplift)) }
        putFlow(factors, weight: factor.map { weight * yearCell($0, index) } ?? weight, row, index)
    }

    /// The amount; of a pooled team what a council saves in a year.
    private func worth(_ entry: LineEntry, council: Int, _ row: Int, _ index: Int) -> Expression {
        let amount = own(row, FlowColumns.amount)
        guard case .team(let team) = entry.line.value, let staff = entry.given.staff else { return amount }
        let name = givens.levers[entry.slot].lever.title
        let pooled = putYearRow(
            "pooled \(entry.number)", lever: name, what: "Staff of the pool, days", line: entry.line.name
        ) {
            .marked(staff.pooled[$0])
        }
        let cost = putYearRow(
            "pooled cost \(entry.number)", lever: name, what: "Day cost of the pool", line: entry.line.name
        ) {
            _ in
            expression(of: team.pooledDayCost, what: "pooled_day_cost of \(entry.line.name)").map { .live($0) }
                ?? .marked(value(of: team.pooledDayCost, council: nil))
        }
        let demand = putYearRow(
            "demand \(entry.number)", lever: name, what: "Demand of members, days", line: entry.line.name
        ) {
            .live(
                sumOverMembers(
                    councilColumns["demand \(entry.number)"] ?? 0, slot: entry.slot,
                    year: year($0, on: years, from: Self.firstYearColumn), before: false))
        }
        let ownDemand = (councilCell("demand \(entry.number)") ?? .number(0)).moved(
            to: councilRow(council), of: councils)
        let part = Expression.if(
            yearCell(demand, index) > .number(0), ownDemand / yearCell(demand, index), .number(0))
        return amount - part * yearCell(pooled, index) * yearCell(cost, index)
    }

    /// A flow; where anything in it has no value, it is 0 where it does not flow.
    func putFlow(_ factors: [Expression], weight: Expression?, _ row: Int, _ index: Int) {
        var flow = Expression.product(factors)
        var value = flow.value
        if value == .error, let weight {
            flow = .if(weight == .number(0), .number(0), flow)
            value = flow.value
        }
        flows.put(flow, comingTo: value, row, columns.firstYear + index, CellStyle(.live, .money))
    }

    /// Present values with and without uplift.
    func putPresentValues(_ entry: LineEntry, _ row: Int, before: () -> Expression? = { nil }) {
        let first = columns.firstYear
        let byYear = Expression.range(
            CellReference(sheet: flows, row: row, column: first, fixesRow: false, fixesColumn: true), lastRow: row,
            lastColumn: first + scenario.years - 1)
        let value = Expression.call(.sumProduct, [byYear, discountFactors]) * own(row, FlowColumns.counts)
        flows.put(value, row, FlowColumns.presentValue, CellStyle(.live, .money))
        let whole = own(row, FlowColumns.presentValue)
        if let before = before() {
            flows.put(before, row, FlowColumns.beforeUplift, CellStyle(.live, .money))
        } else if entry.line.uplift == nil {
            flows.put(whole, row, FlowColumns.beforeUplift, CellStyle(.live, .money))
        } else if flows.value(row: row, column: FlowColumns.uplift).number == 0 {
            // Nothing can be divided by an uplift of 0.
            flows.put(givenBeforeUplift(entry, row), row, FlowColumns.beforeUplift, CellStyle(.marked, .money))
        } else {
            let divided = whole / own(row, FlowColumns.uplift)
            let shown = divided.value == .error ? .call(.isError, [divided, .number(0)]) : divided
            flows.put(shown, row, FlowColumns.beforeUplift, CellStyle(.live, .money))
        }
    }

    /// What the engine makes of a line at a row's council without its uplift.
    private func givenBeforeUplift(_ entry: LineEntry, _ row: Int) -> Double {
        let code = flows.value(row: row, column: FlowColumns.code)
        let flow = entry.given.flows.first { flow in
            guard let council = flow.council else { return true }
            return code == .text(scenario.register.codes[scenario.selected[council]])
        }
        return flow.map { presentValue($0.byYearBeforeUplift) * $0.resource } ?? 0
    }

    /// The present value of a flow of the engine.
    func presentValue(_ byYear: [Double]) -> Double {
        zip(scenario.discounting.factors(years: scenario.years), byYear).reduce(0) { $0 + $1.0 * $1.1 }
    }
}
