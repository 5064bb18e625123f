import Foundation
import Testing

@testable import folkmoot

@Suite("Hindcasts")
struct HindcastTests {
    private static let folder = ProgramRun.repository.appendingPathComponent("scenarios/hindcasts")
    private static let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.sorted().filter {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent($0 + "/scenario.json").path)
    }

    /// All reference classes at what a plan takes for granted.
    private static let asPromised = """
        {"reference_it_cost": 1, "reference_local_cost": 1, "reference_benefit": 1, "reference_delay": 0}
        """
    private static let nothingComes = "{\"reference_benefit\": 0}"

    @Test("There are the seven that were named at the outset, and more")
    func count() throws {
        let names = try #require(Self.names)
        let named = [
            "birmingham", "cornwall", "kombit", "next-generation", "south-oxfordshire-vale", "southwest-one", "strata",
        ]
        #expect(Set(named).isSubset(of: names))
        #expect(names.count >= 9)
    }

    @Test("Each runs, and its forecast has a width", arguments: names ?? [])
    func runs(name: String) throws {
        let run = try HindcastRun(name)
        let measure = try #require(try run.comparisons().first { $0["headline"] as? Bool == true })
        let (low, high) = (try run.percentile("p10", of: measure), try run.percentile("p90", of: measure))
        #expect(low < high)
    }

    @Test("A programme that goes to plan gives the stated figures", arguments: names ?? [])
    func plan(name: String) throws {
        let run = try HindcastRun(name, changing: Self.asPromised)
        for comparison in try run.comparisons() {
            let stated = try #require(comparison["stated"] as? Double)
            let middle = try run.percentile("p50", of: comparison)
            // Of a stated range the middle is given, and a median of 512 draws of it may differ by a trial's width.
            #expect(abs(middle - stated) <= 2e-3 * stated, "\(name): \(comparison["what"] ?? "")")
        }
    }

    @Test("A world in which nothing is saved is worth minus its costs", arguments: names ?? [])
    func nullWorld(name: String) throws {
        let run = try HindcastRun(name, changing: Self.nothingComes)
        let (costs, value) = (try run.measure("pv_costs"), try run.measure("npsv"))
        // Costs and value are summed from the same flows, in money of at most 10^10 with 16 figures.
        #expect(abs(value("mean") + costs("mean")) < 0.01)
        #expect(abs(value("p10") + costs("p90")) < 0.01)
        #expect(abs(try run.measure("pv_benefits")("mean")) < 0.01)
    }

    @Test("Benefits that are a year late are less by the end of the period", arguments: names ?? [])
    func late(name: String) throws {
        let (early, late) = (
            try HindcastRun(name, changing: "{\"reference_delay\": 0}"),
            try HindcastRun(name, changing: "{\"reference_delay\": 1}")
        )
        let (before, after) = (try early.measure("pv_benefits")("mean"), try late.measure("pv_benefits")("mean"))
        if before == 0 { #expect(after == 0) } else { #expect(after < before) }
        // What is built is paid for when it was planned, however late its benefits.
        #expect(try early.measure("pv_costs")("mean") == late.measure("pv_costs")("mean"))
    }

    @Test("Next Generation Shared Services saves more with all bodies on the platform from the first year")
    func nextGeneration() throws {
        let together = try HindcastRun(
            "next-generation", levers: "{\"centres\": {\"adoption\": \"mandate\"}}",
            changing: "{\"reference_delay\": 0}")
        let inTurn = try HindcastRun("next-generation", changing: "{\"reference_delay\": 0}")
        // 2.5 years' worth of 128 million against 1.5, whatever share of it comes.
        let ratio = try together.measure("pv_benefits")("mean") / inTurn.measure("pv_benefits")("mean")
        #expect(abs(ratio - 2.5 / 1.5) < 1e-9)
    }

    @Test("Birmingham's mean cost hangs on the cap of the class, and its P90 hardly")
    func birmingham() throws {
        let capped = """
            {"reference_it_cost": {"distribution": {"mixture": [
              {"weight": 0.82, "distribution": {"pert": [0.6, 0.85, 1.45]}},
              {"weight": 0.18, "distribution": {"pareto": {"scale": 1.5, "shape": 1.378}, "max": 8}}]}}}
            """
        let (own, library) = (try HindcastRun("birmingham"), try HindcastRun("birmingham", changing: capped))
        let means = (try own.measure("pv_costs")("mean"), try library.measure("pv_costs")("mean"))
        let tails = (try own.measure("pv_costs")("p90"), try library.measure("pv_costs")("p90"))
        #expect(means.0 > 1.1 * means.1)
        #expect(tails.0 < 1.1 * tails.1 && tails.0 >= tails.1)
    }

    @Test("Some municipalities of KOMBIT pay more even when the whole fall in price comes; none if all paid the same")
    func kombit() throws {
        let noCost = "{\"joint_systems\": {\"costs\": []}}"
        let promised = try HindcastRun("kombit", levers: noCost, changing: Self.asPromised)
        // Of the register's price indices only 0.7 lies below 1 - 0.2495: 14 of 98 municipalities.
        #expect(abs(try promised.measure("share_worse_off")("mean") - 14.0 / 98) < 1e-9)
        let half = try HindcastRun("kombit", levers: noCost, changing: "{\"reference_benefit\": 0.5}")
        #expect(try half.measure("share_worse_off")("mean") > 14.0 / 98)
        let same = """
            {"joint_systems": {"costs": [], "benefits": [{"name": "Lower price of the systems", "kind": "cashable",
              "amount": "paid_today * population / 5_700_000[resident] * promised_fall * reference_benefit",
              "timing": {"on": "membership", "ramp": [0.5, 1]}}]}}
            """
        #expect(try HindcastRun("kombit", levers: same).measure("share_worse_off")("mean") == 0)
    }

    @Test("A cost that doubles in Strata falls on the councils, as the grant is what it is")
    func strata() throws {
        let one = try HindcastRun("strata", changing: "{\"reference_local_cost\": 1}")
        let two = try HindcastRun("strata", changing: "{\"reference_local_cost\": 2}")
        #expect(abs(try one.measure("council_npv")("mean") - two.measure("council_npv")("mean") - 2_200_000) < 0.01)
    }
}

/// A hindcast of 512 trials with some of its assumptions or levers changed.
private struct HindcastRun {
    private let name: String
    private let option: [String: Any]

    init(_ name: String, levers: String = "{}", changing assumptions: String = "{}") throws {
        self.name = name
        let scratch = try ScratchFolder()
        let base = ProgramRun.repository.appendingPathComponent("scenarios/hindcasts/\(name)/scenario.json").path
        try scratch.write(
            "{\"extends\": \"\(base)\", \"assumptions\": \(assumptions), \"levers\": \(levers)}", to: "changed.json")
        let run = try withExtendedLifetime(scratch) {
            try ProgramRun(["run", "changed.json", "--trials", "512", "--json"], in: scratch.url)
        }
        #expect(run.status == 0, "\(name): \(run.errors)")
        let summary = try #require(
            try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        option = try #require((summary["options"] as? [[String: Any]])?.last)
    }

    /// What the case compares with what happened.
    func comparisons() throws -> [[String: Any]] {
        let file = ProgramRun.repository.appendingPathComponent("scenarios/hindcasts/\(name)/outturn.json")
        let outturn = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
        return try #require(outturn?["comparisons"] as? [[String: Any]])
    }

    /// Figures of a measure of the plan, by name; not a number where there is none.
    func measure(_ measure: String) throws -> (String) -> Double {
        let figures = try #require((option["measures"] as? [String: Any])?[measure] as? [String: Any])
        return { figures[$0] as? Double ?? .nan }
    }

    /// A percentile of what a comparison names; the mean in place of a median of members, which have none here.
    func percentile(_ percentile: String, of comparison: [String: Any]) throws -> Double {
        let name = try #require(comparison["measure"] as? String)
        guard let year = comparison["year"] as? Int else { return try measure(name)(percentile) }
        let rows: [[String: Any]]?
        if let lever = comparison["lever"] as? String {
            let levers = option["levers"] as? [[String: Any]]
            rows = levers?.first { $0["lever"] as? String == lever }?["members"] as? [[String: Any]]
            let row = try #require(rows?.first { $0["year"] as? Int == year })
            return try #require(row[percentile == "p50" ? "mean" : percentile] as? Double)
        }
        rows = option["by_year"] as? [[String: Any]]
        let row = try #require(rows?.first { $0["year"] as? Int == year })
        return try #require((row[name] as? [String: Any])?[percentile] as? Double)
    }
}
