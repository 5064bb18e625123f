import ArgumentParser
import CouncilModel
import Formulas
import ScenarioFormat

/// A folder of results as what its run was made from.
struct KeptRun {
    /// The scenario with the trials and the seed of the run.
    let scenario: Scenario

    /// Path of the scenario that a folder of results keeps.
    static func scenarioPath(in folder: String) -> String {
        (folder.hasSuffix("/") ? folder : folder + "/") + "inputs/scenario.json"
    }

    /// Reads what a folder keeps. A folder that holds no results ends with 64, inputs that are not valid with 2.
    init(folder: String) throws {
        let path = Self.scenarioPath(in: folder)
        guard ScenarioFiles.bytes(path) != nil else {
            throw ValidationError("there are no results at \(folder): it holds no inputs/scenario.json")
        }
        let reading = ScenarioReader.read(path, file: ScenarioFiles.bytes)
        guard let scenario = reading.scenario else {
            Console.report(reading.errors.map(\.description))
            throw ExitCode.invalidScenario
        }
        self.scenario = scenario
    }

    /// Index into the run's options of a name.
    func option(_ name: String) throws -> Int {
        try Self.index(of: name, among: [RunPlan.doNothing] + scenario.options.map(\.name), noun: "option")
    }

    /// Position of a council by its code, or by its name.
    func council(_ name: String) throws -> Int {
        let codes = scenario.selected.map { scenario.register.codes[$0] }
        let names = scenario.selected.map { scenario.register.names[$0] }
        if let position = names.firstIndex(of: name), !codes.contains(name) { return position }
        return try Self.index(of: name, among: codes + names, noun: "council")
    }

    /// The name of a line of an option or of the reference, if there is such a line.
    func line(_ name: String, ofOption option: Int) throws -> String {
        let held = ([option] + (scenario.reference.map { [$0 + 1] } ?? [])).filter { $0 > 0 }
            .flatMap { scenario.options[$0 - 1].levers }
        var names: [String] = []
        for lever in scenario.levers where held.contains(lever.name) {
            names += (lever.costs + lever.benefits + lever.transfers).map(\.name).filter { !names.contains($0) }
        }
        return names[try Self.index(of: name, among: names, noun: "line")]
    }

    /// The place of a name in a list; what is missing ends with 64 and the nearest name, or with all where they are few.
    static func index(of name: String, among names: [String], noun: String) throws -> Int {
        if let index = names.firstIndex(of: name) { return index }
        var message = "unknown \(noun) \"\(name)\""
        if let near = nearestName(to: name, among: names) {
            message += "; did you mean \"\(near)\"?"
        } else if (1...12).contains(names.count) {
            message += "; expected " + names.map { "\"\($0)\"" }.joined(separator: ", ")
        }
        throw ValidationError(message)
    }
}
