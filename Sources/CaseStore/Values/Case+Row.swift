import Casework

extension Case {
    /// Without its mentions and drafts.
    init(row: inout Columns) throws {
        let id = try row.number()
        let phase = try row.word(Phase.self)
        let queue = try row.id(QueueName.self)
        let priority = try row.word(Priority.self)
        let points = try row.count()
        let due = try row.dueTime()
        let reasons = try JSONText.decoded(list: try row.text(), of: PointReason.self)
        let customer = try Author(row: &row)
        let conversation = try row.textIfAny()
        self.init(
            id: id, queue: queue, priority: priority, points: points, reasons: reasons,
            customer: customer, conversation: conversation, openedAt: try row.time(),
            mentions: [])
        self.phase = phase
        holder = try row.idIfAny()
        heldSince = try row.timeIfAny()
        lastHolder = try row.idIfAny()
        offeredTo = try row.idIfAny()
        firstResponseAt = try row.timeIfAny()
        snoozedUntil = try row.timeIfAny()
        resolvedAt = try row.timeIfAny()
        outcome = try row.textIfAny()
        escalation = try row.textIfAny().map { try JSONText.decoded($0) }
        mergedInto = try row.numberIfAny()
        tags = try JSONText.decoded(list: try row.text())
        links = try JSONText.decoded(list: try row.text())
        thanks = try row.count()
        settled = try row.count()
        firstResponseDueAt = try row.timeIfAny()
        let since = try row.timeIfAny()
        let warned = try row.timeIfAny()
        let breached = try row.timeIfAny()
        clock = since.map {
            ResponseClock(since: $0, dueAt: due, warnedAt: warned, breachedAt: breached)
        }
        paging = try row.textIfAny().map { try JSONText.decoded($0) }
    }

    /// The first mention's text as lists show it.
    static func opening(of mentions: [Mention]) -> String {
        String((mentions.first?.text ?? "").prefix(CaseRow.openingLength))
    }

    var insertion: [SQLValue] {
        get throws {
            [.number(id)] + placeValues + (try restHead) + holdingValues + (try restTail)
                + [.text(Case.opening(of: mentions)), .text(spokenLanguage)]
        }
    }

    /// Phase, queue, priority, points and due time.
    var placeValues: [SQLValue] {
        [
            .word(phase), .flag(phase.isOpen), .id(queue), .word(priority), .integer(points),
            .dueTime(clock?.dueAt),
        ]
    }
    var holdingValues: [SQLValue] {
        [.id(holder), .time(heldSince), .id(lastHolder), .id(offeredTo)]
    }
    var restValues: [SQLValue] { get throws { try restHead + restTail } }

    private var restHead: [SQLValue] {
        get throws {
            [.text(try JSONText.encoded(list: reasons))] + customer.values
                + [.text(conversation), .time(openedAt)]
        }
    }
    private var restTail: [SQLValue] {
        get throws {
            [
                .time(firstResponseAt), .time(snoozedUntil), .time(resolvedAt), .text(outcome),
                .text(try escalation.map { try JSONText.encoded($0) }), .number(mergedInto),
                .text(try JSONText.encoded(list: tags)), .text(try JSONText.encoded(list: links)),
                .integer(thanks), .integer(settled), .time(firstResponseDueAt),
                .time(clock?.since), .time(clock?.warnedAt), .time(clock?.breachedAt),
                .text(try paging.map { try JSONText.encoded($0) }),
            ]
        }
    }

    func hasPlace(of other: Case) -> Bool {
        phase == other.phase && queue == other.queue && priority == other.priority
            && points == other.points && clock?.dueAt == other.clock?.dueAt
    }
    /// In its phase and nothing else of its place, and open or closed as before.
    func differsInPhase(from other: Case) -> Bool {
        var same = self
        same.phase = other.phase
        return same.hasPlace(of: other) && phase.isOpen == other.phase.isOpen
    }
    func isCounted(with other: Case) -> Bool {
        phase == other.phase && queue == other.queue && priority == other.priority
    }
    func hasHolding(of other: Case) -> Bool {
        holder == other.holder && heldSince == other.heldSince && lastHolder == other.lastHolder
            && offeredTo == other.offeredTo
    }
    func hasRest(of other: Case) -> Bool {
        reasons == other.reasons && customer == other.customer
            && conversation == other.conversation && openedAt == other.openedAt
            && firstResponseAt == other.firstResponseAt && snoozedUntil == other.snoozedUntil
            && resolvedAt == other.resolvedAt && outcome == other.outcome
            && escalation == other.escalation && mergedInto == other.mergedInto
            && tags == other.tags && links == other.links && thanks == other.thanks
            && settled == other.settled && firstResponseDueAt == other.firstResponseDueAt
            && clock?.since == other.clock?.since && clock?.warnedAt == other.clock?.warnedAt
            && clock?.breachedAt == other.clock?.breachedAt && paging == other.paging
    }
}

extension SQLValue {
    /// Nothing due sorts last.
    static func dueTime(_ due: Instant?) -> SQLValue {
        .integer(due?.milliseconds ?? Int64.max)
    }
}

extension Columns {
    mutating func dueTime() throws -> Instant? {
        let milliseconds = try integer()
        return milliseconds == Int64.max ? nil : Instant(milliseconds: milliseconds)
    }
}

extension Author {
    init(row: inout Columns) throws {
        self.init(
            handle: try row.text(), name: try row.textIfAny(),
            followers: try row.countIfAny(), vip: try row.flag())
    }
    var values: [SQLValue] { [.text(handle), .text(name), .integer(followers), .flag(vip)] }
}
