import Testing

@testable import Reporting

@Suite("Circles near their places")
struct DorlingLayoutTests {
    private static let places: [DorlingLayout.Place] = {
        var uniforms = LondonExample.Uniforms()
        return (0..<150).map { index in
            // A third of them crowd in one corner, as London does.
            let spread = index % 3 == 0 ? 0.4 : 6.0
            return DorlingLayout.Place(
                longitude: -3 + spread * uniforms.next(), latitude: 51 + spread * uniforms.next(),
                weight: 50_000 + 900_000 * uniforms.next())
        }
    }()

    @Test("No two circles overlap by more than a hundredth of their reach")
    func apart() {
        let circles = DorlingLayout(Self.places).circles
        #expect(circles.count == 150)
        for first in circles.indices {
            for second in circles.indices where second > first {
                let (dx, dy) = (circles[first].x - circles[second].x, circles[first].y - circles[second].y)
                let distance = (dx * dx + dy * dy).squareRoot()
                let reach = circles[first].radius + circles[second].radius
                #expect(distance > 0.99 * reach, "\(first) and \(second)")
            }
        }
    }

    @Test("Areas are in proportion to weights, and the least are raised to a visible size")
    func areas() {
        var places = Self.places
        places[7].weight = 0
        let circles = DorlingLayout(places).circles
        let mean = places.reduce(0) { $0 + $1.weight } / 150
        let unit = circles[0].radius * circles[0].radius / places[0].weight
        for (place, circle) in zip(places, circles) {
            let area = circle.radius * circle.radius / unit
            #expect((area / max(place.weight, 0.12 * mean) - 1).magnitude < 1e-12)
        }
    }

    @Test("East stays east and north stays north of what lies far away")
    func directions() {
        let circles = DorlingLayout(Self.places).circles
        for first in Self.places.indices {
            for second in Self.places.indices {
                if Self.places[first].longitude > Self.places[second].longitude + 4 {
                    #expect(circles[first].x > circles[second].x)
                }
                if Self.places[first].latitude > Self.places[second].latitude + 3 {
                    #expect(circles[first].y > circles[second].y)
                }
            }
        }
    }

    @Test("Circles of one place are parted, one circle and none are laid out")
    func few() {
        let twin = DorlingLayout.Place(longitude: 1, latitude: 52, weight: 1)
        let circles = DorlingLayout([twin, twin]).circles
        #expect((circles[1].x - circles[0].x).magnitude >= 2 * circles[0].radius)
        #expect(DorlingLayout([twin]).circles.count == 1)
        #expect(DorlingLayout([]).circles.isEmpty)
    }
}
