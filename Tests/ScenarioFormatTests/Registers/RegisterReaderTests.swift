import CouncilModel
import Testing

@testable import ScenarioFormat

@Suite("Reading registers")
struct RegisterReaderTests {
    private func read(_ text: String, units: [String: String] = [:]) -> (register: Register?, complaints: [String]) {
        var reader = RegisterReader(file: "f", units: units)
        let register = reader.read(Array(text.utf8))
        return (register, reader.issues.map(\.withoutFile))
    }

    @Test("Rows are sorted by code; columns are numbers where every filled cell is one, else texts")
    func columns() {
        let (register, complaints) = read(
            """
            code,name,type,population,staff,supplier,empty,when
            B,Beta,district,20,1.5,Acme,,2024-25
            A,"Alpha, the first",county,30,,"",,2024

            """)
        #expect(complaints == [])
        #expect(register?.codes == ["A", "B"])
        #expect(register?.names == ["Alpha, the first", "Beta"])
        #expect(register?.types == ["county", "district"])
        #expect(register?.columns.map(\.name) == ["empty", "population", "residents", "staff", "supplier", "when"])
        #expect(register?.column("population")?.cells == .numbers([30, 20]))
        #expect(register?.column("staff")?.cells == .numbers([nil, 1.5]))
        #expect(register?.column("supplier")?.cells == .texts([nil, "Acme"]))
        #expect(register?.column("empty")?.cells == .texts([nil, nil]))
        #expect(register?.column("when")?.cells == .texts(["2024", "2024-25"]))
    }

    @Test("Units are fixed for people, then as the scenario says, then as known by name")
    func units() {
        let (register, _) = read(
            "code,name,type,population,residents,staff,area_km2,rural_share,other,supplier\nA,a,county,1,0,2,3,0.5,7,Acme\n",
            units: ["staff": "FTE", "population": "share", "rural_share": "km", "supplier": "FTE"])
        let units = ["population", "residents", "staff", "area_km2", "rural_share", "other", "supplier"].map {
            register?.column($0)?.unit
        }
        #expect(units == ["resident", "resident", "FTE", "km^2", "km", nil, nil])
    }

    @Test(
        "Each mistake has its line, column and message",
        arguments: [
            ("", ["1:1: the register is empty; expected a header and a row for each council"]),
            ("\n \n", ["1:1: the register is empty; expected a header and a row for each council"]),
            (
                "code,name,type,population\n",
                ["1:1: the register has no councils; expected a row for each below the header"]
            ),
            (
                "Code,name,type,population\nA,a,x,1\n",
                ["1:1: the column \"code\" is missing; rename \"Code\", or add it"]
            ),
            (
                "code,name,population\nA,a,1\n",
                ["1:1: the column \"type\" is missing; a register needs code, name, type and population"]
            ),
            (
                "code;name;type;population\nA;a;x;1\n",
                ["1:1: the cells are divided by semicolons, expected commas; save the table as CSV with commas"]
            ),
            (
                "code\tname\ttype\tpopulation\n",
                ["1:1: the cells are divided by tabs, expected commas; save the table as CSV with commas"]
            ),
            (
                "code,name,type,population,area,,area,\nA,a,x,1,1,1,1,1\n",
                [
                    "1:32: the column has no heading; give it one",
                    "1:33: area: the column stands here twice; rename one of them",
                    "1:38: the column has no heading; give it one",
                ]
            ),
            (
                "code,name,type,population\nA,a,x\nB,b,x,1,000\nC,c,x,1\n",
                [
                    "2:1: found 3 cells, expected 4 as in the header; put cells that hold commas in double quotes",
                    "3:1: found 5 cells, expected 4 as in the header; put cells that hold commas in double quotes",
                ]
            ),
            (
                "code,name,type,population\nA\n",
                ["2:1: found 1 cell, expected 4 as in the header; put cells that hold commas in double quotes"]
            ),
            (
                "code,name,type,population\nA,a,x,1\nB,b,x,1\nA,c,x,1\n",
                ["4:1: code: \"A\" stands in line 2 already; give each council one row and a code of its own"]
            ),
            (
                "code,name,type,population\n,a,x,1\nB,,x,1\nC,c,,1\nD,d,x,\n",
                [
                    "2:1: code: the cell is empty; every council needs a code",
                    "3:3: name: the cell is empty; every council needs a name",
                    "4:5: type: the cell is empty; every council needs a type",
                    "5:7: population: the cell is empty; every council needs a population",
                ]
            ),
            (
                "code,name,type,population\nA,a,x,\"98,180\"\nB,b,x,nan\nC,c,x,0x10\nD,d,x,-5\nE,e,x,1e999\n",
                [
                    "2:7: population: found \"98,180\", expected a number; write it in digits only, as in 98180",
                    "3:7: population: found \"nan\", expected a number; write it in digits only, as in 98180",
                    "4:7: population: found \"0x10\", expected a number; write it in digits only, as in 98180",
                    "5:7: population: found -5, expected 0 or more",
                    "6:7: population: found \"1e999\", expected a number; write it in digits only, as in 98180",
                ]
            ),
            (
                "code,name,type,population,residents\nA,a,x,1,\nB,b,x,1,n/a\nC,c,x,1,-1\n",
                [
                    "3:9: residents: found \"n/a\", expected a number; write it in digits only, as in 98180",
                    "4:9: residents: found -1, expected 0 or more",
                ]
            ),
            (
                "code,name,type,population\nA,\"a,x,1\n",
                [
                    "2:3: the quoted cell that begins here does not end; close it with a double quote",
                    "2:1: found 2 cells, expected 4 as in the header; put cells that hold commas in double quotes",
                ]
            ),
        ] as [(String, [String])])
    func mistakes(text: String, expected: [String]) {
        let (register, complaints) = read(text)
        #expect(register == nil)
        #expect(complaints == expected)
    }
}
