import CouncilModel
import Stochastics

/// A pilot that measures an assumption in some councils.
package struct Pilot: Sendable, Hashable {
    /// Name of the assumption.
    package var assumption: String
    /// In how many councils it is measured, at least 1.
    package var councils: Int
    /// How far off one council's measurement is.
    package var error: MeasuringError
    /// What it costs whatever the number of councils, and for each of them, in the scenario's currency.
    package var cost, costPerCouncil: Double

    /// Of its parts, which the properties of these names explain.
    package init(
        assumption: String, councils: Int, error: MeasuringError, cost: Double = 0, costPerCouncil: Double = 0
    ) {
        self.assumption = assumption
        self.councils = councils
        self.error = error
        self.cost = cost
        self.costPerCouncil = costPerCouncil
    }

    /// The standard deviation by which one council's measurement lies off the value that holds for all: differences between
    /// councils and the error of measuring together. The mean of n councils lies off by that over √n.
    package enum MeasuringError: Sendable, Hashable {
        /// As a share of the value.
        case share(Double)
        /// In the assumption's unit.
        case amount(Double)

        /// The standard deviation of the mean of so many councils at a value.
        func spread(at value: Double, councils: Int) -> Double {
            let one =
                switch self {
                case .share(let share): share * abs(value)
                case .amount(let amount): amount
                }
            return one / Double(councils).squareRoot()
        }
    }

    /// What it costs in so many councils.
    package func cost(councils: Int) -> Double { cost + costPerCouncil * Double(councils) }

    /// Numbers of councils that are looked at beside its own: 1, 2, 5, 10, 20, 50, … up to all.
    func ladder(upTo all: Int) -> [Int] {
        var steps: [Int] = []
        var decade = 1
        while decade <= all {
            steps += [decade, 2 * decade, 5 * decade].filter { $0 <= all }
            decade *= 10
        }
        return Array(Set(steps + [councils, all]).filter { $0 <= max(all, councils) }).sorted()
    }
}

/// What a pilot is worth.
package struct PilotWorth: Sendable {
    /// The pilot.
    package let pilot: Pilot
    /// In its own number of councils.
    package let own: Step
    /// In 1, 2, 5, 10, … and all councils, its own number among them, ascending.
    package let steps: [Step]
    /// The number of councils with the highest net worth, where its lead over the pilot's own is clear; nil where it is not,
    /// or where the own number is the highest, or where councils cost nothing, so that more are always better.
    package let better: Step?
    /// Whether its worth can be told from 0.
    package let isClear: Bool

    /// A number of councils.
    package struct Step: Sendable, Hashable {
        /// The number.
        package var councils: Int
        /// What the measurement is worth before its cost: the expected value of sample information (EVSI).
        package var worth: Estimate
        /// What it costs.
        package var cost: Double
        /// The share of trials in which another option is chosen after it, in expectation.
        package var changes: Double

        /// Of its parts, which the properties of these names explain.
        package init(councils: Int, worth: Estimate, cost: Double, changes: Double) {
            self.councils = councils
            self.worth = worth
            self.cost = cost
            self.changes = changes
        }

        /// Worth less cost.
        package var net: Estimate {
            Estimate(
                value: worth.value - cost, standardError: worth.standardError, isUpperBound: worth.isUpperBound)
        }
    }

    /// Of its parts, which the properties of these names explain.
    package init(pilot: Pilot, own: Step, steps: [Step], better: Step?, isClear: Bool) {
        self.pilot = pilot
        self.own = own
        self.steps = steps
        self.better = better
        self.isClear = isClear
    }
}

extension PilotWorth {
    /// Works it out.
    ///
    /// More councils are worth no less, as some can be left aside, and none are worth more than to know the assumption:
    /// where the noise of trials puts figures out of that order they are moved into it.
    ///
    /// - Parameters:
    ///   - councils: how many there are.
    ///   - least: how many standard errors it takes to be told from 0.
    init(
        _ pilot: Pilot, of assumption: LearntAssumption, rule: FittedRule, known: LearntWorth, councils: Int,
        least: Double
    ) {
        let order = Statistics.order(assumption.values).map(Int.init)
        var (steps, worths): ([Step], [LearntWorth]) = ([], [])
        for number in pilot.ladder(upTo: councils) {
            func error(_ value: Double) -> Double { pilot.error.spread(at: value, councils: number) }
            let measurement = NoisyMeasurement(of: assumption.values, order: order, error: error)
            var worth = rule.worth(ofMeasuring: measurement, assumption.values, error: error)
            // The pilot's own number is no step to larger ones, which would depend on what was asked.
            if let fewer = worths.indices.last(where: {
                steps[$0].councils != pilot.councils || Self.isRound(pilot.councils)
            }),
                worths[fewer].estimate.value > worth.estimate.value
            {
                worth = worths[fewer]
            }
            if worth.estimate.value > known.estimate.value { worth = known }
            worths.append(worth)
            steps.append(
                Step(
                    councils: number, worth: worth.estimate, cost: pilot.cost(councils: number), changes: worth.changes)
            )
        }
        guard let place = steps.firstIndex(where: { $0.councils == pilot.councils }) else {
            preconditionFailure("a pilot's own number of councils is among those looked at")
        }
        let highest = steps.indices.max { (steps[$0].net.value, -$0) < (steps[$1].net.value, -$1) } ?? place
        var lead = worths[highest].less(worths[place])
        lead.value -= steps[highest].cost - steps[place].cost
        self.init(
            pilot: pilot, own: steps[place], steps: steps,
            better: pilot.costPerCouncil > 0 && highest != place && lead.isClear ? steps[highest] : nil,
            isClear: steps[place].worth.isAbove(least))
    }

    /// Whether a number is one of 1, 2, 5, 10, 20, …
    private static func isRound(_ number: Int) -> Bool {
        var rest = number
        while rest % 10 == 0 { rest /= 10 }
        return [1, 2, 5].contains(rest)
    }

    /// A pilot of what has one value: it tells nothing.
    init(ofNothing pilot: Pilot, councils: Int) {
        let nothing = Estimate(value: 0, standardError: 0, isUpperBound: false)
        let steps = pilot.ladder(upTo: councils).map {
            Step(councils: $0, worth: nothing, cost: pilot.cost(councils: $0), changes: 0)
        }
        let own = Step(
            councils: pilot.councils, worth: nothing, cost: pilot.cost(councils: pilot.councils), changes: 0)
        self.init(pilot: pilot, own: own, steps: steps, better: nil, isClear: false)
    }
}

extension Estimate {
    /// Whether the figure is more than so many standard errors above 0.
    func isAbove(_ errors: Double) -> Bool { value > errors * standardError && value > 0 }
}
