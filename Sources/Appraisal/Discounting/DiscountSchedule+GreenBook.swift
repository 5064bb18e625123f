extension DiscountSchedule {
    /// The schedules of HM Treasury's Green Book, edition of 5 February 2026, by the name a scenario uses.
    ///
    /// Rates fall in steps. A year belongs to one step, and the steps compound: `d_31 = d_30/1.03`.
    ///
    /// - Source: HM Treasury, *The Green Book* (2026), discount rates as tabled in the Department for Transport's
    ///   Transport Analysis Guidance notice on the Green Book 2026, updated 16 April 2026. Crown copyright, Open
    ///   Government Licence v3.
    static let greenBook: [String: DiscountSchedule] = [
        "green-book-2026": greenBook2026(
            "standard",
            [(30, 0.035), (75, 0.03), (125, 0.025), (200, 0.02), (300, 0.015), (301, 0.01)]
        ),
        "green-book-2026-health": greenBook2026(
            "health",
            [(30, 0.015), (75, 0.0129), (125, 0.0107), (200, 0.0086), (300, 0.0064), (301, 0.0043)]
        ),
        "green-book-2026-long-horizon": greenBook2026(
            "long-horizon sensitivity",
            [(30, 0.03), (75, 0.0257), (125, 0.0214), (200, 0.0171), (300, 0.0129), (301, 0.0086)]
        ),
    ]

    /// A schedule of the edition of 2026 from its steps, each the last year it covers and its rate; the last goes on.
    private static func greenBook2026(_ name: String, _ steps: [(through: Int, rate: Double)]) -> DiscountSchedule {
        var rates: [Double] = []
        for step in steps {
            rates += Array(repeating: step.rate, count: step.through - rates.count)
        }
        return DiscountSchedule(
            rates: rates,
            title:
                "Green Book 2026 \(name): \(percentage(steps[0].rate)) for years 1–\(steps[0].through), then falling",
            edition: "HM Treasury, The Green Book, 5 February 2026 (rates as tabled in DfT TAG, 16 April 2026)"
        )
    }
}
