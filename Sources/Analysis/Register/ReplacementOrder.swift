import CouncilModel

/// An assumption that somebody would do well to replace with a figure of their own, and why.
package struct ReplacementCandidate: Sendable, Hashable {
    /// The assumption.
    package let assumption: Assumption
    /// How it moves the option that it moves most.
    package let driver: Driver
    /// Name of that option.
    package let option: String

    /// Of its parts, which the properties of these names explain.
    package init(assumption: Assumption, driver: Driver, option: String) {
        self.assumption = assumption
        self.driver = driver
        self.option = option
    }
}

extension Comparison {
    /// What drives the result, as far as figures of one's own can replace it, and as far as they cannot.
    package struct WorthReplacing: Sendable {
        /// Assumptions in the order in which replacing them is worth while.
        package var candidates: [ReplacementCandidate] = []
        /// Names of reference classes among the drivers, in the same order: records of others, which stay until there is
        /// a record of one's own.
        package var classes: [String] = []

        /// Of its parts, which the properties of these names explain.
        package init(candidates: [ReplacementCandidate] = [], classes: [String] = []) {
            self.candidates = candidates
            self.classes = classes
        }
    }

    /// Assumptions in the order in which replacing them is worth while: those that go most strongly with the NPSV of some
    /// option first; of like strength (``Driver/strength``) those of weaker evidence, ungraded ones weakest; then by the
    /// rank correlation itself, then by name.
    ///
    /// - Parameter most: how many of each kind at most.
    package func worthReplacing(most: Int) -> WorthReplacing {
        var strongest: [String: ReplacementCandidate] = [:]
        for (place, drivers) in drivers.enumerated() {
            // One that works through others alone is not read: another value would change nothing.
            for driver in drivers where driver.through.isEmpty {
                guard let assumption = setting.assumptions.first(where: { $0.name == driver.assumption }) else {
                    continue
                }
                let size = driver.rankCorrelation.magnitude
                if let known = strongest[driver.assumption], known.driver.rankCorrelation.magnitude >= size { continue }
                strongest[driver.assumption] = ReplacementCandidate(
                    assumption: assumption, driver: driver, option: options[place].name)
            }
        }
        func key(_ candidate: ReplacementCandidate) -> (Int, String, Double, String) {
            (
                -candidate.driver.strength.rawValue, Self.weakestFirst[candidate.assumption.grade] ?? "0",
                -candidate.driver.rankCorrelation.magnitude, candidate.assumption.name
            )
        }
        let ordered = strongest.values.sorted { key($0) < key($1) }
        func isClass(_ candidate: ReplacementCandidate) -> Bool { candidate.assumption.basis == "reference_class" }
        return WorthReplacing(
            candidates: Array(ordered.filter { !isClass($0) }.prefix(most)),
            classes: ordered.filter(isClass).prefix(most).map(\.assumption.name))
    }

    private static let weakestFirst = ["E": "1", "D": "2", "C": "3", "B": "4", "A": "5"]
}

extension Driver {
    /// How strongly an assumption and NPSV go together, by the size of their rank correlation.
    package enum Strength: Int, Sendable, Hashable, CaseIterable {
        /// Below 0.2.
        case slight
        /// From 0.2.
        case some
        /// From 0.4.
        case clear
        /// From 0.7.
        case close
    }

    /// How strongly it goes with NPSV.
    package var strength: Strength {
        switch rankCorrelation.magnitude {
        case 0.7...: .close
        case 0.4...: .clear
        case 0.2...: .some
        default: .slight
        }
    }
}
