import CaseStore
package import Casework
import Chat

/// All that customers, rooms and receivers saw and did in a day, in order. The judge reads this
/// and nothing that the desk keeps for itself but its audit.
final class Chronicle:
    // On the world's one thread only.
    @unchecked Sendable
{
    struct Entry {
        var at: Lapse
        var text: String
    }

    private(set) var entries: [Entry] = []
    private(set) var digest = Digest()
    /// Everything that people said in a chat, in the order of saying.
    private(set) var said: [Said] = []
    /// Every line of the desk that reached a room or a person.
    private(set) var shown: [Shown] = []
    private(set) var posts: [DeliveryID: PostRecord] = [:]
    private(set) var postOrder: [PostRecord] = []
    var absences: [Absence] = []
    /// Who of the desk came to the rooms of a network, or left them.
    var comings: [Coming] = []
    /// The configurations that desks ran on, each until the next one.
    var adoptions: [Adoption] = []
    var lives: [LifeRecord] = []
    var mentions: [MentionRecord] = []
    var attempts: [AttemptRecord] = []
    /// The same, of what the desk says to customers of its own accord.
    var tellings: [AttemptRecord] = []
    /// What each customer has received, in order.
    var taken: [TakenReply] = []
    var relayed: [RelayedRecord] = []
    /// Attempts to page somebody besides the chat.
    var pages: [PageRecord] = []
    /// Up to which event of the audit everything was on disk, and since when.
    private(set) var commits: [(last: Int64, at: Lapse)] = []
    /// When the clock on the wall was set to another time, and by how much.
    private(set) var jumps: [(at: Lapse, by: Lapse)] = []
    private(set) var losses = 0
    /// When something was wrong, so that whoever waited then may have had to.
    private(set) var disturbances: [ClosedRange<Lapse>] = []
    /// What the world saw at once and need not be looked for in the end.
    var breaches: [Breach] = []
    private var heard: [String: Said] = [:]
    /// What changed messages say by now, by network and message, line by line.
    private(set) var changes: [String: [String]] = [:]
    /// Is told of every line of the desk as it is shown.
    var watchLine: (Shown) -> Void = { _ in }
    /// Is told of every attempt to deliver.
    var watchAttempt: () -> Void = {}

    func note(_ at: Lapse, _ text: String) {
        entries.append(Entry(at: at, text: text))
        digest.add(at.milliseconds)
        digest.add(text)
    }

    func committed(upTo last: Int64, at: Lapse) {
        guard last > commits.last?.last ?? 0 else { return }
        commits.append((last, at))
        note(at, "committed \(last)")
    }

    func jumped(_ at: Lapse, by lapse: Lapse) {
        jumps.append((at, lapse))
        note(at, "the clock jumps by \(lapse.milliseconds)")
    }

    func disturbed(_ from: Lapse, until end: Lapse) {
        disturbances.append(from...max(from, end))
    }

    func lost(_ network: NetworkName, _ reason: String, at: Lapse) {
        losses += 1
        disturbed(at, until: at + .minutes(1))
        note(at, "\(network) is lost: \(reason)")
    }

    func add(_ said: Said) {
        self.said.append(said)
        let way = said.gesture != nil ? " (by a sign)" : said.thread != nil ? " (in a thread)" : ""
        note(said.at, "\(said.network) \(said.place) <\(said.nick)> \(said.text)\(way)")
    }

    func hear(_ said: Said, as messageID: String, _ hearing: Said.Hearing) {
        said.hearings.append(hearing)
        heard["\(said.network) \(messageID)"] = said
    }

    func saying(_ network: NetworkName, _ messageID: String) -> Said? {
        heard["\(network) \(messageID)"]
    }

    @discardableResult
    func add(_ shown: Shown) -> Int {
        self.shown.append(shown)
        watchLine(shown)
        note(shown.at, "\(shown.network) \(shown.place) <casebell> \(shown.text)")
        return self.shown.count - 1
    }

    func changed(
        _ message: String, on network: NetworkName, to text: String, line: Int, _ at: Lapse
    ) {
        let key = "\(network) \(message)"
        changes[key] = line == 0 ? [text] : (changes[key] ?? []) + [text]
        note(at, "\(network) \(message) is now \(text)")
    }

    func handed(_ post: Post, on network: NetworkName, life: Int, at: Lapse) -> PostRecord {
        let record = posts[post.id] ?? PostRecord(post, on: network, at: at)
        if posts[post.id] == nil {
            posts[post.id] = record
            postOrder.append(record)
            if let answers = post.answers { saying(network, answers)?.answers.append(record) }
        }
        record.hands.append(.init(life: life, attempt: post.attempt, at: at))
        note(at, "\(network) post \(post.id) \(post.attempt)\(post.isRepeat ? " again" : "")")
        return record
    }
}

/// Something that somebody said.
final class Said:
    // On the world's one thread only.
    @unchecked Sendable
{
    /// Once told to a desk.
    struct Hearing {
        var life: Int
        var at: Lapse
        var fromHistory: Bool
        var messageID: String
    }

    let at: Lapse
    let network: NetworkName
    /// Nothing: to the desk alone.
    let room: String?
    let nick: String
    let account: String?
    let person: PersonID?
    let text: String
    /// Nothing: talk.
    let intent: Intent?
    /// Bytes that would still have fitted, if the line was near its end.
    let bytesLeft: Int?
    /// So much of the words was in this line.
    let piece: String?
    /// What it was said by, where it was no line; `text` says what it means.
    var gesture: Gesture?
    /// The thread in which it was said, and how: `text` has the number that was left out there.
    var thread: String?
    var spoken: String?
    /// Its id as the network has it.
    var id: String?
    /// Nothing need come of it.
    var mayBeSilent = false

    struct Gesture {
        enum Kind {
            case sign(String)
            case edited(String)
            case deleted
        }
        var kind: Kind
        /// The message that it was done to.
        var target: String
    }
    var hearings: [Hearing] = []
    /// The speaker knows that nobody was there to hear it.
    var wasTurnedAway = false
    /// The posts that answer it.
    var answers: [PostRecord] = []

    init(
        at: Lapse, network: NetworkName, room: String?, nick: String, account: String?,
        person: PersonID?, text: String, intent: Intent?, piece: String? = nil,
        bytesLeft: Int? = nil
    ) {
        self.at = at
        self.network = network
        self.room = room
        self.nick = nick
        self.account = account
        self.person = person
        self.text = text
        self.intent = intent
        self.piece = piece
        self.bytesLeft = bytesLeft
    }

    var place: String { room ?? "direct" }
}

/// What a person meant by a line, as the person knows it.
struct Intent {
    var verb: String
    var matter: Int64?
    var mark: String?
    var words: String?
}

struct Shown {
    var at: Lapse
    var network: NetworkName
    /// Nothing: to one nick alone.
    var room: String?
    var nick: String?
    /// Who of the desk stood behind that nick.
    var person: PersonID?
    var post: DeliveryID
    var attempt: Int
    var line: Int
    var text: String
    /// As whoever sees it reads it.
    let sight: (to: String?, Sight)

    var place: String { room ?? nick ?? "" }
}

/// A post as the desk handed it over, perhaps more than once.
final class PostRecord:
    // On the world's one thread only.
    @unchecked Sendable
{
    struct Hand {
        var life: Int
        var attempt: Int
        var at: Lapse
    }
    let post: Post
    let network: NetworkName
    let at: Lapse
    var hands: [Hand] = []
    /// Who could read along in its room, and for how long the desk had known, each time it was
    /// handed over with customers' words.
    var onlookers: [(names: [String], knownFor: Lapse)] = []
    /// By attempt, as the desk was told.
    var outcomes: [(attempt: Int, outcome: Receipt.Outcome)] = []
    /// When its last line was shown for the first time.
    var shownAt: Lapse?
    /// Where it was shown: indexes of the chronicle.
    var lines: [Int] = []
    /// All of it as plain words.
    let words: String
    /// The case that its words are about, as anybody reads it.
    let matter: CaseID?

    init(_ post: Post, on network: NetworkName, at: Lapse) {
        words = post.lines.map(\.words).joined(separator: "\n")
        matter = PostRecord.matter(in: words)
        self.post = post
        self.network = network
        self.at = at
    }

    var wasRefused: Bool {
        outcomes.contains { if case .refused = $0.outcome { true } else { false } }
    }
    /// Nobody could tell whether it arrived: the link, or a desk that died first.
    var wasInDoubt: Bool {
        outcomes.contains { $0.outcome == .unknown }
            || hands.contains { hand in !outcomes.contains { $0.attempt == hand.attempt } }
    }
}

struct Coming {
    var at: Lapse
    var network: NetworkName
    var person: PersonID
    var isHere: Bool
}

struct Absence {
    var life: Int
    var at: Lapse
    var network: NetworkName
    var room: String
    var from: Instant
    var to: Instant
}

struct LifeRecord {
    var number: Int
    var begun: Lapse
    var ended: Lapse?
    var crashed = false
}

/// A mention as its source has it.
final class MentionRecord {
    var mention: Mention
    /// Where the desk said that it is.
    var acceptedIn: [CaseID] = []
    var acceptedAt: Lapse?
    /// The text that was accepted last.
    var acceptedText: String?
    var acceptedDeletion = false

    init(_ mention: Mention) { self.mention = mention }
}

struct AttemptRecord {
    var at: Lapse
    var receiver: SourceName
    var key: DeliveryID
    var number: Int
    var life: Int
    var matter: CaseID
    var revision: Int
    var text: String
    var attachments: [Attachment]
    var visibility: Visibility
    var inReplyTo: String?
    var approver: PersonID?
    var author: PersonID?
    /// What the desk was told, if it was told, and when.
    var answer: String?
    var answeredAt: Lapse?
}

struct TakenReply {
    var at: Lapse
    var receiver: SourceName
    var key: DeliveryID
    var attempt: Int
}

struct PageRecord {
    var at: Lapse
    var channel: PageChannel
    var page: Page
    var life: Int
    /// What the desk was told, if it was told.
    var answer: PageOutcome?
}

struct RelayedRecord {
    var at: Lapse
    var sequence: Int64
    var type: String
    var data: String
    var hash: String
}

/// Something that must not be.
package struct Breach: Sendable {
    /// From 1, as in the list of invariants.
    package var invariant: Int
    package var words: String
    package var matter: CaseID?
    package var at: Lapse?
}

extension Line {
    /// Without what tells its parts apart.
    var words: String {
        spans.map { span in
            switch span {
            case .text(let words), .strong(let words), .person(let words), .quoted(let words): words
            }
        }.joined()
    }
}
