import Analysis
import CouncilModel
import Stochastics

/// Reads the members of a summary, each as `SummaryJSON` writes it.
struct SummaryReading {
    let scenario: Scenario
    let trials: Int

    /// The whole.
    func comparison(_ file: StoredField) throws -> Comparison {
        let options = try file.list("options").map(option)
        let names = options.map(\.name)
        guard names == [RunPlan.doNothing] + scenario.options.map(\.name) else {
            throw StoredSummary.Problem(
                description: "\(file.file) has other options than the scenario beside it; run the scenario again")
        }
        let decision = try file["decision"]
        return Comparison(
            setting: Comparison.Setting(of: scenario, trials: trials), options: options,
            decisions: try DecisionAppraisal.measuresOfValue.map {
                try self.decision(try decision[$0.rawValue], measure: $0)
            },
            pairs: try file.list("comparisons").map { try pair($0, names: names) },
            baseline: try file.list("baseline").map { pool in
                PoolBaseline(
                    pool: try pool.text("pool"),
                    meanByYear: try pool.list("by_year").map { try $0.number("mean") })
            },
            drivers: try file.list("options").map { try $0.list("drivers").map(driver) },
            precision: try precision(file))
    }

    private func option(_ option: StoredField) throws -> OptionAppraisal {
        let name = try option.text("name")
        let (stored, errors) = (try option["measures"], try option["standard_errors"])
        var measures: [Measure: Spread] = [:]
        for measure in Measure.allCases where stored.has(measure.rawValue) && !Self.ratios.contains(measure) {
            measures[measure] = try spread(try stored[measure.rawValue])
        }
        let isUpperBound = measures[.npsv]?.mean.isUpperBound ?? false
        func estimate(_ key: String) throws -> Estimate {
            let error = try errors.number(key)
            return Estimate(
                value: try option.number(key), standardError: error, isUpperBound: isUpperBound && !error.isNaN)
        }
        let levers = scenario.options.first { $0.name == name }?.levers ?? []
        let years = try option.list("by_year")
        func bands(_ key: String) throws -> [YearBand] {
            try years.map { try band(try $0[key], year: try $0.whole("year")) }
        }
        let payback = try stored["payback_year"]
        return OptionAppraisal(
            name: name, levers: levers,
            isReference: scenario.reference.map { scenario.options[$0].name } == name,
            quantiles: try option.numbers("quantiles"), measures: measures, bcr: try ratio(try stored["bcr"]),
            bcrNet: try ratio(try stored["bcr_net"]),
            payback: PaybackSpread(
                p10: try payback.optionalWhole("p10"), p50: try payback.optionalWhole("p50"),
                p90: try payback.optionalWhole("p90"), probabilityNever: try payback.number("probability_never")),
            probabilityPositive: try estimate("probability_positive"),
            probabilityBest: try estimate("probability_best"), expectedRegret: try estimate("expected_regret"),
            central: CentralAppraisal(
                npsv: try option["central"].number("npsv"),
                npsvBeforeUplift: try option["central"].number("npsv_before_uplift")),
            cumulativeCash: try option.list("cumulative_cash").map { try band($0, year: try $0.whole("year")) },
            costsByYear: try bands("costs"), benefitsByYear: try bands("benefits"), cashByYear: try bands("cash"),
            leverMembers: try option.list("levers").map(members), lines: try option.list("lines").map(line),
            parties: try option.list("parties").map { party in
                PartyAppraisal(
                    party: try party.word("party"), pays: try party["pays"].number("mean"),
                    gains: try party["gains"].number("mean"))
            },
            councils: try option.list("councils").map(council),
            cashView: option.has("cash_view") ? try cashView(option) : nil,
            groups: try option.list("groups").map(group))
    }

    /// Measures that are ratios or years, which have layouts of their own.
    private static let ratios: Set<Measure> = [.bcr, .bcrNet, .paybackYear]

    private func spread(_ spread: StoredField) throws -> Spread {
        Spread(
            mean: try estimate(spread, "mean"), sd: try spread.number("sd"), p5: try spread.number("p5"),
            p10: try spread.number("p10"), p25: try spread.number("p25"), p50: try spread.number("p50"),
            p75: try spread.number("p75"), p80: try spread.number("p80"), p90: try spread.number("p90"),
            p95: try spread.number("p95"), shortfall10: try spread.number("shortfall_10"))
    }

    private func estimate(_ field: StoredField, _ key: String) throws -> Estimate {
        Estimate(
            value: try field.number(key), standardError: try field.number("standard_error"),
            isUpperBound: field.has("standard_error_is_upper_bound"))
    }

    private func ratio(_ ratio: StoredField) throws -> RatioSpread {
        RatioSpread(
            ratioOfMeans: ratio.has("ratio_of_means") ? try estimate(ratio, "ratio_of_means") : nil,
            p10: try ratio.optional("p10"), p50: try ratio.optional("p50"), p90: try ratio.optional("p90"),
            shareWithout: try ratio.number("share_without"))
    }

    private func band(_ band: StoredField, year: Int) throws -> YearBand {
        YearBand(
            year: year, mean: try band.number("mean"), p10: try band.number("p10"), p50: try band.number("p50"),
            p90: try band.number("p90"), prudent: try band.number("prudent"))
    }

    private func members(_ stored: StoredField) throws -> LeverMembers {
        let name = try stored.text("lever")
        guard let lever = scenario.levers.first(where: { $0.name == name }) else {
            throw StoredSummary.Problem(
                description: "\(stored.file) names the lever \"\(name)\", which the scenario beside it has not; "
                    + "run the scenario again")
        }
        return LeverMembers(
            lever: name, title: lever.title, eligible: lever.eligible.count,
            members: try stored.list("members").map { try band($0, year: try $0.whole("year")) },
            probabilityWoundUp: try stored.number("probability_wound_up"))
    }

    private func line(_ line: StoredField) throws -> LineAppraisal {
        let value = try line["pv"]
        return LineAppraisal(
            lever: try line.text("lever"), line: try line.text("line"), side: try line.word("side"),
            kind: try line.word("kind"), isReferenceOnly: line.has("reference_only"), mean: try value.number("mean"),
            p10: try value.number("p10"), p90: try value.number("p90"),
            meanBeforeUplift: try line["pv_before_uplift"].number("mean"))
    }

    private func council(_ council: StoredField) throws -> CouncilAppraisal {
        let code = try council.text("code")
        let row = scenario.register.codes.firstIndex(of: code)
        func band(_ field: StoredField) throws -> CouncilBand {
            CouncilBand(
                mean: try field.number("mean"), p10: try field.number("p10"), p50: try field.number("p50"),
                p90: try field.number("p90"))
        }
        var ifJoined: CouncilAppraisal.IfJoined?
        if council.has("if_joined") {
            let joined = try council["if_joined"]
            ifJoined = CouncilAppraisal.IfJoined(
                trials: try joined.whole("trials"), npv: try band(try joined["npv"]),
                cashNPV: try band(try joined["cash_npv"]),
                probabilityBetterOff: try joined.number("probability_better_off"))
        }
        return CouncilAppraisal(
            code: code, name: try council.text("name"), type: row.map { scenario.register.types[$0] } ?? "",
            longitude: try council.optional("longitude"), latitude: try council.optional("latitude"),
            residents: try council.number("residents"), npv: try band(try council["npv"]),
            cashNPV: try band(try council["cash_npv"]),
            probabilityBetterOff: try council.number("probability_better_off"),
            probabilityBetterOffCash: try council.number("probability_better_off_cash"),
            probabilityJoins: try council.number("probability_joins"),
            joiningYearP50: try council["joining_year"].optionalWhole("p50"), ifJoined: ifJoined)
    }

    private func cashView(_ option: StoredField) throws -> CashViewAppraisal {
        let (years, total) = (try option.list("cash_view"), try option["cash_view_total"])
        let rows = try CashRow.allCases.map { row in
            let sum = try total[row.rawValue]
            return CashRowAppraisal(
                row: row,
                byYear: try years.map { try band(try $0[row.rawValue], year: try $0.whole("year")) },
                total: PlanFigure(p50: try sum.number("p50"), prudent: try sum.number("prudent")))
        }
        return CashViewAppraisal(
            rows: rows, contingency: try total.number("contingency"),
            meanChargesBeyond: try total["charges_beyond"].number("mean"))
    }

    private func group(_ group: StoredField) throws -> GroupAppraisal {
        GroupAppraisal(
            grouping: try group.word("group_by"), group: try group.text("group"),
            councils: try group.whole("councils"), residents: try group.number("residents"),
            pays: try group["pays"].number("mean"), gains: try group["gains"].number("mean"),
            npvPerResident: try group.optional("npv_per_resident"),
            shareWorseOff: try group.optional("share_worse_off"))
    }

    private func driver(_ driver: StoredField) throws -> Driver {
        Driver(
            assumption: try driver.text("assumption"), rankCorrelation: try driver.number("rank_correlation"),
            standardError: try driver.number("standard_error"),
            meanInLowestTenth: try driver.number("npsv_mean_in_lowest_tenth"),
            meanInHighestTenth: try driver.number("npsv_mean_in_highest_tenth"),
            through: try driver.list("through").compactMap(\.field.text))
    }

    private func pair(_ pair: StoredField, names: [String]) throws -> PairComparison {
        func place(_ key: String) throws -> Int {
            let name = try pair.text(key)
            guard let place = names.firstIndex(of: name) else {
                throw StoredSummary.Problem(
                    description: "\(pair.file) compares \"\(name)\", which is none of its options; run the scenario "
                        + "again")
            }
            return place
        }
        let stored = try pair["npsv_difference"]
        let difference = try estimate(stored, "mean")
        let error = try pair.number("probability_better_standard_error")
        return PairComparison(
            option: try place("option"), over: try place("over"),
            probabilityBetter: Estimate(
                value: try pair.number("probability_better"), standardError: error,
                isUpperBound: difference.isUpperBound && !error.isNaN),
            difference: difference, differenceP10: try stored.number("p10"), differenceP90: try stored.number("p90"),
            dominates: pair.has("dominates") ? try pair.text("dominates") : nil)
    }

    private func decision(_ decision: StoredField, measure: Measure) throws -> DecisionAppraisal {
        // All means of a run rest on the same number of batches.
        let isUpperBound = scenario.sampling == .latinHypercube && !Statistics.hasErrorOfBatches(trials: trials)
        func estimates(_ key: String) throws -> [Estimate] {
            zip(try decision.numbers(key), try decision.numbers(key + "_standard_error")).map {
                Estimate(value: $0, standardError: $1, isUpperBound: isUpperBound && !$1.isNaN)
            }
        }
        let error = try decision.number("evpi_standard_error")
        return DecisionAppraisal(
            measure: measure, probabilityBest: try estimates("probability_best"),
            expectedRegret: try estimates("expected_regret"),
            evpi: Estimate(
                value: try decision.number("evpi"), standardError: error, isUpperBound: isUpperBound && !error.isNaN))
    }

    private func precision(_ file: StoredField) throws -> ComparisonPrecision {
        let stored = try file["percentiles"]
        let coarse = try stored.optionalWhole("readings_beyond_0.001") ?? 0
        let widest = try stored.optional("greatest_error") ?? .infinity
        func precision(_ key: String) throws -> Precision {
            try stored.text(key) == "exact" ? .exact : .sketched(coarse: coarse, widest: widest)
        }
        return ComparisonPrecision(
            totals: try precision("totals"), councils: try precision("councils"),
            budgets: stored.has("budgets") ? try precision("budgets") : nil,
            trialsOfDrivers: try stored.whole("trials_of_drivers"))
    }
}
