extension PanelDrawing {
    /// A panel whose values run upwards.
    func columns(
        _ begun: SVGWriter, top: Double, height: ChartPanel.Height
    ) -> (svg: SVGWriter, height: Double) {
        var svg = begun
        let tall: Double =
            switch height {
            case .low: size == .wide ? 130 : 110
            case .middle: size == .wide ? 230 : 190
            case .tall: size == .wide ? 320 : 260
            }
        // The title of the values stands above them, so that nobody has to turn the page.
        var plotTop = top + small * 0.6
        if !panel.values.title.isEmpty {
            for line in TextMeasure.wrapped(panel.values.title, width: width, size: small) {
                svg.words(
                    line, x: 0, y: plotTop + small * 0.6, "font-size=\"\(SVGWriter.number(small))\" " + Self.faint)
                plotTop += size.line
            }
            plotTop += 2
        }
        let plotBottom = plotTop + tall
        guard let (ticks, unit) = ticks(of: panel.values, length: tall, apart: 40, covers: true) else {
            preconditionFailure("values are numbers")
        }
        let figures = ticks.values.map { unit.tick($0, step: ticks.step) }
        let left = (figures.map { TextMeasure.width($0, size: small) }.max() ?? 0) + 6
        let right = width - 8
        let values = LinearScale(low: ticks.low, high: ticks.high, from: plotBottom, to: plotTop)
        let (positions, thickness) = upright(&svg, left: left, right: right, top: plotTop, bottom: plotBottom)
        let place: (Double, Double) -> (x: Double, y: Double) = { (positions.clamped($0), values.clamped($1)) }

        svg.open(Self.grid)
        for tick in ticks.values { svg.line(left, values.place(tick), right, values.place(tick)) }
        svg.close()
        svg.open("font-size=\"\(SVGWriter.number(small))\" text-anchor=\"end\" " + Self.faint)
        for (tick, figure) in zip(ticks.values, figures) {
            svg.words(figure, x: left - 5, y: values.place(tick) + small * 0.35)
        }
        svg.close()
        background(into: &svg, place: place, left: left, top: plotTop, right: right, bottom: plotBottom)
        if ticks.low < 0 && ticks.high > 0 {
            svg.line(left, values.place(0), right, values.place(0), "stroke=\"#52606d\" stroke-width=\"1\"")
        }
        let marks = PanelMarks(place: place, isTurned: false, thickness: thickness)
        for layer in panel.layers {
            var own = SVGWriter()
            marks.draw(layer, into: &own)
            if own.text.isEmpty { continue }
            svg.open(PanelMarks.style(of: layer))
            svg.append(own)
            svg.close()
        }
        let area = LabelPlacer.Box(left: left, top: plotTop - 2, right: right, bottom: plotBottom)
        let named = rules(into: &svg, place: place, area: area, isTurned: false)
        labels(into: &svg, place: place, area: area, taken: named)
        let height = title(of: panel.positions, left: left, y: plotBottom + size.line, into: &svg)
        return (svg, height)
    }

    /// The axis of positions; returns where positions stand, and how thick bars may be.
    private func upright(
        _ svg: inout SVGWriter, left: Double, right: Double, top: Double, bottom: Double
    ) -> (LinearScale, Double) {
        let isMoney: Bool
        if case .linear(_, _, .money) = panel.positions.scale { isMoney = true } else { isMoney = false }
        guard let (ticks, unit) = ticks(of: panel.positions, length: right - left, apart: 60, covers: isMoney) else {
            preconditionFailure("categories run down the page")
        }
        // Marks at the ends of years and ranks need half their width.
        let inset = isMoney ? 0.0 : min(12, (right - left) / 2 / max(1, ticks.high - ticks.low + 1))
        let scale = LinearScale(low: ticks.low, high: ticks.high, from: left + inset, to: right - inset)
        svg.open(Self.grid)
        for tick in ticks.values { svg.line(scale.place(tick), bottom, scale.place(tick), bottom + 4) }
        if isMoney { for tick in ticks.values { svg.line(scale.place(tick), top, scale.place(tick), bottom) } }
        svg.close()
        svg.open("font-size=\"\(SVGWriter.number(small))\" text-anchor=\"middle\" " + Self.faint)
        for tick in ticks.values {
            let label = unit.tick(tick, step: ticks.step)
            let half = TextMeasure.width(label, size: small) / 2
            svg.words(label, x: max(half, min(width - half, scale.place(tick))), y: bottom + size.line * 0.95)
        }
        svg.close()
        let apart = (right - left) / max(1, ticks.high - ticks.low + 1)
        return (scale, isMoney ? 9 : max(2.4, min(14, apart * 0.6)))
    }

    /// Texts beside points, clear of each other and of all dots, with a line to the point where it is not near.
    private func labels(
        into svg: inout SVGWriter, place: (Double, Double) -> (x: Double, y: Double), area: LabelPlacer.Box,
        taken named: [LabelPlacer.Box]
    ) {
        if panel.labels.isEmpty { return }
        var taken = named
        for layer in panel.layers {
            guard case .dots(let points) = layer.marks else { continue }
            taken += points.map { point in
                let (x, y) = place(point.at, point.value)
                return LabelPlacer.Box(left: x - 3, top: y - 3, right: x + 3, bottom: y + 3)
            }
        }
        var placer = LabelPlacer(area: area, font: small, taken: taken)
        for label in panel.labels {
            let point = place(label.at, label.value)
            guard let spot = placer.place(label.text, atX: point.x, y: point.y) else { continue }
            let box = placer.taken[placer.taken.count - 1]
            let end = (
                x: max(box.left, min(box.right, point.x)), y: point.y < box.top ? box.top : min(box.bottom, point.y)
            )
            if abs(end.x - point.x) + abs(end.y - point.y) > 14 {
                svg.line(point.x, point.y, end.x, end.y, "stroke=\"#52606d\" stroke-width=\"0.7\"")
            }
            svg.words(label.text, x: spot.x, y: spot.y, "font-size=\"\(SVGWriter.number(small))\" " + Self.halo)
        }
    }
}
