import Glibc

/// A file that is written in one go.
enum NewFile {
    /// Writes bytes to a path and waits until the disk has them; a file that is there is replaced.
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
        try settle(descriptor)
    }

    /// Waits until the disk has what was written to an open file: new results take the place of older ones, which are then
    /// deleted, and a power cut must not leave neither.
    static func settle(_ descriptor: Int32) throws(ResultsFolder.Problem) {
        // Some file systems have nothing to wait for and say that this cannot be asked.
        guard fsync(descriptor) != 0, [EIO, ENOSPC, EDQUOT].contains(errno) else { return }
        throw problem(errno)
    }

    /// The same for a file that something else has written.
    static func settle(fileAt path: String) throws(ResultsFolder.Problem) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw problem(errno) }
        defer { close(descriptor) }
        try settle(descriptor)
    }

    /// What the system's number of an error means.
    private static func problem(_ code: Int32) -> ResultsFolder.Problem {
        let words =
            switch code {
            case EACCES, EPERM: "it may not be written to"
            case ENOSPC, EDQUOT: "the disk is full"
            case EIO: "the disk failed"
            case EROFS: "the disk is read-only"
            case ENOENT: "the folder above it does not exist"
            default: String(cString: strerror(code))
            }
        return ResultsFolder.Problem(description: words)
    }
}
