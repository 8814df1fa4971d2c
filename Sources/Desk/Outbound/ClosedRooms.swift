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
    /// A post waits a pause longer each time that it is refused, up to so many.
    static let pausesMax = 5
    /// Refused posts remembered for one room; what is beyond counts as refused for the first time.
    static let refusedMax = 200

    private struct Place: Hashable {
        var network: NetworkName
        var room: String
    }
    /// A post that its room has refused.
    private struct Refused {
        var times = 0
        /// The room took another one since.
        var isPassedOver = false
    }
    enum Verdict: Equatable {
        /// The room is closed, and that is news or not; the post is due again after so long, which
        /// is longer than the room stays closed, so that another one finds out next.
        case closed(isNews: Bool, again: Lapse)
        /// The room takes others: it is this post's words that it does not take.
        case textAlone
    }
    /// When the next one may be tried, by uptime.
    private var closed: [Place: Lapse] = [:]
    private var refused: [Place: [DeliveryID: Refused]] = [:]
    /// Since when a room puts everything off, by uptime.
    private var puttingOff: [Place: Lapse] = [:]

    mutating func refused(
        _ post: DeliveryID, by room: String, on network: NetworkName, at uptime: Lapse
    ) -> Verdict {
        let place = Place(network: network, room: room)
        let isNews = closed[place] == nil
        var before = refused[place]?[post] ?? Refused()
        if isNews, before.isPassedOver {
            refused[place]?[post] = nil
            return .textAlone
        }
        before.times += 1
        // Another one was refused since: it may be the room after all.
        before.isPassedOver = false
        let again =
            Lapse(
                milliseconds: Self.pause.milliseconds * Int64(min(before.times, Self.pausesMax)))
            + Self.probePause
        guard !isNews || closed.count < Self.keptMax else {
            return .closed(isNews: true, again: again)
        }
        if refused[place]?[post] != nil || (refused[place]?.count ?? 0) < Self.refusedMax {
            refused[place, default: [:]][post] = before
        }
        closed[place] = uptime + Self.pause
        return .closed(isNews: isNews, again: again)
    }

    mutating func took(_ post: DeliveryID, in room: String, on network: NetworkName) {
        let place = Place(network: network, room: room)
        closed[place] = nil
        puttingOff[place] = nil
        guard var others = refused[place] else { return }
        others[post] = nil
        for other in others.keys { others[other]?.isPassedOver = true }
        refused[place] = others.isEmpty ? nil : others
    }

    /// The post is not tried again.
    mutating func gaveUp(_ post: DeliveryID, for room: String, on network: NetworkName) {
        let place = Place(network: network, room: room)
        refused[place]?[post] = nil
        if refused[place]?.isEmpty ?? false { refused[place] = nil }
    }

    mutating func forget(_ network: NetworkName) {
        closed = closed.filter { $0.key.network != network }
        refused = refused.filter { $0.key.network != network }
        puttingOff = puttingOff.filter { $0.key.network != network }
    }

    /// A post is to be tried later: we are not in the room, or not yet.
    /// - Returns: since when nothing went there; nothing if there are too many such rooms.
    mutating func putOff(by room: String, on network: NetworkName, at uptime: Lapse) -> Lapse? {
        let place = Place(network: network, room: room)
        if let since = puttingOff[place] { return since }
        guard puttingOff.count < Self.keptMax else { return nil }
        puttingOff[place] = uptime
        return uptime
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
