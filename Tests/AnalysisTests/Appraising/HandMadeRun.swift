import Analysis
import Appraisal
import CouncilModel
import Formulas
import Stochastics

/// A scenario and its result, put together by hand from samples instead of a simulation.
struct HandMadeRun {
    var scenario: Scenario
    var result: RunResult

    /// A run of options without levers over two years and some councils, `Do nothing` first and 0 throughout.
    ///
    /// - Parameters:
    ///   - options: name and NPSV by trial of each option but `Do nothing`.
    ///   - sampling: how the samples were drawn.
    ///   - councils: number of councils in the scenario (and in no option's result).
    init(options: [(name: String, npsv: [Double])], sampling: Sampling = .latinHypercube, councils: Int = 0) {
        let trials = options.first?.npsv.count ?? 1
        scenario = Scenario(
            title: "By hand", baseYear: 2026, years: 2, priceYear: 2026,
            discounting: DiscountSchedule(rate: 0.035), trials: trials, sampling: sampling,
            register: Register(
                codes: (0..<councils).map { "E\(100 + $0)" }, names: (0..<councils).map { "Council \($0)" },
                types: (0..<councils).map { $0 == 1 ? "county" : "district" },
                columns: [
                    .init(name: "population", cells: .numbers((0..<councils).map { Double(1000 * ($0 + 1)) })),
                    .init(name: "longitude", cells: .numbers((0..<councils).map { $0 == 0 ? nil : Double($0) })),
                ]
            ),
            selected: Array(0..<councils), options: options.map { AppraisalOption(name: $0.name, levers: []) }
        )
        let zeros = [Double](repeating: 0, count: trials)
        let all =
            [OptionResult(name: "Do nothing", npsv: zeros, costs: zeros)]
            + options.map { OptionResult(name: $0.name, npsv: $0.npsv, costs: zeros) }
        result = RunResult(
            trials: trials, options: all,
            central: all.map { option in
                var central = CentralResult(option: option.name)
                central.measures[.npsv] = option.name == "Do nothing" ? 0 : 11
                central.npsvBeforeUplift = option.name == "Do nothing" ? 0 : 13
                return central
            },
            baseline: [], assumptions: []
        )
    }

    /// The comparison of this run.
    var comparison: Comparison { Comparison(appraising: result, of: scenario) }
}

extension OptionResult {
    /// An option whose costs are all public and fall in year 0, and whose benefits are cash of year 1.
    init(name: String, npsv: [Double], costs: [Double]) {
        self.init(name: name, levers: [])
        let zeros = [Double](repeating: 0, count: npsv.count)
        for measure in Measure.allCases where measure != .councilCashNPVOwnRate { measures[measure] = zeros }
        measures[.npsv] = npsv
        measures[.councilCashNPV] = npsv.map { $0 / 2 }
        set(costs: costs)
        costsByYear = [costs, zeros]
        benefitsByYear = [zeros, zip(npsv, costs).map { $0 + $1 }]
        cashByYear = [costs.map { 0 - $0 }, benefitsByYear[1]]
        measures[.paybackYear] = npsv.map { $0 >= 0 ? 2027 : .nan }
    }

    /// Sets costs, and everything that follows from costs and NPSV.
    mutating func set(costs: [Double]) {
        let npsv = measures[.npsv] ?? []
        measures[.pvCosts] = costs
        measures[.pvPublicCosts] = costs
        measures[.pvBenefits] = zip(npsv, costs).map { $0 + $1 }
        measures[.bcr] = zip(npsv, costs).map { $1 > 0.005 ? ($0 + $1) / $1 : .nan }
        measures[.cashNPV] = zip(npsv, costs).map { $0 / 4 - $1 }
        measures[.bcrNet] = zip(npsv, measures[.cashNPV] ?? []).map { $1 < -0.005 ? ($0 - $1) / -$1 : .nan }
    }
}

/// Samples drawn as a run draws them.
struct Samples {
    var seed: UInt64 = 1
    var trials: Int
    var sampling = Sampling.latinHypercube

    /// A standard normal sample at an address.
    func normal(_ address: String) -> [Double] {
        uniform(address).map { StandardNormal.quantile($0) }
    }

    /// A uniform sample at an address.
    func uniform(_ address: String) -> [Double] {
        let draws = AddressedDraws(seed: seed)
        return sampling == .latinHypercube
            ? draws.latinHypercube(at: Address(address), trials: 0..<trials)
            : draws.uniforms(at: Address(address), trials: 0..<trials)
    }
}

/// Statistics from their definitions, without regard for the last bits.
enum Naive {
    static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

    static func sd(_ values: [Double]) -> Double {
        let center = mean(values)
        let squares = values.map { ($0 - center) * ($0 - center) }.reduce(0, +)
        return (squares / Double(values.count - 1)).squareRoot()
    }

    /// The type 7 percentile of values in any order, by the share of the way between neighbours.
    static func percentile(_ values: [Double], _ percent: Double) -> Double {
        let sorted = values.sorted()
        let place = percent / 100 * Double(sorted.count - 1)
        let low = sorted[Int(place.rounded(.down))]
        let high = sorted[Int(place.rounded(.up))]
        return low + (place - place.rounded(.down)) * (high - low)
    }

    /// The standard error of a figure by complete batches of 512: their sd over √(trials/512).
    static func batchError(trials: Int, _ figure: (Range<Int>) -> Double) -> Double {
        let figures = (0..<trials / 512).map { figure($0 * 512..<$0 * 512 + 512) }
        return sd(figures) / (Double(trials) / 512).squareRoot()
    }
}

/// True where two numbers agree to a relative (below 1 in size, absolute) 1e-10, far above the rounding of sums over
/// some thousand values and far below any difference that matters.
func isClose(_ found: Double?, _ expected: Double) -> Bool {
    guard let found else { return false }
    return abs(found - expected) <= 1e-10 * max(1, abs(expected))
}
