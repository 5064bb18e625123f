import Analysis

extension ReportPage {
    /// From so many councils on, a table of them is not printed, and is given for the first option only.
    static let manyCouncils = 60

    /// The seven pictures, with the table of the plan after that of cash, and that of councils after theirs.
    var pictures: String {
        let places = charts.places
        let shown = places.filter(comparison.detailedPlaces.contains)
        let others = places.filter { !comparison.detailedPlaces.contains($0) }
        func part(
            _ id: String, _ question: String, after: String = "", _ draw: (Int) -> Chart?
        ) -> String {
            let main = shown.compactMap(draw).map { picture($0, level: 2) }.joined()
            let rest = others.compactMap(draw)
            if main.isEmpty && rest.isEmpty { return "" }
            var html = open(id, question) + main + after
            if !rest.isEmpty {
                html += "<details class=\"others\"><summary>The same for \(PlainNumber.count(rest.count)) other "
                html += "\(rest.count == 1 ? "option" : "options")</summary>\n"
                html += rest.map { picture($0, level: 3) }.joined() + "</details>\n"
            }
            return html + "</section>\n"
        }
        return open("value", "Which has the highest social value?") + picture(charts.value, level: 2) + "</section>\n"
            + open("certainty", "How sure are we?") + picture(charts.certainty, level: 2) + "</section>\n"
            + part("cash", "When does the money move?", after: plan, charts.cash)
            + part("lines", "What makes the value?", charts.lines)
            + part("members", "Who joins, and when?", charts.members)
            + part("councils", "Who wins, who loses?", after: councils, charts.councils)
            + part("drivers", "What drives it?", charts.drivers)
    }

    /// Begins a part of the page with the question that it answers.
    func open(_ id: String, _ question: String) -> String {
        "<section id=\"\(id)\">\n<p class=\"eyebrow\">\(MarkupText.escaped(question))</p>\n"
    }

    /// A picture in two widths under its finding, how to read it, and its numbers.
    func picture(_ chart: Chart, level: Int) -> String {
        let id = "picture-" + chart.name
        var html = "<figure id=\"\(id)\">\n<div class=\"whole\">\n"
        html += "<h\(level)>\(MarkupText.prose(chart.title))</h\(level)>\n"
        for size in ChartSize.allCases {
            let attributes = "class=\"\(size.rawValue)\" aria-describedby=\"\(id)-reading\""
            html += ChartSVG.text(of: chart, size: size, attributes: attributes) + "\n"
        }
        html += "<figcaption id=\"\(id)-reading\">\(MarkupText.prose(chart.caption))</figcaption>\n</div>\n"
        return html + numbers(of: chart, level: level) + "</figure>\n"
    }

    private func numbers(of chart: Chart, level: Int) -> String {
        let isOfCouncils = chart.name.hasPrefix("councils-")
        if isOfCouncils && level == 2 {
            return HTMLTable(
                caption: "All councils: \(chart.title)", header: chart.table.header, rows: chart.table.rows,
                classes: chart.table.rows.count > Self.manyCouncils ? "find tall dense long" : "find tall dense"
            ).html
                + (chart.table.rows.count > Self.manyCouncils
                    ? "<p class=\"printed\">The table of all councils is in councils.csv.</p>\n" : "")
        }
        if isOfCouncils && chart.table.rows.count > Self.manyCouncils {
            return "<p class=\"aside\">Its numbers are in councils.csv.</p>\n"
        }
        let table = HTMLTable(caption: chart.title, header: chart.table.header, rows: chart.table.rows)
        return "<details><summary>The numbers</summary>\n\(table.html)</details>\n"
    }

    /// What the picture of councils does not say.
    private var councils: String { UnnamedLead.sentence(of: comparison).map { paragraph($0) } ?? "" }
}
