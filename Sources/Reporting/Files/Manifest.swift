import Stochastics

/// `manifest.json`: what it takes to make the same bytes again, and to see that they are the same.
package struct Manifest: Sendable, Hashable {
    /// Version of the program.
    package var toolVersion: String
    /// Files that were read, in the order in which they are to be listed.
    package var inputs: [Input]
    /// Seed of the draws.
    package var seed: UInt64
    /// Number of trials.
    package var trials: Int
    /// How trial-level assumptions were sampled.
    package var sampling: String
    /// Trials in a block.
    package var blockSize: Int
    /// What the command line set instead of the file, in order of name.
    package var overrides: [Override]
    /// Editions of the guidance tables used.
    package var guidance: Guidance
    /// Files that were written, in order of name.
    package var outputs: [Output]
    /// Files of analyses that the reports show, in order of name; the key is left out where there are none.
    package var analyses: [Output]

    /// A file that was read.
    package struct Input: Sendable, Hashable {
        /// What it was read as: `scenario`, `base`, `import` or `register`.
        package var role: String
        /// Its path as the user or the file that names it gives it.
        package var path: String
        /// SHA-256 of its bytes, in lower-case hexadecimal digits.
        package var sha256: String

        /// Of its parts, which the properties of these names explain.
        package init(role: String, path: String, sha256: String) {
            self.role = role
            self.path = path
            self.sha256 = sha256
        }

        /// A file by its bytes.
        package init(role: String, path: String, bytes: [UInt8]) {
            self.init(role: role, path: path, sha256: SHA256Digest.hex(of: bytes))
        }
    }

    /// An option of the command line that replaced what the file says.
    package struct Override: Sendable, Hashable {
        /// Its name, as `trials`.
        package var name: String
        /// Its value as text.
        package var value: String

        /// Of its parts, which the properties of these names explain.
        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Editions of the guidance tables that a run used.
    package struct Guidance: Sendable, Hashable {
        /// Edition of the discount rates.
        package var discounting: String
        /// Edition of the deflator; nil where no price was brought to another year.
        package var deflator: String?
        /// Years beyond the deflator's last on which a price rests, ascending.
        package var deflatorYearsExtended: [Int]

        /// Of its parts, which the properties of these names explain.
        package init(discounting: String, deflator: String? = nil, deflatorYearsExtended: [Int] = []) {
            self.discounting = discounting
            self.deflator = deflator
            self.deflatorYearsExtended = deflatorYearsExtended
        }
    }

    /// A file that was written.
    package struct Output: Sendable, Hashable {
        /// Its name in the folder of results.
        package var file: String
        /// SHA-256 of its bytes, in lower-case hexadecimal digits.
        package var sha256: String

        /// Of its parts, which the properties of these names explain.
        package init(file: String, sha256: String) {
            self.file = file
            self.sha256 = sha256
        }

        /// A file by its bytes.
        package init(file: String, bytes: [UInt8]) {
            self.init(file: file, sha256: SHA256Digest.hex(of: bytes))
        }
    }

    /// Of its parts, which the properties of these names explain.
    package init(
        toolVersion: String, inputs: [Input], seed: UInt64, trials: Int, sampling: String, blockSize: Int,
        overrides: [Override], guidance: Guidance, outputs: [Output], analyses: [Output] = []
    ) {
        self.toolVersion = toolVersion
        self.inputs = inputs
        self.seed = seed
        self.trials = trials
        self.sampling = sampling
        self.blockSize = blockSize
        self.overrides = overrides
        self.guidance = guidance
        self.outputs = outputs
        self.analyses = analyses
    }

    /// The file's text. Overrides and outputs are put in order of name, inputs stay as they are.
    package var text: String {
        let value: JSONValue = [
            "folkmoot_manifest": .whole("1"),
            "tool_version": .text(toolVersion),
            "inputs": .list(
                inputs.map { ["role": .text($0.role), "path": .text($0.path), "sha256": .text($0.sha256)] }
            ),
            "seed": .whole(String(seed)),
            "trials": .whole(trials),
            "sampling": .text(sampling),
            "block_size": .whole(blockSize),
            "overrides": .object(overrides.sorted { $0.name < $1.name }.map { ($0.name, .text($0.value)) }),
            "guidance": [
                "discounting": .text(guidance.discounting),
                "deflator": .text(guidance.deflator),
                "deflator_years_extended": .list(guidance.deflatorYearsExtended.map { .whole($0) }),
            ],
            "outputs": Self.list(outputs),
        ]
        return (analyses.isEmpty ? value : value.adding(["analyses": Self.list(analyses)])).jsonText
    }

    private static func list(_ files: [Output]) -> JSONValue {
        .list(files.sorted { $0.file < $1.file }.map { ["file": .text($0.file), "sha256": .text($0.sha256)] })
    }
}
