import Analysis
import CouncilModel
import Reporting

/// Sheets of figures of the simulation: tidy tables to filter.
enum ValueSheets {
    private static let first = CentralModel.firstRow

    private static func sheet(_ name: String, _ title: String, _ note: String, _ headings: [String]) -> Sheet {
        let sheet = Sheet(name, .values)
        sheet.put(title, 0, 0, CellStyle(.title))
        sheet.put(note, 1, 0, CellStyle(.note))
        sheet.put(headings, CentralModel.headingRow, 0, CellStyle(.heading, wraps: true))
        return sheet
    }

    private static func finish(_ sheet: Sheet, fixed: Int, widths: [Double]) -> Sheet {
        sheet.alignHeadings(CentralModel.headingRow)
        sheet.frozen = (first, fixed)
        sheet.heights = [(CentralModel.headingRow, 45)]
        sheet.widths = widths
        if sheet.rowCount > first {
            sheet.filter = (CentralModel.headingRow, sheet.rowCount - 1, sheet.rows[CentralModel.headingRow].count - 1)
        }
        return sheet
    }

    /// Every measure of every option.
    static func options(_ comparison: Comparison) -> Sheet {
        let sheet = sheet(
            "Options", "Every measure of every option",
            "Over all trials; present values in \(comparison.setting.currency).",
            [
                "Option", "Measure", "Mean", "Standard error", "Standard deviation", "P5", "P10", "P25", "P50", "P75",
                "P80",
                "P90", "P95", "Mean of the worst tenth",
            ])
        var row = first
        for option in comparison.options {
            for measure in Measure.allCases {
                guard let spread = option.measures[measure] else { continue }
                let style = CellStyle(.simulated, measure.isMoney ? .money : .percent)
                sheet.put([option.name, measure.rawValue], row, 0, CellStyle(.plain))
                let figures = [
                    spread.mean.value, spread.mean.standardError, spread.sd, spread.p5, spread.p10, spread.p25,
                    spread.p50,
                    spread.p75, spread.p80, spread.p90, spread.p95, spread.shortfall10,
                ]
                for (column, figure) in figures.enumerated() { sheet.put(figure, row, 2 + column, style) }
                row += 1
            }
            for (name, ratio) in [("bcr", option.bcr), ("bcr_net", option.bcrNet)] {
                sheet.put([option.name, name], row, 0, CellStyle(.plain))
                let style = CellStyle(.simulated, .ratio)
                sheet.put(ratio.ratioOfMeans?.value, row, 2, style)
                for (column, figure) in [(6, ratio.p10), (8, ratio.p50), (11, ratio.p90)] {
                    sheet.put(figure, row, column, style)
                }
                row += 1
            }
        }
        return finish(sheet, fixed: 2, widths: [36, 28] + Array(repeating: 15, count: 12))
    }

    /// Figures by council of every option that shows them.
    ///
    /// - Parameter live: the option that the workbook is about, which comes first. Do nothing is left out where it is what
    ///   all is measured against.
    static func councils(_ comparison: Comparison, live: Int) -> Sheet {
        let sheet = sheet(
            "By council", "By council, after sharing", "Over all trials; joining is conditional, not a cause.",
            [
                "Option", "Code", "Council", "Type", "Residents", "NPV, mean", "P10", "P50", "P90", "Cash NPV, mean",
                "Chance of being better off", "The same in cash", "Chance of joining", "Joins (median)",
                "NPV if it joins, mean",
            ])
        var row = first
        let others = comparison.options.indices.filter { place in
            place != live && (place > 0 || comparison.setting.reference != nil)
        }
        for place in [live] + others {
            let option = comparison.options[place]
            for council in option.councils {
                sheet.put([option.name, council.code, council.name, council.type], row, 0, CellStyle(.plain))
                sheet.put(council.residents, row, 4, CellStyle(.simulated, .count))
                let money = [
                    council.npv.mean, council.npv.p10, council.npv.p50, council.npv.p90, council.cashNPV.mean,
                ]
                for (column, figure) in money.enumerated() {
                    sheet.put(figure, row, 5 + column, CellStyle(.simulated, .money))
                }
                let shares = [council.probabilityBetterOff, council.probabilityBetterOffCash, council.probabilityJoins]
                for (column, figure) in shares.enumerated() {
                    sheet.put(figure, row, 10 + column, CellStyle(.simulated, .percent))
                }
                sheet.put(council.joiningYearP50.map { Double($0) }, row, 13, CellStyle(.simulated, .year))
                sheet.put(council.ifJoined?.npv.mean, row, 14, CellStyle(.simulated, .money))
                row += 1
            }
        }
        return finish(sheet, fixed: 3, widths: [52, 12, 34, 16, 13] + Array(repeating: 14, count: 10))
    }

    /// What each party pays and gains.
    static func parties(_ comparison: Comparison) -> Sheet {
        let sheet = sheet(
            "By party", "Who pays and who gains", "Mean present values over all trials, transfers included.",
            ["Option", "Party", "Pays", "Gains", "Net"])
        var row = first
        for option in comparison.options {
            for party in option.parties {
                sheet.put([option.name, party.party.rawValue], row, 0, CellStyle(.plain))
                sheet.put(party.pays, row, 2, CellStyle(.simulated, .money))
                sheet.put(party.gains, row, 3, CellStyle(.simulated, .money))
                sheet.put(
                    sheet.cell(row, 3, fixesRow: false) - sheet.cell(row, 2, fixesRow: false), row, 4,
                    CellStyle(.live, .money))
                row += 1
            }
        }
        return finish(sheet, fixed: 2, widths: [36, 14, 18, 18, 18])
    }

    /// Budgets of councils under the live option in money of the day; nil where there are none.
    static func budgets(_ budgets: [CouncilBudget], option: String, comparison: Comparison) -> Sheet? {
        guard let any = budgets.first, let row0 = any.rows.first else { return nil }
        let count = row0.byYear.count
        let prudent = "P\(Int(comparison.setting.prudent.rounded()))"
        let names = Dictionary(
            comparison.options.flatMap(\.councils).map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
        let years = (0..<count).map { PlainNumber.financialYear(any.baseYear + $0) }
        let sheet = sheet(
            "Budget by council", "Budget by council: \(option)",
            "Money of the day by financial year, over all trials. Costs and transfers out are positive, savings stand in rows of "
                + "their own. Prudent: \(prudent) of costs, P\(Int((100 - comparison.setting.prudent).rounded())) of savings. "
                + "Percentiles of years do not add up to a total's.",
            ["Code", "Council", "Row"] + years.map { "\($0), P50" } + years.map { "\($0), prudent" })
        var row = first
        for budget in budgets {
            for line in budget.rows {
                sheet.put([budget.code, names[budget.code] ?? "", line.row.rawValue], row, 0, CellStyle(.plain))
                for (index, figure) in line.byYear.enumerated() {
                    sheet.put(figure.p50, row, 3 + index, CellStyle(.simulated, .money))
                    sheet.put(figure.prudent, row, 3 + count + index, CellStyle(.simulated, .money))
                }
                row += 1
            }
        }
        return finish(sheet, fixed: 3, widths: [12, 30, 20] + Array(repeating: 14, count: 2 * count))
    }

    /// What is spent today in each pool: the simulated mean, and the central case in formulas where the live option claims
    /// from it.
    static func baseline(_ comparison: Comparison, model: CentralModel) -> Sheet? {
        guard !comparison.baseline.isEmpty else { return nil }
        let sheet = sheet(
            "Baseline", "What is spent today, by pool and year",
            "All selected councils together, before any lever; real prices. Pools that the live option does not claim have no "
                + "central case here.", ["Pool", "Basis"])
        model.putYearHeadings(on: sheet, from: 2)
        var row = first
        for pool in comparison.baseline {
            sheet.put([pool.pool, "simulated, mean"], row, 0, CellStyle(.plain))
            for (index, amount) in pool.meanByYear.enumerated() {
                sheet.put(amount, row, 2 + index, CellStyle(.simulated, .money))
            }
            row += 1
            guard let total = model.poolTotal(pool.pool) else { continue }
            sheet.put([pool.pool, "central case"], row, 0, CellStyle(.plain))
            for index in pool.meanByYear.indices {
                let growth = model.yearRows["pool growth \(pool.pool)"].map { model.yearCell($0, index) }
                sheet.put(.product([total] + [growth].compactMap { $0 }), row, 2 + index, CellStyle(.live, .money))
            }
            row += 1
        }
        return finish(sheet, fixed: 2, widths: [30, 18] + Array(repeating: 16, count: comparison.setting.years))
    }

    /// Lines of the live option: the central case in formulas beside the simulation.
    static func lines(_ option: OptionAppraisal, model: CentralModel) -> Sheet {
        let sheet = sheet(
            "By line", "By line: \(option.name)",
            "Present values, positive in the direction of the line's side. Transfers count for nothing in NPSV.",
            [
                "Line", "Lever", "Name", "Side", "Kind", "Central case before uplift", "Central case",
                "Mean before uplift", "Mean",
                "P10", "P90",
            ])
        for entry in model.entries {
            let row = first + entry.number - 1
            let lever = model.givens.levers[entry.slot].lever
            sheet.put(Double(entry.number), row, 0, CellStyle(.plain, .count))
            sheet.put(
                [lever.title, entry.line.name, entry.line.side.rawValue, entry.line.kind.rawValue], row, 1,
                CellStyle(.plain))
            sheet.put(
                model.lineValue(entry.number, column: FlowColumns.beforeUplift), row, 5, CellStyle(.live, .money))
            sheet.put(
                model.lineValue(entry.number, column: FlowColumns.presentValue), row, 6, CellStyle(.live, .money))
            guard option.lines.indices.contains(entry.number - 1) else { continue }
            let line = option.lines[entry.number - 1]
            for (column, figure) in [line.meanBeforeUplift, line.mean, line.p10, line.p90].enumerated() {
                sheet.put(figure, row, 7 + column, CellStyle(.simulated, .money))
            }
        }
        return finish(sheet, fixed: 3, widths: [6, 30, 30, 9, 13] + Array(repeating: 17, count: 6))
    }

    /// Percentiles of NPSV of the options with the highest means, as cumulative distributions.
    static func distribution(_ comparison: Comparison) -> Sheet {
        let places = Array(comparison.placesByMean.prefix(8))
        let sheet = sheet(
            "Distribution", "How sure: percentiles of NPSV",
            "The share of trials in which NPSV is at most the amount.",
            ["Share of trials"] + places.map { comparison.options[$0].name })
        for percent in 0...100 {
            sheet.put(Double(percent) / 100, first + percent, 0, CellStyle(.plain, .percent))
            for (column, place) in places.enumerated() {
                let quantiles = comparison.options[place].quantiles
                guard quantiles.indices.contains(percent) else { continue }
                sheet.put(quantiles[percent], first + percent, 1 + column, CellStyle(.simulated, .money))
            }
        }
        let colours = [0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x000000, 0x999999]
        func block(_ column: Int) -> Chart.Block {
            Chart.Block(sheet: sheet, firstRow: first, firstColumn: column, lastRow: first + 100, lastColumn: column)
        }
        sheet.charts = [
            Chart(
                title: "Chance that NPSV is at most …", shape: .scatter, xAxis: "NPSV", yAxis: "Share of trials",
                format: .money,
                series: places.enumerated().map { column, place in
                    Chart.Series(
                        name: comparison.options[place].name, categories: block(1 + column), values: block(0),
                        colour: colours[column])
                }, row: first, column: places.count + 2, height: 440)
        ]
        return finish(sheet, fixed: 1, widths: [14] + Array(repeating: 18, count: places.count))
    }
}

extension CentralModel {
    /// All councils' amounts of a pool in year 0; nil where no line claims it.
    func poolTotal(_ pool: String) -> Expression? {
        councilColumns["pool \(pool)"].map { column in
            let last = Self.firstRow + max(0, scenario.selected.count - 1)
            return .call(.sum, [councils.range(Self.firstRow, column, last, column)])
        }
    }
}
