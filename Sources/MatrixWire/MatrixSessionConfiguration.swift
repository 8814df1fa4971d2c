/// Milliseconds on a steady scale of the caller's choosing; the session only compares them.
package typealias Milliseconds = Int64

/// Who we are on one homeserver, and how we behave there.
package struct MatrixSessionConfiguration: Sendable {
    /// Base URL of the homeserver's client API without a slash at its end. Nothing: what the
    /// user's server says at `/.well-known/matrix/client`.
    package var homeserver: String?
    /// The full user id, `@casebell:example.org`.
    package var user: String
    package var credentials: Credentials
    /// What other people's clients call our device.
    package var deviceName = "Casebell"
    /// Room ids and aliases, as configured.
    package var rooms: [String] = []
    package var directs = Directs()
    package var pace = MatrixPacePolicy.adaptive
    /// Stands before our part of a room's topic.
    package var bar = "│"
    package var patience = Patience()

    package enum Credentials: Hashable, Sendable {
        /// An access token that somebody else has made.
        case token(String)
        /// Used once: the token that it is exchanged for is in `MatrixMemory`.
        case password(String)
    }

    /// Whose invitations to a room for two are accepted; all others are left alone.
    package struct Directs: Hashable, Sendable {
        /// Server names; everybody there.
        package var servers: Set<String> = []
        /// Full user ids.
        package var users: Set<String> = []
        package init(servers: Set<String> = [], users: Set<String> = []) {
            self.servers = servers
            self.users = users
        }
    }

    /// How long to wait for what, in milliseconds.
    package struct Patience: Sendable {
        /// How long the server may hold a sync that has nothing to tell.
        package var poll: Milliseconds = 30_000
        /// For the answer to most requests; a sync has `poll` on top.
        package var answer: Milliseconds = 20_000
        /// For the first sync, which may have much to tell.
        package var firstSync: Milliseconds = 180_000
        /// Before a failed request is made again; doubles up to `retryMax`.
        package var retry: Milliseconds = 500
        package var retryMax: Milliseconds = 30_000
        /// How long something to be said is tried again before it is given back.
        package var send: Milliseconds = 120_000
        /// The longest wait that a server's own word for it is believed.
        package var limitMax: Milliseconds = 600_000
        /// Before the first return to a room that did not let us in; doubles up to `rejoinMax`.
        package var rejoin: Milliseconds = 2000
        package var rejoinMax: Milliseconds = 300_000
        /// For all that was missed in a room, before what is said there now is told all the same.
        package var history: Milliseconds = 10_000
        /// For what was missed in all rooms together that nobody configured: until it is read, no
        /// sync is made.
        package var historyWhole: Milliseconds = 30_000
        /// After somebody's last word, and ours, until cosmetics are sent.
        package var quiet: Milliseconds = 300
        /// How long talk may keep a cosmetic from being sent, between one thing said and the next.
        package var cosmetic: Milliseconds = 3000
        /// After something was heard: for the desk to begin with its answer, and for that to be
        /// taken, before the next sync is made.
        package var deciding: Milliseconds = 25
        package var answering: Milliseconds = 250
        /// After an answer was taken: for those who wait for it to be told, before we ask for more.
        package var telling: Milliseconds = 20
        /// Between two syncs that tell of nothing but our own cosmetics, and between two of those while
        /// people talk.
        package var gathering: Milliseconds = 100
        /// After a request to say something, without an answer, until its event is looked for among
        /// what the server tells; up to a second more.
        package var doubt: Milliseconds = 2000
        /// Without doubt, until syncs leave our own events out, and how long they do so without one
        /// that does not.
        package var certainty: Milliseconds = 30_000
        package var others: Milliseconds = 30_000
        /// Between two words how far everything was heard, where nothing was.
        package var bookmark: Milliseconds = 1000
        /// For what is to be said in a room where others read along than before, to be worded anew.
        package var rewording: Milliseconds = 500
        /// Between two changes of one room's topic.
        package var topic: Milliseconds = 60_000
        package init() {}
    }

    package init(homeserver: String?, user: String, credentials: Credentials) {
        self.homeserver = homeserver
        self.user = user
        self.credentials = credentials
    }
}

/// How fast we may send, before the server has said or shown anything.
package enum MatrixPacePolicy: Hashable, Sendable {
    /// Ten events at once and one every five seconds, Synapse's default; faster once the server
    /// has borne more, slower when it says so.
    case adaptive
    /// `burst` events at once, then one every `every` milliseconds.
    case fixed(burst: Int, every: Milliseconds)
    /// Only the server's own word slows us down.
    case unlimited
}
