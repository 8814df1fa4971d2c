/// Where to connect to or listen on.
struct HostPort: Hashable, Sendable {
    /// A name or an address; IPv6 addresses stand here without brackets.
    var host: String
    var port: Int

    /// Whether nothing sent there leaves the machine.
    var isLoopback: Bool { isLoopbackHost(host) }

    /// `host:port`, `[::1]:port`, or the host alone where there is a port by default.
    init?(notation: String, defaultPort: Int?) {
        var host = notation[...]
        var port = defaultPort
        if notation.hasPrefix("[") {
            guard let close = notation.firstIndex(of: "]") else { return nil }
            host = notation[notation.index(after: notation.startIndex)..<close]
            let rest = notation[notation.index(after: close)...]
            if !rest.isEmpty {
                guard rest.hasPrefix(":") else { return nil }
                port = HostPort.port(rest.dropFirst())
                guard port != nil else { return nil }
            }
            guard HostPort.isIPv6(host) else { return nil }
        } else {
            if let colon = notation.lastIndex(of: ":") {
                host = notation[..<colon]
                port = HostPort.port(notation[notation.index(after: colon)...])
                guard port != nil else { return nil }
            }
            guard
                host.allSatisfy({
                    $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0))
                })
            else { return nil }
        }
        guard !host.isEmpty, host.count <= 253, let port else { return nil }
        self.host = String(host)
        self.port = port
    }

    init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// As far as its letters go, with a zone or without: `::1`, `fe80::1%eth0`.
    private static func isIPv6(_ host: some StringProtocol) -> Bool {
        let parts = host.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
        let address = parts[0]
        guard address.contains(":"), address.allSatisfy({ $0.isHexDigit || ":.".contains($0) })
        else { return false }
        return parts.count == 1
            || (!parts[1].isEmpty
                && parts[1].allSatisfy { $0.isASCII && $0.isLetter || $0.isNumber })
    }

    private static func port(_ digits: some StringProtocol) -> Int? {
        guard !digits.isEmpty, digits.count <= 5, digits.allSatisfy({ "0"..."9" ~= $0 }) else {
            return nil
        }
        return Int(digits).flatMap { 0...65535 ~= $0 ? $0 : nil }
    }
}

/// Whether the name or address is of this machine alone.
func isLoopbackHost(_ host: String) -> Bool {
    let octets = host.split(separator: ".", omittingEmptySubsequences: false)
    if octets.count == 4, octets[0] == "127" {
        return octets.allSatisfy { UInt8($0) != nil }
    }
    return ["localhost", "::1"].contains(host.lowercased())
}

extension Value {
    func hostPort(defaultPort: Int?, example: String) -> HostPort? {
        guard let words = text() else { return nil }
        if let found = HostPort(notation: words, defaultPort: defaultPort) { return found }
        error("\"\(printable(words))\" is no host and port", "Write for example \(example).")
        return nil
    }
}
