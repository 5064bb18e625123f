import CouncilModel
import Formulas

/// Reads formulas: parses them, resolves their names, checks levels and units, and writes quantities in.
final class FormulaReader {
    let log: IssueLog
    var names = NameTable()
    /// Quantities that are sound, written as they stand in the file.
    var quantities: [String: Formula] = [:]
    /// Every name that some formula uses.
    private(set) var usedNames: Set<String> = []
    /// For each name without a unit, the places whose formulas could not be checked because of it.
    private(set) var uncheckedPlaces: [String: [String]] = [:]

    init(log: IssueLog) {
        self.log = log
    }

    /// The formula of a field with quantities written in; the default where there is no field or it has a problem.
    func formula(_ field: Field?, _ place: FormulaPlace, default standard: Double = 0) -> Formula {
        guard let field else { return Formula(constant: standard) }
        if let number = field.number { return Formula(constant: number) }
        guard let parsed = parse(field),
            resolveNames(of: parsed, in: field, timeVariables: place.reaches.contains(.time))
        else { return Formula(constant: standard) }
        let whole = parsed.substituting { quantities[$0] }
        checkReaches(of: whole, in: field, place)
        checkUnit(of: parsed, in: field, place)
        return whole
    }

    /// The formula of a text; nil after reporting a problem, or when the field is no text.
    func parse(_ field: Field) -> Formula? {
        guard let text = field.text else { return nil }
        do {
            return try Formula(parsing: text)
        } catch {
            report(error, in: field)
            return nil
        }
    }

    /// Reports an error at its place in a text.
    func report(_ error: FormulaError, in field: Field) {
        let message = error.problem + (error.advice.isEmpty ? "" : "; " + error.advice)
        log.add(
            ScenarioIssue(
                position: field.node.position(ofScalar: error.offset), path: field.path.text, message: message))
    }

    /// Whether all names of a formula are known and of the right kind; those that are not are reported.
    func resolveNames(of formula: Formula, in field: Field, timeVariables: Bool) -> Bool {
        var isSound = true
        func refuse(_ use: NameUse, _ message: String) {
            isSound = false
            report(FormulaError(offset: use.offset, problem: message), in: field)
        }
        for use in formula.names {
            usedNames.insert(use.name)
            switch (names.meanings[use.name], use.isText) {
            case (.textColumn?, true): break
            case (.textColumn?, false):
                refuse(
                    use,
                    "\(quoted(use.name)) is a column of texts, expected a number; compare it, as in \(use.name) == \"…\""
                )
            case (.some, true):
                refuse(
                    use,
                    "\(quoted(use.name)) holds numbers, but is compared with a word here; only columns of texts can be")
            case (.timeVariable?, false) where !timeVariables:
                refuse(use, "\(quoted(use.name)) is a time variable, which only \"scale\" can use")
            case (.some, false): break
            case (nil, let isText):
                let known = isText ? names.textNames : names.numberNames(withTimeVariables: timeVariables)
                refuse(use, "unknown name \(quoted(use.name))\(suggestion(for: use.name, among: known))")
            }
        }
        return isSound
    }

    private func checkReaches(of whole: Formula, in field: Field, _ place: FormulaPlace) {
        for use in whole.names {
            let reach = names.reach(of: use.name)
            if place.reaches.contains(reach) { continue }
            let key = quoted(field.path.lastKey)
            report(
                FormulaError(
                    offset: use.offset, problem: "\(quoted(use.name)) \(reach.phrase), but \(key) \(place.phrase)"),
                in: field)
        }
    }

    private func checkUnit(of formula: Formula, in field: Field, _ place: FormulaPlace) {
        guard let units = place.units, formula.constantValue == nil else { return }
        guard case .known(let unit) = unit(of: formula, in: field), !units.contains(unit) else { return }
        let expected = alternatives(units.map(\.phraseAlone))
        let missing = units[0] / unit
        let advice =
            missing.isDimensionless ? "" : "; multiply it by something in \(missing), or mend a unit in it"
        report(
            FormulaError(offset: 0, problem: "the formula is in \(unit.phraseAlone), expected \(expected)\(advice)"),
            in: field)
    }

    /// The unit of a formula as far as it can be told; contradictions are reported, names without unit are noted.
    func unit(of formula: Formula, in field: Field) -> NameTable.KnownUnit {
        var lacking: [String] = []
        var isOpen = false
        do {
            let checked = try formula.unit { name in
                switch names.units[name] {
                case .known(let unit)?: return .known(unit)
                case .missing?: lacking.append(name)
                case .because(let others)?: lacking += others
                case .open?, nil: isOpen = true
                }
                return .unknown
            }
            switch checked {
            case .known(let unit): return .known(unit)
            case .anyUnit: return .open
            case .unknown:
                for name in Set(lacking) { uncheckedPlaces[name, default: []].append(field.path.text) }
                return lacking.isEmpty || isOpen ? .open : .because(lacking)
            }
        } catch {
            report(error, in: field)
            return .open
        }
    }
}

extension JSONPath {
    /// The last key on the way, without positions in lists.
    var lastKey: String {
        let last = text.split(separator: ".").last ?? ""
        return String(last.prefix { $0 != "[" })
    }
}

extension Unit {
    /// How it is named in a message.
    var phraseAlone: String { isDimensionless ? "no unit" : description }
}
