import CouncilModel

/// The passes over all trials that every appraisal begins with, and the tallies that they fill.
///
/// There is one pass where the values kept of all options fit in memory, else one for each part of the options, and one
/// for councils.
struct FirstPasses {
    private let shape: RunShape
    private let scenario: Scenario
    /// What is read across options, filled in all passes over options.
    let choice: ChoiceTally
    /// Options that go through one pass together, by their place in the run.
    let parts: [[Int]]
    /// Options whose councils are handed over.
    let withCouncils: [Int]
    /// Whether councils are appraised one by one for every option; else which options these are is known later.
    let showsAll: Bool
    /// Councils of all options; nil where there are none or they come later.
    let councils: CouncilTally?
    private let isRecorded: Bool

    /// - Parameters:
    ///   - shape: the run.
    ///   - scenario: the scenario.
    ///   - detailForAllCouncils: whether councils are appraised one by one for every option.
    ///   - isRecorded: whether blocks are recorded by shards, or were.
    ///   - mostBytes: what values of options in one pass, and values of councils, may come to.
    init(
        _ shape: RunShape, of scenario: Scenario, detailForAllCouncils: Bool, isRecorded: Bool,
        mostBytes: (options: Int, councils: Int)
    ) {
        self.shape = shape
        self.scenario = scenario
        choice = ChoiceTally(shape, of: scenario)
        self.isRecorded = isRecorded
        parts = Self.parts(of: shape, scenario, isRecorded: isRecorded, mostBytes: mostBytes.options)
        withCouncils = shape.options.indices.filter { shape.options[$0].hasCouncils }
        showsAll = Self.showsAll(shape, detailForAllCouncils: detailForAllCouncils)
        councils =
            showsAll && !withCouncils.isEmpty
            ? CouncilTally(
                shape, of: scenario, options: withCouncils, isRecorded: isRecorded, mostBytes: mostBytes.councils) : nil
    }

    /// Options that go through one pass together.
    static func parts(of shape: RunShape, _ scenario: Scenario, isRecorded: Bool, mostBytes: Int) -> [[Int]] {
        OptionsTally.parts(
            of: shape, years: scenario.years, isExact: ChoiceTally.keepsAll(shape), isRecorded: isRecorded,
            mostBytes: mostBytes)
    }

    /// Whether councils are appraised one by one for every option.
    static func showsAll(_ shape: RunShape, detailForAllCouncils: Bool) -> Bool {
        detailForAllCouncils || shape.options.count <= Comparison.mostOptionsWithFullDetail
    }

    /// The councils, where they have a pass of their own.
    var councilsApart: CouncilTally? { parts.count > 1 ? councils : nil }

    /// What is shown of the options of a part.
    func tally(of part: [Int]) -> OptionsTally {
        OptionsTally(shape, of: scenario, options: part, isExact: choice.keepsAll, isRecorded: isRecorded)
    }

    /// Everything that is filled in the pass over a part, whose options have this tally.
    func tallies(with options: OptionsTally) -> [any RecordedTally] {
        let tallies: [any RecordedTally] = [choice, options]
        guard parts.count == 1, let councils else { return tallies }
        return tallies + [councils]
    }

    /// The pass over a part.
    func pass(over part: [Int]) -> TrialPass {
        TrialPass(options: parts.count == 1 ? nil : part, firstBlockAlone: true)
    }
}
