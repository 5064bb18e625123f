import Foundation
import Testing

@testable import Stochastics

@Suite("Least squares")
struct LeastSquaresTests {
    /// The data set Misra1a of NIST's Statistical Reference Datasets (nonlinear regression, lower difficulty): dental
    /// research on monomolecular adsorption, 14 observations, certified values b1 238.94212918, b2 0.00055015643181 and
    /// a residual sum of squares of 0.12455138894.
    @Test(
        "NIST's certified values of Misra1a come out, from both of its starts",
        arguments: [[500, 0.0001], [250, 0.0005]])
    func misra1a(start: [Double]) {
        let y = [10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78]
        let x = [77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0]
        let found = LeastSquares.minimum(from: start, count: y.count) { b, residuals in
            for index in y.indices { residuals[index] = y[index] - b[0] * (1 - exp(-b[1] * x[index])) }
        }
        #expect(abs(found.place[0] / 238.94212918 - 1) < 1e-6)
        #expect(abs(found.place[1] / 5.5015643181e-4 - 1) < 1e-6)
        #expect(abs(found.sum / 0.12455138894 - 1) < 1e-8)
    }

    @Test("Rosenbrock's valley is followed to its end")
    func rosenbrock() {
        let found = LeastSquares.minimum(from: [-1.2, 1], count: 2) { x, residuals in
            residuals[0] = 10 * (x[1] - x[0] * x[0])
            residuals[1] = 1 - x[0]
        }
        #expect(zip(found.place, [1, 1]).allSatisfy { abs($0 - $1) < 1e-6 })
        #expect(found.sum < 1e-12)
    }
}
