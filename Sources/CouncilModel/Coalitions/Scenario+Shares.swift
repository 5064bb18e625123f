/// Which flows of an option are looked at when its programme costs are to be shared out.
package enum SharedFlows: Sendable, Hashable {
    /// Programme costs alone: who bears them makes no difference.
    case programmeCosts
    /// What party council gains and pays, without programme costs, transfers and what falls to a lead.
    case councils
    /// What party council gains, likewise.
    case councilBenefits
    /// Everything, with programme costs borne by nobody among the councils; less the reference, as it is.
    case allButProgrammeCosts
}

extension Scenario {
    /// The scenario with one option alone (and, where everything is looked at, the reference), whose councils bear no
    /// programme costs.
    ///
    /// Levers of the option are variants of what they were, so that they keep their draws and the names by which others
    /// call them, and the reference keeps the originals.
    ///
    /// - Precondition: the option exists.
    func sharing(option name: String, flows: SharedFlows) -> Scenario {
        guard let option = options.first(where: { $0.name == name }) else {
            preconditionFailure("an option is looked at that exists, but found \(name)")
        }
        var shared = self
        var own = option
        own.levers = option.levers.map(Self.variant)
        let variants = levers.filter { option.levers.contains($0.name) }.map { $0.sharing(flows, as: Self.variant) }
        shared.cashView = nil
        shared.councilRate = nil
        shared.options = [own]
        shared.levers = variants
        shared.reference = nil
        if flows == .allButProgrammeCosts, let reference {
            shared.options.append(options[reference])
            shared.reference = 1
            shared.levers += levers.filter { options[reference].levers.contains($0.name) }
        }
        shared.levers.sort { $0.name < $1.name }
        return shared
    }

    /// No identifier holds a space, so that no lever is called so already.
    private static func variant(_ name: String) -> String { "\(name) shared" }
}

extension Lever {
    /// The lever with the flows that are looked at.
    fileprivate func sharing(_ flows: SharedFlows, as variant: (String) -> String) -> Lever {
        var lever = self
        lever.name = variant(name)
        lever.variantOf = [name] + variantOf
        lever.paidBy = [PartyShare(party: .centre, share: 1)]
        lever.costs = costs.compactMap { line in
            var line = line
            guard line.level == .council else {
                line.paidBy = nil
                line.shared = nil
                line.among = nil
                return line
            }
            if flows == .programmeCosts { return nil }
            if flows == .councilBenefits { line.party = .centre }
            return line
        }
        if flows == .programmeCosts { lever.benefits = [] }
        if flows != .allButProgrammeCosts {
            lever.transfers = []
            lever.lead = nil
            // All of a coalition are members at once, and nobody else shares.
            lever.among = .members
        }
        let isSplit = (lever.benefits + lever.transfers).contains { line in
            line.level == .programme && line.entries.contains { $0.party == .council }
        }
        // Weights of what is not split need not be worked out.
        if !isSplit { lever.shared = .equally }
        return lever
    }
}
