import CouncilModel

extension ScenarioWarnings {
    /// Residents that the register counts at a county and at its districts.
    func doubleResidents() {
        guard let field = root["councils"]?["register"] else { return }
        let register = scenario.register
        func residents(_ row: Int) -> Double { register.number("residents", row: row) ?? 0 }
        for county in scenario.selected where register.types[county] == "county" && residents(county) > 0 {
            let inside = scenario.selected.first { row in
                register.text("county", row: row) == register.codes[county] && residents(row) > 0
            }
            guard let inside else { continue }
            log.warning(
                field,
                "the column \"residents\" counts people of \(register.names[inside]) there and again at "
                    + "\(register.names[county]); let it be 0 at counties whose districts have them")
        }
    }

    /// Levers with members from before that the reference does not hold, so that what happens anyway counts as brought
    /// about.
    func alreadyWithoutReference() {
        let reference = scenario.reference.map { scenario.options[$0] }
        for (lever, field) in levers {
            guard let already = field["already"], lever.already != .councils([]) else { continue }
            let draws = lever.drawsAs
            let isHeld = { (option: AppraisalOption) in
                option.levers.contains { name in scenario.levers.contains { $0.name == name && $0.drawsAs == draws } }
            }
            guard scenario.options.contains(where: isHeld), reference.map(isHeld) != true else { continue }
            warn(
                atKeyOf: already,
                "what members from before pay and gain counts as brought about, because "
                    + "\(reference.map { quoted($0.name) } ?? "doing nothing") does not hold this lever; add an option "
                    + "that holds what happens anyway, and name it under \"reference\"")
        }
    }

    /// Levers that start after the last year, or close before they start.
    func idleLevers() {
        for (lever, field) in levers {
            if lever.starts > lastYear, let starts = field["starts"] {
                log.warning(
                    starts,
                    "\(lever.starts) is after the last year \(lastYear), so that nobody joins; start earlier, or appraise "
                        + "more years")
            } else if let closes = lever.closes, closes < lever.starts, let written = field["closes"] {
                log.warning(
                    written, "\(closes) is before the start in \(lever.starts), so that nobody joins; close later")
            }
        }
    }

    /// Programme costs in years before anyone can have joined, of levers without lead and founders.
    func costsOfNobody() {
        for item in lines where item.line.level == .programme && item.line.side == .cost {
            let shares = item.line.paidBy ?? item.lever.paidBy
            guard case .start(_, let from) = item.line.timing, from < 0, item.lever.lead == nil,
                item.lever.already == nil, !item.lever.hasFounders, (item.line.among ?? item.lever.among) != .eligible,
                shares.contains(where: { $0.party == .council && $0.share > 0 }), let timing = item.field["timing"]
            else { continue }
            log.warning(
                timing["from"] ?? timing,
                "part of this is due before any council has joined, and falls on a lead that is not named, in no "
                    + "council's figures; name \"lead\", or set \"among\" to \"eligible\"")
        }
    }
}

extension Lever {
    /// Whether some council is known to go first.
    fileprivate var hasFounders: Bool {
        guard case .diffusion(let diffusion) = adoption else { return false }
        switch diffusion.founders {
        case .number(let count): return count > 0
        case .councils(let councils): return !councils.isEmpty
        }
    }
}
