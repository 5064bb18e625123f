import CGSL
import Testing

@testable import Stochastics

@Suite("Sobol sequence")
struct SobolSequenceTests {
    private let draws = AddressedDraws(seed: 3)

    @Test("Of the first 2ᵐ points each stratum of each dimension holds one, and each cell of the first two dimensions")
    func strata() {
        let count = 1024
        let points = SobolSequence.points(dimensions: 40, count: count, draws: draws)
        for dimension in points {
            #expect(Set(dimension.map { Int($0 * Double(count)) }).count == count)
            #expect(dimension.allSatisfy { $0 > 0 && $0 < 1 })
        }
        // Dimensions 1 and 2 are a (0, m, 2)-net: any 32 by 32 or 8 by 128 cells hold one point each.
        for (rows, columns) in [(32, 32), (8, 128), (256, 4)] {
            let cells = zip(points[0], points[1]).map { Int($0 * Double(rows)) * columns + Int($1 * Double(columns)) }
            #expect(Set(cells).count == count)
        }
    }

    /// GSL's points 1 to 3 in five dimensions, as its own generator prints them.
    @Test("Before the shift, points are those of GSL with the origin first")
    func unshifted() {
        let points = SobolSequence.points(dimensions: 5, count: 4, draws: draws)
        let known = [
            [0.0, 0, 0, 0, 0], [0.5, 0.5, 0.5, 0.5, 0.5], [0.75, 0.25, 0.75, 0.25, 0.75],
            [0.25, 0.75, 0.25, 0.75, 0.25],
        ]
        let scale = Double(1 << 30)
        for dimension in 0..<5 {
            let words = points[dimension].map { UInt32($0 * scale) }
            // Taking the first point's word off by exclusive or leaves the sequence itself.
            #expect(words.map { Double($0 ^ words[0]) / scale } == known.map { $0[dimension] })
        }
    }

    @Test("Another seed shifts otherwise; the same seed gives the same points, and fewer points are the first of more")
    func seeds() {
        let points = SobolSequence.points(dimensions: 3, count: 64, draws: draws)
        #expect(points == SobolSequence.points(dimensions: 3, count: 64, draws: draws))
        #expect(points != SobolSequence.points(dimensions: 3, count: 64, draws: AddressedDraws(seed: 4)))
        #expect(
            points.map { Array($0.prefix(10)) } == SobolSequence.points(dimensions: 3, count: 10, draws: draws))
    }
}
