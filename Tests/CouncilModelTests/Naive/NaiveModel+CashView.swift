import Glibc

/// Rows of the cash view of one group: nominal, by year, costs and transfers out positive.
struct NaiveCashView {
    /// Rows by the names of the design.
    var rows: [String: [Double]] = [:]
    /// Provision and interest that fall after the last year.
    var chargesBeyond = 0.0
    /// Nominal: max(0, −min of what has accumulated).
    ///
    /// Choice: of −net, so with financing where there is any; and so is the payback.
    var peakFunding = 0.0
    /// Year (from the base year) from which what has accumulated, undiscounted, stays ≥ −£0.005; nil: never.
    var paybackYear: Int?

    static let rowNames = [
        "one_off_revenue", "recurring_revenue", "cashable", "capital", "transfers", "provision", "interest",
        "base_budget", "base_budget_change", "net",
    ]
}

extension NaiveModel {
    /// Adds the cash view: the option's rows less the reference's.
    func addCashViews(
        _ figures: inout NaiveFigures, own: (NaiveWorld, [NaivePosting]), _ other: (NaiveWorld, [NaivePosting])
    ) throws {
        if let rate = scenario["council_rate"]?.number {
            for council in selected {
                let code = council.code
                var sum = 0.0
                for (sign, postings) in [(1.0, own.1), (-1.0, other.1)] {
                    for posting in postings {
                        let factor = sign / pow(1 + rate, Double(posting.year))
                        if posting.to?.code == code { sum += factor * posting.cash }
                        if posting.from?.code == code { sum -= factor * posting.cash }
                    }
                }
                figures.councilCashOwnRate[code] = sum
            }
            figures.measures["council_cash_npv_own_rate"] = selected.reduce(0) {
                $0 + (figures.councilCashOwnRate[$1.code] ?? 0)
            }
        }
        guard scenario["inflation"] != nil else { return }
        figures.publicView = try view(own, other) { $0.isPublic }
        for council in selected {
            figures.councilViews[council.code] = try view(own, other) { $0.code == council.code }
        }
    }

    private func view(
        _ own: (NaiveWorld, [NaivePosting]), _ other: (NaiveWorld, [NaivePosting]), group: (NaiveAccount) -> Bool
    ) throws -> NaiveCashView {
        // Flows are the option's less the reference's; what makes them nominal is drawn under the option.
        var view = try own.0.view(own.1 + other.1.map(\.reversed), group: group)
        var sums: [Double] = []
        for net in view.rows["net"] ?? [] { sums.append((sums.last ?? 0) - net) }
        view.peakFunding = max(0, -(sums.min() ?? 0))
        view.paybackYear = sums.indices.first { sums[$0...].allSatisfy { $0 >= -0.005 } }
        return view
    }
}

extension NaiveWorld {
    /// What £1 of the price year is in a year: 1 + i multiplied up, or divided before the price year.
    ///
    /// Choice: before the price year a series divides by its first rate.
    private func inflated(_ year: Int) throws -> Double {
        let tree = model.scenario["inflation"] ?? 0
        let series = tree.items.isEmpty ? [tree] : tree.items
        let distance = year + model.baseYear - model.priceYear
        var index = 1.0
        for step in 0..<abs(distance) {
            let rate = try value(series[distance > 0 ? min(step, series.count - 1) : 0], .trial, or: 0)
            index = distance > 0 ? index * (1 + rate) : index / (1 + rate)
        }
        return index
    }

    /// The rows of a group from one option's postings, before the reference is taken off.
    fileprivate func view(_ postings: [NaivePosting], group: (NaiveAccount) -> Bool) throws -> NaiveCashView {
        let horizon = model.horizon
        var rows: [String: [Double]] = [:]
        for name in NaiveCashView.rowNames { rows[name] = Array(repeating: 0, count: horizon) }
        var borrowed = Array(repeating: 0.0, count: horizon)
        let financing = model.scenario["financing"]
        let part = financing == nil ? 0 : try share(financing?["borrowed"], .trial, or: 1)
        for posting in postings {
            let index = try inflated(posting.year)
            let amount = posting.cash * index
            let isIn = posting.to.map(group) ?? false
            let isOut = posting.from.map(group) ?? false
            switch (posting.side, posting.kind) {
            case ("cost", "revenue") where isOut:
                rows[posting.recurs ? "recurring_revenue" : "one_off_revenue"]?[posting.year] += amount
            case ("cost", "capital") where isOut:
                let isFinanced = posting.from?.party == "council" || posting.from?.party == "lead"
                borrowed[posting.year] += isFinanced ? part * amount : 0
                rows["capital"]?[posting.year] += isFinanced ? (1 - part) * amount : amount
            case ("benefit", "cashable") where isIn:
                if posting.recurs {
                    rows["cashable"]?[posting.year] += amount
                } else {
                    rows["one_off_revenue"]?[posting.year] -= amount
                }
            case ("transfer", _):
                rows["transfers"]?[posting.year] += (isOut ? amount : 0) - (isIn ? amount : 0)
            default: break
            }
        }
        var view = NaiveCashView(rows: rows)
        try addCharges(&view, borrowed, financing)
        rows = view.rows
        for year in 0..<horizon {
            func row(_ name: String, _ year: Int) -> Double { year < 0 ? 0 : rows[name]?[year] ?? 0 }
            let charges = row("provision", year) + row("interest", year)
            let base = row("recurring_revenue", year) + charges - row("cashable", year)
            view.rows["base_budget"]?[year] = base
            view.rows["net"]?[year] =
                row("one_off_revenue", year) + row("capital", year) + row("transfers", year) + base
        }
        let base = view.rows["base_budget"] ?? []
        view.rows["base_budget_change"] = base.indices.map { base[$0] - ($0 > 0 ? base[$0 - 1] : 0) }
        return view
    }

    /// Interest and provision of what was borrowed, from the year after.
    private func addCharges(_ view: inout NaiveCashView, _ borrowed: [Double], _ financing: ScenarioTree?) throws {
        guard let financing else { return }
        let rate = try value(financing["rate"], .trial, or: 0)
        let life = max(try years(financing["life"], .trial, or: 1), 1)
        for (year, amount) in borrowed.enumerated() where amount != 0 {
            let charge = rate == 0 ? amount / Double(life) : amount * rate / (1 - pow(1 + rate, -Double(life)))
            var outstanding = amount
            for paid in year + 1...year + life {
                let interest = rate * outstanding
                let provision = charge - interest
                outstanding -= provision
                if paid < model.horizon {
                    view.rows["interest"]?[paid] += interest
                    view.rows["provision"]?[paid] += provision
                } else {
                    view.chargesBeyond += charge
                }
            }
        }
    }
}
