import CouncilModel
import Foundation
import ScenarioFormat
import Stochastics

/// A shipped study with a few keys laid over it, as `extends` does, read from the source tree and run at 512 trials.
struct StudyRun {
    let scenario: Scenario
    private let result: RunResult

    private static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Paths of all studies, sorted.
    static var all: [String] {
        let folder = repository.appendingPathComponent("scenarios/studies").path
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
    }

    /// The text of a file of the repository; nil when there is none.
    static func text(_ path: String) -> String? {
        try? String(contentsOf: repository.appendingPathComponent(path), encoding: .utf8)
    }

    /// - Parameters:
    ///   - study: name of the study, without folder and ending.
    ///   - changes: members of a JSON object that extends it, such as `"years": 15`.
    static func read(_ study: String, _ changes: String = "") throws -> Scenario {
        let own = "scenarios/studies/changed-for-a-test.json"
        let text = "{\"extends\": \"\(study).json\", \"trials\": 512\(changes.isEmpty ? "" : ", " + changes)}"
        let reading = ScenarioReader.read(own) { path in
            path == own ? Array(text.utf8) : Self.text(path).map { Array($0.utf8) }
        }
        guard let scenario = reading.scenario else { throw Worked.Refused(issues: reading.errors.map(\.description)) }
        return scenario
    }

    init(_ study: String, _ changes: String = "") throws {
        scenario = try Self.read(study, changes)
        result = try RunPlan(scenario).simulate()
    }

    /// The result of an option by name.
    func option(_ name: String) throws -> OptionResult {
        guard let option = result.options.first(where: { $0.name == name }) else { throw NoSuch(name: name) }
        return option
    }

    /// What a study does not hold.
    struct NoSuch: Error {
        let name: String
    }

    /// Position of a council among those selected.
    func position(of code: String) throws -> Int {
        guard let place = scenario.selected.firstIndex(where: { scenario.register.codes[$0] == code }) else {
            throw NoSuch(name: code)
        }
        return place
    }
}

extension OptionResult {
    /// Mean present value of a line of this option's own; the lines of several levers with one name are added.
    func line(_ name: String) throws -> Double {
        let own = lines.filter { $0.line == name && !$0.isReferenceOnly }
        guard !own.isEmpty else { throw StudyRun.NoSuch(name: name) }
        return own.map { Statistics.mean($0.presentValue) }.reduce(0, +)
    }

    /// Mean number of members of a lever at the end of the last year.
    func finalMembers(_ lever: String) throws -> Double {
        guard let place = levers.firstIndex(of: lever), let last = members[place].last else {
            throw StudyRun.NoSuch(name: lever)
        }
        return Statistics.mean(last)
    }

    /// Mean of what a party pays and gains.
    func account(of party: Party) throws -> (pays: Double, gains: Double) {
        guard let found = parties.first(where: { $0.party == party }) else { throw StudyRun.NoSuch(name: "\(party)") }
        return (Statistics.mean(found.pays), Statistics.mean(found.gains))
    }
}
