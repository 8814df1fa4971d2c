package import Casework
package import Chat
import Synchronization

/// The terminal as a chat network: for the demo and for trying things out. One person speaks for
/// all, as whom they choose; a script of lines will do as well.
///
/// A post is receipted as sent as soon as its lines are written. The link ends with its input,
/// with `/quit`, or when nobody reads its output any more.
package final class ConsoleLink: ChatLink {
    package let network: NetworkName
    let configuration: ConsoleConfiguration
    let now: @Sendable () -> Instant
    let wallClock: @Sendable (Instant) -> LocalTime
    /// Wakes the thread that reads and writes.
    private let bell = Bell()
    private let state = Mutex(State())

    /// What the thread has to do.
    struct Work {
        var posts: [Post] = []
        var speeches: [Hearing] = []
        var isStopping = false
    }

    struct Hearing {
        var person: String
        var room: RoomAddress?
        var text: String
    }

    private struct State {
        var work = Work()
        var ears: (any ChatEars)?
        /// Given before there was anybody to tell, and too many.
        var untold: [Post] = []
        var isOver = false
        var observers: [AsyncStream<ConsoleLine>.Continuation] = []
    }

    /// - Parameter wallClock: an instant as the desk's clock on the wall shows it.
    package init(
        _ configuration: ConsoleConfiguration, now: @escaping @Sendable () -> Instant,
        wallClock: @escaping @Sendable (Instant) -> LocalTime
    ) {
        self.network = configuration.network
        self.configuration = configuration
        self.now = now
        self.wallClock = wallClock
    }

    package func run(_ ears: any ChatEars) async throws {
        let untold = state.withLock { state in
            state.ears = ears
            defer { state.untold = [] }
            return state.untold
        }
        for post in untold { refuse(post, ears, .retry(after: .seconds(1))) }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let loop = ConsoleLoop(link: self, bell: bell, ears: ears)
                ConsoleThread.start(loop) { continuation.resume() }
            }
        } onCancel: {
            stop()
        }
        let left = state.withLock { state in
            state.isOver = true
            defer { state.work = Work() }
            for observer in state.observers { observer.finish() }
            return state.work.posts
        }
        for post in left { refuse(post, ears, .linkDown) }
    }

    package func post(_ posts: [Post]) {
        let (refused, outcome, ears) = state.withLock { state in
            if state.isOver { return (posts, Receipt.Outcome.linkDown, state.ears) }
            let room = max(0, ConsoleConfiguration.pendingMax - state.work.posts.count)
            state.work.posts += posts.prefix(room)
            if state.ears == nil { state.untold += posts.dropFirst(room) }
            return (Array(posts.dropFirst(room)), .retry(after: .seconds(1)), state.ears)
        }
        bell.ring()
        if let ears { for post in refused { refuse(post, ears, outcome) } }
    }

    package func stop() {
        state.withLock { $0.work.isStopping = true }
        bell.ring()
    }

    /// Lets somebody else speak, as if they sat at a terminal of their own.
    /// - Parameters:
    ///   - person: by name; one who is not configured has no account.
    ///   - room: nothing for a word to the bot alone.
    package func hear(person: String, room: RoomAddress?, text: String) {
        state.withLock {
            $0.work.speeches.append(Hearing(person: person, room: room, text: text))
        }
        bell.ring()
    }

    /// Everything shown from now on, in order, until the link ends.
    package func transcript() -> AsyncStream<ConsoleLine> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: ConsoleLine.self,
            bufferingPolicy: .bufferingNewest(ConsoleConfiguration.pendingMax))
        state.withLock { state in
            if state.isOver { continuation.finish() } else { state.observers.append(continuation) }
        }
        return stream
    }

    private func refuse(_ post: Post, _ ears: any ChatEars, _ outcome: Receipt.Outcome) {
        let receipt = Receipt(id: post.id, attempt: post.attempt, outcome: outcome, at: now())
        ears.heard(.receipt(receipt))
    }

    func takeWork() -> Work {
        state.withLock { state in
            defer { state.work = Work(isStopping: state.work.isStopping) }
            return state.work
        }
    }

    func tell(_ line: ConsoleLine) {
        for observer in state.withLock({ $0.observers }) { observer.yield(line) }
    }
}
