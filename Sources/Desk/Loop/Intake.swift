import Casework
import CaseStore
import Chat
import Connectors
import Logging
import Phrasebook

/// The one loop: signals become errands, errands are decided and written in one transaction, and
/// only then is anybody told.
///
/// Whatever waits shares a transaction, so one sync serves a burst. The loop is the only writer of
/// cases; everything around it hands it signals and takes what it gives out.
final class Intake: MentionDoor, Sendable {
    let setup: DeskSetup
    let store: any CaseStore
    let directory: Directory
    let inbox = Inbox()
    let board: StatusBoard
    let announcer: Announcer
    let looker: Looker
    let logger: Logger
    /// Replies whose attempt may begin.
    let attempts: AsyncStream<ReplyRow>
    private let beginAttempt: AsyncStream<ReplyRow>.Continuation
    let timekeeper: Timekeeper
    let newEvents: Bells
    let grammar: Grammar

    init(setup: DeskSetup, store: any CaseStore, logger: Logger) {
        self.setup = setup
        self.store = store
        self.logger = logger
        directory = Directory(staff: setup.staff, rooms: setup.rooms)
        board = StatusBoard(networks: setup.links.map(\.network))
        announcer = Announcer(setup: setup, directory: directory)
        looker = Looker(setup: setup, store: store, directory: directory)
        (attempts, beginAttempt) = AsyncStream.makeStream()
        newEvents = Bells()
        grammar = Grammar(sigil: setup.sigil, queues: setup.settings.queues.map(\.name))
        let inbox = inbox
        timekeeper = Timekeeper(clock: setup.clock) { inbox.put(.clock) }
    }

    func run() async throws {
        var state = LoopState(networks: setup.links.map(\.network))
        try await resume(&state)
        for await _ in inbox.rings {
            while true {
                let signals = inbox.take()
                guard !signals.isEmpty || !state.unrecorded.isEmpty else { break }
                await turn(signals, &state)
                if signals.isEmpty { break }
            }
            guard !Task.isCancelled else { break }
        }
        beginAttempt.finish()
    }

    func stop() { inbox.close() }
    var isStopped: Bool { inbox.isClosed }

    // MARK: Doors

    func take(_ mentions: [Mention]) async throws -> [Acceptance] {
        guard !mentions.isEmpty else { return [] }
        return try await withCheckedThrowingContinuation { promise in
            inbox.put(.mentions(mentions, promise))
        }
    }

    func begin(_ rows: [ReplyRow]) {
        for row in rows { beginAttempt.yield(row) }
    }
}

/// The ears of one link: they know which network they hang on.
struct LinkEars: ChatEars {
    let network: NetworkName
    let intake: Intake

    func heard(_ event: ChatEvent) {
        switch event {
        case .said(let saying):
            intake.inbox.put(.said(saying))
        case .receipt(let receipt):
            intake.inbox.put(.receipt(network, receipt))
        case .up(let rooms):
            intake.noteUp(network, rooms: rooms)
        case .down(let reason):
            intake.noteDown(network, reason: reason)
        case .privacy(let address, let privacy):
            if let room = intake.directory.room(address, on: network) {
                intake.directory.note(privacy, of: room.name)
            }
        case .presence(let presence):
            intake.directory.note(presence, on: network)
        }
    }
}
