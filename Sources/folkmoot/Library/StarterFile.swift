import Analysis
import ArgumentParser
import CouncilModel
import FoundationEssentials
import Reporting
import ScenarioFormat

/// The file into which a first scenario is written.
struct StarterFile {
    let path: String
    let mayReplace: Bool

    /// How many trials find what drives the result: one batch, which takes a moment.
    private static let trials = 512
    /// How many assumptions are named as worth replacing.
    private static let mostNamed = 8

    /// A file that is there already, and may not be replaced, ends with 64.
    func checkTarget() throws {
        if !mayReplace, FileManager.default.fileExists(atPath: path) {
            throw ValidationError(
                "there is a file at \(path) already; give --out another name, or --force to replace it.")
        }
    }

    /// Finds out what is worth replacing, writes the scenario with notes that say so, and says what to do next. One that
    /// would not be valid is not written; its issues go to standard error, and it ends with 2.
    func write(_ draft: StarterScenario) throws {
        var starter = draft
        let worth = try worthReplacing(in: scenario(of: draft))
        let candidates = worth.candidates
        starter.note = StarterWords.note(worth, trials: Self.trials)
        starter.remarks = candidates.enumerated().map { place, candidate in
            (
                candidate.assumption.name,
                StarterWords.remark(on: candidate, place: place + 1, of: candidates.count, trials: Self.trials)
            )
        }
        let scenario = try scenario(of: starter)
        try Console.failing {
            do {
                try Data(starter.text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
            } catch {
                throw ResultsFolder.Problem(
                    description: "\(path) could not be written: \(ResultsFolder.reason(of: error))")
            }
        }
        Console.print(
            StarterWords.written(
                path, options: scenario.options.count, councils: scenario.selected.count, years: scenario.years,
                baseYear: scenario.baseYear, candidates: candidates, width: Console.width))
    }

    /// The scenario that a text would be at the file's place.
    private func scenario(of starter: StarterScenario) throws -> Scenario {
        let bytes = Array(starter.text.utf8)
        let reading = ScenarioReader.read(path) { $0 == path ? bytes : ScenarioFiles.bytes($0) }
        guard let scenario = reading.scenario else {
            Console.report(reading.errors.map(\.description))
            throw ExitCode.invalidScenario
        }
        return scenario
    }

    private func worthReplacing(in scenario: Scenario) throws -> Comparison.WorthReplacing {
        var quick = scenario
        quick.trials = Self.trials
        if Console.isWatched { Console.show("Finding what drives the result …") }
        defer { if Console.isWatched { Console.show("\r\u{1B}[2K") } }
        return try Console.failing {
            let plan = try RunPlan(quick)
            let source = PlanSource(plan, threads: ProcessInfo.processInfo.activeProcessorCount)
            let central = try plan.centralCase().measured
            let comparison = try Comparison(appraising: source, of: quick, central: central)
            return comparison.worthReplacing(most: Self.mostNamed)
        }
    }
}
