import Testing

@testable import Reporting

@Suite("Ticks and scales of pictures")
struct NiceTicksTests {
    /// Ranges of every size and sign, from a small generator.
    private static let ranges: [(Double, Double)] = {
        var uniforms = LondonExample.Uniforms()
        return (0..<2000).map { _ in
            var size = 1.0
            for _ in 0..<Int(uniforms.next() * 12) { size *= 10 }
            let low = (uniforms.next() - 0.5) * size
            return (low, low + uniforms.next() * size / 3 + 0.001)
        }
    }()

    @Test(
        "Ticks enclose what is shown, are no more than asked for, and are multiples of 1, 2, 2.5 or 5 by a power of ten"
    )
    func enclosing() {
        for (index, (low, high)) in Self.ranges.enumerated() {
            let most = 1 + index % 9
            let ticks = NiceTicks(from: low, to: high, most: most)
            #expect(ticks.low <= low && ticks.high >= high, "\(low) to \(high)")
            #expect(ticks.values.first == ticks.low && ticks.values.last == ticks.high)
            // Ends that are drawn on may add a step at either side.
            #expect(ticks.values.count <= most + 2)
            // The digits of the step say what it is a multiple of.
            let digits = "\(ticks.step)".filter(\.isNumber).drop { $0 == "0" }
            let mantissa = digits.split(separator: "e").first.map(String.init) ?? ""
            let significant = String(mantissa.reversed().drop { $0 == "0" }.reversed())
            #expect(ticks.step >= 1e16 || ["1", "2", "25", "5"].contains(significant), "\(ticks.step)")
        }
    }

    @Test("The step is the least that keeps to the number asked for")
    func least() {
        #expect(NiceTicks(from: 0, to: 10, most: 5).step == 2)
        #expect(NiceTicks(from: 0, to: 10, most: 4).step == 2.5)
        #expect(NiceTicks(from: 0, to: 10, most: 3).step == 5)
        #expect(NiceTicks(from: -0.03, to: 0.04, most: 7).step == 0.01)
        #expect(NiceTicks(from: 0, to: 10, most: 4, isWhole: true).step == 5)
        #expect(NiceTicks(from: 0, to: 3, most: 9, isWhole: true).step == 1)
    }

    @Test("An axis that ends at its numbers has the ticks between them, and one without extent is given some")
    func ends() {
        let years = NiceTicks(from: 2026, to: 2035, most: 3, isWhole: true, covers: false)
        #expect(years.values == [2030, 2035])
        #expect(years.low == 2026 && years.high == 2035)
        let point = NiceTicks(from: 0, to: 0, most: 4)
        #expect(point.low <= 0 && point.high > 0 && point.values.contains(0))
    }

    @Test("A scale maps its ends to its ends, its middle to the middle, and holds on to what lies beyond")
    func scale() {
        let scale = LinearScale(low: -2, high: 6, from: 100, to: 20)
        #expect(scale.place(-2) == 100 && scale.place(6) == 20 && scale.place(2) == 60)
        #expect(scale.clamped(1e300) == 20 && scale.clamped(-1e300) == 100)
        #expect(LinearScale(low: 1, high: 1, from: 0, to: 10).place(1) == 5)
    }

    @Test("Coordinates have two decimals at most, without zeros at the end")
    func coordinates() {
        #expect(
            [0, -0.004, 1.005, 12.3, 12.345, -7.5, 100.999].map(SVGWriter.number)
                == ["0", "0", "1.01", "12.3", "12.35", "-7.5", "101"])
        // What two ways to the same figure may leave behind.
        #expect(SVGWriter.number(119.775.nextDown) == SVGWriter.number(119.775.nextUp))
    }
}
