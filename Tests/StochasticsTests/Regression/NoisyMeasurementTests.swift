import ElementaryFunctions
import Testing

@testable import Stochastics

@Suite("What a measurement says")
struct NoisyMeasurementTests {
    private static func measurement(_ sample: [Double], error: @escaping (Double) -> Double) -> NoisyMeasurement {
        NoisyMeasurement(of: sample, order: Statistics.order(sample).map(Int.init), error: error)
    }

    private static func density(_ x: Double, about mean: Double, sd: Double) -> Double {
        let z = (x - mean) / sd
        return Elementary.exp(-z * z / 2) / sd
    }

    /// A normal prior and a normal error make a normal posterior: mean y·σ²/(σ² + s²), variance 1/(1/σ² + 1/s²).
    @Test("Of a normal the posterior has the mean and the variance of the closed form")
    func conjugate() {
        let count = 20_000
        let sample = (0..<count).map { 2 * StandardNormal.quantile((Double($0) + 0.5) / Double(count)) }
        let measurement = Self.measurement(sample) { _ in 1.5 }
        #expect(measurement.values.count == NoisyMeasurement.mostValues)
        for outcome in [-3, -0.4, 0, 1, 2.5] {
            let weights = measurement.weights(given: outcome)
            let mean = zip(weights, measurement.values).reduce(0) { $0 + $1.0 * $1.1 }
            let square = zip(weights, measurement.values).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
            // 512 values stand for the distribution, whose tails they cut to their means.
            #expect(abs(mean - outcome * 4 / 6.25) < 2e-3)
            #expect(abs(square - mean * mean - 1 / (0.25 + 1 / 2.25)) < 5e-3)
        }
    }

    @Test("Of three values it is Bayes' rule by hand, also where the error differs by value")
    func discrete() {
        let sample = [5, 1, 1, 2, 1, 5, 1, 2] as [Double]
        let measurement = Self.measurement(sample) { 0.3 * $0 }
        #expect(measurement.values == [1, 2, 5] && measurement.weights == [0.5, 0.25, 0.25])
        #expect(measurement.means(of: [8, 1, 1, 3, 1, 6, 1, 5]) == [1, 4, 7])
        for outcome in [0.5, 1.4, 3, 6] {
            let parts = zip(measurement.values, measurement.weights).map {
                $1 * Self.density(outcome, about: $0, sd: 0.3 * $0)
            }
            let sum = parts.reduce(0, +)
            for (weight, part) in zip(measurement.weights(given: outcome), parts) {
                #expect(isClose(weight, part / sum, 1e-12))
            }
        }
    }

    @Test("Without an error the value is known, and an outcome between two values goes to the nearer one")
    func perfect() {
        let measurement = Self.measurement([0, 1, 2]) { _ in 0 }
        #expect(measurement.weights(given: 1) == [0, 1, 0])
        #expect(measurement.weights(given: 1.7) == [0, 0, 1])
        #expect(measurement.outcomes == [0, 1, 2])
    }

    @Test("Outcomes looked at reach beyond the values where errors are large")
    func outcomes() {
        let outcomes = Self.measurement([0, 1]) { _ in 10 }.outcomes
        #expect(zip(outcomes, outcomes.dropFirst()).allSatisfy { $0 < $1 })
        #expect(outcomes[0] < -15 && outcomes[outcomes.count - 1] > 16)
    }
}
