import CouncilModel
import Foundation
import Testing

@Suite("The shipped studies")
struct StudyTests {
    /// A study, what makes all benefits of an option nothing, and that option.
    struct NullWorld: CustomTestStringConvertible {
        let study: String
        let option: String
        let changes: String
        var testDescription: String { study }
    }

    private static func assumptions(_ values: [String: Double]) -> String {
        "\"assumptions\": {"
            + values.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ")
            + "}"
    }

    private static let standards = [
        "standards_time_effect": 0, "standards_price_effect": 0, "applicant_hours": 0,
        "standards_switching_factor": 1.0,
    ]
    private static let nullWorlds = [
        NullWorld(study: "planning-london", option: "Common standards", changes: assumptions(standards)),
        NullWorld(study: "planning-south-west", option: "Common standards", changes: assumptions(standards)),
        NullWorld(
            study: "national", option: "Standards and exchange",
            changes: "\"combinations\": null, \"options\": [{\"name\": \"Standards and exchange\", "
                + "\"levers\": [\"common_standards\", \"data_exchange\"]}], "
                + assumptions([
                    "common_standards_time": 0, "common_standards_price": 0, "data_exchange_time": 0,
                    "data_exchange_links": 0,
                ])),
        NullWorld(
            study: "london-pooled-talent", option: "All by agreement",
            changes: assumptions([
                "pooled_talent_filled": 0, "pooled_talent_correlation": 1, "pooled_talent_premium": 1,
                "pooled_talent_variability": 0,
            ])),
        NullWorld(
            study: "small-districts-ict", option: "Build a shared service",
            changes: assumptions(["shared_ict_saving": 0, "merging_eased": 0, "refresh_left": 1])),
        NullWorld(
            study: "data-exchange-health", option: "With health, all at once",
            changes: assumptions([
                "data_exchange_time": 0, "data_exchange_links": 0, "health_exchange_time": 0, "health_exchange_true": 0,
                "health_exchange_links": 0,
            ])),
        NullWorld(
            study: "county-procurement", option: "All fifteen",
            changes: assumptions([
                "joint_procurement_software_price": 0, "joint_procurement_services_price": 0,
                "joint_procurement_tendering_saved": 0,
            ])),
    ]

    @Test("Where nothing works, an option is worth minus its costs", arguments: nullWorlds)
    func nullWorld(world: NullWorld) throws {
        let option = try StudyRun(world.study, world.changes).option(world.option)
        let costs = option.mean(.pvCosts)
        #expect(costs > 0)
        // Of a team in which all are alike and busy at once, rounding errors of quantiles are left.
        #expect(abs(option.mean(.pvBenefits)) <= 1e-6 * costs)
        #expect(agrees(option.mean(.npsv), -costs, within: 1e-6))
    }

    @Test("Every study is among the null worlds")
    func complete() {
        #expect(StudyRun.all == Self.nullWorlds.map(\.study).sorted())
    }

    @Test("Every figure of a study has a source and a grade", arguments: StudyRun.all)
    func sources(study: String) throws {
        let scenario = try StudyRun.read(study)
        #expect(scenario.assumptions.count > 20)
        for assumption in scenario.assumptions {
            #expect(!assumption.source.isEmpty && !assumption.grade.isEmpty, "\(assumption.name)")
            // Judgement calls itself so, first of all.
            if assumption.grade == "E" { #expect(assumption.source.hasPrefix("assumption"), "\(assumption.name)") }
        }
        for effect in scenario.unmonetised {
            #expect(!effect.source.isEmpty && !effect.grade.isEmpty, "\(effect.name)")
        }
    }

    @Test("Every study asks its question, has a page that names it, and is in the index", arguments: StudyRun.all)
    func pages(study: String) throws {
        let scenario = try StudyRun.read(study)
        #expect(!scenario.question.isEmpty && !scenario.objectives.isEmpty)
        let page = try #require(StudyRun.text("scenarios/studies/\(study).md"))
        #expect(page.contains("(\(study).json)") && page.contains("results/\(study)/"))
        let index = try #require(StudyRun.text("scenarios/README.md"))
        #expect(index.contains("(studies/\(study).json)") && index.contains("(studies/\(study).md)"))
    }
}
