import CaseStore
import Casework
import Chat
import Logging
import Phrasebook

extension Intake {
    /// What one signal asks for, in the order in which it is answered.
    enum Step {
        case errand(Errand, Stake)
        case look(Look, Person?, Origin)
        case say([Line], Origin, alone: Bool)
    }

    /// What is lost if an errand cannot be written.
    enum Stake {
        case nothing
        /// Somebody waits to hear that it is on disk.
        case promise(CheckedContinuation<[Acceptance], any Error>)
        /// A long text that was submitted: it stays open.
        case text(OpenTexts.Open, Saying)
        /// A text that was too long is to become a thread; it stays at hand until it has.
        case thread(OpenTexts.Open)
        /// The desk is to run on it.
        case change(DeskChange)
        /// Somebody waits to hear whether it is on disk.
        case link(AsyncStream<Bool>.Continuation)
        /// Something is shown, or refused, that a word of its asker's turns into a draft.
        case offer(Saying, by: PersonID)
    }

    /// How long the desk waits after a failure before it writes again of its own accord.
    static let retryPause = Lapse.seconds(1)

    func turn(_ signals: [Signal], _ state: inout LoopState) async {
        state.see(setup.clock)
        state.hearing.turn()
        var steps = heedClock(&state)
        await refer(signals, &state)
        for signal in signals.inOrder { prepare(signal, &state, &steps) }
        steps = tellingOfPlans(steps, &state) + called(&state)
        if writes(steps, state) {
            let ends = [state.lateEnds.errand(), state.declined.errand()].compactMap(\.self)
            steps = (state.unrecorded + ends).map { .errand($0, .nothing) } + steps
            state.unrecorded = []
        }
        let errands = steps.compactMap { step -> Errand? in
            if case .errand(let errand, _) = step { errand } else { nil }
        }
        var committed: Committed?
        do {
            committed = try await commit(errands, state)
        } catch {
            let uptime = setup.clock.uptime()
            let words = (error as? StoreFailure)?.words ?? "\(error)"
            if state.storeTrouble.failed(words, at: uptime) {
                logger.error("A transaction failed", metadata: ["error": "\(words)"])
            }
            board.storeWorks(false)
            state.restUntil = uptime + Self.retryPause
            committed = nil
        }
        await dispatch(steps, committed, &state)
        await changeCards(&state)
        expectNext(&state)
        board.turned(at: setup.clock.uptime())
    }

    /// Whose turn it is in the lanes of replies. A store that has just failed is not asked for it.
    private func called(_ state: inout LoopState) -> [Step] {
        let uptime = setup.clock.uptime()
        let isResting = state.restUntil.map { $0 > uptime } ?? false
        guard !state.isStopping, !setup.isIntakeOnly, !isResting else { return [] }
        return state.takeCalled(at: uptime, again: Self.retryPause).map {
            .errand(.due($0), .nothing)
        }
    }

    /// Whoever is paged next is paged neither later nor sooner for a clock that was set.
    private func heedClock(_ state: inout LoopState) -> [Step] {
        guard let (lapse, isNews) = state.takeSetting() else { return [] }
        if isNews {
            logger.warning(
                "The clock was set", metadata: ["seconds": "\(lapse.milliseconds / 1000)"])
        }
        state.rotaWatch = nil
        return [.errand(.clockWasSet(by: lapse), .nothing)]
    }

    /// Whether there is a transaction that what has landed can go with, or it is time for one. A
    /// store that has just failed is not asked for their sake.
    private func writes(_ steps: [Step], _ state: LoopState) -> Bool {
        let uptime = setup.clock.uptime()
        let hasErrand = steps.contains { if case .errand = $0 { true } else { false } }
        guard !hasErrand, !state.isStopping else { return true }
        if state.restUntil.map({ $0 > uptime }) ?? false { return false }
        return !state.unrecorded.isEmpty || state.declined.isDue
            || state.lateEnds.isDue(at: uptime)
            || state.openLinks.values.contains { $0.room > 0 }
    }

    /// Only what is on disk is told. If nothing of it is, everybody who waits is told that,
    /// outside the outbox; looking changes nothing and is answered all the same.
    private func dispatch(
        _ steps: [Step], _ committed: Committed?, _ state: inout LoopState
    ) async {
        var outcomes = (committed?.outcomes ?? []).makeIterator()
        for (network, lane) in committed?.backlog ?? [:] { state.links[network]?.backlog = lane }
        for step in steps {
            switch step {
            case .errand(let errand, let stake):
                if let outcome = outcomes.next(), outcome.failure == nil {
                    settle(outcome, stake, &state)
                    if errand.makesKnown { recallEarly(&state) }
                    if case .declined(let entries) = errand {
                        for entry in entries { state.hearing.recorded(entry.origin) }
                    }
                } else {
                    fail(errand, stake, &state)
                }
            case .look(.stats(let period, let subject), .some(let person), let origin)
            where !person.isGuest:
                let isTaken = statistician.ask(
                    .init(period: period, subject: subject, person: person, origin: origin))
                if !isTaken {
                    let words = announcer.wording(to: origin, alone: true)
                    announcer.say(words.statsBusy(), origin, alone: true)
                }
            case .look(let look, let person, let origin):
                let answer = await looker.answer(
                    look, by: person, in: origin.room,
                    announcer.wording(to: origin, alone: person == nil),
                    alone: announcer.wording(to: origin, alone: true))
                say(answer.lines, origin, alone: answer.isPersonal || person == nil, &state)
            case .say(let lines, let origin, let alone):
                say(lines, origin, alone: alone, &state)
            }
        }
        if let committed {
            if committed.keptHearing { state.hearing.wrote(at: setup.clock.uptime()) }
            state.cards.wrote(committed.shown, at: setup.clock.uptime())
            handOver(committed.refill, isFresh: { committed.fresh.contains($0.post.id) }, &state)
            state.nextTimer = committed.nextTimer
            if !committed.outcomes.isEmpty {
                board.storeWorks(true)
            }
            // Most turns only take note of what has landed.
            if let last = committed.lastEvent, last != state.lastEvent {
                state.lastEvent = last
                newEvents.ring()
            }
            if committed.outcomes.contains(where: \.hasPages) { newPages.ring() }
            if committed.outcomes.contains(where: \.mustRest) {
                state.restUntil = setup.clock.uptime() + Self.retryPause
            } else if !committed.outcomes.isEmpty {
                state.restUntil = nil
                if let lapse = state.storeTrouble.works(at: setup.clock.uptime()) {
                    logger.notice(
                        "The store can be written again",
                        metadata: ["seconds": "\(lapse.milliseconds / 1000)"])
                }
            }
        }
        announcer.flush()
    }

    /// An answer that stands in no outbox; its question is open until somebody has it.
    private func say(
        _ lines: [Line], _ origin: Origin, alone: Bool, _ state: inout LoopState
    ) {
        if Announcer.isLong(lines) {
            state.hearing.owesLong(origin.messageID, on: origin.network)
        }
        announcer.say(lines, origin, alone: alone)
    }

    private func settle(_ outcome: Outcome, _ stake: Stake, _ state: inout LoopState) {
        switch stake {
        case .promise(let promise): promise.resume(returning: outcome.acceptances)
        case .change(let change): settle(change, leaving: outcome.queuesInUse, &state)
        case .offer(let saying, let person):
            for act in outcome.offers { state.texts.offer(act, saying, by: person) }
        case .text(let open, let saying):
            for act in outcome.offers { state.texts.offer(act, saying, by: open.person) }
        case .thread(let open):
            if let matter = open.matter, outcome.threads.contains(matter) {
                state.texts.forgetTooLong(matter, by: open.person)
            }
        case .link(let end):
            end.yield(true)
            end.finish()
        case .nothing: break
        }
        handOver(outcome.posts, isFresh: { _ in true }, &state)
        for (person, matter) in outcome.unseen {
            state.unreached.insert(person)
            logger.info(
                "Somebody was to be told and is in no chat",
                metadata: ["person": "\(person)", "case": "\(matter?.number ?? 0)"])
        }
        for (network, lane) in outcome.deferred { state.links[network]?.waits(lane) }
        let uptime = setup.clock.uptime()
        for arming in outcome.armings { heed(arming, at: uptime, &state) }
        if !setup.isIntakeOnly {
            for arrival in outcome.arrivals { state.digests.note(arrival, at: uptime) }
        }
        for (person, leave) in outcome.leaves {
            directory.note(person, leave)
            state.absentees.isThere(person)
        }
        if let acts = outcome.rotaActs { setup.rota.lay(acts) }
        if let plans = outcome.plans { lay(plans, &state) }
        if let watch = outcome.rotaWatch { state.rotaWatch = watch }
        for place in outcome.touched { state.cards.touch(place, at: uptime) }
        state.cards.recorded(outcome.landed, at: uptime)
        for waited in outcome.firstResponses { board.responded(after: waited) }
        begin(outcome.attempts, &state)
    }

    private func heed(_ arming: Arming, at uptime: Lapse, _ state: inout LoopState) {
        switch arming {
        case .after(let pause, let reply):
            _ = state.takePromise(for: reply.key)
            state.arm(reply, at: uptime + pause)
        case .window(let window, let reply):
            let promised = state.takePromise(for: reply.key)
            let end = uptime + (promised ?? window)
            state.arm(reply, at: min(state.armed[reply.key]?.at ?? end, end))
        case .corrected(let pause, let reply, let was):
            guard state.armed[reply.key]?.reply.due == was else { return }
            state.arm(reply, at: uptime + pause)
        case .inLine(let relay, let pause, let reply, let isAcknowledgement):
            state.line(
                up: reply, for: relay, isAcknowledgement: isAcknowledgement,
                until: uptime + pause)
        case .off(let key):
            state.disarm(key)
            _ = state.takePromise(for: key)
        }
    }

    /// How long a post waits before it is asked again whether its person is back.
    static let ownerPause = Lapse.seconds(20)

    func handOver(
        _ posts: [LeasedPost], isFresh: (LeasedPost) -> Bool, _ state: inout LoopState
    ) {
        let uptime = setup.clock.uptime()
        let latest = state.latest
        var unsaid: [PostEnd] = []
        var said: [LeasedPost] = []
        for leased in posts {
            let isFresh = isFresh(leased)
            let leased = announcer.following(leased, isFresh: isFresh)
            let end: PostEnd.End
            if case .room(let room) = leased.post.address,
                let wait = state.closed.wait(for: room, on: leased.post.network, at: uptime)
            {
                retry(leased.post.network, at: uptime + wait, &state)
                unsaid.append(
                    PostEnd(
                        id: leased.post.id, attempt: leased.attempt, at: latest,
                        end: .again(due: latest + wait)))
                continue
            }
            switch announcer.verdict(leased, isFresh: isFresh, now: latest) {
            case .say:
                state.handedOver(leased, at: uptime)
                said.append(leased)
                continue
            case .later:
                end = .again(due: latest + Self.ownerPause)
                retry(leased.post.network, at: uptime + Self.ownerPause, &state)
            case .never:
                end = .refused(reason: "its address is not that person's any more")
                if let person = leased.post.to { state.unreached.insert(PersonID(person)) }
                logger.info(
                    "A post is not said: its address is not that person's any more",
                    metadata: ["network": "\(leased.post.network)", "post": "\(leased.post.id)"])
            }
            unsaid.append(
                PostEnd(id: leased.post.id, attempt: leased.attempt, at: latest, end: end))
        }
        for herd in Herd.gathered(said, but: state.loners, cramped: state.cramped(at: uptime)) {
            announcer.post(herd)
            state.handedOver(herd)
        }
        if !unsaid.isEmpty { state.unrecorded.append(.ends(unsaid, noticed: [])) }
    }

    /// Nothing of it is on disk: whoever waits is told so, outside the outbox, and what nobody
    /// could say again is kept for the next turn.
    private func fail(_ errand: Errand, _ stake: Stake, _ state: inout LoopState) {
        switch stake {
        case .nothing, .offer, .thread: break
        case .promise(let promise):
            promise.resume(throwing: DeskUnavailable.storeLost("the store could not write"))
        case .text(let open, _): state.texts.reopen(open)
        case .link(let end):
            end.yield(false)
            end.finish()
        case .change(let change): refuse(change, because: Self.changeNotWritten, &state)
        }
        switch errand {
        case .act(_, _, let origin), .refusal(_, _, let origin), .sign(_, _, _, let origin),
            .unsign(_, _, _, let origin):
            announcer.say(
                announcer.lines(for: .refused(.notRecorded), to: origin), origin, alone: false,
                isDeclining: true)
            state.hearing.declined(
                origin.messageID, at: .init(network: origin.network, room: origin.room?.address),
                setup.clock.uptime())
            state.declined.decline(origin)
        case .ends, .attempted, .left, .messageGone, .moved:
            state.unrecorded.append(errand)
        case .declined(let entries): state.declined.put(entries)
        case .clockWasSet(let lapse):
            state.owes(setting: lapse)
        case .arrived(let person):
            state.unreached.insert(person)
        case .mentions, .due, .gone, .change, .pageLink, .pageGivenUp, .begins, .clock:
            break
        }
    }

    /// Tells the timekeeper what falls due next.
    func expectNext(_ state: inout LoopState) {
        guard !state.isStopping, !setup.isIntakeOnly else { return timekeeper.expect(nil) }
        state.tickDue = nextTick(state)
        timekeeper.expect([state.tickDue, state.lateEnds.due].compactMap(\.self).min())
    }

    private func nextTick(_ state: LoopState) -> Lapse? {
        let uptime = setup.clock.uptime()
        var dues = state.armed.values.map(\.at)
        dues += state.links.values.flatMap {
            [
                $0.retries.first, $0.opening?.until, $0.peopledAt, $0.isUp ? $0.privacyAt : nil,
                $0.isRinging && $0.backlog != nil ? $0.ringsUntil : nil,
            ].compactMap(\.self)
        }
        if let timer = state.nextTimer {
            dues.append(uptime + max(timer - setup.clock.now(), .zero))
        }
        if let due = rotaDue(state) { dues.append(due) }
        if let end = setup.settings.running.map(\.until).min() {
            dues.append(uptime + max(end - setup.clock.now(), .zero))
        }
        if let due = state.early.nextDue { dues.append(due) }
        let up = Set(keepers.filter { state.links[$0]?.isUp ?? false })
        if let due = state.cards.nextDue(on: up) { dues.append(due) }
        if let due = state.cards.nextWrite { dues.append(due) }
        if state.lanes.hasTurn { dues.append(uptime) }
        let open = Set(state.openLinks.keys)
        if let due = state.digests.nextDue(every: { gathers($0, whileOpen: open) }) {
            dues.append(due)
        }
        if let due = state.absentees.nextDue(after: setup.settings.policy.awayGrace) {
            dues.append(due)
        }
        // What could not go out with its own turn goes with the next one.
        let hasRoom = state.openLinks.values.contains { $0.room > 0 }
        if hasRoom || !state.unrecorded.isEmpty || state.declined.isDue { dues.append(uptime) }
        guard let due = dues.min() else { return state.restUntil }
        return max(due, state.restUntil ?? due)
    }
}

extension Errand {
    /// Of a message that may be waited for it is on disk now what it is called, or that it will not
    /// come.
    fileprivate var makesKnown: Bool {
        guard case .ends(let ends, _) = self else { return false }
        return ends.contains { $0.isKept || $0.end == .perhaps }
    }
}
