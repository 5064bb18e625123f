import CouncilModel
import Stochastics

/// What it is worth to find something out before choosing between options: everything (EVPI), an assumption or several
/// (EVPPI), or what a pilot measures (EVSI).
///
/// The choice is one for all councils together, by mean NPSV. Somebody who knows an assumption takes the option of which a
/// regression of the run's trials expects most at its value. The regression is found without the trials in which the choice
/// is then tried, so that noise taken for knowledge earns nothing: an assumption that has no effect comes out at 0 or, before
/// it is held to 0, a little below. A figure is the mean over trials of what the choice gains over the best option without
/// knowing; its error is that of this mean.
///
/// - Source: regression on the trials of one run as in M. Strong, J. Oakley and A. Brennan, "Estimating multiparameter
///   partial expected value of perfect information from a probabilistic sensitivity analysis sample", Medical Decision
///   Making 34 (2014); choosing in trials that a rule has not seen as in cross-validation; EVSI and net benefit of sampling
///   as in H. Raiffa and R. Schlaifer, "Applied Statistical Decision Theory" (1961).
package struct ValueOfInformation: Sendable {
    /// Title and currency of the scenario.
    package let title, currency: String
    /// Trials of the run, and its councils.
    package let trials, councils: Int
    /// Names of the options that are looked at, in the order of the scenario, and the mean NPSV of each.
    package let options: [String]
    /// How many options of the run are not looked at.
    package let optionsLeftOut: Int
    /// By option.
    package let means: [Estimate]
    /// Which option is ahead without knowing more.
    package let standing: Standing
    /// What it is worth to know everything: EVPI.
    package let perfect: Estimate
    /// By assumption, most first: those that the options read and those correlated with them.
    package let assumptions: [Row]
    /// By group, most first.
    package let groups: [Row]
    /// By pilot, in the order asked.
    package let pilots: [PilotWorth]

    /// Of its parts, which the properties of these names explain.
    package init(
        title: String, currency: String, trials: Int, councils: Int, options: [String], optionsLeftOut: Int,
        means: [Estimate], standing: Standing, perfect: Estimate, assumptions: [Row], groups: [Row],
        pilots: [PilotWorth]
    ) {
        self.title = title
        self.currency = currency
        self.trials = trials
        self.councils = councils
        self.options = options
        self.optionsLeftOut = optionsLeftOut
        self.means = means
        self.standing = standing
        self.perfect = perfect
        self.assumptions = assumptions
        self.groups = groups
        self.pilots = pilots
    }

    /// An assumption, or several known together.
    package struct Row: Sendable, Hashable {
        /// Its name.
        package var name: String
        /// Names of its assumptions; one for an assumption.
        package var members: [String]
        /// Its unit; nil where the scenario gives none, or of a group.
        package var unit: String?
        /// Expected value of partial perfect information (EVPPI).
        package var worth: Estimate
        /// The share of trials in which another option is chosen.
        package var changes: Double
        /// Whether it can be told from 0, so many figures being looked at.
        package var isClear: Bool
        /// Its place among those that can be told from 0, first to last: a range where it is not told from its
        /// neighbours. Nil where it is not among them.
        package var places: ClosedRange<Int>?
        /// Of a group: whether products of two members were looked at, beside a curve in each.
        package var hasInterplay: Bool

        /// Of its parts, which the properties of these names explain.
        package init(
            name: String, members: [String], unit: String?, worth: Estimate, changes: Double, isClear: Bool,
            places: ClosedRange<Int>?, hasInterplay: Bool
        ) {
            self.name = name
            self.members = members
            self.unit = unit
            self.worth = worth
            self.changes = changes
            self.isClear = isClear
            self.places = places
            self.hasInterplay = hasInterplay
        }
    }

    /// What is asked.
    package struct Question: Sendable {
        /// Groups by name, of trial-level assumptions. Correlated assumptions are a group each without being named.
        package var groups: [(name: String, assumptions: [String])]
        /// Pilots of trial-level assumptions.
        package var pilots: [Pilot]

        /// Of its parts, which the properties of these names explain.
        package init(groups: [(name: String, assumptions: [String])] = [], pilots: [Pilot] = []) {
            self.groups = groups
            self.pilots = pilots
        }
    }
}
