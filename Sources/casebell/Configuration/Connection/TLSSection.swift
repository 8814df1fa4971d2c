/// How a connection is protected.
struct TLSSection: Hashable, Sendable {
    /// `false` means plain until the server's STS policy asks for more.
    var isEnabled = true
    /// A file of authorities to trust instead of the system's.
    var authorities: String?
    /// The bot's own certificate and key, as PEM files.
    var certificate: String?
    var key: String?
    /// SHA-256 of the server's certificate, 64 hex digits in lower case; with any here they
    /// replace authority, name and expiry.
    var fingerprints: [String] = []
}

extension TLSSection {
    /// `true`, `false`, or `{ enabled, ca, certificate, key, fingerprints }`.
    init(_ value: Value) {
        self.init()
        if value.isSingle {
            isEnabled = value.flag() ?? true
        } else {
            self = value.keyed { TLSSection($0) }
        }
    }

    private init(_ keys: KeyedReader) {
        self.init()
        isEnabled = keys["enabled"]?.flag() ?? isEnabled
        authorities = keys["ca"]?.text()
        certificate = keys["certificate"]?.text()
        key = keys["key"]?.text()
        fingerprints = keys["fingerprints"]?.list(limit: 16).map { $0.fingerprint() ?? "" } ?? []
        if key != nil, certificate == nil {
            keys["key"]?.error("a key without its certificate", "Add certificate: file.")
        }
    }
}

extension Value {
    fileprivate func fingerprint() -> String? {
        guard let words = text(limit: 200) else { return nil }
        let digits = words.filter { $0 != ":" }.lowercased()
        guard digits.count == 64, digits.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
            error(
                "this is no SHA-256 of a certificate",
                "Write its 64 hex digits: openssl x509 -in FILE -noout -fingerprint -sha256.")
            return nil
        }
        return digits
    }
}
