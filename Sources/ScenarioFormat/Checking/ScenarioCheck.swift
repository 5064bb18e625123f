import Appraisal
import CouncilModel
import Formulas
import Stochastics

/// Turns a merged tree, whose shape has been checked, into a scenario, reporting all that makes no sense.
///
/// Whatever has the wrong shape has been reported already: it reads as left out, so that nothing is reported twice.
final class ScenarioCheck {
    let root: Field
    /// Paths of library files; levers named in them need not exist.
    let libraries: Set<String>
    let log: IssueLog
    let formulas: FormulaReader
    let distributions: DistributionReader
    /// The word for money in units.
    let money: Unit
    let baseYear: Int
    let years: Int
    let priceYear: Int
    let currency: String
    private let read: (String) -> [UInt8]?
    /// The register, once it is read, and its selected rows, ascending.
    private(set) var register: Register?
    private(set) var selected: [Int] = []
    private(set) var registerFiles: [FileRead] = []
    /// Units of pools, by name, as far as they are known.
    var poolUnits: [String: Unit] = [:]

    init(root: Field, libraries: Set<String>, log: IssueLog, file read: @escaping (String) -> [UInt8]?) {
        self.root = root
        self.libraries = libraries
        self.log = log
        self.read = read
        formulas = FormulaReader(log: log)
        distributions = DistributionReader(log: log)
        baseYear = root["base_year"]?.whole ?? 2026
        years = root["years"]?.whole ?? 10
        priceYear = root["price_year"]?.whole ?? baseYear
        let code = root["currency"]?.text ?? "GBP"
        let isCode = code.utf8.count == 3 && code.utf8.allSatisfy { (0x41...0x5A).contains($0) }
        if !isCode, let field = root["currency"] {
            log.error(field, "found \(quoted(code)), expected the three capital letters of a currency, such as \"GBP\"")
        }
        currency = isCode ? code : "GBP"
        money = Unit.word(currency)
    }

    /// The scenario; nil when so much is wrong that checking could not go on. It is only sound when the log has no
    /// errors.
    func scenario() -> Scenario? {
        let assumptions = readAssumptions()
        readRegister()
        guard let register else { return nil }
        addColumns(of: register)
        addNames(of: assumptions)
        let quantities = readQuantities()
        let pools = readPools()
        let contracts = readContracts()
        let levers = readLevers()
        let options = readOptions(levers: levers)
        let correlations = readCorrelations(of: assumptions)
        let cashView = readCashView()
        warnOfMissingUnits()
        guard !log.hasErrors else { return nil }
        // Beside errors these would mislead: a misspelt name leaves the right one unused.
        warnOfUnusedNames(
            assumptions: assumptions, pools: pools, contracts: contracts, levers: levers, options: options)
        return Scenario(
            title: root["title"]?.text ?? "", question: root["question"]?.text ?? "", note: root["note"]?.text ?? "",
            baseYear: baseYear, years: years, priceYear: priceYear, currency: currency, discounting: discounting(),
            trials: root["trials"]?.whole ?? 10_240, seed: UInt64(root["seed"]?.whole ?? 1),
            sampling: root["sampling"]?.text == "random" ? .random : .latinHypercube,
            prudent: root["prudent"]?.number ?? 80, register: register, selected: selected, assumptions: assumptions,
            correlations: correlations, quantities: quantities, pools: pools, contracts: contracts, levers: levers,
            options: options.list, combined: root["combinations"]?.items.compactMap(\.text) ?? [],
            reference: options.reference, cashView: cashView,
            councilRate: root["council_rate"]?.number,
            objectives: root["objectives"]?.items.compactMap(\.text) ?? [],
            unmonetised: readUnmonetised(levers: levers, options: options.list)
        )
    }

    private func discounting() -> DiscountSchedule {
        let field = root["discounting"]
        if let rate = field?.number { return DiscountSchedule(rate: rate) }
        if let field, field.isList { return DiscountSchedule(rates: field.items.compactMap(\.number)) }
        guard let schedule = DiscountSchedule(named: field?.text ?? "green-book-2026") else {
            preconditionFailure("the shape check refuses schedules without a name")
        }
        return schedule
    }

    private func readRegister() {
        guard let councils = root["councils"], let name = councils["register"], let text = name.text else { return }
        let path = FilePath.resolve(text, from: name.node.position.file)
        guard let bytes = read(path) else {
            log.error(name, "there is no file at \(path); the path is relative to the file in which it stands")
            return
        }
        registerFiles = [FileRead(path: path, role: .register, bytes: bytes)]
        let units = councils["units"]?.members.compactMap { member in
            member.field.text.map { (member.key, $0) }
        }
        var reader = RegisterReader(
            file: path, units: Dictionary(units ?? [], uniquingKeysWith: { first, _ in first })
        )
        let register = reader.read(bytes)
        for issue in reader.issues { log.add(issue) }
        guard let register else { return }
        for (column, unit) in councils["units"]?.members ?? [] { checkUnit(unit, ofColumn: column, in: register) }
        self.register = register
        let filter = RegisterFilter(register: register, rows: Array(register.codes.indices))
        selected = SelectionCheck(filter: filter, log: log).rows(of: councils) ?? []
    }

    private func checkUnit(_ field: Field, ofColumn column: String, in register: Register) {
        if let fixed = RegisterReader.fixedUnits[column] {
            if field.text != fixed {
                log.error(field, "\(quoted(column)) is in \(quoted(fixed)) in every register; leave it out here")
            }
            return
        }
        switch register.column(column)?.cells {
        case .numbers?: _ = parsedUnit(field)
        case .texts?:
            log.error(field, "the column \(quoted(column)) holds texts, which have no unit; leave it out here")
        case nil:
            let known = register.columns.map(\.name)
            log.add(
                ScenarioIssue(
                    position: field.keyPosition, path: field.path.text,
                    message: "unknown column \(quoted(column))\(suggestion(for: column, among: known))"))
        }
    }

    /// The unit that a text says; nil after reporting a problem.
    func parsedUnit(_ field: Field) -> Unit? {
        guard let text = field.text else { return nil }
        do {
            return try Unit(parsing: text)
        } catch {
            formulas.report(error, in: field)
            return nil
        }
    }

    /// Council positions of a selection among the selected councils; empty after reporting a problem.
    func positions(of selection: Field) -> [Int] {
        guard let register, !selected.isEmpty else { return [] }
        let check = SelectionCheck(filter: RegisterFilter(register: register, rows: selected), log: log)
        let rows = check.rows(of: selection) ?? []
        return rows.compactMap { row in selected.firstIndex(of: row) }
    }

    /// The council position of a code among the selected; nil after reporting a problem, or when it is no text.
    func position(ofCode field: Field) -> Int? {
        guard let register, !selected.isEmpty, let code = field.text else { return nil }
        switch RegisterFilter(register: register, rows: selected).row(code: code) {
        case .rows(let rows): return rows.first.flatMap { row in selected.firstIndex(of: row) }
        case .problem(let problem):
            log.error(field, problem)
            return nil
        }
    }

    /// Whether a map's key can be a name; reported when not.
    func checkName(_ name: String, _ field: Field) {
        if Formula.canName(name) { return }
        let reason =
            Formula.reservedNames.contains(name)
            ? "\(quoted(name)) means something in formulas; choose another name"
            : "\(quoted(name)) cannot be a name; use letters a to z, digits and _, beginning with a letter"
        log.add(ScenarioIssue(position: field.keyPosition, path: field.path.text, message: reason))
    }
}

extension Unit {
    /// The unit that is one word.
    static func word(_ word: String) -> Unit {
        guard let unit = try? Unit(parsing: word) else { preconditionFailure("\(word) is a word") }
        return unit
    }

    /// A year.
    static let year = word("year")
}
