import CouncilModel

/// Compares the engine's figures of a scenario with the naive model's, trial by trial.
struct GeneratedComparison {
    let scenario: GeneratedScenario
    /// What does not agree, a line each.
    private(set) var mismatches: [String] = []
    /// What happened in the trials, by the naive model.
    private(set) var events: [String: Int] = [:]
    private let model: NaiveModel
    /// What money may differ by in the trial at hand.
    private var tolerance = 0.0
    private var place = ""

    init(_ scenario: GeneratedScenario) throws {
        self.scenario = scenario
        model = try NaiveModel(scenario: scenario.tree, register: scenario.register)
    }

    /// Runs the naive model alone.
    mutating func runNaively() throws {
        for trial in [.central] + trials.map(NaiveTrial.drawn) {
            for figures in try model.figures(trial) { count(figures) }
        }
    }

    /// All trials; of more than a batch only those at the ends of batches and some between.
    private var trials: [Int] {
        model.trials <= 16 ? Array(0..<model.trials) : [0, 1, 200, 510, 511, 512, model.trials - 1]
    }

    /// Runs both and notes where they differ.
    mutating func compare() throws {
        let read = try scenario.read()
        let result = try RunPlan(read).simulate(threads: 2)
        let codes = read.selected.map { read.register.codes[$0] }
        let budgets =
            read.cashView == nil
            ? []
            : try RunPlan(read).budgets(options: Array(result.options.indices), councils: codes.indices, threads: 2)
        place = "seed \(scenario.seed)"
        same("councils", codes, model.selected.map(\.code))
        same("options", result.options.map(\.name).sorted(), model.options.map(\.name).sorted())
        guard mismatches.isEmpty else { return }
        // By option and code.
        var sums: [String: [String: (pays: Double, gains: Double, size: Double)]] = [:]
        for trial in trials {
            for (option, figures) in zip(model.options, try model.figures(.drawn(trial))) {
                count(figures)
                for code in codes {
                    let own = (figures.councilPays[code] ?? 0, figures.councilGains[code] ?? 0, figures.size)
                    let sum = sums[option.name]?[code] ?? (0, 0, 0)
                    sums[option.name, default: [:]][code] = (sum.0 + own.0, sum.1 + own.1, max(sum.2, own.2))
                }
                guard let index = result.options.firstIndex(where: { $0.name == option.name }) else { continue }
                let engine = result.options[index]
                place = "seed \(scenario.seed), \(option.name), trial \(trial)"
                tolerance = 1e-9 * max(figures.size, 1e-3)
                compare(engine, figures, trial: trial, codes: codes)
                compare("public budget", engine.budget, figures.publicView, trial: trial)
                for (place, code) in codes.enumerated() where !budgets.isEmpty {
                    compare("budget of \(code)", budgets[index][place], figures.councilViews[code], trial: trial)
                }
            }
        }
        for (option, figures) in zip(model.options, try model.figures(.central)) {
            guard let engine = result.central.first(where: { $0.option == option.name }) else { continue }
            place = "seed \(scenario.seed), \(option.name), central case"
            tolerance = 1e-9 * max(figures.size, 1e-3)
            compare(engine.measures.mapValues { $0 }, figures)
            var joining: [String: [String: Int]] = [:]
            for entry in engine.joining { joining[entry.lever, default: [:]][codes[entry.council]] = entry.year }
            same("joining", joining, figures.joining.filter { !$0.value.isEmpty })
            close("NPSV before uplift", engine.npsvBeforeUplift, figures.npsvBeforeUplift)
            compare(engine.flows, figures, codes: codes)
        }
        if trials.count == model.trials { compareMeans(result, sums, codes: codes) }
    }

    private mutating func compare(_ engine: OptionResult, _ naive: NaiveFigures, trial: Int, codes: [String]) {
        compare(engine.measures.compactMapValues { $0[trial].isNaN ? nil : $0[trial] }, naive)
        for (name, table, row) in [
            ("costs", engine.costsByYear, naive.costs), ("benefits", engine.benefitsByYear, naive.benefits),
            ("cash", engine.cashByYear, naive.cash),
        ] {
            for year in row.indices { close("\(name) of year \(year)", table[year][trial], row[year]) }
        }
        for (place, lever) in engine.levers.enumerated() {
            same("members of \(lever)", engine.members[place].map { $0[trial] }, naive.members[lever]?.map(Double.init))
            same("winding up of \(lever)", engine.woundUp[place][trial], naive.memberships[lever]?.windUp != nil)
        }
        for line in engine.lines {
            let own = naive.lines["\(line.lever)/\(line.side)/\(line.line)"] ?? (0, 0)
            close("\(line.lever), \(line.line)", line.presentValue[trial], own.with)
            close("\(line.lever), \(line.line) before uplift", line.presentValueBeforeUplift[trial], own.without)
        }
        let known = Set(engine.lines.map { "\($0.lever)/\($0.side)/\($0.line)" })
        for key in naive.lines.keys.sorted() where !known.contains(key) { note(key, "no line", "a line") }
        for party in engine.parties {
            close("pays \(party.party)", party.pays[trial], naive.pays["\(party.party)"] ?? 0)
            close("gains \(party.party)", party.gains[trial], naive.gains["\(party.party)"] ?? 0)
        }
        for (code, council) in zip(codes, engine.councils) {
            close("NPV of \(code)", council.npv[trial], naive.councilNPV[code] ?? 0)
            close("cash NPV of \(code)", council.cashNPV[trial], naive.councilCash[code] ?? 0)
            same("flow at \(code)", council.hasFlow[trial], naive.withFlow.contains(code))
            let year = naive.joining.values.compactMap { $0[code] }.min()
            same("joining year of \(code)", Int(council.joiningYear[trial]), year ?? Int(CouncilResult.never))
        }
    }

    /// What each council pays and gains on average.
    private mutating func compareMeans(
        _ result: RunResult, _ sums: [String: [String: (pays: Double, gains: Double, size: Double)]], codes: [String]
    ) {
        for option in result.options {
            place = "seed \(scenario.seed), \(option.name)"
            for (code, council) in zip(codes, option.councils) {
                guard let sum = sums[option.name]?[code] else { continue }
                tolerance = 1e-9 * max(sum.size, 1e-3)
                close("mean of what \(code) pays", council.meanPays, sum.pays / Double(model.trials))
                close("mean of what \(code) gains", council.meanGains, sum.gains / Double(model.trials))
            }
        }
    }

    /// Flows of the central case by line and council, programme lines as a whole.
    private mutating func compare(_ flows: [CentralFlow], _ naive: NaiveFigures, codes: [String]) {
        var theirs: [String: CentralFlow] = [:]
        for flow in flows {
            theirs["\(flow.lever)/\(flow.side)/\(flow.line)/\(flow.council.map { codes[$0] } ?? "")"] = flow
        }
        same("number of lines with flows", flows.count, theirs.count)
        for key in theirs.keys.sorted() where naive.ownFlows[key] == nil { note(key, "flows", "none") }
        for (key, own) in naive.ownFlows.sorted(by: { $0.key < $1.key }) {
            for year in own.indices {
                close("flow of \(key) in \(year)", theirs[key]?.byYear[year] ?? 0, own[year].with)
                close("\(key) before uplift", theirs[key]?.byYearBeforeUplift[year] ?? 0, own[year].without)
            }
        }
    }

    /// Nominal amounts can be larger than the real ones that the tolerance is made from.
    private mutating func compare(_ name: String, _ engine: BudgetResult?, _ naive: NaiveCashView?, trial: Int) {
        guard let engine, let naive else {
            same(name, engine == nil, naive == nil)
            return
        }
        let real = tolerance
        tolerance = max(real, 1e-9 * (naive.rows.values.joined().map(abs).max() ?? 0))
        for row in CashRow.allCases {
            let own = naive.rows[row.rawValue] ?? []
            let amounts = engine.byYear(row)
            for year in own.indices {
                close("\(row.rawValue) of year \(year) in \(name)", amounts[year][trial], own[year])
            }
        }
        close("charges beyond in \(name)", engine.chargesBeyond[trial], naive.chargesBeyond)
        tolerance = real
    }

    private mutating func compare(_ engine: [Measure: Double], _ naive: NaiveFigures) {
        for measure in Measure.allCases {
            let (mine, own) = (engine[measure], naive.measures[measure.rawValue])
            let name = measure.rawValue
            switch measure {
            case .bcr, .bcrNet:
                let costs = naive.measures["pv_public_costs"] ?? 0
                let denominator = measure == .bcr ? costs : -(naive.measures["cash_npv"] ?? 0)
                // Whether there is a ratio at all hangs on the last bits here.
                if abs(denominator - 0.005) <= tolerance { continue }
                guard let mine, let own else {
                    same(name, mine, own)
                    continue
                }
                let allowed = 2 * tolerance / denominator * max(1, abs(own))
                if !(abs(mine - own) <= allowed) { note(name, "\(mine)", "\(own)") }
            case .paybackYear:
                if naive.accumulated.contains(where: { abs($0 + 0.005) <= tolerance }) { continue }
                same(name, mine, own)
            case .shareWorseOff, .shareWorseOffCash:
                let values = measure == .shareWorseOff ? naive.councilNPV : naive.councilCash
                if values.values.contains(where: { abs($0 + 0.005) <= tolerance }) { continue }
                same(name, mine, own)
            case .councilCashNPVOwnRate where mine == nil && own == nil: continue
            default: close(name, mine ?? .nan, own ?? .nan)
            }
        }
    }

    private mutating func close(_ name: String, _ engine: Double, _ naive: Double) {
        if !(abs(engine - naive) <= tolerance) { note(name, "\(engine)", "\(naive)") }
    }

    private mutating func same<T: Equatable>(_ name: String, _ engine: T, _ naive: T) {
        if engine != naive { note(name, "\(engine)", "\(naive)") }
    }

    private mutating func note(_ name: String, _ engine: String, _ naive: String) {
        mismatches.append("\(place): \(name): engine \(engine), naive \(naive)")
    }

    /// Counts what happened to an option in a trial.
    private mutating func count(_ figures: NaiveFigures) {
        for membership in figures.memberships.values {
            let joining = membership.joining.values
            events["levers", default: 0] += 1
            events["woundUp", default: 0] += membership.windUp == nil ? 0 : 1
            events["minima", default: 0] += membership.hasFailed == nil ? 0 : 1
            events["failed", default: 0] += membership.hasFailed == true ? 1 : 0
            events["late", default: 0] += joining.filter { $0 > 0 }.isEmpty ? 0 : 1
            events["empty", default: 0] += joining.isEmpty ? 1 : 0
            events["broken", default: 0] += membership.broken.isEmpty ? 0 : 1
        }
        for council in model.selected {
            let code = council.code
            let (pays, gains) = (figures.councilPays[code], figures.councilGains[code])
            events["councils", default: 0] += 1
            let hasFlow = figures.withFlow.contains(code)
            events["noFlow", default: 0] += hasFlow ? 0 : 1
            events["onlyOthers", default: 0] += hasFlow && pays == nil && gains == nil ? 1 : 0
            events["onlyLoss", default: 0] += pays ?? 0 >= 0 && gains ?? 0 < 0 ? 1 : 0
        }
        events["options", default: 0] += 1
        events["worse", default: 0] += figures.measures["share_worse_off"] ?? 0 > 0 ? 1 : 0
        events["never", default: 0] += figures.measures["payback_year"] == nil ? 1 : 0
    }
}
