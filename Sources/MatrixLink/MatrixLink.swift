package import Casework
package import Chat
package import Curl
import MatrixWire
import Synchronization

/// A link to one homeserver. One task feeds the session in turns; requests are under way beside it,
/// so that nothing waits for the long poll.
package final class MatrixLink: ChatLink {
    package let network: NetworkName
    package let keepsMessages = true
    package let knowsRepeatsFor = Interpreter.knowsRepeatsFor
    let configuration: MatrixLinkConfiguration
    let now: @Sendable () -> Instant
    let door: any MatrixDoor
    let log: @Sendable (String) -> Void
    let started = ContinuousClock.now
    let inbox = Mutex(Inbox())
    let roomOpenings = Mutex<[RoomAddress: [RoomOpening]]>([:])
    let bell: AsyncStream<Void>.Continuation
    let rings: AsyncStream<Void>
    /// Requests under way.
    let knocks = Mutex<[MatrixRequest.ID: any MatrixKnock]>([:])

    /// What others bring, until the next turn.
    struct Inbox {
        enum Entry {
            case posts([Post])
            case topic(String, RoomAddress)
            case answer(MatrixAnswer, CurlFailure?)
        }
        var entries: [Entry] = []
        var marks: [HeardMark] = []
        var ears: (any ChatEars)?
        var isStopping = false
        /// Nobody takes turns any more.
        var isOver = false
    }

    /// `log` gets sentences for an administrator, never anybody's words or secrets.
    package convenience init(
        _ configuration: MatrixLinkConfiguration, reactor: CurlReactor,
        now: @escaping @Sendable () -> Instant,
        log: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.init(configuration, door: reactor, now: now, log: log)
    }

    init(
        _ configuration: MatrixLinkConfiguration, door: any MatrixDoor,
        now: @escaping @Sendable () -> Instant,
        log: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        network = configuration.network
        self.configuration = configuration
        self.door = door
        self.now = now
        self.log = log
        (rings, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    package var showsTopics: Bool { configuration.showsTopics }
    package var openings: [RoomAddress: [RoomOpening]] { roomOpenings.withLock { $0 } }

    package func recall(_ marks: [HeardMark]) {
        inbox.withLock { $0.marks = marks }
    }

    package func post(_ posts: [Post]) {
        guard !posts.isEmpty else { return }
        let ears = inbox.withLock { inbox -> (any ChatEars)? in
            guard inbox.isOver else {
                inbox.entries.append(.posts(posts))
                return nil
            }
            return inbox.ears
        }
        bell.yield()
        if let ears { refuse(posts, ears) }
    }

    package func show(topic: String, in room: RoomAddress) {
        guard configuration.showsTopics else { return }
        inbox.withLock { inbox in
            if !inbox.isOver { inbox.entries.append(.topic(topic, room)) }
        }
        bell.yield()
    }

    package func stop() {
        inbox.withLock { $0.isStopping = true }
        bell.yield()
    }

    /// Milliseconds on a scale that no change of the clock moves.
    var uptime: Milliseconds {
        let elapsed = (ContinuousClock.now - started).components
        return elapsed.seconds * 1000 + elapsed.attoseconds / 1_000_000_000_000_000
    }

    func refuse(_ posts: [Post], _ ears: any ChatEars) {
        for post in posts {
            let receipt = Receipt(
                id: post.id, attempt: post.attempt, outcome: .linkDown, at: now())
            ears.heard(.receipt(receipt))
        }
    }
}
