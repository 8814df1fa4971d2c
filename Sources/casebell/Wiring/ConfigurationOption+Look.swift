import CaseStore
import Casework
import Desk
import Phrasebook

/// How the command line shows things: as the desk would, in the desk's own time.
struct DeskLook: Sendable {
    let wording: Wording
    /// Those of the files; closed cases may be of others.
    let queues: [QueueName]

    init(_ configuration: Configuration) {
        queues = configuration.desk.queues.map(\.name)
        let wall = WallClock(timezone: configuration.connection.timezone)
        wording = Wording(
            sigil: configuration.desk.sigil,
            style: configuration.desk.style == .plain ? .plain : .unicode,
            clock: { wall.localTime($0) }, now: SystemDeskClock().now(), isDirect: true)
    }

    /// A case in one line.
    func text(_ row: CaseRow) -> String {
        let who = row.holder.map { "\($0)'s" } ?? "free"
        let opening = Cleaning.display(row.opening)
        let handle = Cleaning.display(row.customer.handle)
        return "\(row.id) \(row.priority.rawValue) \(row.phase.rawValue) \(row.queue) "
            + "\(handle) \(who) \(opening)"
    }
}

extension ConfigurationOption {
    /// Reads the store beside a running daemon or without one; nothing is changed.
    func look(
        _ body: (DeskLook, any AuditedStore) async throws -> Void
    ) async throws {
        let configuration = try read()
        do {
            let places = try StatePlaces(configuration.connection)
            try places.requireStore(
                orElse: "casebell run makes it, and casebell ingest --new.")
            let store = try SQLiteStore.open(
                path: places.database, readOnly: true, now: SystemDeskClock().now())
            try await body(DeskLook(configuration), store)
            try await store.close()
        } catch {
            throw CommandFailure(error)
        }
    }
}

extension Line {
    /// The words alone.
    var plainText: String {
        spans.map { span in
            switch span {
            case .text(let text), .strong(let text), .person(let text), .quoted(let text): text
            }
        }.joined()
    }
}
