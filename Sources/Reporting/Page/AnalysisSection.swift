/// What an analysis of a scenario adds to its reports: a part of the page, and a paragraph of the summary.
///
/// Analyses are run after the run that they belong to, each by a verb of its own; ``ReportPage`` shows what there is of them
/// after its own pictures, in the order in which readers ask.
package struct AnalysisSection: Sendable {
    /// Its address within the page, in kebab-case: the name of the verb.
    package var id: String
    /// What the page's contents call it.
    package var link: String
    /// The question that it answers, written above it.
    package var question: String
    /// What it shows, in order.
    package var parts: [Part]
    /// One paragraph for `summary.md`; empty: it has none.
    package var digest = ""

    /// A piece of a section.
    package enum Part: Sendable {
        /// A picture under its finding, with its numbers.
        case chart(Chart)
        /// A table of figures under a heading, which is its finding.
        case table(heading: String, ChartTable)
        /// A table most of whose cells are words.
        case words(heading: String, ChartTable)
        /// A paragraph.
        case paragraph(String)
        /// How figures came about and what they do not show, in small letters.
        case aside(String)
        /// Pieces that a reader opens, by what is said before they are open.
        case more(String, [Part])
    }

    /// Of its parts, which the properties of these names explain.
    package init(id: String, link: String, question: String, parts: [Part], digest: String = "") {
        self.id = id
        self.link = link
        self.question = question
        self.parts = parts
        self.digest = digest
    }
}
