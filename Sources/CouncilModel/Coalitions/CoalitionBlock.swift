/// Sets of councils side by side, each of which stands for the councils that alone are eligible in one trial of a block.
package struct CoalitionBlock: Sendable {
    /// Number of coalitions, at least 1.
    package let count: Int
    /// 1 for members, by `[council position][coalition]`.
    private var marks: [UInt8]

    /// Coalitions that hold nobody yet.
    ///
    /// - Parameters:
    ///   - count: number of coalitions, at least 1.
    ///   - councils: number of councils selected.
    package init(count: Int, councils: Int) {
        precondition(count > 0, "a block holds a coalition")
        self.count = count
        marks = Array(repeating: 0, count: count * councils)
    }

    /// Puts a council, by its position, into some neighbouring coalitions.
    package mutating func insert(_ council: Int, into coalitions: Range<Int>) {
        for coalition in coalitions { marks[council * count + coalition] = 1 }
    }

    /// Whether a coalition holds a council, by its position.
    package func holds(_ council: Int, in coalition: Int) -> Bool { marks[council * count + coalition] != 0 }

    /// How many of some councils each coalition holds.
    func counts(of councils: [Int]) -> [Int] {
        var counts = [Int](repeating: 0, count: count)
        marks.withUnsafeBufferPointer { marks in
            for council in councils {
                for coalition in 0..<count { counts[coalition] &+= Int(marks[council &* count &+ coalition]) }
            }
        }
        return counts
    }

    /// Residents that count in each coalition when all of it have joined: once, through their council or its county.
    func residents(of units: [ResidentUnit]) -> [Double] {
        var residents = [Double](repeating: 0, count: count)
        for unit in units {
            let starts = [unit.member, unit.county].compactMap { $0.map { $0 * count } }
            for coalition in 0..<count where starts.contains(where: { marks[$0 + coalition] != 0 }) {
                residents[coalition] += unit.residents
            }
        }
        return residents
    }
}
