import Casework
import Chat

/// What was said twice and may have reached a room neither time, and which the room does not know
/// of yet. A third time would be noise where the first or the second arrived, so the room is told
/// where to look instead. Kept in memory: what a crash takes along stands in the outbox as
/// `unknown`.
struct DoubtLedger {
    /// Cases that one line names; more are counted.
    static let namedMax = 10
    /// Rooms remembered at once, and cases for each.
    static let roomsMax = 100
    static let mattersMax = 1000

    struct Place: Hashable {
        var network: NetworkName
        var room: RoomAddress
    }

    struct Doubt {
        var news: RoomNews
        /// In the order of saying, each once.
        var matters: [CaseID] = []
        /// An answer about no case.
        var hasOthers = false
    }

    private(set) var doubts: [Place: Doubt] = [:]

    /// - Parameter post: names the line that will tell of it, if there is none yet. What is in
    ///   doubt after that line was said is for another.
    mutating func add(_ matter: CaseID?, at place: Place, post: DeliveryID) {
        guard doubts[place] != nil || doubts.count < Self.roomsMax else { return }
        var doubt = doubts[place] ?? Doubt(news: RoomNews(post: post))
        if let matter {
            if !doubt.matters.contains(matter), doubt.matters.count < Self.mattersMax {
                doubt.matters.append(matter)
            }
        } else {
            doubt.hasOthers = true
        }
        // The line says more than it did.
        if doubt.news.attempt > 0 { doubt.news = RoomNews(post: post) }
        doubts[place] = doubt
    }

    /// What can be told now; it is on its way from here on.
    mutating func untold(_ network: NetworkName, at uptime: Lapse) -> [(RoomAddress, Doubt)] {
        let places = doubts.filter { $0.key.network == network && $0.value.news.isDue(at: uptime) }
            .keys
            .sorted { $0.room.rawValue < $1.room.rawValue }
        return places.compactMap { place in
            doubts[place]?.news.say()
            return doubts[place].map { (place.room, $0) }
        }
    }

    /// Whether the receipt was for such a line.
    mutating func ended(_ receipt: Receipt, at uptime: Lapse) -> Bool {
        guard let place = doubts.first(where: { $0.value.news.post == receipt.id })?.key else {
            return false
        }
        if doubts[place]?.news.ended(receipt, at: uptime) ?? false { doubts[place] = nil }
        return true
    }
}
