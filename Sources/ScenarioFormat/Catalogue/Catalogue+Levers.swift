extension Catalogue {
    static let lever = Shape.Entry(
        title: "a lever",
        keys: [
            .init("title", .text, "What it is called in tables; its name if left out."),
            .init("note", .text, "What it is, in plain words."),
            .init("conditions", .list(.text), "What has to be true for it to work, in words."),
            .init("starts", .whole(1900...2300), required: true, "Calendar year in which it is meant to start."),
            .init("delay", .formula, "Years of delay, at least 0; 0 if left out."),
            .init("contract", .text, "Name of the contract whose ends joining waits for."),
            .init(
                "adoption", .anyOf([.words(["mandate"]), .entry(adoption)]), required: true,
                "How councils come to join: mandate, {\"waves\": […]} or {\"diffusion\": {…}}."),
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
                "How the councils' part is split: equally (if left out), by_population, by_residents, by_benefit, or a formula."
            ),
            .init("lead", .text, "Code of the council that leads, eligible or not."),
            .init("costs", .list(.entry(cost)), "Lines of cost."),
            .init("benefits", .list(.entry(benefit)), "Lines of benefit."),
            .init(
                "transfers", .list(.entry(transfer)),
                "What parties pay each other, which is a cost to one, a gain to the other and neither to the whole."),
            .init("team", .entry(team), "A team that members staff together, whose slack shrinks as it grows."),
            .init(
                "among", .words(["members", "wishing", "eligible"]),
                "Who shares the councils' part: members (if left out), those who wish to join too, or all eligible."),
            .init("closes", .whole(1900...2300), "Calendar year after which nobody joins any more."),
            .init(
                "boosts", .list(.entry(boost)),
                "Multipliers of the pressure to join from the year in which a council has joined another lever (diffusion)."
            ),
            .init(
                "minimum", .entry(minimum), "Fewer members than this by then, and the lever is wound up."),
            .init("stop", .entry(stop), "The chance that the lever is abandoned."),
            .init(
                "contract_break", .formula,
                "Money for each year left, for which a council leaves its contract at once instead of waiting."),
            .init(
                "like", .text,
                "Name of the lever that this one is a variant of: copied, with the keys given here replaced."),
            .init(
                "unmonetised", .list(.entry(unmonetisedByLever)),
                "Effects of the lever that no figure holds, printed where an option holds it."),
            .later("pilot", "use \"founders\" for those that go first"),
        ])

    static let adoption = Shape.Entry(
        title: "an adoption",
        keys: [
            .init("diffusion", .entry(diffusion), "Councils come to wish to join by themselves and from each other."),
            .init(
                "waves", .list(.entry(wave), minimum: 1),
                "Groups of councils that wish to join one after the other, the most willing first."),
            .init("propensity", .formula, "With waves: divides what councils are ordered by; 1 if left out."),
        ], exactlyOneOf: ["waves", "diffusion"])

    static let wave = Shape.Entry(
        title: "a wave",
        keys: [
            .init("year", .whole(1900...2300), required: true, "Calendar year, before delay."),
            .init("share", .number(0...1), required: true, "Share of the eligible councils that wish to join by then."),
        ])

    static let minimum = Shape.Entry(
        title: "a minimum",
        keys: [
            .init("members", .whole(1...100_000), required: true, "How many councils must have joined."),
            .init("within", .whole(0...125), required: true, "By the end of the year so many years after the first."),
        ])

    static let stop = Shape.Entry(
        title: "a stop",
        keys: [
            .init("probability", .formula, required: true, "Chance that the lever is abandoned, drawn once a trial."),
            .init("after", .whole(0...125), required: true, "At the end of the year so many years after the first."),
        ])

    static let boost = Shape.Entry(
        title: "a boost",
        keys: [
            .init("joined", .text, required: true, "Name of the other lever."),
            .init("by", .formula, required: true, "What the pressure is multiplied by from then on."),
        ])

    static let team = Shape.Entry(
        title: "a team",
        keys: [
            .init("demand", .formula, required: true, "Days a year that one council needs on average."),
            .init(
                "variability", .formula, required: true,
                "Standard deviation of a council's demand as a share of its mean."),
            .init("service_level", .formula, required: true, "Share of time in which the staff is to be enough."),
            .init("day_cost", .formula, required: true, "What a day costs a council alone."),
            .init("pooled_day_cost", .formula, required: true, "What a day costs in the team."),
            .init("correlation", .formula, "Correlation between the councils' demands; 0 if left out."),
            .init("cashed", .formula, "Share of the saving that is cash; 0 if left out."),
            .init("timing", .entry(timing), required: true, "When it saves: membership or running."),
        ])

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
        title: "a line of cost",
        keys: lineBeginning + [kind(["capital", "revenue", "economic"]), party] + lineRest + [
            .init("paid_by", .entry(shares), "Programme costs: shares by party, in place of the lever's."),
            .init("shared", .formula, "Programme costs: how the councils' part is split, in place of the lever's."),
            .init(
                "among", .words(["members", "wishing", "eligible"]),
                "Programme costs: who shares the councils' part, in place of the lever's."),
        ] + cashKeys + [.misplaced("claims", "only benefits claim pools; give an \"amount\"")])

    static let benefit = Shape.Entry(
        title: "a line of benefit",
        keys: lineBeginning + [
            .init("claims", .entry(claims), "A share of what is left of a pool, instead of an amount."),
            kind(["cashable", "avoided", "non_cashable", "societal"]), party,
            .init("cashed", .formula, "Cashable benefits: the share that is cash; 1 if left out."),
            .init(
                "resource", .formula,
                "Cashable benefits: the share that saves resources; the rest is a lower price, which business loses; 1 if left out."
            ),
        ] + lineRest + sharingKeys)

    static let transfer = Shape.Entry(
        title: "a transfer",
        keys: lineBeginning + [
            .init("from", parties, required: true, "Who pays."), .init("to", parties, required: true, "Who is paid."),
        ] + lineRest + cashKeys + sharingKeys + [
            .misplaced("kind", "it is cash from one party to another; leave it out"),
            .misplaced("party", "say who pays under \"from\" and who is paid under \"to\""),
            .misplaced("claims", "only benefits claim pools; give an \"amount\""),
        ])

    private static let cashKeys = ["cashed", "resource"].map { name in
        Shape.Key.misplaced(name, "it is for benefits of kind \"cashable\"; leave it out")
    }

    private static let sharingKeys = ["paid_by", "shared", "among"].map { name in
        Shape.Key.misplaced(name, "it is for programme costs; leave it out")
    }

    private static let lineBeginning: [Shape.Key] = [
        .init("name", .text, required: true, "Its name, as in every table."),
        .init("level", .words(["council", "programme"]), "At each member (council, if left out) or once (programme)."),
        .init("amount", .formula, "What it is worth: money, or money a year where its timing recurs."),
    ]

    private static func kind(_ words: [String]) -> Shape.Key {
        .init("kind", .words(words), required: true, "What kind of money it is, which decides where it counts.")
    }

    private static let party = Shape.Key(
        "party", parties,
        "Who pays or gains: council if left out at council level; programme benefits must say; programme costs follow "
            + "paid_by.")

    private static let lineRest: [Shape.Key] = [
        .init("timing", .entry(timing), required: true, "When it flows."),
        .init(
            "applies_to", .words(["members", "non_members", "eligible"]),
            "Council lines: at whom it flows, members if left out; the other two need running timing."),
        .init(
            "scale", .formula,
            "Multiplier from the time variables of the lever, such as members, and over_members(…); 1 if left out."),
        .init("uplift", .formula, "Multiplier for optimism bias or a reference class: 1.4 adds 40%."),
        .init(
            "modifiers", .list(.entry(modifier)),
            "Multipliers from the year in which a council has joined another lever."),
        .init("growth", .formula, "Real growth a year, as a fraction; 0 if left out."),
    ]

    static let claims = Shape.Entry(
        title: "a claim",
        keys: [
            .init("pool", .text, required: true, "Name of the pool."),
            .init(
                "share", .formula, required: true,
                "Share of what is left of the pool that is saved; negative is a loss."),
            .init("value", .formula, "Money for one unit of a pool that is not in money."),
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
                "on", .words(["joining", "membership", "renewal", "start", "running", "wind_up", "end"]),
                required: true,
                "joining, membership, renewal, running, wind_up or end for council lines; start, running, wind_up or end "
                    + "for programme lines."),
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
