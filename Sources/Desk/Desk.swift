package import CaseStore
import Casework
import Chat
import Connectors
package import Logging
import ServiceLifecycle

/// The desk: the services that turn the one loop, and the doors through which the rest of the
/// program may speak to it.
///
/// `run` lives until the task is cancelled or a graceful shutdown is asked for; then the links say
/// goodbye, what is decided is finished, and everything that is still to be sent stays on disk.
package final class Desk: Service, Sendable {
    private let intake: Intake
    private let setup: DeskSetup
    private let store: any CaseStore
    private let logger: Logger

    package init(_ setup: DeskSetup, store: any CaseStore, logger: Logger) {
        self.setup = setup
        self.store = store
        self.logger = logger
        intake = Intake(setup: setup, store: store, logger: logger)
    }

    /// Where mentions come in.
    package var mentions: any MentionDoor { intake }
    package var status: any DeskStatusDoor { intake.board }
    /// Rings when there are new events to read.
    package var newEvents: Bells { intake.newEvents }

    package func run() async throws {
        try await withGracefulShutdownHandler {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await self.intake.run() }
                group.addTask { await self.intake.timekeeper.run() }
                group.addTask { await self.courier.run(self.intake.attempts) }
                for relay in setup.relays {
                    group.addTask { await self.eventCourier(relay).run() }
                }
                for link in setup.links {
                    group.addTask { try await self.run(link) }
                }
                // The loop ends when it is told to stop, and everything else with it.
                try await group.next()
                while !intake.isStopped { try await group.next() }
                group.cancelAll()
            }
        } onGracefulShutdown: {
            for link in self.setup.links { link.stop() }
            self.intake.stop()
        }
    }

    /// A link that cannot go on (wrong credentials) stops alone; the others and the API go on.
    private func run(_ link: any ChatLink) async throws {
        let ears = LinkEars(network: link.network, intake: intake)
        do {
            try await link.run(ears)
        } catch is CancellationError {
        } catch {
            intake.board.link(link.network, isUp: false)
            logger.critical(
                "A network was given up",
                metadata: ["network": "\(link.network)", "reason": "\(error)"])
            guard setup.links.count > 1 else { throw DeskFailure.noNetwork("\(error)") }
        }
    }

    private var courier: ReplyCourier {
        ReplyCourier(
            store: store, connectors: setup.connectors, destinations: setup.settings,
            board: intake.board, logger: logger
        ) { [intake] report in intake.inbox.put(.attempted(report)) }
    }

    private func eventCourier(_ relay: any EventRelay) -> EventCourier {
        EventCourier(
            relay: relay, store: store, clock: setup.clock, newEvents: intake.newEvents,
            board: intake.board, logger: logger)
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
