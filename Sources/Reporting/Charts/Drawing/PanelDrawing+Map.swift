extension PanelDrawing {
    /// A panel of circles, north at the top, as large as the width allows.
    func map(_ begun: SVGWriter, top: Double) -> (svg: SVGWriter, height: Double) {
        var svg = begun
        let circles = panel.layers.flatMap { layer -> [ChartCircle] in
            if case .circles(let circles) = layer.marks { circles } else { [] }
        }
        guard !circles.isEmpty else { return (svg, top) }
        let west = circles.map { $0.x - $0.radius }.min() ?? 0
        let east = circles.map { $0.x + $0.radius }.max() ?? 1
        let south = circles.map { $0.y - $0.radius }.min() ?? 0
        let north = circles.map { $0.y + $0.radius }.max() ?? 1
        let tallest = size == .wide ? 560.0 : 480
        // A few councils are not drawn larger than it takes to name them.
        let largest = (size == .wide ? 44 : 34) / (circles.map(\.radius).max() ?? 1)
        let scale = min((width - 2) / (east - west), tallest / (north - south), largest)
        let margin = (width - scale * (east - west)) / 2
        func place(_ circle: ChartCircle) -> (x: Double, y: Double, radius: Double) {
            (margin + (circle.x - west) * scale, top + 1 + (north - circle.y) * scale, circle.radius * scale)
        }
        for layer in panel.layers {
            guard case .circles(let own) = layer.marks else { continue }
            svg.open(PanelMarks.style(of: layer))
            for circle in own {
                let (x, y, radius) = place(circle)
                svg.circle(
                    x: x, y: y, radius: radius, circle.isBroken ? PanelMarks.brokenEdge : "", tip: circle.tip)
            }
            svg.close()
        }
        let font = small - 1
        for layer in panel.layers {
            guard case .circles(let own) = layer.marks else { continue }
            svg.open(
                "font-size=\"\(SVGWriter.number(font))\" text-anchor=\"middle\" pointer-events=\"none\""
                    + (layer.colour.isDark ? " fill=\"#ffffff\"" : ""))
            for circle in own {
                let (x, y, radius) = place(circle)
                let lines = Self.lines(circle.label, inRadius: radius - 1.5, font: font)
                for (index, line) in lines.enumerated() {
                    let offset = (Double(index) - Double(lines.count - 1) / 2) * font * 1.1
                    svg.words(line, x: x, y: y + offset + font * 0.35)
                }
            }
            svg.close()
        }
        return (svg, top + 2 + scale * (north - south))
    }

    /// The lines of a name inside a circle; none where it does not fit.
    static func lines(_ name: String, inRadius radius: Double, font: Double) -> [String] {
        let words = name.split(separator: " ").map(String.init)
        for count in 1...4 where count <= words.count {
            // Words are shared out so that no line is longer than need be.
            let lines = TextMeasure.wrapped(name, width: 2 * radius * (count == 1 ? 1 : 0.9), size: font)
            if lines.count > count || lines.contains(where: { $0.hasSuffix("…") }) { continue }
            let fits = lines.enumerated().allSatisfy { index, line in
                let middle = (Double(index) - Double(lines.count - 1) / 2) * font * 1.1
                let far = middle.magnitude + font * 0.5
                let half = TextMeasure.width(line, size: font) / 2
                return far * far + half * half <= radius * radius
            }
            if fits { return lines }
        }
        return []
    }
}
