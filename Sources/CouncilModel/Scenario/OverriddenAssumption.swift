/// An assumption of a library or base file that a scenario says something else about.
package struct OverriddenAssumption: Sendable, Hashable {
    /// What was said there.
    package var original: Assumption
    /// Path of that file, as it was opened.
    package var file: String
    /// Keys under which something else is said now, in the order of the format; remarks do not count.
    package var keys: [String]

    /// Of its parts, which the properties of these names explain.
    package init(original: Assumption, file: String, keys: [String]) {
        self.original = original
        self.file = file
        self.keys = keys
    }

    /// Whether the value is another, while the source is still that of the value before.
    package var keepsSource: Bool {
        keys.contains("distribution") && !keys.contains("source") && !original.source.isEmpty
    }
}
