import Glibc
import Stochastics

/// A file that is written piece by piece while a run goes on, and its digest.
final class StreamedFile {
    /// Its path inside the folder of results.
    let path: String
    private var digest = SHA256Digest()
    private var file: UnsafeMutablePointer<FILE>?
    private var problem: ResultsFolder.Problem?

    /// - Parameters:
    ///   - path: path inside the folder.
    ///   - folder: the folder, which exists; nil: only the digest is wanted.
    init(_ path: String, in folder: String?) throws {
        self.path = path
        guard let folder else { return }
        file = fopen("\(folder)/\(path)", "w")
        if file == nil { throw ResultsFolder.Problem(description: String(cString: strerror(errno))) }
        // Pieces are large, and go to the system as they are.
        setvbuf(file, nil, _IONBF, 0)
    }

    deinit {
        if let file { fclose(file) }
    }

    /// Appends bytes; what goes wrong is told by ``close()``.
    func append(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { append($0) } }

    /// Appends bytes; what goes wrong is told by ``close()``.
    func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        digest.add(bytes)
        guard let file, problem == nil else { return }
        if fwrite(bytes.baseAddress, 1, bytes.count, file) < bytes.count { fail() }
    }

    /// The 32 bytes of the digest of what has been appended.
    var digestSoFar: [UInt8] { digest.bytes }

    /// Ends the file, once the disk has it.
    ///
    /// - Returns: its digest.
    func close() throws -> String {
        if let file {
            if problem == nil {
                do throws(ResultsFolder.Problem) { try NewFile.settle(fileno(file)) } catch { problem = error }
            }
            if fclose(file) != 0 { fail() }
            self.file = nil
        }
        if let problem { throw problem }
        return digest.hex
    }

    private func fail() {
        problem = ResultsFolder.Problem(
            description: errno == ENOSPC ? "the disk is full" : String(cString: strerror(errno)))
    }
}
