import Formulas

/// The names in a part of a scenario.
struct Names {
    /// Names that formulas read.
    var inFormulas: Set<String> = []
    /// Texts outside formulas, names of pools and contracts among them.
    var texts: Set<String> = []

    /// Adds what a part says. Everything that it consists of is looked at, so that no formula is missed that a lever
    /// comes to have.
    mutating func add(_ part: Any) {
        // A lever lists hundreds of councils by their positions: looking at each number would take longer than all else.
        let kind = type(of: part)
        if kind == [Int].self || kind == Int.self || kind == Double.self { return }
        switch part {
        case let formula as Formula: inFormulas.formUnion(formula.names.map(\.name))
        case let text as String: texts.insert(text)
        default: for child in Mirror(reflecting: part).children { add(child.value) }
        }
    }
}
