import Testing

@testable import Formulas

@Suite("Units")
struct UnitTests {
    private static let known: [String: String] = [
        "money": "GBP", "yearly": "GBP/year", "residents": "resident", "per_head": "GBP/resident/year", "years": "year",
        "ratio": "share", "area": "km^2", "other": "EUR",
    ]

    private func check(_ text: String) throws -> CheckedUnit {
        let known = try Self.known.mapValues { try Unit(parsing: $0) }
        return try Formula(parsing: text).unit { known[$0].map { .known($0) } ?? .unknown }
    }

    @Test(
        "Units are read from the left and written in one order",
        arguments: [
            ("GBP/resident/year", "GBP/resident/year"), ("GBP/year/resident", "GBP/resident/year"),
            ("FTE*day", "FTE*day"),
            ("day*FTE", "FTE*day"), ("m*m", "m^2"), ("m^2/m", "m"), ("m/m", "1"), ("m^-2", "1/m^2"),
            ("1/year", "1/year"),
            ("GBP/share", "GBP"), ("%", "1"), ("council", "1"), ("share*year", "year"), ("a/b*c", "a*c/b"),
            ("m^0", "1"),
            (" GBP / year ^ 2 ", "GBP/year^2"), ("1", "1"), ("_x1", "_x1"), ("m^1000", "m^1000"),
        ])
    func reading(text: String, description: String) throws {
        let unit = try Unit(parsing: text)
        #expect(unit.description == description)
        #expect(try Unit(parsing: unit.description) == unit)
    }

    @Test(
        "A unit that cannot be read is answered with its place",
        arguments: [
            ("", 0, "the unit is empty", "write a unit such as GBP/year, or share for none"),
            ("GBP/", 4, "the unit ends, expected a word such as GBP or year", ""),
            (
                "GBP per year", 4, "found \"per\" in a unit, expected \"*\", \"/\" or \"^\"",
                "write units from the left, as in GBP/resident/year"
            ),
            (
                "\u{A3}/year", 0, "found \"\u{A3}\" in a unit, expected a word such as GBP or year",
                "write units from the left, as in GBP/resident/year"
            ),
            (
                "GBP/(resident*year)", 4, "found \"(\" in a unit, expected a word such as GBP or year",
                "write units from the left, as in GBP/resident/year"
            ),
            (
                "m^x", 2, "found \"x\" in a unit, expected a whole number after \"^\"",
                "write units from the left, as in GBP/resident/year"
            ),
            ("m^", 2, "the unit ends, expected a whole number after \"^\"", ""),
            (
                "m^0.5", 3, "found \".\" in a unit, expected \"*\", \"/\" or \"^\"",
                "write units from the left, as in GBP/resident/year"
            ),
            (
                "12/year", 0, "found \"1\" in a unit, expected a word such as GBP or year",
                "write units from the left, as in GBP/resident/year"
            ),
            ("m^1001", 2, "the unit has a power beyond 1000", ""),
            ("m^999*m^2", 9, "the unit has a power beyond 1000", ""),
            ("m^99999999999999999999", 2, "the unit has a power beyond 1000", ""),
        ] as [(String, Int, String, String)])
    func refusing(text: String, offset: Int, problem: String, advice: String) {
        #expect(throws: FormulaError(offset: offset, problem: problem, advice: advice)) { try Unit(parsing: text) }
    }

    @Test("Units multiply, divide and take powers and roots")
    func arithmetic() throws {
        let pounds = try Unit(parsing: "GBP")
        let year = try Unit(parsing: "year")
        #expect((pounds / year).description == "GBP/year")
        #expect(pounds / year * year == pounds)
        #expect((pounds / year).raised(to: 2).description == "GBP^2/year^2")
        #expect(year.raised(to: 0) == .dimensionless)
        #expect(year.raised(to: -1).description == "1/year")
        #expect(pounds.squareRoot().description == "GBP^(1/2)")
        #expect(pounds.squareRoot() * pounds.squareRoot() == pounds)
        #expect((year / pounds.squareRoot().squareRoot()).description == "year/GBP^(1/4)")
    }

    @Test(
        "Formulas without a contradiction have the unit that follows from their names",
        arguments: [
            ("residents * per_head", "GBP/year"), ("residents * per_head * years", "GBP"),
            ("money / years + yearly", "GBP/year"),
            ("money * 5%", "GBP"), ("3_000[GBP] + money", "GBP"), ("money + 0", "GBP"), ("0 - money", "GBP"),
            ("-money", "GBP"), ("if(0 < money, money, 0)", "GBP"), ("if(ratio, 0, yearly)", "GBP/year"),
            ("min(0, money, 2[GBP])", "GBP"), ("max(money, 0)", "GBP"), ("clamp(money, 0, 5[GBP])", "GBP"),
            ("abs(money) + round(money) + floor(money) + ceil(money)", "GBP"), ("sqrt(area)", "km"), ("area^2", "km^4"),
            ("area^-1", "1/km^2"), ("money^0", "1"), ("money^1", "GBP"), ("sqrt(money)", "GBP^(1/2)"),
            ("sqrt(money)^2", "GBP"),
            ("ratio^years*2^ratio", nil), ("exp(ratio) + log(money/other*1[EUR/GBP])", "1"), ("2^ratio", "1"),
            ("ratio^0.5", "1"),
            ("money > 3[GBP] and not (years < 2[year])", "1"), ("type == 'county'", "1"), ("money == 0", "1"),
            ("0 * money", "GBP"), ("sin(0) + cos(ratio) + log10(100)", "1"), ("0[GBP] + money", "GBP"), ("2", "1"),
            ("if(type == 'county', 3_000[GBP], 1_000[GBP])", "GBP"), ("0^2", "1"), ("0 * 0", "1"),
            ("0% + money", "GBP"),
        ] as [(String, String?)])
    func accepting(text: String, expected: String?) throws {
        guard let expected else {
            #expect(throws: FormulaError.self) { try check(text) }
            return
        }
        guard case .known(let unit) = try check(text) else {
            Issue.record("\(text) has no known unit")
            return
        }
        #expect(unit.description == expected)
    }

    @Test(
        "A bare 0 fits any unit",
        arguments: ["0", "-0", "0.0", "0%", "if(ratio, 0, 0)", "min(0, 0)", "abs(0)", "sqrt(0)"])
    func zero(text: String) throws {
        #expect(try check(text) == .anyUnit)
    }

    @Test("A name without a known unit leaves the formula unchecked, contradictions included")
    func unknown() throws {
        #expect(try check("mystery + money + years * riddle + mystery") == .unknown(because: ["mystery", "riddle"]))
        // A name that is only compared with words needs no unit.
        #expect(try check("if(anything == 'a', money, 0)") == .known(Unit(parsing: "GBP")))
    }

    private static let bracket = "give a bare number its unit in brackets, as in 3"

    @Test(
        "Contradictions are said word for word, at their operator or function",
        arguments: [
            ("money + years", 6, "\"money + years\" adds GBP and year", "bring both to one unit"),
            ("2 * (money - yearly)", 11, "\"money - yearly\" subtracts GBP/year from GBP", "bring both to one unit"),
            ("money + 3", 6, "\"money + 3\" adds GBP and no unit", "\(bracket)[GBP]"),
            ("5 - years", 2, "\"5 - years\" subtracts year from no unit", "\(bracket)[year]"),
            ("money < yearly", 6, "\"money < yearly\" compares GBP with GBP/year", "bring both to one unit"),
            ("if(years >= 2, 1, 2)", 9, "\"years >= 2\" compares year with no unit", "\(bracket)[year]"),
            (
                "1 + if(ratio, money, 2)", 4, "\"if(ratio, money, 2)\" has branches in GBP and no unit",
                "\(bracket)[GBP]"
            ),
            ("min(0, money, other)", 0, "\"min(0, money, other)\" mixes GBP and EUR", "bring both to one unit"),
            ("clamp(ratio, 0, years)", 0, "\"clamp(ratio, 0, years)\" mixes no unit and year", "\(bracket)[year]"),
            (
                "exp(years)", 0, "\"exp(years)\" takes exp of year, expected no unit",
                "divide by 1[year] or by something else in that unit"
            ),
            (
                "2 * log10(yearly)", 4, "\"log10(yearly)\" takes log10 of GBP/year, expected no unit",
                "divide by 1[GBP/year] or by something else in that unit"
            ),
            ("ratio ^ years", 6, "the exponent in \"ratio ^ years\" is in year, expected no unit", ""),
            (
                "money^ratio", 5, "\"money^ratio\" raises GBP to a power that is not a whole number written out",
                "write a power such as 2, take sqrt, or divide the unit away first"
            ),
            (
                "money^0.5", 5, "\"money^0.5\" raises GBP to a power that is not a whole number written out",
                "write a power such as 2, take sqrt, or divide the unit away first"
            ),
            (
                "money^(1+1)", 5, "\"money^(1+1)\" raises GBP to a power that is not a whole number written out",
                "write a power such as 2, take sqrt, or divide the unit away first"
            ),
            ("money and ratio", 6, "\"and\" takes a condition in GBP, expected no unit", "compare it, as in … > 0"),
            ("ratio or years", 6, "\"or\" takes a condition in year, expected no unit", "compare it, as in … > 0"),
            ("not money", 0, "\"not\" takes a condition in GBP, expected no unit", "compare it, as in … > 0"),
            (
                "if(residents, 1, 2)", 0, "\"if\" takes a condition in resident, expected no unit",
                "compare it, as in … > 0"
            ),
            ("(years^900)^900", 11, "the unit of \"(years^900)^900\" has a power beyond 1000", ""),
            ("years^900*years^900", 9, "the unit of \"years^900*years^900\" has a power beyond 1000", ""),
            (
                "money + (years * 1.000000000000000000000000000000000000000000000000000000001)", 6,
                "\"money + (years * 1.0000000000000000000000000000000000000000…\" adds GBP and year",
                "bring both to one unit"
            ),
        ] as [(String, Int, String, String)])
    func contradictions(text: String, offset: Int, problem: String, advice: String) {
        #expect(throws: FormulaError(offset: offset, problem: problem, advice: advice)) { try check(text) }
    }
}
