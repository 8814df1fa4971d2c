package import Casework

/// The seam to any chat. A link owns one connection to one network; it hears what people say,
/// posts what the desk has committed, and decides nothing.
///
/// Invariants every link keeps (one contract suite runs them all):
/// - Posts go out in the order of their lanes, and within a lane in the order they were given.
/// - Each post gets at most one receipt, and exactly one unless the process ends.
/// - While its server is away a link keeps no posts: it says `linkDown` for each at once, and the
///   outbox keeps them.
/// - Nothing that a link is told to post can make it execute anything.
package protocol ChatLink: Sendable {
    /// The network's name in `casebell.yaml`.
    var network: NetworkName { get }

    /// Connects, stays connected, reconnects with back-off; returns after `stop`, and throws only
    /// what no retry can mend (wrong credentials, a refused certificate).
    func run(_ ears: any ChatEars) async throws

    /// Takes up how far an earlier process heard each room, before `run`: what was said since is
    /// read, or the room is said to have been left alone. A room that is not named is new.
    func recall(_ marks: [HeardMark])

    /// Takes the posts in this order and returns at once; receipts come back through the ears.
    func post(_ posts: [Post])

    /// What a room's topic is to say of the desk, where somebody wishes that and the room lets us;
    /// the rest of the topic stays.
    func show(topic: String, in room: RoomAddress)
    /// Whether anybody wishes topics to say anything.
    var showsTopics: Bool { get }

    /// What makes rooms open to outsiders that were last told to be, where the network says so.
    var openings: [RoomAddress: [RoomOpening]] { get }

    /// Whether what was said here stays a message that can be changed, answered in a thread and
    /// reacted to (`Post.shape`, `ChatEvent.reacted`), or is lines that pass.
    var keepsMessages: Bool { get }

    /// For how long after a post was made a further attempt is known for one, and harmless: what
    /// was perhaps said is then said again until its receipt is in. Zero: a repeat may be seen
    /// twice.
    var knowsRepeatsFor: Lapse { get }

    /// Says goodbye within two seconds; `run` then returns.
    func stop()
}

extension ChatLink {
    package func recall(_ marks: [HeardMark]) {}
    package func show(topic: String, in room: RoomAddress) {}
    package var showsTopics: Bool { false }
    package var openings: [RoomAddress: [RoomOpening]] { [:] }
    package var keepsMessages: Bool { false }
    package var knowsRepeatsFor: Lapse { .zero }
}

/// Where a link reports to. Calls are synchronous, come in the order in which things happened
/// on that link, may come from any thread, and return at once.
package protocol ChatEars: Sendable {
    func heard(_ event: ChatEvent)
}

/// What happened on a link.
package enum ChatEvent: Sendable {
    case said(Saying)
    /// Somebody put a sign on a message.
    case reacted(Reaction)
    /// Somebody changed what they had said, or took it or a reaction away.
    case changed(MessageChange)
    /// Nobody listened in these rooms in that time, and what was said there cannot be read any
    /// more.
    case absence(rooms: [RoomAddress], from: Instant, to: Instant)
    /// Until then everything that was said in these rooms, and to the bot alone, has been told.
    /// Comes now and then while the link is up. Where the network has one place from which
    /// everything goes on, `bookmark` is it; `recall` gives it back, as the mark without a room.
    case listening(rooms: [RoomAddress], at: Instant, bookmark: String? = nil)
    case receipt(Receipt)
    /// All of a post that is awaited has left for the server, and its receipt may take a while:
    /// whoever is heard after this may have read it. Before that it waits in the link for its turn.
    case underWay(DeliveryID, attempt: Int, at: Instant)
    /// Joined and able to post; the link lists the rooms it is in.
    case up(rooms: [RoomAddress])
    /// The connection is gone, with the reason in words for a log.
    case down(reason: String)
    /// Whether a room may be shown customers' words, as the chat itself protects it.
    case privacy(RoomAddress, RoomPrivacy)
    /// A person came, is known to be logged in to this account, or left (`account` nil: unknown).
    case presence(Presence)
    /// A room that we are in is another one than before under the same name: what the desk has said
    /// in that one stays there, and can be answered, signed or changed no more. Only where messages
    /// are kept; told once, also across processes, and after who can read along in the new one.
    case moved(RoomAddress)
    /// A sentence for the administrators: something that no retry mends, or that lasts. Told
    /// once, not once for each attempt.
    case trouble(String)
}

/// A room's own name on its network: a channel, a Matrix room id. Only its link looks inside.
package struct RoomAddress: OpaqueID {
    package let rawValue: String
    package init(_ rawValue: String) { self.rawValue = rawValue }
}

/// A person's address for direct messages on a network: a nick, a Matrix user id. It is where
/// to speak to, never who somebody is. Told apart by bytes: a server may have two people whose
/// nicks only look alike.
package struct DirectAddress: OpaqueID {
    package let rawValue: String
    package init(_ rawValue: String) { self.rawValue = rawValue }

    package static func == (one: DirectAddress, other: DirectAddress) -> Bool {
        one.rawValue.isSpelt(as: other.rawValue)
    }
    package func hash(into hasher: inout Hasher) { rawValue.hashSpelling(into: &hasher) }
}

/// An authenticated account on a network, its ASCII letters in lower case. Identity is this
/// and nothing else.
package struct AccountName: OpaqueID {
    package let rawValue: String
    package init(_ rawValue: String) { self.rawValue = rawValue }
}

/// One line or message that somebody said where the bot could hear it.
package struct Saying: Sendable {
    package var network: NetworkName
    /// Nothing when it was said to the bot directly.
    package var room: RoomAddress?
    package var from: DirectAddress
    /// The authenticated account, or nothing if the speaker has none or it cannot be known.
    package var account: AccountName?
    package var text: String
    /// The bot was addressed by name (`casebell: claim 42`); `text` is what followed.
    package var addressed: Bool
    /// Unique on this network for ever: the server's message id, or the connection's own random
    /// id and a counter where there is none.
    package var messageID: String
    /// `messageID` is the server's, which knows it when it is asked what was said since.
    package var hasServerID: Bool
    /// When it was said by the server's clock, else when it was read.
    package var saidAt: Instant
    /// When the link read it.
    package var heardAt: Instant
    /// Read from the server's history after an absence.
    package var fromHistory: Bool
    /// When it was said by our own clock, where it is from history and the link can tell how far
    /// the server's differs.
    package var saidByOurClock: Instant?
    /// How long it was on its way, as far as the link can tell by clocks that may differ; counts
    /// where it is not from history. Zero where nothing tells.
    package var delay: Lapse
    /// It was on its way for that long in any case: the clock by which that is reckoned is known.
    package var isDelaySure: Bool
    /// Bytes that were still free on the sender's line, where the protocol cuts long lines.
    package var bytesLeft: Int?
    /// The same as the sender's own client may reckon, which cuts earlier then; at most
    /// `bytesLeft`.
    package var bytesLeftAsReckoned: Int?
    /// The message in whose thread it was said, where the chat keeps messages.
    package var thread: String?
    /// The message that it answers.
    package var repliesTo: String?
    /// People whom it names by what their chat calls them and means as accounts: as the text
    /// shows each, and where to speak to them.
    package var pills: [Pill]

    package struct Pill: Hashable, Sendable {
        package var shown: String
        package var address: DirectAddress
        package init(shown: String, address: DirectAddress) {
            self.shown = shown
            self.address = address
        }
    }

    package init(
        network: NetworkName, room: RoomAddress?, from: DirectAddress, account: AccountName?,
        text: String, addressed: Bool, messageID: String, hasServerID: Bool = true,
        saidAt: Instant, heardAt: Instant, fromHistory: Bool = false,
        saidByOurClock: Instant? = nil, delay: Lapse = .zero, isDelaySure: Bool = false,
        bytesLeft: Int? = nil, bytesLeftAsReckoned: Int? = nil, thread: String? = nil,
        repliesTo: String? = nil, pills: [Pill] = []
    ) {
        self.network = network
        self.room = room
        self.from = from
        self.account = account
        self.text = text
        self.addressed = addressed
        self.messageID = messageID
        self.hasServerID = hasServerID
        self.saidAt = saidAt
        self.heardAt = heardAt
        self.fromHistory = fromHistory
        self.saidByOurClock = saidByOurClock
        self.delay = delay
        self.isDelaySure = isDelaySure
        self.bytesLeft = bytesLeft
        self.bytesLeftAsReckoned = bytesLeftAsReckoned ?? bytesLeft
        self.thread = thread
        self.repliesTo = repliesTo
        self.pills = pills
    }

    /// When it was said: by our own reading, less what it was on its way, or by the server's clock
    /// if it comes from history, set right where that can be. What came after that its speaker
    /// cannot have meant.
    package var meantAt: Instant { fromHistory ? saidByOurClock ?? saidAt : heardAt - delay }
    /// The latest that it can have been said: what may only seem to have been on its way was not, and
    /// of history only a clock that was set right tells when it was said.
    package var latestMeantAt: Instant {
        if fromHistory { return saidByOurClock ?? heardAt }
        return isDelaySure ? meantAt : heardAt
    }
}

/// How far a room was heard.
package struct HeardMark: Hashable, Sendable {
    /// Nothing: what is said to the bot alone.
    package var room: RoomAddress?
    /// The server's id of the last message heard.
    package var messageID: String?
    /// When that was said, by the server's clock.
    package var saidAt: Instant?
    /// Until then everything was heard.
    package var heardAt: Instant

    package init(room: RoomAddress?, messageID: String?, saidAt: Instant?, heardAt: Instant) {
        self.room = room
        self.messageID = messageID
        self.saidAt = saidAt
        self.heardAt = heardAt
    }
}

/// A person's coming, being recognised or leaving, as far as the network tells.
package struct Presence: Sendable {
    package var from: DirectAddress
    package var account: AccountName?
    package var isHere: Bool
    package init(from: DirectAddress, account: AccountName?, isHere: Bool) {
        self.from = from
        self.account = account
        self.isHere = isHere
    }
}

/// Whether outsiders could read along.
package enum RoomPrivacy: Hashable, Sendable {
    case unknown
    /// Anybody may join or read: cards carry no customer text.
    case open
    /// Closed to outsiders; `strangers` are occupants by address whose account is not known.
    case closed(occupants: [AccountName], strangers: [DirectAddress])
}
