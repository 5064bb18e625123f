import CRows
import Formulas

extension LeverRuns.Shape {
    /// What numbers come to in an amount of which councils draw their own part, where the trial's part is nothing else.
    private var number: Double? {
        guard case .cellwise(_, let trial?, _) = self, trial.sources.isEmpty else { return nil }
        let value = trial.program.scalarValue([])
        return value.isFinite ? value : nil
    }

    /// The same, to stand in the councils' factors, so that lines that differ in it alone share tables; 1 for all other lines.
    var cellScale: Double { number ?? 1 }

    /// The part by trial that tables hold.
    var trialPartInTables: PlannedFormula? { number == nil ? trialPart : nil }
}

/// Present values of one unit by joining year, for lines of which each council draws its own amount.
///
/// Lines of a flow that differ in nothing but their amounts share a table, and a council looks its units up once for all of
/// them.
final class UnitTable {
    /// What lines have to have in common to share one.
    struct Key: Hashable {
        private let timing: Timing
        private let appliesTo: Line.AppliesTo
        private let scale: Line.Scale?
        private let growth, uplift, trial: Formula?

        init(_ line: PlannedLine, shape: LeverRuns.Shape) {
            (timing, appliesTo, scale) = (line.line.timing, line.line.appliesTo, line.line.scale)
            (growth, uplift, trial) = (line.line.growth, line.line.uplift, shape.trialPartInTables?.formula)
        }
    }

    /// PV of one unit by `[place][trial]`.
    private let values: StableTable
    /// The same by place, where it is one number for all trials: a table so small is read much faster.
    private let common: UnsafeMutableBufferPointer<Double>
    private var isCommon = false
    private var isFilled = false
    private let found: StableTable
    /// The council whose units were looked up last.
    private var council = -1

    init(places: Int, width: Int) {
        values = StableTable(rows: places, width: width)
        common = .allocate(capacity: places)
        common.initialize(repeating: 0)
        found = StableTable(rows: 1, width: width)
    }

    deinit { common.deallocate() }

    /// Takes up a block.
    func begin() { (isFilled, council) = (false, -1) }

    /// Fills the table of the block at hand from the first of its lines that comes.
    func fill(from line: CouncilLine) {
        guard !isFilled else { return }
        for place in 0..<values.rows {
            line.presentValue(place: place, of: line.lifted, isAbsolute: false, into: values[place])
            common[place] = values[place][0]
        }
        isCommon = line.hasCommonUnits
        isFilled = true
    }

    /// Units of a council by trial.
    func row(
        ofCouncil council: Int, places: UnsafePointer<Int16>, offsets: UnsafePointer<Int32>
    ) -> UnsafePointer<Double> {
        let row = found[0]
        if council == self.council { return UnsafePointer(row) }
        if isCommon {
            row_look_up_places(row, common.baseAddress, places, values.width)
        } else {
            row_look_up(row, values[0], offsets, values.width)
        }
        self.council = council
        return UnsafePointer(row)
    }
}
