import Chat

extension IRCLink.State {
    /// Tells the administrators, unless they know already.
    /// - Parameter gist: what makes it news, where the words vary from one attempt to the next.
    /// - Returns: whether it was news.
    @discardableResult
    mutating func tell(_ matter: Troubles.Matter, _ words: String, gist: String? = nil) -> Bool {
        guard troubles.isNews(matter, gist ?? words) else { return false }
        events.append(.trouble(words))
        return true
    }

    /// Nothing helps but another configuration.
    mutating func fail(credentials reason: String, at server: String) {
        failure = .credentialsRefused(
            server: server, reason: reason,
            settings: "account, password and mechanism under `sasl`")
    }

    mutating func fail(server: String, _ reason: String) {
        failure = .serverRefused(
            server: server, reason: reason, settings: "`server` and `tls` (ca, fingerprints)")
    }
}
