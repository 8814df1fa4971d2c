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
    let directory: Directory
    private let links: [NetworkName: any ChatLink]
    struct State {
        var next: [NetworkName: [Post]] = [:]
        /// Handed to a link and not receipted, by id.
        var unrecorded: [DeliveryID: Unrecorded] = [:]
        var waiting: [Lost] = []
    }
    /// An answer that nobody finds on disk.
    struct Unrecorded {
        var network: NetworkName
        var post: Post
        /// Whom it answers; nothing for a stranger, who is told nothing of anybody's.
        var person: PersonID?
        /// It may hold customers' words, because they could be read where it was said.
        var mayQuote: Bool
    }
    /// An answer that a link could not say.
    struct Lost {
        var answer: Unrecorded
        /// By uptime.
        var since: Lapse
    }
    let state = Mutex(State())

    var setup: DeskSetup { _read { yield running.standing.setup } }

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

    /// The same post, to where its person is now: whoever changes their nick is still told what waits
    /// for them. What is said to a stranger stays where it is.
    /// - Parameter isFresh: as for `verdict`.
    func following(_ leased: LeasedPost, isFresh: Bool) -> LeasedPost {
        guard case .person(let name) = leased.post.address, let person = leased.post.to,
            !isFresh || leased.post.answers == nil,
            let address = directory.newAddress(
                of: PersonID(person), insteadOf: DirectAddress(name), on: leased.post.network)
        else { return leased }
        var leased = leased
        leased.post.address = .person(address.rawValue)
        return leased
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
                // What is approved has been shown, and may be before its receipt is in.
                isWhole: post.purpose == .draftCard, shape: Post.Shape(leased),
                isAwaited: post.purpose == .draftCard),
            to: post.network)
    }

    /// Has a card show the case as it stands now.
    /// - Parameter since: when it began to say too little.
    /// - Returns: the post that does it; it is on no outbox.
    func change(_ card: KeptMessage, to matter: Case, since: Instant) -> DeliveryID {
        let room = RoomAddress(card.room)
        let wording = self.wording(network: card.network, to: nil, isDirect: false)
        let place = directory.room(room, on: card.network)
        let showsText = place.map(directory.showsCustomerText) ?? false
        let brief = CaseBrief(matter, practice: setup.settings.policy.practice)
        let post = Post(
            id: setup.fresh.key("card"), attempt: 1, destination: .room(room), lane: .bulk,
            lines: wording.card(matter, brief, showsText: showsText), createdAt: since,
            // It stays what it was: a change rings nobody in any case.
            shape: Post.Shape(rings: true, replaces: MessageAnchor(card.root)))
        add(post, to: card.network)
        return post.id
    }

    func add(_ post: Post, to network: NetworkName) {
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
}
