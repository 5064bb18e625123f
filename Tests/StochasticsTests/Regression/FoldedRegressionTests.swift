import Testing

@testable import Stochastics

@Suite("Least squares that leave a fold out")
struct FoldedRegressionTests {
    private static let count = 300
    private static let folds = [0..<100, 100..<180, 180..<300]

    private static func sample(_ name: String) -> [Double] {
        AddressedDraws(seed: 3).uniforms(at: Address(name), trials: 0..<count).map { StandardNormal.quantile($0) }
    }

    /// XᵀXb = Xᵀy by Gaussian elimination with the largest pivot, over some rows.
    private static func naive(_ columns: [[Double]], _ outcome: [Double], rows: [Int]) -> [Double] {
        let size = columns.count
        var system = columns.map { first in
            columns.map { second in rows.reduce(0) { $0 + first[$1] * second[$1] } }
                + [rows.reduce(0) { $0 + first[$1] * outcome[$1] }]
        }
        for step in 0..<size {
            let pivot = (step..<size).max { abs(system[$0][step]) < abs(system[$1][step]) } ?? step
            system.swapAt(step, pivot)
            for row in 0..<size where row != step {
                let factor = system[row][step] / system[step][step]
                for column in step...size { system[row][column] -= factor * system[step][column] }
            }
        }
        return system.indices.map { system[$0][size] / system[$0][$0] }
    }

    @Test("Without a fold it is the plain regression on the rows of the others, and with all that on all rows")
    func folds() {
        let columns = [[Double](repeating: 1, count: Self.count), Self.sample("x"), Self.sample("y")]
        let outcomes = [Self.sample("a"), zip(columns[1], Self.sample("b")).map { 3 * $0 - $1 }]
        let regression = FoldedRegression(columns: columns, outcomes: outcomes, folds: Self.folds)
        for left in [nil, 0, 1, 2] as [Int?] {
            let rows = (0..<Self.count).filter { row in left.map { !Self.folds[$0].contains(row) } ?? true }
            for (found, outcome) in zip(regression.coefficients(without: left), outcomes) {
                for (one, other) in zip(found, Self.naive(columns, outcome, rows: rows)) {
                    #expect(isClose(one, other, 1e-11))
                }
            }
        }
    }

    @Test("A cubic is in the span of splines, so it comes out as it is, also in rows that were left out")
    func cubic() {
        let x = Self.sample("x")
        let columns = SplineBasis(breakpoints: [-4, -1, 0, 1, 4]).columns(at: x)
        let outcome = x.map { 2 - $0 + 0.5 * $0 * $0 * $0 }
        let regression = FoldedRegression(columns: columns, outcomes: [outcome], folds: Self.folds)
        for (fold, rows) in Self.folds.enumerated() {
            let values = regression.values(regression.coefficients(without: fold), rows: rows)[0]
            for (value, row) in zip(values, rows) { #expect(isClose(value, outcome[row], 1e-7)) }
        }
    }

    @Test("Columns that others explain are left out, and the fit is the same")
    func dependent() {
        let (x, y) = (Self.sample("x"), Self.sample("y"))
        let sum = zip(x, y).map { $0 + $1 }
        let nothing = [Double](repeating: 0, count: Self.count)
        let outcome = zip(x, Self.sample("b")).map { 2 * $0 + $1 }
        let plain = FoldedRegression(columns: [x, y], outcomes: [outcome], folds: Self.folds)
        let more = FoldedRegression(columns: [nothing, x, x, y, sum], outcomes: [outcome], folds: Self.folds)
        let found = more.coefficients(without: 1)
        #expect(found[0][0] == 0 && found[0][2] == 0 && found[0][4] == 0)
        let rows = 0..<Self.count
        for (one, other) in zip(
            more.values(found, rows: rows)[0], plain.values(plain.coefficients(without: 1), rows: rows)[0])
        { #expect(isClose(one, other, 1e-10)) }
    }
}
