import CouncilModel
import Formulas

extension ScenarioWarnings {
    /// Assumptions under lines that do not say where they come from.
    func missingSources() {
        let used = lines.map { (name: $0.line.name, assumptions: assumptions(readBy: figures(of: $0))) }
        for assumption in scenario.assumptions where assumption.source.isEmpty {
            let names = used.filter { $0.assumptions.contains { $0.name == assumption.name } }.map(\.name)
            guard !names.isEmpty, let field = root["assumptions"]?[assumption.name] else { continue }
            let shown = names.count > 3 ? counted(names.count, "line") : enumeration(names.map(quoted))
            warn(
                atKeyOf: field,
                "\(shown) \(names.count == 1 ? "rests" : "rest") on \(quoted(assumption.name)), which has no source; "
                    + "add \"source\", or write \"assumption\" there where it is a judgement")
        }
    }

    /// Formulas that decide what a line is worth.
    private func figures(of item: WrittenLine) -> [Field?] {
        let claims = item.field["claims"]
        let pool = claims?["pool"]?.text.flatMap { root["pools"]?[$0]?["amount"] }
        return [
            item.field["amount"], claims?["share"], claims?["value"], pool, item.field["uplift"], item.field["scale"],
        ]
            + (item.field["modifiers"]?.items ?? []).map { $0["by"] }
    }

    /// Lines worth a bare number in scenarios that grade their evidence above judgement: there it looks like a fact.
    func bareNumbers() {
        guard scenario.assumptions.contains(where: { ["A", "B", "C", "D"].contains($0.grade) }) else { return }
        for item in lines {
            guard let worth = item.worth, let number = worth.number, number != 0 else { continue }
            log.warning(
                worth,
                "found the bare number \(plain(number)), which has no source and no grade beside evidence that has; "
                    + "name it under \"assumptions\"")
        }
    }

    /// Observed figures in money whose source is five years old or older and does not say in which prices they are: at
    /// 2% a year they would be a tenth too low.
    func oldPrices() {
        guard scenario.currency == "GBP" else { return }
        let stating = scenario.assumptions.filter { $0.prices != nil }.map(\.name)
        for assumption in scenario.assumptions
        where assumption.prices == nil && ["outturn", "quote", "reference_class"].contains(assumption.basis) {
            guard let unit = assumption.unit.flatMap({ try? Unit(parsing: $0) }), unit.power(of: "GBP") == 1,
                let year = Self.latestYear(in: assumption.source), year <= scenario.priceYear - 5,
                let field = root["assumptions"]?[assumption.name]
            else { continue }
            let others = stating.isEmpty ? "" : ", as \(stating.count == 1 ? "" : "for one ")\(quoted(stating[0])) does"
            warn(
                atKeyOf: field,
                "the source speaks of \(year), but the figure is taken in prices of \(scenario.priceYear); add "
                    + "\"prices\": \(year)\(others), or \"prices\": \(scenario.priceYear) where it was brought forward")
        }
    }

    /// The latest calendar year from 1980 on that a text speaks of: four digits that are a word.
    static func latestYear(in text: String) -> Int? {
        var latest: Int?
        for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "." }) {
            let digits = word.hasSuffix(".") ? word.dropLast() : word
            guard digits.count == 4, let year = Int(digits), (1980...2100).contains(year) else { continue }
            latest = max(latest ?? year, year)
        }
        return latest
    }

    /// Uplifts on amounts that rest on outturns already.
    func doubleUplifts() {
        for item in lines {
            guard let uplift = item.field["uplift"], uplift.number != 1 else { continue }
            let figures = assumptions(readBy: [item.field["amount"], item.field["claims"]?["share"]])
            let observed = figures.filter { ["reference_class", "outturn"].contains($0.basis) }
            guard let first = observed.first else { continue }
            log.warning(
                uplift,
                "the amount rests on \(quoted(first.name)) of basis \(quoted(first.basis)), which holds what was overrun "
                    + "already, so that optimism bias counts twice; leave \"uplift\" out, or mend \"basis\"")
        }
    }

    /// Point estimates of cost that nothing lifts.
    func missingUplifts() {
        for item in lines where item.line.side == .cost && item.line.uplift == nil {
            guard let amount = item.field["amount"] else { continue }
            let figures = assumptions(readBy: [amount, item.field["scale"]])
            guard let estimate = figures.first(where: { $0.basis == "point_estimate" }),
                !figures.contains(where: { $0.basis == "reference_class" })
            else { continue }
            log.warning(
                amount,
                "\(quoted(estimate.name)) is a point estimate, and costs end above these more often than below; add "
                    + "\"uplift\", a multiplier from a reference class")
        }
    }
}
