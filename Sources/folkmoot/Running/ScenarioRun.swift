import ArgumentParser
import CouncilModel
import Reporting
import ScenarioFormat

/// What the command line asks to be run.
struct ScenarioRun {
    /// Path of the scenario.
    let path: String
    /// Trials and seed in place of the scenario's.
    let trials: Int?
    let seed: Int?
    /// Blocks worked on at the same time; nil: as many as there are cores.
    let threads: Int?
    let allCouncils: Bool
    /// Whether percentiles are exact for any number of trials.
    let isExact: Bool
    let isQuiet: Bool

    /// Reads and checks the scenario. Issues go to standard error; a scenario that is not valid ends with 2.
    func prepared() throws -> PreparedRun {
        // While it is read other cores have nothing to do.
        if threads == 1 { OneThread.keep() } else { LargePages.takeUpAhead() }
        let reading = ScenarioReader.read(path, findsDoubts: !isQuiet, file: ScenarioFiles.bytes)
        // Notes say what is as it should be; folkmoot validate lists them.
        let told = isQuiet ? reading.errors : reading.errors + reading.warnings
        Console.report(told.map(\.description))
        guard var scenario = reading.scenario, let resolved = reading.resolved else {
            throw ExitCode.invalidScenario
        }
        if let trials { scenario.trials = trials }
        if let seed { scenario.seed = UInt64(seed) }
        return PreparedRun(
            scenario: scenario, inputs: InputFiles(reading: reading, resolved: resolved, scenario: scenario),
            overrides: overrides, threads: threads, isQuiet: isQuiet)
    }

    /// Options of the command line that change figures or how much is written, for the manifest.
    private var overrides: [Manifest.Override] {
        var list: [Manifest.Override] = []
        if let trials { list.append(.init(name: "trials", value: String(trials))) }
        if let seed { list.append(.init(name: "seed", value: String(seed))) }
        if allCouncils { list.append(.init(name: "all-councils", value: "true")) }
        if isExact { list.append(.init(name: "exact", value: "true")) }
        return list
    }
}
