import Analysis

/// One file of a folder of results: a name, and what makes its bytes from a comparison.
package struct Exporter: Sendable {
    /// Name of the file.
    package let file: String
    /// Makes it and hands its bytes on, piece by piece, so that a large file never stands in memory as a whole.
    package let write: @Sendable (Comparison, (UnsafeBufferPointer<UInt8>) -> Void) -> Void

    /// Of its parts, which the properties of these names explain.
    package init(
        file: String, write: @escaping @Sendable (Comparison, (UnsafeBufferPointer<UInt8>) -> Void) -> Void
    ) {
        self.file = file
        self.write = write
    }

    /// An exporter of text.
    package init(file: String, text: @escaping @Sendable (Comparison) -> String) {
        self.init(file: file) { comparison, sink in
            var text = text(comparison)
            text.withUTF8(sink)
        }
    }

    /// The bytes of the file.
    package func bytes(_ comparison: Comparison) -> [UInt8] {
        var bytes: [UInt8] = []
        write(comparison) { bytes.append(contentsOf: $0) }
        return bytes
    }

    /// Every file that is made from a comparison alone, in order of name.
    ///
    /// - Parameters:
    ///   - guidance: editions that summary and page name.
    ///   - version: version of the program, which the page names.
    ///   - analyses: what analyses add to summary and page.
    package static func all(
        guidance: Manifest.Guidance? = nil, version: String? = nil, analyses: [AnalysisSection] = []
    ) -> [Exporter] {
        [
            Exporter(file: "councils.csv", text: CouncilsCSV.text),
            Exporter(file: "groups.csv", text: GroupsCSV.text),
            Exporter(file: "lines.csv", text: LinesCSV.text),
            Exporter(file: "options.csv", text: OptionsCSV.text),
            Exporter(file: "parties.csv", text: PartiesCSV.text),
            Exporter(
                file: "report.html",
                text: { ReportPage($0, analyses: analyses, guidance: guidance, version: version).text }),
            Exporter(file: "summary.json", write: SummaryJSON.write),
            Exporter(
                file: "summary.md",
                text: { SummaryMarkdown.text(of: $0, guidance: guidance, analyses: analyses) }),
            Exporter(file: "years.csv", text: YearsCSV.text),
        ]
    }
}
