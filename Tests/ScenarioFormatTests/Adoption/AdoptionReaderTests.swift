import CouncilModel
import Testing

@testable import ScenarioFormat

@Suite("Reading histories of adoption")
struct AdoptionReaderTests {
    private func read(
        _ text: String?, councils: Int = 10, start: String? = nil, until: String? = nil
    ) -> (history: AdoptionHistory?, issues: [String]) {
        let reading = AdoptionReader.read(
            "a.csv", councils: councils, start: start.flatMap { .init($0) }, until: until.flatMap { .init($0) }
        ) { _ in text.map { Array($0.utf8) } }
        return (reading.history, reading.issues.map(\.description))
    }

    @Test("Counts by date, other columns passed over")
    func counts() throws {
        let reading = read("note,date,count\nx,2020,1\n,2021-07-02,4\n,2022.5,4\n")
        let history = try #require(reading.history)
        #expect(history.layout == .counts)
        #expect(history.rows.map(\.count) == [1, 4, 4])
        // 182 days of 365 have passed by 2 July.
        #expect(history.rows.map(\.moment.year) == [2020, 2021 + 182.0 / 365, 2022.5])
        #expect(history.rows.map(\.moment.text) == ["2020", "2021-07-02", "2022.5"])
        #expect(history.written == 3)
    }

    @Test("Councils by date in any order, with the dates at which joining began and the record ended")
    func councils() throws {
        let text = "code,date\nB,2021-01-01\nA,2020-01-01\nC,2021-01-01\n"
        let history = try #require(read(text).history)
        #expect(history.layout == .councils)
        #expect(history.rows.map(\.count) == [1, 3])
        let longer = try #require(read(text, start: "2019", until: "2022").history)
        #expect(longer.rows.map(\.count) == [0, 1, 3, 3])
        #expect(longer.rows.map(\.moment.year) == [2019, 2020, 2021, 2022])
        #expect(longer.written == 3)
        #expect(try #require(read(text, until: "2021").history).rows.count == 2)
    }

    @Test(
        "Dates are days of the calendar or years",
        arguments: [
            ("2020-02-29", 2020 + 59.0 / 366), ("2023-12-31", 2023 + 364.0 / 365), ("2000-03-01", 2000 + 60.0 / 366),
            ("2022", 2022), ("2022.25", 2022.25), ("2021-02-29", nil), ("2022-13-01", nil), ("2022-00-10", nil),
            ("2022-1-1", nil), ("22", nil), ("2022-05", nil), ("1e3", nil), ("", nil), ("May 2022", nil),
            ("2022-05-1x", nil), ("2022.5-05-10", nil), ("-2022", nil), ("1900-02-29", nil),
        ] as [(String, Double?)])
    func moments(text: String, year: Double?) {
        #expect(AdoptionHistory.Moment(text)?.year == year)
    }

    @Test(
        "What is wrong is said at its place",
        arguments: [
            (nil, ["a.csv:1:1: there is no file here that can be read; give the path of dated counts, a CSV file"]),
            ("", ["a.csv:1:1: the file is empty; expected a header and rows of dates"]),
            ("date,count\n", ["a.csv:1:1: there are no dates; expected a row for each below the header"]),
            (
                "date;count\n2020;1\n",
                ["a.csv:1:1: the cells are divided by semicolons, expected commas; save the table as CSV with commas"]
            ),
            (
                "dates,number\n2020,1\n",
                [
                    "a.csv:1:1: there is neither a column \"count\" nor a column \"code\"; expected date and count, or code "
                        + "and date",
                    "a.csv:1:1: there is no column \"date\"; did you mean \"dates\"?; expected date and count, or code and date",
                ]
            ),
            (
                "code,date,count,date\n",
                [
                    "a.csv:1:1: there are a column \"count\" and a column \"code\"; keep count for numbers that had joined "
                        + "by a date, or code for councils one by one",
                    "a.csv:1:17: the column \"date\" is there twice; keep one",
                ]
            ),
            (
                "date,count\n2020,1,2\nsoon,x\n,11\n2021,\n",
                [
                    "a.csv:2:1: found 3 cells, expected 2 as in the header; put cells that hold commas in double quotes",
                    "a.csv:3:1: date \"soon\" cannot be read; expected a date such as 2022-05-19, or a year such as 2022 or "
                        + "2022.5",
                    "a.csv:3:6: count \"x\" cannot be read; expected a whole number in digits only: how many had joined by "
                        + "then",
                    "a.csv:4:1: the date is missing; expected a date such as 2022-05-19, or a year such as 2022 or 2022.5",
                    "a.csv:4:2: count 11 is above 10, how many could join; correct it or --councils",
                    "a.csv:5:6: the count is missing; expected a whole number in digits only: how many had joined by then",
                ]
            ),
            (
                "date,count\n2020,1\n2020,2\n2022,5\n2023,4\n",
                [
                    "a.csv:3:1: date 2020 is not after 2020 before it; order the rows by date, each date once",
                    "a.csv:5:1: the count falls from 5 to 4; counts are of all who have joined so far, and nobody leaves in "
                        + "the model",
                ]
            ),
            (
                "code,date\nA,2020\nA,2021\n,2022\n",
                [
                    "a.csv:3:1: the code \"A\" is on line 2 already; keep the date it joined",
                    "a.csv:4:1: the code is missing; expected a council's code",
                ]
            ),
            (
                "date,count\n2020,1\n2021,2\n",
                [
                    "a.csv:1:1: there are only 2 dates; innovation and imitation take three dates or more, with somebody "
                        + "joining"
                ]
            ),
            (
                "date,count\n2020,2\n2021,2\n2022,2\n",
                [
                    "a.csv:1:1: nobody joins after the first date; innovation and imitation take three dates or more, with "
                        + "somebody joining"
                ]
            ),
            (
                "code,date\nA,2020-01-01\nB,2020-02-01\n",
                [
                    "a.csv:1:1: the record is shorter than half a year; innovation and imitation take half a year or more, "
                        + "with somebody joining"
                ]
            ),
        ] as [(String?, [String])])
    func issues(text: String?, expected: [String]) {
        let reading = read(text)
        #expect(reading.issues == expected)
        #expect(reading.history == nil)
    }

    @Test("More councils than could join, and dates of beginning and end inside the record, are refused")
    func options() {
        let text = "code,date\nA,2020\nB,2021\nC,2022\n"
        #expect(
            read(text, councils: 2).issues == [
                "a.csv:4:3: this is the council after the 2 that could join; correct the rows or --councils"
            ])
        #expect(
            read(text, start: "2020", until: "2021").issues == [
                "a.csv:1:1: --start 2020 is not before the first date, 2020; leave it out",
                "a.csv:1:1: --until 2021 is before the last date, 2022; leave it out",
            ])
    }
}
