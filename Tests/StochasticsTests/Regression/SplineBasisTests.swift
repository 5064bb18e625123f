import Testing

@testable import Stochastics

@Suite("Cubic B-splines")
struct SplineBasisTests {
    @Test("Over one piece they are Bernstein's polynomials")
    func bernstein() {
        let places = (0...20).map { Double($0) / 20 }
        let columns = SplineBasis(breakpoints: [0, 1]).columns(at: places)
        #expect(columns.count == 4)
        for (row, x) in places.enumerated() {
            let rest = 1 - x
            let known = [rest * rest * rest, 3 * x * rest * rest, 3 * x * x * rest, x * x * x]
            for function in 0..<4 { #expect(isClose(columns[function][row], known[function], 1e-11)) }
        }
    }

    @Test(
        "Away from the ends of evenly spread breakpoints they are 1/6, 2/3, 1/6 at a breakpoint and 1/48, 23/48 between"
    )
    func even() {
        let basis = SplineBasis(breakpoints: (0...8).map(Double.init))
        #expect(basis.count == 11)
        let columns = basis.columns(at: [4, 4.5])
        #expect(columns.map { $0[0] }.filter { $0 != 0 }.count == 3)
        for (place, known) in zip(4...6, [1.0 / 6, 2.0 / 3, 1.0 / 6]) {
            #expect(isClose(columns[place][0], known, 1e-11))
        }
        for (place, known) in zip(4...7, [1.0 / 48, 23.0 / 48, 23.0 / 48, 1.0 / 48]) {
            #expect(isClose(columns[place][1], known, 1e-11))
        }
    }

    @Test("They sum to 1, and values beyond the ends are taken to the end")
    func sums() {
        let basis = SplineBasis(breakpoints: [-3, -0.7, 0.1, 0.2, 5])
        let columns = basis.columns(at: [-9, -3, -1, 0.1, 0.15, 4.9, 5, 7])
        for row in 0..<8 { #expect(isClose(columns.reduce(0) { $0 + $1[row] }, 1, 1e-11)) }
        #expect(columns.map { $0[0] } == columns.map { $0[1] } && columns.map { $0[6] } == columns.map { $0[7] })
        #expect(columns.map { $0[1] } == [1, 0, 0, 0, 0, 0, 0])
    }
}
