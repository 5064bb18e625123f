import ElementaryFunctions

extension Statistics {
    /// P(X ≥ k) for X binomial of n trials with probability p: exact but for rounding, terms added from the largest on.
    ///
    /// - Parameters:
    ///   - successes: k; at or below 0 the probability is 1.
    ///   - trials: n, at least 0.
    ///   - probability: p, in 0…1.
    package static func binomialUpperTail(_ successes: Int, of trials: Int, probability: Double) -> Double {
        if successes <= 0 { return 1 }
        if successes > trials || probability <= 0 { return 0 }
        if probability >= 1 { return 1 }
        let odds = probability / (1 - probability)
        // Above the mode terms fall, and the tail is added up; below it the other tail is, so that nothing cancels.
        if Double(successes) > Double(trials + 1) * probability {
            return min(
                1,
                term(successes, trials, probability)
                    * sum(from: successes, to: trials) {
                        odds * Double(trials - $0) / Double($0 + 1)
                    })
        }
        let below =
            term(successes - 1, trials, probability)
            * sum(from: trials - successes + 1, to: trials) {
                Double(trials - $0) / (Double($0 + 1) * odds)
            }
        return max(0, 1 - below)
    }

    /// The sum of terms over the first, each the one before times a ratio, until they no longer count.
    private static func sum(from first: Int, to last: Int, ratio: (Int) -> Double) -> Double {
        var (term, sum) = (1.0, 1.0)
        for place in first..<last {
            term *= ratio(place)
            sum += term
            if term < sum * 1e-17 { break }
        }
        return sum
    }

    /// P(X = k) = p^k (1 − p)^(n − k)/((n + 1) B(k + 1, n − k + 1)).
    private static func term(_ successes: Int, _ trials: Int, _ probability: Double) -> Double {
        let (k, n) = (Double(successes), Double(trials))
        return Elementary.exp(
            k * Elementary.log(probability) + (n - k) * Elementary.log1p(-probability) - Elementary.log(n + 1)
                - LogGamma.beta(k + 1, n - k + 1))
    }
}
