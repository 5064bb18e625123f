import Analysis
import CouncilModel

extension SummaryJSON {
    /// Writes `cash_view`, every row of the budgets of all public parties by year, and `cash_view_total`: the same over all
    /// years, the contingency and the mean of charges beyond them. Nothing without a cash view.
    static func writeCashView(of option: OptionAppraisal, to json: inout JSONWriter) {
        guard let view = option.cashView else { return }
        let years = view.rows.first?.byYear.map(\.year) ?? []
        json.list("cash_view", of: Array(years.enumerated())) { json, place in
            json.object { json in
                json.member("year", whole: place.element)
                for row in view.rows {
                    json.key(named: row.row.rawValue)
                    json.object { writeBand(row.byYear[place.offset], to: &$0) }
                }
            }
        }
        json.object("cash_view_total") { json in
            for row in view.rows {
                json.key(named: row.row.rawValue)
                json.object { json in
                    json.member("p50", number: row.total.p50)
                    json.member("prudent", number: row.total.prudent)
                }
            }
            json.member("contingency", number: view.contingency)
            json.member("charges_beyond", mean: view.meanChargesBeyond)
        }
    }
}
