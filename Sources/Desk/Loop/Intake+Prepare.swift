import CaseStore
import Casework
import Chat
import Logging
import Phrasebook

extension Intake {
    /// Replies that may do something in one turn; the others follow at once.
    static let dueMax = 200
    /// After joining, how long cards wait until it is known who can read along.
    static let openingMax = Lapse.seconds(2)
    /// After the last news of who is in a room, before the room is told of it.
    static let privacySettling = Lapse.seconds(3)

    /// Signal → steps: recognises who speaks and reads what was said; decides nothing.
    func prepare(_ signal: Signal, _ state: inout LoopState, _ steps: inout [Step]) {
        switch signal {
        case .mentions(let mentions, let promise):
            steps.append(.errand(.mentions(mentions), .promise(promise)))
        case .said(let saying):
            hearOrLeave(saying, &state, &steps)
        case .reacted(let reaction):
            hear(reaction, &state, &steps)
        case .changed(let change):
            hear(change, &state, &steps)
        case .receipt(let network, let receipt):
            // What a line is that several cases share stands on no disk.
            if keepers.contains(network), state.isOfHerd(receipt) { recallEarly(&state) }
            if let errand = end(receipt, on: network, &state),
                !state.lateEnds.take(
                    errand, isKnown: repeatsKnown[network] != nil, at: setup.clock.uptime())
            {
                steps.append(.errand(errand, .nothing))
            }
        case .underWay(let id, let attempt, let moment):
            state.noteUnderWay(id, attempt: attempt, at: moment)
        case .linkUp(let network, let rooms):
            directory.listens(to: rooms, on: network)
            open(network, rooms, &state)
        case .linkDown(let network):
            directory.listensNoMore(on: network)
            state.links[network]?.isUp = false
            state.closed.forget(network)
            state.links[network]?.opening = nil
        case .listening(let network, let rooms, let moment, let bookmark):
            directory.listens(to: rooms, on: network)
            state.hearing.listening(
                network, rooms.map { directory.room($0, on: network)?.address ?? $0 }, at: moment,
                bookmark: bookmark)
        case .absence(let network, let rooms, let from, let to):
            note(network, absentFrom: rooms, from: from, to: to, &state)
        case .moved(let network, let room):
            guard let place = directory.room(room, on: network) else { return }
            steps.append(.errand(.moved(place), .nothing))
        case .privacy(let network):
            if let rooms = state.links[network]?.opening?.rooms { open(network, rooms, &state) }
            state.links[network]?.privacyAt = setup.clock.uptime() + Self.privacySettling
        case .trouble(let network, let words):
            logger.warning(
                "A network is in trouble",
                metadata: ["network": "\(network)", "trouble": "\(words)"])
            warnAdmins("\(network): \(words)", &state)
        case .relayTrouble(let relay, let words):
            warnAdmins("relay \(relay): \(words)", &state)
        case .peopled(let network):
            state.links[network]?.peopledAt = setup.clock.uptime() + Self.returnSettling
        case .arrived(let person):
            guard !state.isStopping, !setup.isIntakeOnly, mayHaveMissed(person, &state) else {
                return
            }
            steps.append(.errand(.arrived(person), .nothing))
        case .left(let people):
            steps.append(.errand(.left(people), .nothing))
        case .adminHere:
            speakOfTroubles(&state)
        case .attempted(let report):
            state.lanes.end(report.attempt.key)
            steps.append(.errand(.attempted(report), .nothing))
        case .pageLink(let hash, let end):
            steps.append(.errand(.pageLink(hash), .link(end)))
        case .pageGivenUp(let page, let pageEnd, let reason, let end):
            steps.append(.errand(.pageGivenUp(page, pageEnd, reason: reason), .link(end)))
        case .change(let change):
            steps.append(.errand(.change(change), .change(change)))
        case .configuration(let news):
            tellAdmins(news, &state)
        case .counted(let result, let origin):
            let wording = announcer.wording(to: origin, alone: true)
            let lines =
                switch result {
                case .success(let report): wording.stats(report)
                case .failure(let refusal): wording.lines(for: refusal)
                }
            steps.append(.say(lines, origin, alone: true))
        case .clock:
            guard !state.isStopping, !setup.isIntakeOnly, mustTick(&state) else { return }
            steps += tick(&state).map { .errand($0, .nothing) }
            speakOfPrivacy(&state)
            speakOfArrivals(&state)
        case .stopping:
            state.isStopping = true
            for place in state.early.giveUp() { state.hearing.leaveEarly(place) }
            beginAttempt.finish()
        }
    }

    /// A link that has joined its rooms is posted to once it is known who can read along in them,
    /// or cannot be known: a card that came too early would come without its text.
    private func open(
        _ network: NetworkName, _ rooms: [RoomAddress], _ state: inout LoopState
    ) {
        guard var link = state.links[network] else { return }
        link.backlog = .answer
        let isKnown = rooms.allSatisfy { directory.knowsReaders(of: $0, on: network) }
        let uptime = setup.clock.uptime()
        let until = link.opening?.until ?? uptime + Self.openingMax
        guard link.isUp || isKnown || until <= uptime else {
            link.opening = (rooms, until)
            state.links[network] = link
            return
        }
        link.opening = nil
        if !link.isUp { state.cards.isBack(network, at: uptime) }
        link.isUp = true
        state.links[network] = link
        tellAbsences(on: network, &state)
        tellDoubts(on: network, &state)
        announcer.repeatLost(on: network)
        state.links[network] = link
        speakOfTroubles(&state)
    }

    private func warnAdmins(_ news: String, _ state: inout LoopState) {
        if state.troubles.add(news, for: directory.admins, uptime: setup.clock.uptime()) {
            speakOfTroubles(&state)
        }
    }

    /// Tells the administrators what they do not know yet, each at one place where they are.
    func speakOfTroubles(_ state: inout LoopState) {
        guard !setup.isIntakeOnly, !state.isStopping else { return }
        let up = state.links.filter(\.value.isUp)
        func place(_ person: PersonID) -> (NetworkName, DirectAddress)? {
            directory.addresses(of: person).first { up[$0.0] != nil }
        }
        let news = state.troubles.take(uptime: setup.clock.uptime()) { place($0) != nil }
        for (person, words) in news {
            guard let (network, address) = place(person) else { continue }
            announcer.tell(person, at: address, on: network, [Line(words)])
        }
    }

    /// Names the strangers for whose sake customers' words are kept back, once, and says when it is
    /// mended.
    private func speakOfPrivacy(_ state: inout LoopState) {
        let uptime = setup.clock.uptime()
        for (network, link) in state.links {
            guard let at = link.privacyAt, at <= uptime, link.isUp else { continue }
            state.links[network]?.privacyAt = nil
            for place in setup.rooms where place.network == network {
                guard directory.knowsReaders(of: place.address, on: network) else { continue }
                let now = directory.onlookers(in: place)
                guard now != link.onlookers[place.address] else { continue }
                state.links[network]?.onlookers[place.address] = now
                announcer.tell(place, onlookers: now)
            }
        }
    }

    /// Whether more has fallen due than to write down what has landed.
    private func mustTick(_ state: inout LoopState) -> Bool {
        let uptime = setup.clock.uptime()
        let isDue = state.tickDue.map { $0 <= uptime } ?? false
        let isTime = state.tickedAt.map { $0 + Timekeeper.glanceMin <= uptime } ?? true
        guard isDue || isTime || state.lateEnds.due == nil else { return false }
        state.tickedAt = uptime
        return true
    }

    private func tick(_ state: inout LoopState) -> [Errand] {
        let uptime = setup.clock.uptime()
        for signal in state.early.overdue(at: uptime) { inbox.put(signal) }
        let ready = state.takeDue(at: uptime, limit: Self.dueMax, again: Self.retryPause)
        for (network, link) in state.links {
            if let opening = link.opening, opening.until <= uptime {
                open(network, opening.rooms, &state)
            }
            var mayRetry = state.links[network]?.takeRetries(at: uptime) ?? false
            if let at = link.peopledAt, at <= uptime {
                state.links[network]?.peopledAt = nil
                tellRung(on: network, &state)
                mayRetry = true
            }
            if link.isUp, mayRetry {
                tellAbsences(on: network, &state)
                tellDoubts(on: network, &state)
                announcer.repeatLost(on: network)
            }
            // Whatever lost its wake-up is found now.
            state.links[network]?.backlog = .answer
        }
        return ready.map { .due($0) } + overdue(&state, at: uptime)
            + missing(&state, at: uptime) + [.clock]
    }

    /// Posts that their links have kept for so long that no receipt will come. A link that is slow
    /// but moves on is waited for.
    private func overdue(_ state: inout LoopState, at uptime: Lapse) -> [Errand] {
        let lost = state.inFlight.values.filter { post in
            let moved = state.links[post.leased.post.network]?.movedAt ?? post.since
            return max(post.since, moved) + Turn.postLease <= uptime
                || post.since + Turn.postLeaseMax <= uptime
        }
        .sorted { $0.leased.post.id < $1.leased.post.id }
        guard !lost.isEmpty else { return [] }
        state.forgetHerds(of: Set(lost.map(\.leased.post.id)))
        let latest = state.latest
        let ends = lost.map { lost in
            _ = state.came(back: lost.leased.post.id, attempt: lost.leased.attempt)
            if lost.leased.isRepeat { doubt(lost.leased, &state) }
            return PostEnd(
                id: lost.leased.post.id, attempt: lost.leased.attempt, at: latest, end: .perhaps)
        }
        return [.ends(ends, noticed: [])]
    }

    /// A receipt becomes the post's end; the notice of an approval opens its undo window.
    private func end(
        _ receipt: Receipt, on network: NetworkName, _ state: inout LoopState
    ) -> Errand? {
        let uptime = setup.clock.uptime()
        state.links[network]?.movedAt = uptime
        let isNews =
            state.hearing.ended(receipt, at: uptime) || state.doubts.ended(receipt, at: uptime)
            || state.cards.ended(receipt, at: uptime)
        let answer = isNews ? nil : announcer.ended(receipt)
        switch answer {
        case .over(.some(let question)): state.hearing.answered(question, on: network)
        case .declined(let question, let isTold):
            state.declined.ended(Origin.reference(network, question), isTold: isTold)
        case .over, .again, nil: break
        }
        if isNews || answer != nil {
            if let wait = receipt.outcome.waitInMemory {
                retry(network, at: uptime + wait, &state)
            }
            return nil
        }
        var ends: [PostEnd] = []
        var noticed: [NoticedApproval] = []
        for own in state.members(receipt, keepsMessages: keepers.contains(network)) {
            guard let (end, seen) = self.end(ofOne: own, on: network, &state) else { continue }
            ends.append(end)
            noticed += seen
        }
        return ends.isEmpty ? nil : .ends(ends, noticed: noticed)
    }

    private func end(
        ofOne receipt: Receipt, on network: NetworkName, _ state: inout LoopState
    ) -> (PostEnd, [NoticedApproval])? {
        let uptime = setup.clock.uptime()
        let since = state.inFlight[receipt.id]?.since ?? uptime
        guard let leased = state.came(back: receipt.id, attempt: receipt.attempt) else {
            return nil
        }
        let end: PostEnd.End
        var noticed: [NoticedApproval] = []
        var at = receipt.at
        switch receipt.outcome {
        case .sent(let reference):
            end = .landed(reference: reference)
            state.links[network]?.took(
                Lapse(milliseconds: uptime.milliseconds - since.milliseconds), at: uptime)
            if case .paged = leased.post.notice, case .person = leased.post.address {
                board.paged(.direct, after: receipt.at - leased.post.createdAt)
            }
            if leased.post.purpose == .ring, let matter = leased.post.matter {
                state.cards.landed(.init(network: network, matter: matter), at: uptime)
            }
            if case .room(let room) = leased.post.address {
                state.closed.took(leased.post.id, in: room, on: network)
                noteRung(leased.post, in: RoomAddress(room), &state)
            }
            if leased.post.purpose == .approval, let id = leased.post.matter,
                let revision = leased.post.revision
            {
                noticed = [
                    NoticedApproval(
                        matter: id, revision: revision, approvedAt: leased.post.createdAt,
                        at: receipt.at)
                ]
            }
        case .linkDown:
            let wait = receipt.outcome.wait ?? .zero
            end = .again(due: state.latest + wait)
            retry(network, at: uptime + wait, &state)
        case .retry:
            end = mustWait(leased, receipt.outcome.wait ?? .zero, &state)
        case .refused(let reason):
            end = refused(leased, reason, on: network, &state)
        case .unknown:
            end = unclear(leased, &state)
            at = state.latest
        }
        board.attempted("chat:\(network)", receipt.outcome.word)
        let isKept = keepers.contains(network) && leased.post.mayBeKept
        return (
            PostEnd(
                id: receipt.id, attempt: receipt.attempt, at: at, end: end, isKept: isKept),
            noticed
        )
    }

    func retry(_ network: NetworkName, at: Lapse, _ state: inout LoopState) {
        state.links[network]?.retry(at: at)
    }
}

extension Receipt.Outcome {
    /// How long the post stays in the outbox. A link that is away, or a room that it is not in,
    /// is asked again after a moment, not at once.
    fileprivate var wait: Lapse? {
        switch self {
        case .linkDown: .seconds(1)
        case .retry(let after): max(after, Lapse(milliseconds: 100))
        case .sent, .refused, .unknown: nil
        }
    }

    /// When to look again at what is not on disk. Nothing else may ever happen on a quiet desk.
    fileprivate var waitInMemory: Lapse? {
        switch self {
        case .linkDown, .retry: wait
        case .unknown: .seconds(1)
        case .refused: ClosedRooms.pause
        case .sent: nil
        }
    }

    fileprivate var word: String {
        switch self {
        case .sent: "sent"
        case .linkDown, .retry: "retry"
        case .refused: "refused"
        case .unknown: "unknown"
        }
    }
}
