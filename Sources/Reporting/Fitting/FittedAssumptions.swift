import Stochastics

/// Fitted rates as assumptions of a scenario or a library.
package enum FittedAssumptions {
    /// Quantiles that are written, by key; the outermost stand for the ends.
    static let written: [(key: String, probability: Double)] = [
        ("0", 0.01), ("0.05", 0.05), ("0.1", 0.1), ("0.25", 0.25), ("0.5", 0.5), ("0.75", 0.75), ("0.9", 0.9),
        ("0.95", 0.95),
        ("1", 0.99),
    ]

    /// The members `assumptions` and `correlations`, to paste.
    package static func json(of report: AdoptionReport) -> JSONValue {
        let assumptions = DiffusionBootstrap.Rate.allCases.map {
            (key: name($0, report), value: assumption($0, report))
        }
        return ["assumptions": .object(assumptions), "correlations": .list(correlations(report))]
    }

    private static func name(_ rate: DiffusionBootstrap.Rate, _ report: AdoptionReport) -> String {
        "\(report.name)_\(rate.rawValue)"
    }

    private static func assumption(_ rate: DiffusionBootstrap.Rate, _ report: AdoptionReport) -> JSONValue {
        let head: JSONValue = ["unit": .text("share"), "distribution": distribution(rate, report)]
        if rate == .ceiling, let judged = report.bootstrap.judgedCeilings {
            let range = "\(FittedNumber.percentage(judged.lowerBound)) to \(FittedNumber.percentage(judged.upperBound))"
            return head.adding([
                "source": .text(
                    "assumption: \(source(report)) does not identify the ceiling; \(range) taken as equally likely"),
                "grade": .text("E"), "basis": .text("judgement"),
                "note": .text(
                    "Judge it: what share could ever join? Then fit again with --ceilings, as innovation and imitation "
                        + "go with it"),
            ])
        }
        let given = report.bootstrap.judgedCeilings.map {
            ", for ceilings of \(FittedNumber.percentage($0.lowerBound)) to \(FittedNumber.percentage($0.upperBound))"
        }
        return head.adding([
            "source": .text("\(source(report))\(given ?? "")"), "grade": .text("C"),
            "note": .text(
                "\(rate == .ceiling ? "" : "A year, on shares of all councils. ")Quantiles of "
                    + "\(PlainNumber.count(AdoptionReport.draws)) bootstrap draws; 0 and 1 stand for P1 and P99"),
        ])
    }

    private static func source(_ report: AdoptionReport) -> String {
        let fit = "folkmoot fit of \(report.file) (\(report.subject))"
        return report.origin.isEmpty ? fit : "\(report.origin); \(fit)"
    }

    private static func distribution(_ rate: DiffusionBootstrap.Rate, _ report: AdoptionReport) -> JSONValue {
        if rate == .ceiling, let judged = report.bootstrap.judgedCeilings {
            let ends = [judged.lowerBound, judged.upperBound].map(FittedNumber.share)
            return ends[0] == ends[1] ? .number(ends[0]) : ["uniform": .numbers(ends)]
        }
        let values = report.bootstrap.quantiles(rate, written.map(\.probability))
            .map(rate == .ceiling ? FittedNumber.share : FittedNumber.rate)
        if values[0] == values[values.count - 1] { return .number(values[0]) }
        return ["quantiles": .object(zip(written, values).map { (key: $0.key, value: .number($1)) })]
    }

    private static func correlations(_ report: AdoptionReport) -> [JSONValue] {
        let pairs: [(DiffusionBootstrap.Rate, DiffusionBootstrap.Rate)] = [
            (.innovation, .imitation), (.innovation, .ceiling), (.imitation, .ceiling),
        ]
        return zip(pairs, report.bootstrap.rankCorrelations).filter { $1 != 0 }.map { pair, rank in
            ["between": .texts([name(pair.0, report), name(pair.1, report)]), "rank": .number(rank)]
        }
    }
}
