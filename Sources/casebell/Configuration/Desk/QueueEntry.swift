import Casework

/// A queue of cases: where it is worked, and how soon customers are to be answered.
struct QueueEntry: Hashable, Sendable {
    var name: QueueName
    /// At least one; the work is done there.
    var rooms: [RoomName]
    /// The first work room where nothing is said.
    var approvals: [RoomName]
    /// The approvals rooms where nothing is said.
    var oncall: [RoomName]
    var firstResponse = ResponseTargets.minutes(30)
    /// Nothing: nobody promised when customers are answered again.
    var nextResponse: ResponseTargets?
    /// Nothing: a part of each target.
    var warnBefore: Lapse?
    /// The share of cases that is to be answered within `firstResponse`.
    var serviceLevel = Percentage(percent: 80)
    /// What `claim next` asks of whoever takes from it.
    var skills: [String] = []
    var overflow: Queue.Overflow?
    /// How long what does not ring gathers before the rooms are told.
    var digest = Lapse.minutes(5)
    /// The policy's own where nothing is said.
    var approval: ApprovalRule?
    var undoWindow: Lapse?
}

extension QueueEntry {
    /// Words that the command `queue` reads otherwise.
    private static let reserved = ["mine", "free", "waiting", "due"]

    init(_ keys: KeyedReader) {
        let value = keys.required("name", "name: care")
        name = QueueName(value?.name() ?? "")
        if QueueEntry.reserved.contains(name.rawValue) || Int(name.rawValue) != nil {
            value?.error(
                "\"\(name)\" means something else in the command queue", "Choose another name.")
        }
        rooms = keys.required("room", "room: care")?.roomNames() ?? []
        approvals = keys["approvals"]?.roomNames() ?? Array(rooms.prefix(1))
        oncall = keys["oncall"]?.roomNames() ?? approvals
        firstResponse = keys["first_response"]?.responseTargets() ?? firstResponse
        nextResponse = keys["next_response"]?.responseTargets()
        warnBefore = keys["warn_before"]?.warnBefore(
            firstResponse.all + (nextResponse?.all ?? []))
        serviceLevel = keys["service_level"]?.percentage() ?? serviceLevel
        skills = (keys["skills"]?.oneOrMore(limit: 100) ?? []).map { $0.name() ?? "" }
        digest = keys["digest"]?.lapse(in: .minutes(1) ... .days(1)) ?? digest
        overflow = keys["overflow"]?.keyed(Queue.Overflow.init)
        approval = keys["approval"]?.approvalRule()
        undoWindow = keys["undo_window"]?.lapse(in: PolicySection.undoWindows)
    }

    /// The queue as decisions know it.
    var queue: Queue {
        var queue = Queue(
            name: name, rooms: rooms, approvals: approvals, oncall: oncall,
            firstResponse: firstResponse, nextResponse: nextResponse, warnBefore: warnBefore,
            skills: skills, overflow: overflow, digest: digest, approval: approval,
            undoWindow: undoWindow)
        queue.goal = Share(serviceLevel.permille, of: 1000)
        return queue
    }
}

extension Value {
    fileprivate func roomNames() -> [RoomName] {
        let names = texts(limit: 32).map { RoomName($0) }
        if isEmptyList {
            error("no room is named", "Write room: care, or a list of rooms.")
        }
        return names
    }
}

extension Queue.Overflow {
    init(_ keys: KeyedReader) {
        let to = keys.required("to", "to: backup")?.text()
        let above = keys.required("above", "above: 50")?.integer(in: 1...1_000_000)
        self.init(to: QueueName(to ?? ""), above: above ?? 1)
    }
}
