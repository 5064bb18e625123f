import ArgumentParser
import CouncilModel
import Reporting
import ScenarioFormat

/// What was asked of `folkmoot fit`, checked.
struct FitRequest {
    let start: AdoptionHistory.Moment?
    let until: AdoptionHistory.Moment?
    private let ceilings: (text: String, range: ClosedRange<Double>)?

    init(_ command: FitCommand) throws(ValidationError) {
        if !(1...1_000_000).contains(command.councils) {
            throw ValidationError("--councils \(command.councils): expected a whole number from 1 to 1000000.")
        }
        if !(0...(1 << 53)).contains(command.seed) {
            throw ValidationError("--seed \(command.seed): expected a whole number from 0 to \(1 << 53).")
        }
        if let name = command.name, !AdoptionReport.isName(name) {
            throw ValidationError(
                "--name \(name): expected lower-case letters, digits and underscores, a letter first, as in planx.")
        }
        start = try Self.moment(command.start, "--start")
        until = try Self.moment(command.until, "--until")
        ceilings = try command.ceilings.map { text throws(ValidationError) in (text, try Self.range(text)) }
    }

    /// The ceilings asked for; no ceiling can be below the share that has joined.
    func ceilings(reached: Double) throws(ValidationError) -> ClosedRange<Double>? {
        guard let ceilings else { return nil }
        if ceilings.range.lowerBound < reached {
            // Cut to four digits, and one up, so that what is printed is itself high enough.
            let least = (reached * 1000).rounded(.down) / 1000 + 0.001
            throw ValidationError(
                "--ceilings \(ceilings.text): a larger share has joined already; expected a lower end of \(least) or more."
            )
        }
        return ceilings.range
    }

    private static func moment(
        _ text: String?, _ option: String
    ) throws(ValidationError) -> AdoptionHistory.Moment? {
        guard let text else { return nil }
        guard let moment = AdoptionHistory.Moment(text) else {
            throw ValidationError("\(option) \(text): expected \(AdoptionHistory.Moment.expected).")
        }
        return moment
    }

    private static func range(_ text: String) throws(ValidationError) -> ClosedRange<Double> {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Double($0) }
        guard ends.count == 2, let low = ends[0], let high = ends[1], 0 <= low, low <= high, high <= 1 else {
            throw ValidationError(
                "--ceilings \(text): expected two shares from 0 to 1, the lower first, as in 0.2-0.6.")
        }
        return low...high
    }
}
