import Analysis
import CouncilModel

extension SummaryJSON {
    /// Writes one option. Its levers, in order of claiming, are the objects under `levers`.
    static func write(_ option: OptionAppraisal, drivers: [Driver]?, to json: inout JSONWriter) {
        json.object { json in
            json.member("name", text: option.name)
            json.member("quantiles", numbers: option.quantiles)
            json.object("measures") { writeMeasures(of: option, to: &$0) }
            json.member("probability_positive", number: option.probabilityPositive.value)
            json.member("probability_best", number: option.probabilityBest.value)
            json.member("expected_regret", number: option.expectedRegret.value)
            json.object("standard_errors") { json in
                json.member("probability_positive", number: option.probabilityPositive.standardError)
                json.member("probability_best", number: option.probabilityBest.standardError)
                json.member("expected_regret", number: option.expectedRegret.standardError)
            }
            json.object("central") { json in
                json.member("npsv", number: option.central.npsv)
                json.member("npsv_before_uplift", number: option.central.npsvBeforeUplift)
            }
            json.list("cumulative_cash", of: option.cumulativeCash) { writeYear($1, to: &$0) }
            writeCashView(of: option, to: &json)
            json.list("by_year", of: Array(option.costsByYear.indices)) { json, index in
                json.object { json in
                    json.member("year", whole: option.costsByYear[index].year)
                    json.object("costs") { writeBand(option.costsByYear[index], to: &$0) }
                    json.object("benefits") { writeBand(option.benefitsByYear[index], to: &$0) }
                    json.object("cash") { writeBand(option.cashByYear[index], to: &$0) }
                }
            }
            json.list("levers", of: option.leverMembers) { json, lever in
                json.object { json in
                    json.member("lever", text: lever.lever)
                    json.list("members", of: lever.members) { writeYear($1, to: &$0) }
                    json.member("probability_wound_up", number: lever.probabilityWoundUp)
                }
            }
            json.list("lines", of: option.lines) { write($1, to: &$0) }
            json.list("parties", of: option.parties) { json, party in
                json.object { json in
                    json.member("party", text: party.party.rawValue)
                    json.member("pays", mean: party.pays)
                    json.member("gains", mean: party.gains)
                }
            }
            json.list("drivers", of: drivers ?? []) { write($1, to: &$0) }
            json.list("groups", of: option.groups) { write($1, to: &$0) }
            json.list("councils", of: option.councils) { write($1, to: &$0) }
        }
    }

    private static func write(_ driver: Driver, to json: inout JSONWriter) {
        json.object { json in
            json.member("assumption", text: driver.assumption)
            json.member("rank_correlation", number: driver.rankCorrelation)
            json.member("standard_error", number: driver.standardError)
            json.member("npsv_mean_in_lowest_tenth", number: driver.meanInLowestTenth)
            json.member("npsv_mean_in_highest_tenth", number: driver.meanInHighestTenth)
            json.list("through", of: driver.through) { $0.text($1) }
        }
    }

    private static func write(_ group: GroupAppraisal, to json: inout JSONWriter) {
        json.object { json in
            json.member("group_by", text: group.grouping.rawValue)
            json.member("group", text: group.group)
            json.member("councils", whole: group.councils)
            json.member("residents", number: group.residents)
            json.member("pays", mean: group.pays)
            json.member("gains", mean: group.gains)
            json.member("npv_per_resident", number: group.npvPerResident)
            json.member("share_worse_off", number: group.shareWorseOff)
        }
    }

    private static func writeMeasures(of option: OptionAppraisal, to json: inout JSONWriter) {
        func writeSpreads(_ measures: [Measure], to json: inout JSONWriter) {
            for measure in measures {
                json.key(named: measure.rawValue)
                if let spread = option.measures[measure] { write(spread, to: &json) } else { json.null() }
            }
        }
        let ownRate: [Measure] = option.measures[.councilCashNPVOwnRate] == nil ? [] : [.councilCashNPVOwnRate]
        let present: [Measure] = [.npsv, .pvCosts, .pvBenefits, .pvPublicCosts, .cashNPV, .councilNPV, .councilCashNPV]
        writeSpreads(present + ownRate + [.peakFunding, .eanc, .shareWorseOff], to: &json)
        json.object("bcr") { write(option.bcr, to: &$0) }
        json.object("bcr_net") { write(option.bcrNet, to: &$0) }
        writeSpreads([.shareWorseOffCash], to: &json)
        json.object("payback_year") { json in
            json.member("p10", whole: option.payback.p10)
            json.member("p50", whole: option.payback.p50)
            json.member("p90", whole: option.payback.p90)
            json.member("probability_never", number: option.payback.probabilityNever)
        }
    }

    private static func write(_ spread: Spread, to json: inout JSONWriter) {
        json.object { json in
            json.members(of: spread.mean, as: "mean")
            json.member("sd", number: spread.sd)
            json.member("p5", number: spread.p5)
            json.member("p10", number: spread.p10)
            json.member("p25", number: spread.p25)
            json.member("p50", number: spread.p50)
            json.member("p75", number: spread.p75)
            json.member("p80", number: spread.p80)
            json.member("p90", number: spread.p90)
            json.member("p95", number: spread.p95)
            json.member("shortfall_10", number: spread.shortfall10)
        }
    }

    private static func write(_ ratio: RatioSpread, to json: inout JSONWriter) {
        if let headline = ratio.ratioOfMeans {
            json.members(of: headline, as: "ratio_of_means")
        } else {
            json.member("ratio_of_means", number: nil)
            json.member("standard_error", number: nil)
        }
        json.member("p10", number: ratio.p10)
        json.member("p50", number: ratio.p50)
        json.member("p90", number: ratio.p90)
        json.member("share_without", number: ratio.shareWithout)
    }

    /// Writes the members of a year's mean and band; `prudent` is the scenario's prudent percentile.
    static func writeBand(_ band: YearBand, to json: inout JSONWriter) {
        json.member("mean", number: band.mean)
        json.member("p10", number: band.p10)
        json.member("p50", number: band.p50)
        json.member("p90", number: band.p90)
        json.member("prudent", number: band.prudent)
    }

    private static func writeYear(_ band: YearBand, to json: inout JSONWriter) {
        json.object { json in
            json.member("year", whole: band.year)
            writeBand(band, to: &json)
        }
    }

    private static func write(_ line: LineAppraisal, to json: inout JSONWriter) {
        json.object { json in
            json.member("lever", text: line.lever)
            json.member("line", text: line.line)
            json.member("side", text: line.side.rawValue)
            json.member("kind", text: line.kind.rawValue)
            json.object("pv") { json in
                json.member("mean", number: line.mean)
                json.member("p10", number: line.p10)
                json.member("p90", number: line.p90)
            }
            json.member("pv_before_uplift", mean: line.meanBeforeUplift)
            if line.isReferenceOnly {
                json.key("reference_only")
                json.boolean(true)
            }
        }
    }

    private static func write(_ council: CouncilAppraisal, to json: inout JSONWriter) {
        json.object { json in
            json.member("code", text: council.code)
            json.member("name", text: council.name)
            json.member("longitude", number: council.longitude)
            json.member("latitude", number: council.latitude)
            json.member("residents", number: council.residents)
            write("npv", council.npv, to: &json)
            write("cash_npv", council.cashNPV, to: &json)
            json.member("probability_better_off", number: council.probabilityBetterOff)
            json.member("probability_better_off_cash", number: council.probabilityBetterOffCash)
            json.member("probability_joins", number: council.probabilityJoins)
            json.object("joining_year") { $0.member("p50", whole: council.joiningYearP50) }
            json.key("if_joined")
            guard let joined = council.ifJoined else { return json.null() }
            json.object { json in
                json.member("trials", whole: joined.trials)
                write("npv", joined.npv, to: &json)
                write("cash_npv", joined.cashNPV, to: &json)
                json.member("probability_better_off", number: joined.probabilityBetterOff)
            }
        }
    }

    private static func write(_ key: StaticString, _ band: CouncilBand, to json: inout JSONWriter) {
        json.object(key) { json in
            json.member("mean", number: band.mean)
            json.member("p10", number: band.p10)
            json.member("p50", number: band.p50)
            json.member("p90", number: band.p90)
        }
    }
}
