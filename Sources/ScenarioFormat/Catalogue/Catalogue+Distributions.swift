extension Catalogue {
    /// A distribution as an object: one form, and perhaps bounds beside it.
    static let distribution = Shape.Entry(
        title: "a distribution",
        keys: forms + [
            .init("min", .number(), "Cuts off what lies below."),
            .init("max", .number(), "Cuts off what lies above."),
        ], exactlyOneOf: forms.map(\.name))

    /// The forms, of which a distribution has one.
    static let forms: [Shape.Key] = [
        .init("uniform", numbers(2), "[min, max]: each value between is as likely."),
        .init("triangular", numbers(3), "[min, mode, max]."),
        .init("pert", numbers(3), "[min, mode, max]: a beta distribution with more weight near the mode."),
        .init(
            "normal", parameters("normal", ["mean", "sd", "p10", "p90"]),
            "{mean, sd}, or {p10, p90} for the 10th and 90th percentile."),
        .init(
            "lognormal", parameters("lognormal", ["mean", "sd", "p10", "p90", "median", "sigma"]),
            "{p10, p90}, {mean, sd} or {median, sigma}, sigma being the standard deviation of the logarithm."),
        .init(
            "beta", parameters("beta", required: ["alpha", "beta"], ["min", "max"]),
            "{alpha, beta}, stretched over min … max (0 … 1 if left out)."),
        .init("gamma", parameters("gamma", required: ["shape", "scale"]), "{shape, scale}, with mean shape · scale."),
        .init("pareto", parameters("Pareto", required: ["scale", "shape"]), "{scale, shape}; from scale upwards."),
        .init("bernoulli", .number(0...1), "Probability of 1; else 0."),
        .init(
            "discrete",
            .entry(
                Shape.Entry(
                    title: "a discrete distribution",
                    keys: [
                        .init("values", .list(.number(), minimum: 1), required: true, "The values."),
                        .init("weights", .list(.number(), minimum: 1), required: true, "Their relative weights."),
                    ])),
            "{values, weights}."),
        .init(
            "quantiles", .map(.number()),
            "Values by probability, from \"0\" to \"1\"; linear between."),
        .init(
            "metalog", parameters("metalog", required: ["p10", "p50", "p90"], ["min", "max"]),
            "{p10, p50, p90}, and bounds min, max if there are any."),
        .init(
            "mixture",
            .list(
                .entry(
                    Shape.Entry(
                        title: "a part of a mixture",
                        keys: [
                            .init("weight", .number(), required: true, "Its relative weight."),
                            .init("distribution", .distribution, required: true, "What it is drawn from."),
                        ])), minimum: 1),
            "[{weight, distribution}, …]: one of several, chosen by relative weight."),
    ]

    private static func numbers(_ count: Int) -> Shape { .list(.number(), minimum: count, maximum: count) }

    private static func parameters(_ name: String, required: [String] = [], _ optional: [String] = []) -> Shape {
        .entry(
            Shape.Entry(
                title: "the parameters of a \(name) distribution",
                keys: (required + optional).map { key in
                    .init(key, .number(), required: required.contains(key), parameterDescriptions[key] ?? "")
                }))
    }

    private static let parameterDescriptions = [
        "mean": "Mean.", "sd": "Standard deviation.", "p10": "10th percentile.", "p50": "Median.",
        "p90": "90th percentile.", "median": "Median.", "sigma": "Standard deviation of the logarithm.",
        "alpha": "First shape parameter.", "beta": "Second shape parameter.", "min": "Lower end.", "max": "Upper end.",
        "shape": "Shape parameter.", "scale": "Scale parameter.",
    ]
}
