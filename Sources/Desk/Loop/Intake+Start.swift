import CaseStore
import Casework
import Chat
import Connectors
import Logging

extension Intake {
    /// Takes up what an earlier process left: posts that were leased to it are perhaps posted,
    /// replies that it was attempting perhaps arrived, and running undo windows start anew.
    func resume(_ state: inout LoopState) async throws {
        let now = setup.clock.now()
        let relays = setup.relays.map(\.name)
        let (interrupted, waiting, nextTimer) = try await store.write { transaction in
            _ = try transaction.recoverPosts(leasedBefore: .distantFuture)
            let last = try transaction.lastEvent()
            for relay in relays where try transaction.cursor(of: relay) == nil {
                try transaction.setCursor(RelayCursor(relay: relay, sequence: last))
            }
            return (
                try transaction.interruptedReplies(),
                try transaction.dueReplies(now: .distantFuture, limit: Self.repliesMax),
                try transaction.nextTimerDue()
            )
        }
        let uptime = setup.clock.uptime()
        let window = setup.settings.policy.undoWindow
        for row in waiting {
            let reply = ArmedReply(key: row.key, matter: row.matter)
            state.armed[reply] = row.state == .scheduled ? uptime + window : uptime
        }
        for row in interrupted { inbox.put(.attempted(report(of: row, now: now))) }
        state.nextTimer = nextTimer
        expectNext(&state)
        inbox.ring()
    }

    static let repliesMax = 100_000

    /// What an attempt that died with its process amounts to: nobody knows.
    private func report(of row: ReplyRow, now: Instant) -> AttemptReport {
        AttemptReport(
            matter: row.matter,
            attempt: ReplyAttempt(
                key: row.key, number: row.attempts,
                outcome: .unknown(reason: "the desk was interrupted while sending"),
                departedAt: row.departedAt ?? now, uncertainBefore: row.uncertain,
                deduplicated: setup.connectors.allSatisfy(\.deduplicates)))
    }

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
        inbox.put(.linkUp(network))
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

extension Instant {
    /// Later than anything that happens.
    static let distantFuture = Instant(milliseconds: Int64.max / 4)
}
