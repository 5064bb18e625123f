import ArgumentParser

/// `folkmoot verify`: runs again what a folder of results was made from and compares the bytes.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Runs results again and says whether the bytes are the same.",
        discussion: """
            Runs what the folder keeps in inputs/ in memory and compares, file by file, what is in the folder and what the
            run gives with what the manifest says. Exit code 0 if all are the same, 1 otherwise. environment.json and
            workbook.xlsx are left out.
            """
    )

    @Argument(help: "Folder of results.", completion: .directory)
    var results: String

    func run() throws {
        let kept = try KeptManifest(folder: results)
        if kept.toolVersion != toolVersion {
            Console.report([
                "folkmoot: \(results) was made by version \(kept.toolVersion), this is \(toolVersion); "
                    + "what differs can come from that"
            ])
        }
        let verification = try Verification(of: results, manifest: kept)
        Console.print(verification.text)
        if !verification.isSame { throw ExitCode.failure }
    }
}
