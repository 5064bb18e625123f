/// Marks of a panel, wherever its positions and values are drawn.
struct PanelMarks {
    /// Where a position and a value are drawn.
    let place: (_ at: Double, _ value: Double) -> (x: Double, y: Double)
    /// Whether values run to the right.
    let isTurned: Bool
    /// How thick bars are.
    let thickness: Double

    /// The edge of a circle that stands for a loss.
    static let brokenEdge = "stroke=\"#5a2a0a\" stroke-width=\"1\" stroke-dasharray=\"2.5 2\""

    private static let dashes = ["", "7 3", "2 3", "9 3 2 3", "4 2", "12 3", "1 2"]

    /// What the marks of a layer share.
    static func style(of layer: ChartLayer) -> String {
        let hex = layer.colour.hex
        let pattern = dashes[layer.dash % dashes.count]
        let dash = pattern.isEmpty ? "" : " stroke-dasharray=\"\(pattern)\""
        switch layer.marks {
        case .bars, .dots, .diamonds: return "fill=\"\(hex)\""
        case .band, .positionShade: return "fill=\"\(hex)\" fill-opacity=\"0.3\""
        case .whiskers: return "fill=\"none\" stroke=\"\(hex)\" stroke-width=\"1.5\""
        case .line: return "fill=\"none\" stroke=\"\(hex)\" stroke-width=\"2.2\" stroke-linejoin=\"round\"" + dash
        case .strokes: return "fill=\"none\" stroke=\"\(hex)\" stroke-width=\"3\""
        case .rings: return "fill=\"#ffffff\" stroke=\"\(hex)\" stroke-width=\"2\""
        case .valueRule, .positionRule: return "fill=\"none\" stroke=\"\(hex)\" stroke-width=\"1.3\"" + dash
        case .circles: return "fill=\"\(hex)\" stroke=\"#51606e\" stroke-width=\"0.6\""
        }
    }

    /// Draws the marks of a layer that lie within a panel; rules, shades and circles belong to the panel as a whole.
    func draw(_ layer: ChartLayer, into svg: inout SVGWriter) {
        switch layer.marks {
        case .bars(let spans): for span in spans { bar(span, into: &svg) }
        case .whiskers(let spans):
            for span in spans {
                let (a, b) = (place(span.at, span.low), place(span.at, span.high))
                svg.line(a.x, a.y, b.x, b.y, tip: span.tip)
            }
        case .band(let spans):
            let upper = spans.map { place($0.at, $0.high) }
            let lower = spans.reversed().map { place($0.at, $0.low) }
            svg.path(upper + lower, isClosed: true)
        case .line(let points): svg.path(points.map { place($0.at, $0.value) })
        case .strokes(let points), .dots(let points), .rings(let points), .diamonds(let points):
            symbols(points, of: layer, into: &svg)
        case .valueRule, .positionRule, .positionShade, .circles: break
        }
    }

    /// Draws the signs of a layer at points.
    func symbols(_ points: [ChartPoint], of layer: ChartLayer, into svg: inout SVGWriter) {
        for point in points {
            let (x, y) = place(point.at, point.value)
            switch layer.marks {
            case .strokes:
                let half = thickness / 2 + 2
                if isTurned {
                    svg.line(x, y - half, x, y + half, tip: point.tip)
                } else {
                    svg.line(x - half, y, x + half, y, tip: point.tip)
                }
            case .diamonds:
                let r = 5.5
                svg.path(
                    [(x, y - r), (x + r, y), (x, y + r), (x - r, y)], isClosed: true,
                    "stroke=\"#ffffff\" stroke-width=\"1\"", tip: point.tip)
            default: svg.circle(x: x, y: y, radius: min(4.5, thickness / 2), tip: point.tip)
            }
        }
    }

    private func bar(_ span: ChartSpan, into svg: inout SVGWriter) {
        let (a, b) = (place(span.at, span.low), place(span.at, span.high))
        if isTurned {
            svg.rectangle(
                x: min(a.x, b.x), y: a.y - thickness / 2, width: abs(b.x - a.x), height: thickness, tip: span.tip)
        } else {
            svg.rectangle(
                x: a.x - thickness / 2, y: min(a.y, b.y), width: thickness, height: abs(b.y - a.y), tip: span.tip)
        }
    }
}
