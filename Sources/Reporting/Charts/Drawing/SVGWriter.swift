/// SVG as text: elements with attributes on them, so that a drawing stands alone.
struct SVGWriter: Sendable {
    /// What has been written.
    private(set) var text = ""

    /// A coordinate: two decimals, without zeros at the end.
    ///
    /// Millionths are rounded first: where a coordinate lies halfway between two hundredths, as those of counts often do,
    /// the last bits of a figure, which data files do not keep, then change nothing.
    static func number(_ value: Double) -> String {
        precondition(value.magnitude < 1e9, "a coordinate lies on the drawing")
        let hundredths = Int(((value * 1e6).rounded() / 1e4).rounded())
        let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
        let sign = hundredths < 0 ? "-" : ""
        if rest == 0 { return sign + String(whole) }
        if rest % 10 == 0 { return "\(sign)\(whole).\(rest / 10)" }
        return "\(sign)\(whole)." + (rest < 10 ? "0\(rest)" : "\(rest)")
    }

    /// Opens a group; attributes are written as they are.
    mutating func open(_ attributes: String = "") { text += attributes.isEmpty ? "<g>" : "<g \(attributes)>" }

    /// Closes it.
    mutating func close() { text += "</g>" }

    /// A group whose origin lies elsewhere.
    mutating func open(atX x: Double, y: Double) {
        open("transform=\"translate(\(Self.number(x)) \(Self.number(y)))\"")
    }

    /// A line.
    mutating func line(
        _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ attributes: String = "", tip: String = ""
    ) {
        text += "<path d=\"M\(Self.number(x1)) \(Self.number(y1))L\(Self.number(x2)) \(Self.number(y2))\""
        finish(attributes, tip)
    }

    /// A rectangle.
    mutating func rectangle(
        x: Double, y: Double, width: Double, height: Double, _ attributes: String = "", tip: String = ""
    ) {
        text += "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" width=\"\(Self.number(max(0, width)))\" "
        text += "height=\"\(Self.number(max(0, height)))\""
        finish(attributes, tip)
    }

    /// A circle.
    mutating func circle(x: Double, y: Double, radius: Double, _ attributes: String = "", tip: String = "") {
        text += "<circle cx=\"\(Self.number(x))\" cy=\"\(Self.number(y))\" r=\"\(Self.number(radius))\""
        finish(attributes, tip)
    }

    /// A line through points, or the area that it encloses.
    mutating func path(
        _ points: [(x: Double, y: Double)], isClosed: Bool = false, _ attributes: String = "", tip: String = ""
    ) {
        guard !points.isEmpty else { return }
        text += "<path d=\"M"
        for (index, point) in points.enumerated() {
            if index > 0 { text += index == 1 ? "L" : " " }
            text += Self.number(point.x) + " " + Self.number(point.y)
        }
        text += isClosed ? "Z\"" : "\""
        finish(attributes, tip)
    }

    /// Words.
    mutating func words(_ words: String, x: Double, y: Double, _ attributes: String = "") {
        text += "<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\""
        if !attributes.isEmpty { text += " " + attributes }
        text += ">" + MarkupText.escaped(words) + "</text>"
    }

    /// Adds what another has written.
    mutating func append(_ other: SVGWriter) { text += other.text }

    private mutating func finish(_ attributes: String, _ tip: String) {
        if !attributes.isEmpty { text += " " + attributes }
        if !tip.isEmpty { text += " data-t=\"\(MarkupText.escaped(tip))\"" }
        text += "/>"
    }
}
