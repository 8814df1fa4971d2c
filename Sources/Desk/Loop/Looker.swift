import CaseStore
import Casework
import Phrasebook

/// Looking: reads the store's snapshot, changes nothing, never waits for the writer.
struct Looker: Sendable {
    /// A longer answer goes to the person who asked, not to the room.
    static let roomLinesMax = 5
    static let listMax = 20
    /// Beyond this many, a list counts no further.
    static let countMax = 200
    static let historyMax = 100
    /// Of a case with more events than that the first ones count.
    static let eventsMax = 10_000
    static let eventsPage = 1000

    let running: RunningSetup
    let store: any CaseStore
    let directory: Directory

    var setup: DeskSetup { running.standing.setup }

    struct Answer: Sendable {
        var lines: [Line]
        var isPersonal: Bool
    }

    func answer(
        _ look: Look, by person: Person?, in room: RoomPlace?, _ wording: Wording,
        alone: Wording
    ) async -> Answer {
        if let person, person.isGuest { return await answer(look, toGuest: person, alone) }
        var lines: [Line]
        do {
            // What is said of a customer on the list is no room's business.
            let isSecret = look == .vips && room != nil
            lines = try await self.lines(look, by: person, in: room, isSecret ? alone : wording)
            if isSecret { return Answer(lines: lines, isPersonal: true) }
            if lines.count > Self.roomLinesMax, room != nil {
                lines = try await self.lines(look, by: person, in: room, alone)
                return Answer(lines: lines, isPersonal: true)
            }
        } catch let refusal as Refusal {
            let isPersonal =
                refusal.isPersonal
                && !(room.map { setup.answersInRoom.contains($0.network) } ?? false)
            return Answer(
                lines: (isPersonal ? alone : wording).lines(for: refusal), isPersonal: isPersonal)
        } catch {
            return Answer(lines: alone.lines(for: Refusal.notRecorded), isPersonal: true)
        }
        if lines.isEmpty { lines = wording.lines(for: Refusal.noCase(doing: "show")) }
        return Answer(lines: lines, isPersonal: false)
    }

    private func lines(
        _ look: Look, by person: Person?, in room: RoomPlace?, _ wording: Wording
    ) async throws -> [Line] {
        switch look {
        case .help(let verb):
            return verb.map { wording.help(on: $0, for: person) } ?? wording.help(for: person)
        case .queue(let name, let filter):
            return try await queue(name, filter, by: person, in: room, wording)
        case .cannedList(let id):
            return try await cannedList(id, in: room, wording)
        case .canned(let name):
            return try canned(name, wording)
        case .waiting:
            return try await waiting(in: room, wording)
        case .who:
            return wording.who(try await colleagues())
        case .oncall:
            return onCall(wording)
        case .rota(let name):
            return try shifts(of: name, by: person, wording)
        case .digest(let name):
            return try await digest(name, by: person, in: room, wording)
        case .find(let query):
            return try await find(query, in: room, wording)
        case .vips:
            return try await vips(by: person, wording)
        case .plans:
            return try await plans(wording)
        case .planTrial(let name):
            return try await trial(of: name, by: person, wording)
        case .board:
            return try await board(by: person, wording)
        case .stats:
            // The statistician answers that.
            return []
        case .show(let id), .history(let id), .why(let id):
            return try await one(id, look, in: room, wording)
        }
    }

    private func one(
        _ id: CaseID, _ look: Look, in room: RoomPlace?, _ wording: Wording
    ) async throws -> [Line] {
        let (found, past, vip) = try await store.read { store in
            let matter = try store.matter(id)
            return (
                matter, try Past(of: id, in: store), try matter.flatMap { try store.vip(of: $0) }
            )
        }
        guard let matter = found else { throw Refusal.noSuchCase(id) }
        let shows = showsText(in: room)
        let happenings = past.newest.map { event in
            Happening(
                at: event.at, by: event.by, type: event.type,
                fact: shows ? event.fact : event.fact?.withoutCustomerText())
        }
        let shown = shows ? matter : matter.withoutCustomerText()
        switch look {
        case .history:
            return wording.history(id, happenings, total: past.count)
        case .why:
            let isRouted = past.routing != DeskSettings.unrouted
            let target = setup.settings.queue(named: shown.queue)?
                .target(shown.response, shown.priority)
            return wording.why(
                shown, routing: isRouted ? past.routing : nil, target: target,
                vip: shows ? vip : vip?.withoutReason())
        default:
            return wording.show(
                shown, events: happenings, practice: setup.settings.policy.practice)
        }
    }

    private func queue(
        _ name: String?, _ filter: QueueFilter, by person: Person?, in room: RoomPlace?,
        _ wording: Wording
    ) async throws -> [Line] {
        var queue: QueueName?
        if let name {
            let folded = name.lowercased()
            queue = setup.settings.queues.first { $0.name.rawValue.lowercased() == folded }?.name
            guard queue != nil else { throw Refusal.unknownQueue(name) }
        }
        let wanted = queue
        let query = query(filter, in: queue, by: person)
        let (rows, counts) = try await store.read { store in
            (try store.cases(query), try store.caseCounts())
        }
        var total = rows.count
        if total == Self.countMax, filter == .all || filter == .free {
            total = counts.filter { count in
                query.phases.contains(count.phase) && (wanted == nil || count.queue == wanted)
            }.reduce(0) { $0 + $1.count }
        }
        let shows = showsText(in: room)
        let listed = rows.prefix(Self.listMax).map { row in
            var listed = ListedCase(row)
            if !shows { listed.opening = Mention.keptBack }
            return listed
        }
        return wording.queue(listed, total: total, of: queue, filter)
    }

    private func query(
        _ filter: QueueFilter, in queue: QueueName?, by person: Person?
    ) -> CaseQuery {
        let open = Phase.allCases.filter(\.isOpen)
        let owed: [Phase] = [.new, .claimed, .drafted, .approved]
        let limit = Self.countMax
        return switch filter {
        case .all: CaseQuery(phases: owed, queue: queue, order: .urgency, limit: limit)
        case .mine:
            CaseQuery(
                phases: open, queue: queue, holder: person?.id ?? "", order: .urgency,
                limit: limit)
        case .free:
            CaseQuery(phases: [.new], queue: queue, free: true, order: .urgency, limit: limit)
        case .waiting: CaseQuery(phases: [.drafted], queue: queue, order: .urgency, limit: limit)
        // Sleep stops no clock.
        case .due: CaseQuery(phases: owed + [.snoozed], queue: queue, order: .due, limit: limit)
        }
    }

    private func waiting(in room: RoomPlace?, _ wording: Wording) async throws -> [Line] {
        let (drafts, stranded) = try await store.read {
            (
                try $0.waitingDrafts(in: nil, limit: Self.countMax),
                try $0.strandedDrafts(limit: Self.countMax)
            )
        }
        let shows = showsText(in: room)
        func listed(_ drafts: [WaitingDraft]) -> [ListedDraft] {
            drafts.prefix(Self.listMax).map { waiting in
                var listed = ListedDraft(
                    id: waiting.id, draft: waiting.draft, customer: waiting.row.customer,
                    dueAt: waiting.row.dueAt)
                if !shows { listed.draft.remark = listed.draft.remark.map(ReceiverWords.cut) }
                return listed
            }
        }
        return wording.waiting(listed(drafts), total: drafts.count)
            + wording.stranded(listed(stranded), total: stranded.count)
    }

    func colleagues() async throws -> [Colleague] {
        let people = directory.people
        let open = Phase.allCases.filter(\.isOpen)
        let loads = try await store.read { store in
            try people.map { person in
                let held = try store.cases(
                    CaseQuery(phases: open, holder: person.id, limit: Self.countMax))
                return Colleague.Load(
                    cases: held.count, working: held.count { $0.phase.isWorkedOn },
                    questions: try store.openQuestions(of: person.id, limit: Self.countMax).count)
            }
        }
        let now = setup.clock.now()
        let uptime = setup.clock.uptime()
        let isOneNetwork = directory.networks.count < 2
        return zip(people, loads).map { person, load in
            let leave = directory.leave(of: person.id)
            let isHere = directory.isHere(person.id)
            var colleague = Colleague(
                person: person, isHere: isHere,
                leave: leave.flatMap { $0.covers(now) ? $0 : nil }, load: load)
            colleague.caseLimit = person.caseLimit ?? setup.settings.policy.caseLimit
            if isHere, !isOneNetwork {
                colleague.networks = directory.addresses(of: person.id).map(\.0)
            }
            if !isHere, let last = directory.lastSeen(person.id) {
                colleague.lastSeen =
                    now - Lapse(milliseconds: uptime.milliseconds - last.milliseconds)
            }
            return colleague
        }
    }

    func showsText(in room: RoomPlace?) -> Bool {
        room.map(directory.showsCustomerText) ?? true
    }
}

/// What happened to one case: how much, and the newest of it.
private struct Past: Sendable {
    var count = 0
    var newest: [StoredEvent] = []
    /// Why the case came into the queue that it is in.
    var routing: String?

    /// The store tells events in the order in which they happened.
    init(of id: CaseID, in store: any CaseReading) throws {
        var after: Int64 = 0
        while count < Looker.eventsMax {
            let page = try store.events(after: after, of: id, limit: Looker.eventsPage)
            for event in page {
                if case .routed(_, let because) = event.fact { routing = because }
            }
            count += page.count
            newest = (newest + page).suffix(Looker.historyMax)
            guard page.count == Looker.eventsPage, let last = page.last else { return }
            after = last.sequence
        }
    }
}

extension Case {
    fileprivate func withoutCustomerText() -> Case {
        var discreet = self
        discreet.mentions = mentions.map { $0.withoutText() }
        discreet.reasons = reasons.map { $0.withoutWords() }
        return discreet
    }
}

extension Fact {
    fileprivate func withoutCustomerText() -> Fact {
        switch self {
        case .opened(let mention, let queue, let priority, let points, let why, let due, let link):
            .opened(
                mention: mention.withoutText(), queue: queue, priority: priority, points: points,
                reasons: why.map { $0.withoutWords() }, firstResponseDueAt: due, linkedTo: link)
        case .reprioritised(let priority, let points, let why):
            .reprioritised(
                priority: priority, points: points, reasons: why.map { $0.withoutWords() })
        case .joined(let mention, let thanks):
            .joined(mention: mention.withoutText(), thanks: thanks)
        case .absorbed(let from, let mentions, let settled, let asked):
            .absorbed(
                from: from, mentions: mentions.map { $0.withoutText() }, settled: settled,
                questions: asked)
        case .mentionEdited(let key, _, let editedAt):
            .mentionEdited(key: key, text: Mention.keptBack, editedAt: editedAt)
        case .replyFailed(let revision, let mark, let reason):
            .replyFailed(
                revision: revision, mark: mark, reason: ReceiverWords.cut(from: reason))
        case .replyUnknown(let revision, let mark, let reason):
            .replyUnknown(
                revision: revision, mark: mark, reason: ReceiverWords.cut(from: reason))
        case .acknowledgementEnded(let key, let end, let reason):
            .acknowledgementEnded(key: key, end: end, reason: ReceiverWords.cut(from: reason))
        case .customerVIP(let handle, let source, let isOn, let reason, let until, let by):
            .customerVIP(
                handle: handle, source: source, on: isOn,
                reason: reason.isEmpty ? "" : Mention.keptBack, until: until, by: by)
        default: self
        }
    }
}

extension ListedCase {
    fileprivate init(_ row: CaseRow) {
        self.init(
            id: row.id, phase: row.phase, queue: row.queue, priority: row.priority,
            customer: row.customer, holder: row.holder, dueAt: row.dueAt,
            opening: row.opening, mark: row.mark,
            draftState: row.draftState)
    }
}
