/// The rates at which values of later years are discounted to year 0.
///
/// Year t is reached from year t − 1 at the rate of year t, so that steps compound: `d_0 = 1`, `d_t = d_{t−1}/(1 + r_t)`.
/// Rates are real and yearly fractions (0.035 is 3.5% a year).
package struct DiscountSchedule: Sendable, Hashable {
    /// What a reader is told about the schedule, for example "3.5% a year".
    package let title: String

    /// Where the rates come from: guidance, edition and date.
    package let edition: String

    /// The rates r_1, r_2, …, of which the last goes on for ever; never empty.
    private let rates: [Double]

    /// One rate for all years, as a yearly fraction.
    ///
    /// The rate is finite and above −1: whoever reads it from a scenario has checked that.
    package init(rate: Double) {
        self.init(rates: [rate])
    }

    /// A rate for each year, r_1 first (the step from year 0 to year 1); the last goes on.
    ///
    /// There is at least one rate, and each is finite and above −1: whoever reads them from a scenario has checked that.
    package init(rates: [Double]) {
        self.init(rates: rates, title: Self.title(ofRates: rates), edition: "stated in the scenario")
    }

    /// The schedule of a guidance document, by a name of ``names``; nil where the name is not known.
    package init?(named name: String) {
        guard let schedule = Self.greenBook[name] else { return nil }
        self = schedule
    }

    /// A schedule with its words, for tables of guidance.
    init(rates: [Double], title: String, edition: String) {
        precondition(!rates.isEmpty, "a discount schedule has at least one rate")
        precondition(
            rates.allSatisfy { $0.isFinite && $0 > -1 },
            "a discount rate is finite and above −1; the reader of scenarios refuses others"
        )
        self.rates = rates
        self.title = title
        self.edition = edition
    }

    /// The names that ``init(named:)`` knows, sorted.
    package static let names: [String] = greenBook.keys.sorted()

    /// The rate at which year t − 1 leads to year t, as a yearly fraction.
    ///
    /// - Parameter t: an appraisal year, 0 or later. No step leads to year 0; it is given the rate of year 1, as tables
    ///   of guidance do that begin "years 0–30".
    package func rate(inYear t: Int) -> Double {
        precondition(t >= 0, "appraisal years are counted from 0")
        return rates[min(max(t, 1), rates.count) - 1]
    }

    /// The discount factors d_0 … d_{years−1}: what £1 in year t is worth in year 0.
    ///
    /// - Parameter years: the number of appraisal years; 0 gives an empty list.
    package func factors(years: Int) -> [Double] {
        precondition(years >= 0, "a number of years is not negative")
        var factors: [Double] = []
        factors.reserveCapacity(years)
        var factor = 1.0
        for t in 0..<years {
            if t > 0 { factor /= 1 + rate(inYear: t) }
            factors.append(factor)
        }
        return factors
    }

    private static func title(ofRates rates: [Double]) -> String {
        let texts = rates.map(percentage)
        guard let last = texts.last, texts.contains(where: { $0 != last }) else {
            return "\(texts.first ?? "no rate") a year"
        }
        if texts.count > 4 { return "\(texts.count) yearly rates from \(texts[0]), then \(last)" }
        return "\(texts.dropLast().joined(separator: ", ")), then \(last) a year"
    }

    /// A rate as a percentage of at most four decimals.
    static func percentage(_ rate: Double) -> String {
        // Rounded first, because 0.035 × 100 is 3.5000000000000004.
        let text = ((rate * 1_000_000).rounded() / 10_000).description
        return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + "%"
    }
}
