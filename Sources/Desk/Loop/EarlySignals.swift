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
        /// The messages that it was said or done under.
        var targets: [Referred.Place]
    }
    private var waiting: [Early] = []
    private var owed: [String: Owed] = [:]
    private var latest = 0
    /// About to be heard again, and taken back.
    private var gone: Set<String> = []

    /// Whether it waits from here on.
    mutating func waits(
        _ signal: Signal, as id: String, under targets: [Referred.Place], on network: NetworkName,
        at uptime: Lapse
    ) -> Bool {
        if owed[id] == nil { latest += 1 }
        let mine =
            owed[id] ?? Owed(deadline: uptime + Self.patience, number: latest, targets: targets)
        guard mine.deadline > uptime, waiting.count < Self.countMax else { return false }
        owed[id] = mine
        waiting.append(Early(signal: signal, network: network, id: id))
        return true
    }

    /// Whether something under the same message came before and has not been heard: whoever came
    /// first is heard first.
    func isBehind(_ id: String, under targets: [Referred.Place]) -> Bool {
        guard !owed.isEmpty else { return false }
        let number = owed[id]?.number ?? .max
        return owed.values.contains { other in
            other.number < number && other.targets.contains(where: targets.contains)
        }
    }

    /// It is heard now.
    /// - Returns: whether it has waited.
    mutating func heard(_ id: String) -> Bool { owed.removeValue(forKey: id) != nil }

    /// Whether it waited, or is about to be heard again, and is to be heard no more: it was taken
    /// back.
    mutating func takeBack(_ id: String, on network: NetworkName) -> Bool {
        guard owed[id] != nil else { return false }
        let count = waiting.count
        waiting.removeAll { $0.id == id && $0.network == network }
        if waiting.count == count { gone.insert(id) } else { owed[id] = nil }
        return true
    }

    /// It comes to be heard, and was taken back meanwhile.
    mutating func wasTakenBack(_ id: String) -> Bool { gone.remove(id) != nil }

    /// All that waits on that network, in order.
    mutating func recall(_ network: NetworkName) -> [Signal] {
        guard !waiting.isEmpty else { return [] }
        let found = waiting.filter { $0.network == network }
        waiting.removeAll { $0.network == network }
        return found.map(\.signal)
    }

    /// What has waited for long enough.
    mutating func overdue(at uptime: Lapse) -> [Signal] {
        guard !waiting.isEmpty else { return [] }
        let isOver = { (early: Early) in self.owed[early.id].map { $0.deadline <= uptime } ?? true }
        let found = waiting.filter(isOver)
        waiting.removeAll(where: isOver)
        return found.map(\.signal)
    }

    var nextDue: Lapse? { waiting.compactMap { owed[$0.id]?.deadline }.min() }

    /// Where what waits was said or done; it waits no more.
    mutating func giveUp() -> [HearingLedger.Place] {
        // What was taken back while it was about to be heard again stays so.
        for early in waiting { owed[early.id] = nil }
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

extension Intake {
    private static let anyCase = CaseID(.max)

    /// Whether it waits for the receipt of the message that it was said under: without that it says
    /// something else. Or for what waits under that message already.
    func mustWait(_ saying: Saying, _ state: inout LoopState) -> Bool {
        let targets = saying.places
        guard keepers.contains(saying.network), !targets.isEmpty, let room = saying.room else {
            return false
        }
        let implied = implied(by: saying, state)
        let isBehind = state.early.isBehind(saying.messageID, under: targets)
        guard isBehind || implied == nil && awaits(room, on: saying.network, state) else {
            return false
        }
        let bare = grammar.read(saying.text, isDirect: saying.addressed)
        let meant = grammar.read(
            saying.text, isDirect: saying.addressed, implied: implied ?? Self.anyCase)
        guard isBehind ? meant != .talk : meant != bare else { return false }
        return waits(
            .said(saying), as: saying.messageID, under: targets,
            at: .init(network: saying.network, room: room), &state)
    }

    /// Whether the sign waits for the receipt of its message, or for what waits under it already.
    func mustWait(_ reaction: Reaction, _ state: inout LoopState) -> Bool {
        let gesture = reaction.gesture
        guard let room = gesture.room else { return false }
        let isKnown = state.referred.message(gesture.target, on: gesture.network) != nil
        guard
            state.early.isBehind(gesture.messageID, under: [gesture.place])
                || !isKnown && awaits(room, on: gesture.network, state)
        else { return false }
        return waits(
            .reacted(reaction), as: gesture.messageID, under: [gesture.place],
            at: .init(network: gesture.network, room: room), &state)
    }

    private func awaits(_ room: RoomAddress, on network: NetworkName, _ state: LoopState) -> Bool {
        let address = directory.room(room, on: network)?.address ?? room
        return state.referred.awaited.contains(.init(network: network, room: address))
    }

    private func waits(
        _ signal: Signal, as id: String, under targets: [Referred.Place],
        at place: HearingLedger.Place, _ state: inout LoopState
    ) -> Bool {
        if state.isStopping {
            state.hearing.leaveEarly(place)
            return true
        }
        let uptime = setup.clock.uptime()
        guard
            state.early.waits(signal, as: id, under: targets, on: place.network, at: uptime)
        else { return false }
        state.hearing.owes(id, at: place, uptime)
        return true
    }

    /// It was taken back while it was about to be heard again.
    func isGone(_ id: String, on network: NetworkName, _ state: inout LoopState) -> Bool {
        guard state.early.wasTakenBack(id) else { return false }
        hearsEarly(id, on: network, &state)
        return true
    }

    /// It is heard now: from here on its answer is what is owed. What waits behind it comes next.
    func hearsEarly(_ id: String, on network: NetworkName, _ state: inout LoopState) {
        guard state.early.heard(id) else { return }
        state.hearing.answered(id, on: network)
        recallEarly(on: network, &state)
    }

    /// A message is known now, or will not come: what waits for one is heard once that is on disk.
    func recallEarly(on network: NetworkName, _ state: inout LoopState) {
        for signal in state.early.recall(network) { inbox.put(signal) }
    }
}
