import Analysis
import CouncilModel
import Formulas
import Testing

@testable import Reporting

@Suite("The comparison in a terminal")
struct TerminalComparisonTests {
    @Test("no line is longer than the terminal is wide", arguments: [24, 40, 60, 76, 80, 100, 120, 200], [1, 5, 63])
    func width(width: Int, options: Int) {
        let comparison = LondonExample.comparison(options: options, trials: 100)
        let text = TerminalComparison.text(of: comparison, width: width, usesColour: false)
        for line in text.split(separator: "\n") { #expect(line.count <= width, "\(line)") }
        #expect(text.hasSuffix("\n") && !text.contains(" \n"))
    }

    @Test("colours add codes and nothing else")
    func colours() {
        let comparison = LondonExample.comparison(trials: 100)
        let plain = TerminalComparison.text(of: comparison, width: 80, usesColour: false)
        let coloured = TerminalComparison.text(of: comparison, width: 80, usesColour: true)
        #expect(!plain.contains("\u{1B}"))
        #expect(coloured.contains("\u{1B}[1m") && coloured.contains("\u{1B}[33m▒"))
        var stripped = ""
        var isCode = false
        for scalar in coloured.unicodeScalars {
            if scalar == "\u{1B}" { isCode = true }
            if !isCode { stripped.unicodeScalars.append(scalar) }
            if isCode && scalar == "m" { isCode = false }
        }
        #expect(stripped == plain)
    }

    @Test("a small comparison reads as it should")
    func small() {
        let comparison = ComparisonExample.comparison([
            SampleOption("Platform", npsv: [400_000, 400_000, 400_000]),
            SampleOption("Hub", npsv: [-200_000, -200_000, -200_000], cash: [1, 1, 1]),
        ])
        let expected = """
            Sharing a platform
            Is it worth sharing?

                                            NPSV                          worse
            Option               P10 · P50 · P90    mean    BCR  P(best)    off  payback
            Platform     £400k ·  £400k ·  £400k   £400k   5.00     100%    25%  2028/29
            Do nothing      £0 ·     £0 ·     £0      £0      –       0%    25%        –
            Hub         −£200k · −£200k · −£200k  −£200k  −1.00       0%    25%  2028/29
            """
        let text = TerminalComparison.text(of: comparison, width: 90, usesColour: false)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let table = expected.split(separator: "\n", omittingEmptySubsequences: false).prefix(8).map(String.init)
        #expect(Array(lines.prefix(8)) == table)
        #expect(lines.contains("Platform is best by mean NPSV: £400k; the next is do nothing, at £0."))
        #expect(lines.contains("Public cash alone would choose Platform too.") == false)
        let inOneLine = lines.joined(separator: " ")
        #expect(inOneLine.contains("BCR: (NPSV + public costs) / public costs. Worse off: average share of councils,"))
        #expect(inOneLine.contains("of those with any cost or benefit, whose NPV is below 0."))
    }

    @Test("cash that would choose another option is said below the answer")
    func cash() {
        let platform = SampleOption("Platform", npsv: [2e6, 2e6], cash: [-1e6, -1e6])
        let comparison = ComparisonExample.comparison([platform])
        let text = TerminalComparison.text(of: comparison, width: 200, usesColour: false)
        #expect(text.contains("\nPublic cash alone would choose do nothing instead (cash NPV £0 against −£1.00m).\n"))
    }

    @Test("under a reference the caption counts councils with a flow under it too, and what a lead bears is told")
    func referenceAndLead() {
        var reference = SampleOption("Alone", npsv: [0, 0])
        reference.isReference = true
        var platform = SampleOption("Platform", npsv: [2e6, 2e6])
        platform.leadPays = 182_498
        let build = Line(
            name: "Build", side: .cost, level: .programme, kind: .capital, value: .amount(Formula(constant: 1)),
            timing: .start(spread: [1], from: -1)
        )
        let lever = Lever(name: "platform", starts: 2027, adoption: .mandate, eligible: [0], costs: [build])
        let comparison = ComparisonExample.comparison([reference, platform], doNothing: [-1, -1], levers: [lever])
        let text = TerminalComparison.text(of: comparison, width: 500, usesColour: false)
        #expect(
            text.contains(
                "Worse off: average share of councils, of those with any cost or benefit under the option or the "
                    + "reference, whose NPV is below 0."
            )
        )
        #expect(
            text.contains(
                "\nNo council's figures hold what falls to a lead where none is named, as in years before anybody has "
                    + "joined: £182k of cost under Platform.\n"
            )
        )
        #expect(!text.contains("do nothing instead"))
    }

    @Test("bars share one scale on which zero stands in one column")
    func bars() {
        // From −100 to 300 on 40 columns: ten columns a hundred.
        let comparison = ComparisonExample.comparison([
            SampleOption("A", npsv: (0...10).map { -50 + 10 * Double($0) }),
            SampleOption("B", npsv: (0...10).map { -125 + 25 * Double($0) + 0 }),
            SampleOption("C", npsv: (0...10).map { 137.5 + 18.75 * Double($0) }),
        ])
        let bars = TerminalBars(comparison.options, width: 40)
        #expect(bars.low == -100 && bars.high == 306.25)
        let style = TerminalStyle(usesColour: false)
        let drawn = comparison.options.map { bars.bar(of: $0, style: style) }
        // 0 is in column ⌊100/406.25·40⌋ = 9; A runs from −40 to 40, columns 5 to 13, with its P50 on zero.
        #expect(drawn[0] == "         █")
        #expect(drawn[1] == "     ▒▒▒▒█▒▒▒▒")
        #expect(drawn[2].hasPrefix("▒▒▒▒▒▒▒▒▒█"))
        // C runs from 156.25 to 287.5 + …, its P50 at 231.25: columns 25, 32 and 39.
        #expect(drawn[3] == "         │               ▒▒▒▒▒▒▒█▒▒▒▒▒▒▒")
        #expect(bars.axis(money: Money(currency: "GBP")) == ["−£100    0                          £310"])
    }

    @Test("zero is on the scale where every option gains, and where every option loses")
    func oneSidedBars() {
        func bars(_ values: [Double]) -> TerminalBars {
            TerminalBars(ComparisonExample.comparison([SampleOption("A", npsv: values)]).options, width: 10)
        }
        let gains = bars([100, 100])
        #expect(gains.low == 0 && gains.high == 100 && gains.column(of: 0) == 0 && gains.column(of: 100) == 9)
        #expect(gains.axis(money: Money(currency: "GBP")) == ["0     £100"])
        let losses = bars([-100, -100])
        #expect(losses.axis(money: Money(currency: "GBP")) == ["−£100    0"])
        #expect(losses.low == -100 && losses.high == 0 && losses.column(of: 0) == 9)
        let both = bars([-1e6, 1e6, -1e6, 1e6, -1e6, 1e6])
        #expect(both.axis(money: Money(currency: "CHF")) == ["−CHF 1.0m", "  CHF 1.0m"])
        let nothing = TerminalBars(ComparisonExample.comparison([]).options, width: 10)
        #expect(nothing.low == 0 && nothing.high == 0 && nothing.column(of: 0) == 0)
    }

    @Test("of many options the twelve highest, the reference and do nothing are shown, and the rest is counted")
    func manyOptions() {
        var options = (0..<63).map { SampleOption("Option \($0)", npsv: [Double(100 - $0), Double(100 - $0)]) }
        options[40].isReference = true
        let comparison = ComparisonExample.comparison(options)
        #expect(comparison.shownPlaces == Array(1...12) + [41, 0])
        let text = TerminalComparison.text(of: comparison, width: 80, usesColour: false)
        #expect(text.contains("Shown: 14 of 64 options; left out for a lower mean NPSV: 50."))
        #expect(text.contains("Option 11 ") && !text.contains("Option 12 ") && text.contains("Option 40 (reference)"))
    }

    @Test("names that would read the same when shortened are not shortened")
    func names() {
        let long = "alpha beta gamma delta epsilon zeta eta theta"
        let fitted = PlainText.fitted(names: [long, "Do nothing"], width: 12)
        #expect(fitted == [["alpha beta", "gamma delta…", "eta theta"], ["Do nothing"]])
        let twin = "alpha beta gamma delta epsilon iota eta theta"
        #expect(PlainText.fitted(names: [long, twin], width: 12).map { $0.joined(separator: " ") } == [long, twin])
        #expect(PlainText.wrapped("unbreakablename x", width: 6) == ["unbrea", "kablen", "ame x"])
        #expect(PlainText.wrapped("", width: 6) == [""])
    }
}
