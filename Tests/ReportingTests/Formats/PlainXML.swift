/// A strict reader of XML without declarations, comments and namespaces: what a drawing may consist of.
struct PlainXML {
    let name: String
    let attributes: [String: String]
    let children: [PlainXML]
    /// The text directly inside, entities replaced.
    let text: String

    struct Problem: Error, CustomStringConvertible {
        let description: String
    }

    /// This element and all below it, in the order of the document.
    var all: [PlainXML] { [self] + children.flatMap(\.all) }

    /// All elements of a name.
    func all(_ name: String) -> [PlainXML] { all.filter { $0.name == name } }

    /// A number that an attribute holds.
    func number(_ attribute: String) -> Double? { attributes[attribute].flatMap(Double.init) }

    /// Reads one element that is all of a text.
    init(_ text: String) throws {
        var reader = Reader(scalars: Array(text.unicodeScalars))
        self = try reader.element()
        guard reader.place == reader.scalars.count else { throw Problem(description: "something follows the element") }
    }

    private init(name: String, attributes: [String: String], children: [PlainXML], text: String) {
        self.name = name
        self.attributes = attributes
        self.children = children
        self.text = text
    }

    private struct Reader {
        let scalars: [Unicode.Scalar]
        var place = 0

        func peek(_ ahead: Int = 0) throws -> Unicode.Scalar {
            guard place + ahead < scalars.count else { throw Problem(description: "the text ends inside an element") }
            return scalars[place + ahead]
        }

        mutating func expect(_ words: String) throws {
            for scalar in words.unicodeScalars {
                guard try peek() == scalar else {
                    throw Problem(description: "expected \(words) at \(place), found \(scalars[place])")
                }
                place += 1
            }
        }

        mutating func name() throws -> String {
            var name = ""
            while true {
                let scalar = try peek()
                guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "-" else {
                    break
                }
                name.unicodeScalars.append(scalar)
                place += 1
            }
            guard !name.isEmpty else { throw Problem(description: "no name at \(place)") }
            return name
        }

        /// Text up to one of two signs, entities replaced.
        mutating func content(until end: Unicode.Scalar) throws -> String {
            var text = ""
            while true {
                let scalar = try peek()
                if scalar == end { return text }
                if scalar == "<" { throw Problem(description: "a bare < at \(place)") }
                guard scalar == "&" else {
                    text.unicodeScalars.append(scalar)
                    place += 1
                    continue
                }
                var entity = ""
                while try peek() != ";" {
                    entity.unicodeScalars.append(try peek())
                    place += 1
                }
                place += 1
                switch entity {
                case "&amp": text += "&"
                case "&lt": text += "<"
                case "&gt": text += ">"
                case "&quot": text += "\""
                case "&#39": text += "'"
                default: throw Problem(description: "unknown entity \(entity)")
                }
            }
        }

        mutating func element() throws -> PlainXML {
            try expect("<")
            let name = try name()
            var attributes: [String: String] = [:]
            while try peek() == " " {
                place += 1
                let key = try self.name()
                try expect("=\"")
                let value = try content(until: "\"")
                place += 1
                guard attributes.updateValue(value, forKey: key) == nil else {
                    throw Problem(description: "\(key) is given twice")
                }
            }
            if try peek() == "/" {
                try expect("/>")
                return PlainXML(name: name, attributes: attributes, children: [], text: "")
            }
            try expect(">")
            var children: [PlainXML] = []
            var text = ""
            while true {
                text += try content(until: "<")
                if try peek(1) == "/" { break }
                children.append(try element())
            }
            try expect("</\(name)>")
            return PlainXML(name: name, attributes: attributes, children: children, text: text)
        }
    }
}
