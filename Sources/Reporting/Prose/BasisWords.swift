import Analysis

/// What the figures of a comparison are, in sentences without markup.
enum BasisWords {
    /// Prices, years, rates, trials and editions.
    ///
    /// - Parameter guidance: editions to name; nil: only the title of the discount schedule.
    static func sentences(of comparison: Comparison, guidance: Manifest.Guidance?) -> String {
        let setting = comparison.setting
        let years = [setting.baseYear, setting.baseYear + setting.years - 1].map(PlainNumber.financialYear)
        let sampling = setting.sampling == "latin_hypercube" ? "Latin hypercube" : setting.sampling
        var text =
            "NPSV is net present social value: benefits less costs to all parties, over \(years[0]) to "
            + "\(years[1]), real, "
            + "in prices of \(setting.priceYear). Discounting: \(PlainText.oneLine(setting.discounting)). "
            + "\(PlainNumber.count(setting.councils)) councils, \(PlainNumber.count(setting.trials)) trials "
            + "(\(sampling) sampling, seed \(setting.seed))."
        if comparison.options.contains(where: { $0.npsv.mean.isUpperBound }) {
            text += " With fewer than eight batches of trials, standard errors are upper bounds (\"at most\")."
        }
        if let precision = PrecisionWords.sentences(of: comparison) { text += " " + precision }
        if let guidance {
            text += " Guidance: \(PlainText.oneLine(guidance.discounting))"
            text += guidance.deflator.map { "; \(PlainText.oneLine($0))" } ?? ""
            if let first = guidance.deflatorYearsExtended.first, let last = guidance.deflatorYearsExtended.last {
                text += first == last ? ", extended to \(first)" : ", extended for \(first) to \(last)"
            }
            text += "."
        }
        return text
    }
}
