/// Milliseconds on a steady scale of the caller's choosing; the session only compares them.
package typealias Milliseconds = Int64

/// Who we are on one network, and how we behave there.
package struct IRCSessionConfiguration: Sendable {
    package var nick: String
    /// Tried in this order when the nick is taken, before names made from it.
    package var otherNicks: [String] = []
    package var user: String
    package var realName: String
    package var serverPassword: String?
    /// It runs on this machine, so that also in the clear nobody on the way can read along.
    package var isServerHere = false
    /// Tried in this order, as far as the server offers them.
    package var mechanisms: [SASLMechanism] = []
    package var rooms: [Room] = []
    /// How our nick is asked back from whoever has it; nothing: it is waited for.
    package var services: Services?
    /// Masks `nick!user@host` by which people without accounts are known: a speaker whom exactly
    /// one of them fits is given it for an account.
    package var masks: [String] = []
    package var floodPolicy = FloodPolicy.adaptive(.cautious)
    /// What the administrator allows; nothing where the server exempts us from its limits.
    package var flood: FloodAllowance? {
        get { floodPolicy.allowance }
        set { floodPolicy = newValue.map(FloodPolicy.fixed) ?? .unlimited }
    }
    /// How a command starts in a room; such a line is worth looking its speaker up.
    package var sigil = "!"
    /// Stands between a case's number and the rest on the second and later pieces of a long line.
    package var bar = "│"
    package var quitMessage = "Casebell"
    package var patience = Patience()

    /// Where others could read along, a password that may be proved instead is never shown: whoever
    /// sits between us and the server could leave only that to us.
    func mechanisms(isEncrypted: Bool) -> [SASLMechanism] {
        guard !isEncrypted, !isServerHere, mechanisms.contains(where: { $0.hidesPassword }) else {
            return mechanisms
        }
        return mechanisms.filter { !$0.showsPassword }
    }

    package struct Room: Hashable, Sendable {
        package var name: String
        package var key: String?
        /// The administrator vouches for who reads along there: asking the server who that is has
        /// time. What is said there is chosen without regard to this.
        package var isVouchedPrivate: Bool
        package init(name: String, key: String? = nil, isVouchedPrivate: Bool = false) {
            self.name = name
            self.key = key
            self.isVouchedPrivate = isVouchedPrivate
        }
    }

    /// The network's own service for nicks. It is only ever spoken to while we are logged in, and
    /// nothing that it says is read.
    package struct Services: Hashable, Sendable {
        /// A nick, or `nick@server`: then no server passes what is said to it on to anybody else.
        package var name: String
        package var command: Command
        /// Nothing where the service knows us by our login. Only ever said to `nick@server`.
        package var password: String?

        package var isOnServer: Bool { name.contains("@") }
        var nick: String { String(name.prefix { $0 != "@" }) }

        package enum Command: String, Hashable, Sendable {
            /// The nick changes hands at once.
            case regain = "REGAIN"
            /// Whoever has the nick is taken off the network, and we take it.
            case ghost = "GHOST"
        }

        package init(
            name: String = "NickServ", command: Command = .regain, password: String? = nil
        ) {
            self.name = name
            self.command = command
            self.password = password
        }
    }

    /// How long to wait for what, in milliseconds.
    package struct Patience: Sendable {
        /// Silence after which the server is asked whether it is there.
        package var silence: Milliseconds = 15_000
        /// Silence after which the link counts as dead.
        package var dead: Milliseconds = 28_000
        /// For a server that is heard to show that it reads us, once it was asked; it may be slow.
        package var deaf: Milliseconds = 60_000
        /// From the first line to 001.
        package var registration: Milliseconds = 60_000
        /// For an answer to CAP, before going on as if there had been one.
        package var capabilities: Milliseconds = 10_000
        /// For the account service, before going on without an account.
        package var sasl: Milliseconds = 20_000
        /// Between attempts to log in on a server whose account service was away.
        package var loginAgain: Milliseconds = 30_000
        /// For the answer who somebody is, before what they said counts as said by nobody.
        package var lookUp: Milliseconds = 5000
        /// For the answer to JOIN, WHO and MODE.
        package var room: Milliseconds = 10_000
        /// Between attempts to get the configured nick back, and between requests to services.
        package var regain: Milliseconds = 30_000
        /// For services to free the nick.
        package var ghost: Milliseconds = 2000
        /// Before a room is listed whose newcomers' accounts are not known: one question for all
        /// who come together; and between two such questions.
        package var newcomers: Milliseconds = 1500
        package var listing: Milliseconds = 10_000
        /// Before modes and people of a room are asked for again that nobody told; doubles.
        package var unlisted: Milliseconds = 30_000
        /// For an echo, before the server is asked whether it has read that far.
        package var receipt: Milliseconds = 10_000
        /// For more to be said, before the server is asked whether it has read what was said.
        package var barrier: Milliseconds = 1500
        /// The same where every line of ours counts.
        package var barrierWhenCostly: Milliseconds = 8000
        /// Before the first return to a room we were kicked from; doubles up to `rejoinMax`.
        package var rejoin: Milliseconds = 2000
        package var rejoinMax: Milliseconds = 300_000
        /// For one answer to CHATHISTORY, and for all that is read of one room.
        package var history: Milliseconds = 8000
        package var historyWhole: Milliseconds = 20_000
        /// For what was missed in a room, before what is said there now is told all the same, and
        /// what is to be said there is said.
        package var held: Milliseconds = 9000
        package init() {}
    }

    package init(nick: String, user: String? = nil, realName: String? = nil) {
        self.nick = nick
        self.user = user ?? nick
        self.realName = realName ?? nick
    }
}
