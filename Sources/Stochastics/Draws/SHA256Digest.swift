import CCrypto

/// The SHA-256 message digest, by OpenSSL's libcrypto, which uses what the processor has for it.
///
/// - Source: FIPS 180-4, Secure Hash Standard.
package struct SHA256Digest {
    private var context = SHA256_CTX()

    /// A digest that takes up its message piece by piece.
    package init() {
        SHA256_Init(&context)
    }

    /// Takes up the next piece.
    package mutating func add(_ bytes: [UInt8]) {
        SHA256_Update(&context, bytes, bytes.count)
    }

    /// Takes up the next piece.
    package mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
        SHA256_Update(&context, bytes.baseAddress, bytes.count)
    }

    /// The 32 bytes of the digest of all pieces, most significant byte of each word first.
    package var bytes: [UInt8] {
        var (context, digest) = (context, [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH)))
        SHA256_Final(&digest, &context)
        return digest
    }

    /// The same as 64 lower-case hexadecimal digits.
    package var hex: String { Self.digits(of: bytes) }

    /// Bytes as lower-case hexadecimal digits, two each.
    package static func digits(of bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }

    /// The 32 bytes of the digest of a message, most significant byte of each word first.
    package static func bytes(of message: [UInt8]) -> [UInt8] {
        var digest = SHA256Digest()
        digest.add(message)
        return digest.bytes
    }

    /// The digest of a message as 64 lower-case hexadecimal digits.
    package static func hex(of message: [UInt8]) -> String {
        var digest = SHA256Digest()
        digest.add(message)
        return digest.hex
    }
}
