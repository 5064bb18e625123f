/// Puts texts beside points where no other text stands.
struct LabelPlacer {
    /// A rectangle of the drawing.
    struct Box: Sendable, Hashable {
        var left, top, right, bottom: Double

        /// Whether two boxes share any point inside.
        func overlaps(_ other: Box) -> Bool {
            left < other.right && other.left < right && top < other.bottom && other.top < bottom
        }

        /// Whether another box lies inside.
        func holds(_ other: Box) -> Bool {
            left <= other.left && other.right <= right && top <= other.top && other.bottom <= bottom
        }
    }

    /// What texts stay within.
    let area: Box
    /// Size of letters.
    let font: Double
    /// How many half lines farther away a text may stand.
    private static let most = 14
    /// Texts put so far.
    private(set) var taken: [Box] = []

    init(area: Box, font: Double, taken: [Box] = []) {
        self.area = area
        self.font = font
        self.taken = taken
    }

    /// Where a text is to begin, and its base line: beside the point, or above or below it, as near as there is room;
    /// nil where there is none, and the text is better left out.
    mutating func place(_ text: String, atX x: Double, y: Double) -> (x: Double, y: Double)? {
        let width = TextMeasure.width(text, size: font)
        let height = font * 1.1
        for distance in 0..<Self.most {
            let away = Double(distance) * height / 2
            let tries: [(Double, Double)] = [
                (x + 8, y - height / 2 - away), (x - 8 - width, y - height / 2 - away),
                (x + 8, y - height / 2 + away), (x - 8 - width, y - height / 2 + away),
                (x - width / 2, y - height - 7 - away), (x - width / 2, y + 7 + away),
            ]
            for (left, top) in tries {
                let box = Box(left: left, top: top, right: left + width, bottom: top + height)
                if area.holds(box) && !taken.contains(where: box.overlaps) {
                    taken.append(box)
                    return (left, top + font * 0.9)
                }
            }
        }
        return nil
    }
}
