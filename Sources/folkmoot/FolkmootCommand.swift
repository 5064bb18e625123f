import ArgumentParser

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

/// Version of the program, which manifests name.
let toolVersion = "0.1.0"

extension ExitCode {
    /// The scenario is not valid.
    static let invalidScenario = ExitCode(2)
}
