import Analysis

/// What `SwitchingJSON` writes, read back.
extension StoredField {
    /// What `analysis/switching.json` holds.
    func switching() throws -> Switching {
        let options = try list("options")
        return Switching(
            title: try text("title"), currency: try text("currency"), trials: try whole("trials"),
            points: try whole("points"), options: try options.map { try $0.text("name") },
            means: try options.map { try $0.estimate("npsv") }, standing: try standing(),
            assumptionsRead: try whole("assumptions_read"),
            rows: try list("assumptions").map { row in
                Switching.Row(
                    assumption: try row.text("assumption"), unit: try row.optionalText("unit"),
                    lowest: try row.number("p1"), middle: try row.number("p50"), highest: try row.number("p99"),
                    zeros: try row.list("options").map { try $0.list("npsv_zero").map { try $0.crossing() } },
                    changes: try row.list("best_changes").map { change in
                        Switching.Change(
                            crossing: try change.crossing(), below: try change.text("below"),
                            above: try change.text("above"))
                    })
            },
            frontier: has("frontier") ? try self["frontier"].switchingFrontier() : nil)
    }

    private func crossing() throws -> Crossing {
        let value = try number("value")
        return Crossing(
            value: value, below: try optional("jumps_from") ?? value, above: try optional("jumps_to") ?? value,
            standardError: try number("standard_error"), isUpperBound: has("standard_error_is_upper_bound"),
            isRising: try boolean("rises"), isClear: try boolean("is_clear"),
            probabilityBelow: try number("probability_below"))
    }

    private func switchingFrontier() throws -> SwitchingFrontier {
        SwitchingFrontier(
            first: try text("first"), second: try text("second"), firstUnit: try optionalText("first_unit"),
            secondUnit: try optionalText("second_unit"), lowest: try number("p1"), middle: try number("p50"),
            highest: try number("p99"),
            rows: try list("rows").map { row in
                let options = try row.list("options")
                return SwitchingFrontier.Row(
                    probability: try row.number("probability_below"), value: try row.number("first"),
                    zeros: try options.map { try $0.list("npsv_zero").map { try $0.crossing() } },
                    means: try options.map { try $0.estimate("npsv_at_p50") })
            })
    }
}
