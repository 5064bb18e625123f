import ScenarioFormat
import Testing

/// A scenario in which something is changed, and what is said about it.
struct IssueCase: Sendable, CustomTestStringConvertible {
    /// What is looked for in the sound scenario, where it stands once, and what is put in its place.
    let edits: [Edit]
    /// The issues, without the file's name.
    let expected: [String]

    /// One change to the text.
    struct Edit: Sendable {
        let old: String
        let new: String

        init(_ old: String, _ new: String) {
            self.old = old
            self.new = new
        }
    }

    init(_ old: String, _ new: String, _ expected: String...) {
        edits = [Edit(old, new)]
        self.expected = expected
    }

    /// Several changes, each to the text that the one before it left.
    init(_ edits: [Edit], _ expected: String...) {
        self.edits = edits
        self.expected = expected
    }

    var testDescription: String { edits.map(\.new).joined(separator: " … ") }

    /// The changed scenario.
    var text: String {
        edits.reduce(Self.sound) { text, edit in
            #expect(text.components(of: edit.old) == 2, "what is changed stands in the scenario once: \(edit.old)")
            return text.replacing(edit.old, with: edit.new)
        }
    }

    /// A sound scenario, which cases change.
    static let sound = """
        {"title": "Sound", "base_year": 2026, "years": 10, "price_year": 2026, "currency": "GBP",
         "discounting": "green-book-2026", "trials": 64,
         "councils": {"register": "register.csv", "units": {"staff": "FTE"}},
         "assumptions": {
          "fee": {"unit": "GBP/year", "distribution": {"pert": [10, 20, 40]}, "prices": 2019, "source": "s"},
          "cost": {"unit": "GBP", "distribution": {"uniform": [5, 9]}, "source": "s"},
          "share": {"unit": "share", "distribution": {"uniform": [0, 0.2]}, "varies_by": "council", "source": "s"},
          "wave": {"unit": "share", "distribution": {"normal": {"mean": 1, "sd": 0.1}}, "varies_by": "year", "source": "s"},
          "speed": {"unit": "share", "distribution": {"uniform": [0.1, 0.3]}},
          "term": {"unit": "year", "distribution": 4}
         },
         "correlations": [{"between": ["fee", "cost"], "rank": 0.4}],
         "quantities": {"twice": "cost * 2", "spend": "fee * staff / 1[FTE]"},
         "pools": {"systems": {"amount": "spend", "growth": 0.01}},
         "contracts": {"system": {"length": "term", "ends": "ends"}},
         "levers": {
          "base": {"starts": 2026, "adoption": "mandate", "costs": [{"name": "Start", "kind": "revenue", \
        "amount": "twice", "timing": {"on": "joining"}}]},
          "top": {"starts": 2027, "delay": 1, "contract": "system", "requires": ["base"],
           "adoption": {"diffusion": {"innovation": "speed", "founders": ["A1"]}},
           "eligible": {"codes": ["A1", "B2"]}, "paid_by": {"centre": 0.25, "council": 0.75}, "shared": "by_residents", "lead": "B2",
           "costs": [{"name": "Team", "level": "programme", "kind": "revenue", "amount": "fee", "scale": "0.5 + share_joined", "timing": {"on": "running"}}],
           "benefits": [{"name": "Saving", "kind": "cashable", "claims": {"pool": "systems", "share": "share * wave"}, "timing": {"on": "membership", "ramp": [0.5, 1]}}]}
         },
         "options": [{"name": "Base", "levers": ["base"]}, {"name": "Both", "levers": ["base", "top"], "with": {"speed": 1}}],
         "reference": "Base",
         "unmonetised": [{"name": "Trust", "lever": "top"}]}
        """

    static let register = """
        code,name,type,population,staff,ends,region
        A1,Alder,unitary,100,3,2027,North
        B2,Beech,unitary,200,,2028,South
        C3,Cedar,county,300,4,,South
        """

    /// What reading a text gives.
    static func read(_ text: String, register: String = register) -> ScenarioReading {
        ScenarioReader.read("s.json") { path in
            switch path {
            case "s.json": Array(text.utf8)
            case "register.csv": Array(register.utf8)
            default: nil
            }
        }
    }

    /// Reads the changed scenario and compares what is said.
    func check() {
        let reading = Self.read(text)
        let said = reading.issues.map { issue in
            let text = issue.description
            return text.hasPrefix("s.json:") ? String(text.dropFirst(7)) : text
        }
        #expect(said == expected)
    }
}

extension String {
    /// Into how many parts a text divides this one.
    fileprivate func components(of text: String) -> Int {
        var (count, rest) = (1, self[...])
        while let range = rest.firstRange(of: text) {
            count += 1
            rest = rest[range.upperBound...]
        }
        return count
    }
}
