import Formulas
import Testing

@testable import ScenarioFormat

@Suite("Reading formulas")
struct FormulaReaderTests {
    /// A reader that knows some names of every kind.
    private static func reader(_ log: IssueLog) throws -> FormulaReader {
        let reader = FormulaReader(log: log)
        func unit(_ text: String) throws -> NameTable.KnownUnit { .known(try Unit(parsing: text)) }
        reader.names.add("residents", .numberColumn, unit: try unit("resident"))
        reader.names.add("staff", .numberColumn, unit: .missing)
        reader.names.add("type", .textColumn, unit: .open)
        reader.names.add("fee", .assumption(.trial), unit: try unit("GBP"))
        reader.names.add("rate", .assumption(.trial), unit: .missing)
        reader.names.add("price", .assumption(.council), unit: try unit("GBP/year"))
        reader.names.add("regional", .assumption(.column("type")), unit: try unit("share"))
        reader.names.add("volume", .assumption(.year), unit: try unit("share"))
        reader.names.add("members", .timeVariable, unit: try unit("share"))
        reader.names.add("spend", .quantity, unit: try unit("GBP/year"))
        reader.quantities["spend"] = try Formula(parsing: "price * volume")
        return reader
    }

    private func complaints(_ json: String, _ place: FormulaPlace) throws -> [String] {
        let log = IssueLog()
        let reader = try Self.reader(log)
        let field = Field(value(of: json), path: .root).items.first.map { Field($0.node, path: .root.key("delay")) }
        _ = reader.formula(field, place)
        return log.sorted.map(\.withoutFile)
    }

    @Test(
        "Names, levels and words are reported at their place in the text, escapes counted as written",
        arguments: [
            ("[\"fee +\"]", "1:8: delay: the formula ends, expected a number, a name, a function or \"(\""),
            ("[\"fe + 1\"]", "1:3: delay: unknown name \"fe\"; did you mean \"fee\"?"),
            ("[\"if(type == \\\"a\\\", fe, 1)\"]", "1:21: delay: unknown name \"fe\"; did you mean \"fee\"?"),
            ("[\"if(tipe == 'a', 1, 2)\"]", "1:6: delay: unknown name \"tipe\"; did you mean \"type\"?"),
            (
                "[\"1 + type\"]",
                "1:7: delay: \"type\" is a column of texts, expected a number; compare it, as in type == \"…\""
            ),
            (
                "[\"if(fee == 'a', 1, 2)\"]",
                "1:6: delay: \"fee\" holds numbers, but is compared with a word here; only columns of texts can be"
            ),
            ("[\"2 * members\"]", "1:7: delay: \"members\" is a time variable, which only \"scale\" can use"),
            (
                "[\"2 * residents\"]",
                "1:7: delay: \"residents\" differs between councils, but \"delay\" takes names of trial level only"
            ),
            (
                "[\"fee * regional\"]",
                "1:9: delay: \"regional\" differs between councils, but \"delay\" takes names of trial level only"
            ),
            (
                "[\"volume\"]",
                "1:3: delay: \"volume\" is drawn for each year, but \"delay\" takes names of trial level only"
            ),
        ])
    func atTrialLevel(text: String, expected: String) throws {
        #expect(try complaints(text, .trial(nil)) == [expected])
    }

    @Test("Names within a quantity are held to the place in which the quantity is used")
    func quantities() throws {
        #expect(
            try complaints("[\"2 * spend\"]", .council(nil)) == [
                "1:7: delay: \"volume\" is drawn for each year, but \"delay\" takes names of trial or council level only"
            ])
        #expect(
            try complaints("[\"2 * spend\"]", .trialOrYear(nil)) == [
                "1:7: delay: \"price\" differs between councils, but \"delay\" takes names of trial or year level only"
            ])
        #expect(
            try complaints("[\"members * spend\"]", .scale) == [
                "1:3: delay: the formula is in GBP/year, expected no unit; multiply it by something in year/GBP, or mend "
                    + "a unit in it",
                "1:13: delay: \"price\" differs between councils, but \"delay\" takes time variables and names of trial or "
                    + "year level only, others inside over_members(…)",
            ])
        #expect(try complaints("[\"spend\"]", .councilOrYear(nil)) == [])
    }

    @Test("Units are held to those of the place; a bare number fits any, and no name without a unit is guessed")
    func units() throws {
        let units = [try Unit(parsing: "GBP"), try Unit(parsing: "GBP/year")]
        for sound in ["[5]", "[\"5\"]", "[\"fee\"]", "[\"price + 3[GBP/year]\"]", "[\"0\"]", "[\"staff * fee\"]"] {
            #expect(try complaints(sound, .council(units)) == [], "\(sound)")
        }
        #expect(
            try complaints("[\"fee / residents\"]", .council(units)) == [
                "1:3: delay: the formula is in GBP/resident, expected GBP or GBP/year; multiply it by something in "
                    + "resident, or mend a unit in it"
            ])
        #expect(
            try complaints("[\"fee + price\"]", .council(units)).first?.hasPrefix("1:7: delay: ") == true)
    }

    @Test("Where any unit will do, contradictions are still reported, and names without a unit are not noted")
    func anyUnit() throws {
        #expect(
            try complaints("[\"fee + price\"]", .council(nil)) == [
                "1:7: delay: \"fee + price\" adds GBP and GBP/year; bring both to one unit"
            ])
        let reader = try Self.reader(IssueLog())
        _ = reader.formula(Field(value(of: "\"rate * fee\""), path: .root), .council(nil))
        #expect(reader.uncheckedPlaces == [:])
    }

    @Test("What cannot be checked for want of a unit is noted by name, and names that are used are kept")
    func missingUnits() throws {
        let log = IssueLog()
        let reader = try Self.reader(log)
        let field = Field(value(of: "{\"a\": \"staff * rate + fee\", \"b\": \"rate\"}"), path: .root)
        _ = reader.formula(field["a"], .council([.dimensionless]))
        _ = reader.formula(field["b"], .council([.dimensionless]))
        #expect(log.sorted.isEmpty)
        #expect(reader.uncheckedPlaces == ["staff": ["a"], "rate": ["a", "b"]])
        #expect(reader.usedNames == ["staff", "rate", "fee"])
    }

    @Test("A formula comes with quantities written in; the default stands where there is none or it has a problem")
    func values() throws {
        let reader = try Self.reader(IssueLog())
        let field = Field(value(of: "{\"a\": \"2 * spend\", \"b\": 7, \"c\": \"2 *\", \"d\": \"other\"}"), path: .root)
        func names(_ key: String) -> [String] { reader.formula(field[key], .councilOrYear(nil)).names.map(\.name) }
        #expect(names("a") == ["price", "volume"])
        #expect(reader.formula(field["b"], .trial(nil)).constantValue == 7)
        for key in ["c", "d", "e"] {
            #expect(reader.formula(field[key], .trial(nil), default: 3).constantValue == 3)
        }
    }
}
