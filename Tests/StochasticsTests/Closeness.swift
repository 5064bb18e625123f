/// True where two numbers agree to a relative (below 1 in size, absolute) tolerance.
func isClose(_ found: Double?, _ expected: Double, _ tolerance: Double) -> Bool {
    guard let found else { return false }
    return abs(found - expected) <= tolerance * max(1, abs(expected))
}
