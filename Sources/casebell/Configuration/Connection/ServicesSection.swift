/// How a nick that somebody else carries is asked back from the network's services.
struct ServicesSection: Hashable, Sendable {
    /// The nick of the service.
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
        name = keys["name"]?.word(at: 64) ?? name
        command = keys["regain"]?.choice() ?? command
        password = keys["password"]?.secret()
    }
}
