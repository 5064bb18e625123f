import Analysis
import CouncilModel

extension ReportPage {
    /// The options compared; those that a table for people leaves out follow in one that can be opened.
    var options: String {
        let shown = comparison.shownPlaces
        let rest = comparison.ranking.filter { !shown.contains($0) }
        var html = optionTable(shown, caption: "Options compared")
        if !rest.isEmpty {
            html += "<details><summary>\(PlainNumber.count(rest.count)) options of a lower mean</summary>\n"
            html += optionTable(rest, caption: "Options of a lower mean") + "</details>\n"
        }
        html += paragraph(
            "± is one Monte Carlo standard error. P(best) is the share of trials in which an option has the "
                + "highest NPSV. BCR is (NPSV + public costs) ÷ public costs, a ratio of means. Councils worse "
                + "off: of "
                + "\(comparison.councilsCounted), the average share with an NPV below 0. Payback: median year "
                + "from which "
                + "cumulative discounted public cash stays at or above 0.", class: "aside")
        return section("options", "Options compared", html)
    }

    private func optionTable(_ places: [Int], caption: String) -> String {
        let rows = places.map { place -> [ChartTable.Cell] in
            let option = OptionFigures(place, of: comparison)
            // What makes the table too wide for a page goes below.
            func stacked(_ figure: String) -> String { figure.replacing(" ± at most", with: " · ± at most") }
            return [
                option.name, stacked(option.meanWithError), "\(option.p10) to \(option.p90)", option.bcr,
                option.probabilityBest, option.worseOff, stacked(option.publicCash),
                option.payback + (option.neverPaysBack.map { " · \($0)" } ?? ""),
            ].map { .text($0) }
        }
        return HTMLTable(
            caption: caption,
            header: [
                "Option", "NPSV, mean ± error", "P10 to P90", "BCR", "P(best)", "Councils worse off", "Public cash NPV",
                "Payback",
            ], rows: rows, classes: "cards stacked"
        ).html
    }

    /// Budgets in money of the day under the first option shown in detail; nothing without a cash view.
    var plan: String {
        guard let place = comparison.detailedPlaces.first, let basis = comparison.setting.cashView,
            let view = comparison.options[place].cashView
        else { return "" }
        let option = comparison.options[place]
        let prudent = CashViewWords.prudent(comparison.setting.prudent)
        let money = comparison.money
        func cell(_ figures: (p50: Double, prudent: Double)) -> ChartTable.Cell {
            .text(money.text(figures.p50, significant: 3) + " · " + money.text(figures.prudent, significant: 3))
        }
        let shown = CashRow.allCases.filter { row in
            row == .net || view[row].byYear.contains { $0.p50 != 0 || $0.prudent != 0 }
        }.sorted { ($0 == .net ? 0 : 1, $0.place) < ($1 == .net ? 0 : 1, $1.place) }
        var rows = view[.net].byYear.indices.map { index in
            [.text(PlainNumber.financialYear(view[.net].byYear[index].year))]
                + shown.map { row in cell((view[row].byYear[index].p50, view[row].byYear[index].prudent)) }
        }
        rows.append(
            [.text("All \(view[.net].byYear.count) years")]
                + shown.map { row in
                    row == .baseBudgetChange || row == .baseBudget
                        ? .text(PlainNumber.none) : cell((view[row].total.p50, view[row].total.prudent))
                })
        let table = HTMLTable(
            caption: "Calls on budgets under \(PlainText.oneLine(option.name)), P50 and below it \(prudent)",
            header: ["Financial year"] + shown.map { Self.title(of: $0, isFinanced: basis.financing != nil) },
            rows: rows,
            classes: "dense captioned stacked")
        return "<div id=\"plan\">\n<h3>What can I put in the plan? \(MarkupText.escaped(option.name))</h3>\n"
            + paragraph(CashViewWords.head(basis, of: comparison, name: PlainText.oneLine)) + table.html
            + paragraph(
                CashViewWords.notes(on: view, of: option, in: comparison).joined(separator: " "), class: "aside")
            + "</div>\n"
    }

    private static func title(of row: CashRow, isFinanced: Bool) -> String {
        switch row {
        case .oneOffRevenue: "One-off revenue"
        case .recurringRevenue: "Recurring revenue"
        case .cashable: "Recurring savings"
        case .capital: isFinanced ? "Capital met at once" : "Capital"
        case .transfers: "Transfers"
        case .provision: "Provision for debt"
        case .interest: "Interest"
        case .baseBudget: "Base budget"
        case .baseBudgetChange: "Change of the base budget"
        case .net: "Net call on budgets"
        }
    }

    /// The single-number answer beside the simulated one.
    var singleNumber: String {
        let money = comparison.money
        let rows = charts.places.map { place -> [ChartTable.Cell] in
            let option = comparison.options[place]
            return [
                .text(PlainText.oneLine(option.name)),
                .text(money.text(option.central.npsvBeforeUplift, significant: 3)),
                .text(money.text(option.central.npsv, significant: 3)), .text(money.textWithError(option.npsv.mean)),
            ]
        }
        if rows.isEmpty { return "" }
        let table = HTMLTable(
            caption: "NPSV as a single number and as the mean of trials",
            header: ["Option", "Single number before uplift", "Single number", "Simulated mean (the estimate)"],
            rows: rows, classes: "cards")
        return section(
            "single", "Beside the single-number answer",
            paragraph(
                "NPSV with every assumption at its mean, as a spreadsheet would have it. It is shown for "
                    + "comparison and is "
                    + "never the estimate.") + table.html)
    }
}
