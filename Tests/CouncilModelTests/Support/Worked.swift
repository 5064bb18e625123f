import Appraisal
import CouncilModel
import ScenarioFormat
import Stochastics
import Testing

/// Scenarios written as JSON in a test, read and run in memory.
enum Worked {
    /// Three councils: 100, 200 and 300 residents.
    static let threeCouncils = """
        code,name,type,population,joined
        A1,Alder,unitary,100,
        B2,Beech,unitary,200,2024
        C3,Cedar,unitary,300,2027
        """

    /// A register of so many unitary councils, all of 1,000 residents.
    static func register(count: Int) -> String {
        "code,name,type,population\n"
            + (0..<count).map { "N\(1000 + $0),Council \($0),unitary,1000" }.joined(separator: "\n")
    }

    /// A scenario of ten years from 2026 with those parts; `parts` are JSON members such as `"levers": {…}`.
    static func scenario(
        _ parts: String, register: String = threeCouncils, years: Int = 10, trials: Int = 1, seed: Int = 1,
        head: String = ""
    ) throws -> Scenario {
        let text = """
            {"title": "Worked", "base_year": 2026, "years": \(years), "trials": \(trials), "seed": \(seed), \(head)
             "councils": {"register": "register.csv"}, \(parts)}
            """
        return try read(text, register: register)
    }

    /// A whole scenario's text, checked.
    static func read(_ text: String, register: String) throws -> Scenario {
        let reading = ScenarioReader.read("scenario.json") { path in
            switch path {
            case "scenario.json": Array(text.utf8)
            case "register.csv": Array(register.utf8)
            default: nil
            }
        }
        guard let scenario = reading.scenario else { throw Refused(issues: reading.errors.map(\.description)) }
        return scenario
    }

    /// What a reading had against a scenario.
    struct Refused: Error {
        let issues: [String]
    }

    static func run(_ scenario: Scenario, threads: Int = 1) throws -> RunResult {
        try RunPlan(scenario).simulate(threads: threads)
    }

    /// The result of a scenario with one lever, mandated from 2026 unless `lever` says more, in one option.
    static func runLever(
        _ lever: String, parts: String = "", register: String = threeCouncils, years: Int = 10, trials: Int = 1,
        head: String = ""
    ) throws -> OptionResult {
        let prefix = parts.isEmpty ? "" : parts + ", "
        let scenario = try scenario(
            "\(prefix)\"levers\": {\"x\": {\(lever)}}, \"options\": [{\"name\": \"X\", \"levers\": [\"x\"]}]",
            register: register, years: years, trials: trials, head: head
        )
        return try run(scenario).options[1]
    }
}

extension OptionResult {
    /// A measure in one trial.
    func value(_ measure: Measure, trial: Int = 0) -> Double { measures[measure]?[trial] ?? .nan }

    /// A measure's mean over trials.
    func mean(_ measure: Measure) -> Double { Statistics.mean(measures[measure] ?? []) }

    /// Costs or another table by year in one trial.
    func row(_ table: KeyPath<OptionResult, [[Double]]>, trial: Int = 0) -> [Double] {
        self[keyPath: table].map { $0[trial] }
    }
}

/// d_t at 3.5% a year, by a power and not by repeated division.
func factor(_ year: Int) -> Double {
    var power = 1.0
    for _ in 0..<year { power *= 1.035 }
    return 1 / power
}

/// Whether two amounts agree to 1e-9 of the larger one.
func agrees(_ a: Double, _ b: Double, within share: Double = 1e-9) -> Bool {
    abs(a - b) <= share * max(abs(a), abs(b), 1e-6)
}
