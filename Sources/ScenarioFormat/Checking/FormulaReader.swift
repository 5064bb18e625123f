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
        if let offset = whole.offsetOfFirstSum {
            report(
                FormulaError(
                    offset: offset, problem: "over_members sums over the members of a lever, which only \"scale\" can"),
                in: field)
            return Formula(constant: standard)
        }
        checkReaches(of: whole, in: field, place)
        checkUnit(of: parsed, in: field, place)
        return whole
    }

    /// The scale of a line; nil without one, or where it has a problem.
    func scale(_ field: Field?) -> Line.Scale? {
        guard let field else { return nil }
        if let number = field.number { return Line.Scale(formula: Formula(constant: number)) }
        guard let parsed = parse(field), resolveNames(of: parsed, in: field, timeVariables: true) else { return nil }
        let parts: (outer: Formula, sums: [Formula])
        do {
            parts = try parsed.substituting { quantities[$0] }.separatingSums()
        } catch {
            report(error, in: field)
            return nil
        }
        checkReaches(of: parts.outer, in: field, .scale)
        for sum in parts.sums { checkReaches(of: sum, in: field, .summed) }
        checkUnit(of: parsed, in: field, .scale)
        return Line.Scale(formula: parts.outer, sums: parts.sums)
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
        for use in whole.names where !use.name.hasPrefix("over_members ") {
            let reach = names.reach(of: use.name)
            if place.reaches.contains(reach) { continue }
            let key = place.isSum ? "over_members" : quoted(field.path.lastKey)
            report(
                FormulaError(
                    offset: use.offset, problem: "\(quoted(use.name)) \(reach.phrase), but \(key) \(place.phrase)"),
                in: field)
        }
    }

    private func checkUnit(of formula: Formula, in field: Field, _ place: FormulaPlace) {
        guard formula.constantValue == nil else { return }
        let found = unit(of: formula, in: field, notingMissing: place.units != nil)
        guard let units = place.units, case .known(let unit) = found, !units.contains(unit) else { return }
        let expected = alternatives(units.map(\.phraseAlone))
        let missing = units[0] / unit
        let advice =
            missing.isDimensionless ? "" : "; multiply it by something in \(missing), or mend a unit in it"
        report(
            FormulaError(offset: 0, problem: "the formula is in \(unit.phraseAlone), expected \(expected)\(advice)"),
            in: field)
    }

    /// The unit of a field's formula where it is known, reported and noted as `unit(of:in:)` does. Nil for a bare number,
    /// which has the unit that its place asks for.
    func knownUnit(of field: Field?) -> Unit? {
        guard let field, let text = field.text, let formula = try? Formula(parsing: text), formula.constantValue == nil,
            case .known(let unit) = unit(of: formula, in: field)
        else { return nil }
        return unit
    }

    /// The unit of a formula as far as it can be told; contradictions are reported, names without unit are noted where
    /// the place asks for a unit.
    func unit(of formula: Formula, in field: Field, notingMissing: Bool = true) -> NameTable.KnownUnit {
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
                for name in Set(lacking) where notingMissing {
                    uncheckedPlaces[name, default: []].append(field.path.text)
                }
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
