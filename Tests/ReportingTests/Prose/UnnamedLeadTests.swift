import Analysis
import CouncilModel
import Formulas
import Testing

@testable import Reporting

@Suite("What falls to a lead that nobody named")
struct UnnamedLeadTests {
    private static let opening =
        "No council's figures hold what falls to a lead where none is named, as in years before anybody has joined: "

    private static func line(
        _ side: Line.Side, level: Line.Level = .programme, party: Party? = nil
    ) -> Line {
        Line(
            name: "Line", side: side, level: level, kind: side == .cost ? .revenue : .cashable, party: party,
            value: .amount(Formula(constant: 1)), timing: .running(ramp: [1], from: 0, sinceStarts: false, lasts: nil)
        )
    }

    private static func lever(
        _ name: String = "platform", lead: Int? = nil, paidBy: Party = .council, lines: [Line] = [line(.cost)]
    ) -> Lever {
        Lever(
            name: name, starts: 2027, adoption: .mandate, eligible: [0],
            paidBy: [Lever.PartyShare(party: paidBy, share: 1)], lead: lead, costs: lines.filter { $0.side == .cost },
            benefits: lines.filter { $0.side == .benefit }
        )
    }

    private static func option(_ name: String = "Platform", npsv: Double = 1e6, pays: Double, gains: Double = 0)
        -> SampleOption
    {
        var option = SampleOption(name, npsv: [npsv, npsv])
        option.leadPays = pays
        option.leadGains = gains
        return option
    }

    private static func sentence(_ options: [SampleOption], _ levers: [Lever]) -> String? {
        UnnamedLead.sentence(of: ComparisonExample.comparison(options, levers: levers))
    }

    @Test("a cost that no council bears is told; with a named lead there is none, and half a pound is nothing")
    func cost() {
        let unnamed = Self.lever()
        #expect(
            Self.sentence([Self.option(pays: 182_498)], [unnamed])
                == Self.opening + "£182k of cost under Platform."
        )
        #expect(Self.sentence([Self.option(pays: 182_498)], [Self.lever(lead: 0)]) == nil)
        #expect(Self.sentence([Self.option(pays: 0.5)], [unnamed]) == nil)
        #expect(Self.sentence([Self.option(pays: 0.51)], [unnamed]) != nil)
        #expect(Self.sentence([Self.option(pays: 0)], [unnamed]) == nil)
    }

    @Test("benefits are told like costs, and options in order of mean NPSV, at most two by name")
    func manyOptions() {
        let options = (1...6).map { number in
            Self.option("O\(number)", npsv: Double(number), pays: 1000 * Double(number), gains: number == 6 ? 70 : 0)
        }
        #expect(
            Self.sentence(options, [Self.lever()])
                == Self.opening + "£6.00k of cost and £70 of benefit under O6, £5.00k of cost under O5 "
                + "and 4 more (parties.csv has them all)."
        )
    }

    @Test(
        "where one lever names a lead and another does not, it is what councils and lead come to less what councils hold"
    )
    func mixed() {
        var both = Self.option("Both", pays: 2000)
        both.levers = ["platform", "team"]
        let named = Self.lever("team", lead: 0)
        /// With what the figures of councils come to, and what the parties do: councils 9,000, lead −2,000.
        func sentence(_ held: Double) -> String? {
            var comparison = ComparisonExample.comparison([both], levers: [Self.lever(), named])
            comparison.options[1].parties.removeAll { $0.party == .council }
            comparison.options[1].parties.append(PartyAppraisal(party: .council, pays: 1000, gains: 10_000))
            comparison.options[1].measures[.councilNPV] = ComparisonExample.spread([held, held])
            return UnnamedLead.sentence(of: comparison)
        }
        #expect(sentence(7000) == nil && sentence(6999.6) == nil)
        #expect(sentence(8200) == Self.opening + "£1.20k of cost on balance under Both.")
        #expect(sentence(6000) == Self.opening + "£1.00k of benefit on balance under Both.")
        // A lever from which nothing can fall to a lead needs none.
        let idle = Self.lever(lines: [Self.line(.cost, level: .council)])
        #expect(Self.sentence([both], [idle, named]) == nil)
        #expect(
            Self.sentence([both], [Self.lever(), Self.lever("elsewhere", lead: 0)])
                == Self.opening + "£2.00k of cost under Both.")
    }

    @Test(
        "money can fall to a lead by its own lines, and by programme lines of the councils or of the lead",
        arguments: [
            (Self.lever(paidBy: .council), true), (Self.lever(paidBy: .lead), true),
            (Self.lever(paidBy: .centre), false),
            (Self.lever(lines: [Self.line(.cost, level: .council, party: .lead)]), true),
            (Self.lever(lines: [Self.line(.cost, level: .council)]), false),
            (Self.lever(lines: [Self.line(.benefit, party: .lead)]), true),
            (Self.lever(lines: [Self.line(.benefit, party: .council)]), true),
            (Self.lever(lines: [Self.line(.benefit, party: .residents)]), false),
        ])
    func reach(lever: Lever, reaches: Bool) {
        #expect((Self.sentence([Self.option(pays: 10)], [lever]) != nil) == reaches)
    }

    @Test("under a reference its levers count as well, as its part of the difference is on no council either")
    func reference() {
        var reference = SampleOption("Alone", npsv: [0, 0])
        reference.isReference = true
        reference.levers = ["old"]
        let centre = Self.lever("platform", paidBy: .centre)
        #expect(
            Self.sentence([reference, Self.option(pays: -300)], [Self.lever("old"), centre])
                == Self.opening + "−£300 of cost under Platform."
        )
        #expect(Self.sentence([reference, Self.option(pays: -300)], [Self.lever("old", lead: 0), centre]) == nil)
    }
}
