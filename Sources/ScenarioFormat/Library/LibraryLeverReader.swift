import CouncilModel

/// Reads levers of a library for telling them, from a tree whose shape has been checked.
struct LibraryLeverReader {
    let root: Field
    /// All assumptions of the library, in order of name.
    let assumptions: [Assumption]
    /// What shares are checked with.
    let check: ScenarioCheck

    private var places: FormulaPlaces { FormulaPlaces(root: root) }
    private var members: [(key: String, field: Field)] { root["levers"]?.sortedMembers ?? [] }

    /// Levers in order of name.
    func levers() -> [LibraryLever] {
        members.map { name, field in
            let starts = field["starts"]?.whole ?? 0
            let alone = assumptions(readBy: formulas(of: field, skipping: ["modifiers", "boosts"]))
            let actedOnBy = effects(on: field)
            let actsOn = members.filter { $0.key != name }.flatMap { other, otherField in
                effects(on: otherField).filter { $0.effect.lever == name }.map { found in
                    (LibraryLever.Effect(lever: other, line: found.effect.line, factor: found.effect.factor), found.by)
                }
            }
            let factors = assumptions(readBy: actedOnBy.map(\.by) + actsOn.map(\.1))
            return LibraryLever(
                name: name, title: field["title"]?.text ?? name, note: field["note"]?.text ?? "",
                file: field.node.position.file, conditions: field["conditions"]?.items.compactMap(\.text) ?? [],
                starts: starts, firstFlow: starts + earliestOffset(of: field), adoption: adoption(field["adoption"]),
                contract: field["contract"]?.text, requires: field["requires"]?.items.compactMap(\.text) ?? [],
                paidBy: check.paidBy(field["paid_by"]), lines: lines(of: field), actedOnBy: actedOnBy.map(\.effect),
                actsOn: actsOn.map(\.0), assumptions: alone,
                factors: factors.filter { factor in !alone.contains { $0.name == factor.name } },
                unmonetised: (field["unmonetised"]?.items ?? []).map { check.unmonetised($0, lever: name) })
        }
    }

    private func assumptions(readBy fields: [Field]) -> [Assumption] {
        let names = places.names(readBy: fields)
        return assumptions.filter { names.contains($0.name) }
    }

    /// Formulas of a lever, of the pools that it claims, and of its contract.
    private func formulas(of lever: Field, skipping skipped: Set<String>) -> [Field] {
        let pools = (lever["benefits"]?.items ?? []).compactMap { $0["claims"]?["pool"]?.text }
            .compactMap { root["pools"]?[$0] }
        let contract = lever["contract"]?.text.flatMap { root["contracts"]?[$0] }
        return places.formulas(in: lever, is: .entry(Catalogue.lever), skipping: skipped)
            + pools.flatMap { places.formulas(in: $0, is: .entry(Catalogue.pool)) }
            + (contract.map { places.formulas(in: $0, is: .entry(Catalogue.contract)) } ?? [])
    }

    /// How many years from its start the first cost of a lever comes, 0 or less.
    private func earliestOffset(of lever: Field) -> Int {
        let offsets = ["costs", "benefits", "transfers"].flatMap { lever[$0]?.items ?? [] }.compactMap { line in
            line["timing"]?["on"]?.text == "start" ? line["timing"]?["from"]?.whole : nil
        }
        return min(0, offsets.min() ?? 0)
    }

    private func adoption(_ field: Field?) -> LibraryLever.Adoption {
        if let waves = field?["waves"] {
            return .waves(
                waves.items.compactMap { item in
                    guard let year = item["year"]?.whole, let share = item["share"]?.number else { return nil }
                    return Lever.Wave(year: year, share: share)
                })
        }
        guard let diffusion = field?["diffusion"] else { return .mandate }
        return .diffusion(
            Catalogue.diffusion.keys.compactMap { key in
                diffusion[key.name].flatMap(written).map { LibraryLever.Setting(key: key.name, value: $0) }
            })
    }

    /// What other levers do to one, with the formula of each multiplier.
    private func effects(on lever: Field) -> [(effect: LibraryLever.Effect, by: Field)] {
        func effects(_ list: Field?, _ line: String?) -> [(effect: LibraryLever.Effect, by: Field)] {
            (list?.items ?? []).compactMap { item in
                guard let name = item["joined"]?.text, let by = item["by"], let factor = written(by) else { return nil }
                return (LibraryLever.Effect(lever: name, line: line, factor: factor), by)
            }
        }
        return effects(lever["boosts"], nil)
            + ["costs", "benefits", "transfers"].flatMap { lever[$0]?.items ?? [] }.flatMap { line in
                effects(line["modifiers"], line["name"]?.text)
            }
    }

    private func lines(of lever: Field) -> [LibraryLine] {
        let sides: [(String, Line.Side)] = [("costs", .cost), ("benefits", .benefit), ("transfers", .transfer)]
        let lines = sides.flatMap { key, side in (lever[key]?.items ?? []).map { line($0, side) } }
        let breaking = lever["contract_break"].flatMap(written).map { amount in
            LibraryLine(name: "Contract break", side: .cost, kind: .revenue, worth: amount, timing: "joining")
        }
        let team = lever["team"].map { team in
            LibraryLine(
                name: Team.lineName, side: .benefit, kind: .cashable,
                worth: team["demand"].flatMap(written) ?? "", timing: team["timing"]?["on"]?.text ?? "")
        }
        return lines + [breaking, team].compactMap { $0 }
    }

    private func line(_ field: Field, _ side: Line.Side) -> LibraryLine {
        let kind = field["kind"]?.text.flatMap(Line.Kind.init(rawValue:)) ?? .transfer
        let claims = field["claims"]
        return LibraryLine(
            name: field["name"]?.text ?? "", side: side, kind: kind,
            level: field["level"]?.text == "programme" ? .programme : .council,
            party: (field["party"] ?? field["from"])?.text.flatMap(Party.init(rawValue:)),
            receiver: field["to"]?.text.flatMap(Party.init(rawValue:)),
            worth: (claims?["share"] ?? field["amount"]).flatMap(written) ?? "", pool: claims?["pool"]?.text,
            multipliers: [claims?["value"], field["scale"], field["uplift"]].compactMap { $0.flatMap(written) },
            timing: field["timing"]?["on"]?.text ?? "", spread: field["timing"]?["spread"]?.items.count ?? 1)
    }

    /// A number or a text as it is written; nil for anything else.
    private func written(_ field: Field) -> String? {
        switch field.node.value {
        case .number(_, let text): text
        case .text(let text): text
        case .list(let items): items.count.description
        default: nil
        }
    }
}
