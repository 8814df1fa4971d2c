/// How a nick that somebody else carries is asked back from the network's services.
struct ServicesSection: Hashable, Sendable {
    /// The nick of the service, or `nick@server`: only so a server refuses to hand the line to
    /// whoever else has that nick.
    var name = "NickServ"
    var command = Command.regain
    /// Nothing where the services know the bot by its login.
    var password: Secret?

    enum Command: String, CaseIterable, Hashable, Sendable {
        /// Atheme, and Anope since 2.0 as RECOVER's other name: the nick changes hands at once.
        case regain
        /// Whoever has the nick is disconnected, then the bot takes it.
        case ghost
    }
}

extension ServicesSection {
    init(_ keys: KeyedReader) {
        self.init()
        name = keys["name"]?.serviceName() ?? name
        command = keys["regain"]?.choice() ?? command
        password = keys["password"]?.secret()
        if let value = keys["password"], !name.contains("@") {
            value.warn(
                "this password is not sent to \"\(printable(name))\", because anybody may have that nick",
                "Write name: \(printable(name))@ and the services' server, or leave the password out: the "
                    + "services know the bot by its login.")
        }
    }
}

extension Value {
    /// `NickServ` or `NickServ@services.example.org`.
    fileprivate func serviceName() -> String? {
        guard let words = text(limit: 128) else { return nil }
        let parts = words.split(separator: "@", omittingEmptySubsequences: false)
        let isName =
            parts.count <= 2
            && parts.allSatisfy { part in
                !part.isEmpty && !part.contains { $0.isWhitespace || "!,*?:#".contains($0) }
            }
        guard isName else {
            error(
                "\"\(printable(words))\" is no service",
                "Write its nick, or nick@server: NickServ@services.example.org.")
            return nil
        }
        return words
    }
}
