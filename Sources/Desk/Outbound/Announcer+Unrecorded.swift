import CaseStore
import Casework
import Chat
import Phrasebook
import Synchronization

// What is said and stands in no outbox, because nothing was decided: it is kept in memory, and said
// again when a link that lost it is back.
extension Announcer {
    /// An answer of more lines lets everything else go first: on a slow network it takes minutes.
    static let promptLinesMax = Looker.roomLinesMax

    static func isLong(_ lines: [Line]) -> Bool { lines.count > promptLinesMax }

    /// An answer that is not on the outbox because nothing was decided.
    /// - Parameter isDeclining: nothing was done of what was asked. It is not said again from here.
    func say(_ lines: [Line], _ origin: Origin, alone: Bool, isDeclining: Bool = false) {
        guard !lines.isEmpty else { return }
        let destination: Post.Destination =
            if let room = origin.room, !alone {
                .room(room.address)
            } else {
                .person(origin.from)
            }
        let post = Post(
            id: setup.fresh.key("look"), attempt: 1, destination: destination,
            lane: Self.isLong(lines) ? .bulk : .answer, lines: lines, answers: origin.messageID,
            createdAt: setup.clock.now(),
            shape: Post.Shape(
                under: alone ? nil : origin.thread.map { .message($0) }, isDeclining: isDeclining))
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

    /// Tells a room when nobody listened there. After an outage it is one line a room: what rings
    /// goes before them.
    func tell(_ absence: HearingLedger.Absence, in room: RoomAddress, on network: NetworkName) {
        let wording = self.wording(network: network, to: nil, isDirect: false)
        add(
            Post(
                id: absence.news.post, attempt: absence.news.attempt, destination: .room(room),
                lane: .normal, lines: wording.wasAway(from: absence.from, to: absence.to),
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

    /// What has become of an unrecorded answer.
    enum AnswerEnd {
        /// Said, or never to be said; and to which message.
        case over(question: String?)
        case again
        /// That nothing was done: whether its asker knows. It is not kept here.
        case declined(question: String, isTold: Bool)
    }

    /// What the receipt means for an unrecorded answer; nothing if it is for none.
    func ended(_ receipt: Receipt) -> AnswerEnd? {
        state.withLock { state in
            guard let answer = state.unrecorded.removeValue(forKey: receipt.id) else {
                return nil
            }
            let post = answer.post
            if post.shape.isDeclining, let question = post.answers {
                let isTold = if case .sent = receipt.outcome { true } else { false }
                return .declined(question: question, isTold: isTold)
            }
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
            guard isLost else { return .over(question: post.answers) }
            // What a network that stays down will never be told takes nobody else's place.
            if state.waiting.count >= Self.waitingMax {
                let oldest = oldestWorthSaying
                state.waiting.removeAll { $0.since < oldest }
            }
            guard state.waiting.count < Self.waitingMax else {
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
        let oldest = oldestWorthSaying
        state.withLock { state in
            var waiting: [Lost] = []
            for lost in state.waiting {
                guard lost.answer.network == network else {
                    waiting.append(lost)
                    continue
                }
                guard lost.since >= oldest else { continue }
                var lost = lost
                lost.answer = following(lost.answer)
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

    /// What was lost before that is not said any more; by uptime.
    private var oldestWorthSaying: Lapse {
        let uptime = setup.clock.uptime().milliseconds
        return Lapse(milliseconds: uptime - Self.waitingFor.milliseconds)
    }

    private func following(_ answer: Unrecorded) -> Unrecorded {
        guard case .person(let address) = answer.post.destination, let person = answer.person,
            let next = directory.newAddress(
                of: person, insteadOf: address, on: answer.network)
        else { return answer }
        var answer = answer
        answer.post.destination = .person(next)
        return answer
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
