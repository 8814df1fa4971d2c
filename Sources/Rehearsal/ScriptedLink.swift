package import Casework
package import Chat
import Synchronization

/// A chat that says what it is told to say and gives the receipts it is told to give; what is
/// not scripted lands at once.
package final class ScriptedLink: ChatLink {
    package enum Answer: Sendable {
        case outcome(Receipt.Outcome)
        /// No receipt, until `release`.
        case silence
        /// It waits in the link for its turn, until `release`, or `begin`.
        case queued
    }

    package struct Failure: Error, CustomStringConvertible {
        package init() {}
        package var description: String { "wrong password" }
    }

    private struct Script {
        var answer: Answer
        var times: Int
        var matches: @Sendable (Post) -> Bool
    }
    private struct State {
        var ears: (any ChatEars)?
        var isUp = false
        var scripts: [Script] = []
        var silent: [Post] = []
        var recalled: [HeardMark] = []
        var topics: [RoomAddress: String] = [:]
        var references: [DeliveryID: String] = [:]
    }
    /// No two messages have one id, whichever link they come from.
    private static let messages = Mutex(0)
    package let network: NetworkName
    package let posts: ScriptedLog<Post>
    private let clock: ManualClock
    private let state = Mutex(State())
    private let end: AsyncStream<(any Error)?>.Continuation
    private let ends: AsyncStream<(any Error)?>
    /// Whether `run` stays for receipts after `stop`.
    package let lingers: Bool

    package init(
        _ network: NetworkName = "office", clock: ManualClock, lingers: Bool = false,
        showsTopics: Bool = false, keepsMessages: Bool = false
    ) {
        self.network = network
        self.showsTopics = showsTopics
        self.keepsMessages = keepsMessages
        self.clock = clock
        self.lingers = lingers
        posts = ScriptedLog("\(network)") { post in
            "\(post.destination) \(post.isRepeat ? "(again?) " : "")\(post.text)"
        }
        (ends, end) = AsyncStream.makeStream()
    }

    package func run(_ ears: any ChatEars) async throws {
        state.withLock { $0.ears = ears }
        defer { state.withLock { $0.ears = nil } }
        for await failure in ends {
            if let failure { throw failure }
            return
        }
        try Task.checkCancellation()
    }

    package func recall(_ marks: [HeardMark]) { state.withLock { $0.recalled = marks } }
    /// How far the desk said that each room was heard.
    package var recalled: [HeardMark] { state.withLock { $0.recalled } }

    /// What each room's topic is to say; nothing is asked for unless it is there from the start.
    package let showsTopics: Bool
    package var topics: [RoomAddress: String] { state.withLock { $0.topics } }
    package func show(topic: String, in room: RoomAddress) {
        state.withLock { $0.topics[room] = topic }
    }

    package func stop() { if !lingers { end.yield(nil) } }
    /// `run` returns, of its own accord or because of that.
    package func end(_ failure: (any Error)? = nil) { end.yield(failure) }

    package func post(_ posts: [Post]) {
        for post in posts {
            self.posts.append(post)
            let answer = state.withLock { state -> Answer in
                guard state.isUp else { return .outcome(.linkDown) }
                guard let index = state.scripts.firstIndex(where: { $0.matches(post) }) else {
                    return .outcome(.sent(reference: reference(of: post, &state)))
                }
                let answer = state.scripts[index].answer
                state.scripts[index].times -= 1
                if state.scripts[index].times == 0 { state.scripts.remove(at: index) }
                if case .outcome = answer { return answer }
                state.silent.append(post)
                return answer
            }
            switch answer {
            case .outcome(let outcome): give(outcome, for: post)
            case .silence: tellUnderWay(post)
            case .queued: break
            }
        }
    }

    /// Where messages are kept, each has an id, and it is the same for each attempt.
    private func reference(of post: Post, _ state: inout State) -> String? {
        guard keepsMessages else { return nil }
        let reference = state.references[post.id] ?? "$\(network)-\(state.references.count + 1)"
        state.references[post.id] = reference
        return reference
    }

    /// The id that a post has as a message.
    package func reference(of post: Post) -> String? {
        state.withLock { $0.references[post.id] }
    }

    package let keepsMessages: Bool
    package var knowsRepeatsFor: Lapse { keepsMessages ? .minutes(25) : .zero }

    /// The next posts with these words in them are answered so.
    package func answer(_ answer: Answer, to words: String, times: Int = 1) {
        state.withLock {
            $0.scripts.append(
                Script(answer: answer, times: times) { $0.text.contains(words) })
        }
    }

    /// What waited for its turn has it, and no receipt yet.
    package func begin() {
        for post in state.withLock({ $0.silent }) { tellUnderWay(post) }
    }

    private func tellUnderWay(_ post: Post) {
        guard post.isAwaited else { return }
        tell(.underWay(post.id, attempt: post.attempt, at: clock.now()))
    }

    /// The receipts that were kept back.
    package func release(_ outcome: Receipt.Outcome = .sent(reference: nil)) {
        let silent = state.withLock { state in
            defer { state.silent = [] }
            return state.silent
        }
        for post in silent { give(outcome, for: post) }
    }

    package func give(_ outcome: Receipt.Outcome, for post: Post) {
        tell(
            .receipt(
                Receipt(id: post.id, attempt: post.attempt, outcome: outcome, at: clock.now())))
    }

    package func tell(_ event: ChatEvent) {
        state.withLock { $0.ears }?.heard(event)
    }

    package var isListening: Bool { state.withLock { $0.ears != nil } }

    package func comeUp(_ rooms: [RoomAddress]) {
        state.withLock { $0.isUp = true }
        tell(.up(rooms: rooms))
    }

    /// The server is gone; what had no receipt yet is in doubt.
    package func goDown() {
        let silent = state.withLock { state in
            state.isUp = false
            defer { state.silent = [] }
            return state.silent
        }
        tell(.down(reason: "scripted"))
        for post in silent { give(.unknown, for: post) }
    }

    /// Somebody says something; its message id.
    @discardableResult
    package func say(
        _ text: String, by nick: String, account: String?, in room: String? = nil,
        addressed: Bool = false, id: String? = nil, saidAt: Instant? = nil,
        fromHistory: Bool = false, delay: Lapse = .zero, isDelaySure: Bool = true,
        bytesLeft: Int? = nil, thread: String? = nil, repliesTo: String? = nil,
        pills: [Saying.Pill] = []
    ) -> String {
        let id = id ?? nextID()
        tell(
            .said(
                Saying(
                    network: network, room: room.map { RoomAddress($0) },
                    from: DirectAddress(nick), account: account.map { AccountName($0) }, text: text,
                    addressed: addressed, messageID: id, saidAt: saidAt ?? clock.now(),
                    heardAt: clock.now(), fromHistory: fromHistory, delay: delay,
                    isDelaySure: isDelaySure, bytesLeft: bytesLeft, thread: thread,
                    repliesTo: repliesTo, pills: pills)))
        return id
    }

    private func nextID() -> String {
        let number = ScriptedLink.messages.withLock { count in
            count += 1
            return count
        }
        return "m\(number)"
    }

    private func gesture(
        on target: String, by account: String, in room: String?, _ id: String, doneAt: Instant?,
        delay: Lapse = .zero
    ) -> Gesture {
        Gesture(
            network: network, room: room.map { RoomAddress($0) }, from: DirectAddress(account),
            account: AccountName(account), target: target, messageID: id,
            doneAt: doneAt ?? clock.now(), heardAt: clock.now(), fromHistory: doneAt != nil,
            delay: delay)
    }

    /// Somebody puts a sign on a message; its id.
    /// - Parameter doneAt: that long ago, read from the history.
    @discardableResult
    package func react(
        _ key: String, on target: String, by account: String, in room: String? = nil,
        id: String? = nil, doneAt: Instant? = nil, delay: Lapse = .zero
    ) -> String {
        let id = id ?? nextID()
        tell(
            .reacted(
                Reaction(
                    gesture(on: target, by: account, in: room, id, doneAt: doneAt, delay: delay),
                    key: key)))
        return id
    }

    /// Somebody takes a message or a sign away, or changes what it says.
    package func change(
        _ target: String, _ kind: MessageChange.Kind, by account: String, in room: String? = nil
    ) {
        tell(
            .changed(
                MessageChange(
                    gesture(on: target, by: account, in: room, nextID(), doneAt: nil), kind)))
    }
}

extension Post {
    /// Its lines as plain words.
    package var text: String {
        lines.map { line in
            line.spans.map { span in
                switch span {
                case .text(let words), .strong(let words), .person(let words),
                    .quoted(let words):
                    words
                }
            }.joined()
        }.joined(separator: "\n")
    }

    package var room: String? {
        if case .room(let address) = destination { address.rawValue } else { nil }
    }
}
