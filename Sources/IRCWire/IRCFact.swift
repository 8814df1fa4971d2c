/// What a session has learned from a line or a tick; the closed set of it.
package enum IRCFact: Hashable, Sendable {
    /// Registered, under this nick.
    case registered(nick: String)
    /// Logged in to the network's accounts.
    case loggedIn(account: String)
    /// Account, password or certificate were refused: trying again would only lock the account.
    case credentialsRefused(reason: String)
    /// The same of the server's own password.
    case passwordRefused(reason: String)
    /// The rooms we are in, once every configured room has let us in or not, and after each change.
    case rooms([String])
    /// A room did not let us in; the next attempt is in `retryIn`.
    case roomRefused(room: String, numeric: String, reason: String, retryIn: Milliseconds)
    /// We are out of a room: kicked, or parted by somebody else's hand.
    case roomLost(room: String, reason: String, retryIn: Milliseconds)
    case said(IRCSaying)
    /// Nobody listened in that room in that time (by the session's clock), and what was said there
    /// cannot be read any more.
    case absent(room: String, since: Milliseconds, until: Milliseconds)
    case receipt(IRCReceipt)
    /// All lines of an utterance that is awaited are written.
    case underWay(id: String, attempt: Int)
    case privacy(room: String, IRCRoomPrivacy)
    /// Somebody came, changed account (nothing: none, or not known) or left our sight.
    case presence(nick: String, account: String?, isHere: Bool)
    case nickChanged(String)
    /// Worth a line in the log; the session goes on. Never anybody's words.
    case warned(String)
    /// The server is to be spoken with by TLS at this port; nothing more was said in the clear.
    case secureAt(port: Int)
    /// For this long from now the server is only ever to be spoken with by TLS; 0: no more.
    case securePolicy(seconds: Int64)
    /// A sentence for the administrators: somebody has to change something.
    case trouble(String)
    /// The connection is to be closed, or the server closes it.
    case closing(reason: String, IRCEnding)
}

/// One line that somebody said in a room or to us.
package struct IRCSaying: Hashable, Sendable {
    /// Nothing if it was said to us directly.
    package var room: String?
    package var nick: String
    /// The account under which it was said, with `A`–`Z` in lower case.
    package var account: String?
    package var text: String
    /// It began with our nick, which `text` then leaves out.
    package var isAddressed: Bool
    package var messageID: String
    /// `messageID` is the server's.
    package var hasServerID = true
    /// By the server's clock, milliseconds since 1970.
    package var serverTime: Int64?
    /// By the session's.
    package var heardAt: Milliseconds
    package var isFromHistory: Bool
    /// What its sender could still have typed, in bytes.
    package var bytesLeft: Int
    /// The same as a client reckons that does not know how the server shows its user.
    package var bytesLeftAsReckoned: Int
    /// How long it was on its way, as far as clocks tell; counts where it is not from history.
    package var delay: Milliseconds = 0
    /// It was on its way for that long in any case.
    package var isDelaySure = false
    /// When it was said, by the session's clock; of what is from history, as far as clocks tell.
    package var saidAt: Milliseconds?
}

/// How something we said ended. One for each `Utterance`.
package struct IRCReceipt: Hashable, Sendable {
    package var id: String
    package var attempt: Int
    package var outcome: Outcome

    package enum Outcome: Hashable, Sendable {
        /// With the server's id of its first line, if it gives any.
        case sent(reference: String?)
        /// Nothing of it reached the wire; or it did, once the server's history had settled what
        /// became of an earlier attempt, and the history is to be asked again.
        case notSent
        /// Not now; the queue is full or the room is closed to us.
        case retry(after: Milliseconds)
        case refused(reason: String)
        /// Some of it reached the wire, and whether it arrived cannot be known.
        case unknown
    }
}

package enum IRCRoomPrivacy: Hashable, Sendable {
    case unknown
    /// Neither invite-only nor keyed.
    case open
    /// `strangers` are nicks without a known account.
    case closed(accounts: [String], strangers: [String])

    /// Somebody can read along who could not before.
    func mayBeRead(beyond other: IRCRoomPrivacy) -> Bool {
        guard case .closed(let known, let unknown) = other else { return false }
        guard case .closed(let accounts, let strangers) = self else { return true }
        return !Set(accounts).isSubset(of: known) || !Set(strangers).isSubset(of: unknown)
    }
}

/// What came of feeding the session: first write, then tell, then close.
package struct IRCStep: Hashable, Sendable {
    package var bytes: [UInt8] = []
    package var facts: [IRCFact] = []
    /// Close the connection once the bytes are out.
    package var closes = false
}
