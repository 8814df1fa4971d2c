import FoundationEssentials

extension Value {
    /// An address of the web with one of these schemes and a host, without a user or password
    /// in it. Returns it as written.
    func webAddress(schemes: [String] = ["https", "http"]) -> String? {
        guard let words = text(limit: 2000) else { return nil }
        let written = schemes.map { "\($0)://" }.joined(separator: ", ")
        guard !words.contains(where: \.isWhitespace), let parts = URLComponents(string: words),
            let scheme = parts.scheme?.lowercased(), let host = parts.host, !host.isEmpty
        else {
            error(
                "\"\(withoutUser(words))\" is no address of the web",
                "Write it whole, beginning with \(written).")
            return nil
        }
        guard schemes.contains(scheme) else {
            error(
                "\"\(printable(scheme))://\" cannot be used here",
                "It has to begin with \(written).")
            return nil
        }
        guard parts.password == nil, parts.user == nil else {
            error(
                "a user or password never stands in an address",
                "Remove what stands before the @.")
            return nil
        }
        guard parts.fragment == nil, 1...65535 ~= parts.port ?? 443 else {
            error(
                "\"\(printable(words))\" has a bad port or a \"#\" in it",
                "Write scheme://host/path.")
            return nil
        }
        return words
    }

    /// Warns where words would travel in plain over a network.
    func warnIfPlain(_ address: String) {
        guard let parts = URLComponents(string: address), parts.scheme?.lowercased() == "http",
            let host = parts.host, !isLoopbackHost(host.trimmingBrackets)
        else { return }
        warn("http:// sends everything in plain over the network", "Use https://.")
    }

    /// What may be shown of an address that could not be read: nothing that could be a password.
    private func withoutUser(_ words: String) -> String {
        guard let at = words.lastIndex(of: "@") else { return printable(words) }
        return "…" + printable(String(words[at...]))
    }
}

extension String {
    fileprivate var trimmingBrackets: String {
        hasPrefix("[") && hasSuffix("]") ? String(dropFirst().dropLast()) : self
    }
}
