import Casework
import Chat

/// A link of one process of the desk: it connects, comes back, tells what it hears in order, and
/// reads what it missed where the network keeps that.
final class WorldLink: ChatLink,
    // On the world's one thread only.
    @unchecked Sendable
{
    private struct Mark {
        /// The number of the last message heard; nothing if it is not known.
        var number: Int?
        var saidAt: Instant?
        var messageID: String?
        var awaySince: Lapse?
    }

    let network: NetworkName
    private let server: Network
    private let addresses: [String]
    private let scheduler: Scheduler
    private let wall: Wall
    private let life: Int
    private var chance: Chance
    private var ears: (any ChatEars)?
    private var session: Session?
    private var marks: [String: Mark] = [:]
    private var direct: Mark?
    private var heard: Set<String> = []
    /// The number of the last message heard.
    private var place = 0
    private var promise: CheckedContinuation<Void, Never>?
    private var isOver = false
    private var isStopping = false

    init(
        _ server: Network, life: Int, _ scheduler: Scheduler, _ wall: Wall, _ chance: Chance
    ) {
        network = server.name
        self.server = server
        addresses = server.rooms.map(\.address)
        self.scheduler = scheduler
        self.wall = wall
        self.life = life
        self.chance = chance
    }

    // MARK: - The seam

    func run(_ ears: any ChatEars) async throws {
        self.ears = ears
        guard !isOver, !isStopping else { return }
        connect(after: chance.milliseconds(5, 500))
        await withTaskCancellationHandler {
            await withCheckedContinuation { promise in
                if isOver || Task.isCancelled { return promise.resume() }
                self.promise = promise
            }
        } onCancel: {
            leave()
        }
    }

    var keepsMessages: Bool { server.habits.keepsMessages }
    /// Such a network looks in its own history for what may be there.
    var knowsRepeatsFor: Lapse { keepsMessages ? .minutes(25) : .zero }

    func recall(_ marks: [HeardMark]) {
        if let bookmark = marks.first(where: { $0.room == nil })?.messageID,
            bookmark.hasPrefix("s"), let number = Int(bookmark.dropFirst())
        {
            return goOn(from: number, marks)
        }
        for mark in marks {
            let away = max((wall.now() - mark.heardAt).milliseconds, 0)
            let known = Mark(
                number: mark.messageID.flatMap { number(of: $0, in: mark.room?.rawValue) },
                saidAt: mark.saidAt, messageID: mark.messageID,
                awaySince: Lapse(milliseconds: scheduler.now.milliseconds - away))
            if let room = mark.room { self.marks[room.rawValue] = known } else { direct = known }
        }
    }

    /// Everything after that was missed, and nothing before.
    private func goOn(from number: Int, _ marks: [HeardMark]) {
        place = number
        for mark in marks {
            let known = Mark(number: number, saidAt: nil, messageID: nil, awaySince: scheduler.now)
            if let room = mark.room { self.marks[room.rawValue] = known } else { direct = known }
        }
    }

    func post(_ posts: [Post]) {
        for post in posts {
            guard !isOver else { return }
            let record = server.chronicle.handed(
                post, on: network, life: life, at: scheduler.now)
            // As it is worded now: it may say less than it did the last time.
            if post.lines.contains(where: \.showsCustomersWords),
                let onlookers = onlookers(of: post)
            {
                record.onlookers.append(onlookers)
            }
            guard let session, session.isRegistered, !session.hasEnded else {
                tellReceipt(post, .linkDown)
                continue
            }
            session.say(post)
        }
    }

    /// Strangers in the post's room, as the desk was told.
    private func onlookers(of post: Post) -> (names: [String], knownFor: Lapse)? {
        guard case .room(let address) = post.destination,
            let told = server.privacyTold[address.rawValue]
        else { return nil }
        let knownFor = Lapse(
            milliseconds: scheduler.now.milliseconds - told.at.milliseconds)
        switch told.privacy {
        case .unknown: return nil
        case .open: return (["anybody"], knownFor)
        case .closed(let occupants, let strangers):
            let guests = occupants.map(\.rawValue).filter { $0.hasPrefix("guest") }
            return (guests + strangers.map(\.rawValue), knownFor)
        }
    }

    func stop() {
        isStopping = true
        guard let session, session.isRegistered, !session.isStalled else { return leave() }
        tellListening(session)
        // Goodbye takes a moment, and what was said before it still gets through.
        scheduler.after(chance.milliseconds(10, 1500)) { [weak self] in self?.leave() }
    }

    private func leave() {
        guard !isOver else { return }
        session?.end("stopped")
        isOver = true
        promise?.resume()
        promise = nil
    }

    /// The process is gone.
    func die() {
        isOver = true
        ears = nil
        session?.die()
        session = nil
        promise?.resume()
        promise = nil
    }

    // MARK: - Connections

    private func connect(after lapse: Lapse) {
        scheduler.after(lapse) { [weak self] in
            guard let self, !isOver, !isStopping, session == nil else { return }
            guard server.isReachable else { return connect(after: chance.seconds(2, 30)) }
            let session = Session(self, server, scheduler, chance.fork())
            self.session = session
            session.begin(addresses)
        }
    }

    /// What the weather does to the connection that there is.
    func weather(_ what: (Session) -> Void) { session.map(what) }

    func ended(_ ended: Session, _ reason: String) {
        guard session === ended else { return }
        session = nil
        for address in ended.joined { left(address, since: ended.heardAt) }
        if direct?.awaySince == nil { direct?.awaySince = ended.heardAt }
        tell(.down(reason: reason))
        if !isStopping { connect(after: chance.seconds(1, 20)) }
    }

    func left(_ address: String, since moment: Lapse) {
        if marks[address]?.awaySince == nil { marks[address]?.awaySince = moment }
    }

    // MARK: - Telling

    func tell(_ event: ChatEvent) {
        guard !isOver else { return }
        ears?.heard(event)
    }

    func tellUnderWay(_ post: Post) {
        guard post.isAwaited else { return }
        tell(.underWay(post.id, attempt: post.attempt, at: wall.now()))
    }

    func tellReceipt(_ post: Post, _ outcome: Receipt.Outcome) {
        guard !isOver else { return }
        server.chronicle.posts[post.id]?.outcomes.append((post.attempt, outcome))
        tell(
            .receipt(
                Receipt(id: post.id, attempt: post.attempt, outcome: outcome, at: wall.now())))
    }

    func tellJoined(_ session: Session) {
        tell(.up(rooms: session.joined.map { RoomAddress($0) }))
        tellListening(session)
    }

    func tellPrivacy(_ address: RoomAddress, _ privacy: RoomPrivacy) {
        if server.privacyTold[address.rawValue]?.privacy != privacy {
            server.privacyTold[address.rawValue] = (privacy, scheduler.now)
        }
        tell(.privacy(address, privacy))
    }

    func tellListening(_ session: Session) {
        let rooms = session.joined.filter { marks[$0].map { $0.awaySince == nil } ?? false }
        guard !rooms.isEmpty else { return }
        tell(
            .listening(
                rooms: rooms.map { RoomAddress($0) }, at: instant(of: session.heardAt),
                bookmark: bookmark(session)))
    }

    /// Only where nothing is left to be read.
    private func bookmark(_ session: Session) -> String? {
        guard server.habits.keepsMessages, session.joined.count == addresses.count,
            marks.values.allSatisfy({ $0.awaySince == nil }), direct?.awaySince == nil
        else { return nil }
        return "s\(place)"
    }

    private func instant(of moment: Lapse) -> Instant {
        wall.now() - Lapse(milliseconds: scheduler.now.milliseconds - moment.milliseconds)
    }

    // MARK: - Hearing

    /// We are in a room, perhaps again.
    func listen(in address: String, _ session: Session) {
        guard let mark = marks[address] else {
            marks[address] = Mark()
            return
        }
        guard let since = mark.awaySince else { return }
        guard server.habits.keepsHistory, let room = server.room(address) else {
            marks[address]?.awaySince = nil
            let (from, to) = (instant(of: since), wall.now())
            server.chronicle.absences.append(
                Absence(
                    life: life, at: scheduler.now, network: network, room: address,
                    from: min(from, to), to: to))
            return tell(
                .absence(rooms: [RoomAddress(address)], from: min(from, to), to: to))
        }
        // What is read by time begins a little early, and may tell again what an earlier process
        // has heard.
        let early = room.log.prefix { !isMissed($0, since: mark) }.suffix(
            chance.oneIn(3) ? 6 : 0)
        for message in early { hear(message, in: address, fromHistory: true) }
        for message in room.log where isMissed(message, since: mark) {
            hear(message, in: address, fromHistory: true)
        }
        marks[address]?.awaySince = nil
        tellListening(session)
    }

    func readDirectHistory(_ session: Session) {
        defer {
            if direct == nil { direct = Mark() }
            direct?.awaySince = nil
        }
        guard server.habits.keepsHistory, let mark = direct, mark.awaySince != nil else { return }
        for message in server.direct where isMissed(message, since: mark) {
            hear(message, in: nil, fromHistory: true)
        }
    }

    /// By its number where that is known; else by time, a little too much rather than too little.
    private func isMissed(_ message: Network.Message, since mark: Mark) -> Bool {
        if let number = mark.number { return message.number > number }
        let time = server.serverTime(message.at)
        if let saidAt = mark.saidAt { return time >= saidAt }
        return mark.awaySince.map { message.at.milliseconds >= $0.milliseconds - 60_000 } ?? false
    }

    private func number(of messageID: String, in address: String?) -> Int? {
        let log = address.flatMap { server.room($0)?.log } ?? server.direct
        return log.last { $0.id == messageID }?.number
    }

    func hear(_ message: Network.Message, in address: String?, fromHistory: Bool) {
        guard !isOver, let session else { return }
        advance(past: message, in: address)
        guard let said = message.said else { return }
        let id = session.id(of: message)
        let isNew = heard.insert(id).inserted
        guard isNew || server.habits.repeats else { return }
        server.chronicle.hear(
            said, as: id,
            Said.Hearing(
                life: life, at: scheduler.now, fromHistory: fromHistory, messageID: id))
        if let gesture = said.gesture {
            return tell(event(gesture, of: said, message, id, in: address, fromHistory))
        }
        let left = said.bytesLeft
        tell(
            .said(
                Saying(
                    network: network, room: address.map { RoomAddress($0) },
                    from: DirectAddress(said.nick), account: said.account.map { AccountName($0) },
                    text: said.spoken ?? said.text, addressed: false, messageID: id,
                    hasServerID: server.habits.keepsHistory,
                    saidAt: server.habits.keepsHistory
                        ? server.serverTime(message.at) : wall.now(),
                    heardAt: wall.now(), fromHistory: fromHistory, bytesLeft: left,
                    thread: said.thread)))
    }

    private func event(
        _ gesture: Said.Gesture, of said: Said, _ message: Network.Message, _ id: String,
        in address: String?, _ fromHistory: Bool
    ) -> ChatEvent {
        let done = Gesture(
            network: network, room: address.map { RoomAddress($0) },
            from: DirectAddress(said.nick), account: said.account.map { AccountName($0) },
            target: gesture.target, messageID: id, doneAt: server.serverTime(message.at),
            heardAt: wall.now(), fromHistory: fromHistory)
        switch gesture.kind {
        case .sign(let key): return .reacted(Reaction(done, key: key))
        case .edited(let text): return .changed(MessageChange(done, .edited(text: text)))
        case .deleted: return .changed(MessageChange(done, .deleted))
        }
    }

    private func advance(past message: Network.Message, in address: String?) {
        place = max(place, message.number)
        let id = server.habits.keepsHistory ? message.id : nil
        let known = Mark(
            number: server.habits.keepsHistory ? message.number : nil,
            saidAt: server.serverTime(message.at), messageID: id, awaySince: nil)
        if let address {
            let away = marks[address]?.awaySince
            marks[address] = known
            marks[address]?.awaySince = away
        } else {
            let away = direct?.awaySince
            direct = known
            direct?.awaySince = away
        }
    }
}
