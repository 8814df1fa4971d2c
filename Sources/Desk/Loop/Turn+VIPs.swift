import CaseStore
import Casework
import Phrasebook

/// Who goes first because somebody of the desk said so.
extension Turn {
    /// Open cases of one customer that are looked at in the same transaction; the others follow
    /// with the next one.
    static let vipCasesMax = 200
    /// And so many whose time is over.
    static let vipsEndedMax = 50

    /// What became of a customer's open cases.
    private struct Followed {
        var cases = 0
        var urgent: [CaseID] = []
    }

    mutating func list(_ request: VIPRequest, _ actor: Actor, _ origin: Origin) throws {
        do {
            let order = VIPOrder(
                handle: request.handle, source: request.source, isOn: request.isOn,
                reason: request.reason, until: request.end.map(instant))
            let (handle, entry) = try place(of: order)
            let fact = try decideVIP(order, entry: entry, try context(nil, actor: actor))
            try store.record(
                [fact], matter: nil, before: nil, by: actor.person.id, via: actor.via, at: now)
            let notice: Notice
            if order.isOn {
                let vip = VIP(
                    handle: handle, source: order.source, reason: order.reason, since: now,
                    until: order.until, by: actor.person.id)
                try store.setVIP(vip)
                let followed = try follow(handle, order.source)
                notice = .vipOn(vip, cases: followed.cases, urgent: followed.urgent)
            } else {
                try store.endVIP(handle, at: order.source)
                let followed = try follow(handle, order.source)
                notice = .vipOff(
                    handle: handle, source: order.source, by: actor.person.id,
                    cases: followed.cases)
            }
            try post(Announcement(to: [.asker], lane: .answer, notice), about: nil, origin: origin)
        } catch let refusal as Refusal {
            try answer(refusal, origin)
        }
    }

    /// Where the list has them, or would. Who is taken from it may be typed otherwise than they stand
    /// there and look the same, and the store compares bytes.
    private func place(of order: VIPOrder) throws -> (handle: String, entry: VIP?) {
        let handle = Condition.folded(order.handle)
        let listed = try store.vips().filter {
            $0.handle == handle && $0.source == order.source
        }
        if let entry = listed.first(where: { $0.handle.isSpelt(as: handle) }) {
            return (handle, entry)
        }
        guard !order.isOn, let entry = listed.first else { return (handle, nil) }
        return (entry.handle, entry)
    }

    /// Those whose time is over; supervisors are told, and whoever set it. The row goes in the
    /// transaction in which the end is written, so it ends once.
    mutating func endVIPs() throws {
        let supervisors = desk.queues.map { Audience.approvals($0.name) }
        for vip in try store.overdueVIPs(now: now, limit: Turn.vipsEndedMax) {
            let before = outcome
            let linksBefore = links
            do {
                try store.savepoint {
                    try store.record(
                        [vip.ending], matter: nil, before: nil, by: nil, via: nil, at: now)
                    try store.endVIP(vip.handle, at: vip.source)
                    let followed = try follow(vip.handle, vip.source)
                    try post(
                        Announcement(
                            to: supervisors + [.person(vip.by)],
                            .vipOver(vip, cases: followed.cases)),
                        about: nil, origin: nil)
                }
            } catch {
                outcome = before
                outcome.mustRest = true
                links = linksBefore
            }
        }
    }

    private mutating func follow(_ handle: String, _ source: SourceName?) throws -> Followed {
        let theirs = try store.openCases(of: handle, at: source)
        var followed = Followed(cases: theirs.count)
        var reminders: [Reminder] = []
        for id in theirs.prefix(Turn.vipCasesMax) {
            guard let matter = try store.matter(id) else { continue }
            let decision = try decide(matter, .reassess)
            if let reminder = decision.reminder { reminders.append(reminder) }
            if matter.priority != .p1, decision.matter?.priority == .p1 {
                followed.urgent.append(id)
            }
        }
        for id in theirs.dropFirst(Turn.vipCasesMax) {
            try store.apply(.set(.priority, at: now), of: id)
        }
        try remind(reminders)
        return followed
    }

    /// What the list says of a customer.
    func standing(of handle: String, at source: SourceName) throws -> VIPStanding {
        try store.vip(Condition.folded(handle), at: source).map(VIPStanding.listed) ?? .notListed
    }

    func standing(of matter: Case) throws -> VIPStanding? {
        try matter.mentions.first.map {
            try standing(of: matter.customer.handle, at: $0.key.source)
        }
    }

    private func instant(_ end: VIPEnd) -> Instant {
        switch end {
        case .at(let until): instant(until)
        case .day(let day): WallDays(nextTime: nextTime, localTime: localTime).end(of: day)
        }
    }
}
