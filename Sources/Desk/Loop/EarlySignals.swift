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
    private var waiting: [Early] = []
    /// When each that waits, or is about to be heard again, waits no more; by uptime.
    private var deadlines: [String: Lapse] = [:]
    /// About to be heard again, and taken back.
    private var gone: Set<String> = []

    /// Whether it waits from here on.
    mutating func waits(_ signal: Signal, as id: String, on network: NetworkName, at uptime: Lapse)
        -> Bool
    {
        let deadline = deadlines[id] ?? uptime + Self.patience
        guard deadline > uptime, waiting.count < Self.countMax else { return false }
        deadlines[id] = deadline
        waiting.append(Early(signal: signal, network: network, id: id))
        return true
    }

    /// It is heard now.
    /// - Returns: whether it has waited.
    mutating func heard(_ id: String) -> Bool { deadlines.removeValue(forKey: id) != nil }

    /// Whether it waited, or is about to be heard again, and is to be heard no more: it was taken
    /// back.
    mutating func takeBack(_ id: String, on network: NetworkName) -> Bool {
        guard deadlines[id] != nil else { return false }
        let count = waiting.count
        waiting.removeAll { $0.id == id && $0.network == network }
        if waiting.count == count { gone.insert(id) } else { deadlines[id] = nil }
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
        let isOver = { (early: Early) in self.deadlines[early.id].map { $0 <= uptime } ?? true }
        let found = waiting.filter(isOver)
        waiting.removeAll(where: isOver)
        return found.map(\.signal)
    }

    var nextDue: Lapse? { waiting.compactMap { deadlines[$0.id] }.min() }

    /// Where what waits was said or done; it waits no more.
    mutating func giveUp() -> [HearingLedger.Place] {
        // What was taken back while it was about to be heard again stays so.
        for early in waiting { deadlines[early.id] = nil }
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
    /// something else.
    func mustWait(_ saying: Saying, _ state: inout LoopState) -> Bool {
        guard keepers.contains(saying.network), saying.thread != nil || saying.repliesTo != nil,
            let room = saying.room, implied(by: saying, state) == nil,
            awaits(room, on: saying.network, state)
        else { return false }
        let bare = grammar.read(saying.text, isDirect: saying.addressed)
        guard grammar.read(saying.text, isDirect: saying.addressed, implied: Self.anyCase) != bare
        else {
            return false
        }
        return waits(
            .said(saying), as: saying.messageID, at: .init(network: saying.network, room: room),
            &state)
    }

    /// Whether the sign waits for the receipt of its message.
    func mustWait(_ reaction: Reaction, _ state: inout LoopState) -> Bool {
        let gesture = reaction.gesture
        guard let room = gesture.room, awaits(room, on: gesture.network, state) else {
            return false
        }
        return waits(
            .reacted(reaction), as: gesture.messageID,
            at: .init(network: gesture.network, room: room), &state)
    }

    private func awaits(_ room: RoomAddress, on network: NetworkName, _ state: LoopState) -> Bool {
        let address = directory.room(room, on: network)?.address ?? room
        return state.referred.awaited.contains(.init(network: network, room: address))
    }

    private func waits(
        _ signal: Signal, as id: String, at place: HearingLedger.Place, _ state: inout LoopState
    ) -> Bool {
        if state.isStopping {
            state.hearing.leaveEarly(place)
            return true
        }
        let uptime = setup.clock.uptime()
        guard state.early.waits(signal, as: id, on: place.network, at: uptime) else { return false }
        state.hearing.owes(id, at: place, uptime)
        return true
    }

    /// It was taken back while it was about to be heard again.
    func isGone(_ id: String, on network: NetworkName, _ state: inout LoopState) -> Bool {
        guard state.early.wasTakenBack(id) else { return false }
        hearsEarly(id, on: network, &state)
        return true
    }

    /// It is heard now: from here on its answer is what is owed.
    func hearsEarly(_ id: String, on network: NetworkName, _ state: inout LoopState) {
        if state.early.heard(id) { state.hearing.answered(id, on: network) }
    }

    /// A message is known now, or will not come: what waits for one is heard once that is on disk.
    func recallEarly(on network: NetworkName, _ state: inout LoopState) {
        for signal in state.early.recall(network) { inbox.put(signal) }
    }
}
