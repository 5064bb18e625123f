/// The name of a stream of draws, such as `assumption/NAME/CODE`: what is drawn and for whom.
///
/// Two addresses are the same when their UTF-8 texts are the same byte by byte, and they are ordered by these bytes
/// (Swift's own comparison of strings would take two spellings of "é" for one).
package struct Address: Sendable {
    /// The address as it is written.
    package let text: String

    /// What draws see of an address: the first 96 bits of SHA-256 of the text in UTF-8, as three big-endian words.
    ///
    /// With a million addresses the probability that any two of them share these bits is below 1e-17.
    package typealias Words = (UInt32, UInt32, UInt32)

    /// The address as draws see it.
    package let words: Words

    /// Makes the address of a text.
    package init(_ text: String) {
        self.text = text
        let digest = SHA256Digest.bytes(of: Array(text.utf8))
        func word(_ index: Int) -> UInt32 {
            digest[4 * index..<4 * index + 4].reduce(0) { $0 << 8 | UInt32($1) }
        }
        words = (word(0), word(1), word(2))
    }

    /// The first 64 bits of SHA-256 of the text, big-endian, by which the central case orders entities.
    package var leadingBits: UInt64 { UInt64(words.0) << 32 | UInt64(words.1) }
}

extension Address: Hashable, Comparable {
    /// Whether two addresses have the same text; words, its digest, are compared first.
    package static func == (left: Address, right: Address) -> Bool {
        left.words == right.words && left.text.utf8.elementsEqual(right.text.utf8)
    }

    /// The order of addresses by the bytes of their texts.
    package static func < (left: Address, right: Address) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }

    /// Feeds the words, for sets and dictionaries; no draw and no output rests on it.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
    }
}
