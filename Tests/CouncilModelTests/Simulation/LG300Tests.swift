import CouncilModel
import Stochastics
import Testing

/// The benchmark model LG-300: 300 councils, three options of eight lines, ten years; its expectations are exact.
///
/// Means, ratios and the chances of never adopting follow from the moments of the distributions alone (peers' table of
/// exact answers; PV benefits 311,145.214, 218,397.625, 299,154.970 and PV costs 252,895.549, 147,888.753, 271,208.526).
@Suite("LG-300 as a scenario")
struct LG300Tests {
    private static let lines: [(name: String, distribution: String, timing: String)] = [
        ("setup", "{\"triangular\": [80, 120, 260]}", "{\"on\": \"joining\"}"),
        ("migration", "{\"lognormal\": {\"median\": 90, \"sigma\": 0.5}}", "{\"on\": \"joining\"}"),
        ("platform", "{\"triangular\": [20, 30, 55]}", "{\"on\": \"membership\"}"),
        ("governance", "{\"lognormal\": {\"median\": 10, \"sigma\": 0.3}}", "{\"on\": \"membership\"}"),
        ("staff_time", "{\"triangular\": [10, 50, 90]}", ramp),
        ("licences", "{\"triangular\": [15, 25, 40]}", "{\"on\": \"membership\"}"),
        ("procurement", "{\"lognormal\": {\"median\": 20, \"sigma\": 0.6}}", ramp),
        ("fraud", "{\"lognormal\": {\"median\": 8, \"sigma\": 0.8}}", ramp),
    ]
    private static let ramp = "{\"on\": \"membership\", \"ramp\": [0.33333333333333333, 0.66666666666666667, 1]}"
    private static let multipliers: [[Double]] = [
        [1, 1, 1, 1, 1, 1, 1, 1], [0.4, 0.6, 0.5, 0.7, 0.55, 0.6, 0.7, 0.5], [1.6, 1.3, 1.4, 1.5, 1.35, 1.2, 1.6, 1.8],
    ]
    /// −ln(1 − h) for the hazards 0.30, 0.50, 0.15.
    private static let innovation = [0.35667494393873245, 0.6931471805599453, 0.16251892949777494]

    static func scenario(variesBy: String, trials: Int) -> (text: String, register: String) {
        var assumptions: [String] = []
        var levers: [String] = []
        for option in 0..<3 {
            var (costs, benefits) = ([String](), [String]())
            for (index, line) in lines.enumerated() {
                let name = "\(line.name)_\(option)"
                assumptions.append(
                    "\"\(name)\": {\"distribution\": \(line.distribution), \"varies_by\": \"\(variesBy)\"}")
                let kind = index < 4 ? "revenue" : "cashable"
                let text =
                    "{\"name\": \"\(line.name)\", \"kind\": \"\(kind)\", \"amount\": "
                    + "\"size * \(multipliers[option][index]) * \(name)\", \"timing\": \(line.timing)}"
                if index < 4 { costs.append(text) } else { benefits.append(text) }
            }
            levers.append(
                "\"o\(option)\": {\"starts\": 2026, \"adoption\": {\"diffusion\": {\"innovation\": \(innovation[option])}}, "
                    + "\"costs\": [\(costs.joined(separator: ","))], \"benefits\": [\(benefits.joined(separator: ","))]}"
            )
        }
        let rows = (0..<300).map { council in
            "C\(1000 + council),Council \(council),unitary,1,\(0.2 + 2.8 * Double((council * 7919) % 300) / 299)"
        }
        let text = """
            {"title": "LG-300", "base_year": 2026, "years": 10, "trials": \(trials), "discounting": 0.035,
             "councils": {"register": "register.csv"}, "assumptions": {\(assumptions.joined(separator: ","))},
             "levers": {\(levers.joined(separator: ","))},
             "options": [{"name": "0", "levers": ["o0"]}, {"name": "1", "levers": ["o1"]}, {"name": "2", "levers": ["o2"]}]}
            """
        return (text, "code,name,type,population,size\n" + rows.joined(separator: "\n"))
    }

    @Test("Mean NPV and BCR are the exact ones, in both modes", arguments: ["trial", "council"])
    func exactMeans(variesBy: String) throws {
        let trials = variesBy == "trial" ? 10_240 : 4096
        let (text, register) = Self.scenario(variesBy: variesBy, trials: trials)
        let result = try Worked.run(try Worked.read(text, register: register), threads: 2)
        let means = [58_249.664948, 70_508.871696, 27_946.443850]
        let ratios = [1.230331, 1.476770, 1.103044]
        let never = [0.0282475, 0.0009766, 0.1968744]
        for option in 0..<3 {
            let figures = result.options[option + 1]
            func error(_ figure: (Range<Int>) -> Double) -> Double {
                let batches = (0..<trials / 512).map { figure($0 * 512..<$0 * 512 + 512) }
                return Statistics.standardDeviation(batches) / (Double(trials) / 512).squareRoot()
            }
            func batchMean(_ measure: Measure, _ trials: Range<Int>) -> Double {
                Statistics.mean(Array(figures.measures[measure]?[trials] ?? []))
            }
            let meanError = error { batchMean(.npsv, $0) }
            #expect(abs(figures.mean(.npsv) - means[option]) <= 4 * meanError)
            // The batches' own spread is known only roughly with few of them; it must not be wide enough to hide a slip.
            #expect(meanError < 1500)
            let ratio = figures.mean(.pvBenefits) / figures.mean(.pvCosts)
            let ratioError = error { batchMean(.pvBenefits, $0) / batchMean(.pvCosts, $0) }
            #expect(abs(ratio - ratios[option]) <= 4 * ratioError)
            let absent = figures.councils.reduce(0.0) {
                $0 + Double($1.joiningYear.count { $0 == CouncilResult.never })
            }
            let count = Double(300 * trials)
            let spread = (never[option] * (1 - never[option]) / count).squareRoot()
            #expect(abs(absent / count - never[option]) <= 4.5 * spread)
        }
    }
}
