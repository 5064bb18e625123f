extension PanelDrawing {
    /// A panel whose categories run down the page: names, marks, and what is noted beside them. On a narrow drawing the
    /// name stands above its marks.
    func rows(_ begun: SVGWriter, top: Double) -> (svg: SVGWriter, height: Double) {
        guard case .categories(let categories, let notesTitle) = panel.positions.scale else {
            preconditionFailure("the positions of rows are categories")
        }
        var svg = begun
        let isStacked = size == .narrow
        let notes = notesWidth(categories, title: notesTitle)
        let longest = categories.map { TextMeasure.width($0.label, size: size.font) }.max() ?? 0
        let names = isStacked ? 0 : min(longest + 4, width * 0.34)
        let left = isStacked ? 8 : names + 10
        let right = width - (isStacked ? 8 : notes + (notes > 0 ? 14 : 8))
        guard let (ticks, unit) = ticks(of: panel.values, length: right - left, apart: 84, covers: true) else {
            preconditionFailure("the values of rows are numbers")
        }
        let scale = LinearScale(low: ticks.low, high: ticks.high, from: left, to: right)
        let thickness = 12.0

        // Where rows stand.
        var y = top + (notesTitle.isEmpty ? 0 : size.line + 2)
        let plotTop = y
        var centres: [Double] = []
        var labels: [(lines: [String], y: Double)] = []
        for category in categories {
            let room = isStacked ? width - notes - 8 : names
            let lines = TextMeasure.wrapped(category.label, width: room, size: size.font, lines: 3)
            let text = Double(lines.count) * size.line
            if isStacked {
                labels.append((lines, y + size.font))
                centres.append(y + text + 2 + thickness / 2 + 2)
                y += text + thickness + 14
            } else {
                let height = max(text, thickness + 4) + 7
                labels.append((lines, y + height / 2 - text / 2 + size.font * 0.95))
                centres.append(y + height / 2)
                y += height
            }
        }
        let plotBottom = y
        let place: (Double, Double) -> (x: Double, y: Double) = { at, value in
            let row = max(0, min(centres.count - 1, Int(at)))
            return (scale.clamped(value), centres.isEmpty ? plotTop : centres[row])
        }

        grid(ticks, unit, scale, top: plotTop, bottom: plotBottom, into: &svg)
        let marks = PanelMarks(place: place, isTurned: true, thickness: thickness)
        for layer in panel.layers {
            var own = SVGWriter()
            marks.draw(layer, into: &own)
            if own.text.isEmpty { continue }
            svg.open(PanelMarks.style(of: layer))
            svg.append(own)
            svg.close()
        }
        let area = LabelPlacer.Box(left: left, top: plotTop, right: right, bottom: plotBottom)
        // On a narrow drawing rules keep clear of the names between bars.
        let parts = centres.map { (top: $0 - thickness / 2 - 3, bottom: $0 + thickness / 2 + 3) }
        _ = rules(into: &svg, place: place, area: area, isTurned: true, parts: isStacked ? parts : nil)
        for (category, label) in zip(categories, labels) {
            for (index, line) in label.lines.enumerated() {
                svg.words(line, x: 0, y: label.y + Double(index) * size.line, isStacked ? Self.halo : "")
            }
            note(category, y: label.y + Double(label.lines.count - 1) * size.line / 2, width: notes, into: &svg)
        }
        if !notesTitle.isEmpty {
            svg.words(
                notesTitle, x: width, y: top + size.font,
                "text-anchor=\"end\" font-size=\"\(SVGWriter.number(small))\" " + Self.faint)
        }
        let height = title(of: panel.values, left: isStacked ? 0 : left, y: plotBottom + size.line, into: &svg)
        return (svg, height)
    }

    private func notesWidth(_ categories: [ChartCategory], title: String) -> Double {
        let texts = categories.map(\.note).filter { !$0.isEmpty }
        if texts.isEmpty { return 0 }
        let widest = texts.map { TextMeasure.width($0, size: size.font) }.max() ?? 0
        return max(widest, size == .narrow ? 0 : TextMeasure.width(title, size: small))
            + (categories.contains { $0.noteShare != nil } && size == .wide ? 44 : 0)
    }

    /// What is noted beside a row; a share also as a bar of at most 40.
    private func note(_ category: ChartCategory, y: Double, width notes: Double, into svg: inout SVGWriter) {
        if category.note.isEmpty { return }
        svg.words(category.note, x: width, y: y, "text-anchor=\"end\" " + Self.halo)
        guard let share = category.noteShare, size == .wide else { return }
        svg.rectangle(
            x: width - notes, y: y - size.font * 0.75, width: 40, height: 9, "fill=\"#edf0f3\"")
        svg.rectangle(
            x: width - notes, y: y - size.font * 0.75, width: 40 * max(0, min(1, share)), height: 9, "fill=\"#52606d\"")
    }

    /// Upright lines of the grid with their figures below.
    private func grid(
        _ ticks: NiceTicks, _ unit: ChartUnit, _ scale: LinearScale, top: Double, bottom: Double,
        into svg: inout SVGWriter
    ) {
        svg.open(Self.grid)
        for tick in ticks.values { svg.line(scale.place(tick), top, scale.place(tick), bottom) }
        svg.close()
        svg.open("font-size=\"\(SVGWriter.number(small))\" " + Self.faint)
        for tick in ticks.values {
            let label = unit.tick(tick, step: ticks.step)
            let half = TextMeasure.width(label, size: small) / 2
            let x = max(half, min(width - half, scale.place(tick)))
            svg.words(label, x: x, y: bottom + size.line * 0.9, "text-anchor=\"middle\"")
        }
        svg.close()
    }

    /// The title of an axis below its figures; returns how far down the drawing then reaches.
    func title(of axis: ChartAxis, left: Double, y: Double, into svg: inout SVGWriter) -> Double {
        if axis.title.isEmpty { return y + 4 }
        var y = y
        for line in TextMeasure.wrapped(axis.title, width: width - left, size: small) {
            y += size.line
            svg.words(
                line, x: left + (width - left) / 2, y: y,
                "text-anchor=\"middle\" font-size=\"\(SVGWriter.number(small))\" " + Self.faint)
        }
        return y + 5
    }
}
