import CouncilModel
import Testing

/// What leaves one account enters another.
@Suite("Laws of sums")
struct SumLawTests {
    /// Rounding in a sum of some hundred flows, as a share of the largest amount of a trial.
    private static let rounding = 1e-11

    @Test("NPSV is what all parties gain less what they pay")
    func parties() throws {
        for seed in LawRun.seeds {
            let run = try LawRun(LawRun.scenario(seed))
            for option in run.result.options {
                let size = try #require(run.figures(of: option.name))
                for trial in 0..<run.result.trials {
                    let balance = option.parties.reduce(0) { $0 + $1.gains[trial] - $1.pays[trial] }
                    let difference = balance - option.value(.npsv, trial: trial)
                    #expect(abs(difference) <= Self.rounding * size.size(trial), "seed \(seed), \(option.name)")
                }
            }
        }
    }

    @Test("Without lower prices, parties pay costs and transfers, and gain benefits and transfers")
    func costsAndTransfers() throws {
        for seed in LawRun.seeds {
            let run = try LawRun(
                LawRun.scenario(seed).changed { tree in
                    tree.changeLines { line, _ in
                        var line = line
                        line["resource"] = nil
                        return [line]
                    }
                })
            for option in run.result.options {
                let size = try #require(run.figures(of: option.name))
                for trial in 0..<run.result.trials {
                    let transfers = option.lines.reduce(0) { $0 + ($1.side == .transfer ? $1.presentValue[trial] : 0) }
                    let pays = option.parties.reduce(0) { $0 + $1.pays[trial] }
                    let gains = option.parties.reduce(0) { $0 + $1.gains[trial] }
                    let allowed = Self.rounding * size.size(trial)
                    let place = "seed \(seed), \(option.name)"
                    #expect(abs(pays - transfers - option.value(.pvCosts, trial: trial)) <= allowed, "\(place)")
                    #expect(abs(gains - transfers - option.value(.pvBenefits, trial: trial)) <= allowed, "\(place)")
                }
            }
        }
    }

    @Test(
        "Councils hold what party council does, with a named lead what it and party lead do", arguments: [false, true])
    func councils(isLeadNamed: Bool) throws {
        for seed in LawRun.seeds {
            let scenario = LawRun.scenario(seed)
            let code = NaiveModel.firstSelected(of: scenario)
            let run = try LawRun(
                scenario.changed { tree in
                    tree.changeLevers { lever in
                        if lever["like"] == nil { lever["lead"] = isLeadNamed ? .text(code) : nil }
                    }
                })
            for option in run.result.options {
                let size = try #require(run.figures(of: option.name))
                let parties = option.parties.filter { $0.party == .council || isLeadNamed && $0.party == .lead }
                for trial in 0..<run.result.trials {
                    let held = option.councils.reduce(0) { $0 + $1.npv[trial] }
                    let balance = parties.reduce(0) { $0 + $1.gains[trial] - $1.pays[trial] }
                    let allowed = Self.rounding * size.size(trial)
                    #expect(abs(held - balance) <= allowed, "seed \(seed), \(option.name)")
                    #expect(
                        abs(held - option.value(.councilNPV, trial: trial)) <= allowed, "seed \(seed), \(option.name)")
                }
                for council in option.councils {
                    let mean = council.npv.reduce(0, +) / Double(run.result.trials)
                    let allowed = Self.rounding * (0..<run.result.trials).reduce(0) { max($0, size.size($1)) }
                    #expect(abs(council.meanGains - council.meanPays - mean) <= allowed, "seed \(seed)")
                }
            }
        }
    }

    @Test("Without inflation and borrowing, budgets are cash: of the public year by year, of councils in present value")
    func budgets() throws {
        for seed in LawRun.seeds {
            let run = try LawRun(
                LawRun.scenario(seed).changed { tree in
                    tree["inflation"] = 0
                    tree["financing"] = nil
                    tree["discounting"] = 0
                })
            for (index, option) in run.result.options.enumerated() {
                let figures = try #require(run.figures(of: option.name))
                let net = try #require(option.budget?.byYear(.net))
                for trial in 0..<run.result.trials {
                    let allowed = Self.rounding * figures.size(trial)
                    for year in net.indices {
                        let difference = net[year][trial] + option.cashByYear[year][trial]
                        #expect(abs(difference) <= allowed, "seed \(seed), \(option.name), year \(year)")
                    }
                    for (place, council) in option.councils.enumerated() {
                        let own = run.budgets[index][place].byYear(.net).reduce(0) { $0 + $1[trial] }
                        #expect(abs(own + council.cashNPV[trial]) <= allowed, "seed \(seed), \(option.name), \(place)")
                    }
                }
            }
        }
    }
}

extension NaiveModel {
    /// Code of the first council that takes part.
    fileprivate static func firstSelected(of scenario: GeneratedScenario) -> String {
        (try? NaiveModel(scenario: scenario.tree, register: scenario.register))?.selected.first?.code ?? ""
    }
}
