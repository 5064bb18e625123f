import Testing

@testable import Stochastics

@Suite("Conditioning of a copula")
struct ConditioningTests {
    private let ranks = [[1, 0.5, -0.3], [0.5, 1, 0.2], [-0.3, 0.2, 1]]
    private let trials = 40_000

    private func drawn(_ held: [Int], at uniforms: [Double]) throws -> (before: [[Double]], after: [[Double]]) {
        let copula = try GaussianCopula(names: ["a", "b", "c"], rankCorrelations: ranks)
        var rows = (0..<3).map {
            AddressedDraws(seed: 5).uniforms(at: Address("row/\($0)"), trials: 0..<trials)
        }
        copula.correlate(&rows)
        var table = rows.flatMap { $0 }
        table.withUnsafeMutableBufferPointer { table in
            guard let start = table.baseAddress else { return }
            let pointers = (0..<3).map { start + $0 * trials }
            pointers.withUnsafeBufferPointer { copula.condition($0, on: held, at: uniforms, count: trials) }
        }
        return (rows, (0..<3).map { Array(table[$0 * trials..<($0 + 1) * trials]) })
    }

    /// r = 2·sin(πρ/6) of the ranks above.
    private let normal = [
        [1, 0.517638090205, -0.312868930081], [0.517638090205, 1, 0.209056926535],
        [-0.312868930081, 0.209056926535, 1],
    ]

    @Test("Given one variable, the others are normal with mean r·q, variance 1 − r² and the partial correlation")
    func one() throws {
        let (_, after) = try drawn([1], at: [0.9])
        #expect(after[1].allSatisfy { $0 == 0.9 })
        let q = 1.2815515655446004
        let z = after.map { $0.map { StandardNormal.quantile($0) } }
        for other in [0, 2] {
            let r = normal[1][other]
            let sd = (1 - r * r).squareRoot()
            #expect(abs(Statistics.mean(z[other]) - r * q) < 4 * sd / Double(trials).squareRoot())
            // The relative error of a sample's sd is 1/√(2n).
            #expect(abs(Statistics.standardDeviation(z[other]) / sd - 1) < 4 / Double(2 * trials).squareRoot())
        }
        let (r, s, t) = (normal[0][1], normal[1][2], normal[0][2])
        let partial = (t - r * s) / ((1 - r * r) * (1 - s * s)).squareRoot()
        let (m0, m2) = (Statistics.mean(z[0]), Statistics.mean(z[2]))
        let product = zip(z[0], z[2]).reduce(0) { $0 + ($1.0 - m0) * ($1.1 - m2) } / Double(trials - 1)
        let found = product / (Statistics.standardDeviation(z[0]) * Statistics.standardDeviation(z[2]))
        #expect(abs(found - partial) < 4 / Double(trials).squareRoot())
    }

    @Test("Given two, the mean of the third is the regression on both")
    func two() throws {
        let (_, after) = try drawn([0, 2], at: [0.1, 0.8])
        let (q0, q2) = (-1.2815515655446004, 0.8416212335729143)
        let (r, s, t) = (normal[0][1], normal[1][2], normal[0][2])
        // Two equations by Cramer's rule.
        let determinant = 1 - t * t
        let mean = ((r - t * s) * q0 + (s - t * r) * q2) / determinant
        let variance = 1 - (r * r - 2 * r * s * t + s * s) / determinant
        let z = after[1].map { StandardNormal.quantile($0) }
        #expect(abs(Statistics.mean(z) - mean) < 4 * (variance / Double(trials)).squareRoot())
        #expect(after[0].allSatisfy { $0 == 0.1 } && after[2].allSatisfy { $0 == 0.8 })
    }

    @Test("Held where it is, a variable moves nothing: trials whose draw is the value keep all draws")
    func whereItIs() throws {
        let (before, _) = try drawn([], at: [])
        let (_, after) = try drawn([0], at: [before[0][7]])
        for row in 0..<3 { #expect(abs(after[row][7] - before[row][7]) < 1e-12) }
    }
}
