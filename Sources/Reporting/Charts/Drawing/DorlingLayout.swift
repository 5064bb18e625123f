import ElementaryFunctions

/// Circles near their places on a map, none on top of another.
///
/// Each step draws every circle a little towards its place and pushes overlapping pairs apart, the smaller the farther.
/// Places, order and number of steps are fixed, and only plain arithmetic is used, so that the layout is the same on
/// every machine.
///
/// - Source: D. Dorling, *Area Cartograms: Their Use and Creation*, Concepts and Techniques in Modern Geography 59,
///   1996, for the kind of map.
package struct DorlingLayout: Sendable, Hashable {
    /// A place on the globe, and what the area of its circle stands for.
    package struct Place: Sendable, Hashable {
        /// In degrees.
        package var longitude, latitude: Double
        /// At least 0.
        package var weight: Double

        /// Of its parts, which the properties of these names explain.
        package init(longitude: Double, latitude: Double, weight: Double) {
            self.longitude = longitude
            self.latitude = latitude
            self.weight = weight
        }
    }

    /// A circle: x to the east and y to the north, in degrees of latitude.
    package struct Circle: Sendable, Hashable {
        /// Its centre.
        package var x, y: Double
        /// Its radius.
        package var radius: Double
    }

    /// The circles, in the order of the places.
    package private(set) var circles: [Circle]

    /// How much of the rectangle around all places the circles cover, tried one after the other until most of them
    /// stand near their places.
    private static let covers = [0.45, 0.36, 0.28, 0.21]
    /// How many radii a circle may lie from its place on average.
    private static let farthest = 0.8
    /// A circle is at least this part of one of mean weight, so that none gets lost.
    private static let leastArea = 0.12
    /// Steps with a pull to the places, and at most so many that only push apart.
    private static let (pulls, pushes) = (160, 240)
    /// The part of the way back to its place that a circle goes in a step.
    private static let pull = 0.04

    /// Lays out circles; their areas are in proportion to the weights, of which the least are raised to a visible size.
    package init(_ places: [Place]) {
        circles = []
        guard !places.isEmpty else { return }
        let count = Double(places.count)
        let middle = places.reduce(0) { $0 + $1.latitude } / count
        // A degree of longitude is shorter the farther north.
        let shrink = Elementary.cos(middle * .pi / 180)
        let homes = places.map { (x: $0.longitude * shrink, y: $0.latitude) }
        let mean = places.reduce(0) { $0 + $1.weight } / count
        let weights = places.map { mean > 0 ? max($0.weight, Self.leastArea * mean) : 1 }
        let area = Self.extent(homes.map(\.x)) * Self.extent(homes.map(\.y))
        for cover in Self.covers {
            let unit = area * cover / (weights.reduce(0, +) * .pi)
            circles = zip(homes, weights).map { home, weight in
                Circle(x: home.x, y: home.y, radius: (unit * weight).squareRoot())
            }
            settle(homes)
            let moved = zip(homes, circles).reduce(0) { sum, pair in
                let (dx, dy) = (pair.1.x - pair.0.x, pair.1.y - pair.0.y)
                return sum + (dx * dx + dy * dy).squareRoot() / pair.1.radius
            }
            if moved <= Self.farthest * count { return }
        }
    }

    /// Moves circles until none is on top of another, or for so many steps.
    private mutating func settle(_ homes: [(x: Double, y: Double)]) {
        for step in 0..<(Self.pulls + Self.pushes) {
            if step < Self.pulls {
                for index in circles.indices {
                    circles[index].x += (homes[index].x - circles[index].x) * Self.pull
                    circles[index].y += (homes[index].y - circles[index].y) * Self.pull
                }
            }
            if !pushApart() && step >= Self.pulls { return }
        }
    }

    /// Width of the places, not less than a part of a degree, so that one place or a row of places has room too.
    private static func extent(_ values: [Double]) -> Double {
        max(0.2, (values.max() ?? 0) - (values.min() ?? 0))
    }

    /// Moves each overlapping pair apart; false where there is none.
    private mutating func pushApart() -> Bool {
        var found = false
        circles.withUnsafeMutableBufferPointer { circles in
            for first in circles.indices {
                for second in circles.indices[(first + 1)...] {
                    let (dx, dy) = (circles[second].x - circles[first].x, circles[second].y - circles[first].y)
                    let reach = circles[first].radius + circles[second].radius
                    let square = dx * dx + dy * dy
                    if square >= reach * reach { continue }
                    let distance = square.squareRoot()
                    // A hair more than touching, so that a pair put right is not found again.
                    let overlap = reach * 1.001 - distance
                    let (ux, uy) = distance > 0 ? (dx / distance, dy / distance) : (1, 0)
                    let (a, b) = (circles[first].radius, circles[second].radius)
                    let share = b * b / (a * a + b * b)
                    circles[first].x -= ux * overlap * share
                    circles[first].y -= uy * overlap * share
                    circles[second].x += ux * overlap * (1 - share)
                    circles[second].y += uy * overlap * (1 - share)
                    found = true
                }
            }
        }
        return found
    }
}
