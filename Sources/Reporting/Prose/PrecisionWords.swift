import Analysis

/// How well percentiles are known, in words and as data.
enum PrecisionWords {
    /// What a reader has to know where not all percentiles are those of all trials; nil where they are.
    static func sentences(of comparison: Comparison) -> String? {
        let precision = comparison.precision
        let parts: [(String, Precision?)] = [
            ("totals", precision.totals), ("councils", precision.councils), ("budgets", precision.budgets),
        ]
        let sketched = parts.compactMap { name, part -> (name: String, coarse: Int, widest: Double)? in
            guard case .sketched(let coarse, let widest)? = part else { return nil }
            return (name, coarse, widest)
        }
        guard let last = sketched.last else { return nil }
        let names = sketched.dropLast().map(\.name)
        let list = names.isEmpty ? last.name : names.joined(separator: ", ") + " and " + last.name
        var text =
            "Percentiles of \(list) are read from counts by bins and are off by at most 0.1% of the way from P5 to P95"
        let coarse = sketched.reduce(0) { $0 + $1.coarse }
        if coarse > 0 {
            text +=
                ", but for \(PlainNumber.count(coarse)) \(coarse == 1 ? "reading" : "readings") of figures whose "
                + "first \(PlainNumber.count(512)) trials tell too little of the others"
        }
        text += "."
        if precision.trialsOfDrivers < comparison.setting.trials {
            text +=
                " Drivers and dominance are those of the first "
                + "\(PlainNumber.count(precision.trialsOfDrivers)) trials."
        }
        return text
    }

    /// The member `percentiles` of `summary.json`.
    static func value(of comparison: Comparison) -> JSONValue {
        let precision = comparison.precision
        var members: [(String, JSONValue)] = [
            ("totals", word(precision.totals)), ("councils", word(precision.councils)),
        ]
        if let budgets = precision.budgets { members.append(("budgets", word(budgets))) }
        let parts = [precision.totals, precision.councils] + (precision.budgets.map { [$0] } ?? [])
        let all = parts.reduce(Precision.exact) { $0.joined($1) }
        if case .sketched(let coarse, let widest) = all {
            members.append(("greatest_error", .number(widest)))
            members.append(("readings_beyond_0.001", .whole(coarse)))
        }
        members.append(("trials_of_drivers", .whole(precision.trialsOfDrivers)))
        return .object(members)
    }

    private static func word(_ precision: Precision) -> JSONValue {
        .text(precision == .exact ? "exact" : "sketch")
    }
}
