import Glibc

/// A file that is written in one go.
///
/// The system is not asked to wait until the disk has it: a run that a power cut took away is run again, and
/// `folkmoot verify` tells what is whole.
enum NewFile {
    /// Writes bytes to a path; a file that is there is replaced.
    static func write(_ bytes: [UInt8], to path: String) throws(ResultsFolder.Problem) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw problem(errno) }
        defer { close(descriptor) }
        var start = 0
        while start < bytes.count {
            let written = bytes[start...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written >= 0 {
                start += written
            } else if errno != EINTR {
                throw problem(errno)
            }
        }
    }

    /// What the system's number of an error means.
    private static func problem(_ code: Int32) -> ResultsFolder.Problem {
        let words =
            switch code {
            case EACCES, EPERM: "it may not be written to"
            case ENOSPC, EDQUOT: "the disk is full"
            case EROFS: "the disk is read-only"
            case ENOENT: "the folder above it does not exist"
            default: String(cString: strerror(code))
            }
        return ResultsFolder.Problem(description: words)
    }
}
