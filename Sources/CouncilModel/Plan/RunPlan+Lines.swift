extension RunPlan {
    /// Lines of an option as results list them: those of its levers in order of claiming, costs before benefits before
    /// transfers, then those of levers that only the reference has.
    package func lineKeys(ofOption option: Int) -> [LineKey] {
        let own = options[option].levers
        let others = options[reference].levers.filter { !own.contains($0) }
        return lineKeys(ofLevers: own, isReferenceOnly: false) + lineKeys(ofLevers: others, isReferenceOnly: true)
    }

    private func lineKeys(ofLevers indices: [Int], isReferenceOnly: Bool) -> [LineKey] {
        indices.flatMap { lever in
            levers[lever].lines.map {
                LineKey(
                    lever: levers[lever].lever.name, line: $0.line.name, side: $0.line.side, kind: $0.line.kind,
                    isReferenceOnly: isReferenceOnly
                )
            }
        }
    }
}
