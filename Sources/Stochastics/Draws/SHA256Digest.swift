import CMessageDigest

/// The SHA-256 message digest, by libmd.
///
/// - Source: FIPS 180-4, Secure Hash Standard.
package enum SHA256Digest {
    /// The 32 bytes of the digest of a message, most significant byte of each word first.
    package static func bytes(of message: [UInt8]) -> [UInt8] {
        var context = SHA2_CTX()
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        SHA256Init(&context)
        SHA256Update(&context, message, message.count)
        SHA256Final(&digest, &context)
        return digest
    }

    /// The digest of a message as 64 lower-case hexadecimal digits.
    package static func hex(of message: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let text = bytes(of: message).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}
