import CaseStore
import Casework
import Chat

/// Rooms that refuse what is said to them although we are in: moderated, for known nicks only,
/// banned in silence. What is for them waits, and one post each time finds out whether that is
/// mended.
struct ClosedRooms: Sendable {
    /// Between two attempts.
    static let pause = Lapse.minutes(1)
    /// For the outcome of the one that was tried.
    static let probePause = Lapse.seconds(10)
    /// More than any desk has; the rest is tried each time.
    static let keptMax = 200
    /// How long a post is worth it.
    static let answersKeptFor = Lapse.minutes(15)
    static let keptFor = Lapse.hours(6)

    private struct Place: Hashable {
        var network: NetworkName
        var room: String
    }
    /// When the next one may be tried, by uptime.
    private var closed: [Place: Lapse] = [:]

    /// - Returns: whether it is news.
    mutating func refused(_ room: String, on network: NetworkName, at uptime: Lapse) -> Bool {
        let place = Place(network: network, room: room)
        let isNews = closed[place] == nil
        guard !isNews || closed.count < Self.keptMax else { return true }
        closed[place] = uptime + Self.pause
        return isNews
    }

    mutating func took(_ room: String, on network: NetworkName) {
        closed[Place(network: network, room: room)] = nil
    }

    mutating func forget(_ network: NetworkName) {
        closed = closed.filter { $0.key.network != network }
    }

    /// How long what is for that room waits; nothing: it is tried now.
    mutating func wait(for room: String, on network: NetworkName, at uptime: Lapse) -> Lapse? {
        guard !closed.isEmpty else { return nil }
        let place = Place(network: network, room: room)
        guard let next = closed[place] else { return nil }
        guard next <= uptime else {
            return Lapse(milliseconds: next.milliseconds - uptime.milliseconds)
        }
        closed[place] = uptime + Self.probePause
        return nil
    }

    /// Whether somebody could mend what the server complains of; an empty or overlong line, or a
    /// name that is none, stays refused.
    static func isMendable(_ reason: String) -> Bool {
        let forGood = ["411 ", "412 ", "413 ", "414 ", "415 ", "416 ", "417 ", "no valid name"]
        return !forGood.contains(where: reason.hasPrefix)
    }
}
