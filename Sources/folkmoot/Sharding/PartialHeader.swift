import Analysis
import Reporting

/// What stands at the beginning of partial results: what was run, and which part of it this is.
struct PartialHeader {
    let shard: Shard
    /// The blocks that the records are of.
    let blocks: Range<Int>
    let seed: UInt64
    let trials: Int
    let sampling: String
    /// Options of the command line, as the manifest has them.
    let overrides: [Manifest.Override]
    /// Files that were read, and what is kept of them, with which the run can be made again.
    let inputs: InputFiles

    /// First bytes of all partial results.
    static let mark = Array("folkmoot partial results\n".utf8)
    /// Version of the layout.
    static let layout = 2
    /// Last bytes before the digest.
    static let endMark = Array("end of partial results\n".utf8)

    init(run: PreparedRun, shard: Shard, blocks: Range<Int>) {
        self.shard = shard
        self.blocks = blocks
        seed = run.scenario.seed
        trials = run.scenario.trials
        sampling = run.scenario.sampling.rawValue
        overrides = run.overrides
        inputs = run.inputs
    }

    /// All of it as bytes.
    var bytes: [UInt8] {
        var record = RecordWriter()
        for byte in Self.mark { record.put(byte: byte) }
        record.put(whole: Self.layout)
        record.put(text: toolVersion)
        for number in [shard.number, shard.count, blocks.lowerBound, blocks.upperBound, trials] {
            record.put(whole: number)
        }
        record.put(whole: seed)
        record.put(text: sampling)
        record.put(whole: overrides.count)
        for override in overrides {
            record.put(text: override.name)
            record.put(text: override.value)
        }
        record.put(whole: inputs.manifestInputs.count)
        for input in inputs.manifestInputs {
            for text in [input.role, input.path, input.sha256] { record.put(text: text) }
        }
        record.put(whole: inputs.files.count)
        for file in inputs.files {
            record.put(text: file.path)
            record.put(bytes: file.bytes ?? [])
        }
        return record.take()
    }

    /// What follows the version of the program.
    init(_ record: RecordReader) {
        let number = record.whole()
        shard = Shard(number: number, count: record.whole())
        let first = record.whole()
        blocks = first..<record.whole()
        trials = record.whole()
        seed = record.bits()
        sampling = record.text()
        overrides = (0..<record.whole()).map { _ in
            let name = record.text()
            return Manifest.Override(name: name, value: record.text())
        }
        let read = (0..<record.whole()).map { _ in
            let (role, path) = (record.text(), record.text())
            return Manifest.Input(role: role, path: path, sha256: record.text())
        }
        let files = (0..<record.whole()).map { _ in
            let path = record.text()
            return RunFiles.File(path, record.byteString())
        }
        inputs = InputFiles(files: files, manifestInputs: read)
    }
}
