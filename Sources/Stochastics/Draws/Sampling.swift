/// How the uniforms of trial-level assumptions are drawn.
package enum Sampling: String, Sendable {
    /// Stratified in batches of 512 consecutive trials.
    case latinHypercube = "latin_hypercube"
    /// Independent from trial to trial.
    case random
}
