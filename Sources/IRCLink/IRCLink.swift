package import Casework
package import Chat
package import Curl
import IRCWire
import Synchronization

/// A link to one IRC network. What arrives is taken on the connection's own thread and told to
/// the ears there; timers come from the task in `run`.
package final class IRCLink: ChatLink {
    package let network: NetworkName
    let configuration: IRCLinkConfiguration
    let now: @Sendable () -> Instant
    let shelf: any STSPolicyShelf
    private let door: any LineDoor
    private let chance: @Sendable () -> Double
    private let log: @Sendable (String) -> Void
    private let alarm = Alarm()
    private let started = ContinuousClock.now
    let state = Mutex(State())

    struct State {
        var session: IRCSession?
        var wire: (any LineWire)?
        var turn = 0
        /// The connection stands; the session begins when the wire is known too.
        var stands = false
        var hasEnded = true
        var isStopping = false
        /// Until when the task in `run` sleeps; nothing: until it is woken.
        var sleepsUntil: Milliseconds?
        /// Why the connection ended or will end.
        var reason: String?
        var ending = IRCEnding.dropped
        var isUnreachable = false
        var failure: ChatLinkFailure?
        var security = Security()
        var registeredAt: Milliseconds?
        /// Some connection of this run was let in.
        var wasEverIn = false
        /// And some earlier one logged in.
        var wasLoggedIn = false
        /// How often the server found us too fast, carried from session to session.
        var floodStrictness = 0
        var toldReason: String?
        var troubles = Troubles()
        var ears: (any ChatEars)?
        /// What outlives a connection.
        var memory = IRCMemory()
        /// What was told last of how far everything was heard.
        var listening: (rooms: [String], at: Milliseconds)?
        /// Told one after the other, whoever is telling.
        var events: [ChatEvent] = []
        var notes: [String] = []
        var isTelling = false
    }

    /// `log` gets sentences for an administrator, never anybody's words. `shelf` keeps what
    /// servers ask for by STS, for every link of the process and beyond it.
    package convenience init(
        _ configuration: IRCLinkConfiguration, reactor: CurlReactor,
        shelf: any STSPolicyShelf = STSPolicyMemory(),
        now: @escaping @Sendable () -> Instant,
        chance: @escaping @Sendable () -> Double = { Double.random(in: 0...1) },
        log: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.init(
            configuration, door: reactor, shelf: shelf, now: now, chance: chance, log: log)
    }

    init(
        _ configuration: IRCLinkConfiguration, door: any LineDoor,
        shelf: any STSPolicyShelf = STSPolicyMemory(),
        now: @escaping @Sendable () -> Instant, chance: @escaping @Sendable () -> Double,
        log: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        network = configuration.network
        self.configuration = configuration
        self.door = door
        self.shelf = shelf
        self.now = now
        self.chance = chance
        self.log = log
    }

    package func run(_ ears: any ChatEars) async throws {
        state.withLock { $0.ears = ears }
        tellEvents()
        try await withTaskCancellationHandler {
            var backoff = Backoff(configuration.reconnect)
            var unreachableSince: Milliseconds?
            while !state.withLock({ $0.isStopping }) {
                let visit = await visit()
                if let failure = visit.failure { throw failure }
                guard !state.withLock({ $0.isStopping }) else { return }
                backoff.held(for: visit.held)
                if visit.isUpgrading { continue }
                let since = unreachableSince ?? uptime
                unreachableSince = visit.farewell == .unreachable ? since : nil
                await rest(
                    backoff.next(
                        after: visit.farewell, outage: Lapse(milliseconds: uptime - since),
                        chance: chance()))
            }
        } onCancel: {
            stop()
        }
    }

    package func post(_ posts: [Post]) {
        let uptime = uptime
        state.withLock { state in
            let utterances = posts.map {
                Utterance($0, privateAnswers: configuration.privateAnswers, at: now())
            }
            if let step = state.session?.say(utterances, at: uptime) {
                apply(step, &state)
            } else {
                for post in posts { state.events.append(.receipt(notSent(post))) }
            }
        }
        tellEvents()
    }

    package var showsTopics: Bool { configuration.showsTopics }

    package func show(topic: String, in room: RoomAddress) {
        guard configuration.showsTopics else { return }
        let uptime = uptime
        state.withLock { state in
            if let step = state.session?.show(topic: topic, in: room.rawValue, at: uptime) {
                apply(step, &state)
            }
        }
        tellEvents()
    }

    package func stop() {
        let uptime = uptime
        state.withLock { state in
            state.isStopping = true
            noteListening(&state, isLast: true)
            if let step = state.session?.quit(at: uptime) { apply(step, &state) }
            state.wire?.close()
        }
        alarm.ring()
        tellEvents()
    }

    // MARK: - One connection

    private struct Visit {
        var failure: ChatLinkFailure?
        /// Registered for this long.
        var held: Lapse
        var farewell: Backoff.Farewell
        /// The server wants the next connection, by TLS, now.
        var isUpgrading: Bool
    }

    /// From connecting to the end.
    private func visit() async -> Visit {
        let kept = shelf.policy(for: shelfKey)
        let (turn, way) = state.withLock { state -> (Int, Way) in
            let way = nextWay(state.security, kept: kept)
            state.security.begin(way)
            state.turn += 1
            state.session = IRCSession(
                configuration.session, connectionID: randomWord(), seed: randomWord(),
                isEncrypted: way.tls != nil, memory: state.memory,
                floodStrictness: state.floodStrictness)
            state.listening = nil
            state.stands = false
            state.hasEnded = false
            state.reason = nil
            state.ending = .dropped
            state.isUnreachable = false
            state.registeredAt = nil
            return (state.turn, way)
        }
        let endpoint = LineEndpoint(
            host: configuration.host, port: way.port, tls: way.tls, proxy: configuration.proxy)
        let wire = door.open(endpoint, ears: ConnectionEars(self, turn: turn))
        state.withLock { state in
            state.wire = wire
            if state.isStopping { wire.close() } else { begin(&state) }
        }
        tellEvents()
        while true {
            let (hasEnded, wait) = state.withLock { state -> (Bool, Milliseconds?) in
                state.sleepsUntil = state.stands ? state.session?.nextTick : nil
                return (state.hasEnded, state.sleepsUntil.map { $0 - uptime })
            }
            shelve()
            if hasEnded { break }
            await alarm.sleep(atMost: wait)
            tick()
        }
        return state.withLock { state in
            state.wire = nil
            let health = state.registeredAt.map { uptime - $0 } ?? 0
            return Visit(
                failure: state.failure, held: Lapse(milliseconds: health),
                farewell: state.isUnreachable ? .unreachable : .ended(state.ending),
                isUpgrading: state.security.isUpgrading)
        }
    }

    private func rest(_ wait: Lapse) async {
        let end = uptime + wait.milliseconds
        while !state.withLock({ $0.isStopping }), uptime < end {
            await alarm.sleep(atMost: end - uptime)
        }
    }

    /// 128 random bits.
    private func randomWord() -> String {
        let words = (0..<2).map { _ in UInt64.random(in: .min ... .max) }
        return words.map { String($0, radix: 36) }.joined()
    }

    // MARK: - What the connection says

    func connected(_ turn: Int) {
        change(turn) { state in
            state.stands = true
            begin(&state)
        }
        alarm.ring()
    }

    func received(_ bytes: [UInt8], _ turn: Int) {
        let uptime = uptime
        change(turn) { state in
            guard let step = state.session?.receive(bytes, at: uptime) else { return }
            apply(step, &state)
        }
    }

    func ended(_ failure: CurlFailure?, _ turn: Int) {
        change(turn) { state in
            let facts = state.session?.end() ?? []
            state.floodStrictness = state.session?.floodStrictness ?? state.floodStrictness
            translate(facts, &state)
            if let memory = state.session?.memory { state.memory = memory }
            if state.session?.hasLoggedIn ?? false { state.wasLoggedIn = true }
            state.session = nil
            state.hasEnded = true
            let reason = state.reason ?? failure.map { "\($0)" } ?? "closed"
            state.isUnreachable = failure?.isUnreachable ?? false
            if let failure { judge(failure, &state) }
            if let failure = state.failure { state.tell(.connection, "\(failure)") }
            reschedule(&state)
            // Each reason once, not once for each attempt; a change to TLS is no loss.
            let gist = reason.replacing(#/after \d+ ms/#, with: "")
            let isNews = state.registeredAt != nil || state.toldReason != gist
            if isNews, !state.security.isUpgrading || state.registeredAt != nil {
                state.events.append(.down(reason: reason))
                state.toldReason = gist
            }
        }
        alarm.ring()
    }

    private func tick() {
        let uptime = uptime
        state.withLock { state in
            guard let step = state.session?.tick(at: uptime) else { return }
            apply(step, &state)
        }
        tellEvents()
    }

    /// Changes the state for the connection of this turn, and tells what came of it.
    private func change(_ turn: Int, _ body: (inout State) -> Void) {
        state.withLock { state in
            guard state.turn == turn, !state.hasEnded else { return }
            body(&state)
        }
        tellEvents()
    }

    /// Begins to talk when the connection stands and its wire is known, in either order.
    private func begin(_ state: inout State) {
        guard state.stands, state.wire != nil, !state.isStopping else { return }
        if let step = state.session?.begin(at: uptime) { apply(step, &state) }
    }

    private func apply(_ step: IRCStep, _ state: inout State) {
        state.wire?.send(step.bytes)
        translate(step.facts, &state)
        if state.security.unshelved != nil { alarm.ring() }
        noteListening(&state)
        if step.closes { state.wire?.close() }
        if let next = state.session?.nextTick, next < state.sleepsUntil ?? .max { alarm.ring() }
    }

    /// Milliseconds on a scale that no change of the clock moves.
    var uptime: Milliseconds {
        let elapsed = (ContinuousClock.now - started).components
        return elapsed.seconds * 1000 + elapsed.attoseconds / 1_000_000_000_000_000
    }

    /// In the order of events and outside the lock: ears may post at once. Whoever comes while
    /// somebody tells leaves the telling to them.
    private func tellEvents() {
        while true {
            let (ears, events, notes) = state.withLock { state in
                let mayTell = !state.isTelling && state.ears != nil
                let batch = mayTell ? (state.ears, state.events, state.notes) : (nil, [], [])
                if mayTell {
                    state.events = []
                    state.notes = []
                    state.isTelling = !batch.1.isEmpty || !batch.2.isEmpty
                }
                return batch
            }
            guard let ears, !events.isEmpty || !notes.isEmpty else { return }
            for note in notes { log(note) }
            for event in events { ears.heard(event) }
            state.withLock { $0.isTelling = false }
        }
    }
}
