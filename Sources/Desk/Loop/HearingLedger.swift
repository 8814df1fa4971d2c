import CaseStore
import Casework
import Chat

/// How far each room was heard, and which rooms are still to be told that nobody listened there.
///
/// It moves with the loop: what it says was heard has been decided, and is written with that
/// decision or later. A room that has not been told of an absence counts as heard until the
/// absence began, also for the next process.
struct HearingLedger {
    /// Between two writes for nothing but the time.
    static let writesEvery = Lapse.seconds(45)
    /// Between two writes with something else. What the next process hears again meanwhile, it
    /// knows by its reference.
    static let goesAlongEvery = Lapse.seconds(1)
    /// A mark that is so far ahead of now was made by a clock that was wrong.
    static let aheadMax = Lapse.minutes(10)

    struct Place: Hashable {
        var network: NetworkName
        /// Nothing: what is said to the bot alone.
        var room: RoomAddress?
    }

    /// Nobody listened, and the room does not know it yet.
    struct Absence {
        var from: Instant
        var to: Instant
        var news: RoomNews
    }

    /// What was answered and is written nowhere: until somebody has the answer, the place counts as
    /// heard until just before the question.
    private struct Owed {
        var question: String
        /// Nothing: it was the first thing ever heard there.
        var before: HeardRow?
        /// By uptime.
        var since: Lapse
        /// What was asked was to be done, and was not.
        var isDeclined: Bool
        var turn: Int
        /// Its answer is long, and lets everything else go first.
        var isLong = false
        var until: Lapse {
            if isDeclined { return since + HearingLedger.declinedFor }
            return since + (isLong ? HearingLedger.longOwedFor : HearingLedger.owedFor)
        }
    }
    /// After so long the answer counts as given: it has been said, or can be said no more.
    static let owedFor = Lapse.minutes(1)
    /// The same of a long answer: for less than what was said is fresh where nothing else is
    /// configured, so that a process that comes to it once more says it again and does not call it
    /// too old.
    static let longOwedFor = Lapse.seconds(100)
    /// The same of what was not done, should neither its answer end nor anything be written.
    static let declinedFor = Announcer.waitingFor
    /// In one place; beyond it the oldest count as given.
    static let owedMax = 500

    private var rows: [Place: HeardRow] = [:]
    /// As they were before this turn, where it heard something.
    private var earlier: [Place: HeardRow] = [:]
    private var turns = 0
    private var owed: [Place: [Owed]] = [:]
    /// Of networks on which everything goes on from one place, that place.
    private var bookmarks: [NetworkName: String] = [:]
    private var unwritten: Set<Place> = []
    /// Where something was left unheard: the next process goes on from there.
    private var left: Set<Place> = []
    /// What was heard there has not been decided, and never will be by this process: the place from
    /// which everything goes on stays where it is on disk.
    private var held: Set<NetworkName> = []
    /// A room is new, or must not wait: the next process would not know it.
    private var isUrgent = false
    private var writtenAt: Lapse?
    private(set) var absences: [Place: Absence] = [:]

    /// - Parameter keepers: networks on which everything goes on from one place.
    mutating func take(_ kept: [HeardRow], keepers: Set<NetworkName> = []) {
        for row in kept {
            if row.room == nil, keepers.contains(row.network) {
                bookmarks[row.network] = row.messageID
            }
            let place = Place(network: row.network, room: row.room.map { RoomAddress($0) })
            rows[place] = row
        }
    }

    /// A turn begins.
    mutating func turn() {
        earlier = [:]
        turns += 1
    }

    mutating func heard(_ saying: Saying) {
        let place = Place(network: saying.network, room: saying.room)
        guard var row = rows[place], !left.contains(place) else { return }
        if earlier[place] == nil { earlier[place] = row }
        // Where everything goes on from one place, a message is none.
        if bookmarks[saying.network] == nil {
            row.messageID = saying.hasServerID ? saying.messageID : nil
            row.saidAt = saying.saidAt
        }
        if !saying.fromHistory { row.heard(at: saying.heardAt) }
        note(row, at: place)
    }

    /// What was said is about to be answered, and neither it nor its answer will be on disk.
    mutating func owes(_ saying: Saying, at uptime: Lapse) {
        owes(saying.messageID, at: Place(network: saying.network, room: saying.room), uptime)
    }

    mutating func owes(_ question: String, at place: Place, _ uptime: Lapse) {
        guard var open = open(question, at: place, uptime) else { return }
        open.append(
            Owed(
                question: question, before: rows[place], since: uptime, isDeclined: false,
                turn: turns))
        owed[place] = open
    }

    /// The answer is on its way, and lets everything else go first.
    mutating func owesLong(_ question: String, on network: NetworkName) {
        for place in owed.keys where place.network == network {
            guard
                let index = owed[place]?.firstIndex(where: {
                    $0.question == question && !$0.isDeclined
                })
            else { continue }
            owed[place]?[index].isLong = true
            return
        }
    }

    /// What was heard in this turn was not done, and is to be answered so. Also for the next process
    /// of a desk that stops in good order.
    mutating func declined(_ question: String, at place: Place, _ uptime: Lapse) {
        guard var open = open(question, at: place, uptime, isDeclined: true) else {
            // It goes on from before what was left, which was in this very turn.
            if left.contains(place), let earlier = earlier[place] { rows[place] = earlier }
            return
        }
        // Before all that came with it.
        let index = open.firstIndex { $0.turn == turns } ?? open.endIndex
        open.insert(
            Owed(
                question: question, before: earlier[place] ?? rows[place], since: uptime,
                isDeclined: true, turn: turns), at: index)
        owed[place] = open
    }

    /// What else is owed there; nothing if this is not to be.
    private func open(
        _ question: String, at place: Place, _ uptime: Lapse, isDeclined: Bool = false
    ) -> [Owed]? {
        guard !left.contains(place) else { return nil }
        var open = owed[place, default: []].filter { $0.until > uptime }
        guard !open.contains(where: { $0.question == question && $0.isDeclined == isDeclined })
        else { return nil }
        if open.count >= Self.owedMax {
            open.remove(at: open.firstIndex { !$0.isDeclined } ?? 0)
        }
        return open
    }

    /// Somebody has the answer, or nobody will.
    mutating func answered(_ question: String, on network: NetworkName) {
        release(question, on: network, isDeclined: false)
    }

    /// It is on disk that it was not done.
    mutating func recorded(_ origin: Origin) {
        release(origin.messageID, on: origin.network, isDeclined: true)
    }

    private mutating func release(
        _ question: String, on network: NetworkName, isDeclined: Bool
    ) {
        for (place, open) in owed where place.network == network {
            guard
                let index = open.firstIndex(where: {
                    $0.question == question && $0.isDeclined == isDeclined
                })
            else { continue }
            // The room itself is new to the next process, too.
            if open[index].before == nil { isUrgent = true }
            owed[place]?.remove(at: index)
            if open.count == 1 { owed[place] = nil }
            return
        }
    }

    private func owes(on network: NetworkName, at uptime: Lapse, isLast: Bool = false) -> Bool {
        owed.keys.contains {
            $0.network == network && firstOwed($0, at: uptime, isLast: isLast) != nil
        }
    }

    /// - Parameter isLast: on its way out the desk says what it was asked, and hears nothing any
    ///   more; what it did not do it leaves to the next process all the same.
    private func firstOwed(_ place: Place, at uptime: Lapse, isLast: Bool = false) -> Owed? {
        owed[place]?.first { $0.until > uptime && (!isLast || $0.isDeclined) }
    }

    /// What was said here, and everything after it, counts as not heard.
    mutating func leave(_ place: Place) { left.insert(place) }

    /// The same, of what was heard before others were.
    mutating func leaveEarly(_ place: Place) {
        left.insert(place)
        held.insert(place.network)
    }

    /// - Parameter bookmark: where the whole network goes on, if it has such a place.
    mutating func listening(
        _ network: NetworkName, _ rooms: [RoomAddress], at moment: Instant,
        bookmark: String? = nil
    ) {
        if let bookmark, !left.contains(where: { $0.network == network }) {
            bookmarks[network] = bookmark
        }
        for room in rooms.map(Optional.some) + [nil] {
            let place = Place(network: network, room: room)
            guard !left.contains(place) else { continue }
            var row =
                rows[place]
                ?? HeardRow(
                    network: network, room: room?.rawValue, messageID: nil, saidAt: nil,
                    heardAt: moment)
            isUrgent = isUrgent || rows[place] == nil
            row.heard(at: moment)
            if room == nil, let bookmark = bookmarks[network] { row.messageID = bookmark }
            note(row, at: place)
        }
    }

    private mutating func note(_ row: HeardRow, at place: Place) {
        guard rows[place] != row else { return }
        rows[place] = row
        unwritten.insert(place)
    }

    /// What is to be written now.
    /// - Parameters:
    ///   - hasWork: something else is written anyway.
    ///   - isLast: the desk is stopping.
    func due(at uptime: Lapse, hasWork: Bool, isLast: Bool = false) -> [HeardRow] {
        let wait = hasWork ? Self.goesAlongEvery : Self.writesEvery
        let isTime = writtenAt.map { uptime >= $0 + wait } ?? true
        guard isUrgent || isTime || isLast else { return [] }
        return unwritten.compactMap { place in
            guard var row = rows[place] else { return nil }
            if let owed = firstOwed(place, at: uptime, isLast: isLast) {
                guard let before = owed.before else { return nil }
                row = before
            }
            if place.room == nil, bookmarks[place.network] != nil,
                owes(on: place.network, at: uptime, isLast: isLast)
                    || isLast && held.contains(place.network)
            {
                return nil
            }
            if let absence = absences[place] { row.heardAt = min(row.heardAt, absence.from) }
            return row
        }
        .sorted { ($0.network, $0.room ?? "") < ($1.network, $1.room ?? "") }
    }

    mutating func wrote(at uptime: Lapse) {
        unwritten = unwritten.filter {
            firstOwed($0, at: uptime) != nil
                || $0.room == nil && bookmarks[$0.network] != nil
                    && owes(on: $0.network, at: uptime)
        }
        isUrgent = false
        writtenAt = uptime
    }

    // MARK: - Absences

    /// One that the room was not told of yet becomes one with the next.
    mutating func absent(_ place: Place, from: Instant, to: Instant, post: DeliveryID) {
        let before = absences[place]
        absences[place] = Absence(
            from: min(before?.from ?? from, from), to: max(before?.to ?? to, to),
            news: RoomNews(post: post))
        if rows[place] != nil { unwritten.insert(place) }
        isUrgent = true
    }

    /// When the latest one ended that the rooms of the network do not know yet.
    func lastAbsence(on network: NetworkName) -> Instant? {
        absences.filter { $0.key.network == network }.map(\.value.to).max()
    }

    /// What can be told now, in order of the rooms; it is on its way from here on.
    mutating func untold(_ network: NetworkName, at uptime: Lapse) -> [(Place, Absence)] {
        let places = absences.filter {
            $0.key.network == network && $0.value.news.isDue(at: uptime)
        }
        .keys
        .sorted { ($0.room?.rawValue ?? "") < ($1.room?.rawValue ?? "") }
        return places.compactMap { place in
            absences[place]?.news.say()
            return absences[place].map { (place, $0) }
        }
    }

    /// Whether the receipt was for the news of an absence.
    mutating func ended(_ receipt: Receipt, at uptime: Lapse) -> Bool {
        guard let place = absences.first(where: { $0.value.news.post == receipt.id })?.key else {
            return false
        }
        if absences[place]?.news.ended(receipt, at: uptime) ?? false {
            absences[place] = nil
            if rows[place] != nil { unwritten.insert(place) }
            // Or the next process would tell it again.
            isUrgent = true
        }
        return true
    }
}

extension HeardRow {
    fileprivate mutating func heard(at moment: Instant) {
        let isAhead = heardAt > moment + HearingLedger.aheadMax
        heardAt = isAhead ? moment : max(heardAt, moment)
    }
}
