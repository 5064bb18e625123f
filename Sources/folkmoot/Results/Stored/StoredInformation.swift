import Analysis

/// What `InformationJSON` writes, read back.
extension StoredField {
    /// What `analysis/value-of-information.json` holds.
    func valueOfInformation() throws -> ValueOfInformation {
        let options = try list("options")
        return ValueOfInformation(
            title: try text("title"), currency: try text("currency"), trials: try whole("trials"),
            councils: try whole("councils"), options: try options.map { try $0.text("name") },
            optionsLeftOut: try whole("options_left_out"), means: try options.map { try $0.estimate("npsv") },
            standing: try standing(), perfect: try estimate("evpi", as: "value"),
            assumptions: try list("assumptions").map { row in
                let name = try row.text("assumption")
                return try row.informationRow(name, members: [name], unit: try row.optionalText("unit"))
            },
            groups: try list("groups").map { row in
                try row.informationRow(
                    try row.text("group"), members: try row.texts("assumptions"), unit: nil,
                    hasInterplay: try row.boolean("has_interplay"))
            },
            pilots: try list("pilots").map { try $0.pilotWorth() })
    }

    private func informationRow(
        _ name: String, members: [String], unit: String?, hasInterplay: Bool = false
    ) throws -> ValueOfInformation.Row {
        var places: ClosedRange<Int>?
        if let first = try optionalWhole("first_place"), let last = try optionalWhole("last_place"), first <= last {
            places = first...last
        }
        return ValueOfInformation.Row(
            name: name, members: members, unit: unit, worth: try estimate("evppi", as: "value"),
            changes: try self["changes_choice"].number("value"), isClear: try boolean("is_clear"), places: places,
            hasInterplay: hasInterplay)
    }

    private func pilotWorth() throws -> PilotWorth {
        let error: Pilot.MeasuringError =
            has("error") ? .share(try number("error")) : .amount(try number("error_abs"))
        let (own, steps) = (try step(), try list("steps").map { try $0.step() })
        let better = try optionalWhole("better_councils")
        return PilotWorth(
            pilot: Pilot(
                assumption: try text("assumption"), councils: own.councils, error: error,
                cost: try number("fixed_cost"),
                costPerCouncil: try number("cost_per_council")),
            own: own, steps: steps, better: steps.first { $0.councils == better }, isClear: try boolean("is_clear"))
    }

    private func step() throws -> PilotWorth.Step {
        PilotWorth.Step(
            councils: try whole("councils"), worth: try estimate("evsi", as: "value"), cost: try number("cost"),
            changes: try self["changes_choice"].number("value"))
    }
}
