extension ReportPage {
    /// What analyses have added, in their order.
    var analysisSections: String { analyses.map(section).joined() }

    private func section(_ section: AnalysisSection) -> String {
        open(section.id, section.question) + section.parts.map { part($0, level: 2) }.joined() + "</section>\n"
    }

    private func part(_ part: AnalysisSection.Part, level: Int) -> String {
        switch part {
        case .chart(let chart): return picture(chart, level: level)
        case .table(let heading, let table): return self.table(heading, table, classes: "cards", level: level)
        case .words(let heading, let table): return self.table(heading, table, classes: "cards words", level: level)
        case .paragraph(let text): return paragraph(text)
        case .aside(let text): return paragraph(text, class: "aside")
        case .more(let summary, let parts):
            return "<details class=\"others\"><summary>\(MarkupText.prose(summary))</summary>\n"
                + parts.map { self.part($0, level: 3) }.joined() + "</details>\n"
        }
    }

    private func table(_ heading: String, _ table: ChartTable, classes: String, level: Int) -> String {
        "<h\(level + 1)>\(MarkupText.prose(heading))</h\(level + 1)>\n"
            + HTMLTable(caption: heading, header: table.header, rows: table.rows, classes: classes).html
    }
}
