import ArgumentParser
import CMalloc

/// The program.
@main
struct FolkmootCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "folkmoot",
        abstract: "Appraises what councils could do together: costs, savings, who gains, and how sure that is.",
        discussion: """
            A scenario (a JSON file) goes in, a comparison of options comes out. Begin with

              folkmoot run scenarios/studies/planning-london.json

            Exit codes: 0 done, 1 the run failed, 2 the scenario is not valid, 64 wrong arguments.
            """,
        version: toolVersion,
        subcommands: [
            RunCommand.self, MergeCommand.self, CompareCommand.self, SensitivityCommand.self, SwitchingCommand.self,
            ValueOfInformationCommand.self, PortfolioCommand.self, SharesCommand.self, DiscoverCommand.self,
            ReportCommand.self, ExplainCommand.self,
            VerifyCommand.self, ValidateCommand.self, AssumptionsCommand.self, NewCommand.self, LibraryCommand.self,
            CouncilsCommand.self, FitCommand.self, SchemaCommand.self,
        ]
    )
}

extension FolkmootCommand {
    static func main() {
        keepFreedMemory()
        main(nil)
    }

    /// Memory that is freed stands ready for what comes next rather than going back to the system page by page: a command
    /// lasts no longer than its work, in which much the same memory is asked for again and again.
    private static func keepFreedMemory() {
        mallopt(M_TRIM_THRESHOLD, 512 << 20)
        mallopt(M_MMAP_THRESHOLD, 32 << 20)
        mallopt(M_TOP_PAD, 1 << 20)
    }
}

/// Version of the program, which manifests name.
let toolVersion = "0.1.0"

extension ExitCode {
    /// The scenario is not valid.
    static let invalidScenario = ExitCode(2)
}
