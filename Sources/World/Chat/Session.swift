import Casework
import Chat

/// One connection of the desk to a network, with what is on its way in both directions. It keeps
/// the order in which the network does things, and ends with everything that was under way.
final class Session {
    /// One line of ours on its way.
    struct Line {
        var post: DeliveryID
        var attempt: Int
        var destination: Post.Destination
        var index: Int
        var isLast: Bool
        var text: String
        /// The message whose place it takes.
        var replaces: String?
        var signs: [String]
        /// The room's filter does not like it.
        var isFiltered: Bool
    }

    /// A post that has not got its receipt.
    private final class Talk {
        let post: Post
        let lines: [String]
        /// The first line that is to be said.
        let first: Int
        var written: Int
        var settled: Int
        var reference: String?
        var refusal: String?
        /// The room's filter does not like the line that was written last.
        var isFiltered = false
        var replaces: String? {
            if case .message(let id) = post.shape.replaces { id } else { nil }
        }
        var isWritten: Bool { written == lines.count }
        init(_ post: Post, lines: [String], from first: Int, reference: String?) {
            self.post = post
            self.lines = lines
            self.first = first
            self.reference = reference
            written = first
            settled = first
        }
    }

    unowned let link: WorldLink
    let server: Network
    private let scheduler: Scheduler
    private var chance: Chance
    /// What its ids of messages begin with where the server has none.
    private let word: String
    private(set) var isRegistered = false
    private(set) var hasEnded = false
    /// Nothing comes through any more in either direction, and nobody knows it yet.
    private(set) var isStalled = false
    /// Rooms that we are in, as the server sees it.
    private(set) var inside: [String] = []
    /// Rooms of which we know that we are in.
    private(set) var joined: [String] = []
    /// Rooms that do not let us in.
    var banned: Set<String> = []
    private var lanes: [[Talk]] = [[], [], [], []]
    private var underWay: [Talk] = []
    private var openTalk: Talk?
    private var lastArrival = Lapse.zero
    private var lastTelling = Lapse.zero
    private var mayWriteAt = Lapse.zero
    private var isPumping = false
    /// Lines on the wire, in order; each is there or not when the connection ends.
    private var wire: [(number: Int, line: Line)] = []
    private var written = 0
    private(set) var heardAt: Lapse

    init(_ link: WorldLink, _ server: Network, _ scheduler: Scheduler, _ chance: Chance) {
        self.link = link
        self.server = server
        self.scheduler = scheduler
        self.chance = chance
        word = "c\(self.chance.next() % 1_000_000)"
        heardAt = scheduler.now
    }

    // MARK: - What we are told, in order

    /// The desk's end hears it, unless the connection is gone by then.
    private func pass(after extra: Lapse = .zero, _ tell: @escaping (Session) -> Void) {
        let latency = chance.milliseconds(1, server.habits.latencyMax)
        lastTelling = max(lastTelling, scheduler.now + latency + extra)
        scheduler.at(lastTelling) { [weak self] in
            guard let self, !hasEnded, !isStalled else { return }
            heardAt = scheduler.now
            tell(self)
        }
    }

    func tell(presence: Presence) {
        guard isRegistered else { return }
        pass { $0.link.tell(.presence(presence)) }
    }

    func notePrivacy(of address: String) {
        guard inside.contains(address), let room = server.room(address) else { return }
        let privacy = server.privacy(of: room)
        pass { session in
            session.link.tellPrivacy(RoomAddress(address), privacy)
        }
    }

    func tell(_ message: Network.Message, in address: String?) {
        let repeats = server.habits.repeats && chance.oneIn(40)
        pass { $0.link.hear(message, in: address, fromHistory: false) }
        if repeats { pass { $0.link.hear(message, in: address, fromHistory: false) } }
    }

    /// The message's own id, or one of this connection where the server gives none.
    func id(of message: Network.Message) -> String {
        server.habits.keepsHistory ? message.id : "\(word).\(message.number)"
    }

    // MARK: - Coming in

    func begin(_ rooms: [String]) {
        pass(after: chance.milliseconds(20, 400)) { session in
            session.isRegistered = true
            session.link.readDirectHistory(session)
            for room in rooms { session.join(room) }
            session.listen()
        }
        // The server knows us from the moment at which it lets us in.
        scheduler.at(lastTelling) { [weak self] in
            guard let self, !hasEnded else { return }
            server.desk = self
        }
    }

    func join(_ address: String) {
        guard !hasEnded, !inside.contains(address) else { return }
        guard !banned.contains(address) else { return askAgain(address) }
        inside.append(address)
        let knowsReadersFirst = chance.oneIn(2)
        pass { session in
            session.joined.append(address)
            for user in session.server.members(of: address) {
                session.link.tell(
                    .presence(
                        Presence(
                            from: DirectAddress(user.nick),
                            account: user.account.map { AccountName($0) }, isHere: true)))
            }
            if knowsReadersFirst { session.tellReaders(of: address) }
            session.link.tellJoined(session)
            session.link.listen(in: address, session)
        }
        if !knowsReadersFirst {
            pass(after: chance.milliseconds(0, chance.oneIn(10) ? 6000 : 300)) {
                $0.tellReaders(of: address)
            }
        }
    }

    private func tellReaders(of address: String) {
        guard inside.contains(address), let room = server.room(address) else { return }
        link.tellPrivacy(RoomAddress(address), server.privacy(of: room))
    }

    private func askAgain(_ address: String) {
        scheduler.after(chance.seconds(20, 60)) { [weak self] in self?.join(address) }
    }

    /// Thrown out of a room, for a while or for a moment.
    func kick(from address: String, until back: Lapse) {
        guard !hasEnded, inside.contains(address) else { return }
        inside.removeAll { $0 == address }
        banned.insert(address)
        server.chronicle.disturbed(scheduler.now, until: back + .minutes(2))
        scheduler.at(back) { [weak self] in self?.banned.remove(address) }
        pass { session in
            session.joined.removeAll { $0 == address }
            session.link.left(address, since: session.scheduler.now)
            session.link.tellJoined(session)
            session.askAgain(address)
        }
    }

    /// Now and then it is told how far everything was heard.
    private func listen() {
        scheduler.after(.seconds(30)) { [weak self] in
            guard let self, !hasEnded, !isStalled else { return }
            heardAt = scheduler.now
            link.tellListening(self)
            listen()
        }
    }

    // MARK: - What we say

    func say(_ post: Post) {
        if case .room(let address) = post.destination, !joined.contains(address.rawValue) {
            let outcome: Receipt.Outcome =
                banned.contains(address.rawValue) ? .retry(after: .seconds(30)) : .linkDown
            return link.tellReceipt(post, outcome)
        }
        var lines = post.lines.map(\.words)
        var first = 0
        var reference: String?
        if post.isRepeat {
            switch found(post) {
            case .unclear: lines[0] = "(again?) " + lines[0]
            case .there(let count, let id):
                first = count
                reference = id
            }
        }
        guard first < lines.count else {
            return link.tellReceipt(post, .sent(reference: reference))
        }
        lanes[post.lane.rawValue].append(
            Talk(post, lines: lines, from: first, reference: reference))
        pump()
    }

    private enum Finding {
        case unclear
        /// So many of its lines, and what the first is called.
        case there(Int, String?)
    }

    /// Looks in the room's history for what may be there already.
    private func found(_ post: Post) -> Finding {
        guard server.habits.keepsHistory, case .room(let address) = post.destination,
            let room = server.room(address.rawValue)
        else { return .unclear }
        let mine = room.messages(of: post.id)
        return .there(Set(mine.map(\.line)).count, mine.first?.id)
    }

    private func pump() {
        guard !isPumping, openTalk != nil || lanes.contains(where: { !$0.isEmpty }) else { return }
        isPumping = true
        scheduler.at(max(mayWriteAt, scheduler.now)) { [weak self] in
            guard let self, !hasEnded else { return }
            isPumping = false
            write()
            pump()
        }
    }

    /// One line; those of one post stay together.
    private func write() {
        if openTalk == nil, let lane = lanes.firstIndex(where: { !$0.isEmpty }) {
            let talk = lanes[lane].removeFirst()
            openTalk = talk
            underWay.append(talk)
        }
        guard let talk = openTalk else { return }
        // A message is refused as a whole, and not once it is there.
        if !server.habits.keepsMessages || talk.written == 0 {
            talk.isFiltered = chance.oneIn(2500)
        }
        let line = Line(
            post: talk.post.id, attempt: talk.post.attempt, destination: talk.post.destination,
            index: talk.written, isLast: talk.written == talk.lines.count - 1,
            text: talk.lines[talk.written], replaces: talk.replaces,
            signs: server.habits.keepsMessages && talk.written == 0 ? talk.post.shape.signs : [],
            isFiltered: talk.isFiltered)
        talk.written += 1
        if talk.isWritten {
            openTalk = nil
            link.tellUnderWay(talk.post)
        }
        mayWriteAt = scheduler.now + Lapse(milliseconds: server.habits.pace)
        written += 1
        let number = written
        wire.append((number, line))
        let latency = chance.milliseconds(1, server.habits.latencyMax)
        lastArrival = max(lastArrival, scheduler.now + latency)
        scheduler.at(lastArrival) { [weak self] in self?.arrive(number, talk) }
        if server.cuts > 0, chance.oneIn(60) {
            server.cuts -= 1
            scheduler.after(chance.milliseconds(0, 2 * server.habits.latencyMax)) {
                [weak self] in self?.end("Connection reset by peer")
            }
        }
    }

    private func arrive(_ number: Int, _ talk: Talk) {
        guard !isStalled, let index = wire.firstIndex(where: { $0.number == number }) else {
            return
        }
        let line = wire.remove(at: index).line
        let fate = server.take(line)
        // Where the room is not ours any more the server says so.
        pass { $0.settle(talk, line, fate) }
    }

    private func settle(_ talk: Talk, _ line: Line, _ fate: Network.Fate) {
        talk.settled += 1
        switch fate {
        case .shown(let reference): if line.index == 0 { talk.reference = reference }
        case .refused(let reason): talk.refusal = talk.refusal ?? reason
        }
        guard talk.settled == talk.lines.count,
            let index = underWay.firstIndex(where: { $0 === talk })
        else { return }
        underWay.remove(at: index)
        link.tellReceipt(
            talk.post, talk.refusal.map { .refused(reason: $0) } ?? .sent(reference: talk.reference)
        )
    }

    // MARK: - The end

    /// Nothing comes through any more; it is noticed later.
    func stall(until noticed: Lapse) {
        guard !hasEnded, !isStalled else { return }
        isStalled = true
        deliverSome()
        if server.desk === self { server.desk = nil }
        scheduler.at(noticed) { [weak self] in self?.end("Ping timeout") }
    }

    /// Of what was on the wire, the first lines still arrive.
    private func deliverSome() {
        let count = chance.below(wire.count + 1)
        for (_, line) in wire.prefix(count) { _ = server.take(line) }
        wire = []
    }

    func end(_ reason: String) {
        guard !hasEnded else { return }
        server.chronicle.lost(server.name, reason, at: scheduler.now)
        if !isStalled { deliverSome() }
        hasEnded = true
        if server.desk === self { server.desk = nil }
        for talk in underWay where talk.settled < talk.lines.count {
            link.tellReceipt(talk.post, talk.written > talk.first ? .unknown : .linkDown)
        }
        for talk in lanes.joined() { link.tellReceipt(talk.post, .linkDown) }
        underWay = []
        lanes = [[], [], [], []]
        openTalk = nil
        link.ended(self, reason)
    }

    /// The process is gone: the server notices, and nobody is told.
    func die() {
        guard !hasEnded else { return }
        if !isStalled { deliverSome() }
        hasEnded = true
        if server.desk === self { server.desk = nil }
    }
}
