/// A picture as data: what it shows, how it is to be read, and its numbers.
///
/// A page draws it as SVG (``ChartSVG``); a workbook or a terminal may draw the same panels with what they have.
package struct Chart: Sendable, Hashable {
    /// What it is called in links and file names, in kebab-case; unique within a report.
    package var name: String
    /// Its finding, in one sentence without a full stop.
    package var title: String
    /// How to read it.
    package var caption: String
    /// Its parts, in the order in which they are to be read.
    package var panels: [ChartPanel]
    /// How many panels stand side by side where there is room.
    package var panelsInARow = 1
    /// Its numbers, for those who cannot see it.
    package var table: ChartTable
}

/// One plot: an axis of positions, an axis of values, and layers of marks.
package struct ChartPanel: Sendable, Hashable {
    /// What sets it apart from the other panels; empty where there are none.
    package var heading = ""
    /// How it is laid out.
    package var form: Form
    /// Where marks stand: categories, years, ranks.
    package var positions: ChartAxis
    /// How much they show.
    package var values: ChartAxis
    /// Marks, the lowest layer first. Layers with a name are in the legend.
    package var layers: [ChartLayer]
    /// Texts beside single points.
    package var labels: [ChartLabel] = []

    /// How a panel is laid out.
    package enum Form: Sendable, Hashable {
        /// Positions are categories that run down the page, values run to the right.
        case rows
        /// Positions run to the right, values upwards.
        case columns(Height)
        /// Positions are eastings, values northings on the same scale, without axes.
        case map
    }

    /// How tall a panel with values upwards is.
    package enum Height: Sendable, Hashable {
        /// One of many panels.
        case low
        /// One of two.
        case middle
        /// A panel on its own.
        case tall
    }
}

/// What runs along one side of a panel.
package struct ChartAxis: Sendable, Hashable {
    /// Its measure with its unit; empty where the labels say it.
    package var title: String
    /// What its positions mean.
    package var scale: Scale

    /// What positions along an axis mean.
    package enum Scale: Sendable, Hashable {
        /// Numbers, from the lowest to the highest that has to be shown.
        case linear(low: Double, high: Double, unit: ChartUnit)
        /// Names; the i-th stands at position i, from 0. `notesTitle` heads what is noted beside them.
        case categories([ChartCategory], notesTitle: String)
    }
}

/// A name on an axis.
package struct ChartCategory: Sendable, Hashable {
    /// The name.
    package var label: String
    /// A figure that stands beside the marks; may be empty.
    package var note = ""
    /// The same as a share 0 … 1, to be drawn as a small bar; nil: it is only written.
    package var noteShare: Double?
}

/// Marks of one kind and one look.
package struct ChartLayer: Sendable, Hashable {
    /// What it is called in the legend; empty: it is not in it.
    package var name = ""
    /// Its look.
    package var colour: ChartColour
    /// A pattern beside the colour, for those who cannot tell colours apart: 0 is a plain line.
    package var dash = 0
    /// What is drawn.
    package var marks: ChartMarks
}

/// What a layer draws.
package enum ChartMarks: Sendable, Hashable {
    /// Thick bars from low to high.
    case bars([ChartSpan])
    /// Thin lines from low to high.
    case whiskers([ChartSpan])
    /// An area between two lines.
    case band([ChartSpan])
    /// A line through points.
    case line([ChartPoint])
    /// Strokes across a bar.
    case strokes([ChartPoint])
    /// Filled dots.
    case dots([ChartPoint])
    /// Dots with an empty middle.
    case rings([ChartPoint])
    /// Diamonds.
    case diamonds([ChartPoint])
    /// A line across the panel at a value.
    case valueRule(Double, label: String)
    /// A line across the panel at a position.
    case positionRule(Double, label: String)
    /// A shaded part of the panel, between two positions.
    case positionShade(low: Double, high: Double)
    /// Circles on a map; those of a council that loses have a broken edge.
    case circles([ChartCircle])
}

/// A mark that reaches from one value to another.
package struct ChartSpan: Sendable, Hashable {
    /// Where it stands.
    package var at: Double
    /// Its two ends.
    package var low, high: Double
    /// Its exact figures in words; empty: it has none of its own.
    package var tip = ""
}

/// A mark at one value.
package struct ChartPoint: Sendable, Hashable {
    /// Where it stands.
    package var at: Double
    /// Its value.
    package var value: Double
    /// Its exact figures in words; empty: it has none of its own.
    package var tip = ""
}

/// A circle of a map.
package struct ChartCircle: Sendable, Hashable {
    /// Its centre, in the units of both axes, y to the north.
    package var x, y: Double
    /// Its radius, in the same units.
    package var radius: Double
    /// Its name, written inside where it fits.
    package var label: String
    /// Whether its edge is broken.
    package var isBroken: Bool
    /// Its exact figures in words.
    package var tip: String
}

/// A text beside a point.
package struct ChartLabel: Sendable, Hashable {
    /// The point.
    package var at, value: Double
    /// The text.
    package var text: String
}
