import Casework
import Chat

/// Changes of messages, of which only the newest counts: one for each message is with the session,
/// and one more waits. Whatever that one overtakes is never sent, so that a case that moves fast
/// costs the others nothing.
struct WaitingEdits: Sendable {
    /// Messages whose ids are remembered beside the posts that they came from.
    static let landedMax = 4000

    private var landed: [String: String] = [:]
    private var order: [String] = []
    /// The message that each edit changes which the session has, by the edit's own id.
    private var under: [String: String] = [:]
    private var busy: Set<String> = []
    private var waiting: [String: Post] = [:]

    enum Verdict {
        case now
        /// Later; what it overtakes has ended.
        case later(overtaken: Post?)
    }

    mutating func take(_ post: Post, replacing anchor: MessageAnchor) -> Verdict {
        let target = message(anchor)
        guard busy.insert(target).inserted else {
            return .later(overtaken: waiting.updateValue(post, forKey: target))
        }
        under[post.id.rawValue] = target
        return .now
    }

    /// A post has ended.
    /// - Returns: the edit that waited for it, to be taken again.
    mutating func ended(_ id: String, as reference: String?) -> Post? {
        if let reference { note(id, reference) }
        guard let target = under.removeValue(forKey: id) else { return nil }
        busy.remove(target)
        return waiting.removeValue(forKey: target)
    }

    /// Everything that waits, which nobody will send any more.
    mutating func giveUp() -> [Post] {
        defer { waiting = [:] }
        return waiting.sorted { $0.key < $1.key }.map(\.value)
    }

    /// What waits in one room, and is to be worded anew.
    mutating func giveUp(in room: RoomAddress) -> [Post] {
        let given = waiting.filter { $0.value.destination == .room(room) }
        for target in given.keys { waiting[target] = nil }
        return given.sorted { $0.key < $1.key }.map(\.value)
    }

    /// One name for a message that may be meant by its post or by its own id.
    private func message(_ anchor: MessageAnchor) -> String {
        switch anchor {
        case .message(let id): id
        case .post(let id): landed[id.rawValue] ?? id.rawValue
        }
    }

    private mutating func note(_ id: String, _ reference: String) {
        if landed.updateValue(reference, forKey: id) == nil { order.append(id) }
        guard order.count > WaitingEdits.landedMax else { return }
        for old in order.prefix(WaitingEdits.landedMax / 2) { landed[old] = nil }
        order.removeFirst(WaitingEdits.landedMax / 2)
    }
}
