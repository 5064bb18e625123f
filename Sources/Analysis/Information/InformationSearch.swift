import CouncilModel
import Stochastics

/// Looks for what is worth finding out among the trials of one choice.
struct InformationSearch {
    /// The choice.
    let choice: ChoiceTrials
    /// Assumptions that have more than one value, in order of name.
    let learnt: [LearntAssumption]
    /// How many figures are looked at, so that some would seem clear by chance.
    let figures: Int
    /// Called after each.
    let step: () -> Void

    /// A row with what it rests on.
    typealias Found = (row: ValueOfInformation.Row, worth: LearntWorth)

    private var least: Double { choice.design.leastErrors(among: figures) }

    private func rule(_ assumption: LearntAssumption) -> FittedRule {
        FittedRule(assumption.columns(pieces: LearntAssumption.pieces(trials: choice.design.trials)), of: choice)
    }

    /// Each assumption.
    func assumptions(of scenario: Scenario) -> [Found] {
        learnt.map { assumption in
            let worth = rule(assumption).worth
            let unit = scenario.assumptions.first { $0.name == assumption.name }.flatMap(scenario.unitOfDraws)
            step()
            return (.init(assumption.name, [assumption.name], unit, worth, least: least), worth)
        }
    }

    /// Groups, of which those that are parts of others come first.
    func groups(_ groups: [(name: String, assumptions: [String])], single: [Found]) -> [Found] {
        var together: [Found] = []
        for group in groups {
            let members = learnt.filter { group.assumptions.contains($0.name) }
            var worth = choice.worth(ofChoosing: [Int](repeating: choice.best, count: choice.design.trials))
            var hasInterplay = false
            if !members.isEmpty {
                let columns = LearntGroup(members, trials: choice.design.trials)
                worth = FittedRule(columns.columns, of: choice).worth
                hasInterplay = columns.hasInterplay
            }
            // Who knows several may use what one of them says, or some.
            for part in single + together where Set(part.row.members).isSubset(of: group.assumptions) {
                if part.worth.estimate.value > worth.estimate.value { worth = part.worth }
            }
            together.append(
                (.init(group.name, group.assumptions, nil, worth, least: least, hasInterplay: hasInterplay), worth))
            step()
        }
        return together
    }

    /// Pilots.
    func pilots(_ pilots: [Pilot], single: [Found], councils: Int) -> [PilotWorth] {
        pilots.map { pilot in
            defer { step() }
            guard let assumption = learnt.first(where: { $0.name == pilot.assumption }),
                let known = single.first(where: { $0.row.name == pilot.assumption })
            else { return PilotWorth(ofNothing: pilot, councils: councils) }
            return PilotWorth(
                pilot, of: assumption, rule: rule(assumption), known: known.worth, councils: councils, least: least)
        }
    }

    /// Rows by what they are worth, most first, with their places.
    static func placed(_ rows: [Found]) -> [ValueOfInformation.Row] {
        let order = rows.indices.sorted {
            (-rows[$0].row.worth.value, rows[$0].row.name) < (-rows[$1].row.worth.value, rows[$1].row.name)
        }
        let clear = order.filter { rows[$0].row.isClear }
        return order.map { place in
            var row = rows[place].row
            guard row.isClear else { return row }
            let leads = clear.filter { $0 != place }.map { rows[place].worth.less(rows[$0].worth) }
            let ahead = leads.filter { $0.value < 0 && $0.isClear }.count
            let behind = leads.filter { $0.value > 0 && $0.isClear }.count
            row.places = ahead + 1...clear.count - behind
            return row
        }
    }
}

extension ValueOfInformation.Row {
    fileprivate init(
        _ name: String, _ members: [String], _ unit: String?, _ worth: LearntWorth, least: Double,
        hasInterplay: Bool = false
    ) {
        self.init(
            name: name, members: members, unit: unit, worth: worth.estimate, changes: worth.changes,
            isClear: worth.estimate.isAbove(least), places: nil, hasInterplay: hasInterplay)
    }
}
