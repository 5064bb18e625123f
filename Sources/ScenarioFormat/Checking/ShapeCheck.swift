import Formulas

/// Checks keys and kinds of values against the catalogue, before anything is read from them.
struct ShapeCheck {
    let log: IssueLog

    /// Reports everything in a value that is not of the shape.
    func check(_ field: Field, is shape: Shape) {
        guard shape.takesKind(of: field.node) else {
            if case .null = field.node.value {
                log.error(
                    field,
                    "found null, expected \(shape.expectation); null only removes what \"extends\", \"import\" or \"like\" brings in"
                )
            } else {
                log.error(field, "found \(field.node.phrase), expected \(shape.expectation)\(hint(field, shape))")
            }
            return
        }
        switch shape {
        case .text, .formula, .ignored: break
        case .words(let words, let later): check(field, isOneOf: words, later: later)
        case .number(let range):
            if let number = field.number, !range.contains(number) {
                log.error(field, "found \(plain(number)), expected \(shape.expectation)")
            }
        case .whole(let range):
            if let number = field.number, Int(exactly: number).map({ range.contains($0) }) != true {
                log.error(field, "found \(plain(number)), expected \(shape.expectation)")
            }
        case .list(let item, let minimum, let maximum):
            let items = field.items
            if field.isList, items.count < minimum || maximum.map({ items.count > $0 }) == true {
                log.error(
                    field,
                    "found \(items.isEmpty ? "an empty list" : "a list of \(items.count)"), expected \(shape.expectation)"
                )
            }
            for element in items { check(element, is: item) }
        case .map(let value):
            for (_, member) in field.members { check(member, is: value) }
        case .entry(let entry), .shortened(let entry, _):
            check(field, has: entry)
        case .distribution:
            if field.isObject { check(field, has: Catalogue.distribution) }
        case .anyOf(let shapes):
            if let fitting = shapes.first(where: { $0.takesKind(of: field.node) }) { check(field, is: fitting) }
        }
    }

    private func check(_ field: Field, isOneOf words: [String], later: [String]) {
        guard let text = field.text, !words.contains(text) else { return }
        if later.contains(text) {
            log.error(
                field,
                "\(quoted(text)) is not available in this version of Folkmoot; use \(alternatives(words.map(quoted)))")
        } else {
            let nearest = nearestName(to: text, among: words).map { "; did you mean \(quoted($0))?" } ?? ""
            log.error(field, "found \(quoted(text)), expected \(alternatives(words.map(quoted)))\(nearest)")
        }
    }

    private func check(_ field: Field, has entry: Shape.Entry) {
        guard field.isObject else { return }
        // A key that is missing because its name was misspelt is reported once.
        var misspelt = Set<String>()
        for (name, member) in field.members {
            guard let key = entry.key(name) else {
                misspelt.insert(nearestName(to: name, among: entry.availableNames) ?? "")
                if Self.isDistributionKey(name, in: entry) { misspelt.insert("distribution") }
                reportUnknown(name, member, in: field, entry)
                continue
            }
            if let advice = key.later {
                let problem =
                    key.isMisplaced
                    ? "\(entry.title) cannot have the key \(quoted(name))"
                    : "\(quoted(name)) is not available in this version of Folkmoot"
                report(member, in: field, "\(problem); \(advice)")
            } else {
                check(member, is: key.shape)
            }
        }
        let isWithoutBase = entry.key("like") != nil && field["like"]?.node.value == .unreadable
        for key in entry.keys
        where key.isRequired && field[key.name] == nil && !misspelt.contains(key.name) && !isWithoutBase {
            log.error(field, "the key \(quoted(key.name)) is missing; add it: \(key.description.beginningSmall)")
        }
        if let first = entry.atLeastOneOf.first, let key = entry.key(first),
            !entry.atLeastOneOf.contains(where: { field[$0] != nil || misspelt.contains($0) })
        {
            let others = alternatives(entry.atLeastOneOf.dropFirst().map(quoted))
            log.error(
                field,
                "the key \(quoted(first)) is missing; add it, or \(others): \(key.description.beginningSmall)")
        }
        guard !entry.exactlyOneOf.isEmpty else { return }
        let given = field.members.map(\.key).filter(entry.exactlyOneOf.contains)
        // A refused or unknown key has been reported and may be what was meant.
        let isReported = field.members.contains { entry.key($0.key).map { $0.later != nil } ?? true }
        if given.count > 1 {
            log.error(field, "found \(enumeration(given.map(quoted))) side by side; keep one of them")
        } else if given.isEmpty && !isReported {
            let names = alternatives(entry.exactlyOneOf.map(quoted))
            log.error(field, "\(entry.title) needs one of the keys \(names); add it")
        }
    }

    /// Whether a key belongs one level deeper, to the distribution that the entry holds.
    private static func isDistributionKey(_ name: String, in entry: Shape.Entry) -> Bool {
        entry.key("distribution") != nil && Catalogue.distribution.key(name) != nil
    }

    private func reportUnknown(_ name: String, _ member: Field, in field: Field, _ entry: Shape.Entry) {
        if Self.isDistributionKey(name, in: entry) {
            report(
                member, in: field,
                "unknown key \(quoted(name)); put the distribution under \"distribution\": {\"distribution\": {\"\(name)\": …}}"
            )
            return
        }
        report(member, in: field, "unknown key \(quoted(name))\(suggestion(for: name, among: entry.availableNames))")
    }

    /// An error at a key, with the path of the object in which it stands.
    private func report(_ member: Field, in field: Field, _ message: String) {
        log.add(ScenarioIssue(position: member.keyPosition, path: field.path.text, message: message))
    }

    /// What may have been meant by a value of the wrong kind.
    private func hint(_ field: Field, _ shape: Shape) -> String {
        let number = JSONNode(.number(0, text: "0"), at: field.node.position)
        if let text = field.text, RegisterReader.number(text) != nil, shape.takesKind(of: number) {
            return "; write it without quotes"
        }
        if field.text != nil, shape.isDistribution { return "; formulas belong under \"quantities\"" }
        if case .text = shape, case .number = field.node.value { return "; put it in double quotes" }
        if case .list(let item, _, let maximum) = shape, maximum == nil, item.takesKind(of: field.node) {
            return "; put it in square brackets, [ ]"
        }
        if case .formula = shape, field.isObject {
            return "; put the distribution under \"assumptions\" and write its name here"
        }
        return ""
    }
}

extension Shape {
    /// Whether it is a distribution, or an entry that can be written as one.
    fileprivate var isDistribution: Bool {
        switch self {
        case .distribution, .shortened(_, to: "distribution"): true
        default: false
        }
    }
}

extension String {
    /// The sentence in the middle of another, without its full stop.
    var beginningSmall: String {
        let body = hasSuffix(".") ? String(dropLast()) : self
        let second = body.dropFirst().first
        // An acronym keeps its capitals.
        return second?.isUppercase == true ? body : body.prefix(1).lowercased() + body.dropFirst()
    }
}
