import CaseStore
import Casework
import Chat
import Connectors
import Logging

extension Intake {
    /// Takes up what an earlier process left: posts that were leased to it are perhaps posted,
    /// replies that it was attempting perhaps arrived, and running undo windows start anew. What is
    /// left of the pause before an attempt is waited for. What should have left long ago does not
    /// leave now: it fails, and the room is told. Receivers of events are asked at once, as their
    /// addresses may have been mended: also those that were gone.
    func resume(_ state: inout LoopState) async throws {
        try await heedClock(state)
        // What is decided now is decided by both, also where only mentions are taken in.
        let kept = try await store.read { (plans: try $0.plans(), acts: try $0.rotaActs()) }
        // One that only takes mentions in never ends any.
        let began = setup.clock.now()
        let plans = kept.plans.filter { !setup.isIntakeOnly || began < $0.until }
        if !plans.isEmpty {
            running.lay(plans)
            board.lay(plans)
        }
        if !kept.acts.isEmpty { setup.rota.lay(kept.acts) }
        guard !setup.isIntakeOnly else { return inbox.ring() }
        try await heedMode(state)
        let now = setup.clock.now()
        let relays = setup.relays.map(\.name)
        let networks = setup.links.map(\.network)
        let found = try await store.write { [setup, repeatsKnown] transaction in
            let recovered = try transaction.recoverPosts(
                leasedBefore: .distantFuture,
                known: repeatsKnown.mapValues {
                    Instant(milliseconds: now.milliseconds - $0.milliseconds)
                })
            let last = try transaction.lastEvent()
            try transaction.reassessOpenCases(from: now, within: Self.reassessingTakes)
            for relay in relays {
                let cursor = try transaction.cursor(of: relay)
                try transaction.setCursor(
                    RelayCursor(relay: relay, sequence: cursor?.sequence ?? last))
            }
            return (
                unknown: recovered.unknown,
                interrupted: try transaction.interruptedReplies().map {
                    try setup.report(of: $0, in: transaction, now: now)
                }
                    + transaction.interruptedAcknowledgements().map {
                        setup.report(of: $0, now: now)
                    },
                told: try transaction.dueAcknowledgements(limit: Self.repliesMax),
                waiting: try transaction.dueReplies(now: .distantFuture, limit: Self.repliesMax)
                    .map { ($0, try setup.wait(before: $0, in: transaction, now: now)) },
                leaves: try transaction.leaves(),
                holders: try transaction.holders(),
                arrivals: try Self.untold(setup.settings, in: transaction, now: now),
                heard: try networks.flatMap { try transaction.heardMarks(on: $0) },
                nextTimer: try transaction.nextTimerDue()
            )
        }
        let uptime = setup.clock.uptime()
        for (row, wait) in found.waiting {
            let reply = ArmedReply(
                key: row.key, matter: row.matter, due: row.due, isFromBefore: true)
            state.arm(reply, at: uptime + wait.pause)
            if let window = wait.window { state.promise(window, for: row.key) }
        }
        for row in found.told {
            let reply = ArmedReply(key: row.key, matter: row.matter, due: row.due)
            state.arm(
                reply, at: uptime + setup.settings.policy.pause(before: row.due, at: now))
        }
        let staff = Set(setup.staff.map(\.person.id))
        let left = found.holders.filter { !staff.contains($0) }
        if !left.isEmpty { inbox.put(.left(left)) }
        for report in found.interrupted { inbox.put(.attempted(report)) }
        state.nextTimer = found.nextTimer
        state.hearing.take(found.heard, keepers: keepers)
        for arrival in found.arrivals { state.digests.note(arrival, at: uptime) }
        for leave in found.leaves { directory.note(leave.person, leave) }
        for post in found.unknown {
            doubt(post.matter, post.id, at: post.address, on: post.network, &state)
        }
        try await touchStaleCards(&state)
        expectNext(&state)
        newEvents.ring()
        inbox.ring()
    }

    /// The clock was set back while nobody looked; that it was set forward nobody can know.
    private func heedClock(_ state: LoopState) async throws {
        let now = state.now(sinceBoot: setup.clock.sinceBoot())
        guard let seen = try await store.read({ try $0.clockSeen() }),
            seen - now >= LoopState.settingMin
        else { return }
        try await store.write { try $0.clockWasSet(by: now - seen, now: now) }
    }

    /// Before anything is armed: what was let go in another mode does not leave in this one.
    private func heedMode(_ state: LoopState) async throws {
        let practice = setup.settings.policy.practice
        if practice { logger.notice("Mode practice: nothing reaches customers") }
        guard try await store.read({ try $0.wasForPractice() }) != practice else { return }
        let committed = try await commit([.begins(forPractice: practice)], state)
        if let failure = committed.outcomes.lazy.compactMap(\.failure).first {
            throw StoreFailure.notWritten("in which mode the desk begins: \(failure)")
        }
    }

    static let repliesMax = 100_000
    /// Rules, thresholds, queues, chains and hours may have changed since the last process: all
    /// open cases are held against them anew. A look that finds nothing new writes nothing.
    static let reassessingTakes = Lapse.minutes(15)

    func noteUp(_ network: NetworkName, rooms: [RoomAddress]) {
        let missing = setup.rooms.filter { place in
            place.network == network
                && !rooms.contains { directory.room($0, on: network)?.name == place.name }
        }
        for place in missing {
            logger.warning(
                "A room is configured and was not joined",
                metadata: ["network": "\(network)", "room": "\(place.name)"])
        }
        board.link(network, isUp: true)
        inbox.put(.linkUp(network, rooms: rooms))
        logger.info("Connected", metadata: ["network": "\(network)"])
    }

    func noteDown(_ network: NetworkName, reason: String) {
        board.link(network, isUp: false)
        directory.forget(network)
        inbox.put(.linkDown(network))
        logger.warning(
            "Disconnected", metadata: ["network": "\(network)", "reason": "\(reason)"])
    }
}

extension DeskSetup {
    /// What an attempt that died with its process amounts to: nobody knows.
    fileprivate func report(
        of row: ReplyRow, in store: any CaseReading, now: Instant
    ) throws -> AttemptReport {
        let source = try store.matter(row.matter)?.draft(keyed: row.key)?.answers.source
        let deduplicates = source.flatMap(connector)?.deduplicates ?? false
        return AttemptReport(
            matter: row.matter,
            attempt: ReplyAttempt(
                key: row.key, number: row.attempts,
                outcome: .unknown(reason: "the desk was interrupted while sending"),
                departedAt: row.departedAt ?? now, uncertainBefore: row.uncertain,
                deduplicated: deduplicates))
    }

    fileprivate func report(of row: AcknowledgementRow, now: Instant) -> AttemptReport {
        AttemptReport(
            matter: row.matter,
            attempt: ReplyAttempt(
                key: row.key, number: row.attempts,
                outcome: .unknown(reason: "the desk was interrupted while sending"),
                departedAt: row.departedAt ?? now, uncertainBefore: row.uncertain,
                deduplicated: connector(for: row.answers.source)?.deduplicates ?? false))
    }

    /// How long a reply waits at the start of a process, and the undo window that it was promised
    /// and whose notice nobody has seen yet.
    fileprivate typealias Wait = (pause: Lapse, window: Lapse?)

    /// A running undo window starts anew, and one whose notice nobody has seen waits for that. It is
    /// as long as it was when the reply was approved, whatever the files say by now; what goes on
    /// with a thread has none.
    fileprivate func wait(
        before row: ReplyRow, in store: any CaseReading, now: Instant
    ) throws -> Wait {
        if row.state == .sending {
            return (settings.policy.pause(before: row.due, at: now), nil)
        }
        guard row.state == .scheduled,
            let approvedAt = try store.matter(row.matter)?.draft(keyed: row.key)?.approvedAt,
            !settings.policy.isOver(since: row.due, at: now)
        else { return (.zero, nil) }
        let seenAt = try store.landings(of: row.matter).filter { landing in
            landing.purpose == .approval && landing.revision == row.revision
                && landing.at >= approvedAt
        }.map(\.at).min()
        let latest = approvedAt + Policy.noticeLatest
        if let seenAt { return (max(row.due - min(seenAt, latest), .zero), nil) }
        // Without a window it is due when it was approved; seen by a chat whose clock is behind, a
        // window after that.
        guard row.due > latest else { return (max(row.due - approvedAt, .zero), nil) }
        let window = row.due - latest
        return (Policy.noticeLatest + window, window)
    }

    /// Who carries replies to that source's customers.
    func connector(for source: SourceName) -> (any Connector)? {
        settings.destination(of: source).flatMap { destination in
            connectors.first { $0.name.rawValue == destination.name }
        }
    }
}

extension Policy {
    /// Whether a reply that should have left then may not leave any more.
    func isOver(since start: Instant, at now: Instant) -> Bool {
        now - start > replyDeadline
    }

    /// What is left of the pause before an attempt, as the receiver may have asked for it. More than
    /// the deadline is left only by a clock that was set back since.
    func pause(before due: Instant, at now: Instant) -> Lapse {
        min(max(due - now, .zero), replyDeadline)
    }
}

extension Instant {
    /// Later than anything that happens.
    static let distantFuture = Instant(milliseconds: Int64.max / 4)
}
