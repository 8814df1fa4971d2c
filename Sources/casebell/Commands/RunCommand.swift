import ArgumentParser
import CaseStore
import Casework
import Curl
import Desk
import Logging
import MissionControl
import ServiceLifecycle
import UnixSignals

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Connect and work until told to stop.",
        discussion: """
            SIGTERM and SIGINT end it within five seconds; what is to be sent stays. SIGHUP takes \
            over desk.yaml, people.yaml, canned.yaml, plans.yaml, and rota.yaml with its calendars, as \
            they now stand, if `check` accepts them.
            """)

    /// After that, what has not said goodbye is cut off.
    static let farewell = Duration.seconds(4)

    @OptionGroup var place: ConfigurationOption

    func run() async throws {
        EarlyHangUp.remember()
        let configuration = try place.read()
        configuration.connection.log.bootstrap()
        let logger = Logger(label: "casebell")
        do {
            try await run(configuration, logger)
        } catch {
            throw CommandFailure(error)
        }
    }

    private func run(_ configuration: Configuration, _ logger: Logger) async throws {
        let secrets = try Resolved(configuration)
        let places = try StatePlaces(configuration.connection)
        try places.make()
        let locks = try places.lock()
        let clock = SystemDeskClock()
        let store = try SQLiteStore.open(
            path: places.database, now: clock.now(), telling: MigrationHerald(logger: logger).tell)
        let reactor = try CurlReactor()
        try reactor.start()
        defer { reactor.stop() }
        let rota = RotaKeeper(configuration)
        var setup = configuration.deskSetup(
            links: try configuration.links(
                secrets, reactor: reactor,
                shelf: try STSPolicyFile(directory: places.directory, logger: logger),
                clock: clock, logger: logger),
            connectors: try configuration.connectors(secrets, reactor: reactor, clock: clock),
            relays: try configuration.eventRelays(secrets, reactor: reactor, clock: clock),
            clock: clock)
        setup.rota = rota.book
        setup.heartbeat = configuration.heartbeat(reactor: reactor)
        setup.pagers = try configuration.pagers(secrets, reactor: reactor, clock: clock)
        setup.pageLink = configuration.connection.paging?.link
        let desk = Desk(setup, store: store, logger: logger)
        let control = MissionControl(
            configuration: configuration.missionControl(secrets, socket: places.socket),
            store: store, mentions: desk.mentions, status: desk.status, pages: desk.pages,
            verifier: try SourceSignatures(configuration, secrets),
            newEvents: NewEventSignals(bells: desk.newEvents), now: { clock.now() },
            logger: logger)
        let services: [any Service] = [
            desk, Housekeeping(store: store, clock: clock, logger: logger),
            HangUp(
                directory: place.config, running: configuration, desk: desk, rota: rota,
                clock: clock, logger: logger),
            CalendarCourier(keeper: rota, reactor: reactor, clock: clock, logger: logger), control,
        ]
        try await serve(services, logger) {
            _ = await control.boundPort()
            Readiness.announce()
            await Footprint.settle()
        }
        try await store.close()
        withExtendedLifetime(locks) {}
    }

    private func serve(
        _ services: [any Service], _ logger: Logger,
        whenReady announce: @escaping @Sendable () async -> Void
    ) async throws {
        // It would describe each service with all that it holds.
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        var configuration = ServiceGroupConfiguration(
            services: services.map {
                .init(
                    service: $0, successTerminationBehavior: .gracefullyShutdownGroup,
                    failureTerminationBehavior: .gracefullyShutdownGroup)
            },
            gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet)
        configuration.maximumGracefulShutdownDuration = Self.farewell
        let group = ServiceGroup(configuration: configuration)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { await announce() }
            try await group.run()
            tasks.cancelAll()
        }
    }
}

/// The desk's bells, as the event streams hear them.
private struct NewEventSignals: NewEvents {
    let bells: Bells
    func signals() -> AsyncStream<Void> { bells.listen() }
}

extension Configuration {
    fileprivate func missionControl(
        _ secrets: Resolved, socket: String
    ) -> MissionControlConfiguration {
        MissionControlConfiguration(
            listen: connection.http.map { .init(host: $0.listen.host, port: $0.listen.port) },
            socketPath: socket, tokens: accessTokens(secrets), version: Version.number)
    }
}
