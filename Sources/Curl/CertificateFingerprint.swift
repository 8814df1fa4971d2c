import Crypto

/// The SHA-256 of a certificate's DER form: what administrators pin and what
/// `openssl x509 -fingerprint -sha256` prints.
struct CertificateFingerprint: Hashable {
    /// 64 lower-case hex digits.
    let hex: String

    /// As typed: hex in any case, with or without colons. Nothing if it is no SHA-256.
    init?(typed: String) {
        let digits = typed.lowercased().filter { $0 != ":" }
        guard digits.utf8.count == 64, digits.utf8.allSatisfy(CertificateFingerprint.isHexDigit)
        else { return nil }
        hex = digits
    }

    /// Of a certificate in PEM. Nothing if it is none.
    init?(pem: String) {
        guard let der = CertificateFingerprint.decode(pem: pem) else { return nil }
        hex = SHA256.hash(data: der).map(CertificateFingerprint.twoDigits).joined()
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
        default: false
        }
    }

    private static func twoDigits(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16)
        return byte < 16 ? "0" + digits : digits
    }

    /// The bytes between the first `-----BEGIN …-----` and the `-----END` after it.
    private static func decode(pem: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        var isInside = false
        for line in pem.utf8.split(separator: UInt8(ascii: "\n")) {
            if line.starts(with: "-----BEGIN CERTIFICATE-----".utf8) {
                isInside = true
            } else if line.starts(with: "-----END".utf8) {
                return bytes.isEmpty ? nil : bytes
            } else if isInside {
                for character in line {
                    if character == UInt8(ascii: "=") || character == UInt8(ascii: "\r") {
                        continue
                    }
                    guard let value = sextet(character) else { return nil }
                    bits = bits << 6 | value
                    count += 6
                    if count >= 8 {
                        count -= 8
                        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
                    }
                }
            }
        }
        return nil
    }

    private static func sextet(_ character: UInt8) -> UInt32? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
