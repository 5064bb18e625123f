import Glibc
import Testing

@testable import Stochastics

@Suite struct GaussianCopulaTests {
    private let matrix = [[1, 0.5, -0.3], [0.5, 1, 0.2], [-0.3, 0.2, 1]]

    private func columns(_ count: Int, trials: Int, seed: UInt64 = 9) -> [[Double]] {
        (0..<count).map { AddressedDraws(seed: seed).uniforms(at: Address("copula/\($0)"), trials: 0..<trials) }
    }

    @Test("Simulated rank correlations lie within 4 standard errors of those asked for")
    func rankCorrelations() throws {
        let trials = 50_000
        var uniforms = columns(3, trials: trials)
        try GaussianCopula(names: ["a", "b", "c"], rankCorrelations: matrix).correlate(&uniforms)
        for row in 0..<3 {
            for column in 0..<row {
                // No sample Spearman correlation of normals varies by more than at independence, 1/√(n − 1).
                let error = 1 / Double(trials - 1).squareRoot()
                let found = Statistics.spearman(uniforms[row], uniforms[column])
                #expect(abs(found - matrix[row][column]) < 4 * error, "\(row) and \(column): \(found)")
            }
        }
    }

    @Test("Every variable stays uniform: 50 cells, χ² within its 1e-6 limits")
    func margins() throws {
        var uniforms = columns(3, trials: 100_000)
        let first = uniforms[0]
        try GaussianCopula(names: ["a", "b", "c"], rankCorrelations: matrix).correlate(&uniforms)
        #expect(uniforms[0] == first)
        for column in uniforms {
            var counts = [Int](repeating: 0, count: 50)
            for value in column { counts[Int(value * 50)] += 1 }
            let statistic = counts.reduce(0) { $0 + (Double($1) - 2000) * (Double($1) - 2000) / 2000 }
            // χ² with 49 degrees of freedom has 1e-6 below 15.3 and above 111.1.
            #expect(statistic > 15.3 && statistic < 111.1)
            #expect(column.allSatisfy { $0 > 0 && $0 < 1 })
        }
    }

    @Test("The factor is the lower one in order of name, by the textbook recursion")
    func choleskyOrder() throws {
        let copula = try GaussianCopula(names: ["a", "b", "c"], rankCorrelations: matrix)
        let r = matrix.map { $0.map { $0 == 1 ? 1 : 2 * sin(Double.pi * $0 / 6) } }
        let l22 = (1 - r[1][0] * r[1][0]).squareRoot()
        let l32 = (r[2][1] - r[2][0] * r[1][0]) / l22
        let l33 = (1 - r[2][0] * r[2][0] - l32 * l32).squareRoot()
        for (found, expected) in zip(copula.factor, [1, r[1][0], l22, r[2][0], l32, l33]) {
            #expect(isClose(found, expected, 1e-14))
        }
        var uniforms = [[0.3], [0.6], [0.9]]
        let z = uniforms.map { StandardNormal.quantile($0[0]) }
        copula.correlate(&uniforms)
        #expect(isClose(uniforms[1][0], StandardNormal.cumulative(r[1][0] * z[0] + l22 * z[1]), 1e-14))
        let third = r[2][0] * z[0] + l32 * z[1] + l33 * z[2]
        #expect(isClose(uniforms[2][0], StandardNormal.cumulative(third), 1e-14))
    }

    @Test("Normal and rank correlations convert as published")
    func conversion() {
        // Pearson correlations of normals and their Spearman correlations, to five decimals.
        for (normal, rank) in [(0.3, 0.28756), (0.5, 0.48258), (0.9, 0.89146)] {
            #expect(abs(GaussianCopula.rankCorrelation(normal) - rank) < 5.1e-6)
            #expect(isClose(GaussianCopula.normalCorrelation(GaussianCopula.rankCorrelation(normal)), normal, 1e-15))
        }
    }

    @Test("Trials can be correlated in any pieces")
    func pieces() throws {
        let copula = try GaussianCopula(names: ["a", "b", "c"], rankCorrelations: matrix)
        var whole = columns(3, trials: 100)
        var part = whole.map { Array($0[37..<61]) }
        copula.correlate(&whole)
        copula.correlate(&part)
        #expect(part == whole.map { Array($0[37..<61]) })
    }

    @Test(
        "An impossible matrix is refused, and the nearest one named is near and accepted as printed",
        arguments: [
            [[1, 0.9, 0.9], [0.9, 1, -0.9], [0.9, -0.9, 1]],
            [[1, 1, 0], [1, 1, 0.5], [0, 0.5, 1]],
            [[1, 1], [1, 1]],
            [[1, 0.8, 0.8, 0.8], [0.8, 1, -0.5, -0.5], [0.8, -0.5, 1, -0.5], [0.8, -0.5, -0.5, 1]],
        ])
    func nearest(asked: [[Double]]) throws {
        let names = Array(["a", "b", "c", "d"].prefix(asked.count))
        let error = try #require(throws: CopulaError.self) {
            try GaussianCopula(names: names, rankCorrelations: asked)
        }
        guard case .notPositiveDefinite(let nearest) = error else { return }
        _ = try GaussianCopula(names: names, rankCorrelations: nearest)
        for row in names.indices {
            for column in names.indices {
                #expect(nearest[row][column] == (nearest[row][column] * 1000).rounded() / 1000)
                #expect(nearest[row][column] == nearest[column][row])
                #expect(abs(nearest[row][column] - asked[row][column]) < 0.5)
            }
        }
    }

    @Test("Higham's own example is reproduced")
    func highamExample() {
        // Section 5 of the paper: A has ones on three diagonals and 0 at the corners.
        let found = NearestCorrelations.nearest(to: [[1, 1, 0], [1, 1, 1], [0, 1, 1]])
        // 0.7607 and 0.1573 to four decimals; the answer here lies 1e-6 inside the cone.
        #expect(abs(found[0][1] - 0.7607) < 1e-4 && abs(found[1][2] - 0.7607) < 1e-4)
        #expect(abs(found[0][2] - 0.1573) < 1e-4)
    }
}
