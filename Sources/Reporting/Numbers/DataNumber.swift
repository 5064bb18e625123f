/// Numbers as programs read them: 12 significant digits in the shortest form.
package enum DataNumber {
    /// Significant digits of every number in a data file.
    package static let significantDigits = 12

    /// Bytes for which there has to be room where a number is written.
    static let room = 32

    /// The number as text that JSON and CSV both know; nil for what is not finite, which is never written.
    ///
    /// No zeros at the end, no plus sign, 0 for −0. There is an exponent (`1.5e-7`, `1e16`) only below 1e-5 and from
    /// 1e16 on.
    package static func text(_ value: Double) -> String? {
        guard value.isFinite else { return nil }
        var bytes: [UInt8] = []
        append(value, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the text of a finite number.
    package static func append(_ value: Double, to bytes: inout [UInt8]) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: room) { text in
            // A buffer of that capacity has an address.
            guard let place = text.baseAddress else { return }
            let count = write(value, to: place)
            bytes.append(contentsOf: UnsafeBufferPointer(start: place, count: count))
        }
    }

    /// Writes the text of a finite number.
    ///
    /// - Parameter place: where to; ``room`` bytes from there on may be overwritten.
    /// - Returns: how many bytes it takes.
    static func write(_ value: Double, to place: UnsafeMutablePointer<UInt8>) -> Int {
        let size = value.magnitude
        let sign = value < 0 ? 1 : 0
        place[0] = UInt8(ascii: "-")
        if size < 1e12 {
            // Whole numbers of at most 12 digits are most of a file, and need no rounding.
            let whole = Int64(size)
            if Double(whole) == size { return sign + TwelveDigits.write(whole: UInt64(whole), to: place + sign) }
            if size >= TwelveDigits.sizes.lowerBound, let digits = TwelveDigits(size) {
                return sign + digits.write(to: place + sign)
            }
        }
        var count = 0
        for byte in shortened(value).utf8 {
            place[count] = byte
            count += 1
        }
        return count
    }

    /// The text of any finite number that is not 0, by its shortest decimal: at most 19 bytes.
    static func shortened(_ value: Double) -> String {
        let number = DecimalDigits(value).rounded(toSignificant: significantDigits)
        let sign = number.isNegative ? "-" : ""
        let decimals = number.digits.count - 1
        if (-5...15).contains(number.exponent) {
            return sign + number.fixed(decimals: max(0, decimals - number.exponent))
        }
        return sign + number.fixed(scale: number.exponent, decimals: decimals) + "e" + String(number.exponent)
    }
}
