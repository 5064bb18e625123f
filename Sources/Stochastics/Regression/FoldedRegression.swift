/// Least squares of several outcomes on the same columns, with the rows cut into folds each of which can be left out.
///
/// Fitted to all folds but one, a regression has not seen the rows of that one: what it says of them is free of their noise
/// (cross-fitting). Sums of squares and products are formed once by fold, so leaving one out is a subtraction. The normal
/// equations are solved by a Cholesky factor in the order of columns; a column that those before it explain to 1e-9 of its
/// sum of squares is left out, so that columns may depend on each other. There is no constant unless the columns hold one.
package struct FoldedRegression: Sendable {
    private let columns: [[Double]]
    private let outcomes: Int
    private let folds: [Range<Int>]
    /// By fold: XᵀX row after row up to the diagonal, and Xᵀy by outcome.
    private let squares: [[Double]]
    private let products: [[[Double]]]

    /// - Parameters:
    ///   - columns: values of each by row, at least one, all finite.
    ///   - outcomes: what goes with them, as many rows each.
    ///   - folds: which rows together are all; at least two, ascending.
    package init(columns: [[Double]], outcomes: [[Double]], folds: [Range<Int>]) {
        precondition(folds.count >= 2 && !columns.isEmpty, "a regression is of columns and leaves a fold out")
        self.columns = columns
        self.outcomes = outcomes.count
        self.folds = folds
        squares = folds.map { fold in
            columns.indices.flatMap { row in (0...row).map { Self.product(columns[row], columns[$0], fold) } }
        }
        products = folds.map { fold in
            outcomes.map { outcome in columns.map { Self.product($0, outcome, fold) } }
        }
    }

    /// Coefficients of each outcome found without the rows of a fold; nil: of all rows.
    package func coefficients(without left: Int?) -> [[Double]] {
        var square = [Double](repeating: 0, count: squares[0].count)
        var product = [[Double]](repeating: [Double](repeating: 0, count: columns.count), count: outcomes)
        for fold in folds.indices where fold != left {
            for place in square.indices { square[place] += squares[fold][place] }
            for outcome in 0..<outcomes {
                for column in columns.indices { product[outcome][column] += products[fold][outcome][column] }
            }
        }
        let factor = NormalFactor(of: square, size: columns.count)
        return product.map(factor.solution)
    }

    /// What coefficients make of rows: `[outcome][row, from the first of the range]`.
    package func values(_ coefficients: [[Double]], rows: Range<Int>) -> [[Double]] {
        coefficients.map { weights in
            var values = [Double](repeating: 0, count: rows.count)
            for (weight, column) in zip(weights, columns) where weight != 0 {
                for row in rows { values[row - rows.lowerBound] += weight * column[row] }
            }
            return values
        }
    }

    /// Σxy over some rows, four partial sums side by side.
    private static func product(_ first: [Double], _ second: [Double], _ rows: Range<Int>) -> Double {
        first.withUnsafeBufferPointer { first in
            second.withUnsafeBufferPointer { second in
                var sums = SIMD4<Double>.zero
                var row = rows.lowerBound
                while row + 4 <= rows.upperBound {
                    let left = SIMD4(first[row], first[row + 1], first[row + 2], first[row + 3])
                    sums += left * SIMD4(second[row], second[row + 1], second[row + 2], second[row + 3])
                    row += 4
                }
                var sum = sums.sum()
                while row < rows.upperBound {
                    sum += first[row] * second[row]
                    row += 1
                }
                return sum
            }
        }
    }
}

/// The Cholesky factor of XᵀX without the columns that depend on those before them.
private struct NormalFactor {
    /// Row after row up to the diagonal; a diagonal of 0 is a column left out.
    private var factor: [Double]
    private let size: Int

    init(of square: [Double], size: Int) {
        factor = square
        self.size = size
        for row in 0..<size {
            let start = row * (row + 1) / 2
            for column in 0...row {
                let other = column * (column + 1) / 2
                var sum = square[start + column]
                for place in 0..<column { sum -= factor[start + place] * factor[other + place] }
                if column == row {
                    factor[start + row] = sum > 1e-9 * square[start + row] ? sum.squareRoot() : 0
                } else {
                    let pivot = factor[other + column]
                    factor[start + column] = pivot > 0 ? sum / pivot : 0
                }
            }
        }
    }

    /// The solution of XᵀXb = Xᵀy, 0 for columns left out.
    func solution(_ right: [Double]) -> [Double] {
        var solution = right
        for row in 0..<size {
            let start = row * (row + 1) / 2
            for column in 0..<row { solution[row] -= factor[start + column] * solution[column] }
            solution[row] = factor[start + row] > 0 ? solution[row] / factor[start + row] : 0
        }
        for row in (0..<size).reversed() {
            let pivot = factor[row * (row + 1) / 2 + row]
            guard pivot > 0 else { continue }
            for later in row + 1..<max(row + 1, size) {
                solution[row] -= factor[later * (later + 1) / 2 + row] * solution[later]
            }
            solution[row] /= pivot
        }
        return solution
    }
}
