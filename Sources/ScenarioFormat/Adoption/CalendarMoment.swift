import CouncilModel

extension AdoptionHistory.Moment {
    /// Dates as they can be written, for messages.
    package static let expected = "a date such as 2022-05-19, or a year such as 2022 or 2022.5"

    /// Reads a date of the Gregorian calendar, `2022-05-19`, or a year from 1900 to 2199, whole (its beginning) or with a
    /// fraction; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let year = Self.number(parts[0]), (1900..<2200).contains(year) else { return nil }
        if parts.count == 1 {
            self.init(text: text, year: year)
            return
        }
        guard parts.map(\.utf8.count) == [4, 2, 2], let month = Int(parts[1]), let day = Int(parts[2]),
            (1...12).contains(month)
        else { return nil }
        let number = Int(year)
        let isLeap = number % 4 == 0 && (number % 100 != 0 || number % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...lengths[month - 1]).contains(day) else { return nil }
        let passed = lengths[..<(month - 1)].reduce(0, +) + day - 1
        self.init(text: text, year: year + Double(passed) / (isLeap ? 366 : 365))
    }

    /// A number in digits, with a point at most.
    private static func number(_ text: Substring) -> Double? {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }) else { return nil }
        return Double(text)
    }
}
