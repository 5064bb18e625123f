/// A finite number as decimal digits: ±d₁.d₂d₃… × 10^exponent.
///
/// The digits are those of the shortest decimal that reads back as the same number, so that rounding happens on what a
/// reader would see (0.15 rounds to 0.2), and the same everywhere.
struct DecimalDigits: Sendable, Hashable {
    /// Whether the number is below 0; false for 0 and −0.
    let isNegative: Bool
    /// Digits 0 … 9 without zeros at either end; empty for 0.
    let digits: [UInt8]
    /// The power of ten of the first digit; 0 for 0.
    let exponent: Int

    /// The digits of a finite number.
    init(_ value: Double) {
        precondition(value.isFinite, "only a finite number has digits")
        var digits: [UInt8] = []
        var pointAfter: Int?
        var written = 0
        var isExponent = false
        var exponentSign = 1
        for byte in value.description.utf8 {
            switch byte {
            case UInt8(ascii: "."): pointAfter = digits.count
            case UInt8(ascii: "e"): isExponent = true
            case UInt8(ascii: "-"): if isExponent { exponentSign = -1 }
            case UInt8(ascii: "+"): break
            default:
                let digit = byte - UInt8(ascii: "0")
                if isExponent { written = 10 * written + Int(digit) } else { digits.append(digit) }
            }
        }
        let power = (pointAfter ?? digits.count) - 1 + exponentSign * written
        self.init(isNegative: value < 0, digits: digits, exponent: power)
    }

    /// Digits with zeros at either end taken off.
    private init(isNegative: Bool, digits: [UInt8], exponent: Int) {
        guard let first = digits.firstIndex(where: { $0 != 0 }), let last = digits.lastIndex(where: { $0 != 0 }) else {
            self.isNegative = false
            self.digits = []
            self.exponent = 0
            return
        }
        self.isNegative = isNegative
        self.digits = first == 0 && last == digits.count - 1 ? digits : Array(digits[first...last])
        self.exponent = exponent - first
    }

    /// The number as a multiple of 10^place, halves away from 0.
    func rounded(toPlace place: Int) -> DecimalDigits {
        let kept = exponent - place + 1
        if digits.isEmpty || kept >= digits.count { return self }
        if kept < 0 { return DecimalDigits(isNegative: false, digits: [], exponent: 0) }
        var result = [0] + digits[..<kept]
        if digits[kept] >= 5 {
            var index = kept
            while result[index] == 9 {
                result[index] = 0
                index -= 1
            }
            result[index] += 1
        }
        return DecimalDigits(isNegative: isNegative, digits: result, exponent: exponent + 1)
    }

    /// The number with that many significant digits (at least 1), halves away from 0.
    func rounded(toSignificant count: Int) -> DecimalDigits {
        rounded(toPlace: exponent - count + 1)
    }

    /// The number with that many significant digits (at least 1), away from 0 whatever is left off.
    func roundedUp(toSignificant count: Int) -> DecimalDigits {
        if digits.count <= count { return self }
        let cut = DecimalDigits(isNegative: isNegative, digits: Array(digits[..<count]) + [9], exponent: exponent)
        return cut.rounded(toSignificant: count)
    }

    /// The absolute value over 10^scale with a fixed number of decimals; digits beyond them are cut off.
    ///
    /// - Parameter groups: whether thousands are set apart with commas.
    func fixed(scale: Int = 0, decimals: Int, groups: Bool = false) -> String {
        var text: [UInt8] = []
        var power = max(exponent - scale, 0)
        while power >= -decimals {
            if power == -1 { text.append(UInt8(ascii: ".")) }
            text.append(UInt8(ascii: "0") + digit(ofPower: power + scale))
            if groups && power > 0 && power % 3 == 0 { text.append(UInt8(ascii: ",")) }
            power -= 1
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The digit that counts 10^power.
    private func digit(ofPower power: Int) -> UInt8 {
        let index = exponent - power
        return digits.indices.contains(index) ? digits[index] : 0
    }
}
