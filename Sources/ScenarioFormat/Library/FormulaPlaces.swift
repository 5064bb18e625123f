import Formulas

/// Finds what formulas read in parts of a file, by what the catalogue says of each key.
struct FormulaPlaces {
    /// The merged tree, whose quantities are followed.
    let root: Field

    /// Every field within a field that is a formula.
    ///
    /// - Parameter skipped: keys that are not looked into.
    func formulas(in field: Field, is shape: Shape, skipping skipped: Set<String> = []) -> [Field] {
        switch shape {
        case .formula: return [field]
        case .anyOf(let shapes):
            return shapes.first { $0.takesKind(of: field.node) }.map { formulas(in: field, is: $0, skipping: skipped) }
                ?? []
        case .list(let item, _, _):
            return field.items.flatMap { formulas(in: $0, is: item, skipping: skipped) }
        case .map(let value):
            return field.sortedMembers.flatMap { formulas(in: $0.field, is: value, skipping: skipped) }
        case .entry(let entry), .shortened(let entry, _):
            return field.members.flatMap { name, member -> [Field] in
                guard let key = entry.key(name), !skipped.contains(name) else { return [] }
                return formulas(in: member, is: key.shape, skipping: skipped)
            }
        case .text, .words, .number, .whole, .distribution, .ignored: return []
        }
    }

    /// Names that formulas read, through quantities too.
    func names(readBy fields: [Field]) -> Set<String> {
        var names: Set<String> = []
        var rest = fields
        while let field = rest.popLast() {
            guard let text = field.text, let formula = try? Formula(parsing: text) else { continue }
            for use in formula.names where names.insert(use.name).inserted {
                if let quantity = root["quantities"]?[use.name] { rest.append(quantity) }
            }
        }
        return names
    }
}
