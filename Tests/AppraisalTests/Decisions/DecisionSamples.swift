import Foundation

@testable import Appraisal

/// A small generator for samples of tests (SplitMix64 of Steele, Lea and Flood), the same on every machine.
struct SampleGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// The next whole number in `0..<bound`.
    mutating func next(below bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) % UInt64(bound))
    }

    /// A table `[option][trial]` of small whole numbers, in which ties are frequent and sums exact.
    mutating func table(options: Int, trials: Int, below bound: Int) -> [[Double]] {
        (0..<options).map { _ in (0..<trials).map { _ in Double(next(below: bound) - bound / 2) } }
    }

    /// A table `[option][trial]` of values with full mantissas, whose sums depend on their order.
    mutating func roughTable(options: Int, trials: Int) -> [[Double]] {
        (0..<options).map { _ in (0..<trials).map { _ in Double(next(below: 1 << 50)) / 3e9 - 1e5 } }
    }
}

/// A standard normal variable cut into cells of equal probability, each represented by its mean.
///
/// The mean over the cells above 0 of a variable that is symmetric about 0 is then φ(0) = 1/√(2π) exactly, whatever the
/// number of cells (an even one): sums of cell means telescope.
func normalCellMeans(cells: Int) -> [Double] {
    let densities = (0...cells).map { edge in
        let z = normalQuantile(Double(edge) / Double(cells))
        return exp(-z * z / 2) / (2 * Double.pi).squareRoot()
    }
    return (0..<cells).map { (densities[$0] - densities[$0 + 1]) * Double(cells) }
}

/// The standard normal quantile by bisection of the distribution function.
private func normalQuantile(_ probability: Double) -> Double {
    if probability <= 0 { return -.infinity }
    if probability >= 1 { return .infinity }
    var low = -40.0
    var high = 40.0
    for _ in 0..<200 {
        let middle = (low + high) / 2
        if erfc(-middle / 2.0.squareRoot()) / 2 < probability { low = middle } else { high = middle }
    }
    return (low + high) / 2
}
