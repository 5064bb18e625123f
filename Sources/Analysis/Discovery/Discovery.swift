import CouncilModel
import Stochastics

/// In which region of assumptions an option does badly: boxes in which the trials of interest are frequent.
///
/// Half of the trials are peeled (``PatientInduction``), and what is said of a box is counted in the other half: a box
/// fitted to chance is not borne out there, and is not claimed.
package struct Discovery: Sendable {
    /// What was asked.
    package let question: Question
    /// Title and currency of the scenario.
    package let title, currency: String
    /// How many trials were peeled, and how many were counted.
    package let peeled, counted: Int
    /// By option looked at, that of the highest mean NPSV first.
    package let options: [Option]

    /// What is asked.
    package struct Question: Sendable, Hashable {
        /// Which figure of a trial.
        package var measure: Measure
        /// Which trials are of interest.
        package var cases: Cases
        /// Which box is shown.
        package var rule: Rule
        /// How many boxes are looked for, each among the trials that those before leave.
        package var mostBoxes: Int

        /// Of its parts, which the properties of these names explain.
        package init(measure: Measure = .npsv, cases: Cases = .below(0), rule: Rule = .separation, mostBoxes: Int = 3) {
            self.measure = measure
            self.cases = cases
            self.rule = rule
            self.mostBoxes = mostBoxes
        }
    }

    /// Which trials are of interest.
    package enum Cases: Sendable, Hashable {
        /// Those in which the figure is below a limit; above one.
        case below(Double)
        case above(Double)
        /// Those in which the figure is worse than that of another option, by name; a tie is not.
        case worse(than: String)
    }

    /// Which box is shown.
    package enum Rule: Sendable, Hashable {
        /// That with the largest difference between the share of cases and the share of other trials inside (Youden's J).
        case separation
        /// That with the highest coverage among those whose density is at least so much.
        case density(Double)
    }

    /// One option.
    package struct Option: Sendable {
        /// Name of the option.
        package var name: String
        /// Share of all trials that are cases.
        package var share: Estimate
        /// How many trials have no figure (and are left out).
        package var without: Int
        /// Names of the assumptions that were looked at.
        package var assumptions: [String]
        /// Whether there were enough cases, and enough others, to look for a region.
        package var isSearched: Bool
        /// The boxes, the first found first.
        package var boxes: [Box]
        /// What the boxes hold together; nil without boxes.
        package var together: Counts?
        /// From everything to the smallest box: what the first search peeled, counted in the other half.
        package var path: [Counts]

        /// Of its parts, which the properties of these names explain.
        package init(
            name: String, share: Estimate, without: Int, assumptions: [String], isSearched: Bool, boxes: [Box],
            together: Counts?, path: [Counts]
        ) {
            self.name = name
            self.share = share
            self.without = without
            self.assumptions = assumptions
            self.isSearched = isSearched
            self.boxes = boxes
            self.together = together
            self.path = path
        }
    }

    /// A box.
    package struct Box: Sendable {
        /// Its limits, in order of the assumption's name.
        package var limits: [Limits]
        /// What it holds of the trials that no box before it holds.
        package var counts: Counts
        /// Share of cases among the trials outside it and outside those before it.
        package var densityOutside: Estimate

        /// Of its parts, which the properties of these names explain.
        package init(
            limits: [Limits], counts: Counts, densityOutside: Estimate
        ) {
            self.limits = limits
            self.counts = counts
            self.densityOutside = densityOutside
        }
    }

    /// What is inside, with errors.
    package struct Counts: Sendable, Hashable {
        /// Share of all cases that are inside.
        package var coverage: Estimate
        /// Share of the trials inside that are cases.
        package var density: Estimate
        /// Share of all trials that are inside.
        package var mass: Estimate
        /// How many assumptions have limits; nil for several boxes together.
        package var restricted: Int?

        /// Of its parts, which the properties of these names explain.
        package init(
            coverage: Estimate, density: Estimate, mass: Estimate, restricted: Int?
        ) {
            self.coverage = coverage
            self.density = density
            self.mass = mass
            self.restricted = restricted
        }
    }

    /// The limits of one assumption.
    package struct Limits: Sendable, Hashable {
        /// Name of the assumption.
        package var assumption: String
        /// Its unit, where the scenario gives one.
        package var unit: String?
        /// Inside lies what is at least, and at most, so much; nil: no limit.
        package var low, high: Limit?
        /// Coverage and density of the box without these limits.
        package var coverageWithout, densityWithout: Estimate
        /// How likely so many cases inside would be if the limits had nothing to do with them, in the other half.
        package var quasiP: Double

        /// Of its parts, which the properties of these names explain.
        package init(
            assumption: String, unit: String?, low: Limit?, high: Limit?, coverageWithout: Estimate,
            densityWithout: Estimate, quasiP: Double
        ) {
            self.assumption = assumption
            self.unit = unit
            self.low = low
            self.high = high
            self.coverageWithout = coverageWithout
            self.densityWithout = densityWithout
            self.quasiP = quasiP
        }
    }

    /// One limit.
    package struct Limit: Sendable, Hashable {
        /// The value, in prices of the price year where it is money.
        package var value: Double
        /// Its standard deviation over resamples of the peeled trials in which the search limits the same end.
        package var standardError: Double
        /// Share of draws below the value.
        package var probabilityBelow: Double
        /// Share of resamples in which the search limits the same end.
        package var repeats: Double

        /// Of its parts, which the properties of these names explain.
        package init(
            value: Double, standardError: Double, probabilityBelow: Double, repeats: Double
        ) {
            self.value = value
            self.standardError = standardError
            self.probabilityBelow = probabilityBelow
            self.repeats = repeats
        }
    }

    /// Of its parts, which the properties of these names explain.
    package init(
        question: Question, title: String, currency: String, peeled: Int, counted: Int, options: [Option]
    ) {
        self.question = question
        self.title = title
        self.currency = currency
        self.peeled = peeled
        self.counted = counted
        self.options = options
    }
}

extension Discovery {
    /// Looks for regions.
    ///
    /// - Parameters:
    ///   - model: with the values of the question's measure.
    ///   - question: what is asked; another option that it names is among the model's candidates.
    package init(of model: RerunModel, _ question: Question) {
        self.question = question
        title = model.scenario.title
        currency = model.scenario.currency
        let trials = model.scenario.trials
        peeled = Self.half(of: trials)
        counted = trials - peeled
        let means = model.base.map { Statistics.mean($0) }
        let order = model.shown.sorted { (-means[$0], $0) < (-means[$1], $1) }
        let searches = order.map { OptionDiscovery(of: model, candidate: $0, question) }
        options = inParallel(searches.count) { searches[$0].result() }
    }

    /// How many trials are peeled: half, in whole batches where there are two, as batches do not depend on each other.
    static func half(of trials: Int) -> Int {
        let size = AddressedDraws.batchSize
        return trials >= 2 * size ? trials / (2 * size) * size : trials / 2
    }
}
