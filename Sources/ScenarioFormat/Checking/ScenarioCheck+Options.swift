import CouncilModel
import Stochastics

extension ScenarioCheck {
    /// Options in the order of the file, and which of them is the reference.
    struct CheckedOptions {
        var list: [AppraisalOption] = []
        /// Index into `list`; nil: do nothing.
        var reference: Int?
    }

    /// Options whose levers and assumptions exist and go together. Of those that are the same, the first is kept.
    func readOptions(levers: [Lever]) -> CheckedOptions {
        var result = CheckedOptions()
        var fields: [Field] = []
        var keptAs: [String: Int] = [:]
        var names: Set<String> = []
        for field in root["options"]?.items ?? [] where field.isObject {
            let name = field["name"]?.text ?? ""
            if name == RunPlan.doNothing, let written = field["name"] {
                log.error(
                    written, "\(quoted(name)) is always compared and cannot be the name of an option; choose another")
            } else if !names.insert(name).inserted, let written = field["name"] {
                log.error(written, "\(quoted(name)) is the name of another option; give each a name of its own")
            }
            let option = AppraisalOption(
                name: name, levers: optionLevers(field["levers"], levers: levers), with: overrides(field["with"])
            )
            if let same = result.list.firstIndex(where: { $0.isSame(as: option) }) {
                log.warning(
                    field,
                    "this option has the same levers and assumptions as \(quoted(result.list[same].name)); "
                        + "it is reported once, under that name")
                keptAs[name] = same
            } else {
                keptAs[name] = result.list.count
                result.list.append(option)
                fields.append(field)
            }
        }
        for option in combinations(of: levers, taken: names) {
            if let same = result.list.firstIndex(where: { $0.isSame(as: option) }) {
                keptAs[option.name] = same
            } else {
                keptAs[option.name] = result.list.count
                result.list.append(option)
            }
        }
        if let field = root["reference"], let name = field.text, name != RunPlan.doNothing {
            result.reference = keptAs[name]
            if result.reference == nil {
                let known = Set(result.list.map(\.name) + [RunPlan.doNothing]).sorted()
                log.error(field, "unknown option \(quoted(name))\(suggestion(for: name, among: known))")
            }
        }
        return result
    }

    private func optionLevers(_ field: Field?, levers: [Lever]) -> [String] {
        var names: [String] = []
        for item in field?.items ?? [] {
            guard let name = reference(item, to: "levers", "lever") else { continue }
            if names.contains(name) {
                log.error(item, "\(quoted(name)) stands in this list twice; remove one of them")
            } else {
                names.append(name)
            }
        }
        let held = levers.filter { names.contains($0.name) }
        refuseCircles(of: held, at: field)
        for lever in held {
            if let field, let other = held.first(where: { $0.name > lever.name && $0.drawsAs == lever.drawsAs }) {
                log.error(
                    field,
                    "\(quoted(lever.name)) and \(quoted(other.name)) are variants of one lever; keep one of them")
            }
            let missing = lever.requires.filter { name in !held.contains { $0.answers(to: name) } }
            if !missing.isEmpty, let field {
                log.error(
                    field,
                    "\(quoted(lever.name)) requires \(enumeration(missing.map(quoted))), which this option does not hold; "
                        + "add \(missing.count == 1 ? "it" : "them")")
            }
        }
        return names
    }

    /// Reports levers that wait for each other only because one of them is a variant of what another names.
    private func refuseCircles(of held: [Lever], at field: Field?) {
        guard let field, held.contains(where: { !$0.variantOf.isEmpty }) else { return }
        for circle in Self.circles(held, answering: { $0.answers(to: $1) }) {
            log.error(
                field,
                "levers require or boost each other in a circle here: \(circle.joined(separator: " → ")); let one of "
                    + "them wait for none")
        }
    }

    /// All sets of the levers named that hold what they require and no two variants of one lever, smaller sets first.
    private func combinations(of levers: [Lever], taken names: Set<String>) -> [AppraisalOption] {
        guard let field = root["combinations"] else { return [] }
        var members: [Lever] = []
        for item in field.items {
            guard let name = reference(item, to: "levers", "lever") else { continue }
            if members.contains(where: { $0.name == name }) {
                log.error(item, "\(quoted(name)) stands in this list twice; remove one of them")
            } else if let lever = levers.first(where: { $0.name == name }) {
                members.append(lever)
            }
        }
        guard members.count <= Self.mostCombined else {
            log.error(
                field,
                "found \(members.count) levers, which make \((1 << members.count) - 1) sets; name at most \(Self.mostCombined)"
            )
            return []
        }
        var options: [AppraisalOption] = []
        for set in 1..<(1 << members.count) {
            let held = members.indices.filter { set >> $0 & 1 == 1 }.map { members[$0] }
            let isWhole = held.allSatisfy { lever in
                lever.requires.allSatisfy { name in held.contains { $0.answers(to: name) } }
            }
            guard isWhole, Set(held.map(\.drawsAs)).count == held.count else { continue }
            refuseCircles(of: held, at: field)
            options.append(AppraisalOption(name: held.map(\.name).joined(separator: " + "), levers: held.map(\.name)))
        }
        // Equal sizes keep the order of counting, in which the levers named first come in first.
        let sorted = options.enumerated().sorted {
            ($0.element.levers.count, $0.offset) < ($1.element.levers.count, $1.offset)
        }.map(\.element)
        for option in sorted where names.contains(option.name) {
            log.error(
                field, "\(quoted(option.name)) is the name of an option that is written out too; rename that one")
        }
        return sorted
    }

    /// How many levers can be combined: 4,095 sets.
    private static let mostCombined = 12

    private func overrides(_ field: Field?) -> [AppraisalOption.Override] {
        let known = root["assumptions"]?.members.map(\.key) ?? []
        return (field?.sortedMembers ?? []).compactMap { name, value in
            guard known.contains(name) else {
                log.add(
                    ScenarioIssue(
                        position: value.keyPosition, path: value.path.text,
                        message: "unknown assumption \(quoted(name))\(suggestion(for: name, among: known))"))
                return nil
            }
            return distributions.distribution(value).map { .init(assumption: name, distribution: $0) }
        }
    }

    /// Says which formulas could not be checked, because something in them has no unit.
    func warnOfMissingUnits() {
        for (name, places) in formulas.uncheckedPlaces.sorted(by: { $0.key < $1.key }) {
            let sorted = places.sorted()
            let shown =
                sorted.prefix(2).joined(separator: ", ") + (sorted.count > 2 ? " and \(sorted.count - 2) more" : "")
            let consequence = "so that the units of \(shown) could not be checked"
            if let field = root["assumptions"]?[name] {
                log.warning(field, "\(quoted(name)) has no unit, \(consequence); add \"unit\", \"share\" for none")
            } else if let field = root["councils"]?["register"] {
                log.warning(
                    field,
                    "the column \(quoted(name)) has no unit, \(consequence); add it to \"units\" beside \"register\", "
                        + "\"share\" for none")
            }
        }
    }

    /// Says what is defined and makes no difference. Of what library files define a scenario need not use everything.
    func warnOfUnusedNames(
        assumptions: [Assumption], pools: [Pool], contracts: [Contract], levers: [Lever], options: CheckedOptions
    ) {
        func warn(_ map: String, _ noun: String, unused: [String], _ consequence: String) {
            for name in unused {
                guard let field = root[map]?[name], !libraries.contains(field.keyPosition.file) else { continue }
                log.add(
                    ScenarioIssue(
                        position: field.keyPosition, path: field.path.text,
                        message: "nothing uses the \(noun) \(quoted(name)); \(consequence)", severity: .warning))
            }
        }
        let used = formulas.usedNames
        warn(
            "assumptions", "assumption", unused: assumptions.map(\.name).filter { !used.contains($0) },
            "use it in a formula, or remove it")
        warn(
            "quantities", "quantity",
            unused: root["quantities"]?.members.map(\.key).filter { !used.contains($0) } ?? [],
            "use it in a formula, or remove it")
        let claimed = levers.flatMap(\.benefits).compactMap { line in
            if case .claim(let pool, _, _) = line.value { return pool }
            return nil
        }
        warn("pools", "pool", unused: pools.map(\.name).filter { !claimed.contains($0) }, "claim it, or remove it")
        warn(
            "contracts", "contract",
            unused: contracts.map(\.name).filter { name in !levers.contains { $0.contract == name } },
            "name it in a lever, or remove it")
        let held = options.list.flatMap(\.levers)
        warn(
            "levers", "lever",
            unused: levers.filter { lever in
                !held.contains(lever.name)
                    && !levers.contains { $0.variantOf.contains(lever.name) && held.contains($0.name) }
            }.map(\.name),
            "put it into an option, or remove it")
    }
}

extension AppraisalOption {
    /// Whether two options hold the same levers, in any order, under the same assumptions.
    fileprivate func isSame(as other: AppraisalOption) -> Bool {
        Set(levers) == Set(other.levers) && levers.count == other.levers.count && with == other.with
    }
}
