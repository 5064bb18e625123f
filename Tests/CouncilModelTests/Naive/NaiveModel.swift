import Appraisal

/// A row of the register as texts.
struct NaiveCouncil {
    let code: String
    let cells: [String: String]
}

/// A set of levers in order of claiming, with the distributions that it replaces.
struct NaiveOption {
    let name: String
    let levers: [String]
    let with: ScenarioTree
}

/// A second implementation of the model: one trial, one council, one year at a time, from the page of the design alone.
///
/// It reads the scenario as plain JSON with a register as CSV text, shares only the draws with the target, and puts
/// every flow of a trial into one list of postings of which every figure is a filtered sum. Where the page leaves
/// something open, a comment that begins with "Choice:" says how it is read here.
final class NaiveModel {
    let scenario: ScenarioTree
    /// All rows of the register, in order of code.
    let register: [NaiveCouncil]
    let columns: [String]
    /// Councils that take part, in order of code.
    let selected: [NaiveCouncil]
    let baseYear: Int
    let horizon: Int
    let priceYear: Int
    let trials: Int
    /// Levers with all that they are like, by name.
    private(set) var levers: [String: ScenarioTree] = [:]
    /// `Do nothing` first.
    private(set) var options: [NaiveOption] = []
    /// Names of options that are reported under the name of an earlier one.
    private var twins: [String: String] = [:]
    /// Place in `options` of what all is measured against.
    private(set) var reference = 0
    /// d_0 … d_{H−1}.
    let discount: [Double]
    private var formulas: [String: NaiveFormula] = [:]
    /// Weights `by_benefit` by option and lever, worked out once.
    var benefitWeights: [String: [String: Double]] = [:]

    init(scenario: ScenarioTree, register text: String) throws {
        self.scenario = scenario
        let lines = text.split(separator: "\n").map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let head = lines[0]
        columns = head
        register = lines.dropFirst().map { cells in
            let named = Dictionary(uniqueKeysWithValues: zip(head, cells))
            return NaiveCouncil(code: named["code"] ?? "", cells: named)
        }.sorted { $0.code < $1.code }
        guard let baseYear = scenario["base_year"]?.whole, let horizon = scenario["years"]?.whole,
            let councils = scenario["councils"]
        else { throw NaiveError(description: "a required key is missing") }
        self.baseYear = baseYear
        self.horizon = horizon
        priceYear = scenario["price_year"]?.whole ?? baseYear
        trials = scenario["trials"]?.whole ?? 10_240
        selected = register.filter { Self.isIn(councils, $0) }
        discount = try Self.discountFactors(scenario["discounting"] ?? "green-book-2026", years: horizon)
        for lever in scenario["levers"]?.members ?? [] { levers[lever.key] = try whole(lever.key) }
        options = namedOptions()
        if let name = scenario["reference"]?.text {
            // Choice: a reference that is reported under the name of an earlier twin is that twin.
            guard let place = options.firstIndex(where: { $0.name == twins[name] ?? name }) else {
                throw NaiveError(description: "no option \(name)")
            }
            reference = place
        }
    }

    /// d_t = d_{t−1}/(1 + r_t).
    private static func discountFactors(_ tree: ScenarioTree, years: Int) throws -> [Double] {
        var factors = [1.0]
        for t in 1..<max(years, 2) {
            var rate = 0.0
            if let name = tree.text {
                guard let schedule = DiscountSchedule(named: name) else {
                    throw NaiveError(description: "no schedule \(name)")
                }
                rate = schedule.rate(inYear: t)
            } else if let number = tree.number {
                rate = number
            } else {
                let rates = tree.items.compactMap(\.number)
                rate = t <= rates.count ? rates[t - 1] : rates[rates.count - 1]
            }
            factors.append(factors[t - 1] / (1 + rate))
        }
        return Array(factors.prefix(years))
    }

    /// Whether a council is in a selection: (`where` ∪ `codes`) − `except`; without `where` and `codes`, all.
    static func isIn(_ selection: ScenarioTree, _ council: NaiveCouncil) -> Bool {
        let (conditions, codes) = (selection["where"], selection["codes"])
        if selection["except"]?.items.contains(.text(council.code)) == true { return false }
        if conditions == nil && codes == nil { return true }
        if codes?.items.contains(.text(council.code)) == true { return true }
        guard let conditions else { return false }
        for condition in conditions.members {
            let cell = council.cells[condition.key] ?? ""
            if cell == "" || !matches(condition.value, cell) { return false }
        }
        return true
    }

    private static func matches(_ condition: ScenarioTree, _ cell: String) -> Bool {
        switch condition {
        case .text(let word): return cell == word
        case .number(let number): return Double(cell) == number
        case .list(let items): return items.contains { matches($0, cell) }
        case .object:
            guard let number = Double(cell) else { return false }
            if let least = condition["min"]?.number, number < least { return false }
            if let greatest = condition["max"]?.number, number > greatest { return false }
            return true
        default: return false
        }
    }

    /// A lever with what it is like copied into it, key by key; null removes.
    private func whole(_ name: String) throws -> ScenarioTree {
        guard case .object(let own)? = scenario["levers"]?[name] else {
            throw NaiveError(description: "no lever \(name)")
        }
        guard let like = scenario["levers"]?[name]?["like"]?.text else { return .object(own) }
        var result = try whole(like)
        for member in own { result[member.key] = member.value == .null ? nil : member.value }
        return result
    }

    /// The lever itself and all that it is like, nearest first.
    func ancestry(_ name: String) -> [String] {
        guard let like = scenario["levers"]?[name]?["like"]?.text else { return [name] }
        return [name] + ancestry(like)
    }

    /// The name under which a lever draws.
    func root(_ name: String) -> String { ancestry(name).last ?? name }

    /// The lever of an option that a name means: that lever, or the variant of it that the option holds.
    ///
    /// Choice: a variant of a variant counts as a variant of both; the base does not count as a variant of its variant.
    func held(_ name: String, in levers: [String]) -> String? {
        levers.first { ancestry($0).contains(name) }
    }

    private func namedOptions() -> [NaiveOption] {
        var all = [NaiveOption(name: "Do nothing", levers: [], with: .object([]))]
        for option in scenario["options"]?.items ?? [] {
            all.append(
                NaiveOption(
                    name: option["name"]?.text ?? "", levers: option["levers"]?.items.compactMap(\.text) ?? [],
                    with: option["with"] ?? .object([])
                ))
        }
        // Choice: options come before combinations, and combinations in the order of counting in binary.
        let named = scenario["combinations"]?.items.compactMap(\.text) ?? []
        for bits in 1..<max(1 << named.count, 2) where !named.isEmpty {
            let set = named.indices.filter { bits >> $0 & 1 == 1 }.map { named[$0] }
            let roots = set.map(root)
            let isOneOfEach = roots.allSatisfy { root in roots.filter { $0 == root }.count == 1 }
            let holdsRequired = set.allSatisfy { lever in
                (levers[lever]?["requires"]?.items ?? []).allSatisfy { held($0.text ?? "", in: set) != nil }
            }
            guard isOneOfEach, holdsRequired else { continue }
            all.append(NaiveOption(name: set.joined(separator: " + "), levers: set, with: .object([])))
        }
        var kept: [NaiveOption] = []
        for option in all {
            let twin = kept.first { other in
                Set(other.levers) == Set(option.levers)
                    && other.with.members.sorted { $0.key < $1.key } == option.with.members.sorted { $0.key < $1.key }
            }
            if let twin { twins[option.name] = twin.name } else { kept.append(option) }
        }
        return kept
    }

    func council(_ code: String) -> NaiveCouncil? { register.first { $0.code == code } }

    /// A formula read from its text, kept for the next time.
    func formula(_ text: String) throws -> NaiveFormula {
        if let known = formulas[text] { return known }
        let formula = try NaiveFormula(text)
        formulas[text] = formula
        return formula
    }

    /// A number of a row, by column; `residents` is 0 in a county where there is no such column.
    ///
    /// Choice: a column `residents` is taken as it stands, for counties as well.
    func number(_ column: String, of council: NaiveCouncil) throws -> Double {
        if column == "residents", !columns.contains("residents") {
            return council.cells["type"] == "county" ? 0 : try number("population", of: council)
        }
        guard let number = Double(council.cells[column] ?? "") else {
            throw NaiveError(description: "\(council.code) has no \(column)")
        }
        return number
    }

    /// Residents of lower-tier and unitary councils that are members or lie in a member county.
    func residents(joined members: [String]) throws -> Double {
        var sum = 0.0
        for council in register where council.cells["type"] != "county" {
            let county = council.cells["county"] ?? ""
            let isIn = members.contains(council.code) || (county != "" && members.contains(county))
            if isIn { sum += try number("residents", of: council) }
        }
        return sum
    }
}
