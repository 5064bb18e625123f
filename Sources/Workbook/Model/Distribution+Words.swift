import Reporting
import Stochastics

extension Distribution {
    /// How a register of assumptions names it.
    var words: String {
        func text(_ value: Double) -> String { DataNumber.text(value) ?? "" }
        func list(_ values: [Double]) -> String { values.map(text).joined(separator: ", ") }
        switch self {
        case .fixed(let value): return "fixed at \(text(value))"
        case .uniform(let min, let max): return "uniform \(text(min)) to \(text(max))"
        case .triangular(let min, let mode, let max): return "triangular \(list([min, mode, max]))"
        case .pert(let min, let mode, let max): return "PERT \(list([min, mode, max]))"
        case .normal(let mean, let sd): return "normal, mean \(text(mean)), sd \(text(sd))"
        case .lognormal:
            return "lognormal, P10 \(text(quantile(0.1))), P50 \(text(quantile(0.5))), P90 \(text(quantile(0.9)))"
        case .beta(let alpha, let beta, let min, let max):
            return "beta, \(list([alpha, beta])) over \(text(min)) to \(text(max))"
        case .gamma(let shape, let scale): return "gamma, shape \(text(shape)), scale \(text(scale))"
        case .pareto(let scale, let shape): return "Pareto, scale \(text(scale)), shape \(text(shape))"
        case .bernoulli(let probability): return "1 with probability \(text(probability)), else 0"
        case .discrete(let values, let weights): return "one of \(list(values)) with weights \(list(weights))"
        case .quantiles(let probabilities, let values):
            return "quantiles "
                + zip(probabilities, values).map { "P\(text($0 * 100)) \(text($1))" }.joined(separator: ", ")
        case .metalog:
            return "metalog, P10 \(text(quantile(0.1))), P50 \(text(quantile(0.5))), P90 \(text(quantile(0.9)))"
        case .mixture(let parts):
            return parts.map { "\(text($0.weight)) of \($0.distribution.words)" }.joined(separator: "; ")
        case .truncated(let inner, let min, let max):
            return inner.words + (min.map { ", at least \(text($0))" } ?? "")
                + (max.map { ", at most \(text($0))" } ?? "")
        }
    }
}
