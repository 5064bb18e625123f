/// Arguments spread in a fixed way, by the generator SplitMix64.
struct Arguments {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// 64 bits.
    mutating func bits() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// A number between two others, evenly.
    mutating func number(from low: Double, to high: Double) -> Double {
        low + (high - low) * Double(bits() >> 11) * 0x1p-53
    }

    /// A finite number of any sign and size, all exponents alike.
    mutating func anyNumber() -> Double {
        while true {
            let number = Double(bitPattern: bits())
            if number.isFinite { return number }
        }
    }
}

/// Arguments at which functions tend to go wrong.
let edges: [Double] = [
    0, -0.0, 1, -1, 2, -2, 0.5, -0.5, 3, -3, 52, 54, 1024, -1022, -1074, -1075, 0x1p53, 0x1p53 + 2, 1e17,
    709.78, 709.79, -708.4, -744.9, -745.2, 1e-20, -1e-20, 1e300, -1e300, 1e-300, -1e-300,
    .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .leastNormalMagnitude, .leastNormalMagnitude.nextDown,
    .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .infinity, -.infinity, .nan,
    1.0.nextUp, 1.0.nextDown, Double.pi / 4, Double.pi / 2, Double.pi, 0x1p20, (0x1p20).nextDown,
]

/// The number of steps from one number to another along all numbers of double precision; 0 for two NaN, and a great
/// number where only one is, or where zeros differ in sign.
func steps(_ a: Double, _ b: Double) -> UInt64 {
    if a.isNaN || b.isNaN { return a.isNaN && b.isNaN ? 0 : .max }
    if a == 0, b == 0 { return a.sign == b.sign ? 0 : .max }
    func place(_ x: Double) -> Int64 {
        let bits = Int64(bitPattern: x.bitPattern)
        return bits >= 0 ? bits : Int64.min &- bits
    }
    return (place(a) &- place(b)).magnitude
}
