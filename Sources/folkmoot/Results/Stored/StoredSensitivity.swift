import Analysis
import Reporting

/// What `SensitivityJSON` writes, read back.
extension StoredField {
    /// The section of `analysis/sensitivity.json`.
    func sensitivitySection() throws -> AnalysisSection {
        let options = try list("options")
        let rows = try list("tornado").map { row in
            Tornado.Row(
                assumption: try row.text("assumption"), unit: try row.optionalText("unit"),
                low: try row.number("p10"), high: try row.number("p90"), moving: try row.texts("moving_with_it"),
                effects: try row.list("options").map { effect in
                    Tornado.Effect(
                        low: try effect.estimate("npsv_at_p10"), high: try effect.estimate("npsv_at_p90"),
                        swing: try effect.estimate("swing"))
                },
                bestAtLow: try row.optionalText("best_at_p10"), bestAtHigh: try row.optionalText("best_at_p90"))
        }
        let split = try list("variance_split").map { option in
            VarianceSplit.Option(
                name: try option.text("option"),
                sd: Estimate(
                    value: try option.number("sd"), standardError: try option.number("sd_standard_error"),
                    isUpperBound: false),
                shares: option.has("not_knowing")
                    ? VarianceSplit.Shares(
                        notKnowing: try option.estimate("not_knowing", as: "value"),
                        variety: try option.estimate("variety", as: "value"),
                        joining: try option.estimate("joining", as: "value")) : nil)
        }
        return SensitivitySection.section(
            options: try options.map { try $0.text("name") }, means: try options.map { try $0.estimate("npsv") },
            tornado: Tornado(rows: rows, standing: try standing()), split: VarianceSplit(options: split),
            trials: try whole("trials"), money: Money(currency: try text("currency")))
    }
}
