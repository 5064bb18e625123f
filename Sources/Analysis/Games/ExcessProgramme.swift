/// One linear programme on the way to a nucleolus: the lowest ε with x(S) − c(S) ≤ ε for all groups S whose payment is not
/// settled, where x may be moved in the directions that are open.
///
/// With x = x₀ + Zy and a_S = Zᵀ1_S it is: minimise ε with a_S·y − ε ≤ b_S = c(S) − x₀(S). Its dual has one row a direction
/// and one more: minimise Σ λ_S b_S with Σ λ_S a_S = 0, Σ λ_S = 1, λ ≥ 0; duals of these rows are y and −ε. Columns are
/// scanned and never stored in a tableau; a basis is solved anew at each step, which keeps rounding out.
struct ExcessProgramme {
    /// Payments x at the solution.
    private(set) var payments: [Double]
    /// ε.
    private(set) var excess = 0.0
    /// Groups whose excess is ε in every solution.
    private(set) var binding: [Int] = []

    private let players: Int
    private let rows: Int
    /// b_S by group.
    private let slack: [Double]
    /// a_S by group, side by side: `[group · directions + direction]`.
    private let columns: [Double]
    /// Groups whose payment is not settled.
    private let free: [Int]
    private let open: [[Double]]
    /// The group in each place of the basis; −1 − row for an artificial column.
    private var basis: [Int]

    private static let tolerance = 1e-10

    init(costs: [Double], payments: [Double], space: SettledPayments) {
        self.payments = payments
        players = payments.count
        open = space.open
        rows = open.count + 1
        let (directions, open) = (open.count, open)
        var columns = [Double](repeating: 0, count: costs.count * directions)
        var slack = costs
        var free: [Int] = []
        var paid = [Double](repeating: 0, count: costs.count)
        for group in 1..<costs.count {
            // The group without its first player has a smaller number.
            let (player, rest) = (group.trailingZeroBitCount, group & (group - 1))
            paid[group] = paid[rest] + payments[player]
            slack[group] = costs[group] - paid[group]
            var length = 0.0
            for direction in 0..<directions {
                let value = columns[rest * directions + direction] + open[direction][player]
                columns[group * directions + direction] = value
                length += value * value
            }
            if length.squareRoot() > SettledPayments.tolerance { free.append(group) }
        }
        self.columns = columns
        self.slack = slack
        self.free = free
        basis = (0..<rows).map { -1 - $0 }
    }

    /// Solves it.
    mutating func solve() {
        // First any solution, with no artificial column in it; then the best.
        iterate(isFirst: true)
        replaceArtificials()
        iterate(isFirst: false)
        guard let duals = duals(isFirst: false), let values = values() else {
            preconditionFailure("a basis is regular")
        }
        excess = -duals[rows - 1]
        for (direction, step) in zip(open, duals) {
            for player in 0..<players { payments[player] += step * direction[player] }
        }
        binding = zip(basis, values).filter { $0.0 >= 0 && $0.1 > 1e-9 }.map(\.0).sorted()
    }

    private mutating func iterate(isFirst: Bool) {
        var (worst, since) = (Double.infinity, 0)
        while let duals = duals(isFirst: isFirst), let values = values() {
            let value = zip(basis, values).reduce(0) { $0 + cost($1.0, isFirst: isFirst) * $1.1 }
            if isFirst, value < Self.tolerance { return }
            // Where nothing has been gained for a while, the lowest number goes first, which cannot go round in circles.
            since = value < worst - 1e-12 ? 0 : since + 1
            worst = min(worst, value)
            guard let group = entering(duals, isFirst: isFirst, isLowest: since > 2 * rows) else { return }
            guard let place = leaving(group, values: values, isLowest: since > 2 * rows) else { return }
            basis[place] = group
        }
    }

    private func cost(_ column: Int, isFirst: Bool) -> Double {
        isFirst ? (column < 0 ? 1 : 0) : (column < 0 ? 0 : slack[column])
    }

    /// The group whose reduced cost is the lowest, or the first whose is below 0; nil: none is.
    ///
    /// - Source: R. G. Bland, "New finite pivoting rules for the simplex method", Mathematics of Operations Research 2
    ///   (1977).
    private func entering(_ duals: [Double], isFirst: Bool, isLowest: Bool) -> Int? {
        let directions = rows - 1
        // a_S·y over all groups at once: sums over players of what each moves.
        let moves = (0..<players).map { player in
            (0..<directions).reduce(0) { $0 + open[$1][player] * duals[$1] }
        }
        var moved = [Double](repeating: 0, count: 1 << players)
        for group in 1..<moved.count { moved[group] = moved[group & (group - 1)] + moves[group.trailingZeroBitCount] }
        var best: (group: Int, reduced: Double)?
        for group in free {
            let reduced = (isFirst ? 0 : slack[group]) - moved[group] - duals[directions]
            guard reduced < -Self.tolerance, reduced < best?.reduced ?? 0 else { continue }
            best = (group, reduced)
            if isLowest { break }
        }
        return best?.group
    }

    /// The place of the basis that a group takes.
    private func leaving(_ group: Int, values: [Double], isLowest: Bool) -> Int? {
        guard let direction = Self.solution(of: matrix, column(group)) else { return nil }
        var best: (place: Int, ratio: Double)?
        for place in 0..<rows where direction[place] > 1e-9 {
            let ratio = max(0, values[place]) / direction[place]
            if let known = best {
                if ratio > known.ratio + 1e-12 { continue }
                let isTie = ratio > known.ratio - 1e-12
                let isPreferred =
                    isLowest ? basis[place] < basis[known.place] : direction[place] > direction[known.place]
                if isTie, !isPreferred { continue }
            }
            best = (place, ratio)
        }
        return best?.place
    }

    /// Puts groups in the places of artificial columns, which are all at 0.
    private mutating func replaceArtificials() {
        for place in 0..<rows where basis[place] < 0 {
            // Row `place` of the inverse tells what a column would put there.
            let unit = (0..<rows).map { $0 == place ? 1.0 : 0 }
            guard let row = Self.solution(of: transposed, unit) else { continue }
            let strongest = free.max { abs(dot(row, $0)) < abs(dot(row, $1)) }
            if let strongest, abs(dot(row, strongest)) > 1e-9 { basis[place] = strongest }
        }
    }

    private func dot(_ row: [Double], _ group: Int) -> Double { zip(row, column(group)).reduce(0) { $0 + $1.0 * $1.1 } }

    private func column(_ column: Int) -> [Double] {
        let directions = rows - 1
        guard column >= 0 else { return (0..<rows).map { $0 == -1 - column ? 1 : 0 } }
        return Array(columns[column * directions..<(column + 1) * directions]) + [1]
    }

    /// Rows of the basis.
    private var matrix: [[Double]] {
        let columns = basis.map { column($0) }
        return (0..<rows).map { row in columns.map { $0[row] } }
    }

    private var transposed: [[Double]] { basis.map { column($0) } }

    /// λ by place of the basis.
    private func values() -> [Double]? {
        Self.solution(of: matrix, (0..<rows).map { $0 == rows - 1 ? 1 : 0 })
    }

    /// y and −ε.
    private func duals(isFirst: Bool) -> [Double]? {
        Self.solution(of: transposed, basis.map { cost($0, isFirst: isFirst) })
    }

    /// The solution of a small linear system, by elimination with the largest pivot; nil where it is singular.
    private static func solution(of matrix: [[Double]], _ side: [Double]) -> [Double]? {
        let count = side.count
        var (matrix, side) = (matrix, side)
        for step in 0..<count {
            let pivot = (step..<count).max { abs(matrix[$0][step]) < abs(matrix[$1][step]) } ?? step
            guard abs(matrix[pivot][step]) > 1e-13 else { return nil }
            matrix.swapAt(step, pivot)
            side.swapAt(step, pivot)
            for row in step + 1..<count {
                let factor = matrix[row][step] / matrix[step][step]
                guard factor != 0 else { continue }
                for column in step..<count { matrix[row][column] -= factor * matrix[step][column] }
                side[row] -= factor * side[step]
            }
        }
        for step in stride(from: count - 1, through: 0, by: -1) {
            for column in step + 1..<count { side[step] -= matrix[step][column] * side[column] }
            side[step] /= matrix[step][step]
        }
        return side
    }
}
