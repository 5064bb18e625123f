/// How wide a drawing is to be: letters keep their size, so that a telephone is given a drawing of its own.
package enum ChartSize: String, Sendable, Hashable, CaseIterable {
    /// For a page on a screen or on A4.
    case wide
    /// For a telephone.
    case narrow

    /// Width of the drawing.
    var width: Double { self == .wide ? 760 : 360 }
    /// Size of letters.
    var font: Double { self == .wide ? 13 : 12.5 }
    /// Distance of lines of text.
    var line: Double { font * 1.25 }
}

/// A chart as SVG that stands alone: no style, typeface or script from elsewhere, the same bytes on every machine.
package enum ChartSVG {
    /// The drawing.
    ///
    /// - Parameters:
    ///   - size: for what it is.
    ///   - attributes: what is to stand in its tag besides, as it is.
    package static func text(of chart: Chart, size: ChartSize, attributes: String = "") -> String {
        var body = SVGWriter()
        var height = 0.0
        let legend = LegendDrawing(chart, size: size)
        if legend.height > 0 {
            body.append(legend.drawn)
            height += legend.height + 8
        }
        let inARow = size == .wide ? max(1, chart.panelsInARow) : 1
        let gap = 28.0
        let width = (size.width - gap * Double(inARow - 1)) / Double(inARow)
        var tallest = 0.0
        for (index, panel) in chart.panels.enumerated() {
            let column = index % inARow
            if column == 0 && index > 0 {
                height += tallest + 14
                tallest = 0
            }
            let (drawing, own) = PanelDrawing(panel: panel, width: width, size: size).drawn
            body.open(atX: Double(column) * (width + gap), y: height)
            body.append(drawing)
            body.close()
            tallest = max(tallest, own)
        }
        height += tallest
        let (w, h) = (SVGWriter.number(size.width), SVGWriter.number(height.rounded(.up)))
        var head = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(w) \(h)\" width=\"\(w)\" height=\"\(h)\" "
        head += "role=\"img\" aria-label=\"\(MarkupText.escaped(chart.title))\" "
        head += "font-family=\"Arial, Helvetica, 'Liberation Sans', sans-serif\" font-size=\"\(size.font)\" "
        head += "fill=\"\(ChartColour.ink.hex)\""
        return head + (attributes.isEmpty ? "" : " " + attributes) + ">" + body.text + "</svg>"
    }
}
