import CouncilModel
import Stochastics

/// Fitted rates for programs.
package enum AdoptionJSON {
    /// All figures of a fit, rounded as they are shown, then the assumptions.
    package static func text(of report: AdoptionReport) -> String {
        let (fit, history) = (report.fit, report.history)
        let record: JSONValue = [
            "file": .text(report.file), "councils": .whole(history.councils),
            "layout": .text(history.layout == .counts ? "counts" : "councils"),
            "from": .text(history.start.moment.text),
            "to": .text(history.end.moment.text), "founders": .whole(history.start.count),
            "joined": .whole(history.end.count), "intervals": .whole(fit.record.times.count - 1),
        ]
        let fitted: JSONValue = [
            "best": point(fit.best), "profile": .list(fit.profile.map(point)),
            "deviance_limit": fit.limit.isFinite ? .number(FittedNumber.rate(fit.limit)) : .null,
            "degrees_of_freedom": .whole(fit.degreesOfFreedom),
            "dispersion": .number(fit.dispersion.map(FittedNumber.rate)),
            "fitting_ceilings": .numbers(
                [fit.fittingCeilings.lowerBound, fit.fittingCeilings.upperBound].map(FittedNumber.share)),
            "ceiling_identified": .boolean(fit.identifiesCeiling),
            "may_lack_innovation": .boolean(fit.mayLackInnovation),
            "may_lack_imitation": .boolean(fit.mayLackImitation),
        ]
        let drawn: JSONValue = ["draws": .whole(AdoptionReport.draws), "seed": .whole(String(report.seed))]
        let whole: JSONValue = ["record": record, "fit": fitted, "bootstrap": drawn]
        return whole.adding(FittedAssumptions.json(of: report)).jsonText
    }

    private static func point(_ point: DiffusionFit.Point) -> JSONValue {
        [
            "ceiling": .number(FittedNumber.share(point.rates.ceiling)),
            "innovation": .number(FittedNumber.rate(point.rates.innovation)),
            "imitation": .number(FittedNumber.rate(point.rates.imitation)),
            "deviance": .number(FittedNumber.rate(point.deviance)),
        ]
    }
}
