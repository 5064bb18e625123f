import CouncilModel
import Stochastics

/// The search for regions of one option.
struct OptionDiscovery: Sendable {
    /// A box is claimed where cases are more frequent inside than outside by so many standard errors of the trials counted.
    static let leastStandardErrors = 3.0
    /// How often the peeled trials are resampled.
    static let resamples = 20

    private let name: String
    private let cases: CaseRows
    /// Values by input and trial.
    private let columns: [[Double]]
    private let question: Discovery.Question
    private let scenario: Scenario
    private let sampling: Sampling
    private let seed: UInt64

    /// - Parameter candidate: place of the option among the model's candidates.
    init(of model: RerunModel, candidate: Int, _ question: Discovery.Question) {
        name = model.name(candidate)
        cases = CaseRows(of: model, candidate: candidate, question)
        let samples = model.samples(ofCandidate: candidate)
        columns = cases.inputs.map { input in samples.first { $0.name == input.name }?.values ?? [] }
        self.question = question
        scenario = model.scenario
        sampling = model.scenario.sampling
        seed = model.scenario.seed
    }

    /// What is found.
    func result() -> Discovery.Option {
        let trials = cases.isCase.count
        let half = Discovery.half(of: trials)
        let (peeled, counted) = (table(0..<half), table(half..<trials))
        var search = BoxSearch(
            peeled: peeled.table, times: peeled.times, counted: counted.table, left: counted.times,
            sampling: sampling, rule: question.rule)
        var boxes: [Discovery.Box] = []
        while boxes.count < question.mostBoxes, let box = search.next() {
            let again = search.resampled(seed: seed, as: "discover/\(name)/\(boxes.count)")
            boxes.append(
                Discovery.Box(
                    limits: box.restricted.map { limits(of: $0, in: box, search: search, again: again) },
                    counts: search.counts(box), densityOutside: search.densityOutside(box)))
            search.take(box)
        }
        let present = cases.hasFigure.count { $0 }
        return Discovery.Option(
            name: name,
            share: BoxSearch.share(cases.isCase.count { $0 }, of: present, sampling: sampling),
            without: trials - present, assumptions: cases.inputs.map(\.name), isSearched: search.isSearched,
            boxes: boxes, together: search.together, path: search.path)
    }

    /// Some trials, and how often each counts.
    private func table(_ range: Range<Int>) -> (table: CaseTable, times: [Int]) {
        (
            CaseTable(columns: columns.map { Array($0[range]) }, isCase: Array(cases.isCase[range])),
            cases.hasFigure[range].map { $0 ? 1 : 0 }
        )
    }

    /// - Parameter again: boxes of resamples.
    private func limits(of input: Int, in box: CaseBox, search: BoxSearch, again: [CaseBox]) -> Discovery.Limits {
        let without = search.counts(box.freeing(input))
        func limit(_ end: (CaseBox) -> Double) -> Discovery.Limit? {
            let value = end(box)
            guard value.isFinite else { return nil }
            let others = again.map(end).filter(\.isFinite)
            return Discovery.Limit(
                value: value, standardError: others.count > 1 ? Statistics.standardDeviation(others) : .nan,
                probabilityBelow: Double(columns[input].count { $0 < value }) / Double(cases.isCase.count),
                repeats: Double(others.count) / Double(Self.resamples))
        }
        return Discovery.Limits(
            assumption: cases.inputs[input].name, unit: scenario.unitOfDraws(cases.inputs[input]),
            low: limit { $0.low[input] }, high: limit { $0.high[input] }, coverageWithout: without.coverage,
            densityWithout: without.density, quasiP: search.quasiP(box, freeing: input))
    }
}

/// Which trials of an option are cases, and the assumptions that can have to do with it.
struct CaseRows: Sendable {
    /// Whether a trial is a case; false in trials without a figure.
    let isCase: [Bool]
    /// Whether a trial has a figure.
    let hasFigure: [Bool]
    /// Assumptions that move the option, or what it is held against.
    let inputs: [Assumption]

    init(of model: RerunModel, candidate: Int, _ question: Discovery.Question) {
        let row = model.row(candidate, question.measure)
        let scenario = model.scenario
        var levers = [candidate]
        if let reference = scenario.reference.flatMap({ model.candidates.firstIndex(of: $0 + 1) }) {
            levers.append(reference)
        }
        // A payback that never comes is later than every year.
        let never: Double = question.measure == .paybackYear ? .infinity : .nan
        let values = row.map { $0.isNaN ? never : $0 }
        switch question.cases {
        case .below(let limit):
            isCase = values.map { $0 < limit }
            hasFigure = values.map { !$0.isNaN }
        case .above(let limit):
            isCase = values.map { $0 > limit }
            hasFigure = values.map { !$0.isNaN }
        case .worse(let other):
            guard let place = model.candidates.firstIndex(where: { model.names[$0] == other }) else {
                preconditionFailure("what options are held against is a candidate of the model, but found \(other)")
            }
            levers.append(place)
            let sign: Double = question.measure.lessIsBetter ? -1 : 1
            let others = model.row(place, question.measure).map { $0.isNaN ? never : $0 }
            // As in decisions, what differs by 1e-9 of the larger is a tie.
            isCase = zip(values, others).map { own, other in
                own.isFinite || other.isFinite
                    ? sign * (other - own) > 1e-9 * max(abs(own).finite, abs(other).finite) : false
            }
            hasFigure = zip(values, others).map { !$0.isNaN && !$1.isNaN }
        }
        let read = ReadAssumptions(
            options: levers.map { model.candidates[$0] == 0 ? [] : scenario.options[model.candidates[$0] - 1].levers },
            of: scenario
        ).names
        inputs = model.assumptions.filter { read.contains($0.name) }
    }
}

extension Measure {
    /// Whether the better option has the lower figure.
    package var lessIsBetter: Bool { worstIsHighest || self == .paybackYear }
}

extension Double {
    /// 0 where it is not finite.
    fileprivate var finite: Double { isFinite ? self : 0 }
}
