import Analysis
import ArgumentParser
import CouncilModel

/// The levers that a command line asks to be combined.
struct LeverChoice {
    /// Their names; empty: those of the scenario.
    let named: [String]

    init(named: [String]) { self.named = named }

    /// All sets of them; names that do not exist, too many levers and those that no set can hold end with 64.
    func sets(of scenario: Scenario) throws -> LeverSets {
        let known = scenario.levers.map(\.name)
        for name in named { _ = try KeptRun.index(of: name, among: known, noun: "lever") }
        let levers = named.isEmpty ? LeverSets.levers(of: scenario) : named
        guard levers.count <= LeverSets.mostLevers else {
            throw ValidationError(
                "found \(levers.count) levers, expected at most \(LeverSets.mostLevers), which make "
                    + "\((1 << LeverSets.mostLevers) - 1) sets; name those to combine, each with a --lever of its own: "
                    + levers.joined(separator: ", "))
        }
        let held = LeverSets.held(in: scenario).filter { !levers.contains($0) }
        let sets = LeverSets(of: levers, holding: held, in: scenario)
        if let (lever, missing) = sets.unheld(in: scenario) {
            throw ValidationError(
                missing.isEmpty
                    ? "no set of these levers can hold \"\(lever)\" with what it requires; name other levers with --lever"
                    : "lever \"\(lever)\" requires \(missing.map { "\"\($0)\"" }.joined(separator: " and ")), which is not "
                        + "among those combined; add it with --lever")
        }
        return sets
    }

    /// The most values of a figure that are held: three figures of so many take half a gigabyte.
    private static let mostValues = 20_000_000

    /// Ends with 64 where so many trials of all sets are more than is held.
    static func check(trials: Int, sets: LeverSets) throws {
        let most = mostValues / (sets.sets.count + 2)
        if trials > most {
            throw ValidationError(
                "--trials \(trials): expected at most \(most) for \(sets.sets.count) sets, whose figures are all held; "
                    + "give fewer trials, or combine fewer levers")
        }
    }
}
