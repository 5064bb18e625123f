/// A place in a file that somebody wrote.
package struct SourcePosition: Sendable, Hashable, Comparable {
    /// The file, as its path was given.
    package let file: String
    /// The line, counted from 1.
    package let line: Int
    /// The column in Unicode scalars, counted from 1.
    package let column: Int

    /// Of its parts, which the properties of these names explain.
    package init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// The beginning of a file.
    static func start(of file: String) -> SourcePosition {
        SourcePosition(file: file, line: 1, column: 1)
    }

    /// The place so many columns to the right.
    func moved(byColumns columns: Int) -> SourcePosition {
        SourcePosition(file: file, line: line, column: column + columns)
    }

    /// By file, then line, then column.
    package static func < (a: SourcePosition, b: SourcePosition) -> Bool {
        (a.file, a.line, a.column) < (b.file, b.line, b.column)
    }
}
