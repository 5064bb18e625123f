import Analysis
import CouncilModel

/// `report.html`: the comparison as one page that needs nothing else, on a screen, on paper and without a network.
///
/// Question and answer first, then the options, seven pictures each with its numbers, what can go into a plan, what
/// has no figure, what is assumed, what is not known, and how it was made. Pictures are SVG; a script adds exact
/// values, sorting, searching and saving, and all can be read without it.
package struct ReportPage: Sendable {
    /// What is shown.
    let comparison: Comparison
    /// Its pictures.
    let charts: ReportCharts
    /// What analyses add to it, in order.
    let analyses: [AnalysisSection]
    /// Editions to name; nil: only the title of the discount schedule.
    let guidance: Manifest.Guidance?
    /// Version of the program; nil: it is not named.
    let version: String?

    /// The page of a comparison.
    package init(
        _ comparison: Comparison, analyses: [AnalysisSection] = [], guidance: Manifest.Guidance? = nil,
        version: String? = nil
    ) {
        self.comparison = comparison
        self.analyses = analyses
        charts = ReportCharts(comparison)
        self.guidance = guidance
        self.version = version
    }

    /// The file's text.
    package var text: String {
        let title = MarkupText.escaped(comparison.setting.title)
        let sections = [
            answer, options, pictures, analysisSections, singleNumber, purpose, unmonetised, assumptions, unknowns,
            making,
        ].joined()
        return """
            <!DOCTYPE html>
            <html lang="en-GB">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
            script-src 'unsafe-inline'; img-src data: blob:">
            <title>\(title)</title>
            <style>
            \(PageStyle.text)
            </style>
            </head>
            <body>
            <a class="skip" href="#answer">To the answer</a>
            <header>
            <h1>\(title)</h1>
            \(question)\(contents(of: sections))</header>
            <main>
            \(sections)</main>
            <footer><p>\(footer)</p></footer>
            <div id="tip" role="status" aria-live="polite" hidden></div>
            <script>
            \(PageScript.text)
            </script>
            </body>
            </html>

            """
    }

    /// A paragraph of plain text.
    func paragraph(_ text: String, class name: String = "") -> String {
        if text.isEmpty { return "" }
        return "<p\(name.isEmpty ? "" : " class=\"\(name)\"")>\(MarkupText.prose(text))</p>\n"
    }

    /// A part of the page with its heading.
    func section(_ id: String, _ heading: String, _ content: String) -> String {
        "<section id=\"\(id)\">\n<h2>\(MarkupText.escaped(heading))</h2>\n\(content)</section>\n"
    }

    private var question: String { paragraph(comparison.setting.question, class: "question") }

    /// Links to the parts that there are.
    private func contents(of sections: String) -> String {
        let pictures = [
            ("options", "Options"), ("certainty", "How sure"), ("cash", "When money moves"), ("plan", "Your plan"),
            ("lines", "What makes the value"), ("members", "Who joins"), ("councils", "Who wins and loses"),
            ("drivers", "What drives it"),
        ]
        let grounds = [
            ("assumptions", "What is assumed"), ("unknowns", "What is not known"), ("making", "How it was made"),
        ]
        let items = (pictures + analyses.map { ($0.id, $0.link) } + grounds).filter {
            sections.contains(" id=\"\($0.0)\">")
        }
        .map { "<a href=\"#\($0.0)\">\($0.1)</a>" }
        return "<nav aria-label=\"Contents\">" + items.joined(separator: " ") + "</nav>\n"
    }

    private var answer: String {
        let setting = comparison.setting
        var html = "<section id=\"answer\">\n<h2 class=\"eyebrow\">Answer</h2>\n"
        html += paragraph(Answer.sentence(of: comparison), class: "answer")
        html += paragraph(Answer.certainty(of: comparison))
        html += paragraph(Answer.cash(of: comparison).joined(separator: " "))
        html += Answer.reference(of: comparison).map { paragraph($0, class: "aside") } ?? ""
        let years = [setting.baseYear, setting.baseYear + setting.years - 1].map(PlainNumber.financialYear)
        let facts =
            "\(PlainNumber.count(setting.councils)) councils · \(years[0]) to \(years[1]) · real, in prices of "
            + "\(setting.priceYear) · \(PlainNumber.count(setting.trials)) trials"
        html += paragraph(facts, class: "aside")
        return html + "</section>\n"
    }

    private var footer: String {
        let name = version.map { "Folkmoot \(MarkupText.escaped($0))" } ?? "Folkmoot"
        return "Made with \(name). Figures hold given the assumptions, and no more than that."
    }
}
