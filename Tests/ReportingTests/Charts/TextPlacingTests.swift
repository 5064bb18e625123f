import Testing

@testable import Reporting

@Suite("Texts of pictures keep apart")
struct TextPlacingTests {
    /// Widths of Arial's letters in thousandths of the font size, from its font metrics.
    private static let arial: [Character: Double] = [
        "a": 556, "b": 556, "c": 500, "d": 556, "e": 556, "g": 556, "h": 556, "i": 222, "l": 222, "m": 833, "n": 556,
        "o": 556, "r": 333, "s": 500, "t": 278, "u": 556, "y": 500, "A": 667, "B": 667, "C": 722, "H": 722, "K": 667,
        "P": 667, "S": 667, " ": 278, "0": 556, "1": 556, "2": 556, "5": 556, ".": 278, "£": 556, "−": 584, "_": 556,
        "f": 278, "F": 611, "k": 500, "w": 722, "p": 556,
    ]

    @Test(
        "Widths are not below those of the typeface by more than a fiftieth, nor above by more than a fifth",
        arguments: [
            "Hammersmith and Fulham", "Kensington and Chelsea", "Shared platform", "−£2.5m", "platform_time_effect",
            "Common standards",
        ])
    func widths(text: String) throws {
        let exact = try text.reduce(0) { try $0 + #require(Self.arial[$1]) } / 1000
        let width = TextMeasure.width(text, size: 1)
        #expect(width > 0.98 * exact && width < 1.2 * exact, "\(width) for \(exact)")
    }

    @Test("Lines are no wider than asked for, hold all words, and break long names after underscores")
    func wrapping() {
        let text = "Supplier changes and data cleaning (through standards_switching_factor_of_members)"
        let lines = TextMeasure.wrapped(text, width: 120, size: 12)
        #expect(lines.allSatisfy { TextMeasure.width($0, size: 12) <= 120 })
        #expect(lines.joined().replacing(" ", with: "") == text.replacing(" ", with: ""))
        let two = TextMeasure.wrapped(text, width: 120, size: 12, lines: 2)
        #expect(two.count == 2 && two[1].hasSuffix("…") && TextMeasure.width(two[1], size: 12) <= 120)
        #expect(TextMeasure.wrapped("short", width: 120, size: 12) == ["short"])
    }

    @Test("Labels of points that lie close are put apart, within their area, or left out where there is no room")
    func labels() {
        var uniforms = LondonExample.Uniforms()
        let area = LabelPlacer.Box(left: 0, top: 0, right: 300, bottom: 200)
        var placer = LabelPlacer(area: area, font: 12)
        var placed: [(x: Double, y: Double, text: String)] = []
        for index in 0..<60 {
            let text = "Council \(index)"
            let spot = placer.place(text, atX: 150 + 20 * uniforms.next(), y: 100 + 20 * uniforms.next())
            if let spot { placed.append((spot.x, spot.y, text)) }
        }
        #expect(placed.count > 5 && placed.count < 60)
        for (index, one) in placed.enumerated() {
            let width = TextMeasure.width(one.text, size: 12)
            #expect(one.x >= 0 && one.x + width <= 300 && one.y >= 9 && one.y <= 200)
            for other in placed[(index + 1)...] {
                let isBeside = one.x + width <= other.x || other.x + TextMeasure.width(other.text, size: 12) <= one.x
                #expect(isBeside || (one.y - other.y).magnitude >= 12)
            }
        }
    }

    @Test("A name is written in a circle only where every line lies inside")
    func circles() {
        #expect(PanelDrawing.lines("Brent", inRadius: 30, font: 11) == ["Brent"])
        #expect(PanelDrawing.lines("Tower Hamlets", inRadius: 27, font: 11) == ["Tower", "Hamlets"])
        #expect(PanelDrawing.lines("Brent", inRadius: 10, font: 11).isEmpty)
        #expect(PanelDrawing.lines("Kensington and Chelsea", inRadius: 24, font: 11).isEmpty)
    }
}
