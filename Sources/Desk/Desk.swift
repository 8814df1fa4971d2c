package import CaseStore
import Casework
import Chat
import Connectors
package import Logging
import Phrasebook
import ServiceLifecycle

/// The desk: the services that turn the one loop, and the doors through which the rest of the
/// program may speak to it.
///
/// `run` lives until the task is cancelled or a graceful shutdown is asked for; then the links say
/// goodbye, what is decided is finished, and everything that is still to be sent stays on disk.
package final class Desk: Service, Sendable {
    let intake: Intake
    private let setup: DeskSetup
    let store: any CaseStore
    private let logger: Logger
    private let gone: GoneReceivers

    package init(_ setup: DeskSetup, store: any CaseStore, logger: Logger) {
        self.setup = setup
        self.store = store
        self.logger = logger
        let intake = Intake(setup: setup, store: store, logger: logger)
        self.intake = intake
        gone = GoneReceivers { news in
            logger.error("A receiver is gone", metadata: ["trouble": "\(news)"])
            intake.inbox.put(.configuration([news]))
        }
    }

    /// Where mentions come in.
    package var mentions: any MentionDoor { intake }
    package var status: any DeskStatusDoor { intake.board }
    /// Rings when there are new events to read.
    package var newEvents: Bells { intake.newEvents }

    /// How long after a request to stop receipts and attempts under way may still come in.
    static let farewell = Lapse.seconds(2)

    /// What ends inside a running desk.
    private enum Part: Hashable, Sendable {
        case loop, service, courier
        case link(givenUp: String?)
        case stopRequested, farewellOver
    }

    package func run() async throws {
        // Each part waits for something else and has a task of its own, all in this one group: none
        // outlives the desk, and the first that fails ends it.
        try await withThrowingTaskGroup(of: Part.self) { group in
            // The only writer of cases, on the store's own executor.
            group.addTask(executorPreference: store.home) {
                try await self.intake.run()
                return .loop
            }
            group.addTask {
                await self.intake.timekeeper.run()
                return .service
            }
            group.addTask {
                await self.courier.run(self.intake.attempts)
                return .courier
            }
            group.addTask {
                await self.topics.run()
                return .service
            }
            group.addTask {
                await self.librarian?.run()
                return .service
            }
            group.addTask { [intake] in
                await intake.statistician.run { intake.inbox.put(.counted($0, $1)) }
                return .service
            }
            // A receiver that is slow holds up no other, and a network neither.
            for relay in setup.relays {
                group.addTask {
                    await self.eventCourier(relay).run()
                    return .service
                }
            }
            group.addTask {
                await self.pageCourier?.run()
                return .service
            }
            if let heart {
                group.addTask {
                    await heart.run()
                    return .service
                }
            }
            for link in setup.links {
                group.addTask { .link(givenUp: await self.run(link)) }
            }
            group.addTask { await self.stopRequest() }
            try await attend(&group)
            group.cancelAll()
        }
    }

    /// Waits for the end. The loop outlives the links and the attempts under way by as long as
    /// their receipts may take, so that little is left in doubt.
    private func attend(_ group: inout ThrowingTaskGroup<Part, any Error>) async throws {
        var linksLeft = setup.links.count
        var givenUp: [String] = []
        var isCourierDone = false
        var isStopping = false
        while let part = try await group.next() {
            switch part {
            case .loop:
                guard let reason = givenUp.last, givenUp.count == setup.links.count else { return }
                throw DeskFailure.noNetwork(reason)
            case .service, .stopRequested: break
            case .courier: isCourierDone = true
            case .farewellOver: intake.close()
            case .link(let reason):
                linksLeft -= 1
                if let reason { givenUp.append(reason) }
            }
            let isDeserted = !givenUp.isEmpty && givenUp.count == setup.links.count
            if !isStopping, part == .stopRequested || isDeserted {
                isStopping = true
                sayGoodbye(&group)
            }
            if isStopping, linksLeft == 0, isCourierDone { intake.close() }
        }
    }

    /// Waits to be asked to stop. Nothing runs beside the group for that, as it does in
    /// `gracefulShutdown()`, so that all of a desk can be made to run on one thread.
    private func stopRequest() async -> Part {
        let (requests, request) = AsyncStream<Void>.makeStream()
        return await withGracefulShutdownHandler {
            for await _ in requests { return .stopRequested }
            return .service
        } onGracefulShutdown: {
            request.yield()
        }
    }

    private func sayGoodbye(_ group: inout ThrowingTaskGroup<Part, any Error>) {
        intake.stop()
        for link in setup.links { link.stop() }
        // Beside the parts that are ending: the end comes at the latest with it.
        group.addTask { [clock = setup.clock] in
            do { try await clock.sleep(for: Self.farewell) } catch { return .service }
            return .farewellOver
        }
    }

    /// A link that cannot go on (wrong credentials) stops alone; the others and the API go on.
    /// - Returns: why it was given up, if it was.
    private func run(_ link: any ChatLink) async -> String? {
        let ears = LinkEars(network: link.network, intake: intake)
        do {
            if !setup.isIntakeOnly { link.recall(await heardMarks(on: link.network)) }
            try await link.run(ears)
        } catch is CancellationError {
        } catch {
            intake.board.link(link.network, isUp: false)
            logger.critical(
                "A network was given up",
                metadata: ["network": "\(link.network)", "reason": "\(error)"])
            return "\(error)"
        }
        return nil
    }

    private var courier: ReplyCourier {
        ReplyCourier(
            store: store, connectors: setup.connectors, destinations: setup.settings,
            gone: gone, board: intake.board, logger: logger,
            clock: { [clock = setup.clock] in clock.now() },
            replyDeadline: { [running = intake.running] in
                running.standing.setup.settings.policy.replyDeadline
            }
        ) { [intake] report in intake.inbox.put(.attempted(report)) }
    }

    private var topics: TopicKeeper {
        TopicKeeper(
            running: intake.running, store: store, announcer: intake.announcer, logger: logger)
    }

    /// Nothing where only mentions are taken in: the desk that has links goes on from there.
    private var librarian: Librarian? {
        setup.isIntakeOnly
            ? nil
            : Librarian(
                store: store, clock: setup.clock, newEvents: intake.newEvents, logger: logger)
    }

    /// Nothing where only mentions are taken in.
    private var pageCourier: PageCourier? {
        guard !setup.isIntakeOnly else { return nil }
        return PageCourier(
            pagers: setup.pagers, link: setup.pageLink, gone: gone, store: store,
            clock: setup.clock, newPages: intake.newPages, board: intake.board, logger: logger,
            wording: { [running = intake.running] now in
                let setup = running.standing.setup
                return Wording(
                    sigil: setup.sigil, style: setup.isPlain ? .plain : .unicode,
                    clock: setup.localTime, now: now)
            }, address: { [directory = intake.directory] in directory.ways(of: $0).email },
            giveUp: { [inbox = intake.inbox] page, pageEnd, reason in
                let (ends, end) = AsyncStream<Bool>.makeStream()
                inbox.put(.pageGivenUp(page, pageEnd, reason: reason, end))
                var isDone = false
                for await isWritten in ends { isDone = isWritten }
                return isDone
            })
    }

    private var heart: Heart? {
        setup.heartbeat.map {
            Heart(heartbeat: $0, clock: setup.clock, board: intake.board, logger: logger)
        }
    }

    private func eventCourier(_ relay: any EventRelay) -> EventCourier {
        EventCourier(
            relay: relay, store: store, clock: setup.clock, newEvents: intake.newEvents,
            fresh: setup.fresh, board: intake.board, logger: logger,
            warn: { [inbox = intake.inbox, name = relay.name] words in
                inbox.put(.relayTrouble(name, words))
            })
    }
}

/// Why a desk cannot go on.
package enum DeskFailure: Error, CustomStringConvertible {
    case noNetwork(String)
    package var description: String {
        switch self {
        case .noNetwork(let reason): "the only network was given up: \(reason)"
        }
    }
}
