import CouncilModel
import Stochastics

/// What the rates of adoption fitted to a history come to.
package struct AdoptionReport: Sendable {
    /// What the names of assumptions begin with.
    package let name: String
    /// The name of the file, without its folders.
    package let file: String
    /// Where the history comes from, as somebody says; empty for nothing.
    package let origin: String
    /// The history.
    package let history: AdoptionHistory
    /// The rates that fit.
    package let fit: DiffusionFit
    /// Their distribution.
    package let bootstrap: DiffusionBootstrap
    /// The seed of the bootstrap.
    package let seed: UInt64

    /// Draws of a bootstrap.
    package static let draws = 1000

    /// Fits a history that can be fitted, and draws from what fits.
    ///
    /// - Parameters:
    ///   - path: the file's path, whose last part names it.
    ///   - name: what the names of assumptions begin with; nil for the file's name.
    ///   - ceilings: the ceilings that somebody takes for possible; nil leaves it to the record.
    package init(
        _ record: DiffusionRecord, of history: AdoptionHistory, path: String, name: String?, origin: String,
        ceilings: ClosedRange<Double>?, seed: UInt64
    ) {
        file = String(path.split(separator: "/").last ?? "")
        self.name = name ?? Self.name(ofFile: file)
        self.origin = origin
        self.history = history
        self.seed = seed
        fit = DiffusionFit(record)
        bootstrap = DiffusionBootstrap(fit, ceilings: ceilings, draws: Self.draws, seed: seed)
    }

    /// Whether a text can begin the name of an assumption: lower-case letters, digits and underscores, a letter first.
    package static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, (0x61...0x7A).contains(first) else { return false }
        return text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
    }

    private static func name(ofFile file: String) -> String {
        let stem = file.hasSuffix(".csv") ? String(file.dropLast(4)) : file
        let plain = stem.lowercased().map { ($0.isASCII && ($0.isLetter || $0.isNumber)) ? $0 : "_" }
        let name = String(plain)
        return isName(name) ? name : "fitted_" + name
    }

    /// Whether the record itself gave the ceiling.
    var isCeilingFitted: Bool { bootstrap.judgedCeilings == nil }

    /// What was fitted: `26 dated councils of 311, 2022-05-19 to 2026-08-21`.
    var subject: String {
        let councils = PlainNumber.count(history.councils)
        let what =
            switch history.layout {
            case .counts: "\(history.written) dated counts, \(history.end.count) of \(councils) councils"
            case .councils: "\(history.end.count) dated councils of \(councils)"
            }
        return "\(what), \(history.start.moment.text) to \(history.end.moment.text)"
    }

    /// Points of the profile that are shown: the lowest ceiling, the highest, and some between.
    var shownProfile: [DiffusionFit.Point] {
        let profile = fit.profile
        let step = max(1, (profile.count - 1) / 8)
        return stride(from: 0, to: profile.count, by: step).map { profile[$0] }
    }
}
