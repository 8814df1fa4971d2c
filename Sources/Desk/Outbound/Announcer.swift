import CaseStore
import Casework
import Chat
import Phrasebook
import Synchronization

/// Gives notices their words and hands them to the links, in the order of the loop.
///
/// Posts of the outbox are on disk before they come here. Answers that change nothing (a look, a
/// mistake) are not: they are kept in memory and said again when a link that lost them is back.
final class Announcer: Sendable {
    /// Unrecorded answers that wait for their link.
    static let waitingMax = 4000
    /// An answer about how things stand is not worth saying after this.
    static let waitingFor = Lapse.minutes(15)

    private let running: RunningSetup
    private let directory: Directory
    private let links: [NetworkName: any ChatLink]
    private struct State {
        var next: [NetworkName: [Post]] = [:]
        /// Handed to a link and not receipted, by id.
        var unrecorded: [DeliveryID: Unrecorded] = [:]
        var waiting: [Lost] = []
    }
    /// An answer that nobody finds on disk.
    private struct Unrecorded {
        var network: NetworkName
        var post: Post
        /// Whom it answers; nothing for a stranger, who is told nothing of anybody's.
        var person: PersonID?
        /// It may hold customers' words, because they could be read where it was said.
        var mayQuote: Bool
    }
    /// An answer that a link could not say.
    private struct Lost {
        var answer: Unrecorded
        /// By uptime.
        var since: Lapse
    }
    private let state = Mutex(State())

    private var setup: DeskSetup { _read { yield running.standing.setup } }

    init(running: RunningSetup, directory: Directory) {
        self.running = running
        self.directory = directory
        links = Dictionary(
            running.standing.setup.links.map { ($0.network, $0) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The words for one place at this moment.
    func wording(network: NetworkName?, to: String?, isDirect: Bool) -> Wording {
        Wording(
            sigil: setup.sigil, style: setup.isPlain ? .plain : .unicode, clock: setup.localTime,
            now: setup.clock.now(), to: to, isDirect: isDirect,
            names: { [directory] person in
                directory.addresses(of: person).first { $0.0 == network }?.1.rawValue
                    ?? person.rawValue
            }, showsNames: network.map { links[$0]?.keepsMessages ?? false } ?? false)
    }

    /// - Parameter alone: said to that person alone, wherever they asked.
    func wording(to origin: Origin, alone: Bool = false) -> Wording {
        wording(
            network: origin.network, to: origin.from.rawValue,
            isDirect: alone || origin.room == nil)
    }

    func lines(for notice: Notice, to origin: Origin? = nil) -> [Line] {
        (origin.map { wording(to: $0) } ?? wording(network: nil, to: nil, isDirect: true)).lines(
            for: notice)
    }

    /// Whether a post of the outbox may be said now.
    enum Verdict {
        case say
        /// Nobody is known to have that name just now; its owner may be back.
        case later
        /// The name is another person's, or its owner stayed away for too long.
        case never
    }

    /// What is meant for one person is not said to whoever has their nick by now.
    /// - Parameter isFresh: it was decided just now, so that what answers somebody goes to the
    ///   very account that spoke.
    func verdict(_ leased: LeasedPost, isFresh: Bool, now: Instant) -> Verdict {
        guard case .person(let name) = leased.post.address, let person = leased.post.to else {
            return .say
        }
        if isFresh, leased.post.answers != nil { return .say }
        let owner = directory.owner(of: DirectAddress(name), on: leased.post.network)
        guard owner == nil else { return owner == PersonID(person) ? .say : .never }
        return now - leased.post.createdAt > Self.waitingFor ? .never : .later
    }

    /// Rings that are this late say so.
    static let lateFrom = Lapse.seconds(15)

    /// Posts of the outbox that share lines.
    func post(_ herd: Herd) {
        let post = herd.first.post
        guard !herd.others.isEmpty, case .room(let name) = post.address else {
            return self.post(herd.first)
        }
        let wording = self.wording(network: post.network, to: nil, isDirect: false)
        let place = directory.room(RoomAddress(name), on: post.network)
        let showsText = place.map(directory.showsCustomerText) ?? false
        let oldest = herd.all.map(\.post.createdAt).min() ?? post.createdAt
        add(
            Post(
                id: herd.id, attempt: herd.attempt,
                destination: .room(RoomAddress(name)), lane: post.lane,
                lines: lines(for: herd, wording, showsText: showsText, since: oldest),
                answers: post.answers, isRepeat: herd.first.isRepeat, createdAt: oldest),
            to: post.network)
    }

    private func lines(
        for herd: Herd, _ wording: Wording, showsText: Bool, since oldest: Instant
    ) -> [Line] {
        let reviews = herd.all.compactMap(\.post.notice.review)
        switch Herd.Kind(herd.first.post) {
        case .approved(let person, let window, _):
            return wording.approved(reviews, by: person, window: window)
        case .rejected(let person, let reason, _):
            return wording.rejected(reviews, by: person, reason: reason)
        case .ring, nil:
            let late = setup.clock.now() - oldest
            let rings = herd.all.compactMap { leased in
                (showsText ? leased.post.notice : leased.post.notice.withoutCustomerText()).ring
            }
            return wording.rings(
                rings.map { Rung(brief: $0.brief, mention: $0.mention) },
                late: late >= Self.lateFrom ? late : nil)
        }
    }

    /// A post of the outbox, with its words as they are right now.
    private func post(_ leased: LeasedPost) {
        let post = leased.post
        let destination: Post.Destination
        let wording: Wording
        var notice = post.notice
        switch post.address {
        case .room(let name):
            destination = .room(RoomAddress(name))
            wording = self.wording(network: post.network, to: post.to, isDirect: false)
            let place = directory.room(RoomAddress(name), on: post.network)
            if !(place.map(directory.showsCustomerText) ?? false) {
                notice = notice.withoutCustomerText()
            }
        case .person(let name):
            destination = .person(DirectAddress(name))
            wording = self.wording(network: post.network, to: name, isDirect: true)
            // A stranger.
            if post.to == nil { notice = notice.withoutCustomerText() }
        }
        var lines = wording.lines(for: notice)
        let late = setup.clock.now() - post.createdAt
        if post.purpose == .ring, post.lane == .urgent, late >= Self.lateFrom {
            lines = wording.late(lines, by: late)
        }
        add(
            Post(
                id: post.id, attempt: leased.attempt, destination: destination, lane: post.lane,
                lines: lines, answers: post.answers,
                isRepeat: leased.isRepeat, createdAt: post.createdAt,
                shape: Post.Shape(leased)), to: post.network)
    }

    /// Has a card show the case as it stands now.
    /// - Returns: the post that does it; it is on no outbox.
    func change(_ card: KeptMessage, to matter: Case) -> DeliveryID {
        let room = RoomAddress(card.room)
        let wording = self.wording(network: card.network, to: nil, isDirect: false)
        let place = directory.room(room, on: card.network)
        let showsText = place.map(directory.showsCustomerText) ?? false
        let brief = CaseBrief(matter, practice: setup.settings.policy.practice)
        let post = Post(
            id: setup.fresh.key("card"), attempt: 1, destination: .room(room), lane: .bulk,
            lines: wording.card(matter, brief, showsText: showsText),
            // It stays what it was: a change rings nobody in any case.
            shape: Post.Shape(rings: true, replaces: MessageAnchor(card.root)))
        add(post, to: card.network)
        return post.id
    }

    /// An answer that is not on the outbox because nothing was decided.
    func say(_ lines: [Line], _ origin: Origin, alone: Bool) {
        guard !lines.isEmpty else { return }
        let destination: Post.Destination =
            if let room = origin.room, !alone {
                .room(room.address)
            } else {
                .person(origin.from)
            }
        let post = Post(
            id: setup.fresh.key("look"), attempt: 1, destination: destination, lane: .answer,
            lines: lines, answers: origin.messageID, createdAt: setup.clock.now(),
            shape: Post.Shape(under: alone ? nil : origin.thread.map { .message($0) }))
        let answer = Unrecorded(
            network: origin.network, post: post, person: origin.person,
            mayQuote: origin.person != nil
                && (origin.room.map(directory.showsCustomerText) ?? true))
        state.withLock { $0.unrecorded[post.id] = answer }
        add(post, to: origin.network)
    }

    /// Tells a room why customers' words are kept back there, or that they no longer are.
    func tell(_ place: RoomPlace, onlookers: [String]?) {
        let wording = self.wording(network: place.network, to: nil, isDirect: false)
        let post = Post(
            id: setup.fresh.key("room"), attempt: 1, destination: .room(place.address),
            lane: .normal,
            lines: onlookers.map(wording.keptBack) ?? wording.shownAgain())
        let said = Unrecorded(
            network: place.network, post: post, person: nil, mayQuote: false)
        state.withLock { $0.unrecorded[post.id] = said }
        add(post, to: place.network)
    }

    /// Tells one person something that nobody asked for.
    func tell(
        _ person: PersonID, at address: DirectAddress, on network: NetworkName, _ lines: [Line]
    ) {
        let post = Post(
            id: setup.fresh.key("trouble"), attempt: 1, destination: .person(address),
            lane: .normal, lines: lines)
        let said = Unrecorded(network: network, post: post, person: person, mayQuote: false)
        state.withLock { $0.unrecorded[post.id] = said }
        add(post, to: network)
    }

    /// Tells those who are back what rang meanwhile.
    func tell(rung matters: [CaseID], in room: RoomAddress, on network: NetworkName) {
        let named = matters.prefix(DoubtLedger.namedMax)
        let wording = self.wording(network: network, to: nil, isDirect: false)
        let post = Post(
            id: setup.fresh.key("rung"), attempt: 1, destination: .room(room), lane: .urgent,
            lines: wording.rangMeanwhile(Array(named), more: matters.count - named.count))
        let said = Unrecorded(network: network, post: post, person: nil, mayQuote: false)
        state.withLock { $0.unrecorded[post.id] = said }
        add(post, to: network)
    }

    /// Tells a room what came in without ringing.
    func tell(_ digest: DigestBook.Digest, in place: RoomPlace) {
        let wording = self.wording(network: place.network, to: nil, isDirect: false)
        let mayQuote = directory.showsCustomerText(in: place)
        let post = Post(
            id: setup.fresh.key("digest"), attempt: 1, destination: .room(place.address),
            lane: .normal,
            lines: [
                wording.digest(
                    of: digest.queue, digest.count, middle: digest.middle, in: digest.lapse,
                    refrain: mayQuote ? digest.refrain : nil)
            ])
        let said = Unrecorded(
            network: place.network, post: post, person: nil, mayQuote: mayQuote)
        state.withLock { $0.unrecorded[post.id] = said }
        add(post, to: place.network)
    }

    /// Tells a room when nobody listened there.
    func tell(_ absence: HearingLedger.Absence, in room: RoomAddress, on network: NetworkName) {
        let wording = self.wording(network: network, to: nil, isDirect: false)
        add(
            Post(
                id: absence.news.post, attempt: absence.news.attempt, destination: .room(room),
                lane: .answer, lines: wording.wasAway(from: absence.from, to: absence.to),
                isRepeat: absence.news.isRepeat, createdAt: absence.to), to: network)
    }

    /// Tells a room what it may never have seen.
    func tell(_ doubt: DoubtLedger.Doubt, in room: RoomAddress, on network: NetworkName) {
        let named = doubt.matters.prefix(DoubtLedger.namedMax)
        let wording = self.wording(network: network, to: nil, isDirect: false)
        add(
            Post(
                id: doubt.news.post, attempt: doubt.news.attempt, destination: .room(room),
                lane: .answer,
                lines: wording.mayBeUnseen(
                    Array(named), more: doubt.matters.count - named.count,
                    hasAnswers: doubt.hasOthers),
                isRepeat: doubt.news.isRepeat), to: network)
    }

    private func add(_ post: Post, to network: NetworkName) {
        state.withLock { $0.next[network, default: []].append(post) }
    }

    /// Hands over what has gathered, in order.
    func flush() {
        let next = state.withLock { state in
            defer { state.next = [:] }
            return state.next
        }
        for (network, posts) in next.sorted(by: { $0.key < $1.key }) {
            links[network]?.post(posts)
        }
    }

    /// What has become of an unrecorded answer.
    enum AnswerEnd {
        /// Said, or never to be said; and to which message.
        case over(question: String?)
        case again
    }

    /// What the receipt means for an unrecorded answer; nothing if it is for none.
    func ended(_ receipt: Receipt) -> AnswerEnd? {
        state.withLock { state in
            guard let answer = state.unrecorded.removeValue(forKey: receipt.id) else {
                return nil
            }
            let post = answer.post
            let isLost =
                switch receipt.outcome {
                case .linkDown, .retry: true
                case .unknown: !post.isRepeat
                case .sent, .refused: false
                }
            if case .refused(let reason) = receipt.outcome {
                if let alone = alone(answer, reason) {
                    state.unrecorded[alone.post.id] = alone
                    state.next[alone.network, default: []].append(alone.post)
                    return .again
                }
                return .over(question: post.answers)
            }
            guard isLost, state.waiting.count < Self.waitingMax else {
                return .over(question: post.answers)
            }
            var again = answer
            again.post.attempt += 1
            again.post.isRepeat = post.isRepeat || receipt.outcome == .unknown
            state.waiting.append(Lost(answer: again, since: setup.clock.uptime()))
            return .again
        }
    }

    /// An answer that its room does not take, for the asker alone.
    private func alone(_ answer: Unrecorded, _ reason: String) -> Unrecorded? {
        guard case .room(let room) = answer.post.destination, let person = answer.person,
            let place = directory.addresses(of: person).first(where: { $0.0 == answer.network })
        else { return nil }
        let wording = wording(network: answer.network, to: place.1.rawValue, isDirect: true)
        var answer = answer
        answer.post.attempt += 1
        answer.post.destination = .person(place.1)
        answer.post.lines.insert(
            wording.answeredHere(insteadOf: room.rawValue, reason: reason), at: 0)
        return answer
    }

    /// Says to the asker alone what their room does not take.
    /// - Returns: whether there is such an asker, who is still there.
    func answerAlone(_ leased: LeasedPost, insteadOf room: String, _ reason: String) -> Bool {
        let post = leased.post
        guard post.lane == .answer, post.answers != nil, let name = post.to,
            let person = directory.owner(of: DirectAddress(name), on: post.network)
        else { return false }
        let wording = wording(network: post.network, to: name, isDirect: true)
        let lines =
            [wording.answeredHere(insteadOf: room, reason: reason)]
            + wording.lines(for: post.notice)
        tell(person, at: DirectAddress(name), on: post.network, lines)
        return true
    }

    /// The link is back, or takes posts again: what it lost is said once more, if it may still be
    /// said there. What is meant for somebody who is not to be seen waits for them.
    func repeatLost(on network: NetworkName) {
        let oldest = setup.clock.uptime().milliseconds - Self.waitingFor.milliseconds
        state.withLock { state in
            var waiting: [Lost] = []
            for lost in state.waiting {
                guard lost.answer.network == network else {
                    waiting.append(lost)
                    continue
                }
                guard lost.since.milliseconds >= oldest else { continue }
                switch verdict(lost.answer) {
                case .say:
                    state.unrecorded[lost.answer.post.id] = lost.answer
                    state.next[network, default: []].append(lost.answer.post)
                case .later: waiting.append(lost)
                case .never: break
                }
            }
            state.waiting = waiting
        }
    }

    private func verdict(_ answer: Unrecorded) -> Verdict {
        switch answer.post.destination {
        case .room(let address):
            guard answer.mayQuote else { return .say }
            // Rooms are joined one after the other.
            guard directory.knowsReaders(of: address, on: answer.network) else { return .later }
            let place = directory.room(address, on: answer.network)
            return place.map(directory.showsCustomerText) ?? false ? .say : .never
        case .person(let address):
            guard let person = answer.person else { return .say }
            guard let owner = directory.owner(of: address, on: answer.network) else {
                return .later
            }
            return owner == person ? .say : .never
        }
    }
}
