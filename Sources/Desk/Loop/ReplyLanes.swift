import Casework

/// Which attempts to deliver are under way to which relay, and what stands in line there.
///
/// Each relay has a lane of its own, so that a receiver that is slow holds up nobody else's
/// customers. In line replies go before what the desk says of its own accord. What stands there is
/// not leased: it can still be called back, and no restart leaves it in doubt.
struct ReplyLanes: Sendable {
    /// Attempts under way at once to one relay, and to all of them together, unless there are so many
    /// that this is less than one for each.
    static let widthMax = 16
    static let totalMax = 128

    private struct Place {
        var isAcknowledgement: Bool
        var number: Int

        func isBefore(_ other: Place) -> Bool {
            guard isAcknowledgement == other.isAcknowledgement else {
                return other.isAcknowledgement
            }
            return number < other.number
        }
    }

    /// What one transaction may let begin. Whoever was called has a place; nobody who comes later
    /// gets one while others stand in line.
    struct Openings: Sendable {
        fileprivate let width: Int
        fileprivate var called: Set<DeliveryID>
        fileprivate var taken: [String: Int]

        func hasRoom(for key: DeliveryID, to relay: String) -> Bool {
            called.contains(key) || taken[relay, default: 0] < width
        }

        mutating func take(_ key: DeliveryID, to relay: String) {
            if called.remove(key) == nil { taken[relay, default: 0] += 1 }
        }
    }

    /// Attempts under way at once to one relay.
    let width: Int
    /// To which relay.
    private var underWay: [DeliveryID: String] = [:]
    /// By relay.
    private var lines: [String: [DeliveryID: Place]] = [:]
    /// Their turn has come, and it is not decided yet what becomes of them.
    private var called: [DeliveryID: (relay: String, place: Place)] = [:]
    private var lastNumber = 0

    init(relays: Int) {
        width = max(1, min(Self.widthMax, Self.totalMax / max(1, relays)))
    }

    /// As many as may be are under way or about to be.
    private func isFull(_ relay: String) -> Bool { taken[relay, default: 0] >= width }

    private var taken: [String: Int] {
        var taken: [String: Int] = [:]
        for relay in underWay.values { taken[relay, default: 0] += 1 }
        for one in called.values { taken[one.relay, default: 0] += 1 }
        return taken
    }

    var openings: Openings {
        Openings(width: width, called: Set(called.keys), taken: taken)
    }

    /// Somebody stands in line where there is room.
    var hasTurn: Bool { lines.keys.contains { !isFull($0) } }

    mutating func begin(_ key: DeliveryID, to relay: String) {
        leave(key)
        underWay[key] = relay
    }

    mutating func end(_ key: DeliveryID) { underWay[key] = nil }

    /// Whoever was called and found no room goes back to the place they had.
    mutating func wait(_ key: DeliveryID, for relay: String, isAcknowledgement: Bool) {
        if let place = remove(key) {
            lines[relay, default: [:]][key] = place
        } else {
            lastNumber += 1
            lines[relay, default: [:]][key] = Place(
                isAcknowledgement: isAcknowledgement, number: lastNumber)
        }
    }

    mutating func leave(_ key: DeliveryID) { _ = remove(key) }

    private mutating func remove(_ key: DeliveryID) -> Place? {
        if let one = called.removeValue(forKey: key) { return one.place }
        guard let relay = lines.first(where: { $0.value[key] != nil })?.key else { return nil }
        let place = lines[relay]?.removeValue(forKey: key)
        if lines[relay]?.isEmpty ?? false { lines[relay] = nil }
        return place
    }

    /// Those whose turn has come, as many as there is room for, relay by relay.
    mutating func call() -> [DeliveryID] {
        var next: [DeliveryID] = []
        for relay in lines.keys.sorted() {
            for _ in 0..<max(0, width - taken[relay, default: 0]) {
                guard let first = lines[relay]?.min(by: { $0.value.isBefore($1.value) })
                else { break }
                leave(first.key)
                called[first.key] = (relay, first.value)
                next.append(first.key)
            }
        }
        return next
    }
}
