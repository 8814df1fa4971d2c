import CaseStore
import Casework
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
    /// A change of it is taken over between two turns (`Intake+Change`).
    let running: RunningSetup
    let store: any CaseStore
    let directory: Directory
    let inbox = Inbox()
    let board: StatusBoard
    let announcer: Announcer
    let looker: Looker
    let statistician: Statistician
    let logger: Logger
    /// What may be attempted now.
    let attempts: AsyncStream<Departure>
    let beginAttempt: AsyncStream<Departure>.Continuation
    let timekeeper: Timekeeper
    let newEvents: Bells
    /// Rings when pages wait for their courier.
    let newPages = Bells()
    /// The networks that keep messages.
    let keepers: Set<NetworkName>
    /// The networks that know a repeat for one, and for how long.
    let repeatsKnown: [NetworkName: Lapse]

    var setup: DeskSetup { _read { yield running.standing.setup } }
    var grammar: Grammar { running.standing.grammar }

    init(setup: DeskSetup, store: any CaseStore, logger: Logger) {
        running = RunningSetup(setup)
        self.store = store
        self.logger = logger
        directory = Directory(
            staff: setup.staff, rooms: setup.rooms, answersInRoom: setup.answersInRoom,
            networks: setup.links.map(\.network),
            keepers: setup.keepers, uptime: { setup.clock.uptime() })
        board = StatusBoard(networks: setup.links.map(\.network))
        announcer = Announcer(running: running, directory: directory)
        looker = Looker(running: running, store: store, directory: directory)
        statistician = Statistician(running: running, store: store, logger: logger)
        (attempts, beginAttempt) = AsyncStream.makeStream()
        newEvents = Bells()
        keepers = directory.keepers
        repeatsKnown = Dictionary(
            setup.links.filter { $0.knowsRepeatsFor > .zero }.map {
                ($0.network, $0.knowsRepeatsFor)
            }
        ) { first, _ in first }
        let inbox = inbox
        timekeeper = Timekeeper(clock: setup.clock) { inbox.put(.clock) }
    }

    /// Turns until the inbox is closed or the task is cancelled; then what is left in it is
    /// decided, and everything that is to be said or sent stays on disk.
    func run() async throws {
        defer {
            inbox.close()
            beginAttempt.finish()
        }
        var state = LoopState(
            networks: setup.links.map(\.network), relays: setup.connectors.count,
            setup.clock.reading())
        try await resume(&state)
        await withTaskCancellationHandler {
            for await _ in inbox.rings { await empty(&state) }
        } onCancel: {
            inbox.stop()
        }
        inbox.close()
        await empty(&state)
    }

    private func empty(_ state: inout LoopState) async {
        while true {
            let signals = inbox.take()
            guard !signals.isEmpty else { return }
            await turn(signals, &state)
        }
    }

    /// Takes no more mentions and hands nothing out; receipts are still taken.
    func stop() { inbox.stop() }
    /// Ends the loop once what is in the inbox is decided.
    func close() { inbox.close() }

    // MARK: Doors

    func take(_ mentions: [Mention]) async throws -> [Acceptance] {
        guard !mentions.isEmpty else { return [] }
        return try await withCheckedThrowingContinuation { promise in
            inbox.put(.mentions(mentions, promise))
        }
    }

    /// Attempts that come too late to begin are found interrupted at the next start.
    func begin(
        _ attempts: [(relay: String, departure: Departure)], _ state: inout LoopState
    ) {
        for (relay, departure) in attempts {
            state.lanes.begin(departure.key, to: relay)
            beginAttempt.yield(departure)
        }
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
        case .reacted(let reaction):
            intake.inbox.put(.reacted(reaction))
        case .changed(let change):
            intake.inbox.put(.changed(change))
        case .receipt(let receipt):
            intake.inbox.put(.receipt(network, receipt))
        case .underWay(let id, let attempt, let moment):
            intake.inbox.put(.underWay(id, attempt: attempt, at: moment))
        case .up(let rooms):
            intake.noteUp(network, rooms: rooms)
        case .down(let reason):
            intake.noteDown(network, reason: reason)
        case .privacy(let address, let privacy):
            intake.directory.note(privacy, of: address, on: network)
            intake.inbox.put(.privacy(network))
        case .listening(let rooms, let moment, let bookmark):
            intake.inbox.put(.listening(network, rooms: rooms, at: moment, bookmark: bookmark))
        case .absence(let rooms, let from, let to):
            intake.inbox.put(.absence(network, rooms: rooms, from: from, to: to))
        case .moved(let address):
            intake.inbox.put(.moved(network, address))
        case .presence(let presence):
            let wasDeserted = intake.directory.isDeserted(network)
            let person = intake.directory.person(presence.account, on: network)
            let wasHere = person.map { intake.directory.isHere($0.id) } ?? true
            intake.directory.note(presence, on: network)
            if wasDeserted, !intake.directory.isDeserted(network) {
                intake.inbox.put(.peopled(network))
            }
            if let person, presence.isHere, !wasHere { intake.inbox.put(.arrived(person.id)) }
            if presence.isHere, person?.may(.admin, in: nil) ?? false {
                intake.inbox.put(.adminHere)
            }
        case .trouble(let words):
            intake.inbox.put(.trouble(network, words))
        }
    }
}
