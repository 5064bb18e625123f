/// An index of prices by calendar year, which carries an amount from the prices of one year to those of another.
///
/// An amount in prices of year a is worth `D(b)/D(a)` times as much in prices of year b. A UK financial year is read at
/// the calendar year in which it begins. Years beyond the last published one grow at 2% a year, which is never the
/// inflation of a cash view.
package struct Deflator: Sendable {
    /// Where the index comes from: publisher, release, years, and its base.
    package let edition: String

    /// The years that were published; the first is the earliest that the index knows.
    package let publishedYears: ClosedRange<Int>

    /// The yearly growth of the index beyond the last published year, as a fraction.
    package static let growthBeyondPublishedYears = 0.02

    /// The published values, one for each year of ``publishedYears``.
    private let values: [Double]

    /// An index whose values begin in `firstYear`, one a year.
    init(firstYear: Int, values: [Double], edition: String) {
        precondition(!values.isEmpty && values.allSatisfy { $0 > 0 }, "a price index has values, and they are positive")
        self.values = values
        self.publishedYears = firstYear...(firstYear + values.count - 1)
        self.edition = edition
    }

    /// The index of a calendar year; nil before the first published year.
    package func index(ofYear year: Int) -> Double? {
        guard year >= publishedYears.lowerBound else { return nil }
        let published = min(year, publishedYears.upperBound)
        let value = values[published - publishedYears.lowerBound]
        return value * Self.growth(overYears: year - published)
    }

    /// What an amount in prices of the year `from` is multiplied by to be in prices of the year `to`: `D(to)/D(from)`.
    ///
    /// Nil where either year lies before the first published one.
    package func factor(from: Int, to: Int) -> Double? {
        guard let before = index(ofYear: from), let after = index(ofYear: to) else { return nil }
        return after / before
    }

    /// The years beyond the last published one on which a factor between two years rests, in order.
    ///
    /// Empty where both years were published, or where they are the same, as the factor is then 1 whatever the index.
    package func extendedYears(from: Int, to: Int) -> [Int] {
        let firstExtended = max(min(from, to), publishedYears.upperBound + 1)
        let last = max(from, to)
        return from == to || last < firstExtended ? [] : Array(firstExtended...last)
    }

    /// (1 + g)^years by repeated squaring, whose bits do not hang on a processor's `pow`.
    private static func growth(overYears years: Int) -> Double {
        var result = 1.0
        var square = 1 + growthBeyondPublishedYears
        var remaining = years
        while remaining > 0 {
            if remaining % 2 == 1 { result *= square }
            square *= square
            remaining /= 2
        }
        return result
    }
}
