extension Catalogue {
    static let lever = Shape.Entry(
        title: "a lever",
        keys: [
            .init("title", .text, "What it is called in tables; its name if left out."),
            .init("starts", .whole(1900...2300), required: true, "Calendar year in which it is meant to start."),
            .init("delay", .formula, "Years of delay, at least 0; 0 if left out."),
            .init("contract", .text, "Name of the contract whose ends joining waits for."),
            .init(
                "adoption", .anyOf([.words(["mandate"]), .entry(adoption)]), required: true,
                "How councils come to join: mandate, or {\"diffusion\": …}."),
            .init(
                "already", .anyOf([.text, .entry(selection)]),
                "Members from before: a selection, or a column of the register with the year they joined."),
            .init("requires", .list(.text), "Names of levers that a council must have joined before."),
            .init("eligible", .entry(selection), "Which of the selected councils may join; all if left out."),
            .init(
                "paid_by", .entry(shares),
                "Shares of programme costs by party, summing to 1; all to council if left out."),
            .init(
                "shared", .formula,
                "How the councils' part is split among members: equally (if left out), by_population, by_residents, or a formula."
            ),
            .init("lead", .text, "Code of the council that leads, eligible or not."),
            .init("costs", .list(.entry(cost)), "Lines of cost."),
            .init("benefits", .list(.entry(benefit)), "Lines of benefit."),
            .later("like", "copy the lever and change what differs"),
            .later("closes", "councils can join until the last year; leave it out"),
            .later("boosts", "leave it out, or raise \"imitation\""),
            .later("minimum", "the lever goes on however few join; leave it out"),
            .later("stop", "give the lever's chance of failing as an assumption that its benefits are multiplied by"),
            .later("contract_break", "use \"contract\" to wait for its end, or leave \"contract\" out"),
            .later("among", "members pay; leave it out"),
            .later("team", "write its savings as lines under \"benefits\""),
            .later("transfers", "write what is paid between parties as a cost of one and a benefit of the other"),
            .later("pilot", "use \"founders\" for those that go first"),
        ])

    static let adoption = Shape.Entry(
        title: "an adoption",
        keys: [
            .init("diffusion", .entry(diffusion), "Councils come to wish to join by themselves and from each other."),
            .later("waves", "use \"mandate\" or \"diffusion\""),
            .later("propensity", "it belongs to waves; within \"diffusion\" it is available"),
        ], exactlyOneOf: ["diffusion"])

    static let diffusion = Shape.Entry(
        title: "a diffusion",
        keys: [
            .init("innovation", .formula, required: true, "Pressure from outside, a year."),
            .init("imitation", .formula, "Pressure a year from those who have joined, when all have; 0 if left out."),
            .init("ceiling", .formula, "Probability that a council is a potential member at all; 1 if left out."),
            .init(
                "founders", .anyOf([.whole(0...100_000), .list(.text)]),
                "How many join first, or their codes; 0 if left out."),
            .init("propensity", .formula, "Multiplier of the pressure on a council; 1 if left out."),
        ])

    static let shares = Shape.Entry(
        title: "shares by party",
        keys: [
            .init("council", .number(0...1), "Share of the councils that are members."),
            .init("lead", .number(0...1), "Share of the council that leads."),
            .init("region", .number(0...1), "Share of the region."),
            .init("centre", .number(0...1), "Share of central government."),
            .init("residents", .number(0...1), "Share of residents."),
            .init("business", .number(0...1), "Share of business."),
        ])

    static let parties = Shape.words(["council", "lead", "region", "centre", "residents", "business"])

    static let cost = Shape.Entry(
        title: "a line of cost", keys: line(kind: .words(["capital", "revenue", "economic"]), claims: nil))

    static let benefit = Shape.Entry(
        title: "a line of benefit",
        keys: line(
            kind: .words(["cashable", "non_cashable", "societal"], later: ["avoided"]),
            claims: .init(
                "claims", .entry(Catalogue.claims), "A share of what is left of a pool, instead of an amount.")))

    private static func line(kind: Shape, claims: Shape.Key?) -> [Shape.Key] {
        let first: [Shape.Key] = [
            .init("name", .text, required: true, "Its name, as in every table."),
            .init(
                "level", .words(["council", "programme"]), "At each member (council, if left out) or once (programme)."),
            .init("amount", .formula, "What it is worth: money, or money a year where its timing recurs."),
        ]
        let rest: [Shape.Key] = [
            .init("kind", kind, required: true, "What kind of cost or benefit it is, which decides where it counts."),
            .init(
                "party", parties,
                "Who pays or gains: council if left out at council level; programme benefits must say; "
                    + "programme costs follow paid_by."),
            .init("timing", .entry(timing), required: true, "When it flows."),
            .init(
                "scale", .formula, "Multiplier from the time variables of the lever, such as members; 1 if left out."),
            .init("uplift", .formula, "Multiplier for optimism bias or a reference class: 1.4 adds 40%."),
            .init(
                "modifiers", .list(.entry(modifier)),
                "Multipliers from the year in which a council has joined another lever."),
            .init("growth", .formula, "Real growth a year, as a fraction; 0 if left out."),
            .later("cashed", "split the line into a cashable and a non_cashable one"),
            .later("resource", "all of a line counts; leave it out"),
            .later("applies_to", "lines flow at members; leave it out"),
            .later("paid_by", "put \"paid_by\" on the lever"),
            .later("shared", "put \"shared\" on the lever"),
            .later("among", "members pay; leave it out"),
            .later("from", "it belongs to transfers; within \"timing\" it is available"),
            .later("to", "it belongs to transfers"),
        ]
        return first + [claims].compactMap { $0 } + rest
    }

    static let claims = Shape.Entry(
        title: "a claim",
        keys: [
            .init("pool", .text, required: true, "Name of the pool."),
            .init(
                "share", .formula, required: true,
                "Share of what is left of the pool that is saved; negative is a loss."),
            .later("value", "pools are in money; leave it out"),
        ])

    static let modifier = Shape.Entry(
        title: "a modifier",
        keys: [
            .init("joined", .text, required: true, "Name of the other lever."),
            .init("by", .formula, required: true, "What the line is multiplied by from then on."),
        ])

    static let timing = Shape.Entry(
        title: "a timing",
        keys: [
            .init(
                "on", .words(["joining", "membership", "renewal", "start", "running"], later: ["wind_up", "end"]),
                required: true,
                "joining, membership, renewal or running for council lines; start or running for programme lines."),
            .init(
                "spread", .list(.number(0...1), minimum: 1),
                "joining, start: fractions of the whole by year, summing to 1; [1] if left out."),
            .init(
                "from", .whole(-125...125),
                "joining, start, running: years from the beginning to the first one; 0 if left out."),
            .init(
                "ramp", .list(.number(), minimum: 1), "membership, running: factor by year, of which the last goes on."),
            .init("lasts", .formula, "membership, running: for how many years; for ever if left out."),
            .init("decay", .formula, "membership: share lost each year; 0 if left out."),
            .init("lag", .formula, "membership: years from joining to the first year; 0 if left out."),
            .init(
                "since", .words(["start", "starts"]),
                "running: from the year reached with delay (start, if left out) or from the year planned (starts)."),
        ])
}
