import ArgumentParser
import Glibc

/// What the program writes to, and what is known of it.
enum Console {
    /// Writes to standard output.
    static func print(_ text: String) { write(text, to: STDOUT_FILENO) }

    /// Writes lines to standard error.
    static func report(_ lines: [String]) {
        write(lines.map { $0 + "\n" }.joined(), to: STDERR_FILENO)
    }

    /// Writes to standard error without a line feed of its own.
    static func show(_ text: String) { write(text, to: STDERR_FILENO) }

    /// Whether somebody watches standard error.
    static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }

    /// Whether standard output is a terminal that is to have colours: see no-color.org.
    static var usesColour: Bool {
        isatty(STDOUT_FILENO) == 1 && (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"
    }

    /// Columns of the terminal, 100 where there is none, held to 40…160.
    static var width: Int {
        var size = winsize()
        guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return 100
        }
        return max(40, min(160, Int(size.ws_col)))
    }

    /// Runs something that can fail for reasons outside the scenario, such as a full disk; says why and ends with 1.
    static func failing<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let code as ExitCode {
            throw code
        } catch {
            report(["folkmoot: \(error)"])
            throw ExitCode.failure
        }
    }

    private static func environment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    private static func write(_ text: String, to descriptor: Int32) {
        let bytes = Array(text.utf8)
        var start = 0
        while start < bytes.count {
            let written = bytes[start...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            // Nobody reads any more, or nothing can be written: there is nobody to tell.
            if written <= 0 { return }
            start += written
        }
    }
}
