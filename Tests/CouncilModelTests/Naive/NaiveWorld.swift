import Appraisal
import Glibc
import Stochastics

/// One trial, or the central case.
enum NaiveTrial: Equatable {
    case drawn(Int)
    case central
}

/// The uniforms of one trial, the same for every option.
final class NaiveDraws {
    let trial: NaiveTrial
    private let model: NaiveModel
    private let draws: AddressedDraws
    private let isStratified: Bool
    private var kept: [String: Double] = [:]
    private var samplers: [Distribution: Sampler] = [:]

    init(_ model: NaiveModel, trial: NaiveTrial) {
        self.model = model
        self.trial = trial
        draws = AddressedDraws(seed: UInt64(model.scenario["seed"]?.whole ?? 1))
        isStratified = model.scenario["sampling"]?.text != "random"
    }

    /// What a distribution gives for a uniform: by a sampler like the engine's, which differs from the exact quantile by
    /// more than figures are compared to, and is compared with it in tests of its own.
    func value(of distribution: Distribution, at uniform: Double) -> Double {
        let sampler = samplers[distribution] ?? Sampler(distribution)
        samplers[distribution] = sampler
        return sampler.value(uniform)
    }

    /// The plain uniform of an address; not for the central case.
    func plain(_ address: String) -> Double {
        if let known = kept[address] { return known }
        guard case .drawn(let k) = trial else { return .nan }
        let u = draws.uniforms(at: Address(address), trials: k..<k + 1)[0]
        kept[address] = u
        return u
    }

    /// The uniform of a council-level address: drawn, or in the central case its place among the selected councils.
    func ofCouncil(_ prefix: String, _ code: String) -> Double {
        let address = "\(prefix)/\(code)"
        guard trial == .central else { return plain(address) }
        if let known = kept[address] { return known }
        let order = model.selected.map { council in
            let digest = SHA256Digest.bytes(of: Array("\(prefix)/\(council.code)".utf8))
            return (bits: digest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }, code: council.code)
        }.sorted { ($0.bits, $0.code) < ($1.bits, $1.code) }
        for (place, council) in order.enumerated() {
            kept["\(prefix)/\(council.code)"] = (Double(place) + 0.5) / Double(order.count)
        }
        return kept[address] ?? .nan
    }

    /// The uniform of a trial-level assumption, made dependent where it is correlated.
    func ofTrial(_ name: String) throws -> Double {
        var group = [name]
        var links: [(String, String, Double)] = []
        for entry in model.scenario["correlations"]?.items ?? [] {
            let pair = entry["between"]?.items.compactMap(\.text) ?? []
            links.append((pair[0], pair[1], entry["rank"]?.number ?? 0))
        }
        var grows = true
        while grows {
            let before = group.count
            for (a, b, _) in links {
                if group.contains(a) && !group.contains(b) { group.append(b) }
                if group.contains(b) && !group.contains(a) { group.append(a) }
            }
            grows = group.count > before
        }
        guard group.count > 1 else { return independent(name) }
        group.sort()
        let ranks = group.map { a in
            group.map { b in
                a == b ? 1 : links.first { ($0.0, $0.1) == (a, b) || ($0.0, $0.1) == (b, a) }?.2 ?? 0
            }
        }
        var uniforms = group.map { [independent($0)] }
        try GaussianCopula(names: group, rankCorrelations: ranks).correlate(&uniforms)
        return uniforms[group.firstIndex(of: name) ?? 0][0]
    }

    private func independent(_ name: String) -> Double {
        let address = "assumption/\(name)"
        guard isStratified, case .drawn(let k) = trial else { return plain(address) }
        return draws.latinHypercube(at: Address(address), trials: k..<k + 1)[0]
    }
}

/// Where a formula is evaluated: for whom, in which year, and with which time variables of a lever.
struct NaivePlace {
    var council: NaiveCouncil?
    /// t, not the calendar year.
    var year: Int?
    var time: NaiveTime?

    static let trial = NaivePlace()
}

/// The time variables of a lever in a year, and who its members are.
struct NaiveTime {
    let variables: [String: Double]
    let members: [String]
}

/// What the names of a scenario mean to one option in one trial.
final class NaiveWorld {
    let model: NaiveModel
    let draws: NaiveDraws
    let option: NaiveOption
    private var kept: [String: Double] = [:]

    init(_ model: NaiveModel, _ draws: NaiveDraws, _ option: NaiveOption) {
        self.model = model
        self.draws = draws
        self.option = option
    }

    var isCentral: Bool { draws.trial == .central }

    /// A number or a formula; what is left out counts as `standard`.
    func value(_ tree: ScenarioTree?, _ place: NaivePlace, or standard: Double) throws -> Double {
        guard let tree else { return standard }
        if let number = tree.number { return number }
        guard let text = tree.text else { throw NaiveError(description: "\(tree.json) is no formula") }
        return try value(try model.formula(text), place)
    }

    /// A value held to 0…1.
    func share(_ tree: ScenarioTree?, _ place: NaivePlace, or standard: Double) throws -> Double {
        min(max(try value(tree, place, or: standard), 0), 1)
    }

    /// A number of years, half up, at least 0.
    func years(_ tree: ScenarioTree?, _ place: NaivePlace, or standard: Double) throws -> Int {
        Int(max(NaiveFormula.halfUp(try value(tree, place, or: standard)), 0))
    }

    private func value(_ formula: NaiveFormula, _ place: NaivePlace) throws -> Double {
        try formula.value(
            number: { try self.number($0, place) },
            text: { name in
                guard let cell = place.council?.cells[name] else {
                    throw NaiveError(description: "no text \(name) here")
                }
                return cell
            },
            over: { inner in
                var sum = 0.0
                for code in place.time?.members ?? [] {
                    sum += try self.value(inner, NaivePlace(council: self.model.council(code), year: place.year))
                }
                return sum
            }
        )
    }

    private func number(_ name: String, _ place: NaivePlace) throws -> Double {
        if let variable = place.time?.variables[name] { return variable }
        if let entry = model.scenario["assumptions"]?[name] { return try assumption(name, entry, place) }
        if let quantity = model.scenario["quantities"]?[name] {
            // A quantity knows no time variables.
            var bare = place
            bare.time = nil
            return try value(quantity["amount"] ?? quantity, bare, or: 0)
        }
        guard let council = place.council else { throw NaiveError(description: "\(name) has no meaning here") }
        return try model.number(name, of: council)
    }

    private func assumption(_ name: String, _ entry: ScenarioTree, _ place: NaivePlace) throws -> Double {
        let varies = entry["varies_by"] ?? "trial"
        let code = place.council?.code
        let year = place.year.map { "\($0 + model.baseYear)" }
        func needed(_ part: String?) throws -> String {
            guard let part else { throw NaiveError(description: "\(name) varies by what is not there") }
            return part
        }
        let address: String
        switch varies {
        case "trial": address = "assumption/\(name)"
        case "council": address = "assumption/\(name)/\(try needed(code))"
        case "year": address = "assumption/\(name)/\(try needed(year))"
        case .text(let column): address = "assumption/\(name)/\(try needed(place.council?.cells[column]))"
        default: address = "assumption/\(name)/\(try needed(code))/\(try needed(year))"
        }
        if let known = kept[address] { return known }
        let stated = option.with[name] ?? (entry.number == nil ? entry["distribution"] ?? entry : entry)
        let distribution = try NaiveDistribution.read(stated)
        let drawn: Double
        if varies == "council" {
            drawn = draws.value(of: distribution, at: draws.ofCouncil("assumption/\(name)", try needed(code)))
        } else if isCentral {
            drawn = Self.middle(distribution)
        } else {
            let uniform = varies == "trial" ? try draws.ofTrial(name) : draws.plain(address)
            drawn = draws.value(of: distribution, at: uniform)
        }
        var factor = 1.0
        if let prices = entry["prices"]?.whole {
            guard let change = Deflator.gdp.factor(from: prices, to: model.priceYear) else {
                throw NaiveError(description: "no prices of \(prices)")
            }
            factor = change
        }
        kept[address] = drawn * factor
        return drawn * factor
    }

    /// The value of the central case: the mean, the median where there is none, 0 or 1 for a Bernoulli.
    private static func middle(_ distribution: Distribution) -> Double {
        if case .bernoulli(let probability) = distribution { return probability >= 0.5 ? 1 : 0 }
        return distribution.mean ?? distribution.quantile(0.5)
    }
}
