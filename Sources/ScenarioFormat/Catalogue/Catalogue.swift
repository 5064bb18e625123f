import Appraisal

/// Every key of the scenario format: what it is called, what it holds, what it says, and whether this version offers it.
enum Catalogue {
    /// The five maps whose entries are merged key by key where one scenario extends another.
    static let mergedMaps = ["assumptions", "quantities", "pools", "contracts", "levers"]

    /// The scenario itself.
    static let scenario = Shape.Entry(
        title: "a scenario",
        keys: [
            .init("$schema", .text, "Address of the JSON Schema, for editors; nothing is read from it."),
            .init("folkmoot", .whole(1...1), "Version of the format; 1."),
            .init("title", .text, required: true, "What the comparison is called."),
            .init("question", .text, "The question that the comparison answers."),
            .init("note", .text, "A remark for readers."),
            .init(
                "extends", .text,
                "Path of a scenario, relative to this file, whose keys this one adds to, replaces, or removes with null."
            ),
            .init(
                "base_year", .whole(1990...2200), required: true,
                "The first financial year, by the calendar year in which it begins: 2026 is 2026/27."),
            .init("years", .whole(1...125), required: true, "How many years are appraised, the base year included."),
            .init(
                "price_year", .whole(1990...2200), "The year whose prices all money is in; the base year if left out."),
            .init(
                "currency", .text,
                "Three-letter code of the currency, also the word for money in units; GBP if left out."),
            .init(
                "discounting",
                .anyOf([
                    .words(DiscountSchedule.names), .number(-0.99...0.99), .list(.number(-0.99...0.99), minimum: 1),
                ]),
                "A schedule by name, one yearly real rate, or the rates of years 1, 2, … of which the last goes on; "
                    + "green-book-2026 if left out."),
            .init("trials", .whole(1...10_000_000), "How many trials are run; 10240 if left out."),
            .init("seed", .whole(0...(1 << 53)), "Seed of all draws; 1 if left out."),
            .init(
                "sampling", .words(["latin_hypercube", "random"]),
                "How trial-level assumptions are sampled; latin_hypercube if left out."),
            .init(
                "prudent", .number(50...99),
                "Percentile that a prudent plan uses for costs; savings use 100 less it; 80 if left out."),
            .init("councils", .entry(councils), required: true, "The councils that take part."),
            .init(
                "assumptions", .map(.shortened(assumption, to: "distribution")),
                "What is not known for sure, or differs between councils, by name."),
            .init(
                "correlations", .list(.entry(correlation)), "Rank correlations between trial-level assumptions."),
            .init("quantities", .map(.formula), "Named formulas, which other formulas can use."),
            .init(
                "pools", .map(.shortened(pool, to: "amount")),
                "What councils spend on something, by name, so that a pound saved is counted once."),
            .init("contracts", .map(.entry(contract)), "Contracts whose ends are the moments to change, by name."),
            .init("levers", .map(.entry(lever)), "What councils could do together, by name."),
            .init(
                "options", .list(.entry(option), minimum: 1),
                "The sets of levers that are compared; doing nothing is always compared too."),
            .init(
                "reference", .text,
                "Name of the option that all others are measured against; doing nothing if left out."),
            .init("objectives", .list(.text), "What the options are for, in words."),
            .init(
                "unmonetised", .list(.entry(unmonetised)), "Effects printed beside the figures because none holds them."
            ),
            .init(
                "import", .list(.text),
                "Paths of library files, relative to this file, whose maps and correlations are added."),
            .init(
                "combinations", .list(.text, minimum: 1),
                "Names of levers, all of whose sets that hold what they require become options."),
            .init(
                "inflation", .anyOf([.formula, .list(.formula, minimum: 1)]),
                "Yearly rate of inflation after the price year, or a list of which the last goes on; makes the cash view."
            ),
            .init("financing", .entry(financing), "How capital of councils is borrowed, in the cash view."),
            .init("council_rate", .number(-0.99...0.99), "Real yearly rate at which councils value their own cash."),
            .later("reorganisation", "leave out councils that are being reorganised, with \"except\""),
        ], atLeastOneOf: ["options", "combinations"])

    static let selectionKeys: [Shape.Key] = [
        .init(
            "where", .map(condition),
            "Columns of the register and what a council must have in each: a value, a list of values, or {\"min\", \"max\"}."
        ),
        .init("codes", .list(.text), "Codes of councils that are taken in any case."),
        .init("except", .list(.text), "Codes of councils that are left out."),
    ]

    /// What a council must have in one column.
    static let condition = Shape.anyOf([
        .text, .number(), .list(.anyOf([.text, .number()]), minimum: 1),
        .entry(
            Shape.Entry(
                title: "a range",
                keys: [
                    .init("min", .number(), "The least value that matches."),
                    .init("max", .number(), "The greatest value that matches."),
                ])),
    ])

    static let selection = Shape.Entry(title: "a selection of councils", keys: selectionKeys)

    static let councils = Shape.Entry(
        title: "the choice of councils",
        keys: [
            .init("register", .text, required: true, "Path of the register, a CSV file, relative to this file.")
        ] + selectionKeys + [
            .init("units", .map(.text), "Units of the register's columns of numbers, by column; share for none."),
            .later("additive", "it belongs to reorganisation, which is not there yet; leave it out"),
        ])

    static let assumption = Shape.Entry(
        title: "an assumption",
        keys: [
            .init("unit", .text, "Unit of a value, such as GBP/resident/year; share for none."),
            .init("distribution", .distribution, required: true, "What its values are drawn from."),
            .init(
                "varies_by", .anyOf([.text, .list(.text)]),
                "What one draw holds for: trial (if left out), council, year, [\"council\", \"year\"], or a column of texts."
            ),
            .init("source", .text, "Where it comes from."),
            .init(
                "grade", .words(["A", "B", "C", "D", "E"]),
                "Grade of the evidence, from A (evaluation) to E (judgement)."),
            .init(
                "basis", .words(["point_estimate", "reference_class", "outturn", "quote", "judgement"]),
                "How the figure was come by."),
            .init("note", .text, "A remark."),
            .init("owner", .text, "Who answers for it."),
            .init("review", .text, "When it is looked at again."),
            .init("prices", .whole(1900...2200), "Year of the prices it is stated in; the price year if left out."),
        ])

    static let financing = Shape.Entry(
        title: "a financing",
        keys: [
            .init("rate", .formula, required: true, "Nominal yearly rate of interest."),
            .init("life", .formula, required: true, "Years over which a sum is paid back, from the year after."),
            .init("borrowed", .formula, "Share of capital that is borrowed; 1 if left out."),
        ])

    /// A file of levers that scenarios import.
    static let library = Shape.Entry(
        title: "a library file",
        keys: scenario.keys.filter { ["$schema", "folkmoot", "title", "note", "import"].contains($0.name) }.map {
            Shape.Key($0.name, $0.shape, $0.name == "title" ? "What the file is about." : $0.description)
        } + scenario.keys.filter { mergedMaps.contains($0.name) || $0.name == "correlations" })

    static let correlation = Shape.Entry(
        title: "a correlation",
        keys: [
            .init("between", .list(.text, minimum: 2, maximum: 2), required: true, "The names of two assumptions."),
            .init("rank", .number(-1...1), required: true, "Spearman's rank correlation, between -1 and 1."),
        ])

    static let pool = Shape.Entry(
        title: "a pool",
        keys: [
            .init(
                "amount", .formula, required: true,
                "What one council spends a year, at the level of the base year; in money, or in what claims give a value to."
            ),
            .init("growth", .formula, "Real growth a year, as a fraction; 0 if left out."),
        ])

    static let contract = Shape.Entry(
        title: "a contract",
        keys: [
            .init("length", .formula, required: true, "Length in years."),
            .init(
                "ends", .text, "Column of the register with the year of the first end; drawn where empty or left out."),
            .init(
                "notice", .formula, "Years between the wish to leave and the first end that can be used; 0 if left out."
            ),
        ])

    static let option = Shape.Entry(
        title: "an option",
        keys: [
            .init("name", .text, required: true, "Its name, as in every table."),
            .init(
                "levers", .list(.text, minimum: 1), required: true,
                "Names of its levers, in the order in which they claim pools."),
            .init("with", .map(.distribution), "Distributions or numbers that replace those of assumptions."),
        ])

    static let unmonetised = Shape.Entry(
        title: "an effect without a figure",
        keys: [
            .init("name", .text, required: true, "What it is."),
            .init("lever", .text, "The lever that brings it about."),
            .init("direction", .text, "Whether it is good or bad, such as positive or negative."),
            .init("who", .text, "On whom it falls."),
            .init("importance", .text, "How much it matters."),
            .init("source", .text, "Where the claim comes from."),
            .init(
                "grade", .words(["A", "B", "C", "D", "E"]),
                "Grade of the evidence, from A (evaluation) to E (judgement)."),
        ])

    /// The same within a lever, which need not be named there.
    static let unmonetisedByLever = Shape.Entry(
        title: "an effect of a lever without a figure", keys: unmonetised.keys.filter { $0.name != "lever" })
}
