import Analysis
import CouncilModel

extension SummaryMarkdown {
    /// How many financial years the plan shows before it counts the rest.
    private static let mostYears = 10

    /// What a finance lead can put in the plan under the first of the options shown in detail; nothing without a cash
    /// view.
    static func plan(_ comparison: Comparison) -> [String] {
        let place = comparison.detailedPlaces.first
        guard let place, let basis = comparison.setting.cashView, let view = comparison.options[place].cashView else {
            return []
        }
        let option = comparison.options[place]
        let prudent = CashViewWords.prudent(comparison.setting.prudent)
        let head =
            "**\(MarkdownText.plain(option.name)).** "
            + CashViewWords.head(basis, of: comparison, name: MarkdownText.plain)
        return [
            "## What can I put in the plan?", head,
            table(of: view, prudent: prudent, isFinanced: basis.financing != nil, money: comparison.money),
            notes(on: view, of: option, comparison: comparison),
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
        on view: CashViewAppraisal, of option: OptionAppraisal, comparison: Comparison
    ) -> String {
        let years = view[.net].byYear.count
        let more = years > mostYears ? ["The other \(years - mostYears) years are in years.csv."] : []
        return (more + CashViewWords.notes(on: view, of: option, in: comparison)).joined(separator: " ")
    }
}
