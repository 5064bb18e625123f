import Analysis
import Testing

@testable import Reporting

@Suite("Words on what to find out")
struct InformationWordsTests {
    private static func estimate(_ value: Double, _ error: Double) -> Estimate {
        Estimate(value: value, standardError: error, isUpperBound: false)
    }

    private static func row(_ name: String, _ worth: Estimate, places: ClosedRange<Int>?) -> ValueOfInformation.Row {
        ValueOfInformation.Row(
            name: name, members: [name], unit: nil, worth: worth, changes: 0.2, isClear: places != nil, places: places,
            hasInterplay: false)
    }

    private static func result(
        behind: Estimate = estimate(50_000, 1000), perfect: Estimate = estimate(200_000, 3000),
        assumptions: [ValueOfInformation.Row] = [], pilots: [PilotWorth] = [], leftOut: Int = 0, isOfAll: Bool = true
    ) -> ValueOfInformation {
        ValueOfInformation(
            title: "By hand", currency: "GBP", trials: 1024, councils: 30, options: ["A"], optionsLeftOut: leftOut,
            means: [estimate(90_000, 2000)],
            standing: Standing(best: "A", next: .init(name: "Do nothing", behind: behind), isOfAll: isOfAll),
            perfect: perfect, assumptions: assumptions, groups: [], pilots: pilots)
    }

    private static func pilot(_ worth: Estimate, cost: Double, isClear: Bool = true) -> PilotWorth {
        let own = PilotWorth.Step(councils: 5, worth: worth, cost: cost, changes: 0.3)
        return PilotWorth(
            pilot: Pilot(assumption: "a", councils: 5, error: .share(0.2), cost: cost), own: own, steps: [own],
            better: nil, isClear: isClear)
    }

    @Test("The next option is behind only where that is told, and nothing is promised where one option is always best")
    func choice() {
        #expect(
            InformationWords(Self.result()).choice.hasPrefix(
                "Highest mean NPSV as things stand: A; Do nothing is next, £50k ± £1k behind. Knowing everything"))
        #expect(
            InformationWords(Self.result(behind: Self.estimate(1500, 1000))).choice.hasPrefix(
                "Highest mean NPSV as things stand: A, but Do nothing is not told apart from it. Knowing everything"))
        #expect(
            InformationWords(Self.result(isOfAll: false)).choice.hasPrefix(
                "Highest mean NPSV of the options looked at as things stand: A; Do nothing is next"))
        #expect(
            InformationWords(Self.result(perfect: Self.estimate(0, 0))).choice.hasSuffix(
                "It is the best in every trial, so nothing found out before choosing would change the choice."))
    }

    @Test("A pilot pays, does not pay, or whether it pays is not told; without a clear worth it says no more than that")
    func pilots() {
        func words(_ pilot: PilotWorth) -> String { InformationWords(Self.result()).pilot(pilot) }
        let name = "A £40k pilot of a in 5 councils, each off by 20% of the value, is "
        let ending = " The choice would change in 30 ± 1% of trials."
        #expect(
            words(Self.pilot(Self.estimate(60_000, 2000), cost: 40_000))
                == name + "worth £60k ± £2k, so up to that cost it pays. Net of its cost: £20k ± £2k, it pays." + ending
        )
        #expect(
            words(Self.pilot(Self.estimate(30_000, 2000), cost: 40_000)).contains(
                "Net of its cost: −£10k ± £2k, it does not pay."))
        #expect(
            words(Self.pilot(Self.estimate(43_000, 2000), cost: 40_000)).contains(
                "Net of its cost: £3k ± £2k, so whether it pays is not told."))
        #expect(
            words(Self.pilot(Self.estimate(4000, 2000), cost: 40_000, isClear: false))
                == name + "not told apart from worth nothing (£4k ± £2k).")
    }

    @Test("The finding names an assumption only where it is told that most is gained by it")
    func finding() throws {
        func title(_ rows: [ValueOfInformation.Row]) throws -> String {
            for part in InformationSection.section(Self.result(assumptions: rows)).parts {
                if case .chart(let chart) = part { return chart.title }
            }
            return ""
        }
        let (high, low) = (Self.estimate(100_000, 1000), Self.estimate(98_000, 3000))
        #expect(
            try title([Self.row("a", high, places: 1...1), Self.row("b", low, places: 2...2)])
                == "Most is gained by finding out a: £100k, 50% of what knowing everything is worth")
        #expect(
            try title([Self.row("a", high, places: 1...2), Self.row("b", low, places: 1...2)])
                == "Most is gained by finding out one of a and b; which of them is not told")
        #expect(try title([Self.row("a", low, places: nil)]) == "")
        let digest = InformationSection.section(Self.result(assumptions: [Self.row("a", low, places: nil)])).digest
        #expect(digest.hasSuffix("No single assumption is told apart from worth nothing."))
    }

    @Test("What is left out is said, and a text that holds no clear figure still reads")
    func notes() {
        let text = InformationText(Self.result(leftOut: 63), width: 80, usesColour: false).text
        #expect(
            text.split(separator: "\n").joined(separator: " ").contains(
                "The choice is between 1 of 64 options (A) and doing nothing: EVPI between all can be more."))
        #expect(text.contains("No assumption that the options read has more than one value."))
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }
}
