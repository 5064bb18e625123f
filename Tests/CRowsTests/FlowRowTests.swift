import CRows
import Testing

/// Functions on flows at a council, likewise.
@Suite("Rows of flows")
struct FlowRowTests {
    private static let steps: [[(from: Int, weight: Double)]] = [
        [(0, 1.5)], [(0, 0), (4, 2)], [(0, 1), (2, 0.5), (5, 0)], (0..<7).map { ($0, 3 - Double($0)) }, [(0, 0)],
    ]

    @Test("Flows are weights times all else, and 0 where there is no weight", arguments: RowTests.counts)
    func flows(count: Int) {
        let (places, others) = (RowTests.places("p", count), RowTests.places("q", count))
        let (common, worth, by) = (RowTests.row("a", count), RowTests.row("b", count), RowTests.row("c", count))
        for (steps, hasCommon, hasOthers) in Self.steps.flatMap({ steps in
            [(steps, false, false), (steps, false, true), (steps, true, false), (steps, true, true)]
        }) {
            let weights = places.map { place in steps.last { $0.from <= place }?.weight ?? .nan }
            let expected = (0..<count).map { trial -> (flow: Double, flows: Bool) in
                var weight = weights[trial]
                if hasCommon, weight != 0 { weight *= common[trial] }
                guard weight != 0 else { return (0, false) }
                let flow = weight * worth[trial]
                let isOther = hasOthers && flow != 0 && others[trial] <= 5
                return (isOther ? flow * by[trial] : flow, true)
            }
            func check(_ found: [Double], _ flows: Bool) {
                #expect(zip(found, expected).allSatisfy { $0 == $1.flow || $0.isNaN && $1.flow.isNaN })
                #expect(flows == expected.contains(where: \.flows))
            }
            common.withUnsafeBufferPointer { common in
                by.withUnsafeBufferPointer { by in
                    let (common, by) = (hasCommon ? common.baseAddress : nil, hasOthers ? by.baseAddress : nil)
                    var found = [Double](repeating: 9, count: count)
                    var flows = row_flow_of_steps(
                        &found, places, steps.map { Int16($0.from) }, steps.map(\.weight), steps.count, common, worth,
                        by, others, 5, count)
                    check(found, flows)
                    found = weights
                    flows = row_flow_of_weights(&found, common, worth, by, others, 5, count)
                    check(found, flows)
                }
            }
        }
    }

    @Test("Claims are held to one, and what is left is less by them", arguments: RowTests.counts)
    func claims(count: Int) {
        let (held, left, worth) = (RowTests.row("a", count), RowTests.row("b", count), RowTests.row("c", count))
        let asked = RowTests.row("d", count, hasStrays: false).map { $0 / 10 }
        let shares = asked.map { min(1, max(-1, $0)) }
        for (hasLeft, hasWorth, leaves) in [
            (false, false, false), (true, false, true), (false, false, true), (true, false, false), (true, true, true),
            (false, true, false),
        ] {
            var (found, kept) = (asked, left)
            left.withUnsafeBufferPointer { left in
                worth.withUnsafeBufferPointer { worth in
                    kept.withUnsafeMutableBufferPointer { kept in
                        row_claim_pool(
                            &found, held, hasLeft ? left.baseAddress : nil, hasWorth ? worth.baseAddress : nil,
                            leaves ? kept.baseAddress : nil, count)
                    }
                }
            }
            let expected = (0..<count).map { trial -> Double in
                if shares[trial] == 0 { return 0 }
                let before = hasLeft ? held[trial] * left[trial] : held[trial]
                return shares[trial] * (hasWorth ? before * worth[trial] : before)
            }
            #expect(RowTests.areSame(found, expected))
            let remainder = left.indices.map { hasLeft ? left[$0] * (1 - shares[$0]) : 1 - shares[$0] }
            #expect(RowTests.areSame(kept, leaves ? remainder : left))
        }
    }

    @Test("Money of the day is what one holds less another, times the index", arguments: RowTests.counts)
    func nominal(count: Int) {
        let (own, less, index) = (RowTests.row("a", count), RowTests.row("b", count), RowTests.row("c", count))
        let (more, most) = (RowTests.row("d", count), RowTests.row("e", count))
        func nominal(_ own: [[Double]], _ less: [[Double]], _ index: [Double]?) -> ([Double], Bool) {
            var found = [Double](repeating: 9, count: count)
            let pointers = (own + less).map { row in
                let copy = UnsafeMutablePointer<Double>.allocate(capacity: count)
                copy.initialize(from: row, count: count)
                return UnsafePointer<Double>?(copy)
            }
            defer { for pointer in pointers { pointer?.deallocate() } }
            let flows = pointers.withUnsafeBufferPointer { rows in
                row_nominal(
                    &found, rows.baseAddress, own.count, rows.baseAddress.map { $0 + own.count }, less.count, index,
                    count)
            }
            return (found, flows)
        }
        func expected(_ amount: (Int) -> Double) -> [Double] { (0..<count).map { amount($0) * index[$0] } }
        var found = nominal([own], [less], index)
        #expect(RowTests.areSame(found.0, expected { own[$0] - less[$0] }))
        #expect(found.1 == (0..<count).contains { own[$0] - less[$0] != 0 })
        found = nominal([own], [], index)
        #expect(RowTests.areSame(found.0, expected { own[$0] }) && found.1 == own.contains { $0 != 0 })
        found = nominal([], [less], index)
        #expect(RowTests.areSame(found.0, expected { -less[$0] }) && found.1 == less.contains { $0 != 0 })
        found = nominal([own, less, more], [less, most], index)
        #expect(RowTests.areSame(found.0, expected { (own[$0] + less[$0] + more[$0]) - (less[$0] + most[$0]) }))
        found = nominal([own, less], [more], nil)
        #expect(RowTests.areSame(found.0, (0..<count).map { (own[$0] + less[$0]) - more[$0] }))
        let finite = RowTests.row("a", count, hasStrays: false)
        #expect(!nominal([finite], [finite], index).1)
    }

    @Test("The ends of places are the lowest and the highest", arguments: RowTests.counts)
    func ends(count: Int) {
        let places = RowTests.places("p", count).map { $0 - 4 }
        var (first, last) = (Int16(0), Int16(0))
        row_find_ends(places, count, &first, &last)
        #expect(first == places.min() && last == places.max())
    }
}
