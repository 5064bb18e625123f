/// The colours of pictures, which colour-blind readers tell apart; no meaning hangs on a colour alone.
///
/// - Source: the qualitative colours are those of Okabe and Ito, *Color Universal Design*, 2008, without yellow,
///   which is too pale for lines on white.
package enum ChartColour: Sendable, Hashable {
    /// Text and lines that matter.
    case ink
    /// Lines that help to read.
    case quiet
    /// What lies above 0, and what lies below: strong and pale.
    case gain, loss, paleGain, paleLoss
    /// One of several things of equal rank; after the seventh they begin anew.
    case series(Int)
    /// A class of a map: −3, −2, −1 are losses, 1, 2, 3 gains, 0 is neither.
    case step(Int)

    /// As SVG and CSS know it.
    package var hex: String {
        switch self {
        case .ink: "#1d2733"
        case .quiet: "#7a8794"
        case .gain: "#0072b2"
        case .loss: "#d55e00"
        case .paleGain: "#a9d3ee"
        case .paleLoss: "#f7c29c"
        case .series(let index): Self.qualitative[index % Self.qualitative.count]
        case .step(let step): Self.diverging[max(0, min(6, step + 3))]
        }
    }

    /// Whether white text reads better on it than dark.
    var isDark: Bool {
        switch self {
        case .ink, .gain, .loss: true
        case .step(let step): step == -3 || step == 3
        default: false
        }
    }

    private static let qualitative = [
        "#0072b2", "#d55e00", "#009e73", "#aa4499", "#000000", "#b07d00", "#56b4e9",
    ]
    private static let diverging = ["#a63a00", "#ec8a4c", "#f9cfae", "#d3d8de", "#bddcf0", "#5ba7d8", "#005a94"]
}
