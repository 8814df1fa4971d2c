import Casework
import Chat

/// A line for a room that stands in no outbox: the desk says it until the room has it.
struct RoomNews {
    /// A room that refuses it so often does without it.
    static let refusalsMax = 5

    let post: DeliveryID
    /// From 1; 0 while it was never said.
    private(set) var attempt = 0
    /// It may have been seen.
    private(set) var isRepeat = false
    private var isOnItsWay = false
    private var refusals = 0
    /// It is not said before then, by uptime.
    private var notBefore = Lapse.zero

    init(post: DeliveryID) { self.post = post }

    func isDue(at uptime: Lapse) -> Bool { !isOnItsWay && notBefore <= uptime }

    /// It is on its way from here on.
    mutating func say() {
        isOnItsWay = true
        attempt += 1
    }

    /// Whether the room has it by now, or never will.
    mutating func ended(_ receipt: Receipt, at uptime: Lapse) -> Bool {
        guard receipt.attempt == attempt else { return false }
        isOnItsWay = false
        switch receipt.outcome {
        case .refused(let reason)
        where ClosedRooms.isMendable(reason) && refusals + 1 < Self.refusalsMax:
            refusals += 1
            notBefore = uptime + ClosedRooms.pause
        case .sent, .refused: return true
        case .linkDown, .retry: break
        case .unknown: isRepeat = true
        }
        return false
    }
}
