import Analysis

/// A bar for each option on one scale: P10 to P90 of NPSV, its P50 marked, zero marked.
struct TerminalBars: Sendable {
    /// The lowest and highest value of the scale; 0 lies inside.
    let low, high: Double
    /// Columns of a bar, at least 2.
    let width: Int

    /// A scale that holds P10 to P90 of all these options, and 0.
    init(_ options: [OptionAppraisal], width: Int) {
        low = options.reduce(0) { min($0, $1.npsv.p10) }
        high = options.reduce(0) { max($0, $1.npsv.p90) }
        self.width = max(2, width)
    }

    /// The column of a value: `⌊(value − low)/(high − low) · width⌋`, the highest value in the last column.
    func column(of value: Double) -> Int {
        high > low ? max(0, min(width - 1, Int((value - low) / (high - low) * Double(width)))) : 0
    }

    /// The bar of an option: `▒` from P10 to P90, `█` at P50, `│` at 0.
    func bar(of option: OptionAppraisal, style: TerminalStyle) -> String {
        let zero = column(of: 0)
        let middle = column(of: option.npsv.p50)
        let range = column(of: option.npsv.p10)...max(column(of: option.npsv.p10), column(of: option.npsv.p90))
        let isFlat = option.npsv.p10 == option.npsv.p90
        let signs = (0...max(range.upperBound, zero, middle)).map { column in
            column == middle ? "█" : column == zero ? "│" : range.contains(column) && !isFlat ? "▒" : " "
        }
        let (below, above) = (signs.prefix(zero), signs.suffix(from: zero))
        let margin = below.prefix { $0 == " " }.joined()
        return margin + style.loss(below.drop { $0 == " " }.joined()) + style.gain(above.joined())
    }

    /// The scale: its ends and 0 under their columns, 0 only where there is room; ends that do not fit beside each
    /// other stand in a line each.
    func axis(money: Money) -> [String] {
        let lowest = low < 0 ? money.text(low) : ""
        let highest = high > 0 ? money.text(high) : ""
        if !lowest.isEmpty && lowest.count + 1 + highest.count > width {
            return [lowest, PlainText.trailing(highest, width: width)].map { String($0.prefix(width)) }
        }
        var cells = Array(PlainText.leading(lowest, width: width - highest.count) + highest)
        let zero = column(of: 0)
        let around = max(0, zero - 1)...min(width - 1, zero + 1)
        if cells.count == width, cells[around].allSatisfy({ $0 == " " }) { cells[zero] = "0" }
        return [PlainText.trimmed(String(cells.prefix(width)))]
    }
}
