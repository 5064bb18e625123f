/// The name among `candidates` that somebody who wrote `name` most likely meant, or nil when none is near.
///
/// Near means at most one slip in three characters of the longer name (one slip in names of up to three), and at
/// least one character in common; a slip is a character added, left out, changed, or swapped with its neighbour
/// (Damerau–Levenshtein distance in its form of optimal string alignment). Small and capital ASCII letters count as
/// the same first; among equally near names the one with fewer slips in case wins, then the first in the order of
/// Unicode scalars, so the order of `candidates` does not matter.
package func nearestName(to name: String, among candidates: [String]) -> String? {
    let written = Array(name.unicodeScalars)
    let folded = written.map(smallLetter)
    var best: (distance: Int, exactDistance: Int, name: String)?
    for candidate in candidates {
        let scalars = Array(candidate.unicodeScalars)
        let longer = max(written.count, scalars.count)
        let limit = max(1, longer / 3)
        guard abs(written.count - scalars.count) <= limit else { continue }
        let distance = alignmentDistance(folded, scalars.map(smallLetter))
        guard distance <= limit, distance < longer else { continue }
        let found = (distance, alignmentDistance(written, scalars), candidate)
        guard let current = best else {
            best = found
            continue
        }
        if (found.0, found.1) < (current.distance, current.exactDistance)
            || ((found.0, found.1) == (current.distance, current.exactDistance)
                && candidate.unicodeScalars.lexicographicallyPrecedes(current.name.unicodeScalars))
        {
            best = found
        }
    }
    return best?.name
}

private func smallLetter(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    ("A"..."Z").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar
}

/// The fewest slips that turn one text into the other; no piece of text is changed twice.
private func alignmentDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    var current = last
    for i in 1...a.count {
        current[0] = i
        for j in 1...b.count {
            let change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
            current[j] = min(last[j] + 1, current[j - 1] + 1, change)
            if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                current[j] = min(current[j], beforeLast[j - 2] + 1)
            }
        }
        (beforeLast, last, current) = (last, current, beforeLast)
    }
    return last[b.count]
}
