/// The value of the capability `sts`: how the server wants to be connected to
/// (ircv3.net/specs/extensions/sts).
struct STSAdvice: Hashable {
    static let name = "sts"
    /// Ten years; no policy needs to be kept longer.
    static let secondsMax: Int64 = 315_576_000

    /// Where TLS is spoken. Counts on a connection in the clear only.
    private(set) var port: Int?
    /// How long TLS is to be used from now on. Counts on a connection by TLS only.
    private(set) var seconds: Int64?

    /// In a list of CAP LS or NEW. Nothing if there is none or it is malformed: "clients MUST
    /// continue as if no STS policy was advertised".
    init?(in list: String) {
        let prefix = STSAdvice.name + "="
        guard let entry = list.split(separator: " ").first(where: { $0.hasPrefix(prefix) }) else {
            return nil
        }
        self.init(entry.dropFirst(prefix.count))
    }

    init?(_ value: Substring) {
        var found: [Substring: [Substring]] = [:]
        for token in value.split(separator: ",") {
            let parts = token.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            found[parts[0], default: []].append(parts.count > 1 ? parts[1] : "")
        }
        // "Keys specified in this document MUST only occur at most once."
        if let ports = found["port"], ports.count == 1, let number = STSAdvice.number(ports[0]),
            (1...65535).contains(number)
        {
            port = Int(number)
        }
        if let durations = found["duration"], durations.count == 1,
            let number = STSAdvice.number(durations[0])
        {
            seconds = min(number, STSAdvice.secondsMax)
        }
        if port == nil, seconds == nil { return nil }
    }

    /// More digits than we can count are simply many.
    private static func number(_ digits: Substring) -> Int64? {
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        return Int64(digits) ?? .max
    }
}
