import ArgumentParser
import CaseStore
import Casework
import Curl
import Desk
import Logging

struct IngestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest", abstract: "Bring in mentions from lines of JSON.",
        discussion: """
            Each line is a mention as in POST /v1/mentions. Beside a running daemon they go \
            through its socket; without one, straight into the store, and ring when it starts. The \
            store has to be there, because a relative `state` is another one in each directory; \
            --new makes it. What was brought in before is counted as a duplicate, so it is safe \
            to run again. The last line says where all of it is. Exits 65 if a line could not be \
            read; the others are in.
            """)

    @OptionGroup var place: ConfigurationOption
    @Argument(help: "A file, or - for standard input.") var file: String
    @Option(help: "The source of mentions that name none.") var source: String?
    @Flag(name: .customLong("new"), help: "Make the store, if there is none.")
    var makesStore = false

    func validate() throws {
        if let source, source.isEmpty { throw ValidationError("--source takes a name.") }
    }

    func run() async throws {
        try LineSource.requireReadable(file)
        let configuration = try place.read()
        do {
            let (counted, whereabouts) = try await ingest(configuration)
            Progress.end()
            try Outlet.output.print(
                "\(counted.taken) taken, \(counted.duplicates) duplicates, "
                    + "\(counted.bad) bad lines, \(whereabouts)")
            guard counted.bad == 0 else { throw ExitCode(CommandFailure.Code.badData.rawValue) }
        } catch let code as ExitCode {
            throw code
        } catch {
            throw CommandFailure(error)
        }
    }

    /// - Returns: what was counted, and in words where it is.
    private func ingest(_ configuration: Configuration) async throws -> (Ingestion, String) {
        let places = try StatePlaces(configuration.connection)
        let clock = SystemDeskClock()
        let source = source.map { SourceName($0) }
        if StateDirectoryLock.holder(of: places.directory) != nil {
            let reactor = try CurlReactor()
            try reactor.start()
            defer { reactor.stop() }
            var ingestion = Ingestion(
                door: DaemonDoor(reactor: reactor, socket: places.socket), name: file,
                source: source, clock: clock)
            try await ingestion.run(path: file)
            return (ingestion, "by the daemon of \(StatePlaces.absolute(places.directory))")
        }
        if !makesStore {
            try places.requireStore(
                orElse: "A relative `state` begins in the current directory: start this where the "
                    + "daemon is started. --new makes a store.")
        }
        try places.make()
        let locks = try places.lock()
        defer { withExtendedLifetime(locks) {} }
        let logger = Logger(label: "casebell")
        let store = try SQLiteStore.open(
            path: places.database, now: clock.now(), telling: MigrationHerald(logger: logger).tell)
        let desk = Desk(configuration.intakeSetup(clock: clock), store: store, logger: logger)
        let ingestion = try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await desk.run() }
            defer { group.cancelAll() }
            var ingestion = Ingestion(
                door: desk.mentions, name: file, source: source, clock: clock)
            try await ingestion.run(path: file)
            return ingestion
        }
        try await store.close()
        return (ingestion, "in \(places.store)")
    }
}
