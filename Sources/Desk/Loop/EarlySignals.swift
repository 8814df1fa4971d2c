import CaseStore
import Casework
import Chat
import Phrasebook

/// What was said or done under messages whose ids nobody knows yet, because their receipts are on
/// their way: it waits for them, and is heard then.
///
/// Until it is, the chat counts as heard until before it, so that the next process hears it again.
struct EarlySignals {
    static let countMax = 200
    /// Of people who are not of the desk.
    static let strangersMax = 20
    /// Then it is heard for what it says.
    static let patience = Lapse.seconds(45)

    private struct Early {
        var signal: Signal
        var network: NetworkName
        var id: String
    }
    /// Waits, or is about to be heard again.
    private struct Owed {
        /// When it waits no more; by uptime.
        var deadline: Lapse
        /// Its place among all that ever waited.
        var number: Int
        var front: Front
        /// Where it was said or done; nothing: to the bot alone.
        var room: RoomAddress?
    }
    /// Who asked for what, and under which messages.
    struct Front {
        /// Nothing: somebody who is not of the desk.
        var person: PersonID?
        /// Nothing: it asks for nothing to be done.
        var verb: Verb?
        var targets: [Referred.Place]
    }
    private var waiting: [Early] = []
    private var owed: [String: Owed] = [:]
    private var latest = 0
    private var looksAgainAt: Lapse?
    /// About to be heard again, and taken back.
    private var gone: Set<String> = []

    /// Whether it waits from here on.
    mutating func waits(
        _ signal: Signal, as id: String, _ front: Front, on network: NetworkName, at uptime: Lapse
    ) -> Bool {
        if owed[id] == nil { latest += 1 }
        let mine =
            owed[id]
            ?? Owed(
                deadline: uptime + Self.patience, number: latest, front: front,
                room: signal.place?.room)
        guard mine.deadline > uptime, waiting.count < Self.countMax,
            front.person != nil || strangers < Self.strangersMax
        else { return false }
        owed[id] = mine
        waiting.append(Early(signal: signal, network: network, id: id))
        return true
    }

    private var strangers: Int {
        waiting.count { owed[$0.id].map { $0.front.person == nil } ?? false }
    }

    /// Whether something under the same message came before, has not been heard, and is to be heard
    /// first.
    func isBehind(_ id: String, _ front: Front) -> Bool {
        guard !owed.isEmpty else { return false }
        let number = owed[id]?.number ?? .max
        return owed.values.contains { other in
            other.number < number && front.yields(to: other.front)
                && other.front.targets.contains(where: front.targets.contains)
        }
    }

    /// It is heard now.
    /// - Returns: whether it has waited.
    mutating func heard(_ id: String) -> Bool { owed.removeValue(forKey: id) != nil }

    /// Whether it waited, or is about to be heard again, and is to be heard no more: it was taken
    /// back in the room that it belongs to.
    mutating func takeBack(
        _ id: String, in room: RoomAddress?, on network: NetworkName
    ) -> Bool {
        guard let mine = owed[id], mine.room == room else { return false }
        let count = waiting.count
        waiting.removeAll { $0.id == id && $0.network == network }
        if waiting.count == count { gone.insert(id) } else { owed[id] = nil }
        return true
    }

    /// It comes to be heard, and was taken back meanwhile.
    mutating func wasTakenBack(_ id: String) -> Bool { gone.remove(id) != nil }

    /// All that waits, in order.
    mutating func recall() -> [Signal] {
        looksAgainAt = nil
        return remove { _ in true }
    }

    /// What has waited for long enough, in order; all of it if it was to be looked at again.
    mutating func overdue(at uptime: Lapse) -> [Signal] {
        if let at = looksAgainAt, at <= uptime { return recall() }
        let owed = owed
        return remove { early in owed[early.id].map { $0.deadline <= uptime } ?? true }
    }

    /// What it refers to could not be looked up: it is heard again then.
    mutating func looksAgain(at uptime: Lapse) { looksAgainAt = uptime }

    private mutating func remove(where isMeant: (Early) -> Bool) -> [Signal] {
        guard !waiting.isEmpty else { return [] }
        let found = waiting.filter(isMeant).sorted { number(of: $0) < number(of: $1) }
        waiting.removeAll(where: isMeant)
        return found.map(\.signal)
    }

    private func number(of early: Early) -> Int { owed[early.id]?.number ?? 0 }

    var nextDue: Lapse? {
        guard !waiting.isEmpty else { return nil }
        return (waiting.map { owed[$0.id]?.deadline } + [looksAgainAt]).compactMap(\.self).min()
    }

    /// Where what waits was said or done: it is left to the next process, and so is whatever comes
    /// behind it.
    mutating func giveUp() -> [HearingLedger.Place] {
        defer { waiting = [] }
        return waiting.compactMap { $0.signal.place }
    }
}

extension Signal {
    fileprivate var place: HearingLedger.Place? {
        switch self {
        case .said(let saying): .init(network: saying.network, room: saying.room)
        case .reacted(let reaction):
            .init(network: reaction.gesture.network, room: reaction.gesture.room)
        default: nil
        }
    }
}

extension EarlySignals.Front {
    /// What goes to whoever asks first waits for others who ask for such a thing, and what somebody
    /// wants done for what they wanted before. What stops replies waits for nothing, or no longer
    /// than the same person's replies. Nobody waits for strangers.
    fileprivate func yields(to other: Self) -> Bool {
        guard let verb, let person = other.person else { return false }
        guard person == self.person else {
            return verb.isContested && other.verb.map(\.isContested) ?? false
        }
        switch verb {
        case .hold, .unhold: return false
        case .undo, .drop: return other.verb.map(\.leadsToReply) ?? false
        default: return true
        }
    }
}

extension Verb {
    /// Who asks first gets it, and the next is refused.
    fileprivate var isContested: Bool {
        switch self {
        case .claim, .take, .release, .assign, .handover, .approve, .reject, .escalate: true
        default: false
        }
    }

    fileprivate var leadsToReply: Bool {
        switch self {
        case .reply, .dm, .canned, .more, .done, .split, .edit, .attach, .approve, .rewrite: true
        default: false
        }
    }
}
