import Analysis
import CouncilModel
import Reporting

/// `Summary`: the answer, the options, the bridge from the single-number answer to the simulated mean, and what the colours
/// mean.
struct SummarySheet {
    let sheet = Sheet("Summary", .results)
    private let comparison: Comparison
    private let live: Int
    private let model: CentralModel

    private static let optionHeadings = [
        "Option", "Mean NPSV", "P10", "P50", "P90", "Chance of a positive NPSV", "Chance of being best", "BCR",
        "Public cash, mean", "Councils worse off", "Payback (median)", "Central case before uplift", "Central case",
    ]
    private static let mostOptions = 12

    init(comparison: Comparison, live: Int, model: CentralModel, checks: ChecksSheet) {
        self.comparison = comparison
        self.live = live
        self.model = model
        let setting = comparison.setting
        sheet.put(setting.title, 0, 0, CellStyle(.title))
        sheet.put(setting.question, 1, 0, CellStyle(.section))
        sheet.put(Answer.sentence(of: comparison), 2, 0, CellStyle(.plain))
        sheet.put(Answer.certainty(of: comparison), 3, 0, CellStyle(.plain))
        sheet.put(
            "\(setting.councils) councils, \(setting.years) years from \(PlainNumber.financialYear(setting.baseYear)), prices "
                + "of \(setting.priceYear), \(PlainNumber.count(setting.trials)) trials, discounted at "
                + "\(setting.discounting). Present values against "
                + (setting.reference.map { "\"\($0)\"." } ?? "doing nothing."), 4, 0, CellStyle(.note))
        let afterOptions = putOptions(from: 6)
        let afterBridge = putBridge(from: afterOptions + 1, checks: checks)
        putLegend(from: afterBridge + 1)
        sheet.frozen = (1, 1)
        sheet.heights = [(7, 45)]
        sheet.widths = [76] + Array(repeating: 16, count: Self.optionHeadings.count - 1)
    }

    /// Options in order of mean NPSV; returns the row after.
    private func putOptions(from first: Int) -> Int {
        sheet.put("Options, the highest mean NPSV first (simulated)", first, 0, CellStyle(.section))
        sheet.put(Self.optionHeadings, first + 1, 0, CellStyle(.heading, wraps: true))
        let ranking = comparison.placesByMean
        let shown = ranking.enumerated().filter { rank, place in
            rank < Self.mostOptions || place == 0 || comparison.options[place].isReference
        }.map(\.element)
        var row = first + 2
        for place in shown {
            let option = comparison.options[place]
            let npsv = option.measures[.npsv]
            sheet.put(option.name + (place == live ? " (live in this workbook)" : ""), row, 0, CellStyle(.plain))
            for (column, value) in [npsv?.mean.value, npsv?.p10, npsv?.p50, npsv?.p90].enumerated() {
                sheet.put(value, row, 1 + column, CellStyle(.simulated, .money))
            }
            sheet.put(option.probabilityPositive.value, row, 5, CellStyle(.simulated, .percent))
            sheet.put(option.probabilityBest.value, row, 6, CellStyle(.simulated, .percent))
            sheet.put(option.bcr.ratioOfMeans?.value, row, 7, CellStyle(.simulated, .ratio))
            sheet.put(option.measures[.cashNPV]?.mean.value, row, 8, CellStyle(.simulated, .money))
            sheet.put(option.measures[.shareWorseOff]?.mean.value, row, 9, CellStyle(.simulated, .percent))
            // An option without flows has nothing to pay back.
            let isNothing = npsv?.sd == 0 && npsv?.mean.value == 0
            let payback = isNothing ? PlainNumber.none : option.payback.p50.map(PlainNumber.financialYear) ?? "never"
            sheet.put(payback, row, 10, CellStyle(.simulated, .year))
            sheet.put(option.central.npsvBeforeUplift, row, 11, CellStyle(.marked, .money))
            sheet.put(option.central.npsv, row, 12, CellStyle(.marked, .money))
            row += 1
        }
        sheet.alignHeadings(first + 1)
        let last = row - 1
        func block(_ column: Int) -> Chart.Block {
            Chart.Block(sheet: sheet, firstRow: first + 2, firstColumn: column, lastRow: last, lastColumn: column)
        }
        sheet.charts.append(
            Chart(
                title: "NPSV by option: P10, P50 and P90 of all trials", shape: .bars, xAxis: "", yAxis: "",
                format: .money,
                series: [("P10", 2, 0xE69F00), ("P50", 3, 0x0072B2), ("P90", 4, 0x009E73)].map { name, column, colour in
                    Chart.Series(name: name, categories: block(0), values: block(column), colour: colour)
                }, row: last + 24, column: 0, height: 140 + 36 * Double(last - first - 1)))
        return row
    }

    /// From the single-number answer before uplift to the simulated mean; returns the row after.
    private func putBridge(from first: Int, checks: ChecksSheet) -> Int {
        let option = comparison.options[live]
        sheet.put("From the single-number answer to the simulated mean: \(option.name)", first, 0, CellStyle(.section))
        sheet.put(["Step", "NPSV"], first + 1, 0, CellStyle(.heading))
        let before =
            model.presentValue(of: .benefit, beforeUplift: true) - model.presentValue(of: .cost, beforeUplift: true)
        let after =
            model.presentValue(of: .benefit, beforeUplift: false) - model.presentValue(of: .cost, beforeUplift: false)
        func own(_ row: Int, _ column: Int = 1) -> Expression { sheet.cell(first + 2 + row, column, fixesRow: false) }
        sheet.put(before, first + 2, 1, CellStyle(.live, .money))
        sheet.put(after, first + 4, 1, CellStyle(.live, .money))
        sheet.put(option.measures[.npsv]?.mean.value, first + 6, 1, CellStyle(.simulated, .money))
        sheet.put(own(4) - own(2), first + 5, 1, CellStyle(.live, .money))
        // The rise of step 2 is worked out from cells below it, which stand now.
        sheet.put(own(2) - own(0), first + 3, 1, CellStyle(.live, .money))
        let names = [
            "Central case before uplift (live)", "Uplifts: optimism bias, reference classes (live)",
            "Central case after uplift (live)", "What chance adds: who joins, caps, products of what varies",
            "Mean of all trials (simulated): the estimate",
        ]
        for (row, name) in names.enumerated() {
            sheet.put(name, first + 2 + row, 0, CellStyle(row % 2 == 0 ? .total : .plain))
        }
        sheet.alignHeadings(first + 1)
        sheet.put("Do the formulas tie to the program?", first + 8, 0, CellStyle(.plain))
        sheet.put(checks.verdict, first + 8, 1, CellStyle(.total))
        sheet.put(
            "The mean is the estimate. The central case is what a spreadsheet would say: it shows how the figures are made, and "
                + "never replaces the mean.", first + 9, 0, CellStyle(.note))
        sheet.charts.append(
            Chart(
                title: "From the single-number answer to the mean", shape: .columns, xAxis: "", yAxis: "",
                format: .money,
                series: [
                    Chart.Series(
                        name: "NPSV",
                        categories: Chart.Block(
                            sheet: sheet, firstRow: first + 2, firstColumn: 0, lastRow: first + 6, lastColumn: 0),
                        values: Chart.Block(
                            sheet: sheet, firstRow: first + 2, firstColumn: 1, lastRow: first + 6, lastColumn: 1),
                        colour: 0x0072B2)
                ], row: first + 22, column: 5))
        return first + 10
    }

    private func putLegend(from first: Int) {
        sheet.put("What the colours mean", first, 0, CellStyle(.section))
        let legend: [(CellStyle.Role, String)] = [
            (.input, "An input. Change it, and every formula follows."),
            (.live, "A formula of the live model: the central case of one option."),
            (
                .marked,
                "A value of the central case that the program worked out and no formula follows: who joins and when, what "
                    + "each council draws, contract ends, residents of members, staffing of teams, the reference's flows, other "
                    + "options."
            ),
            (.simulated, "A figure of the simulation. It does not follow changes made here: run the scenario again."),
        ]
        for (offset, (role, words)) in legend.enumerated() {
            sheet.put(role.words, first + 1 + offset, 0, CellStyle(role))
            sheet.put(words, first + 1 + offset, 1, CellStyle(.plain))
        }
        guard !model.unwritten.isEmpty else { return }
        sheet.put(
            "Too long for a cell, and so values too: " + model.unwritten.prefix(20).joined(separator: "; ") + ".",
            first + 6, 0,
            CellStyle(.note))
    }
}

extension CellStyle.Role {
    /// What a legend calls it.
    var words: String {
        switch self {
        case .input: "Input"
        case .live: "Formula"
        case .marked: "Given by the program"
        case .simulated: "Simulated"
        case .plain, .title, .section, .heading, .note, .total: ""
        }
    }
}

extension Comparison {
    /// Options by falling mean NPSV; equal means keep the order of the file.
    var placesByMean: [Int] {
        func mean(_ place: Int) -> Double { options[place].measures[.npsv]?.mean.value ?? 0 }
        return options.indices.sorted { a, b in mean(a) == mean(b) ? a < b : mean(a) > mean(b) }
    }
}
