import Analysis

extension JSONValue {
    /// A mean with its Monte Carlo error: `mean`, `standard_error` and, where it is one, `standard_error_is_upper_bound`.
    static func estimate(_ estimate: Estimate) -> JSONValue { self.estimate(estimate, as: "mean") }

    /// An estimate whose figure has another name than `mean`.
    static func estimate(_ estimate: Estimate, as name: String) -> JSONValue {
        let value: JSONValue = .object([
            (key: name, value: .number(estimate.value)),
            (key: "standard_error", value: .number(estimate.standardError)),
        ])
        return estimate.isUpperBound ? value.adding(["standard_error_is_upper_bound": .boolean(true)]) : value
    }

    /// The option that is next to the best: `option` and `behind`; null where there is none.
    static func next(_ next: Standing.Next?) -> JSONValue {
        next.map { ["option": .text($0.name), "behind": .estimate($0.behind, as: "value")] } ?? .null
    }
}
