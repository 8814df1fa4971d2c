import CaseStore
import Casework
import Chat
import Logging
import Phrasebook

extension Intake {
    /// What one signal asks for, in the order in which it is answered.
    enum Step {
        case errand(Errand, promise: CheckedContinuation<[Acceptance], any Error>?)
        case look(Look, Person?, Origin)
        case say([Line], Origin, alone: Bool)
    }

    /// A link's lines before a batch of errands is committed together.
    static let retryPause = Lapse.seconds(1)

    func turn(_ signals: [Signal], _ state: inout LoopState) async {
        var steps = state.unrecorded.map { Step.errand($0, promise: nil) }
        state.unrecorded = []
        for signal in signals { prepare(signal, &state, &steps) }
        let errands = steps.compactMap { step -> Errand? in
            if case .errand(let errand, _) = step { errand } else { nil }
        }
        do {
            let results = try await commit(errands, state)
            await dispatch(steps, results, &state)
        } catch {
            notRecorded(steps, error, &state)
        }
        expectNext(&state)
    }

    /// What a transaction gave: an outcome for each errand, and waiting posts for links with room.
    struct Committed: Sendable {
        var outcomes: [Outcome]
        var refill: [LeasedPost]
        /// Networks whose outbox has been emptied.
        var emptied: [NetworkName]
        var nextTimer: Instant?
    }

    private func commit(_ errands: [Errand], _ state: LoopState) async throws -> Committed {
        let now = setup.clock.now()
        let open = state.openLanes()
        let room = state.room()
        guard !errands.isEmpty || !room.isEmpty else {
            return Committed(
                outcomes: [], refill: [], emptied: [], nextTimer: state.nextTimer)
        }
        return try await store.write { [setup, directory, logger] transaction in
            var committed = Committed(outcomes: [], refill: [], emptied: [], nextTimer: nil)
            for errand in errands {
                var turn = Turn(
                    store: transaction, desk: setup.settings, directory: directory,
                    fresh: setup.fresh, now: now, open: open, nextTime: setup.nextTime)
                do {
                    try transaction.savepoint { try turn.run(errand) }
                } catch {
                    logger.error("An errand was not recorded", metadata: ["error": "\(error)"])
                    turn.outcome = Outcome(failure: "\(error)")
                }
                committed.outcomes.append(turn.outcome)
            }
            for (network, limit) in room.sorted(by: { $0.key < $1.key }) {
                let leased = try transaction.leasePosts(
                    of: network, limit: limit, until: now + Turn.postLease, now: now)
                committed.refill += leased
                if leased.count < limit { committed.emptied.append(network) }
            }
            committed.nextTimer = try transaction.nextTimerDue()
            return committed
        }
    }

    private func dispatch(
        _ steps: [Step], _ committed: Committed, _ state: inout LoopState
    ) async {
        var outcomes = committed.outcomes.makeIterator()
        for network in committed.emptied { state.links[network]?.hasBacklog = false }
        for step in steps {
            switch step {
            case .errand(let errand, let promise):
                guard let outcome = outcomes.next() else { break }
                settle(errand, outcome, promise, &state)
            case .look(let look, let person, let origin):
                let answer = await looker.answer(
                    look, by: person, in: origin.room, announcer.wording(to: origin))
                announcer.say(answer.lines, origin, alone: answer.isPersonal)
            case .say(let lines, let origin, let alone):
                announcer.say(lines, origin, alone: alone)
            }
        }
        handOver(committed.refill, &state)
        announcer.flush()
        state.nextTimer = committed.nextTimer
        if !committed.outcomes.isEmpty { newEvents.ring() }
    }

    private func settle(
        _ errand: Errand, _ outcome: Outcome,
        _ promise: CheckedContinuation<[Acceptance], any Error>?, _ state: inout LoopState
    ) {
        if let failure = outcome.failure {
            return fail(errand, failure, promise, &state)
        }
        promise?.resume(returning: outcome.acceptances)
        handOver(outcome.posts, &state)
        for network in outcome.deferred { state.links[network]?.hasBacklog = true }
        for key in outcome.disarmed {
            for reply in state.armed.keys where reply.key == key { state.armed[reply] = nil }
        }
        let uptime = setup.clock.uptime()
        for (reply, after) in outcome.armed { state.armed[reply] = uptime + after }
        for waited in outcome.firstResponses { board.responded(after: waited) }
        begin(outcome.attempts)
        board.storeWorks(true)
    }

    func handOver(_ posts: [LeasedPost], _ state: inout LoopState) {
        for post in posts {
            state.handedOver(post)
            announcer.post(post)
        }
    }

    /// Nothing of the batch is on disk: everybody who waits is told so, outside the outbox, and
    /// what nobody could say again is kept for the next turn.
    private func notRecorded(_ steps: [Step], _ error: any Error, _ state: inout LoopState) {
        logger.error("A transaction failed", metadata: ["error": "\(error)"])
        for step in steps {
            switch step {
            case .errand(let errand, let promise):
                fail(errand, "\(error)", promise, &state)
            case .look(_, _, let origin):
                announcer.say(announcer.lines(for: .refused(.notRecorded)), origin, alone: true)
            case .say(let lines, let origin, let alone):
                announcer.say(lines, origin, alone: alone)
            }
        }
        announcer.flush()
    }

    private func fail(
        _ errand: Errand, _ reason: String,
        _ promise: CheckedContinuation<[Acceptance], any Error>?, _ state: inout LoopState
    ) {
        board.storeWorks(false)
        switch errand {
        case .mentions:
            promise?.resume(throwing: DeskUnavailable.storeLost(reason))
        case .act(_, _, let origin), .refusal(_, _, let origin):
            announcer.say(
                announcer.lines(for: .refused(.notRecorded), to: origin), origin, alone: false)
        case .ends, .attempted:
            state.unrecorded.append(errand)
        case .clock:
            break
        }
    }

    /// Tells the timekeeper what falls due next.
    func expectNext(_ state: inout LoopState) {
        let uptime = setup.clock.uptime()
        var due = state.armed.values.min()
        for link in state.links.values {
            if let retryAt = link.retryAt { due = min(due ?? retryAt, retryAt) }
        }
        if let timer = state.nextTimer {
            let at = uptime + max(timer - setup.clock.now(), .zero)
            due = min(due ?? at, at)
        }
        if !state.unrecorded.isEmpty {
            let retry = uptime + Self.retryPause
            due = min(due ?? retry, retry)
        }
        timekeeper.expect(due)
    }
}
