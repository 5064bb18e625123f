/// One panel of a chart, drawn from its own upper left corner.
struct PanelDrawing {
    let panel: ChartPanel
    /// How wide it is to be.
    let width: Double
    let size: ChartSize

    /// Text with a white edge, which stays readable on lines.
    static let halo = "stroke=\"#ffffff\" stroke-width=\"3\" paint-order=\"stroke\" stroke-linejoin=\"round\""
    /// Lines of the grid.
    static let grid = "stroke=\"#dde2e7\" stroke-width=\"1\""
    /// Text that explains.
    static let faint = "fill=\"#52606d\""

    /// Size of the smaller letters.
    var small: Double { size.font - 1 }

    /// The drawing, and how tall it is.
    var drawn: (svg: SVGWriter, height: Double) {
        var svg = SVGWriter()
        var top = 0.0
        if !panel.heading.isEmpty {
            let lines = TextMeasure.wrapped(panel.heading, width: width, size: size.font * 1.05, lines: 2)
            for line in lines {
                svg.words(line, x: 0, y: top + size.font, "font-weight=\"bold\"")
                top += size.line
            }
            top += 3
        }
        switch panel.form {
        case .rows: return rows(svg, top: top)
        case .columns(let height): return columns(svg, top: top, height: height)
        case .map: return map(svg, top: top)
        }
    }

    /// Ticks of an axis of numbers that is so long; nil for categories.
    func ticks(of axis: ChartAxis, length: Double, apart: Double, covers: Bool) -> (ticks: NiceTicks, unit: ChartUnit)?
    {
        guard case .linear(let low, let high, let unit) = axis.scale else { return nil }
        var most = max(1, Int(length / apart))
        while true {
            let ticks = NiceTicks(from: low, to: high, most: most, isWhole: unit.isWhole, covers: covers)
            let widest = ticks.values.map { TextMeasure.width(unit.tick($0, step: ticks.step), size: small) }.max() ?? 0
            // Labels side by side keep a letter's distance.
            let room = length * ticks.step / max(ticks.high - ticks.low, ticks.step)
            if most == 1 || apart < 50 || widest + small < room { return (ticks, unit) }
            most -= 1
        }
    }

    /// Rules, with what they are called at their upper end, and shades come before all other marks.
    func background(
        into svg: inout SVGWriter, place: (Double, Double) -> (x: Double, y: Double), left: Double, top: Double,
        right: Double, bottom: Double
    ) {
        for layer in panel.layers {
            guard case .positionShade(let low, let high) = layer.marks else { continue }
            let (a, b) = (place(low, 0).x, place(high, 0).x)
            let (from, to) = (max(left, min(a, b)), min(right, max(a, b)))
            svg.open(PanelMarks.style(of: layer))
            svg.rectangle(x: from, y: top, width: to - from, height: bottom - top)
            svg.close()
        }
    }

    /// Draws rules over the marks and returns where their names stand.
    ///
    /// - Parameter parts: where upright rules are drawn; nil: from top to bottom.
    func rules(
        into svg: inout SVGWriter, place: (Double, Double) -> (x: Double, y: Double), area: LabelPlacer.Box,
        isTurned: Bool, parts: [(top: Double, bottom: Double)]? = nil
    ) -> [LabelPlacer.Box] {
        var taken: [LabelPlacer.Box] = []
        for layer in panel.layers {
            let (isUpright, amount, label): (Bool, Double, String)
            switch layer.marks {
            case .valueRule(let value, let text): (isUpright, amount, label) = (isTurned, value, text)
            case .positionRule(let position, let text): (isUpright, amount, label) = (!isTurned, position, text)
            default: continue
            }
            let at = isTurned == isUpright ? place(0, amount) : place(amount, 0)
            svg.open(PanelMarks.style(of: layer))
            if isUpright {
                for part in parts ?? [(area.top, area.bottom)] { svg.line(at.x, part.top, at.x, part.bottom) }
            } else {
                svg.line(area.left, at.y, area.right, at.y)
            }
            svg.close()
            if label.isEmpty { continue }
            let wide = TextMeasure.width(label, size: small)
            var (x, y) = isUpright ? (at.x + 5, area.top + small) : (area.left + 6, at.y + small + 3)
            if isUpright && x + wide > area.right { x = at.x - 5 - wide }
            if !isUpright && y > area.bottom { y = at.y - 5 }
            // Names of rules that lie close go below each other.
            func box() -> LabelPlacer.Box {
                LabelPlacer.Box(left: x, top: y - small, right: x + wide, bottom: y + 3)
            }
            while taken.contains(where: box().overlaps) { y += size.line }
            taken.append(box())
            svg.words(label, x: x, y: y, "font-size=\"\(SVGWriter.number(small))\" " + Self.halo)
        }
        return taken
    }
}
