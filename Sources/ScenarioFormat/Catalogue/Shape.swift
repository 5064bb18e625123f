/// What the value of a key may look like.
///
/// Both the check of a scenario's keys and the JSON Schema are made from it; what a value means is checked later.
indirect enum Shape: Sendable {
    /// Any text.
    case text
    /// One of these words; `later` are words of the format that this version does not yet take.
    case words([String], later: [String] = [])
    /// A number in a range.
    case number(ClosedRange<Double> = -.infinity...(.infinity))
    /// A whole number in a range.
    case whole(ClosedRange<Int>)
    /// A number, or a formula as a text.
    case formula
    /// A list of so many at least.
    case list(Shape, minimum: Int = 0, maximum: Int? = nil)
    /// An object whose keys are names of the writer's own.
    case map(Shape)
    /// An object with known keys.
    case entry(Entry)
    /// A number or an object with one form of distribution.
    case distribution
    /// An entry of a map that may be written as the value of one of its keys alone.
    case shortened(Entry, to: String)
    /// The first of these that is of the kind of JSON found.
    case anyOf([Shape])
    /// A value that this version never looks at.
    case ignored

    /// An object with known keys.
    struct Entry: Sendable {
        /// What it is, with its article: `a lever`.
        let title: String
        /// Its keys, in the order in which a reader should meet them.
        let keys: [Key]
        /// Keys of which exactly one must be given; empty: no such rule.
        var exactlyOneOf: [String] = []
        /// Keys of which one must be given at least; empty: no such rule.
        var atLeastOneOf: [String] = []

        func key(_ name: String) -> Key? { keys.first { $0.name == name } }

        /// Names of the keys that this version offers.
        var availableNames: [String] { keys.filter { $0.later == nil }.map(\.name) }
    }

    /// A key of an entry.
    struct Key: Sendable {
        let name: String
        let shape: Shape
        /// What it says, in a sentence.
        let description: String
        var isRequired = false
        /// Nil when this version offers it; else what to do instead.
        var later: String?
        /// Whether it belongs to other entries, and never to this one.
        var isMisplaced = false

        init(_ name: String, _ shape: Shape, required: Bool = false, _ description: String) {
            self.name = name
            self.shape = shape
            self.description = description
            isRequired = required
        }

        /// A key that other entries have, with why this one has not.
        static func misplaced(_ name: String, _ reason: String) -> Key {
            var key = later(name, reason)
            key.isMisplaced = true
            return key
        }

        /// A key of the format that this version does not yet offer, with what to do instead.
        static func later(_ name: String, _ advice: String) -> Key {
            var key = Key(name, .ignored, "")
            key.later = advice
            return key
        }
    }

    /// What is expected, in a message.
    var expectation: String {
        switch self {
        case .text: return "a text"
        case .words(let words, _): return alternatives(words.map(quoted))
        case .number(let range):
            switch (range.lowerBound.isFinite, range.upperBound.isFinite) {
            case (true, true): return "a number from \(plain(range.lowerBound)) to \(plain(range.upperBound))"
            case (true, false): return "a number of at least \(plain(range.lowerBound))"
            case (false, true): return "a number of at most \(plain(range.upperBound))"
            case (false, false): return "a number"
            }
        case .whole(let range) where range.count == 1: return "the number \(range.lowerBound)"
        case .whole(let range): return "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .formula: return "a number or a formula"
        case .list(_, let minimum, let maximum):
            if let maximum, minimum == maximum { return "a list of \(minimum)" }
            return minimum > 0 ? "a list that is not empty" : "a list"
        case .map: return "an object of named entries"
        case .entry(let entry): return "\(entry.title), an object"
        case .distribution, .shortened(_, to: "distribution"):
            return "a number or a distribution such as {\"pert\": [1, 2, 3]}"
        case .shortened(let entry, _): return "\(entry.title), an object"
        case .anyOf(let shapes): return alternatives(shapes.map(\.expectation))
        case .ignored: return "nothing"
        }
    }

    /// Whether a value is of the kind of JSON that this shape is.
    func takesKind(of node: JSONNode) -> Bool {
        switch (self, node.value) {
        case (_, .unreadable), (.ignored, _): true
        case (.text, .text), (.words, .text), (.number, .number), (.whole, .number), (.list, .list): true
        case (.formula, .number), (.formula, .text), (.distribution, .number), (.distribution, .object): true
        case (.map, .object), (.entry, .object), (.shortened, .object): true
        case (.anyOf(let shapes), _): shapes.contains { $0.takesKind(of: node) }
        default: false
        }
    }
}
