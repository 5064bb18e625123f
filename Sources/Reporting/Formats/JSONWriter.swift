/// Writes JSON as UTF-8, one value after the other as they are told, none of which it keeps.
///
/// What fits in a line of 116 columns stands in one; longer lists and objects of plain values are filled line by line,
/// all others have one element a line, indented by two spaces a level.
///
/// A list or an object is begun in one line. When it turns out not to fit, what is written of it is laid out anew, after
/// everything around it, which cannot fit either. So nothing is laid out anew but the last few hundred bytes.
struct JSONWriter {
    /// Columns up to which lists and objects stand in one line.
    private static let lineLength = 116

    private var written: ByteText
    /// The innermost list or object that is open, and those around it, from the outermost on.
    private var frame = Frame(start: 0, indent: -2, lead: 0, isObject: false, firstElement: 0)
    private var around: [Frame] = []
    /// Where each element begins of all lists and objects that are open, from the outermost on.
    private var elements: [Int] = []

    /// A list or an object that is open.
    private struct Frame {
        /// Where its bracket stands.
        var start: Int
        /// Columns by which the line is indented in which it begins.
        let indent: Int
        /// Columns in front of it in this line.
        let lead: Int
        let isObject: Bool
        /// Index of its first element.
        let firstElement: Int
        var layout = Layout.line
        /// Whether it holds neither lists nor objects.
        var isPlain = true
        /// Where it is filled: the column behind the last element and its comma.
        var column = 0

        /// Where its bracket has to be closed at the latest to stand in one line.
        var end: Int { start + JSONWriter.lineLength - indent - lead }

        /// Whether an element of so many columns, a comma behind it included, goes on in the line of the one before it.
        mutating func goesOn(_ length: Int) -> Bool {
            let fits = column + 1 + length <= JSONWriter.lineLength
            column = (fits ? column + 1 : indent + 2) + length
            return fits
        }
    }

    private enum Layout {
        case line, filled, byElement
    }

    /// Bytes that are handed on together, about.
    private static let piece = 1 << 16

    /// Writes one value and a line feed, and hands the bytes on piece by piece.
    static func write(to sink: (UnsafeBufferPointer<UInt8>) -> Void, _ write: (inout JSONWriter) -> Void) {
        ByteText.write(to: sink) { text in
            var writer = JSONWriter(text)
            write(&writer)
            writer.written.append(UInt8(ascii: "\n"))
            text = writer.written
        }
    }

    /// The bytes of one value that a function writes, with a line feed at their end.
    static func bytes(_ write: (inout JSONWriter) -> Void) -> [UInt8] {
        var bytes: [UInt8] = []
        self.write(to: { bytes.append(contentsOf: $0) }, write)
        return bytes
    }

    private init(_ text: ByteText) {
        written = text
        // Around the one value there is only the file, in which nothing has to be laid out.
        frame.layout = .byElement
    }

    // MARK: Values

    /// Writes a number of 12 significant digits; null where it is not finite.
    mutating func number(_ value: Double) {
        beginValue()
        if value.isFinite { written.append(number: value) } else { written.append("null") }
        endPlain()
    }

    /// Writes a whole number.
    mutating func whole(_ value: Int) {
        beginValue()
        written.append(whole: value)
        endPlain()
    }

    /// Writes a whole number that is given in its digits.
    mutating func whole(digits: String) {
        beginValue()
        append(digits)
        endPlain()
    }

    /// Writes a text.
    mutating func text(_ value: String) {
        beginValue()
        quote(value)
        endPlain()
    }

    /// Writes true or false.
    mutating func boolean(_ value: Bool) {
        beginValue()
        written.append(value ? "true" : "false")
        endPlain()
    }

    /// Writes null.
    mutating func null() {
        beginValue()
        written.append("null")
        endPlain()
    }

    /// Writes a list, whose elements are written by a function.
    @inline(__always)
    mutating func list(_ write: (inout JSONWriter) -> Void) {
        begin(isObject: false)
        write(&self)
        end()
    }

    /// Writes an object, whose members are written by a function, each as a key and a value.
    @inline(__always)
    mutating func object(_ write: (inout JSONWriter) -> Void) {
        begin(isObject: true)
        write(&self)
        end()
    }

    /// Writes the key of the value that comes next.
    mutating func key(_ key: StaticString) {
        beginElement()
        written.append(UInt8(ascii: "\""))
        written.append(key)
        written.append("\": ")
    }

    /// Writes the key of the value that comes next, whatever it is made of.
    mutating func key(named key: String) {
        beginElement()
        quote(key)
        written.append(": ")
    }

    // MARK: Layout

    private mutating func begin(isObject: Bool) {
        beginValue()
        frame.isPlain = false
        if frame.layout == .filled { layOut(around.count, as: .byElement) }
        let lead = frame.isObject ? written.count - elements[elements.count - 1] : 0
        around.append(frame)
        frame = Frame(
            start: written.count, indent: frame.indent + 2, lead: lead, isObject: isObject, firstElement: elements.count
        )
        written.append(isObject ? UInt8(ascii: "{") : UInt8(ascii: "["))
    }

    private mutating func end() {
        if frame.layout != .line { beginLine(frame.indent) }
        written.append(frame.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
        elements.removeLast(elements.count - frame.firstElement)
        frame = around.removeLast()
        if frame.layout == .line, written.count >= frame.end { layOut(around.count, as: .byElement) }
    }

    /// Writes what stands in front of an element of a list; a member of an object has its key in front.
    private mutating func beginValue() {
        if !frame.isObject { beginElement() }
    }

    private mutating func beginElement() {
        if elements.count > frame.firstElement {
            written.append(UInt8(ascii: ","))
            if frame.layout != .byElement { written.append(UInt8(ascii: " ")) }
        }
        if frame.layout == .byElement, !around.isEmpty {
            // All lists and objects that are open have their layout: nothing before this place changes any more.
            if written.count > Self.piece { written.handOn() }
            beginLine(frame.indent + 2)
        }
        elements.append(written.count)
    }

    /// Makes sure that a plain element stands where it fits.
    private mutating func endPlain() {
        switch frame.layout {
        case .line:
            if written.count >= frame.end { layOut(around.count, as: frame.isPlain ? .filled : .byElement) }
        case .filled:
            // A comma stands behind it.
            let length = written.count - elements[elements.count - 1] + 1
            if frame.goesOn(length) { return }
            breakLine(before: elements.count - 1, depth: around.count, indent: frame.indent + 2)
        case .byElement: break
        }
    }

    private mutating func beginLine(_ indent: Int) {
        written.append(UInt8(ascii: "\n"))
        written.append(UInt8(ascii: " "), times: indent)
    }

    /// Gives an open list or object a layout of several lines, after those around it, from the outermost on.
    @inline(never)
    private mutating func layOut(_ depth: Int, as layout: Layout) {
        if depth > 0, around[depth - 1].layout == .line { layOut(depth - 1, as: .byElement) }
        let isInnermost = depth == around.count
        var own = isInnermost ? frame : around[depth]
        let inner = isInnermost ? nil : depth + 1 == around.count ? frame : around[depth + 1]
        let indent = own.indent + 2
        if own.layout == .line { openLine(own.start + 1, replacing: 0, own.firstElement, depth: depth, indent: indent) }
        own.layout = layout
        own.column = own.indent + 1
        let last = inner?.firstElement ?? elements.count
        for index in own.firstElement..<last {
            let start = elements[index]
            let isInLine = index > own.firstElement && written[start - 2] == UInt8(ascii: ",")
            if layout == .byElement {
                if isInLine { breakLine(before: index, depth: depth, indent: indent) }
            } else {
                let length = (index + 1 < last ? elements[index + 1] - 2 : written.count) - start + 1
                if !own.goesOn(length) && isInLine { breakLine(before: index, depth: depth, indent: indent) }
            }
        }
        if isInnermost { frame = own } else { around[depth] = own }
    }

    /// Puts an element that stands behind a comma and a space into a new line.
    private mutating func breakLine(before index: Int, depth: Int, indent: Int) {
        openLine(elements[index] - 1, replacing: 1, index, depth: depth, indent: indent)
    }

    /// Writes a line feed and an indentation at a place, in front of an element of the list or object at a depth.
    private mutating func openLine(_ place: Int, replacing: Int, _ element: Int, depth: Int, indent: Int) {
        let distance = 1 + indent - replacing
        written.move(from: place + replacing, by: distance)
        written[place] = UInt8(ascii: "\n")
        for space in place + 1...place + indent { written[space] = UInt8(ascii: " ") }
        for index in element..<elements.count { elements[index] += distance }
        guard depth < around.count else { return }
        frame.start += distance
        for index in around.indices.dropFirst(depth + 1) { around[index].start += distance }
    }

    // MARK: Texts

    private mutating func append(_ content: String) {
        var content = content
        content.withUTF8 { written.append($0) }
    }

    /// Writes a text in quotation marks, with what JSON asks to be escaped.
    private mutating func quote(_ content: String) {
        written.append(UInt8(ascii: "\""))
        defer { written.append(UInt8(ascii: "\"")) }
        var content = content
        content.withUTF8 { bytes in
            if bytes.contains(where: Self.isEscaped) {
                for byte in bytes { append(escaped: byte) }
            } else {
                written.append(bytes)
            }
        }
    }

    private mutating func append(escaped byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            written.append(UInt8(ascii: "\\"))
            written.append(byte)
        case UInt8(ascii: "\n"): written.append("\\n")
        case UInt8(ascii: "\r"): written.append("\\r")
        case UInt8(ascii: "\t"): written.append("\\t")
        case 0..<0x20, 0x7F:
            written.append(byte < 16 ? "\\u000" : "\\u00")
            append(String(byte, radix: 16))
        default: written.append(byte)
        }
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }
}
