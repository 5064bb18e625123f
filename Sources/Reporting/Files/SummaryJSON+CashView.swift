import Analysis
import CouncilModel

extension SummaryJSON {
    /// `cash_view`, every row of the budgets of all public parties by year, and `cash_view_total`: the same over all
    /// years, the contingency and the mean of charges beyond them. No members without a cash view.
    static func cashView(of option: OptionAppraisal) -> JSONValue {
        guard let view = option.cashView else { return [:] }
        let years = view.rows.first?.byYear.map(\.year) ?? []
        let byYear = years.enumerated().map { index, year -> JSONValue in
            let rows = view.rows.map { row in
                (row.row.rawValue, yearBand(row.byYear[index]))
            }
            return JSONValue.object([("year", .whole(year))]).adding(.object(rows))
        }
        let totals = view.rows.map { ($0.row.rawValue, figure(p50: $0.total.p50, prudent: $0.total.prudent)) }
        return [
            "cash_view": .list(byYear),
            "cash_view_total": .object(totals).adding([
                "contingency": .number(view.contingency),
                "charges_beyond": ["mean": .number(view.meanChargesBeyond)],
            ]),
        ]
    }

    private static func figure(p50: Double, prudent: Double) -> JSONValue {
        ["p50": .number(p50), "prudent": .number(prudent)]
    }
}
