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
        case text(OpenTexts.Open)
    }

    /// How long the desk waits after a failure before it writes again of its own accord.
    static let retryPause = Lapse.seconds(1)

    func turn(_ signals: [Signal], _ state: inout LoopState) async {
        state.latest = max(state.latest, setup.clock.now())
        var steps = state.unrecorded.map { Step.errand($0, .nothing) }
        state.unrecorded = []
        for signal in signals { prepare(signal, &state, &steps) }
        let errands = steps.compactMap { step -> Errand? in
            if case .errand(let errand, _) = step { errand } else { nil }
        }
        var committed: Committed?
        do {
            committed = try await commit(errands, state)
        } catch {
            logger.error("A transaction failed", metadata: ["error": "\(error)"])
            board.storeWorks(false)
            state.restUntil = setup.clock.uptime() + Self.retryPause
            committed = nil
        }
        await dispatch(steps, committed, &state)
        expectNext(&state)
    }

    /// What a transaction gave: an outcome for each errand, and waiting posts for links with room.
    struct Committed: Sendable {
        var outcomes: [Outcome] = []
        var refill: [LeasedPost] = []
        /// The most urgent lane that still waits, of networks whose outbox was looked at.
        var backlog: [NetworkName: Lane?] = [:]
        var nextTimer: Instant?
        /// How far the rooms were heard is on disk.
        var keptHearing = false
    }

    private func commit(_ errands: [Errand], _ state: LoopState) async throws -> Committed {
        let now = setup.clock.now()
        let latest = state.latest
        let startedAt = state.startedAt
        let open = setup.isIntakeOnly ? [:] : state.openLinks
        let mayAttempt = !state.isStopping && !setup.isIntakeOnly
        let hasWork =
            state.isStopping || errands.contains { if case .clock = $0 { false } else { true } }
        let marks = state.hearing.due(at: setup.clock.uptime(), hasWork: hasWork)
        let isResting = state.restUntil.map { $0 > setup.clock.uptime() } ?? false
        let mayTurn = !marks.isEmpty || open.values.contains { $0.room > 0 }
        guard !errands.isEmpty || (mayTurn && !isResting) else {
            return Committed(nextTimer: state.nextTimer)
        }
        return try await store.write { [setup, directory, logger] transaction in
            var committed = Committed()
            var links = open
            for errand in errands {
                var turn = Turn(
                    store: transaction, desk: setup.settings, directory: directory,
                    fresh: setup.fresh, now: now, links: links, mayAttempt: mayAttempt,
                    startedAt: startedAt, nextTime: setup.nextTime)
                do {
                    try transaction.savepoint { try turn.run(errand) }
                    links = turn.links
                } catch {
                    logger.error("An errand was not recorded", metadata: ["error": "\(error)"])
                    turn.outcome = Outcome(failure: "\(error)", mustRest: true)
                }
                committed.outcomes.append(turn.outcome)
            }
            // What was heard and could not be recorded is heard again by the next process.
            if committed.outcomes.allSatisfy({ $0.failure == nil }), !marks.isEmpty {
                try transaction.keep(marks)
                committed.keptHearing = true
            }
            for (network, link) in links.sorted(by: { $0.key < $1.key }) where link.room > 0 {
                let limit = link.room
                let leased = try transaction.leasePosts(
                    of: network, limit: limit, until: now + Turn.postLease, now: latest)
                committed.refill += leased
                // They come by lane: what is left waits in the last one's or below.
                committed.backlog[network] = .some(
                    leased.count < limit ? nil : leased.last?.post.lane)
            }
            committed.nextTimer = try transaction.nextTimerDue()
            return committed
        }
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
                } else {
                    fail(errand, stake, &state)
                }
            case .look(let look, let person, let origin):
                let answer = await looker.answer(
                    look, by: person, in: origin.room,
                    announcer.wording(to: origin, alone: person == nil),
                    alone: announcer.wording(to: origin, alone: true))
                announcer.say(answer.lines, origin, alone: answer.isPersonal || person == nil)
            case .say(let lines, let origin, let alone):
                announcer.say(lines, origin, alone: alone)
            }
        }
        if let committed {
            if committed.keptHearing { state.hearing.wrote(at: setup.clock.uptime()) }
            handOver(committed.refill, isFresh: false, &state)
            state.nextTimer = committed.nextTimer
            if !committed.outcomes.isEmpty {
                board.storeWorks(true)
                newEvents.ring()
            }
            if committed.outcomes.contains(where: \.mustRest) {
                state.restUntil = setup.clock.uptime() + Self.retryPause
            } else if !committed.outcomes.isEmpty {
                state.restUntil = nil
            }
        }
        announcer.flush()
    }

    private func settle(_ outcome: Outcome, _ stake: Stake, _ state: inout LoopState) {
        if case .promise(let promise) = stake { promise.resume(returning: outcome.acceptances) }
        handOver(outcome.posts, isFresh: true, &state)
        for (person, matter) in outcome.unseen {
            logger.info(
                "Somebody was to be told and is in no chat",
                metadata: ["person": "\(person)", "case": "\(matter?.number ?? 0)"])
        }
        for (network, lane) in outcome.deferred { state.links[network]?.waits(lane) }
        let uptime = setup.clock.uptime()
        for arming in outcome.armings { heed(arming, at: uptime, &state) }
        for waited in outcome.firstResponses { board.responded(after: waited) }
        begin(outcome.attempts)
    }

    private func heed(_ arming: Arming, at uptime: Lapse, _ state: inout LoopState) {
        switch arming {
        case .after(let pause, let reply):
            state.arm(reply, at: uptime + pause)
        case .window(let reply):
            let end = uptime + setup.settings.policy.undoWindow
            state.arm(reply, at: min(state.armed[reply.key]?.at ?? end, end))
        case .corrected(let pause, let reply, let was):
            guard state.armed[reply.key]?.reply.due == was else { return }
            state.arm(reply, at: uptime + pause)
        case .off(let key):
            state.armed[key] = nil
        }
    }

    /// How long a post waits before it is asked again whether its person is back.
    static let ownerPause = Lapse.seconds(20)

    func handOver(_ posts: [LeasedPost], isFresh: Bool, _ state: inout LoopState) {
        let uptime = setup.clock.uptime()
        let latest = state.latest
        var unsaid: [PostEnd] = []
        for leased in posts {
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
                announcer.post(leased)
                continue
            case .later:
                end = .again(due: latest + Self.ownerPause)
                retry(leased.post.network, at: uptime + Self.ownerPause, &state)
            case .never:
                end = .refused(reason: "its address is not that person's any more")
                logger.info(
                    "A post is not said: its address is not that person's any more",
                    metadata: ["network": "\(leased.post.network)", "post": "\(leased.post.id)"])
            }
            unsaid.append(
                PostEnd(id: leased.post.id, attempt: leased.attempt, at: latest, end: end))
        }
        if !unsaid.isEmpty { state.unrecorded.append(.ends(unsaid, noticed: [])) }
    }

    /// Nothing of it is on disk: whoever waits is told so, outside the outbox, and what nobody
    /// could say again is kept for the next turn.
    private func fail(_ errand: Errand, _ stake: Stake, _ state: inout LoopState) {
        switch stake {
        case .nothing: break
        case .promise(let promise):
            promise.resume(throwing: DeskUnavailable.storeLost("the store could not write"))
        case .text(let open): state.texts.reopen(open)
        }
        switch errand {
        case .act(_, _, let origin), .refusal(_, _, let origin):
            announcer.say(
                announcer.lines(for: .refused(.notRecorded), to: origin), origin, alone: false)
        case .ends, .attempted:
            state.unrecorded.append(errand)
        case .mentions, .due, .clock:
            break
        }
    }

    /// Tells the timekeeper what falls due next.
    func expectNext(_ state: inout LoopState) {
        guard !state.isStopping, !setup.isIntakeOnly else { return timekeeper.expect(nil) }
        let uptime = setup.clock.uptime()
        var dues = state.armed.values.map(\.at)
        dues += state.links.values.flatMap {
            [
                $0.retries.first, $0.opening?.until, $0.peopledAt, $0.isUp ? $0.privacyAt : nil,
            ].compactMap(\.self)
        }
        if let timer = state.nextTimer {
            dues.append(uptime + max(timer - setup.clock.now(), .zero))
        }
        if !state.unrecorded.isEmpty { dues.append(uptime) }
        guard let due = dues.min() else { return timekeeper.expect(state.restUntil) }
        timekeeper.expect(max(due, state.restUntil ?? due))
    }
}
