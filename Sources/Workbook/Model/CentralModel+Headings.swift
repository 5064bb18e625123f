import CouncilModel

/// Titles, headings, panes and filters of the model's sheets.
extension CentralModel {
    /// Puts titles and headings down, before any cell.
    func startSheets() {
        let option = givens.option
        put(
            assumptions, "Assumptions",
            "Every assumption of the scenario at the value it has in the central case: its mean, its median where it has no "
                + "mean. Change a blue cell and every sheet of formulas follows. Values by council stand on Councils.",
            AssumptionColumns.headings)
        put(
            quantities, "Quantities", "Named formulas that are the same for all councils.",
            ["Quantity", "Value", "As written"])
        put(
            levers, "Levers",
            "First and winding-up years are the program's: who joins is not worked out here.",
            ["Lever", "Title", "Starts", "First year", "Wound up", "Eligible", "Members in the last year"])
        put(
            councils, "Councils",
            "Register, values that each council draws, years of joining and contract ends (\(Self.never): never), and what "
                + "formulas make of them.", ["Code", "Name", "Type"])
        put(years, "Years", "What follows the years: discounting, members, growth, scales.", ["Lever", "What", "Line"])
        put(
            lines, "Lines", "The lines of \(option), with when they flow. Spreads and ramps can be changed.",
            LineColumns.headings)
        put(
            profiles, "Profiles", "What a council line is multiplied by, by years since the council joined.",
            ["Line", "Lever", "Name"])
        put(
            claims, "Claims",
            "Lines that save a share of a pool, in the order in which they claim it: what is asked for (where there is an "
                + "uplift), what is taken, and what is left for those after it.", ClaimColumns.headings)
        put(
            flows, "Flows",
            "One row a council and line, or one a programme line: amount × timing × scale × modifiers × uplift × growth, "
                + "real and undiscounted, positive in the direction of the line's side.", columns.headings)
        putYearHeadings(on: years, from: Self.firstYearColumn)
        putYearHeadings(on: flows, from: columns.firstYear)
        for (block, title) in ["Asked for", "Taken", "Left"].enumerated() {
            putYearHeadings(on: claims, from: ClaimColumns.firstYear + block * scenario.years, above: title)
        }
        for (place, age) in ages.enumerated() {
            profiles.put(Double(age), Self.headingRow, Self.firstAgeColumn + place, CellStyle(.heading, .count))
        }
    }

    private func put(_ sheet: Sheet, _ title: String, _ note: String, _ headings: [String]) {
        sheet.put(title, 0, 0, CellStyle(.title))
        sheet.put(note, 1, 0, CellStyle(.note))
        sheet.put(headings, Self.headingRow, 0, CellStyle(.heading, wraps: true))
    }

    /// Sets panes, filters and widths, once all cells are there.
    func finishSheets() {
        for (sheet, fixed) in [
            (assumptions, 1), (quantities, 1), (levers, 2), (councils, 2), (years, 3), (lines, 3), (profiles, 3),
            (claims, 5), (flows, 7),
        ] {
            sheet.frozen = (Self.firstRow, fixed)
            sheet.heights = [(Self.headingRow, sheet === councils ? 75 : 45)]
            guard sheet.rowCount > Self.firstRow else { continue }
            sheet.filter = (Self.headingRow, sheet.rowCount - 1, (sheet.rows[Self.headingRow].count) - 1)
        }
        quantities.widths = [34, 18, 90]
        levers.widths = [24, 32, 11, 11, 11, 11, 14]
        councils.widths = [12, 30, 16] + Array(repeating: 14, count: max(0, nextCouncilColumn - 3))
        years.widths = [30, 28, 28] + Array(repeating: 13, count: scenario.years)
        lines.widths = LineColumns.widths
        profiles.widths = [6, 28, 28] + Array(repeating: 9, count: ages.count)
        claims.widths = [6, 26, 18, 12, 26] + Array(repeating: 10, count: 3 * scenario.years)
        flows.widths =
            [6, 24, 24, 9, 13, 12, 26, 9, 14, 9, 8, 8, 8, 15, 15]
            + Array(repeating: 11, count: columns.firstYear - FlowColumns.headings.count)
            + Array(repeating: 13, count: scenario.years)
    }
}
