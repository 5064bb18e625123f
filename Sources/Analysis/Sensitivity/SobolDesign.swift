import CouncilModel
import Stochastics

/// What Sobol indices are asked of, and the uniforms that their runs take.
struct SobolDesign {
    /// Inputs, each changed as one.
    let inputs: [SobolInput]
    /// Number of trials N of each run.
    let trials: Int
    /// By name of an assumption, its uniforms in the matrices A and B.
    private let first: [String: [Double]]
    private let second: [String: [Double]]
    /// Seed of kinds of draws in B; A has the scenario's own.
    private let seed: UInt64

    /// A and B come from one Sobol sequence of twice as many dimensions as there are assumptions, or, where GSL has no
    /// direction numbers for so many, from Latin hypercube draws at addresses of their own.
    ///
    /// Splitting one sequence of fewer dimensions, or taking two sequences, would make A and B depend on each other.
    init(inputs: [SobolInput], trials: Int, model: RerunModel) {
        self.inputs = inputs
        self.trials = trials
        seed = model.seed(for: "sobol")
        let names = inputs.flatMap(\.assumptions)
        if Self.usesSequence(names.count) {
            let draws = AddressedDraws(seed: model.scenario.seed)
            let points =
                names.isEmpty
                ? [] : SobolSequence.points(dimensions: 2 * names.count, count: trials, draws: draws)
            // Both columns of an input lie side by side: neighbours among GSL's dimensions fill the plane most evenly.
            first = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, points[2 * $0]) })
            second = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, points[2 * $0 + 1]) })
        } else {
            let draws = AddressedDraws(seed: model.scenario.seed)
            func matrix(_ letter: String) -> [String: [Double]] {
                Dictionary(
                    uniqueKeysWithValues: names.map { name in
                        (name, draws.latinHypercube(at: Address("sobol \(letter)/\(name)"), trials: 0..<trials))
                    })
            }
            first = matrix("A")
            second = matrix("B")
        }
    }

    /// Whether so many assumptions are drawn from a Sobol sequence.
    static func usesSequence(_ count: Int) -> Bool { 2 * count <= SobolSequence.mostDimensions }

    /// The matrix A.
    var a: DrawDesign { design { _ in false } }

    /// The matrix B.
    var b: DrawDesign { design { _ in true } }

    /// A with one input from B.
    func ab(_ input: Int) -> DrawDesign { design { $0 == input } }

    private func design(_ isSecond: (Int) -> Bool) -> DrawDesign {
        var design = DrawDesign()
        for (place, input) in inputs.enumerated() {
            let isSecond = isSecond(place)
            for name in input.assumptions { design.uniforms[name] = (isSecond ? second : first)[name] }
            if isSecond { for kind in input.kinds { design.redrawn[kind] = seed } }
        }
        return design
    }
}

/// Something that Sobol indices are asked of: assumptions, or kinds of draws, that change as one.
package struct SobolInput: Sendable, Hashable {
    /// What it is called.
    package var name: String
    /// Names of its assumptions, ascending; correlated ones are in one input.
    package var assumptions: [String]
    /// Kinds of draws that belong to it.
    package var kinds: [DrawKind]

    /// Of its parts, which the properties of these names explain.
    package init(name: String, assumptions: [String], kinds: [DrawKind] = []) {
        self.name = name
        self.assumptions = assumptions
        self.kinds = kinds
    }

    /// What the input of all assumptions that are in no other is called.
    package static let others = "all other assumptions"

    /// Inputs: the groups given, each assumption named (with those correlated with it), all others of the model as one,
    /// and a kind of draws each for what differs by year or column, by council, and who joins.
    ///
    /// - Parameters:
    ///   - groups: names of assumptions by the name of a group; an assumption belongs to the first that names it.
    ///   - single: assumptions that are inputs on their own, where they are in no group.
    static func inputs(
        of model: RerunModel, groups: [(name: String, assumptions: [String])], single: [String]
    ) -> [SobolInput] {
        var taken: Set<String> = []
        var inputs: [SobolInput] = []
        func take(_ names: [String], as name: String?) {
            let members = Set(names.flatMap { model.group(of: $0) }).subtracting(taken).sorted()
            guard !members.isEmpty else { return }
            taken.formUnion(members)
            inputs.append(SobolInput(name: name ?? members.joined(separator: " + "), assumptions: members))
        }
        for group in groups { take(group.assumptions, as: group.name) }
        for name in single where !taken.contains(name) { take([name], as: nil) }
        take(model.assumptions.map(\.name).filter { !taken.contains($0) }, as: others)
        return inputs + kinds(of: model)
    }

    private static func kinds(of model: RerunModel) -> [SobolInput] {
        let held = Set(
            model.candidates.filter { $0 > 0 }.flatMap { model.scenario.options[$0 - 1].levers })
        let levers = model.scenario.levers.filter { held.contains($0.name) }
        let read = ReadAssumptions(
            options: model.candidates.filter { $0 > 0 }.map { model.scenario.options[$0 - 1].levers },
            of: model.scenario
        ).names
        let varying = model.scenario.assumptions.filter { read.contains($0.name) }.map(\.variesBy)
        func isShared(_ variation: Assumption.Variation) -> Bool {
            switch variation {
            case .year, .column: true
            case .trial, .council, .councilAndYear: false
            }
        }
        let joins = levers.contains { lever in
            if case .mandate = lever.adoption { return lever.contract != nil || lever.stop != nil }
            return true
        }
        var inputs: [SobolInput] = []
        if varying.contains(where: isShared) {
            inputs.append(SobolInput(name: "draws by year or place", assumptions: [], kinds: [.shared]))
        }
        if varying.contains(where: { $0 == .council || $0 == .councilAndYear }) {
            inputs.append(SobolInput(name: "variety of councils", assumptions: [], kinds: [.council]))
        }
        if joins { inputs.append(SobolInput(name: "who joins", assumptions: [], kinds: [.joining])) }
        return inputs
    }
}
