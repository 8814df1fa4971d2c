/// The long poll, and what it waits with.
struct SyncState: Sendable {
    /// How many pages are read back of what one answer left out of a room.
    static let pagesMax = 20
    static let pageEvents = 100
    /// Of what was left out of one room; also of a server that gives more than it is asked for.
    static let eventsMax = pagesMax * pageEvents

    var filter: String?
    var others = Others()
    var since: String?
    /// No sync was answered yet in this process.
    var isFresh = true
    var attempt = Attempt()
    var failures = 0
    /// A since-token is given up when it is refused so long after it was refused first.
    static let sincePause: Milliseconds = 5000
    /// When it was refused first, since a sync was answered.
    var sinceRefusedAt: Milliseconds?
    /// How much is asked for at a time.
    var portion = Portion.whole
    /// How many were answered in this process.
    var answers = 0
    /// The last one came after a time in which nobody listened.
    var isCatchingUp = true
    /// By the session's clock: until then everything was heard.
    var heardAt: Milliseconds?
    /// The since-token was refused: nobody knows what was said since.
    var hasLostToken = false
    /// Something was told since `heardUntil` was, at `toldAt`.
    var hasNews = false
    var toldAt: Milliseconds = .min / 2
    /// When somebody last said something.
    var spokenAt: Milliseconds = .min / 2
    /// The next one waits for something.
    var hold: SyncHold?
    /// Told, or nothing of it.
    var isUp: Bool?
    /// What is read in full once all gaps are closed.
    var closing: Closing?

    /// Syncs without our own events.
    struct Others: Sendable {
        static let delaysMax = 5
        /// So long after the server forgot a filter it is asked to keep it anew.
        static let forgottenPause: Milliseconds = 10 * 60_000
        /// Once the server keeps it.
        var filter: String?
        /// To have it kept.
        var attempt = Attempt()
        /// It was asked for, or is to be.
        var isWanted = false
        /// The sync on its way is such a one.
        var isOnItsWay = false
        /// When a sync last told of our own events.
        var ownAt: Milliseconds = .min / 2
        /// When it was last in doubt what we had done.
        var doubtedAt: Milliseconds = .min / 2
        /// It is in doubt since the last turn.
        var isDoubted = false
        /// How often an answer was late; doubles the time without doubt that is asked for.
        var delays = 0
        /// The token of the last sync with our own events, if there was another since.
        var ownSince: String?
        var aside: Aside?
    }

    /// An answer without our own events that waits for those of requests.
    struct Aside: Sendable {
        var answer: SyncAnswer
        var awaited: Set<MatrixRequest.ID>
        var since: Milliseconds
    }

    /// After answers that were too large.
    enum Portion: Hashable, Sendable {
        case whole
        /// So many events a room; what is left out is read back.
        case events(Int)
        /// One event a room, and from where the server stands now.
        case fresh
    }

    /// An answer of which all is told, except for rooms with gaps.
    struct Closing: Sendable {
        var token: String
        /// Rooms that wait for what was said in them before.
        var waiting: [String: SyncAnswer.Room] = [:]
        var isHistory: Bool
    }
}

/// What an answer left out of a room, while it is read back.
struct Gap: Sendable {
    var from: String
    /// Nothing: to the room's creation.
    let to: String?
    /// When the answer came; that of all gaps that it opened.
    let openedAt: Milliseconds
    /// Newest first.
    var events: [MatrixEvent] = []
    var pages = 0
    /// When a page was asked for first: others may be read before it.
    var askedAt: Milliseconds?
    var attempt = Attempt()
}
