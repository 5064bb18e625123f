/// Who pays or gains: a party, and the council where it is one or is the named lead.
struct NaiveAccount: Equatable {
    let party: String
    var code: String?

    var isPublic: Bool { ["council", "lead", "region", "centre"].contains(party) }
}

/// One flow of one year between at most two accounts.
struct NaivePosting {
    let lever: String
    let line: String
    /// `cost`, `benefit` or `transfer`.
    let side: String
    /// Kind of a cost or benefit; empty on transfers.
    let kind: String
    /// What the line's timing is on.
    let on: String
    let year: Int
    /// Code of the council at which a council line flows, whoever pays or gains.
    var council: String?
    /// Payer of a cost or transfer.
    var from: NaiveAccount?
    /// Gainer of a benefit or transfer.
    var to: NaiveAccount?
    var amount: Double
    var amountBeforeUplift: Double
    var cashed = 1.0
    var resource = 1.0

    /// The same flow the other way round, as it counts where its option is the reference.
    var reversed: NaivePosting {
        var copy = self
        copy.amount = -amount
        copy.amountBeforeUplift = -amountBeforeUplift
        return copy
    }

    /// Whether it recurs from year to year.
    var recurs: Bool { on == "membership" || on == "running" }

    /// What it brings in cash to whoever gains, or takes from whoever pays.
    var cash: Double {
        switch (side, kind) {
        case ("cost", "capital"), ("cost", "revenue"), ("transfer", _): amount
        case ("benefit", "cashable"): amount * cashed
        default: 0
        }
    }
}

/// One line of a lever with the side it stands on.
struct NaiveLine {
    let lever: String
    let side: String
    let tree: ScenarioTree

    var isProgramme: Bool { tree["level"] == "programme" }
    var on: String { tree["timing"]?["on"]?.text ?? "" }

    /// A posting of this line without accounts.
    func posting(year: Int, amount: Double, before: Double) -> NaivePosting {
        NaivePosting(
            lever: lever, line: tree["name"]?.text ?? "", side: side, kind: tree["kind"]?.text ?? "", on: on,
            year: year, amount: amount, amountBeforeUplift: before
        )
    }
}

extension NaiveModel {
    /// Costs, benefits, then transfers of a lever.
    func lines(of lever: String) -> [NaiveLine] {
        [("costs", "cost"), ("benefits", "benefit"), ("transfers", "transfer")].flatMap { key, side in
            (levers[lever]?[key]?.items ?? []).map { NaiveLine(lever: lever, side: side, tree: $0) }
        }
    }
}
