import CouncilModel
import Stochastics

extension ScenarioWarnings {
    /// How rare a value has to be to be passed over.
    static let rare = 1e-4

    /// Costs, benefits and transfers that are negative numbers or mostly so.
    func negativeAmounts() {
        for item in lines {
            guard let worth = item.worth else { continue }
            let noun = "a \(item.line.side.rawValue)"
            let place = item.line.side == .transfer ? "exchange \"from\" and \"to\"" : "put it on the other side"
            switch reading(of: worth) {
            case .number(let number) where number < 0:
                log.warning(
                    worth, "found \(plain(number)), so that \(noun) has the wrong sign; drop the minus, or \(place)")
            case .draws(let draws):
                for drawn in draws {
                    let share = drawn.distribution.cumulativeBelow(0)
                    guard share > 0.5 else { continue }
                    log.warning(
                        drawn.field,
                        "\(percent(share)) of the draws lie below 0, but \(worth.path.text) takes them as \(noun); "
                            + "turn their sign, or \(place)")
                }
            default: break
            }
        }
    }

    /// Percentages written as 3.5 where 0.035 is meant: in places that take shares or rates, and under the unit `%`.
    func percentages() {
        func advice(_ number: Double, in place: String = "") -> String {
            "\(inShort(number)) is \(inShort(number * 100))%\(place); write \(inShort(number / 100)) for "
                + "\(inShort(number))%"
        }
        var said: Set<String> = []
        for assumption in scenario.assumptions where assumption.unit == "%" {
            for drawn in distributions where drawn.name == assumption.name {
                let median = drawn.distribution.quantile(0.5)
                guard abs(median) > 1 else { continue }
                said.insert(drawn.name)
                log.warning(
                    drawn.field, "the unit % does not divide by 100, so that the median \(advice(median))")
            }
        }
        for place in sharePlaces + ratePlaces {
            switch reading(of: place) {
            case .number(let number) where number > 1:
                log.warning(place, "found a share or rate above 1: \(advice(number))")
            case .draws(let draws):
                for drawn in draws where !said.contains(drawn.name) {
                    let median = drawn.distribution.quantile(0.5)
                    guard median > 1 else { continue }
                    log.warning(drawn.field, "the median \(advice(median, in: " in \(place.path.text)"))")
                }
            default: break
            }
        }
    }

    /// Triangular and PERT distributions whose mode is an end of theirs.
    func modesAtEdges() {
        for drawn in distributions {
            for part in drawn.distribution.withParts {
                switch part {
                case .triangular(let min, let mode, let max), .pert(let min, let mode, let max):
                    guard min < max, mode == min || mode == max else { continue }
                    let (end, way) = mode == min ? ("least", "below") : ("greatest", "above")
                    log.warning(
                        drawn.field,
                        "\(plain(mode)) is both the likeliest and the \(end) value, so that no draw lies \(way) it; "
                            + "move the end, or use \"uniform\" or \"beta\" where this is meant")
                default: continue
                }
            }
        }
    }

    /// Bounds that move the mean by more than a tenth. Where the format demands a bound, it has been chosen knowingly.
    func movedMeans() {
        for drawn in distributions {
            for part in drawn.distribution.withParts {
                guard case .truncated(let whole, _, _) = part else { continue }
                if case .pareto(_, let shape) = whole, shape <= 2 { continue }
                guard let before = whole.mean, let after = part.mean, abs(after - before) > 0.1 * abs(before) else {
                    continue
                }
                log.warning(
                    drawn.field,
                    "the bounds move the mean from \(inShort(before)) to \(inShort(after)); widen them, or choose a "
                        + "distribution with the mean that is meant")
            }
        }
    }

    /// Values below 0 in places where these count as 0.
    func belowZero() {
        for place in levers.flatMap({ Self.placesNotNegative(in: $0.field) }) + contractPlaces {
            switch reading(of: place) {
            case .number(let number) where number < 0:
                log.warning(place, "found \(plain(number)), which counts as 0; write 0, or a number above it")
            case .draws(let draws):
                for drawn in draws {
                    let share = drawn.distribution.cumulativeBelow(0)
                    guard share >= Self.rare else { continue }
                    log.warning(
                        drawn.field,
                        "\(percent(share)) of the draws lie below 0, which \(place.path.text) counts as 0; cut them off "
                            + "with \"min\": 0, or choose a distribution above 0")
                }
            default: break
            }
        }
    }

    /// Values outside 0 to 1 in places where they are held to it; those mostly above 1 are percentages.
    func outsideShares() {
        for place in heldPlaces {
            switch reading(of: place) {
            case .number(let number) where number < 0:
                log.warning(place, "found \(plain(number)), which counts as 0; write a share from 0 to 1")
            case .draws(let draws):
                for drawn in draws where drawn.distribution.quantile(0.5) <= 1 {
                    let share = drawn.distribution.cumulativeBelow(0) + 1 - drawn.distribution.cumulative(1)
                    guard share >= Self.rare else { continue }
                    log.warning(
                        drawn.field,
                        "\(percent(share)) of the draws lie outside 0 to 1, to which \(place.path.text) is held; cut "
                            + "them off with \"min\": 0, \"max\": 1, or choose another distribution")
                }
            default: break
            }
        }
    }
}

extension ScenarioWarnings {
    /// Places whose values are held to 0 to 1.
    private var heldPlaces: [Field] {
        levers.flatMap { _, field in
            [
                field["adoption"]?["diffusion"]?["ceiling"], field["stop"]?["probability"],
                field["team"]?["correlation"], field["team"]?["cashed"], field["team"]?["timing"]?["decay"],
            ].compactMap { $0 }
        }
            + lines.flatMap { item in
                [item.field["timing"]?["decay"], item.field["cashed"], item.field["resource"]].compactMap { $0 }
            } + [root["financing"]?["borrowed"]].compactMap { $0 }
    }

    /// Places that take shares: those held to 0 to 1, and shares of pools.
    private var sharePlaces: [Field] { heldPlaces + lines.compactMap { $0.field["claims"]?["share"] } }

    /// Places that take yearly rates. Discount rates and the councils' own cannot be 1 or more.
    private var ratePlaces: [Field] {
        let pools = (root["pools"]?.sortedMembers ?? []).map { $0.field["growth"] }
        let inflation = root["inflation"].map { $0.isList ? $0.items : [$0] } ?? []
        return (pools + lines.map { $0.field["growth"] } + [root["financing"]?["rate"]]).compactMap { $0 } + inflation
    }

    private var contractPlaces: [Field] {
        (root["contracts"]?.sortedMembers ?? []).compactMap { $0.field["notice"] }
    }

    /// Places of a lever where a negative value counts as 0.
    private static func placesNotNegative(in lever: Field) -> [Field] {
        let adoption = lever["adoption"]
        let diffusion = adoption?["diffusion"]
        let entries = ["costs", "benefits", "transfers"].flatMap { lever[$0]?.items ?? [] }
        let timings = (entries + [lever["team"]].compactMap { $0 }).map { $0["timing"] }
        return [
            lever["delay"], lever["shared"], adoption?["propensity"], diffusion?["innovation"], diffusion?["imitation"],
            diffusion?["propensity"],
        ].compactMap { $0 } + timings.flatMap { [$0?["lag"], $0?["lasts"]].compactMap { $0 } }
            + entries.compactMap { $0["shared"] }
    }
}

extension Distribution {
    /// The distribution and those that it is made of.
    fileprivate var withParts: [Distribution] {
        switch self {
        case .mixture(let components): [self] + components.flatMap(\.distribution.withParts)
        case .truncated(let whole, _, _): [self] + whole.withParts
        default: [self]
        }
    }
}
