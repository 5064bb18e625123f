/// The layers that have a name, with a sample of each, in as many lines as it takes.
struct LegendDrawing {
    private let entries: [(layer: ChartLayer, x: Double, y: Double)]
    private let size: ChartSize
    /// Height of all lines; 0 where there is nothing to explain.
    let height: Double

    private static let sample = 22.0

    init(_ chart: Chart, size: ChartSize) {
        var entries: [(ChartLayer, Double, Double)] = []
        var named: Set<String> = []
        var (x, y) = (0.0, 0.0)
        let layers = chart.panels.flatMap(\.layers).filter { !$0.name.isEmpty && named.insert($0.name).inserted }
        for layer in layers {
            let width = Self.sample + 6 + TextMeasure.width(layer.name, size: size.font)
            if x > 0 && x + width > size.width {
                x = 0
                y += size.line + 3
            }
            entries.append((layer, x, y))
            x += width + 16
        }
        self.entries = entries
        self.size = size
        height = layers.isEmpty ? 0 : y + size.line + 3
    }

    /// The drawing, from the upper left corner.
    var drawn: SVGWriter {
        var svg = SVGWriter()
        let middle = size.line / 2
        for (layer, x, y) in entries {
            svg.open(atX: x, y: y)
            sample(of: layer, middle: middle, into: &svg)
            let room = size.width - x - Self.sample - 6
            svg.words(
                TextMeasure.shortened(layer.name, width: room, size: size.font), x: Self.sample + 6,
                y: middle + size.font * 0.35)
            svg.close()
        }
        return svg
    }

    private func sample(of layer: ChartLayer, middle y: Double, into svg: inout SVGWriter) {
        let (centre, end) = (Self.sample / 2, Self.sample)
        let marks = PanelMarks(place: { at, _ in (at, y) }, isTurned: true, thickness: 11)
        svg.open(PanelMarks.style(of: layer))
        switch layer.marks {
        case .bars, .band, .positionShade: svg.rectangle(x: 2, y: y - 5, width: end - 4, height: 10)
        case .whiskers, .line, .valueRule, .positionRule: svg.line(0, y, end, y)
        case .strokes: marks.symbols([ChartPoint(at: centre, value: 0)], of: layer, into: &svg)
        case .dots, .rings, .diamonds: marks.symbols([ChartPoint(at: centre, value: 0)], of: layer, into: &svg)
        case .circles(let circles):
            let broken = circles.contains(where: \.isBroken) ? PanelMarks.brokenEdge : ""
            svg.circle(x: centre, y: y, radius: 6.5, broken)
        }
        svg.close()
    }
}
