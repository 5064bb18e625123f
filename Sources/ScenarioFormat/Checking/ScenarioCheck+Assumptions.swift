import Appraisal
import CouncilModel
import Formulas
import Stochastics

extension ScenarioCheck {
    /// Assumptions in order of name. One whose distribution is wrong stands at 0, so that its name is known.
    func readAssumptions() -> [Assumption] {
        (root["assumptions"]?.sortedMembers ?? []).map { name, field in
            checkName(name, field)
            return assumption(name, field)
        }
    }

    /// One assumption.
    func assumption(_ name: String, _ field: Field) -> Assumption {
        let unit = field["unit"].flatMap(parsedUnit)
        var assumption = Assumption(name: name, distribution: .fixed(0))
        if let written = field["distribution"], let distribution = distributions.distribution(written) {
            assumption.distribution = distribution
        }
        assumption.unit = unit == nil ? nil : field["unit"]?.text
        assumption.variesBy = variation(field["varies_by"])
        assumption.source = field["source"]?.text ?? ""
        assumption.grade = field["grade"]?.text ?? ""
        assumption.basis = field["basis"]?.text ?? ""
        assumption.note = field["note"]?.text ?? ""
        assumption.owner = field["owner"]?.text ?? ""
        assumption.review = field["review"]?.text ?? ""
        if let prices = field["prices"], let year = prices.whole {
            assumption.prices = year
            assumption.priceFactor = priceFactor(from: year, unit: unit, at: prices, of: field)
        }
        return assumption
    }

    private func variation(_ field: Field?) -> Assumption.Variation {
        guard let field else { return .trial }
        if field.isList {
            let names = field.items.compactMap(\.text)
            if names == ["council", "year"] { return .councilAndYear }
            if names.count == field.items.count {
                log.error(
                    field, "a draw can be shared by one pair only, [\"council\", \"year\"]; write that, or one text")
            }
            return .trial
        }
        switch field.text {
        case nil, "trial"?: return .trial
        case "council"?: return .council
        case "year"?: return .year
        case let column?: return .column(column)
        }
    }

    /// What drawn values are multiplied by to be in prices of the price year; 1 after reporting a problem.
    private func priceFactor(from year: Int, unit: Unit?, at prices: Field, of assumption: Field) -> Double {
        guard currency == "GBP" else {
            log.error(
                prices,
                "prices are brought forward by a price index of the United Kingdom, but the currency is \(currency); "
                    + "state the figure in prices of \(priceYear) and leave \"prices\" out")
            return 1
        }
        guard let unit else {
            if assumption["unit"] == nil {
                log.error(
                    prices,
                    "only money has prices, and this has no unit; add \"unit\", such as \"\(currency)\", or leave "
                        + "\"prices\" out")
            }
            return 1
        }
        guard unit.power(of: currency) == 1 else {
            log.error(
                prices,
                "only money has prices, and this is in \(unit.phraseAlone); leave \"prices\" out, or mend \"unit\"")
            return 1
        }
        guard let factor = Deflator.gdp.factor(from: year, to: priceYear) else {
            let first = Deflator.gdp.publishedYears.lowerBound
            log.error(
                prices,
                "the price index begins in \(first), found \(min(year, priceYear)); state the figure in prices of "
                    + "\(first) or later")
            return 1
        }
        return factor
    }

    /// Makes the columns of the register known to formulas.
    func addColumns(of register: Register) {
        for name in register.columnNames {
            guard Formula.canName(name) || Formula.reservedNames.contains(name) else { continue }
            let isTimeVariable = TimeVariable(rawValue: name) != nil
            if Formula.reservedNames.contains(name) || isTimeVariable, let field = root["councils"]?["register"] {
                let meaning = isTimeVariable ? "is a time variable" : "means something in formulas"
                log.error(field, "the register's column \(quoted(name)) \(meaning) too; rename the column")
                continue
            }
            switch register.column(name)?.cells {
            case .texts?: formulas.names.add(name, .textColumn, unit: .open)
            case .numbers?: formulas.names.add(name, .numberColumn, unit: unit(ofColumn: name, in: register))
            case nil: break
            }
        }
        for variable in TimeVariable.allCases {
            formulas.names.add(variable.rawValue, .timeVariable, unit: .known(.dimensionless))
        }
    }

    private func unit(ofColumn name: String, in register: Register) -> NameTable.KnownUnit {
        guard let text = register.column(name)?.unit else { return .missing }
        guard let unit = try? Unit(parsing: text) else { return .open }
        return .known(unit)
    }

    /// Makes assumptions known to formulas, and checks that a column they vary by exists.
    func addNames(of assumptions: [Assumption]) {
        for assumption in assumptions {
            guard let field = root["assumptions"]?[assumption.name] else { continue }
            refuseTaken(assumption.name, field)
            let unit: NameTable.KnownUnit
            if let text = assumption.unit, let parsed = try? Unit(parsing: text) {
                unit = .known(parsed)
            } else {
                unit = field["unit"] == nil ? .missing : .open
            }
            formulas.names.add(assumption.name, .assumption(assumption.variesBy), unit: unit)
            if case .column(let column) = assumption.variesBy, let varies = field["varies_by"] {
                checkVariation(column, at: varies)
            }
        }
    }

    private func checkVariation(_ column: String, at field: Field) {
        switch register?.column(column)?.cells {
        case .texts?: return
        case .numbers?:
            log.error(
                field, "the column \(quoted(column)) holds numbers; a draw can be shared by councils of one text only")
        case nil:
            let texts = register?.columnNames.filter { name in
                if case .texts? = register?.column(name)?.cells { return true }
                return false
            }
            let known = ["trial", "council", "year"] + (texts ?? [])
            log.error(field, "unknown variation \(quoted(column))\(suggestion(for: column, among: known))")
        }
    }

    /// Reports a name that a column or a time variable has already.
    func refuseTaken(_ name: String, _ field: Field) {
        let taken: String
        switch formulas.names.meanings[name] {
        case nil: return
        case .numberColumn?, .textColumn?: taken = "a column of the register"
        case .timeVariable?: taken = "a time variable"
        case .assumption?: taken = "an assumption"
        case .quantity?: taken = "a quantity"
        }
        log.add(
            ScenarioIssue(
                position: field.keyPosition, path: field.path.text,
                message: "\(quoted(name)) is the name of \(taken) too; rename one of them"))
    }

    /// Quantities in order of name, each with the others written into it.
    func readQuantities() -> [Quantity] {
        let members = root["quantities"]?.sortedMembers ?? []
        var fields: [String: Field] = [:]
        for (name, field) in members {
            checkName(name, field)
            refuseTaken(name, field)
            formulas.names.add(name, .quantity, unit: .open)
            fields[name] = field
        }
        var parsed: [String: Formula] = [:]
        for (name, field) in members {
            let formula = field.number.map { Formula(constant: $0) } ?? formulas.parse(field)
            guard let formula, formulas.resolveNames(of: formula, in: field, timeVariables: false) else { continue }
            parsed[name] = formula
        }
        var result: [Quantity] = []
        var visiting: [String] = []
        var done: Set<String> = []
        func visit(_ name: String) {
            guard let field = fields[name], let formula = parsed[name], !done.contains(name) else { return }
            if let start = visiting.firstIndex(of: name) {
                let circle = (visiting[start...] + [name]).joined(separator: " → ")
                log.error(
                    field, "quantities use each other in a circle: \(circle); write one of them without the others")
                // Reported once: the others in the circle are taken as done.
                done.formUnion(visiting[start...])
                return
            }
            visiting.append(name)
            for use in formula.names where fields[use.name] != nil { visit(use.name) }
            visiting.removeLast()
            guard done.insert(name).inserted else { return }
            formulas.names.add(name, .quantity, unit: formulas.unit(of: formula, in: field))
            let whole = formula.substituting { formulas.quantities[$0] }
            formulas.quantities[name] = whole
            result.append(Quantity(name: name, formula: whole))
        }
        for (name, _) in members { visit(name) }
        return result.sorted { $0.name < $1.name }
    }

    /// Correlations, with their sense checked and each connected group accepted by its copula.
    func readCorrelations(of assumptions: [Assumption]) -> [RankCorrelation] {
        guard let list = root["correlations"] else { return [] }
        var correlations: [RankCorrelation] = []
        var pairs: Set<[String]> = []
        var isSound = true
        for item in list.items {
            let names = item["between"]?.items ?? []
            guard names.count == 2, let first = names[0].text, let second = names[1].text,
                let rank = item["rank"]?.number
            else { continue }
            for field in names where !isTrialLevel(field, among: assumptions) { isSound = false }
            if first == second {
                log.error(item, "\(quoted(first)) cannot be correlated with itself; name two assumptions")
                isSound = false
            } else if !pairs.insert([first, second].sorted()).inserted {
                log.error(item, "\(quoted(first)) and \(quoted(second)) are correlated twice; keep one of them")
                isSound = false
            }
            correlations.append(RankCorrelation(first: first, second: second, rank: rank))
        }
        guard isSound else { return [] }
        for group in RankCorrelation.groups(correlations, among: assumptions.map(\.name)) {
            do throws(CopulaError) {
                _ = try GaussianCopula(names: group.names, rankCorrelations: group.ranks)
            } catch {
                switch error {
                case .notPositiveDefinite(let nearest): report(impossible: group, nearest: nearest, in: list)
                }
            }
        }
        return correlations
    }

    private func report(impossible group: RankCorrelation.Group, nearest: [[Double]], in list: Field) {
        var values: [String] = []
        for row in group.names.indices {
            for column in 0..<row where group.ranks[row][column] != nearest[row][column] {
                values.append(
                    "\(group.names[column]) and \(group.names[row]) \(plain(nearest[row][column])) "
                        + "(not \(plain(group.ranks[row][column])))")
            }
        }
        log.error(
            list,
            "no distribution has these rank correlations together; the nearest that one has: "
                + values.joined(separator: ", "))
    }

    private func isTrialLevel(_ field: Field, among assumptions: [Assumption]) -> Bool {
        guard let name = field.text else { return false }
        guard let assumption = assumptions.first(where: { $0.name == name }) else {
            let known = assumptions.filter { $0.variesBy == .trial }.map(\.name)
            log.error(field, "unknown assumption \(quoted(name))\(suggestion(for: name, among: known))")
            return false
        }
        guard assumption.variesBy == .trial else {
            log.error(
                field,
                "\(quoted(name)) \(formulas.names.reach(of: name).phrase); only assumptions that vary by trial can be "
                    + "correlated")
            return false
        }
        return true
    }
}
