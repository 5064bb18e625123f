import Foundation

@testable import Stochastics

/// A second, plain writing of the model and of its fit.
enum NaiveDiffusion {
    /// Expected shares at the given times, the years of pressure beginning at 0.
    static func shares(_ rates: DiffusionRates, start: Double, times: [Double]) -> [Double] {
        times.map { time in
            var share = start
            for year in 0..<Int(time) {
                _ = year
                share += (rates.ceiling - share) * (1 - exp(-(rates.innovation + rates.imitation * share)))
            }
            let part = time - Double(Int(time))
            return share + (rates.ceiling - share) * (1 - exp(-(rates.innovation + rates.imitation * share) * part))
        }
    }

    /// Whole years in which every unit is followed for itself: joined units by the end of years 0…years.
    static func simulated(
        _ rates: DiffusionRates, size: Int, founders: Int, years: Int, random: inout SplitMix
    ) -> [Double] {
        let start = Double(founders) / Double(size)
        var waiting = (founders..<size).filter { _ in random.uniform() < (rates.ceiling - start) / (1 - start) }.count
        var counts = [Double(founders)]
        for _ in 0..<years {
            let pressure = rates.innovation + rates.imitation * counts[counts.count - 1] / Double(size)
            let joining = (0..<waiting).filter { _ in random.uniform() < 1 - exp(-pressure) }.count
            waiting -= joining
            counts.append(counts[counts.count - 1] + Double(joining))
        }
        return counts
    }

    /// Twice the logarithm of the likelihood of the counts as they are over that by the rates; counts at the ends of years.
    static func deviance(_ rates: DiffusionRates, size: Double, counts: [Double]) -> Double {
        let start = counts[0] / size
        let willJoin = (rates.ceiling - start) / (1 - start)
        var (sum, pressure) = (0.0, 0.0)
        for year in 1..<counts.count {
            let before = exp(-pressure)
            pressure += rates.innovation + rates.imitation * counts[year - 1] / size
            let chance = willJoin * (before - exp(-pressure)) / (1 - willJoin + willJoin * before)
            let (joined, waiting) = (counts[year] - counts[year - 1], size - counts[year - 1])
            func part(_ count: Double, _ share: Double) -> Double {
                count == 0 ? 0 : count * log(count / waiting / share)
            }
            sum += 2 * (part(joined, chance) + part(waiting - joined, 1 - chance))
        }
        return sum
    }
}

/// A small generator of its own (Steele, Lea and Flood 2014), so that simulated records owe nothing to addressed draws.
struct SplitMix {
    var state: UInt64

    mutating func uniform() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
    }
}
