import Analysis
import CouncilModel

extension SummaryJSON {
    /// One option. Its levers, in order of claiming, are the objects under `levers`.
    static func option(_ option: OptionAppraisal, drivers: [Driver]?) -> JSONValue {
        let head: JSONValue = [
            "name": .text(option.name),
            "quantiles": .numbers(option.quantiles),
            "measures": measures(of: option),
            "probability_positive": .number(option.probabilityPositive.value),
            "probability_best": .number(option.probabilityBest.value),
            "expected_regret": .number(option.expectedRegret.value),
            "standard_errors": [
                "probability_positive": .number(option.probabilityPositive.standardError),
                "probability_best": .number(option.probabilityBest.standardError),
                "expected_regret": .number(option.expectedRegret.standardError),
            ],
            "central": [
                "npsv": .number(option.central.npsv),
                "npsv_before_uplift": .number(option.central.npsvBeforeUplift),
            ],
            "cumulative_cash": .list(
                option.cumulativeCash.map { inYear($0.year).adding(yearBand($0)) }
            ),
        ]
        return head.adding(cashView(of: option)).adding([
            "by_year": years(of: option),
            "levers": .list(option.leverMembers.map(lever)),
            "lines": .list(option.lines.map(line)),
            "parties": .list(
                option.parties.map { party in
                    [
                        "party": .text(party.party.rawValue),
                        "pays": ["mean": .number(party.pays)],
                        "gains": ["mean": .number(party.gains)],
                    ]
                }
            ),
            "drivers": .list((drivers ?? []).map(driver)),
            "groups": .list(option.groups.map(group)),
            "councils": .list(option.councils.map(council)),
        ])
    }

    private static func driver(_ driver: Driver) -> JSONValue {
        [
            "assumption": .text(driver.assumption),
            "rank_correlation": .number(driver.rankCorrelation),
            "standard_error": .number(driver.standardError),
            "npsv_mean_in_lowest_tenth": .number(driver.meanInLowestTenth),
            "npsv_mean_in_highest_tenth": .number(driver.meanInHighestTenth),
            "through": .texts(driver.through),
        ]
    }

    private static func group(_ group: GroupAppraisal) -> JSONValue {
        [
            "group_by": .text(group.grouping.rawValue),
            "group": .text(group.group),
            "councils": .whole(group.councils),
            "residents": .number(group.residents),
            "pays": ["mean": .number(group.pays)],
            "gains": ["mean": .number(group.gains)],
            "npv_per_resident": .number(group.npvPerResident),
            "share_worse_off": .number(group.shareWorseOff),
        ]
    }

    private static func measures(of option: OptionAppraisal) -> JSONValue {
        func spreads(_ measures: [Measure]) -> JSONValue {
            .object(measures.map { ($0.rawValue, option.measures[$0].map(spread) ?? .null) })
        }
        let ownRate: [Measure] = option.measures[.councilCashNPVOwnRate] == nil ? [] : [.councilCashNPVOwnRate]
        let present: [Measure] = [.npsv, .pvCosts, .pvBenefits, .pvPublicCosts, .cashNPV, .councilNPV, .councilCashNPV]
        return spreads(present + ownRate + [.peakFunding, .eanc, .shareWorseOff])
            .adding(["bcr": ratio(option.bcr), "bcr_net": ratio(option.bcrNet)])
            .adding(spreads([.shareWorseOffCash]))
            .adding([
                "payback_year": [
                    "p10": .whole(option.payback.p10),
                    "p50": .whole(option.payback.p50),
                    "p90": .whole(option.payback.p90),
                    "probability_never": .number(option.payback.probabilityNever),
                ]
            ])
    }

    private static func spread(_ spread: Spread) -> JSONValue {
        estimate(spread.mean, key: "mean").adding([
            "sd": .number(spread.sd),
            "p5": .number(spread.p5), "p10": .number(spread.p10), "p25": .number(spread.p25),
            "p50": .number(spread.p50), "p75": .number(spread.p75), "p80": .number(spread.p80),
            "p90": .number(spread.p90), "p95": .number(spread.p95),
            "shortfall_10": .number(spread.shortfall10),
        ])
    }

    private static func ratio(_ ratio: RatioSpread) -> JSONValue {
        let headline: JSONValue =
            ratio.ratioOfMeans.map { estimate($0, key: "ratio_of_means") }
            ?? ["ratio_of_means": .null, "standard_error": .null]
        return headline.adding([
            "p10": .number(ratio.p10), "p50": .number(ratio.p50), "p90": .number(ratio.p90),
            "share_without": .number(ratio.shareWithout),
        ])
    }

    /// Mean and band of one year; `prudent` is the scenario's prudent percentile.
    static func yearBand(_ band: YearBand) -> JSONValue {
        [
            "mean": .number(band.mean), "p10": .number(band.p10), "p50": .number(band.p50), "p90": .number(band.p90),
            "prudent": .number(band.prudent),
        ]
    }

    private static func inYear(_ year: Int) -> JSONValue { ["year": .whole(year)] }

    private static func years(of option: OptionAppraisal) -> JSONValue {
        .list(
            option.costsByYear.indices.map { index in
                [
                    "year": .whole(option.costsByYear[index].year),
                    "costs": yearBand(option.costsByYear[index]),
                    "benefits": yearBand(option.benefitsByYear[index]),
                    "cash": yearBand(option.cashByYear[index]),
                ]
            }
        )
    }

    private static func lever(_ lever: LeverMembers) -> JSONValue {
        let members = lever.members.map { band in
            inYear(band.year).adding(yearBand(band))
        }
        return [
            "lever": .text(lever.lever), "members": .list(members),
            "probability_wound_up": .number(lever.probabilityWoundUp),
        ]
    }

    private static func line(_ line: LineAppraisal) -> JSONValue {
        let figures: JSONValue = [
            "lever": .text(line.lever),
            "line": .text(line.line),
            "side": .text(line.side.rawValue),
            "kind": .text(line.kind.rawValue),
            "pv": ["mean": .number(line.mean), "p10": .number(line.p10), "p90": .number(line.p90)],
            "pv_before_uplift": ["mean": .number(line.meanBeforeUplift)],
        ]
        return line.isReferenceOnly ? figures.adding(["reference_only": .boolean(true)]) : figures
    }

    private static func council(_ council: CouncilAppraisal) -> JSONValue {
        [
            "code": .text(council.code),
            "name": .text(council.name),
            "longitude": .number(council.longitude),
            "latitude": .number(council.latitude),
            "residents": .number(council.residents),
            "npv": band(council.npv),
            "cash_npv": band(council.cashNPV),
            "probability_better_off": .number(council.probabilityBetterOff),
            "probability_better_off_cash": .number(council.probabilityBetterOffCash),
            "probability_joins": .number(council.probabilityJoins),
            "joining_year": ["p50": .whole(council.joiningYearP50)],
            "if_joined": council.ifJoined.map { joined in
                [
                    "trials": .whole(joined.trials),
                    "npv": band(joined.npv),
                    "cash_npv": band(joined.cashNPV),
                    "probability_better_off": .number(joined.probabilityBetterOff),
                ]
            } ?? .null,
        ]
    }

    private static func band(_ band: CouncilBand) -> JSONValue {
        ["mean": .number(band.mean), "p10": .number(band.p10), "p50": .number(band.p50), "p90": .number(band.p90)]
    }
}
