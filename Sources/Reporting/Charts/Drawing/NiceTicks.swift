/// Round numbers along an axis.
struct NiceTicks: Sendable, Hashable {
    /// What lies between two ticks: 1, 2, 2.5 or 5 times a power of ten.
    let step: Double
    /// Ascending multiples of ``step``.
    let values: [Double]
    /// The part of the axis that is drawn.
    let low, high: Double

    /// Ticks for numbers from low to high.
    ///
    /// - Parameters:
    ///   - most: how many steps there may be at most, at least 1.
    ///   - isWhole: whether only whole numbers may have a tick.
    ///   - covers: whether the axis is drawn on to the ticks that enclose low and high; it ends at these otherwise.
    init(from low: Double, to high: Double, most: Int, isWhole: Bool = false, covers: Bool = true) {
        precondition(low.isFinite && high.isFinite && low <= high, "an axis runs from a lower number to a higher one")
        // An axis without extent is given one around its only number.
        let span = high > low ? high - low : max(low.magnitude, 1)
        let step = Self.step(atLeast: span / Double(max(1, most)), isWhole: isWhole)
        let lowest = covers ? (low / step).rounded(.down) : (low / step).rounded(.up)
        var highest = covers ? (high / step).rounded(.up) : (high / step).rounded(.down)
        if covers && highest == lowest { highest += 1 }
        self.step = step
        values = lowest <= highest ? (0...Int(highest - lowest)).map { (lowest + Double($0)) * step } : []
        self.low = covers ? lowest * step : low
        self.high = covers ? highest * step : max(high, low)
    }

    /// The least round number that is not below another.
    static func step(atLeast least: Double, isWhole: Bool = false) -> Double {
        if isWhole && least <= 1 { return 1 }
        var power = 1.0
        while power * 10 <= least { power *= 10 }
        var divisor = 1.0
        while power / divisor > least { divisor *= 10 }
        let base = power / divisor
        // A step of 2.5 puts ticks between whole numbers below 25.
        let multiples: [Double] = isWhole && base < 10 ? [1, 2, 5, 10] : [1, 2, 2.5, 5, 10]
        let multiple = multiples.first { $0 * base >= least } ?? 10
        return divisor > 1 ? multiple / divisor : multiple * power
    }
}

/// Numbers mapped onto a line of a drawing.
struct LinearScale: Sendable, Hashable {
    /// The numbers at both ends.
    let low, high: Double
    /// Where the ends are drawn.
    let from, to: Double

    /// Where a number is drawn: `from + (value − low)/(high − low) · (to − from)`; the middle of an axis without
    /// extent.
    func place(_ value: Double) -> Double {
        high > low ? from + (value - low) / (high - low) * (to - from) : (from + to) / 2
    }

    /// The same with numbers beyond the ends drawn at the ends.
    func clamped(_ value: Double) -> Double { place(max(low, min(high, value))) }
}
