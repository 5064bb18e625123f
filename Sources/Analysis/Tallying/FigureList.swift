import CouncilModel

/// The figures of one option that are tallied, each with a number.
///
/// In order: measures; costs, benefits, cash and cumulative cash by year; present values of lines, then the same before
/// uplift; what each party pays, then gains; and with a budget, its rows by year, the sums of rows over years, the sum of
/// spending, and the charges beyond.
struct FigureList: Sendable {
    let years: Int
    let lines: Int
    let hasBudget: Bool

    /// Kinds of figures by year.
    enum Yearly: Int, CaseIterable { case costs, benefits, cash, cumulativeCash }

    static let measures = Measure.allCases.count
    static let parties = Party.allCases.count
    static let rows = CashRow.allCases.count

    func measure(_ measure: Measure) -> Int { measure.place }
    func yearly(_ kind: Yearly, year: Int) -> Int { Self.measures + kind.rawValue * years + year }
    func line(_ line: Int) -> Int { Self.measures + Yearly.allCases.count * years + line }
    func lineBeforeUplift(_ line: Int) -> Int { self.line(lines) + line }
    func pays(_ party: Int) -> Int { lineBeforeUplift(lines) + party }
    func gains(_ party: Int) -> Int { pays(Self.parties) + party }
    func row(_ row: Int, year: Int) -> Int { gains(Self.parties) + row * years + year }
    func rowTotal(_ row: Int) -> Int { self.row(Self.rows, year: 0) + row }
    var spending: Int { rowTotal(Self.rows) }
    var chargesBeyond: Int { spending + 1 }

    /// Number of figures.
    var count: Int { hasBudget ? chargesBeyond + 1 : gains(Self.parties) }

    /// Figures that are kept by trial where percentiles are exact.
    ///
    /// - Parameter all: whether those are kept too that windows can be put on; others follow from these, or have a mean alone.
    func kept(all: Bool) -> [Int] {
        var kept = Array(0..<Self.measures)
        if !all { return kept }
        kept += (0..<3 * years).map { Self.measures + $0 }
        kept += (0..<lines).map { line($0) }
        if hasBudget {
            for row in CashRow.allCases where !row.isDerived {
                kept += (0..<years).map { self.row(row.place, year: $0) }
            }
            kept.append(chargesBeyond)
        }
        return kept
    }

    /// By figure, the percentiles shown, in 0…100; nil for measures, which are kept by trial, and where there are none.
    func percents(in scenario: Scenario) -> [[Double]?] {
        var percents = [[Double]?](repeating: nil, count: count)
        func bands(_ prudent: Double) -> [Double] { [10, 50, 90, prudent] }
        for year in 0..<years {
            for kind in Yearly.allCases {
                percents[yearly(kind, year: year)] = bands(kind == .costs ? scenario.prudent : 100 - scenario.prudent)
            }
        }
        for line in 0..<lines { percents[self.line(line)] = [10, 90] }
        guard hasBudget else { return percents }
        for row in CashRow.allCases {
            let prudent = row.prudentPercent(in: scenario)
            for year in 0..<years { percents[self.row(row.place, year: year)] = bands(prudent) }
            percents[rowTotal(row.place)] = [50, prudent]
        }
        percents[spending] = [scenario.prudent]
        return percents
    }

    /// Whether percentiles of a figure are shown.
    func hasPercentiles(_ figure: Int) -> Bool {
        figure < lineBeforeUplift(0) && figure != Measure.paybackYear.place
            || hasBudget && figure >= row(0, year: 0) && figure < chargesBeyond
    }
}

extension Measure {
    /// Its place in the order of measures.
    var place: Int {
        guard let place = Measure.allCases.firstIndex(of: self) else { preconditionFailure("a measure is among all") }
        return place
    }
}
