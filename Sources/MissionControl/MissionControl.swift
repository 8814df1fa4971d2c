package import CaseStore
package import Casework
package import Desk
import Glibc
import HummingbirdCore
package import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization

/// The HTTP interface and the live page: it reads the store's snapshots and hands mentions to the
/// desk's door. It decides nothing and writes nothing itself.
///
/// The same routes are served over TCP, with a token or a signature, and through a socket in the
/// state directory, whose permission is the authority.
package struct MissionControl: Service {
    private let configuration: MissionControlConfiguration
    private let reception: Reception
    private let berths: Berths
    private let now: @Sendable () -> Instant
    private let logger: Logger

    /// - Parameters:
    ///   - verifier: judges signed posts; nothing: only tokens are accepted.
    ///   - pages: the door for the links of pages; nothing: there are none.
    ///   - newEvents: wakes event streams; nothing: they look every second.
    package init(
        configuration: MissionControlConfiguration, store: any CaseStore,
        mentions: any MentionDoor, status: any DeskStatusDoor,
        pages: (any PageDoor)? = nil, verifier: (any SignatureVerifier)? = nil,
        newEvents: (any NewEvents)? = nil, now: @escaping @Sendable () -> Instant,
        logger: Logger
    ) {
        let limits = configuration.limits
        self.configuration = configuration
        self.logger = logger
        self.now = now
        berths = Berths(
            expected: (configuration.listen == nil ? 0 : 1)
                + (configuration.socketPath == nil ? 0 : 1))
        reception = Reception(
            limits: limits,
            gatekeeper: Gatekeeper(tokens: configuration.tokens, verifier: verifier),
            intake: MentionIntake(door: mentions), reader: CaseReader(store: store),
            readiness: Readiness(
                store: store, status: status, version: configuration.version),
            feed: EventFeed(
                store: store, newEvents: newEvents, limits: limits,
                slots: Slots(limit: limits.streams), now: now),
            acknowledgements: AcknowledgePage(door: pages), now: now, logger: logger)
    }

    /// Waits until everything configured is listening: the TCP port (the one the system chose,
    /// where 0 was configured), or nothing without TCP, or if `run` ended before.
    package func boundPort() async -> Int? { await berths.port() }

    /// One thread is plenty for a desk, and idle threads cost memory. It lives as long as the
    /// process: Hummingbird ends a server in a task of its own, which comes back to the loop when
    /// `run` has returned already and must still find it there.
    private static let loops = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    /// Serves until the graceful shutdown; requests under way are finished, streams end, and what
    /// is still open after `ServingLimits.farewell` is cut.
    /// - Throws: `MissionControlFailure` if it cannot listen.
    package func run() async throws {
        defer { berths.close() }
        try await withThrowingTaskGroup { group in
            if let address = configuration.listen {
                group.addTask { try await serveTCP(on: address) }
            }
            if let path = configuration.socketPath {
                group.addTask { try await serveLocally(LocalSocket(path: path)) }
            }
            if group.isEmpty { group.addTask { try await gracefulShutdown() } }
            // The first failure cancels the others.
            for try await _ in group {}
        }
    }

    private func serveTCP(on address: MissionControlConfiguration.Address) async throws {
        let server = try server(
            at: .hostname(address.host, port: address.port), isLocal: false
        ) { channel in
            let port = channel.localAddress?.port
            logger.info("listening", metadata: ["host": "\(address.host)", "port": "\(port ?? 0)"])
            berths.open(port: port)
        }
        try await run(server, at: address.description)
    }

    private func serveLocally(_ socket: LocalSocket) async throws {
        try socket.prepare()
        defer { socket.remove() }
        let failure = Mutex<MissionControlFailure?>(nil)
        let server = try server(
            at: .unixDomainSocket(path: socket.stagedPath), isLocal: true
        ) { channel in
            do throws(MissionControlFailure) {
                try socket.publish()
                berths.open(port: nil)
            } catch {
                // Whoever is told to stop this early has taken the socket away already.
                guard channel.isActive else { return }
                failure.withLock { $0 = error }
                channel.close(promise: nil)
            }
        }
        try await run(server, at: socket.path)
        if let failure = failure.withLock({ $0 }) { throw failure }
    }

    private func run(_ server: any Service, at address: String) async throws {
        do {
            try await server.run()
        } catch let error as IOError {
            let reason = String(cString: strerror(error.errnoCode))
            throw MissionControlFailure.cannotListen(address: address, reason: reason)
        } catch is SocketAddressError.UnknownHost {
            throw MissionControlFailure.cannotListen(address: address, reason: "unknown host")
        } catch is SocketAddressError {
            throw MissionControlFailure.cannotListen(address: address, reason: "unknown host")
        }
    }

    private func server(
        at address: BindAddress, isLocal: Bool,
        onRunning: @escaping @Sendable (any Channel) async -> Void
    ) throws -> any Service {
        let limits = configuration.limits
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        let lobby = Lobby(
            limits: Lobby.Limits(
                guests: DescriptorBudget.connections(
                    wanted: isLocal ? limits.localConnections : limits.connections),
                bodies: limits.bodies, bodyGrace: limits.bodyGrace,
                heldBytes: limits.heldBytes))
        let frontage = Frontage(
            responder: { [reception] request, writer, channel in
                try await reception.serve(
                    request, writer, on: channel, in: lobby, isLocal: isLocal)
            }, lobby: lobby, limits: limits, now: now)
        return frontage.server(
            configuration: ServerConfiguration(address: address),
            onServerRunning: { [logger] channel in
                await onRunning(channel)
                do {
                    try await channel.pauseWhenOut(logger: logger)
                } catch {
                    // It is closed again: whoever asks hears of it from the server itself.
                    logger.debug("not listening", metadata: ["error": "\(error)"])
                }
            },
            eventLoopGroup: MissionControl.loops, logger: quiet)
    }
}

extension MissionControl: CustomStringConvertible {
    /// Its name for the log of services: what is inside belongs in no log.
    package var description: String { "MissionControl" }
}
