/// A client's side of one connection, from its first line to its last, as a state machine: it is
/// fed bytes, ticks and things to say, and returns bytes to write and facts. It starts when the
/// connection stands and is thrown away with it.
///
/// Invariants:
/// - Nothing that a server sends or that it is told to say makes a line that is not ours: every
///   line is built from parts in which line ends cannot stand.
/// - Identity fails closed. A saying carries an account only if the server vouched for the very
///   connection that said it; while that is not known it is looked up, or carries none.
/// - Every utterance gets exactly one receipt, at the latest from `end`.
/// - How the input was cut into pieces changes nothing.
package struct IRCSession: Sendable {
    let configuration: IRCSessionConfiguration
    /// Tells this connection's messages from every other's, where the server gives no ids.
    let connectionID: String
    /// Nobody on the way can read along.
    let isEncrypted: Bool

    var phase = Phase.unborn
    var reader = LineReader()
    var support = ServerSupport()
    var capabilities = Capabilities()
    var login: Login
    var identity: Identity
    var keepAlive = KeepAlive()
    var batches: [String: Batch] = [:]
    var batchCount = 0
    /// The server offered to take several lines as one, and did not.
    var refusesMultiline = false
    var roster = Roster()
    var rooms = RoomBook()
    var lookUps = LookUps()
    var speech: Speech
    var messageCount = 0
    var topicBook = TopicBook()
    var history = History()
    var lags = LineLags()
    /// What outlives this connection; to be given to the next one's session.
    package internal(set) var memory: IRCMemory
    /// The latest moment that we were told.
    var moment: Milliseconds = 0
    var step = IRCStep()

    enum Phase: Hashable {
        case unborn
        case registering(since: Milliseconds)
        case registered
        case over
    }

    /// `connectionID` has to be unique on this network for ever. `seed` is where the nonces of
    /// a login come from: 128 random bits or more, used for one connection and never shown.
    /// Without one, a mechanism that needs nonces is not used. `floodStrictness` is what earlier
    /// connections of the same link have learned.
    package init(
        _ configuration: IRCSessionConfiguration, connectionID: String, seed: String = "",
        isEncrypted: Bool = false, memory: IRCMemory = IRCMemory(), floodStrictness: Int = 0
    ) {
        self.configuration = configuration
        self.memory = memory
        self.connectionID = connectionID
        self.isEncrypted = isEncrypted
        login = Login(configuration.mechanisms(isEncrypted: isEncrypted), seed: seed)
        identity = Identity(configuration)
        speech = Speech(
            FloodBudget(configuration.floodPolicy, strictness: floodStrictness, at: 0))
    }

    /// How often the server found us too fast, less what it has forgiven: for the next session.
    package var floodStrictness: Int { speech.budget.strictness }
    package var isRegistered: Bool { phase == .registered }
    /// What we log in with was taken on this connection.
    package var hasLoggedIn: Bool { login.hasSucceeded }
    /// Our nick as the server has it.
    package var nick: String { identity.nick }

    /// The connection stands.
    package mutating func begin(at now: Milliseconds) -> IRCStep {
        guard phase == .unborn else { return IRCStep() }
        moment = now
        phase = .registering(since: now)
        keepAlive.heardAt = now
        renewBudget(at: now)
        // "Clients should send CAP LS 302 as the first line." (capability-negotiation)
        write(IRCLine("CAP", "LS", "302"))
        if isEncrypted || configuration.serverPassword == nil { introduce() }
        return finish(at: now)
    }

    /// Takes whatever arrived, in pieces of any size.
    package mutating func receive(_ bytes: some Collection<UInt8>, at now: Milliseconds) -> IRCStep
    {
        // What comes after the end is not heard, and so may not count as heard.
        guard phase != .unborn, phase != .over else { return IRCStep() }
        turn(to: now)
        keepAlive.heard(at: now)
        for line in reader.lines(in: Array(bytes)) where phase != .over {
            take(line, at: now)
            settle(at: now)
        }
        // Once after each line and never between, so that a cut changes nothing.
        return handOver()
    }

    /// To be called when `nextTick` has come; earlier and oftener does no harm.
    package mutating func tick(at now: Milliseconds) -> IRCStep {
        guard phase != .unborn, phase != .over else { return IRCStep() }
        turn(to: now)
        watchLogin(at: now)
        watchRegistration(at: now)
        watchSilence(at: now)
        if phase == .registered {
            watchNick(at: now)
            watchRooms(at: now)
            watchLookUps(at: now)
            watchReceipts(at: now)
            watchHistory(at: now)
        }
        return finish(at: now)
    }

    /// Says goodbye; the connection is to be closed when the bytes are out.
    package mutating func quit(at now: Milliseconds) -> IRCStep {
        guard phase != .unborn, phase != .over else { return IRCStep() }
        turn(to: now)
        leave(saying: configuration.quitMessage)
        return finish(at: now)
    }

    /// The connection is gone, or never came to be: settles what was said.
    package mutating func end() -> [IRCFact] {
        phase = .over
        step = IRCStep()
        stopListening()
        settleAll()
        return step.facts
    }

    // MARK: - Within

    func key(_ name: String) -> FoldedName { support.caseMapping.key(name) }
    var ownKey: FoldedName { key(identity.nick) }
    func isChannel(_ name: String) -> Bool {
        name.first.map(support.channelTypes.contains) ?? false
    }

    /// Writes at once, whatever the flood budget says; the budget remembers it. A line longer
    /// than the server reads is not written: only a server's own excess makes one.
    mutating func write(_ line: IRCLine) {
        let bytes = line.wireBytes
        // "@tags " stands before all the rest, in which no space comes earlier.
        let tagBytes =
            line.tags.isEmpty ? 0 : (bytes.firstIndex(of: UInt8(ascii: " ")) ?? bytes.count) + 1
        guard bytes.count - tagBytes <= support.lineBytes, tagBytes <= IRCTags.sentDataBytesMax + 2
        else { return }
        step.bytes += bytes
        speech.budget.spend(FloodBudget.cost(line.command))
        speech.wrote(bytes.count, at: moment)
    }

    /// Full again: what was written before a connection is registered counts nowhere (InspIRCd
    /// forgets it with 001).
    mutating func renewBudget(at now: Milliseconds) {
        speech.budget = FloodBudget(
            configuration.floodPolicy, strictness: speech.budget.strictness, at: now)
        speech.confirm(speech.sequence, at: now)
    }

    mutating func tell(_ fact: IRCFact) { step.facts.append(fact) }

    mutating func leave(saying message: String) {
        write(IRCLine("QUIT", message))
        step.closes = true
        phase = .over
    }

    /// After every line and every tick, so that it does not matter which came together.
    private mutating func settle(at now: Milliseconds) {
        guard phase == .registered else { return }
        if rooms.isChanged { tellRooms(at: now) }
        tellPrivacy()
        readOn(at: now)
        setTopics(at: now)
        pump(at: now)
    }

    mutating func finish(at now: Milliseconds) -> IRCStep {
        settle(at: now)
        return handOver()
    }

    private mutating func handOver() -> IRCStep {
        defer { step = IRCStep() }
        return step
    }
}
