import CouncilModel
import Stochastics
import Testing

@Suite("Histories of adoption")
struct AdoptionHistoryTests {
    private func history(
        _ layout: AdoptionHistory.Layout, _ rows: [(Double, Int)], councils: Int = 100
    ) -> AdoptionHistory {
        AdoptionHistory(
            layout: layout,
            rows: rows.map { .init(moment: .init(text: "\($0.0)", year: $0.0), count: $0.1) },
            written: rows.count, councils: councils)
    }

    @Test("Counts are read where they were made")
    func counts() throws {
        let record = try #require(history(.counts, [(2020.5, 4), (2021.25, 22), (2023, 24)]).record)
        #expect(record.times == [0, 0.75, 2.5])
        #expect(record.counts == [4, 22, 24])
        #expect(record.size == 100)
    }

    @Test("Dated councils are counted at the end of each quarter and at the end of the record")
    func quarters() throws {
        let rows = [(2020.0, 2), (2020.1, 3), (2020.25, 4), (2020.6, 5), (2020.75, 9), (2020.9, 9)]
        let record = try #require(history(.councils, rows).record)
        #expect(record.times.map { ($0 * 100).rounded() } == [0, 25, 50, 75, 90])
        #expect(record.counts == [2, 4, 4, 9, 9])
    }

    @Test("There is nothing to fit without three readings, or where nobody joins after the first")
    func unfit() {
        #expect(history(.counts, [(2020, 1), (2021, 5)]).record == nil)
        #expect(history(.counts, [(2020, 5), (2021, 5), (2022, 5)]).record == nil)
        #expect(history(.councils, [(2020, 1), (2020.2, 2)]).record == nil)
        #expect(history(.councils, [(2020, 1), (2020.4, 2)]).record != nil)
    }

    /// The engine's own joining, 40 trials of 300 councils over 10 years, counted by year. Each interval from P10 to P90
    /// should hold the truth in 8 of 10: of 40, fewer than 23 has a chance of 3 in 10,000.
    @Test("From what the engine simulates the rates of the scenario are found again")
    func engine() throws {
        let option = try Worked.runLever(
            """
            "starts": 2026, "adoption": {"diffusion": {"innovation": 0.04, "imitation": 0.5, "ceiling": 0.65}}
            """, register: Worked.register(count: 300), years: 10, trials: 40)
        let truth = [0.04, 0.5, 0.65]
        var held = [0, 0, 0]
        for trial in 0..<40 {
            let years = option.councils.map { Int($0.joiningYear[trial]) }.filter { $0 != Int(CouncilResult.never) }
            let counts = [0] + (0..<10).map { year in years.filter { $0 <= year }.count }
            let record = try #require(
                history(.counts, counts.enumerated().map { (2026 + Double($0), $1) }, councils: 300).record)
            let draws = DiffusionBootstrap(DiffusionFit(record), draws: 100, seed: 1)
            for (index, rate) in DiffusionBootstrap.Rate.allCases.enumerated() {
                let ends = draws.quantiles(rate, [0.1, 0.9])
                if ends[0] <= truth[index], truth[index] <= ends[1] { held[index] += 1 }
            }
        }
        #expect(held.allSatisfy { $0 >= 23 }, "\(held)")
    }
}
