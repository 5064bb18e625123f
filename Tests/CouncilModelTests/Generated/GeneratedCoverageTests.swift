import Testing

/// What the generated scenarios are made of, and what happens in them.
@Suite("Coverage of generated scenarios")
struct GeneratedCoverageTests {
    /// Maps whose keys are names of the writer's own.
    private static let maps = ["assumptions", "quantities", "pools", "contracts", "levers", "with", "where", "units"]

    /// Every key and every word, by where it stands; `=` comes before a word, `*` stands for a name.
    private static let expected: [(place: String, names: String)] = [
        (
            "",
            """
            folkmoot title base_year years price_year currency discounting trials seed sampling councils assumptions \
            correlations quantities pools contracts levers options reference combinations inflation financing \
            council_rate discounting=green-book-2026 discounting=green-book-2026-health \
            discounting=green-book-2026-long-horizon sampling=random sampling=latin_hypercube
            """
        ),
        ("councils.", "register where codes except units"),
        ("councils.where.*.", "min max"),
        ("assumptions.*.", "unit distribution varies_by prices grade"),
        ("assumptions.*.varies_by=", "trial council year region type"),
        (
            "assumptions.*.distribution.",
            """
            uniform triangular pert normal lognormal beta gamma pareto bernoulli discrete quantiles metalog mixture \
            min max
            """
        ),
        ("assumptions.*.distribution.normal.", "mean sd p10 p90"),
        ("assumptions.*.distribution.lognormal.", "mean sd p10 p90 median sigma"),
        ("assumptions.*.distribution.metalog.", "p10 p50 p90 min max"),
        ("correlations.", "between rank"),
        ("pools.*.", "amount growth"),
        ("contracts.*.", "length ends notice"),
        (
            "levers.*.",
            """
            title starts delay contract adoption already requires eligible paid_by shared lead costs benefits like \
            closes boosts minimum stop contract_break among team transfers adoption=mandate already=joined \
            among=members among=wishing among=eligible shared=equally shared=by_population shared=by_residents \
            shared=by_benefit
            """
        ),
        ("levers.*.already.", "where codes"),
        ("levers.*.eligible.", "where codes except"),
        ("levers.*.adoption.", "waves diffusion propensity"),
        ("levers.*.adoption.waves.", "year share"),
        ("levers.*.adoption.diffusion.", "innovation imitation ceiling founders propensity"),
        ("levers.*.boosts.", "joined by joined=lever_0 joined=variant_0"),
        ("levers.*.requires=", "lever_0 lever_1 variant_0"),
        ("levers.*.minimum.", "members within"),
        ("levers.*.stop.", "probability after"),
        ("levers.*.paid_by.", "council lead region centre residents business"),
        (
            "levers.*.team.",
            "demand variability service_level day_cost pooled_day_cost correlation cashed timing"
        ),
        (
            "levers.*.costs.",
            """
            name level amount kind party timing scale uplift modifiers growth applies_to paid_by shared among \
            level=council level=programme kind=capital kind=revenue kind=economic party=council party=lead \
            party=region party=centre party=residents party=business applies_to=members applies_to=non_members \
            applies_to=eligible among=members among=wishing among=eligible shared=by_benefit
            """
        ),
        (
            "levers.*.benefits.",
            """
            name level amount claims kind cashed resource party timing scale uplift modifiers growth applies_to \
            kind=cashable kind=avoided kind=non_cashable kind=societal
            """
        ),
        ("levers.*.benefits.claims.", "pool share value"),
        ("levers.*.benefits.modifiers.", "joined by joined=lever_0 joined=lever_1 joined=variant_0"),
        (
            "levers.*.transfers.",
            """
            name level amount from to timing from=council to=council from=lead to=lead from=region to=region \
            from=centre to=centre from=residents to=residents from=business to=business
            """
        ),
        (
            "levers.*.costs.timing.",
            """
            on spread from ramp lasts decay lag since on=joining on=membership on=renewal on=start on=running \
            on=wind_up on=end since=start since=starts
            """
        ),
        ("options.", "name levers with"),
        ("options.with.*.", "pert discrete mixture"),
        ("financing.", "rate life borrowed"),
    ]

    @Test("Every key of the format and every word occurs in at least four of two hundred scenarios")
    func everythingOccurs() {
        var counts: [String: Int] = [:]
        for seed in UInt64(0)..<200 {
            var found: Set<String> = []
            Self.walk(ScenarioGenerator.scenario(seed: seed).tree, at: "", &found)
            for key in found { counts[key, default: 0] += 1 }
        }
        let rare = Self.expected.flatMap { place, names in
            names.split(separator: " ").map { place + $0 }
        }.filter { counts[$0] ?? 0 < 4 }
        #expect(rare.isEmpty)
    }

    @Test("Scenarios extend and import files, measure against combinations, run long and over more than a batch")
    func scenariosDiffer() {
        var counts: [String: Int] = [:]
        for seed in UInt64(0)..<200 {
            let scenario = ScenarioGenerator.scenario(seed: seed)
            let reference = scenario.tree["reference"]?.text ?? "Option"
            let ownLevers = scenario.tree["levers"]?.members ?? []
            for (name, holds) in [
                ("extends", scenario.written["extends"] != nil || scenario.files["base.json"] != nil),
                ("imports", scenario.files["library.json"] != nil),
                ("both", scenario.files.count == 2),
                ("combination", !reference.hasPrefix("Option")),
                ("larger combination", reference.contains(" + ")),
                ("long", scenario.tree["years"]?.number ?? 0 > 12),
                ("batches", scenario.tree["trials"]?.number ?? 0 > 512),
                ("own lever", ownLevers.contains { $0.value.json.contains("\"joined\": \"\($0.key)\"") }),
                ("empty cell", scenario.tree.json.contains("if(band == ")),
            ] where holds {
                counts[name, default: 0] += 1
            }
        }
        let names = [
            "extends", "imports", "both", "combination", "larger combination", "long", "batches", "own lever",
            "empty cell",
        ]
        #expect(names.filter { counts[$0] ?? 0 < 4 } == [])
    }

    @Test("Formulas use every function, sign and time variable at least four times in two hundred scenarios")
    func formulasUseEverything() {
        var texts = ""
        for seed in UInt64(0)..<200 { texts += ScenarioGenerator.scenario(seed: seed).tree.json }
        let wanted = [
            "if(", "min(", "max(", "abs(", "sqrt(", "exp(", "log(", "log10(", "floor(", "ceil(", "sin(", "cos(",
            "round(", "clamp(",
            "over_members(", " or ", " and ", " not ", " < ", " <= ", " > ", " >= ", " == ", " != ", "^", "%",
            "members",
            "joiners", "share_joined", "residents_joined", "residents_share", "years_since_start", "year >=", "mult_cy",
        ]
        let rare = wanted.filter { texts.split(separator: $0, maxSplits: 4).count < 5 }
        #expect(rare.isEmpty)
    }

    @Test("Levers are joined late, wound up and not joined at all, and options pay and do not pay")
    func thingsHappen() throws {
        var events: [String: Int] = [:]
        for seed in UInt64(0)..<60 {
            var comparison = try GeneratedComparison(ScenarioGenerator.scenario(seed: seed))
            try comparison.runNaively()
            events.merge(comparison.events, uniquingKeysWith: +)
        }
        func share(_ event: String, of whole: String) -> Double {
            Double(events[event] ?? 0) / Double(max(events[whole] ?? 0, 1))
        }
        #expect((0.1...0.5).contains(share("woundUp", of: "levers")))
        #expect((0.35...0.65).contains(share("failed", of: "minima")))
        #expect(share("late", of: "levers") > 0.5)
        #expect(share("empty", of: "levers") > 0.05)
        #expect(share("broken", of: "levers") > 0.05)
        #expect((0.2...0.8).contains(share("never", of: "options")))
        #expect((0.2...0.9).contains(share("worse", of: "options")))
        // Councils where nothing flows, where only others' money does, and where they themselves only lose.
        for event in ["noFlow", "onlyOthers", "onlyLoss"] { #expect(share(event, of: "councils") > 0.02, "\(event)") }
    }

    /// Notes the keys and words of a tree by where they stand.
    private static func walk(_ tree: ScenarioTree, at place: String, _ found: inout Set<String>) {
        switch tree {
        case .object(let members):
            let isMap = maps.contains { place == $0 + "." || place.hasSuffix("." + $0 + ".") }
            for member in members {
                let path = place + (isMap ? "*" : member.key)
                found.insert(path)
                if let word = member.value.text { found.insert("\(path)=\(word)") }
                walk(member.value, at: path + ".", &found)
            }
        case .list(let items):
            for item in items {
                if let word = item.text { found.insert("\(place.dropLast())=\(word)") }
                walk(item, at: place, &found)
            }
        default: break
        }
    }
}
