/// A file that went into a scenario.
package struct FileRead: Sendable, Hashable {
    /// Its path, as it was opened.
    package let path: String
    /// What it was read as.
    package let role: Role
    /// What it holds.
    package let bytes: [UInt8]

    /// What a file is read as.
    package enum Role: String, Sendable, Hashable {
        /// The scenario that was asked for.
        case scenario
        /// A scenario that another one extends.
        case base
        /// A library file that is imported.
        case library
        /// The table of councils.
        case register
    }

    /// Of its parts, which the properties of these names explain.
    package init(path: String, role: Role, bytes: [UInt8]) {
        self.path = path
        self.role = role
        self.bytes = bytes
    }
}
