/// The index of the first byte that is not part of well-formed UTF-8; nil when all are.
///
/// - Source: The Unicode Standard 15.0, table 3-7, well-formed UTF-8 byte sequences.
func firstMalformedByte(of bytes: [UInt8]) -> Int? {
    var index = 0
    while index < bytes.count {
        let lead = bytes[index]
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0x00...0x7F: length = 1
        case 0xC2...0xDF: length = 2
        case 0xE0: (length, second) = (3, 0xA0...0xBF)
        case 0xED: (length, second) = (3, 0x80...0x9F)
        case 0xE1...0xEF: length = 3
        case 0xF0: (length, second) = (4, 0x90...0xBF)
        case 0xF4: (length, second) = (4, 0x80...0x8F)
        case 0xF1...0xF3: length = 4
        default: return index
        }
        for offset in 1..<max(length, 1) {
            guard index + offset < bytes.count else { return index }
            let range = offset == 1 ? second : 0x80...0xBF
            guard range.contains(bytes[index + offset]) else { return index }
        }
        index += length
    }
    return nil
}

/// The place of a byte in a file's text; lines end with a line feed.
func position(ofByte index: Int, in bytes: [UInt8], file: String) -> SourcePosition {
    var line = 1
    var column = 1
    for byte in bytes.prefix(index).dropFirst(byteOrderMarkLength(of: bytes)) {
        if byte == UInt8(ascii: "\n") {
            line += 1
            column = 1
        } else if byte & 0xC0 != 0x80 {
            column += 1
        }
    }
    return SourcePosition(file: file, line: line, column: column)
}

/// The issue that a file is not UTF-8, when it is not.
func malformedUTF8Issue(in bytes: [UInt8], file: String) -> ScenarioIssue? {
    guard let index = firstMalformedByte(of: bytes) else { return nil }
    let byte = String(bytes[index], radix: 16, uppercase: true)
    return ScenarioIssue(
        position: position(ofByte: index, in: bytes, file: file),
        message: "the byte 0x\(byte) is not UTF-8; save the file in the encoding UTF-8")
}

/// How many bytes a byte order mark takes at the beginning of a file.
func byteOrderMarkLength(of bytes: [UInt8]) -> Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }
