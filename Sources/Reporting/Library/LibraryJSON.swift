import CouncilModel

/// A library of levers for programs.
package enum LibraryJSON {
    /// All levers with everything that is told of them, as JSON text.
    package static func text(of levers: [LibraryLever]) -> String {
        let value: JSONValue = ["folkmoot_library": .whole(1), "levers": .list(levers.map(lever))]
        return value.jsonText
    }

    private static func lever(_ lever: LibraryLever) -> JSONValue {
        [
            "name": .text(lever.name), "title": .text(lever.title), "note": .text(lever.note),
            "file": .text(lever.file), "standing": .text(lever.standing.rawValue),
            "conditions": .texts(lever.conditions), "starts": .whole(lever.starts),
            "adoption": adoption(lever.adoption), "contract": .text(lever.contract),
            "requires": .texts(lever.requires),
            "paid_by": .object(lever.paidBy.map { ($0.party.rawValue, .number($0.share)) }),
            "lines": .list(lever.lines.map(line)),
            "acted_on_by": .list(lever.actedOnBy.map(effect)), "acts_on": .list(lever.actsOn.map(effect)),
            "assumptions": .list(lever.assumptions.map { AssumptionJSON.object(of: $0) }),
            "assumptions_of_effects": .list(lever.factors.map { AssumptionJSON.object(of: $0) }),
            "unmonetised": .list(
                lever.unmonetised.map { effect in
                    [
                        "name": .text(effect.name), "direction": .text(effect.direction), "who": .text(effect.who),
                        "importance": .text(effect.importance), "source": .text(effect.source),
                        "grade": .text(effect.grade),
                    ]
                }),
        ]
    }

    private static func adoption(_ adoption: LibraryLever.Adoption) -> JSONValue {
        switch adoption {
        case .mandate: .text("mandate")
        case .waves(let waves):
            ["waves": .list(waves.map { ["year": .whole($0.year), "share": .number($0.share)] })]
        case .diffusion(let settings):
            ["diffusion": .object(settings.map { ($0.key, .text($0.value)) })]
        }
    }

    private static func line(_ line: LibraryLine) -> JSONValue {
        [
            "name": .text(line.name), "side": .text(line.side.rawValue), "kind": .text(line.kind.rawValue),
            "level": .text(line.level.rawValue), "party": .text(line.party?.rawValue),
            "to": .text(line.receiver?.rawValue), "worth": .text(line.worth), "pool": .text(line.pool),
            "multipliers": .texts(line.multipliers), "timing": .text(line.timing), "spread_years": .whole(line.spread),
        ]
    }

    private static func effect(_ effect: LibraryLever.Effect) -> JSONValue {
        ["lever": .text(effect.lever), "line": .text(effect.line), "factor": .text(effect.factor)]
    }
}

/// One assumption for programs.
enum AssumptionJSON {
    /// What is assumed, in its unit and the prices in which it is stated, and on what evidence.
    static func object(of assumption: Assumption) -> JSONValue {
        let numbers = DistributionNumbers(assumption.distribution)
        return [
            "name": .text(assumption.name), "unit": .text(assumption.unit), "prices": .whole(assumption.prices),
            "varies_by": .text(assumption.variesByText), "p10": .number(numbers.p10), "p50": .number(numbers.p50),
            "p90": .number(numbers.p90), "mean": .number(numbers.mean), "grade": .text(assumption.grade),
            "basis": .text(assumption.basis), "source": .text(assumption.source), "owner": .text(assumption.owner),
            "review": .text(assumption.review), "note": .text(assumption.note),
        ]
    }
}
