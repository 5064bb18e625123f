import Glibc
import Reporting
import Stochastics
import Workbook

/// What a run was computed with, for support; never compared.
enum RunEnvironment {
    /// The file's text.
    static var text: String {
        let value: JSONValue = [
            "folkmoot": .text(toolVersion), "gsl": .text(NumericalLibrary.version), "libc": .text(libcVersion),
            "libxlsxwriter": .text(XlsxFile.libraryVersion),
            "swift": .text(swiftVersion),
        ]
        return value.jsonText
    }

    /// What the C library calls itself, such as `glibc 2.36`.
    private static var libcVersion: String {
        var name = [CChar](repeating: 0, count: 64)
        let length = confstr(Int32(_CS_GNU_LIBC_VERSION), &name, name.count)
        let letters = name.prefix(max(0, min(length, name.count) - 1))
        return String(decoding: letters.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The language version that the program was compiled with, as far as the compiler lets on.
    private static var swiftVersion: String {
        #if swift(>=6.4)
            "6.4 or newer"
        #elseif swift(>=6.3)
            "6.3"
        #elseif swift(>=6.2)
            "6.2"
        #else
            "6.1"
        #endif
    }
}
