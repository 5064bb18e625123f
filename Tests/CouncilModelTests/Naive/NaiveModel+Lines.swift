import Glibc

extension NaiveWorld {
    /// Every flow of the option in this trial.
    func postings() throws -> [NaivePosting] {
        let memberships = try memberships()
        return try councilPostings(memberships) + programmePostings(memberships)
    }

    /// Flows at councils: lines in order of claiming, then contract breaks and pooled teams.
    func councilPostings(_ memberships: [String: NaiveMembership]) throws -> [NaivePosting] {
        var postings: [NaivePosting] = []
        // What is left of a pool, by pool, council and year; 1 where nothing has been claimed.
        var left: [String: Double] = [:]
        for lever in option.levers {
            guard let membership = memberships[lever] else { continue }
            for line in model.lines(of: lever) where !line.isProgramme {
                for code in membership.eligible {
                    guard let council = model.council(code) else { continue }
                    for year in 0..<model.horizon {
                        let timing = try timing(line, council, year, membership)
                        guard timing != 0 else { continue }
                        let flow = try flow(line, council, year, timing, memberships, &left)
                        postings.append(try posting(flow, line, council))
                    }
                }
            }
            postings += try contractBreaks(membership)
            postings += try team(membership)
        }
        return postings
    }

    /// Puts payer and gainer to a council line's flow.
    private func posting(_ flow: NaivePosting, _ line: NaiveLine, _ council: NaiveCouncil) throws -> NaivePosting {
        var flow = flow
        flow.council = council.code
        func account(_ party: String) -> NaiveAccount {
            switch party {
            case "council": NaiveAccount(party: "council", code: council.code)
            case "lead": lead(line.lever)
            default: NaiveAccount(party: party)
            }
        }
        switch line.side {
        case "cost": flow.from = account(line.tree["party"]?.text ?? "council")
        case "benefit": flow.to = account(line.tree["party"]?.text ?? "council")
        default:
            flow.from = account(line.tree["from"]?.text ?? "")
            flow.to = account(line.tree["to"]?.text ?? "")
        }
        flow.cashed = try share(line.tree["cashed"], NaivePlace(council: council), or: 1)
        flow.resource = try share(line.tree["resource"], NaivePlace(council: council), or: 1)
        return flow
    }

    /// The party `lead` of a lever with the council that it is, if it is named.
    func lead(_ lever: String) -> NaiveAccount {
        NaiveAccount(party: "lead", code: model.levers[lever]?["lead"]?.text)
    }

    /// What a line is multiplied by because of its timing, 0 where it does not flow.
    func timing(
        _ line: NaiveLine, _ council: NaiveCouncil, _ year: Int, _ membership: NaiveMembership
    ) throws -> Double {
        guard let timing = line.tree["timing"] else { return 0 }
        let code = council.code
        if line.on == "wind_up" {
            return year == membership.windUp && membership.joined(by: year - 1).contains(code) ? 1 : 0
        }
        guard membership.isRunning(in: year) else { return 0 }
        let isMember = membership.isMember(code, in: year)
        let joined = membership.joining[code]
        let place = NaivePlace(council: council)
        switch line.on {
        case "joining":
            guard let joined, !membership.already.contains(code) else { return 0 }
            let step = year - joined - (timing["from"]?.whole ?? 0)
            let spread = timing["spread"]?.items.compactMap(\.number) ?? [1]
            return spread.indices.contains(step) ? spread[step] : 0
        case "membership":
            guard isMember, let joined else { return 0 }
            let age = year - joined - (try years(timing["lag"], place, or: 0))
            if age < 0 { return 0 }
            if timing["lasts"] != nil, age >= (try years(timing["lasts"], place, or: 0)) { return 0 }
            let decay = try share(timing["decay"], place, or: 0)
            var kept = 1.0
            for _ in 0..<age { kept *= 1 - decay }
            return Self.step(of: timing["ramp"], at: age) * kept
        case "renewal":
            guard isMember, let joined, year > joined else { return 0 }
            // Choice: after a contract break the ends of the old contract still count, the one broken among them.
            return membership.isContractEnd(code, year) ? 1 : 0
        case "running":
            switch line.tree["applies_to"]?.text ?? "members" {
            case "members": if !isMember { return 0 }
            case "non_members": if isMember { return 0 }
            default: break
            }
            return try running(timing, year, membership, place)
        case "end": return isMember && year == model.horizon - 1 ? 1 : 0
        default: throw NaiveError(description: "no timing \(line.on) at council level")
        }
    }

    /// ramp[min(j, last)].
    private static func step(of ramp: ScenarioTree?, at age: Int) -> Double {
        let steps = ramp?.items.compactMap(\.number) ?? [1]
        return steps[min(age, steps.count - 1)]
    }

    /// Timing on `running`, whoever it applies to.
    private func running(
        _ timing: ScenarioTree, _ year: Int, _ membership: NaiveMembership, _ place: NaivePlace
    ) throws -> Double {
        let since = timing["since"] == "starts" ? membership.planned : membership.start
        let age = year - since - (timing["from"]?.whole ?? 0)
        if age < 0 { return 0 }
        if timing["lasts"] != nil, age >= (try years(timing["lasts"], place, or: 0)) { return 0 }
        return Self.step(of: timing["ramp"], at: age)
    }

    /// Time variables of a lever: of the year, or of the year before winding up for what flows in it.
    ///
    /// Choice: `years_since_start` is of the year before winding up too; draws by year are of the year itself.
    func time(_ membership: NaiveMembership, _ year: Int) throws -> NaiveTime {
        let seen = year == membership.windUp ? year - 1 : year
        let members = membership.members(in: seen)
        let all = try model.residents(joined: membership.eligible)
        let joined = try model.residents(joined: members)
        return NaiveTime(
            variables: [
                "members": Double(members.count),
                "joiners": year == membership.windUp
                    ? 0 : Double(members.filter { membership.joining[$0] == year }.count),
                "share_joined": membership.shareJoined(in: seen),
                "residents_joined": joined,
                "residents_share": all == 0 ? 0 : joined / all,
                "years_since_start": Double(seen - membership.start),
                "year": Double(year + model.baseYear),
            ], members: members
        )
    }

    /// A council line's flow, the pool's remainder taken off where it claims one.
    private func flow(
        _ line: NaiveLine, _ council: NaiveCouncil, _ year: Int, _ timing: Double,
        _ memberships: [String: NaiveMembership], _ left: inout [String: Double]
    ) throws -> NaivePosting {
        guard let membership = memberships[line.lever] else { throw NaiveError(description: "no membership") }
        let place = NaivePlace(council: council, year: year)
        var factor = timing
        if let scale = line.tree["scale"] {
            factor *= try value(scale, NaivePlace(year: year, time: try time(membership, year)), or: 1)
        }
        // Choice: modifiers of a wind-up line are those of the year of winding up.
        for modifier in line.tree["modifiers"]?.items ?? [] {
            guard let name = model.held(modifier["joined"]?.text ?? "", in: option.levers),
                memberships[name]?.isMember(council.code, in: year) == true
            else { continue }
            factor *= try value(modifier["by"], place, or: 1)
        }
        let uplift = try value(line.tree["uplift"], place, or: 1)
        guard let claims = line.tree["claims"] else {
            let growth = try value(line.tree["growth"], .trial, or: 0)
            let before = try finite(value(line.tree["amount"], place, or: 0) * factor * pow(1 + growth, Double(year)))
            return line.posting(year: year, amount: try finite(before * uplift), before: before)
        }
        let name = claims["pool"]?.text ?? ""
        let pool = model.scenario["pools"]?[name] ?? .null
        let growth = try value(pool["growth"], .trial, or: 0)
        let size =
            try value(pool["amount"] ?? pool, place, or: 0) * pow(1 + growth, Double(year))
            * value(claims["value"], place, or: 1)
        let product = try value(claims["share"], place, or: 0) * factor
        let saved = min(max(product < 0 ? product : product * uplift, -1), 1)
        let savedBefore = min(max(product, -1), 1)
        let key = "\(name)/\(council.code)/\(year)"
        let remainder = left[key] ?? 1
        left[key] = (1 - saved) * remainder
        return line.posting(
            year: year, amount: try finite(saved * remainder * size), before: try finite(savedBefore * remainder * size)
        )
    }

    func finite(_ amount: Double) throws -> Double {
        guard amount.isFinite else { throw NaiveError(description: "a flow is not finite") }
        return amount
    }

    /// What is paid for the years left of contracts that are broken.
    private func contractBreaks(_ membership: NaiveMembership) throws -> [NaivePosting] {
        guard let rate = model.levers[membership.lever]?["contract_break"] else { return [] }
        var postings: [NaivePosting] = []
        for code in membership.eligible {
            guard let left = membership.broken[code], let year = membership.joining[code], year >= 0 else { continue }
            let price = try value(rate, NaivePlace(council: model.council(code)), or: 0)
            let amount = try finite(price * Double(left))
            postings.append(
                NaivePosting(
                    lever: membership.lever, line: "Contract break", side: "cost", kind: "revenue",
                    on: "contract_break", year: year, council: code, from: NaiveAccount(party: "council", code: code),
                    amount: amount, amountBeforeUplift: amount
                ))
        }
        return postings
    }

    /// Flows of programme lines, split among whoever pays or gains.
    func programmePostings(_ memberships: [String: NaiveMembership]) throws -> [NaivePosting] {
        var postings: [NaivePosting] = []
        for lever in option.levers {
            guard let membership = memberships[lever] else { continue }
            for line in model.lines(of: lever) where line.isProgramme {
                for year in 0..<model.horizon {
                    let timing = try programmeTiming(line, year, membership)
                    guard timing != 0 else { continue }
                    let flow = try programmeFlow(line, year, timing, memberships)
                    postings += try split(flow, line, membership)
                }
            }
        }
        return postings
    }

    private func programmeTiming(_ line: NaiveLine, _ year: Int, _ membership: NaiveMembership) throws -> Double {
        guard let timing = line.tree["timing"] else { return 0 }
        if line.on == "wind_up" { return year == membership.windUp ? 1 : 0 }
        guard membership.isRunning(in: year) else { return 0 }
        switch line.on {
        case "start":
            var sum = 0.0
            for (place, part) in (timing["spread"]?.items.compactMap(\.number) ?? [1]).enumerated() {
                let offset = (timing["from"]?.whole ?? 0) + place
                if year == offset + (offset < 0 ? membership.planned : membership.start) { sum += part }
            }
            return sum
        case "running": return try running(timing, year, membership, .trial)
        case "end": return year == model.horizon - 1 && membership.start < model.horizon ? 1 : 0
        default: throw NaiveError(description: "no timing \(line.on) of a programme")
        }
    }

    private func programmeFlow(
        _ line: NaiveLine, _ year: Int, _ timing: Double, _ memberships: [String: NaiveMembership]
    ) throws -> NaivePosting {
        guard let membership = memberships[line.lever] else { throw NaiveError(description: "no membership") }
        let place = NaivePlace(year: year)
        var before = try value(line.tree["amount"], place, or: 0) * timing
        if let scale = line.tree["scale"] {
            before *= try value(scale, NaivePlace(year: year, time: try time(membership, year)), or: 1)
        }
        for modifier in line.tree["modifiers"]?.items ?? [] {
            guard let name = model.held(modifier["joined"]?.text ?? "", in: option.levers) else { continue }
            let by = try value(modifier["by"], place, or: 1)
            before *= 1 + (by - 1) * (memberships[name]?.shareJoined(in: year) ?? 0)
        }
        before *= pow(1 + (try value(line.tree["growth"], .trial, or: 0)), Double(year))
        let amount = before * (try value(line.tree["uplift"], place, or: 1))
        var posting = line.posting(year: year, amount: try finite(amount), before: try finite(before))
        posting.cashed = try share(line.tree["cashed"], .trial, or: 1)
        posting.resource = try share(line.tree["resource"], .trial, or: 1)
        return posting
    }
}
