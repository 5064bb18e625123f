import Analysis
import CouncilModel
import Reporting

/// `Cash by year`: the central case by year, in formulas that sum the flows, with the simulation beside it.
package final class CashSheet {
    let sheet = Sheet("Cash by year", .results)
    private let model: CentralModel
    private let option: OptionAppraisal?
    /// Rows by name, for whoever refers to them.
    private(set) var rows: [Row: Int] = [:]
    private var next = CentralModel.firstRow

    /// Rows that others refer to.
    enum Row: Hashable {
        case costs, benefits, net, cash, cumulative, discountedCash, publicCosts
    }

    /// The columns of present values and of year 0.
    static let (presentValueColumn, firstYearColumn) = (1, 2)

    /// - Parameter option: figures of the simulation to show beside the central case; nil: none.
    package init(model: CentralModel, option: OptionAppraisal?) {
        self.model = model
        self.option = option
        sheet.put("Cash by year: \(model.givens.option)", 0, 0, CellStyle(.title))
        sheet.put(
            "Central case, real prices of \(model.scenario.priceYear), undiscounted unless it says so. White cells are "
                + "formulas; grey ones are figures of the simulation.", 1, 0, CellStyle(.note))
        sheet.put("", CentralModel.headingRow, 0, CellStyle(.heading))
        sheet.put("Present value", CentralModel.headingRow, 1, CellStyle(.heading))
        model.putYearHeadings(on: sheet, from: Self.firstYearColumn)
        putCosts()
        putCash()
        putMembers()
        if let option {
            putSimulated(option)
            putCharts()
        }
        sheet.frozen = (CentralModel.firstRow, 1)
        sheet.widths = [40, 17] + Array(repeating: 15, count: model.scenario.years)
    }

    private var years: Int { model.scenario.years }

    private func section(_ title: String) {
        next += next == CentralModel.firstRow ? 0 : 1
        sheet.put(title, next, 0, CellStyle(.section))
        next += 1
    }

    /// The cells of a row, by year.
    func range(_ row: Int) -> Expression {
        sheet.range(row, Self.firstYearColumn, row, Self.firstYearColumn + years - 1)
    }

    private func cell(_ row: Int, _ index: Int) -> Expression {
        sheet.cell(row, Self.firstYearColumn + index, fixesColumn: false)
    }

    /// A row of formulas, with its present value where that means something.
    private func put(
        _ title: String, _ role: CellStyle.Role = .live, _ format: CellStyle.Format = .money,
        hasPresentValue: Bool = true,
        _ formula: (Int) -> Expression
    ) -> Int {
        put(title, role, format, hasPresentValue: hasPresentValue) { index, _ in formula(index) }
    }

    /// The same for a formula that refers to its own row.
    private func put(
        _ title: String, _ role: CellStyle.Role = .live, _ format: CellStyle.Format = .money,
        hasPresentValue: Bool = true,
        _ formula: (_ index: Int, _ row: Int) -> Expression
    ) -> Int {
        let row = next
        next += 1
        sheet.put(title, row, 0, CellStyle(role == .total ? .total : .plain))
        for index in 0..<years {
            sheet.put(formula(index, row), row, Self.firstYearColumn + index, CellStyle(role, format))
        }
        if hasPresentValue {
            sheet.put(
                .call(.sumProduct, [range(row), model.discountFactors]), row, Self.presentValueColumn,
                CellStyle(role, format))
        }
        return row
    }

    /// Flows of a kind in a year.
    private func flows(_ kind: Line.Kind, _ index: Int) -> Expression {
        let isKind = Expression.operation(.equal, model.flowColumn(FlowColumns.kind), .text(kind.rawValue))
        return rounded(
            .call(.sumProduct, [isKind * model.flowColumn(FlowColumns.counts) * model.flowYearColumn(index)]))
    }

    /// A sum without the rounding errors that a reference leaves where it cancels out, which would show as −£0.
    private func rounded(_ sum: Expression) -> Expression {
        model.reference == nil ? sum : .call(.round, [sum, .number(6)])
    }

    private func putCosts() {
        let kinds: [(String, [(Line.Kind, String)], Row)] = [
            ("Costs", [(.capital, "Capital"), (.revenue, "Revenue"), (.economic, "Economic (not cash)")], .costs),
            (
                "Benefits",
                [
                    (.cashable, "Cashable"), (.avoided, "Avoided"), (.nonCashable, "Non-cashable"),
                    (.societal, "Societal"),
                ], .benefits
            ),
        ]
        for (title, parts, key) in kinds {
            section(title)
            let first = next
            for (kind, name) in parts { _ = put(name) { flows(kind, $0) } }
            let last = next - 1
            rows[key] = put("Total \(title.lowercased())", .total) { index in
                let column = Self.firstYearColumn + index
                return .call(.sum, [sheet.range(first, column, last, column, fixesColumns: false)])
            }
        }
        section("Net social value")
        let (costs, benefits) = (rows[.costs] ?? 0, rows[.benefits] ?? 0)
        rows[.net] = put("Benefits less costs", .total) { cell(benefits, $0) - cell(costs, $0) }
        let factors = model.yearRows["discount factor"] ?? 0
        let net = rows[.net] ?? 0
        let discounted = put("Discounted", hasPresentValue: false) { cell(net, $0) * model.yearCell(factors, $0) }
        _ = put("Cumulative, discounted", hasPresentValue: false) { index, row in
            index == 0 ? cell(discounted, 0) : cell(row, index - 1) + cell(discounted, index)
        }
    }

    private func putCash() {
        section("Public cash (councils, lead, region, centre)")
        rows[.cash] = put("Public cash", .total) {
            rounded(.call(.sumProduct, [model.flowColumn(FlowColumns.cash), model.flowYearColumn($0)]))
        }
        let cash = rows[.cash] ?? 0
        rows[.cumulative] = put("Cumulative", hasPresentValue: false) { index, row in
            index == 0 ? cell(cash, 0) : cell(row, index - 1) + cell(cash, index)
        }
        let factors = model.yearRows["discount factor"] ?? 0
        let discounted = put("Discounted", hasPresentValue: false) { cell(cash, $0) * model.yearCell(factors, $0) }
        rows[.discountedCash] = put("Cumulative, discounted", hasPresentValue: false) { index, row in
            index == 0 ? cell(discounted, 0) : cell(row, index - 1) + cell(discounted, index)
        }
        rows[.publicCosts] = put("Public costs (denominator of the BCR)") {
            rounded(.call(.sumProduct, [model.flowColumn(FlowColumns.cost), model.flowYearColumn($0)]))
        }
    }

    private func putMembers() {
        section("Members at the end of the year")
        for (slot, lever) in model.givens.levers.enumerated() {
            guard let row = model.yearRows["members \(slot)"] else { continue }
            _ = put(lever.lever.title, .live, .count, hasPresentValue: false) { model.yearCell(row, $0) }
        }
    }

    private func putSimulated(_ option: OptionAppraisal) {
        section("Simulated (values: \(PlainNumber.count(model.scenario.trials)) trials)")
        let bands: [(String, [YearBand], (YearBand) -> Double)] = [
            ("Costs, mean", option.costsByYear, \.mean), ("Benefits, mean", option.benefitsByYear, \.mean),
            ("Public cash, mean", option.cashByYear, \.mean), ("Public cash, P10", option.cashByYear, \.p10),
            ("Public cash, P50", option.cashByYear, \.p50), ("Public cash, P90", option.cashByYear, \.p90),
            ("Cumulative public cash, P10", option.cumulativeCash, \.p10),
            ("Cumulative public cash, P50", option.cumulativeCash, \.p50),
            ("Cumulative public cash, P90", option.cumulativeCash, \.p90),
        ]
        for (title, byYear, figure) in bands {
            sheet.put(title, next, 0, CellStyle(.plain))
            for (index, band) in byYear.enumerated() {
                sheet.put(figure(band), next, Self.firstYearColumn + index, CellStyle(.simulated, .money))
            }
            next += 1
        }
    }

    private func putCharts() {
        let last = Self.firstYearColumn + years - 1
        func block(_ row: Int) -> Chart.Block {
            Chart.Block(
                sheet: sheet, firstRow: row, firstColumn: Self.firstYearColumn, lastRow: row, lastColumn: last)
        }
        let categories = block(CentralModel.headingRow - 1)
        func series(_ name: String, _ row: Int?, _ colour: Int) -> Chart.Series {
            Chart.Series(name: name, categories: categories, values: block(row ?? 0), colour: colour)
        }
        sheet.charts.append(
            Chart(
                title: "Costs and benefits by year, central case", shape: .columns, xAxis: "Financial year", yAxis: "",
                format: .money,
                series: [
                    series("Costs", rows[.costs], 0xD55E00), series("Benefits", rows[.benefits], 0x0072B2),
                ], row: next + 1, column: 0))
        sheet.charts.append(
            Chart(
                title: "Cumulative public cash: central case and simulated band", shape: .lines,
                xAxis: "Financial year",
                yAxis: "", format: .money,
                series: [
                    series("Central case", rows[.cumulative], 0x000000), series("P10", next - 3, 0xE69F00),
                    series("P50", next - 2, 0x0072B2), series("P90", next - 1, 0x009E73),
                ], row: next + 1, column: 5))
    }
}

extension CentralModel {
    private var lastFlowRow: Int { max(Self.firstRow, flows.rowCount - 1) }

    /// A column of all flows.
    func flowColumn(_ column: Int) -> Expression { flows.range(Self.firstRow, column, lastFlowRow, column) }

    /// A year of all flows.
    func flowYearColumn(_ index: Int) -> Expression {
        let column = columns.firstYear + index
        return flows.range(Self.firstRow, column, lastFlowRow, column, fixesColumns: false)
    }

    /// Present values of all flows of a side, with or without uplift.
    func presentValue(of side: Line.Side, beforeUplift: Bool) -> Expression {
        let column = beforeUplift ? FlowColumns.beforeUplift : FlowColumns.presentValue
        let isSide = Expression.operation(.equal, flowColumn(FlowColumns.side), .text(side.rawValue))
        return .call(.sumProduct, [isSide * flowColumn(column)])
    }
}
