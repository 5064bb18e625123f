import Analysis
import CouncilModel

/// What a comparison does not know, in sentences without markup.
enum Unknowns {
    /// What no figure of any scenario holds.
    static let outsideTheModel =
        "Outside the model: members leaving one by one, effects on prices from everyone moving at once beyond what "
        + "lines state, and quality of service unless a line values it."

    /// Names of assumptions whose evidence is grade E.
    static func judged(in setting: Comparison.Setting) -> [String] {
        setting.assumptions.filter { $0.grade == "E" }.map(\.name)
    }

    /// Names of assumptions, graded better than E or not at all, that do not say where they come from.
    static func unsourced(in setting: Comparison.Setting) -> [String] {
        setting.assumptions.filter { $0.grade != "E" && $0.source.allSatisfy(\.isWhitespace) }.map(\.name)
    }

    /// An effect that no figure holds, with what is said of it.
    static func sentence(_ effect: UnmonetisedEffect) -> String {
        let remarks = [
            effect.direction, effect.who.isEmpty ? "" : "on \(effect.who)",
            effect.importance.isEmpty ? "" : "importance: \(effect.importance)",
            effect.grade.isEmpty ? "" : "grade \(effect.grade)",
        ].filter { !$0.isEmpty }
        let name = PlainText.oneLine(effect.name)
        return remarks.isEmpty ? name : "\(name) (\(PlainText.oneLine(remarks.joined(separator: ", "))))"
    }
}
