import MatrixWire
import Yams

/// An account on a Matrix homeserver.
struct MatrixSection: Hashable, Sendable {
    /// Nothing: what the user's server names at `/.well-known/matrix/client`.
    var homeserver: String?
    /// `@localpart:server`.
    var user: String
    var login: Login?
    /// Whom TLS trusts; whether there is any, the homeserver's address says.
    var tls = TLSSection()
    /// As for IRC.
    var proxy: String?
    /// Servers and users whose invitations to a chat for two are accepted; nothing: everybody's on
    /// the user's own server.
    var invites: [String]?
    /// Nothing: the link finds out what the server bears.
    var flood: FloodSection?
    /// The rooms' topics show the plan and the load.
    var showsTopic = false

    enum Login: Hashable, Sendable {
        case token(Secret)
        case password(Secret)
    }
}

extension MatrixSection {
    init(_ keys: KeyedReader) {
        user = keys.required("user", "user: \"@casebell:example.org\"")?.matrixUser() ?? ""
        let place = keys.required("homeserver", "homeserver: https://matrix.example.org")
        homeserver = place?.homeserver(of: user)
        let token = keys["token"]
        let password = keys["password"]
        login =
            token?.secret().map(Login.token) ?? password?.secret().map(Login.password)
        switch (token, password) {
        case (.some, .some(let password)):
            password.error("a token and a password", "Keep one of them.")
        case (nil, nil) where !keys.pairs.isEmpty:
            keys.value.error(
                "there is no way to log in", "Add token: { env: NAME } or password: { env: NAME }.")
        case (nil, .some(let password)):
            password.warn(
                "whoever has the account's password has the whole account",
                "Make a token for the bot alone: token: { env: NAME }.")
        default:
            break
        }
        if let tls = keys["tls"] {
            self.tls = TLSSection(tls)
            if !self.tls.isEnabled {
                tls.error(
                    "whether there is TLS is said by the homeserver's address",
                    "Write https:// or http:// there, and leave this out.")
            }
        }
        proxy = keys["proxy"]?.webAddress(schemes: IRCSection.proxies)
        invites = keys["invites"]?.oneOrMore(limit: 1000).map { $0.inviter() ?? "" }
        flood = keys["flood"]?.keyed(FloodSection.init)
        showsTopic = keys["topic"]?.flag() ?? showsTopic
    }
}

extension Value {
    func matrixUser() -> String? {
        guard let words = text(limit: 255) else { return nil }
        guard MatrixID.isUser(words) else {
            error(
                "\"\(printable(words))\" is no Matrix user",
                "Write it whole and in quotes: \"@casebell:example.org\".")
            return nil
        }
        return words
    }

    /// An address, without a slash at its end; or the name of the user's server, which knows it.
    fileprivate func homeserver(of user: String) -> String? {
        guard isSingle, let word = node.scalar?.string, !word.contains("/"),
            MatrixID.isServerName(word), let name = text(limit: 255)
        else { return homeserverAddress() }
        let server = MatrixUserID(user)?.server
        if let server, server != name {
            error(
                "\"\(printable(user))\" is not of \"\(printable(name))\"",
                "Write homeserver: \(printable(server)), or its address: "
                    + "https://matrix.\(printable(server)).")
        }
        return nil
    }

    private func homeserverAddress() -> String? {
        guard let address = webAddress() else { return nil }
        guard !address.contains("?"), address.utf8.count <= 1000 else {
            error("\"\(printable(address))\" is no homeserver", "Write https://host, and no more.")
            return nil
        }
        warnIfPlain(address)
        return String(address.reversed().drop { $0 == "/" }.reversed())
    }

    /// A server's name, or a user.
    fileprivate func inviter() -> String? {
        guard let words = text(limit: 255) else { return nil }
        guard MatrixID.isUser(words) || MatrixID.isServerName(words) else {
            error(
                "\"\(printable(words))\" is neither a server nor a user",
                "Write example.org, or \"@zoe:example.org\".")
            return nil
        }
        return words
    }
}
