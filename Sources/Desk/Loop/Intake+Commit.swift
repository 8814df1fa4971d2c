import CaseStore
import Casework
import Chat
import Logging
import Rota

// One transaction for all that waits.
extension Intake {
    /// What a transaction gave: an outcome for each errand, and waiting posts for links with room.
    struct Committed: Sendable {
        var outcomes: [Outcome] = []
        var refill: [LeasedPost] = []
        /// Of those, what was decided in this very turn.
        var fresh: Set<DeliveryID> = []
        /// The most urgent lane that still waits, of networks whose outbox was looked at.
        var backlog: [NetworkName: Lane?] = [:]
        var nextTimer: Instant?
        /// The audit's last event.
        var lastEvent: Int64?
        /// How far the rooms were heard is on disk.
        var keptHearing = false
        /// And so is what these cards show.
        var shown: [DeliveryID: Int64] = [:]
    }

    /// One errand of several failed, and takes the others along.
    private struct Stumble: Error {}

    func commit(_ errands: [Errand], _ state: LoopState) async throws -> Committed {
        let batch = batch(of: errands, state)
        guard batch.hasWork || !errands.isEmpty else {
            return Committed(nextTimer: state.nextTimer)
        }
        guard errands.count > 1 else { return try await write(batch, apart: true) }
        // Hardly anything ever fails, and a savepoint for each errand costs as much as many of
        // them. So they are written together first; if one fails, nothing of it stands and each
        // is written under its own.
        do {
            return try await write(batch, apart: false)
        } catch is Stumble {
            return try await write(batch, apart: true)
        }
    }

    /// What goes into one transaction, as things stand before it.
    private struct Batch: Sendable {
        var errands: [Errand]
        var now: Instant
        var latest: Instant
        var startedAt: Instant
        /// Cards that show all up to that event.
        var shown: [DeliveryID: Int64]
        var crew: Directory.Crew
        var links: [NetworkName: LoopState.LinkState]
        var cardsUnderWay: [CardUnderWay]
        var openings: ReplyLanes.Openings
        var mayAttempt: Bool
        var isRotaDue: Bool
        var hoursBefore: [Rota.QueueHours]?
        var marks: [HeardRow]
        /// There is something to write or to look for even without an errand.
        var hasWork: Bool
    }

    /// By what errands are decided, with what those before them in the transaction changed.
    private struct Rules {
        /// Without any plan.
        let base: DeskSettings
        var desk: DeskSettings
        var rota: RotaBook.Standing
    }

    private func batch(of errands: [Errand], _ state: LoopState) -> Batch {
        let now = state.now(sinceBoot: setup.clock.sinceBoot())
        let uptime = setup.clock.uptime()
        let links = setup.isIntakeOnly ? [:] : state.openLinks
        let hasWork = errands.contains { if case .clock = $0 { false } else { true } }
        let marks = state.hearing.due(
            at: uptime, hasWork: hasWork, isLast: state.isStopping)
        let shown = state.cards.due(at: uptime, hasWork: hasWork, isLast: state.isStopping)
        let isResting = state.restUntil.map { $0 > uptime } ?? false
        return Batch(
            errands: errands, now: now,
            // What this very turn puts on the outbox is due in it.
            latest: max(state.latest, now), startedAt: state.startedAt,
            shown: shown,
            crew: directory.crew(at: now), links: links, cardsUnderWay: state.cardsUnderWay,
            openings: state.lanes.openings,
            mayAttempt: !state.isStopping && !setup.isIntakeOnly,
            isRotaDue: isRotaDue(state), hoursBefore: state.rotaWatch?.hours, marks: marks,
            hasWork: !isResting
                && (!marks.isEmpty || !shown.isEmpty || links.values.contains { $0.room > 0 }))
    }

    private func write(_ batch: Batch, apart: Bool) async throws -> Committed {
        try await store.write { transaction in
            var committed = Committed()
            var (links, openings) = (batch.links, batch.openings)
            let standing = self.running.standing
            var rules = Rules(
                base: standing.base, desk: standing.setup.settings,
                rota: standing.setup.rota.standing)
            for errand in batch.errands {
                let outcome = try self.run(
                    errand, of: batch, on: transaction, &links, &openings, rules, apart: apart)
                if let acts = outcome.rotaActs { rules.rota = rules.rota.laying(acts) }
                if let plans = outcome.plans { rules.desk = rules.base.laying(plans) }
                committed.outcomes.append(outcome)
            }
            // What was heard and could not be recorded is heard again by the next process.
            if committed.outcomes.allSatisfy({ $0.failure == nil }), !batch.marks.isEmpty {
                try transaction.keep(batch.marks)
                committed.keptHearing = true
            }
            for (card, event) in batch.shown { try transaction.shown(card, upTo: event) }
            committed.shown = batch.shown
            try self.refill(links, of: batch, on: transaction, &committed)
            committed.nextTimer = try transaction.nextTimerDue()
            committed.lastEvent = try transaction.lastEvent()
            return committed
        }
    }

    private func run(
        _ errand: Errand, of batch: Batch, on transaction: any CaseWriting,
        _ links: inout [NetworkName: LoopState.LinkState],
        _ openings: inout ReplyLanes.Openings, _ rules: Rules, apart: Bool
    ) throws -> Outcome {
        var turn = Turn(
            store: transaction, desk: rules.desk, base: rules.base, directory: directory,
            crew: batch.crew, fresh: setup.fresh, now: batch.now, links: links,
            keepers: keepers, mayAttempt: batch.mayAttempt, openings: openings,
            startedAt: batch.startedAt, nextTime: setup.nextTime,
            localTime: setup.localTime, rota: rules.rota)
        turn.cardsUnderWay = batch.cardsUnderWay
        turn.isRotaDue = batch.isRotaDue
        turn.hoursBefore = batch.hoursBefore
        do {
            if apart {
                try transaction.savepoint { try turn.run(errand) }
            } else {
                try turn.run(errand)
            }
            (links, openings) = (turn.links, turn.openings)
            return turn.outcome
        } catch {
            // What is set by another clock than timers are read by would be moved along with them.
            if apart, case .clockWasSet = errand {
                logger.error(
                    "That the clock was set is not recorded", metadata: ["error": "\(error)"])
                throw Stumble()
            }
            guard apart else { throw Stumble() }
            logger.error("An errand was not recorded", metadata: ["error": "\(error)"])
            return Outcome(failure: "\(error)", mustRest: true)
        }
    }

    /// A post that waited stands where it would have stood at once.
    private func rooted(
        _ leased: LeasedPost, on transaction: any CaseReading
    ) throws -> LeasedPost {
        let post = leased.post
        guard keepers.contains(post.network), case .room(let room) = post.address,
            let matter = post.matter,
            let root = try transaction.threadRoot(of: matter, on: post.network, in: room),
            root.post != post.id, root.carries(post.purpose)
        else { return leased }
        var leased = leased
        leased.under = root.root
        return leased
    }

    private func refill(
        _ links: [NetworkName: LoopState.LinkState], of batch: Batch,
        on transaction: any CaseWriting, _ committed: inout Committed
    ) throws {
        for (network, link) in links.sorted(by: { $0.key < $1.key }) where link.room > 0 {
            let limit = link.room
            let leased = try transaction.leasePosts(
                of: network, upTo: link.lastLane, limit: limit,
                until: batch.now + Turn.postLease, now: batch.latest)
            committed.refill += try leased.map { try rooted($0, on: transaction) }
            committed.fresh.formUnion(
                leased.filter { $0.attempt == 1 && $0.post.createdAt == batch.now }.map(\.post.id))
            // They come by lane: what is left waits in the last one's or below.
            committed.backlog[network] = .some(link.backlog(after: leased, of: limit))
        }
    }
}
