import Analysis
import CouncilModel

extension SummaryMarkdown {
    /// How many financial years the plan shows before it counts the rest.
    private static let mostYears = 10

    /// What a finance lead can put in the plan under the first of the options shown in detail; nothing without a cash
    /// view.
    static func plan(_ comparison: Comparison) -> [String] {
        let place = detailed(comparison).first
        guard let place, let basis = comparison.setting.cashView, let view = comparison.options[place].cashView else {
            return []
        }
        let option = comparison.options[place]
        let prudent = CashViewWords.prudent(comparison.setting.prudent)
        var head =
            "**\(MarkdownText.plain(option.name)).** Money of the day, all public bodies together, with inflation of "
            + "\(CashViewWords.inflation(of: basis)); above 0 is a call on budgets. "
        if let reference = comparison.referencePlace {
            let name = MarkdownText.plain(comparison.options[reference].name)
            head += "Figures are what it takes beyond the reference, \(name), whose own are therefore 0. "
        }
        head += "\(prudent) is the prudent percentile."
        return [
            "## What can I put in the plan?", head,
            table(of: view, prudent: prudent, isFinanced: basis.financing != nil, money: comparison.money),
            notes(on: view, of: option, prudent: prudent, comparison: comparison),
        ]
    }

    private static func table(
        of view: CashViewAppraisal, prudent: String, isFinanced: Bool, money: Money
    ) -> String {
        func cell(_ p50: Double, _ prudent: Double) -> String {
            money.text(p50, significant: 3) + " · " + money.text(prudent, significant: 3)
        }
        let shown: [CashRow] = [.net, .baseBudgetChange, .capital]
        let years = view[.net].byYear.prefix(mostYears)
        var rows = years.indices.map { index in
            [PlainNumber.financialYear(years[index].year)]
                + shown.map { cell(view[$0].byYear[index].p50, view[$0].byYear[index].prudent) }
        }
        rows.append(
            ["All \(view[.net].byYear.count) years"]
                + shown.map { row in
                    row == .baseBudgetChange ? PlainNumber.none : cell(view[row].total.p50, view[row].total.prudent)
                }
        )
        let capital = isFinanced ? "Capital met at once" : "Capital"
        let titles = ["Net call on budgets", "Change of the base budget", capital]
        return MarkdownText.table(
            header: ["Financial year"] + titles.map { "\($0), P50 · \(prudent)" }, rows: rows
        )
    }

    private static func notes(
        on view: CashViewAppraisal, of option: OptionAppraisal, prudent: String, comparison: Comparison
    ) -> String {
        let money = comparison.money
        let years = view[.net].byYear
        var notes: [String] = []
        if years.count > mostYears {
            notes.append("The other \(years.count - mostYears) years are in years.csv.")
        }
        notes.append("Percentiles by year do not add up to the total's.")
        notes.append(
            "Contingency: \(money.text(view.contingency, significant: 3)), the \(prudent) less the mean of capital and "
                + "revenue over all years, recurring savings left out."
        )
        if let last = years.last, comparison.setting.cashView?.financing != nil {
            notes.append(
                "Charges of borrowing after \(PlainNumber.financialYear(last.year)): "
                    + "\(money.text(view.meanChargesBeyond, significant: 3)) on average, in no year of the table."
            )
        }
        if let cash = CashViewWords.councilCash(of: option, in: comparison) { notes.append(cash) }
        return notes.joined(separator: " ")
    }
}
