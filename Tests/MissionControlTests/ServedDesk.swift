import Casework
import Desk
import Glibc
import Logging
import MissionControl
import ServiceLifecycle
import Testing

/// A paper desk behind a real MissionControl on a free port.
struct ServedDesk: Sendable {
    let store: PaperStore
    let desk: PaperDesk
    let client: WebClient

    static let now = Instant(seconds: 1_795_257_000)

    static let tokens = [
        AccessToken(name: "crm", secret: "all", may: [.intake, .read]),
        AccessToken(name: "feed", secret: "intake-only", may: [.intake], isTrusted: false),
        AccessToken(name: "board", secret: "read-only", may: [.read]),
    ]

    /// A server that comes back to its event loop when that is gone makes NIO write a complaint
    /// that no test would see; so the process ends instead.
    private static let isStrict = setenv("SWIFTNIO_STRICT", "1", 1) == 0

    /// Serves while the body runs, then stops gracefully.
    static func serving(
        socketPath: String? = nil, pages: (any PageDoor)? = nil, newEvents: (any NewEvents)? = nil,
        limits change: (inout ServingLimits) -> Void = { _ in }, logger: Logger = silent,
        _ body: (ServedDesk) async throws -> Void
    ) async throws {
        #expect(isStrict)
        var limits = ServingLimits()
        change(&limits)
        let store = PaperStore()
        let desk = PaperDesk()
        let mission = MissionControl(
            configuration: MissionControlConfiguration(
                listen: .init(host: "127.0.0.1", port: 0), socketPath: socketPath,
                tokens: tokens, version: "1.2.3", limits: limits),
            store: store, mentions: desk, status: desk, pages: pages, verifier: PaperVerifier(),
            newEvents: newEvents, now: { now }, logger: logger)
        let group = ServiceGroup(configuration: .init(services: [mission], logger: logger))
        async let running: Void = group.run()
        guard let port = await mission.boundPort() else {
            try await running
            throw WebClient.Failure(what: "it does not listen")
        }
        let served = ServedDesk(store: store, desk: desk, port: port)
        do {
            try await body(served)
        } catch {
            await group.triggerGracefulShutdown()
            try await running
            throw error
        }
        await group.triggerGracefulShutdown()
        try await running
    }

    private init(store: PaperStore, desk: PaperDesk, port: Int) {
        self.store = store
        self.desk = desk
        client = WebClient(address: .tcp(port: port))
    }

    static var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}
