import Appraisal
import Formulas
import Stochastics

/// A scenario turned into what a kernel runs: names are indices, formulas are programs, draws have addresses.
package struct RunPlan: Sendable {
    /// The scenario it was made from.
    package let scenario: Scenario
    let draws: AddressedDraws
    /// Where a rerun departs from these draws.
    var design = PlannedDesign()
    /// Options, by their index, in which all councils join all levers in g, whatever gates there are.
    var joinedByAll: Set<Int> = []
    /// d_t by year index.
    let discountFactors: [Double]
    /// Code by council position.
    let codes: [String]
    let assumptions: [PlannedAssumption]
    let copulas: [PlannedCopula]
    let pools: [PlannedPool]
    let contracts: [PlannedContract]
    let levers: [PlannedLever]
    /// `Do nothing` first, then the scenario's options.
    let options: [PlannedOption]
    /// What budgets in money of the day are made with; nil: no cash view.
    let cashView: PlannedCashView?
    /// 1/(1 + councilRate)^t by year index; nil without such a rate.
    let councilFactors: [Double]?
    /// Index into `options` of the reference (0 when there is none).
    let reference: Int
    /// Cells by council position of each number column that a formula reads.
    let numberColumns: [[Double?]]
    /// Likewise of text columns.
    let textColumns: [[String?]]
    /// Number of planned formulas.
    let formulaCount: Int
    /// Numbers by council position that amounts and shares are multiplied by.
    let parts: [[Double]]
    /// Years before 0 in which somebody can have joined a lever, ascending.
    let earlierYears: [Int]

    /// Weights of sharing by benefit, worked out when they are first needed.
    let benefitWeights = MadeOnce<BenefitWeights>()

    /// Number of appraisal years H.
    var years: Int { scenario.years }
    /// Number of councils selected.
    var councilCount: Int { codes.count }

    /// Name of the option in which nothing changes.
    package static let doNothing = "Do nothing"

    /// Makes a checked scenario ready; throws where its correlations cannot hold together.
    package init(_ scenario: Scenario) throws(CopulaError) {
        self.scenario = scenario
        draws = AddressedDraws(seed: scenario.seed)
        discountFactors = scenario.discounting.factors(years: scenario.years)
        codes = scenario.selected.map { scenario.register.codes[$0] }

        var planner = FormulaPlanner(scenario: scenario)
        pools = scenario.pools.map {
            PlannedPool(name: $0.name, amount: planner.plan($0.amount), growth: planner.plan($0.growth))
        }
        contracts = scenario.contracts.map { Self.plan($0, of: scenario, with: &planner) }
        levers = scenario.levers.map { Self.plan($0, of: scenario, with: &planner) }
        cashView = scenario.cashView.map { view in
            PlannedCashView(
                inflation: view.inflation.map { planner.plan($0) },
                financing: view.financing.map {
                    PlannedFinancing(
                        rate: planner.plan($0.rate), life: planner.plan($0.life), borrowed: planner.plan($0.borrowed)
                    )
                }
            )
        }
        councilFactors = scenario.councilRate.map { DiscountSchedule(rate: $0).factors(years: scenario.years) }
        let used = planner.used
        let samplers = Self.samplers(
            of: scenario.assumptions.enumerated().filter { used.contains($0) || $1.variesBy == .trial }.map(\.element))
        assumptions = scenario.assumptions.enumerated().map { index, assumption in
            Self.plan(assumption, isUsed: used.contains(index), of: scenario, samplers: samplers)
        }
        copulas = try Self.copulas(of: scenario)
        options =
            [PlannedOption(name: Self.doNothing, levers: [], joiningOrder: [], overrides: [])]
            + scenario.options.map { Self.plan($0, of: scenario) }
        reference = scenario.reference.map { $0 + 1 } ?? 0
        numberColumns = planner.numberColumns
        textColumns = planner.textColumns
        formulaCount = planner.count
        parts = planner.parts
        let starts = levers.flatMap { $0.start < 0 ? Array($0.start..<0) : [] }
        earlierYears = Set(starts + levers.flatMap { $0.alreadyYear.compactMap { $0 } }).sorted()
    }

    private static func plan(_ option: AppraisalOption, of scenario: Scenario) -> PlannedOption {
        func index(_ name: String) -> Int {
            guard let index = scenario.levers.firstIndex(where: { $0.name == name }) else {
                preconditionFailure("a checked option names levers that exist, but found \(name)")
            }
            return index
        }
        let levers = option.levers.map(index)
        var joiningOrder: [Int] = []
        func visit(_ lever: Int) {
            guard !joiningOrder.contains(lever) else { return }
            for name in scenario.levers[lever].dependsOn {
                // A name means that lever or the variant of it that the option holds.
                for other in levers where scenario.levers[other].answers(to: name) { visit(other) }
            }
            joiningOrder.append(lever)
        }
        for lever in levers { visit(lever) }
        let overrides = option.with.map { override in
            guard let index = scenario.assumptions.firstIndex(where: { $0.name == override.assumption }) else {
                preconditionFailure("a checked `with` names assumptions that exist, but found \(override.assumption)")
            }
            return PlannedOption.Override(assumption: index, distribution: override.distribution)
        }
        return PlannedOption(
            name: option.name, levers: levers, joiningOrder: joiningOrder,
            overrides: overrides.sorted { $0.assumption < $1.assumption }
        )
    }

    /// Samplers of the distributions of assumptions. Tables of quantiles take as long to make as some hundred trials.
    private static func samplers(of assumptions: [Assumption]) -> [Distribution: Sampler] {
        let distributions = Array(Set(assumptions.map(\.distribution)))
        let made = inParallel(distributions.count) { Sampler(distributions[$0]) }
        return Dictionary(uniqueKeysWithValues: zip(distributions, made))
    }

    /// - Parameter samplers: of all assumptions that are drawn.
    private static func plan(
        _ assumption: Assumption, isUsed: Bool, of scenario: Scenario, samplers: [Distribution: Sampler]
    ) -> PlannedAssumption {
        let prefix = "assumption/\(assumption.name)"
        let addresses: [Address]
        var entityOfCouncil: [Int] = []
        switch assumption.variesBy {
        case .trial:
            addresses = [Address(prefix)]
        case .council:
            addresses = scenario.selected.map { Address("\(prefix)/\(scenario.register.codes[$0])") }
        case .year:
            addresses = (0..<scenario.years).map { Address("\(prefix)/\(scenario.baseYear + $0)") }
        case .councilAndYear:
            addresses = scenario.selected.flatMap { row in
                (0..<scenario.years).map { year in
                    Address("\(prefix)/\(scenario.register.codes[row])/\(scenario.baseYear + year)")
                }
            }
        case .column(let column):
            // An empty cell is a value of its own.
            let texts = scenario.selected.map { scenario.register.text(column, row: $0) ?? "" }
            let values = Set(texts).sorted()
            addresses = values.map { Address("\(prefix)/\($0)") }
            entityOfCouncil = texts.map { text in
                guard let entity = values.firstIndex(of: text) else { preconditionFailure("a value is among values") }
                return entity
            }
        }
        let isDrawn = isUsed || assumption.variesBy == .trial
        return PlannedAssumption(
            assumption: assumption, addresses: addresses,
            stratified: StratifiedAddress(addresses.first ?? Address(prefix)), entityOfCouncil: entityOfCouncil,
            isUsed: isUsed,
            sampler: isDrawn ? samplers[assumption.distribution] : nil
        )
    }

    private static func plan(
        _ contract: Contract, of scenario: Scenario, with planner: inout FormulaPlanner
    ) -> PlannedContract {
        PlannedContract(
            length: planner.plan(contract.length),
            notice: planner.plan(contract.notice),
            firstEnd: scenario.selected.map { row in
                contract.ends.flatMap { scenario.register.number($0, row: row) }
                    .map { yearIndex(ofCalendarYear: $0, baseYear: scenario.baseYear) }
            },
            phase: scenario.selected.map { Address("contract/\(contract.name)/phase/\(scenario.register.codes[$0])") }
        )
    }

    /// Connected groups of correlated assumptions, members in order of name.
    private static func copulas(of scenario: Scenario) throws(CopulaError) -> [PlannedCopula] {
        let names = scenario.assumptions.map(\.name)
        var planned: [PlannedCopula] = []
        for group in RankCorrelation.groups(scenario.correlations, among: names) {
            planned.append(
                PlannedCopula(
                    members: names.indices.filter { group.names.contains(names[$0]) },
                    copula: try GaussianCopula(names: group.names, rankCorrelations: group.ranks)
                )
            )
        }
        return planned
    }

    /// A register's calendar year as a year index, held to ±10,000 so that no cell can overflow what follows.
    static func yearIndex(ofCalendarYear year: Double, baseYear: Int) -> Int {
        Int(min(10_000, max(-10_000, year.rounded(.down) - Double(baseYear))))
    }
}
