import Analysis
import ArgumentParser
import Stochastics

/// Partial results as they were found in a file: whole, unchanged, and of this version.
struct PartialResults {
    let path: String
    let header: PartialHeader
    /// What follows the header.
    let record: RecordReader

    /// Reads a file. One that does not hold partial results that can be merged ends with 64.
    init(path: String) throws {
        self.path = path
        let file: MappedFile
        do {
            file = try MappedFile(path)
        } catch let problem as MappedFile.Problem {
            throw ValidationError(
                "\(path) cannot be read: \(problem.reason); give files that folkmoot run --shard wrote")
        }
        guard file.begins(with: PartialHeader.mark) else {
            throw ValidationError(
                "\(path) holds no partial results: it does not begin with \"folkmoot partial results\"; "
                    + "give files that folkmoot run --shard wrote")
        }
        let digestSize = 32
        let end = file.count - digestSize
        let mark = end - PartialHeader.endMark.count
        guard mark > PartialHeader.mark.count, file[mark..<end] == PartialHeader.endMark else {
            throw ValidationError(
                "\(path) is cut short: it has \(file.count) bytes and does not end as partial results do; "
                    + "make it again")
        }
        let digest = file.digest(ofFirst: end)
        let written = file[end..<file.count]
        guard written == digest.bytes else {
            throw ValidationError(
                "\(path) was changed after it was written: its SHA-256 is \(digest.hex), "
                    + "expected \(SHA256Digest.digits(of: written)); make it again")
        }
        record = file.record(PartialHeader.mark.count..<mark)
        let layout = record.whole()
        guard layout == PartialHeader.layout else {
            throw ValidationError(
                "\(path) has layout \(layout) of partial results, expected \(PartialHeader.layout); make all shards "
                    + "again with this version, \(toolVersion)")
        }
        let version = record.text()
        guard version == toolVersion else {
            throw ValidationError(
                "\(path) was made by version \(version), expected \(toolVersion); make all shards again with one "
                    + "version")
        }
        header = PartialHeader(record)
    }
}
