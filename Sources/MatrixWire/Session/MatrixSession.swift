/// A client of one homeserver as a state machine: it is fed answers, ticks and things to say, and
/// returns requests to make and facts. One lives as long as its process.
///
/// Invariants:
/// - Who spoke is the event's `sender` and nothing else.
/// - Every utterance gets exactly one receipt, at the latest from `end`, and is sent under one
///   transaction id however often it is tried. Where its event comes back before the answer does,
///   that is the receipt, before whatever followed it in its room.
/// - Facts come in the order of each room's timeline; `heardUntil` comes after all facts of what
///   it stands for.
/// - What no homeserver would answer is a failure, and never counts as an answer.
package struct MatrixSession: Sendable {
    let configuration: MatrixSessionConfiguration
    let user: MatrixUserID?
    /// An earlier process has left a since-token.
    let isResumed: Bool
    var memory: MatrixMemory
    var chance: SplitMix

    var phase = Phase.unborn
    var base: String?
    var open: [MatrixRequest.ID: OpenRequest] = [:]
    var lastRequest = 0
    var login = LoginState()
    var sync = SyncState()
    var gaps: [String: Gap] = [:]
    /// Told or to be told already, with the room that it is in.
    var heard = RecentMap<String>(max: 8192)
    var wanted: [WantedRoom]
    /// The rooms that we are in.
    var rooms: [String: MatrixRoom] = [:]
    var roomBook = RoomBook()
    var directs = DirectBook()
    var outbox: Outbox
    var topicBook = TopicBook()
    /// The latest moment that we were told.
    var moment: Milliseconds = 0
    var step = MatrixStep()

    enum Phase: Hashable {
        case unborn
        case starting
        /// Logged in, and syncing.
        case running
        /// Only what is on its way is still waited for.
        case leaving
        case over
    }

    /// A request on its way.
    struct OpenRequest: Sendable {
        var errand: Errand
        /// Of the token it went with; an older one may be refused where the newer is not.
        var tokenAge: Int
        var askedAt: Milliseconds
    }

    enum Errand: Hashable, Sendable {
        case start(LoginState.Stage)
        case sync
        case othersFilter
        case history(room: String)
        case resolve(name: String)
        case join(room: String)
        case leave
        case create(user: String)
        case remember
        case topic(room: String)
        case send(Int)
        case seed
    }

    /// `seed` is where the chance in waits comes from; nothing secret is made of it.
    package init(_ configuration: MatrixSessionConfiguration, memory: MatrixMemory, seed: String) {
        self.configuration = configuration
        user = MatrixUserID(configuration.user)
        let since = memory.since
        self.memory = memory
        if memory.user != configuration.user {
            self.memory = MatrixMemory()
            self.memory.user = configuration.user
            self.memory.since = memory.user == nil ? since : nil
        }
        if case .token(let token) = configuration.credentials { self.memory.accessToken = token }
        chance = SplitMix(seed)
        base = configuration.homeserver
        wanted = configuration.rooms.map(WantedRoom.init)
        outbox = Outbox(configuration.pace)
        sync.since = self.memory.since
        isResumed = self.memory.since != nil
    }

    /// What requests with `carriesToken` go with.
    package var accessToken: String? { memory.accessToken }
    /// Begins at what is due first: discovery, or what the server speaks.
    package mutating func begin(at now: Milliseconds) -> MatrixStep {
        guard phase == .unborn else { return MatrixStep() }
        moment = now
        phase = .starting
        outbox.pace = Pace(configuration.pace, memory.lesson, at: now)
        takeSeeds(of: memory)
        guard user != nil else {
            refuseCredentials("“\(configuration.user)” is no Matrix user id")
            return finish(at: now)
        }
        start(configuration.homeserver == nil ? .discovery : .versions)
        return finish(at: now)
    }

    /// An answer to a request; one that nobody waits for any more changes nothing.
    package mutating func receive(_ answer: MatrixAnswer, at now: Milliseconds) -> MatrixStep {
        moment = max(moment, now)
        guard let request = open.removeValue(forKey: answer.id), phase != .over else {
            return MatrixStep()
        }
        if case .tooLarge(let reason) = answer.outcome, request.errand == .sync {
            takeTooLarge(reason)
        } else {
            take(Reply(answer.outcome), to: request)
        }
        return finish(at: now)
    }

    /// To be called when `nextTick` has come; earlier and oftener does no harm.
    package mutating func tick(at now: Milliseconds) -> MatrixStep {
        guard phase != .unborn, phase != .over else { return MatrixStep() }
        moment = max(moment, now)
        return finish(at: now)
    }

    /// Nothing more is begun; `isOver` comes with the last receipt.
    package mutating func quit(at now: Milliseconds) -> MatrixStep {
        guard phase != .unborn, phase != .over else { return MatrixStep() }
        moment = max(moment, now)
        phase = .leaving
        for (id, request) in open {
            if case .send = request.errand { continue }
            open[id] = nil
            step.cancelled.append(id)
        }
        step.cancelled.sort()
        settleWaiting()
        return finish(at: now)
    }

    /// The session is thrown away: settles what is left.
    package mutating func end() -> [MatrixFact] {
        phase = .over
        step = MatrixStep()
        open = [:]
        settleAll()
        return step.facts
    }

    // MARK: - Within

    var ownID: String { configuration.user }

    mutating func tell(_ fact: MatrixFact) {
        step.facts.append(fact)
        switch fact {
        case .receipt, .underWay: break
        default: sync.hasNews = true
        }
    }

    /// A token that is configured is kept nowhere else.
    mutating func remember() {
        var kept = memory
        if case .token = configuration.credentials { kept.accessToken = nil }
        kept.places = memory.places.filter { place in wanted.contains { $0.name == place.key } }
        kept.signs = outbox.seeds.map(\.sign)
        kept.lesson = outbox.pace.lesson(at: moment) ?? memory.lesson
        step.memory = kept
    }

    mutating func rememberSigns() { step.signs = outbox.seeds.map(\.sign) }

    /// Makes a request; its answer comes to `errand`.
    @discardableResult mutating func ask(
        _ errand: Errand, _ purpose: MatrixRequest.Purpose, _ method: MatrixRequest.Method,
        _ path: String, body: [UInt8] = [], carriesToken: Bool = true, base: String? = nil,
        timeout: Milliseconds? = nil
    ) -> MatrixRequest.ID {
        lastRequest += 1
        let id = MatrixRequest.ID(lastRequest)
        open[id] = OpenRequest(
            errand: errand, tokenAge: login.tokenAge, askedAt: moment)
        step.requests.append(
            MatrixRequest(
                id: id, method: method, base: base ?? self.base, path: path, body: body,
                carriesToken: carriesToken, timeout: timeout ?? configuration.patience.answer,
                purpose: purpose))
        return id
    }

    /// After every answer and every tick: whatever is due is begun.
    private mutating func finish(at now: Milliseconds) -> MatrixStep {
        moment = max(moment, now)
        if phase == .starting || phase == .running { watchLogin() }
        if mayAsk {
            watchOthers()
            watchSync()
            watchGaps()
            watchRooms()
            watchDirects()
            tellRooms()
            tellPrivacy()
            pump()
            setTopics()
        }
        if phase == .leaving, outbox.flying.isEmpty { step.isOver = true }
        defer { step = MatrixStep() }
        return step
    }

    /// Logged in with a token that holds as far as we know.
    var mayAsk: Bool { phase == .running && !login.isRenewing }

    /// When to call `tick`; nothing while only answers are waited for.
    package var nextTick: Milliseconds? {
        guard phase == .starting || phase == .running else { return nil }
        var moments = [login.attempt.retryAt]
        if mayAsk {
            moments += [
                login.refreshAt, nextSyncAt, nextOthersAt, nextGapAt, nextRoomAt, directs.nextAt,
                nextSendAt, nextTopicAt,
            ]
        }
        return moments.compactMap { $0 }.min().map { max($0, moment + 1) }
    }
}
