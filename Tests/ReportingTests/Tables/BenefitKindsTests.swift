import Analysis
import CouncilModel
import Testing

@testable import Reporting

@Suite("Costs and benefits by kind")
struct BenefitKindsTests {
    /// A line of an option by its mean present value.
    private static func line(
        _ side: Line.Side, _ kind: Line.Kind, _ mean: Double, isReferenceOnly: Bool = false
    ) -> LineAppraisal {
        LineAppraisal(
            lever: "x", line: "\(side) \(kind) \(mean)", side: side, kind: kind, isReferenceOnly: isReferenceOnly,
            mean: mean, p10: mean, p90: mean, meanBeforeUplift: mean)
    }

    @Test("Each line counts under its kind, what only the reference has with the sign it comes with, and no transfer")
    func sums() {
        var option = ComparisonExample.comparison([SampleOption("Platform", npsv: [1, 3])]).options[1]
        option.lines = [
            Self.line(.cost, .capital, 100), Self.line(.cost, .revenue, 20), Self.line(.cost, .economic, 3),
            Self.line(.benefit, .cashable, 50), Self.line(.benefit, .cashable, -8, isReferenceOnly: true),
            Self.line(.benefit, .avoided, 7), Self.line(.benefit, .nonCashable, 5), Self.line(.benefit, .societal, 2),
            Self.line(.transfer, .transfer, 1000),
        ]
        let kinds = BenefitKinds(option)
        #expect(kinds.cashCosts == 120 && kinds.economicCosts == 3)
        #expect(kinds.cashReleasing == 42 && kinds.avoided == 7 && kinds.nonCashReleasing == 5 && kinds.societal == 2)
    }

    @Test("The table names what the BCR divides by, and leaves out what nothing is measured against")
    func table() {
        let text = SummaryMarkdown.text(of: ComparisonExample.comparison([SampleOption("Platform", npsv: [1e6, 3e6])]))
        let table = text.split(separator: "\n").filter { $0.contains("Cash-releasing") || $0.hasPrefix("| Platform") }
        #expect(
            table.contains {
                $0 == "| Option | Cash costs | Other costs | Cost to the public purse | Cash-releasing | Costs avoided "
                    + "| Non-cash-releasing | To residents and business |"
            })
        #expect(text.contains("The BCR divides by the cost to the public purse."))
        let section = text.split(separator: "## ").first { $0.hasPrefix("What it costs and brings") }
        #expect(section?.contains("| Do nothing") == false)
    }
}
