import Casework
import Chat
import Curl
import MatrixWire

/// Between the desk and the session: posts become utterances, facts become events, rooms have the
/// names that each side knows them by. It does nothing itself; `MatrixLink` does what it says.
struct Interpreter {
    /// What came of a turn: first keep, then request, then tell.
    struct Outcome {
        var keepsake: Keepsake?
        /// Of the keepsake this alone has changed.
        var signs: [OwedSign]?
        var requests: [MatrixRequest] = []
        var cancelled: [MatrixRequest.ID] = []
        var events: [ChatEvent] = []
        /// If they have changed.
        var openings: [RoomAddress: [RoomOpening]]?
        /// For a log; never anybody's words.
        var notes: [String] = []
        var isOver = false
        var failure: ChatLinkFailure?
    }

    /// What the desk has never heard of: the link's own words.
    static let ownPrefix = "own:"
    /// Servers keep transaction ids for half an hour and longer.
    static let knowsRepeatsFor = Lapse.minutes(25)

    let configuration: MatrixLinkConfiguration
    var session: MatrixSession
    var names: RoomNames
    var edits = WaitingEdits()
    var unreplyable = UnreplyableEvents()
    var troubles = Troubles()
    var lags: ServerLags
    var keepsake: Keepsake
    var moves: RoomMoves
    var splits = SplitPosts()
    /// How far an earlier process heard each room; nothing: what was said to the bot alone.
    let recalled: [RoomAddress?: Instant]
    /// By room id, to be told again to a desk that has forgotten it.
    var privacies: [String: MatrixRoomPrivacy] = [:]
    /// Of configured rooms that are open, what makes them so.
    var openings: [RoomAddress: [RoomOpening]] = [:]
    var people: [String: Bool] = [:]
    var encrypted: Set<String> = []
    /// Encrypted rooms that are still to be told so.
    var unwarned: Set<String> = []
    /// Told to be up, and not down since.
    var isUp = false
    /// Some connection of this run was up.
    var wasEverUp = false
    var outcome = Outcome()
    /// The wall's clock at uptime zero.
    var clock: (now: Instant, uptime: Milliseconds) = (Instant(milliseconds: 0), 0)

    init(
        _ configuration: MatrixLinkConfiguration, keepsake: Keepsake, marks: [HeardMark],
        at now: Instant, seed: String
    ) {
        self.configuration = configuration
        self.keepsake = keepsake
        moves = RoomMoves(homes: keepsake.homes)
        names = RoomNames(configured: configuration.session.rooms)
        recalled = Dictionary(marks.map { ($0.room, $0.heardAt) }) { max($0, $1) }
        lags = ServerLags(own: MatrixUserID(configuration.session.user)?.server)
        var memory = keepsake.recalled(at: now)
        memory.since = marks.first { $0.room == nil }?.messageID
        session = MatrixSession(configuration.session, memory: memory, seed: seed)
    }

    var nextTick: Milliseconds? { session.nextTick }
    var accessToken: String? { session.accessToken }

    // MARK: - What is fed

    mutating func begin(at now: Instant, _ uptime: Milliseconds) -> Outcome {
        turn(now, uptime) { $0.apply($0.session.begin(at: uptime)) }
    }

    /// - Parameter failure: why there is no response.
    mutating func receive(
        _ answer: MatrixAnswer, _ failure: CurlFailure?, at now: Instant, _ uptime: Milliseconds
    ) -> Outcome {
        turn(now, uptime) { interpreter in
            if let failure { interpreter.judge(failure) }
            interpreter.apply(interpreter.session.receive(answer, at: uptime))
        }
    }

    mutating func tick(at now: Instant, _ uptime: Milliseconds) -> Outcome {
        turn(now, uptime) { $0.apply($0.session.tick(at: uptime)) }
    }

    mutating func quit(at now: Instant, _ uptime: Milliseconds) -> Outcome {
        turn(now, uptime) { $0.apply($0.session.quit(at: uptime)) }
    }

    mutating func take(_ posts: [Post], at now: Instant, _ uptime: Milliseconds) -> Outcome {
        turn(now, uptime) { $0.say(posts) }
    }

    mutating func show(
        topic: String, in room: RoomAddress, at now: Instant, _ uptime: Milliseconds
    ) -> Outcome {
        turn(now, uptime) { interpreter in
            guard let id = interpreter.names.id(of: room) else { return }
            interpreter.apply(interpreter.session.show(topic: topic, in: id, at: uptime))
        }
    }

    /// Nothing more is sent or heard: everything gets its receipt.
    mutating func end(at now: Instant, _ uptime: Milliseconds, reason: String) -> Outcome {
        turn(now, uptime) { interpreter in
            for fact in interpreter.session.end() { interpreter.take(fact) }
            for post in interpreter.edits.giveUp() { interpreter.refuse(post, .linkDown) }
            if interpreter.isUp { interpreter.outcome.events.append(.down(reason: reason)) }
            interpreter.isUp = false
        }
    }

    // MARK: - One turn

    private mutating func turn(
        _ now: Instant, _ uptime: Milliseconds, _ body: (inout Interpreter) -> Void
    ) -> Outcome {
        clock = (now, uptime)
        outcome = Outcome()
        moves.turn()
        body(&self)
        defer { outcome = Outcome() }
        return outcome
    }

    mutating func apply(_ step: MatrixStep) {
        if let memory = step.memory {
            keepsake.keep(memory, at: clock.now)
            outcome.keepsake = keepsake
        }
        if let signs = step.signs { outcome.signs = signs }
        outcome.requests += step.requests
        outcome.cancelled += step.cancelled
        outcome.isOver = outcome.isOver || step.isOver
        for fact in step.facts { take(fact) }
    }

    mutating func say(_ posts: [Post]) {
        let utterances = PostOrder.ordered(posts).compactMap { utterance(of: $0) }
        guard !utterances.isEmpty else { return }
        apply(session.say(utterances, at: clock.uptime))
    }

    /// Nothing where the post waits, or has ended already.
    private mutating func utterance(of post: Post) -> MatrixUtterance? {
        let destination: MatrixUtterance.Destination
        switch post.destination {
        case .room(let room):
            guard let id = names.id(of: room) else { return refuse(post, .linkDown) }
            destination = .room(id)
        case .person(let person):
            guard MatrixID.isUser(person.rawValue) else {
                return refuse(post, .refused(reason: "\(person) is no user of Matrix"))
            }
            destination = .person(person.rawValue)
        }
        if let anchor = post.shape.replaces {
            switch edits.take(post, replacing: anchor) {
            case .now: break
            case .later(let overtaken):
                // A later change says all that this one would have.
                return overtaken.flatMap { refuse($0, .sent(reference: nil)) }
            }
        }
        return MatrixUtterance(
            splits.begin(post), to: destination, at: clock.now, knownFor: Self.knowsRepeatsFor,
            isReply: post.answers.map { !unreplyable.contains($0) } ?? false)
    }

    @discardableResult
    mutating func refuse(_ post: Post, _ outcome: Receipt.Outcome) -> MatrixUtterance? {
        // The desk knows no parts of a post.
        let whole = splits.ended(post.id.rawValue)?.last ?? post
        self.outcome.events.append(
            .receipt(
                Receipt(id: whole.id, attempt: whole.attempt, outcome: outcome, at: clock.now)))
        return nil
    }

    /// Tells the administrators, unless they know already.
    /// - Returns: whether it was news.
    @discardableResult
    mutating func tell(_ matter: Troubles.Matter, _ words: String) -> Bool {
        guard troubles.isNews(matter, words) else { return false }
        outcome.events.append(.trouble(words))
        return true
    }

    /// Whether it is one that no retry mends. A certificate that is refused on the first day is a
    /// mistake of somebody's; one that is refused where another was accepted before may be replaced
    /// tomorrow.
    private mutating func judge(_ failure: CurlFailure) {
        guard !failure.mayPass, failure != .stopped, failure != .cancelled else { return }
        if wasEverUp {
            tell(
                .connection,
                "\(serverName) is not connected to: \(failure). Tried again and again.")
        } else {
            outcome.failure = .serverRefused(
                server: serverName, reason: "\(failure)",
                settings: "`homeserver` and `tls` (ca, fingerprints)")
        }
    }

    /// When something happened that the session dates by its own clock; of the time before this
    /// process, what an earlier one knew.
    func instant(of moment: Milliseconds?, in room: RoomAddress) -> Instant? {
        guard let moment else { return recalled[room] ?? recalled[nil] }
        return clock.now - Lapse(milliseconds: max(0, clock.uptime - moment))
    }
}
