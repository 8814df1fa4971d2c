import Casework
import Crypto

extension Fingerprint {
    /// SHA-256 over the parts, each led by its length in UTF-8 bytes as eight big-endian bytes, so
    /// that no two lists of parts give the same bytes.
    package init(hashing parts: [String]) {
        var hash = SHA256()
        for part in parts {
            let bytes = Array(part.utf8)
            withUnsafeBytes(of: UInt64(bytes.count).bigEndian) { hash.update(bufferPointer: $0) }
            hash.update(data: bytes)
        }
        self.init(hash.finalize().hex)
    }
}

extension SHA256.Digest {
    /// In lower case, two digits a byte.
    var hex: String {
        map { byte in
            let hex = String(byte, radix: 16)
            return hex.count == 1 ? "0" + hex : hex
        }.joined()
    }
}
