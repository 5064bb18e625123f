import Analysis
import Glibc
import Stochastics

/// The bytes of a file, which come into memory only as they are read.
final class MappedFile {
    private let bytes: UnsafeRawBufferPointer

    /// Why a file cannot be read.
    struct Problem: Error {
        let reason: String
    }

    init(_ path: String) throws {
        let file = open(path, O_RDONLY)
        if file < 0 { throw Self.problem }
        defer { close(file) }
        var status = stat()
        if fstat(file, &status) != 0 { throw Self.problem }
        if status.st_mode & S_IFMT == S_IFDIR { throw Problem(reason: "it is a folder") }
        let size = Int(status.st_size)
        guard size > 0 else {
            bytes = UnsafeRawBufferPointer(start: nil, count: 0)
            return
        }
        guard let memory = mmap(nil, size, PROT_READ, MAP_PRIVATE, file, 0), memory != MAP_FAILED else {
            throw Self.problem
        }
        bytes = UnsafeRawBufferPointer(start: memory, count: size)
    }

    deinit {
        if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
    }

    /// How many bytes there are.
    var count: Int { bytes.count }

    /// Some of the bytes; those beyond the end of the file are left out.
    subscript(range: Range<Int>) -> [UInt8] {
        // The memory belongs to this object, which nobody else may hold any more.
        withExtendedLifetime(self) { Array(bytes[range.clamped(to: 0..<bytes.count)]) }
    }

    /// Whether it begins with these bytes.
    func begins(with mark: [UInt8]) -> Bool { self[0..<mark.count] == mark }

    /// SHA-256 of the first so many bytes.
    func digest(ofFirst count: Int) -> SHA256Digest {
        var digest = SHA256Digest()
        for first in stride(from: 0, to: count, by: 1 << 20) { digest.add(self[first..<min(first + 1 << 20, count)]) }
        return digest
    }

    /// Reads some of the bytes as a record.
    func record(_ range: Range<Int>) -> RecordReader {
        RecordReader(UnsafeRawBufferPointer(rebasing: bytes[range]), of: self)
    }

    private static var problem: Problem { Problem(reason: String(cString: strerror(errno))) }
}
