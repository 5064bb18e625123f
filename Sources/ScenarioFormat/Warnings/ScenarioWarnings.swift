import CouncilModel
import Formulas
import Stochastics

/// Finds what is plausible in a scenario without errors and yet may not be what was meant.
///
/// A rule that looks at a value looks at a bare number or at one assumption (through quantities that stand for one),
/// under its own distribution and under those that options put in its place; formulas of several names are not judged.
/// "Reaches" means in one draw of 10,000 or more.
///
/// | what it warns of | found by |
/// |---|---|
/// | an amount that is negative, or mostly so | `negativeAmounts` |
/// | a percentage written as 3.5 | `percentages` |
/// | a mode at the edge of a triangular or PERT distribution | `modesAtEdges` |
/// | bounds that move a mean by more than a tenth | `movedMeans` |
/// | values below 0 where these count as 0 | `belowZero` |
/// | values outside 0 to 1 where these are held to it | `outsideShares` |
/// | parts of a spread that can fall outside the years appraised | `lostParts` |
/// | assumptions without a source under lines | `missingSources` |
/// | lines worth a bare number beside graded evidence | `bareNumbers` |
/// | old figures in money without the year of their prices | `oldPrices` |
/// | optimism bias counted twice | `doubleUplifts` |
/// | point estimates of cost without optimism bias | `missingUplifts` |
/// | cash from staff time without the cost of letting it go | `missingExitCosts` |
/// | capital that accounts treat as revenue | `capitalInName` |
/// | residents counted at counties and at their districts | `doubleResidents` |
/// | members from before that the reference does not hold | `alreadyWithoutReference` |
/// | wind-up lines of a lever that nothing winds up | `idleWindUps` |
/// | levers that start after the last year, or close before they start | `idleLevers` |
/// | programme costs before there is anybody to share them | `costsOfNobody` |
struct ScenarioWarnings {
    let scenario: Scenario
    /// The merged tree that the scenario was read from, variants written out.
    let root: Field
    /// Units of pools, by name, as far as they are known.
    let poolUnits: [String: Unit]
    let log: IssueLog
    /// All distributions of all assumptions, in order of name, an assumption's own before those of options.
    let distributions: [Drawn]

    init(scenario: Scenario, root: Field, poolUnits: [String: Unit], log: IssueLog) {
        self.scenario = scenario
        self.root = root
        self.poolUnits = poolUnits
        self.log = log
        distributions = Self.distributions(of: scenario, root: root)
    }

    /// Every rule, in the order of the table above.
    static let rules: [@Sendable (ScenarioWarnings) -> Void] = [
        { $0.negativeAmounts() }, { $0.percentages() }, { $0.modesAtEdges() }, { $0.movedMeans() }, { $0.belowZero() },
        { $0.outsideShares() }, { $0.lostParts() }, { $0.missingSources() }, { $0.bareNumbers() }, { $0.oldPrices() },
        { $0.doubleUplifts() }, { $0.missingUplifts() }, { $0.missingExitCosts() }, { $0.capitalInName() },
        { $0.doubleResidents() }, { $0.alreadyWithoutReference() }, { $0.idleWindUps() }, { $0.idleLevers() },
        { $0.costsOfNobody() },
    ]

    /// Adds all warnings to the log.
    func find() {
        for rule in Self.rules { rule(self) }
    }
}

extension ScenarioWarnings {
    /// A line with the place at which it is written.
    struct WrittenLine {
        let lever: Lever
        let line: Line
        let field: Field

        /// What says how much it is worth: the amount, or the share claimed.
        var worth: Field? { field["amount"] ?? field["claims"]?["share"] }
    }

    /// Levers with the places at which they are written, in order of name.
    var levers: [(lever: Lever, field: Field)] {
        scenario.levers.compactMap { lever in root["levers"]?[lever.name].map { (lever, $0) } }
    }

    /// Lines as written: contract breaks and teams are no entries of these lists.
    var lines: [WrittenLine] {
        levers.flatMap { lever, field in
            [("costs", lever.costs), ("benefits", lever.benefits), ("transfers", lever.transfers)]
                .flatMap { key, lines in
                    zip(lines, field[key]?.items ?? []).map { WrittenLine(lever: lever, line: $0, field: $1) }
                }
        }
    }

    /// The last calendar year appraised.
    var lastYear: Int { scenario.baseYear + scenario.years - 1 }

    /// A distribution of an assumption with the place at which it is written.
    struct Drawn {
        let name: String
        let distribution: Distribution
        let field: Field
    }

    /// What is known of a parameter's value.
    enum Reading {
        case number(Double)
        /// One assumption's: its own distribution, then those that options put in its place.
        case draws([Drawn])
        /// A formula of several names, or one that reads the register.
        case other
    }

    func reading(of field: Field) -> Reading {
        if let number = field.number { return .number(number) }
        guard var text = field.text?.split(whereSeparator: \.isWhitespace).joined(separator: " ") else { return .other }
        while let quantity = root["quantities"]?[text] {
            if let number = quantity.number { return .number(number) }
            guard let next = quantity.text?.split(whereSeparator: \.isWhitespace).joined(separator: " ") else { break }
            text = next
        }
        if let number = (try? Formula(parsing: text))?.constantValue { return .number(number) }
        let draws = distributions.filter { $0.name == text }
        return draws.isEmpty ? .other : .draws(draws)
    }

    private static func distributions(of scenario: Scenario, root: Field) -> [Drawn] {
        let written = root["assumptions"]
        let options: [(with: Field, overrides: [AppraisalOption.Override])] = (root["options"]?.items ?? [])
            .compactMap { field in
                guard let with = field["with"],
                    let option = scenario.options.first(where: { $0.name == field["name"]?.text })
                else { return nil }
                return (with, option.with)
            }
        return scenario.assumptions.flatMap { assumption in
            let own = written?[assumption.name]?["distribution"].map {
                Drawn(name: assumption.name, distribution: assumption.distribution, field: $0)
            }
            let others: [Drawn] = options.compactMap { option in
                guard let override = option.overrides.first(where: { $0.assumption == assumption.name }),
                    let field = option.with[assumption.name]
                else { return nil }
                return Drawn(name: assumption.name, distribution: override.distribution, field: field)
            }
            return (own.map { [$0] } ?? []) + others
        }
    }

    /// Assumptions that formulas read, through quantities too, in order of name.
    func assumptions(readBy fields: [Field?]) -> [Assumption] {
        var names: Set<String> = []
        for field in fields {
            guard let text = field?.text, let formula = try? Formula(parsing: text) else { continue }
            let whole = formula.substituting { name in scenario.quantities.first { $0.name == name }?.formula }
            names.formUnion(whole.names.map(\.name))
        }
        return scenario.assumptions.filter { names.contains($0.name) }
    }

    /// A warning at the key of a field.
    func warn(atKeyOf field: Field, _ message: String) {
        log.add(
            ScenarioIssue(position: field.keyPosition, path: field.path.text, message: message, severity: .warning))
    }
}

/// A share of draws in words: `12%`, `less than 1%`.
func percent(_ share: Double) -> String {
    switch share {
    case ..<0.01: "less than 1%"
    case 1...: "all"
    case 0.99...: "more than 99%"
    default: "\(Int((share * 100).rounded()))%"
    }
}

/// A number with three significant digits.
func inShort(_ number: Double) -> String {
    guard number != 0, number.isFinite else { return plain(number) }
    var step = 1.0
    while abs(number) / step >= 1000 { step *= 10 }
    while abs(number) / step < 100 { step /= 10 }
    let whole = (number / step).rounded()
    // Dividing by a whole power of ten gives the nearest number, multiplying by a tenth does not.
    return plain(step >= 1 ? whole * step : whole / (1 / step).rounded())
}
