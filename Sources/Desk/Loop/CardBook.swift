import CaseStore
import Casework
import Chat

/// Which cards, in chats that keep messages, say less than what has happened since.
///
/// A card shows how its case stands, not what became of it: a change of it is on no outbox, and of
/// several only the last one is made. A card whose last change did not land is found by the event
/// that it shows, also by the next process.
struct CardBook {
    /// What happens to a case at intervals so short is one change of its card.
    static let patience = Lapse(milliseconds: 400)
    /// A card never lags further behind for it.
    static let patienceMax = Lapse.seconds(3)
    /// After a change did not land.
    static let pause = Lapse.seconds(2)
    /// Before it is looked again whether a card is there that is to be changed.
    static let landingPause = Lapse.seconds(10)
    /// On their way at a time, for each network: what people wait for goes first.
    static let onWayMax = 4
    /// Cards that wait to be changed; what is beyond is found by the next process.
    static let staleMax = 10_000
    /// A card, or a draft's message, is put up again no more often: whatever takes it away each time
    /// has the last word, until something happens to the case, or somebody asks for the draft.
    static let replacesEvery = Lapse.minutes(1)
    /// Cards that are put up at once in a room that is another one now; the others are when
    /// something happens to their cases.
    static let movedMax = 50
    /// Between two writes for nothing but what cards show. What is not written the next process
    /// does again, before it comes to what nobody has done yet.
    static let writesEvery = Lapse.seconds(1)

    struct Place: Hashable {
        var network: NetworkName
        var matter: CaseID
    }
    /// A card that is to be changed now.
    struct Due: Hashable {
        var matter: CaseID
        /// Since when it says less than what has happened, by uptime.
        var since: Lapse
    }
    /// A change of a card that is on its way.
    struct Change {
        var place: Place
        /// By the post that it came from.
        var card: DeliveryID
        /// It shows the case up to that event.
        var event: Int64
        /// As in `Due`.
        var since: Lapse
    }

    /// When each is changed, and since when it has to be, by uptime.
    private var stale: [Place: Wait] = [:]

    private struct Wait {
        var due: Lapse
        let since: Lapse
        /// Counts those that wait, in the order in which they began to.
        let turn: Int
    }

    private var turns = 0

    /// Of cards that are to be changed, those that the store does not know to be there.
    private var awaited: [DeliveryID: Place] = [:]
    private var onWay: [DeliveryID: Change] = [:]
    private var unwritten: [DeliveryID: Int64] = [:]
    /// When messages that were taken away were put up again, by uptime.
    private var replaced: [Spot: Lapse] = [:]

    private struct Spot: Hashable {
        var place: Place
        var room: String
        var kind: KeptMessage.Kind
    }

    private var writtenAt: Lapse?

    mutating func touch(_ place: Place, at uptime: Lapse) {
        guard let wait = stale[place] else { return postpone(place, Self.patience, at: uptime) }
        stale[place]?.due = max(
            wait.due, min(uptime + Self.patience, wait.since + Self.patienceMax))
    }

    /// An earlier process owed that, however short it lived: it has waited for long enough. To be
    /// called in the order in which they began to say too little.
    mutating func inherit(_ place: Place, at uptime: Lapse) {
        guard stale[place] == nil else { return }
        let since = Lapse(milliseconds: uptime.milliseconds - Self.patienceMax.milliseconds)
        postpone(place, .zero, at: uptime, since: since)
    }

    /// It is to be changed and is not there yet, as far as the store knows.
    /// - Parameter card: the post that it came from.
    mutating func awaitsLanding(_ place: Place, of card: DeliveryID, at uptime: Lapse) {
        awaited[card] = place
        if stale[place] == nil { postpone(place, Self.landingPause, at: uptime) }
    }

    /// A card is there now: what waits for that need not wait for its time.
    mutating func landed(_ place: Place, at uptime: Lapse) {
        guard let wait = stale[place] else { return }
        stale[place]?.due = min(wait.due, uptime + Self.patience)
    }

    /// That these are there is on disk now, however long that took.
    mutating func recorded(_ cards: [DeliveryID], at uptime: Lapse) {
        guard !awaited.isEmpty else { return }
        for place in cards.compactMap({ awaited.removeValue(forKey: $0) }) {
            landed(place, at: uptime)
        }
    }

    /// A network is back: what it could not take need not wait for its time either.
    mutating func isBack(_ network: NetworkName, at uptime: Lapse) {
        for (place, wait) in stale where place.network == network {
            stale[place]?.due = min(wait.due, max(wait.since + Self.patience, uptime))
        }
    }

    private mutating func postpone(
        _ place: Place, _ pause: Lapse, at uptime: Lapse, since: Lapse? = nil
    ) {
        guard stale.count < Self.staleMax else { return }
        turns += 1
        stale[place] = Wait(due: uptime + pause, since: since ?? uptime, turn: turns)
    }

    /// What may be changed now, the longest due first, and of those what has waited longest: by
    /// whatever short-lived processes leave, nothing is passed by for ever.
    mutating func take(on network: NetworkName, at uptime: Lapse) -> [Due] {
        let free = Self.onWayMax - onWay.values.count { $0.place.network == network }
        let busy = Set(onWay.values.map(\.place))
        let due = stale.filter {
            $0.key.network == network && $0.value.due <= uptime && !busy.contains($0.key)
        }
        .sorted { ($0.value.due, $0.value.turn) < ($1.value.due, $1.value.turn) }
        .prefix(max(free, 0))
        for (place, _) in due { stale[place] = nil }
        if !awaited.isEmpty, !due.isEmpty {
            let places = Set(due.map(\.key))
            awaited = awaited.filter { !places.contains($0.value) }
        }
        return due.map { Due(matter: $0.key.matter, since: $0.value.since) }
    }

    mutating func mayReplace(_ message: KeptMessage, at uptime: Lapse) -> Bool {
        let spot = Spot(
            place: Place(network: message.network, matter: message.matter), room: message.room,
            kind: message.kind)
        replaced = replaced.filter { $0.value + Self.replacesEvery > uptime }
        guard replaced[spot] == nil else { return false }
        replaced[spot] = uptime
        return true
    }

    mutating func left(_ change: Change, as post: DeliveryID) { onWay[post] = change }

    /// Whether the receipt was for the change of a card.
    mutating func ended(_ receipt: Receipt, at uptime: Lapse) -> Bool {
        guard let change = onWay.removeValue(forKey: receipt.id) else { return false }
        switch receipt.outcome {
        case .sent:
            unwritten[change.card] = max(unwritten[change.card] ?? 0, change.event)
        case .refused:
            break
        case .linkDown, .unknown:
            if stale[change.place] == nil {
                postpone(change.place, Self.pause, at: uptime, since: change.since)
            }
        case .retry(let after):
            postpone(change.place, max(after, Self.pause), at: uptime, since: change.since)
        }
        return true
    }

    /// What is to be written now of what cards show.
    func due(at uptime: Lapse, hasWork: Bool, isLast: Bool) -> [DeliveryID: Int64] {
        let isTime = writtenAt.map { uptime >= $0 + Self.writesEvery } ?? true
        return hasWork || isTime || isLast ? unwritten : [:]
    }

    /// When it is time to write that, if nothing else is written.
    var nextWrite: Lapse? {
        unwritten.isEmpty ? nil : writtenAt.map { $0 + Self.writesEvery } ?? .zero
    }

    mutating func wrote(_ shown: [DeliveryID: Int64], at uptime: Lapse) {
        guard !shown.isEmpty else { return }
        unwritten = unwritten.filter { card, event in (shown[card] ?? .min) < event }
        writtenAt = uptime
    }

    /// When to look again, on networks that are up.
    func nextDue(on networks: Set<NetworkName>) -> Lapse? {
        let isFull = { network in
            self.onWay.values.count { $0.place.network == network } >= Self.onWayMax
        }
        let open = networks.filter { !isFull($0) }
        let busy = Set(onWay.values.map(\.place))
        return stale.filter { open.contains($0.key.network) && !busy.contains($0.key) }
            .map(\.value.due).min()
    }
}
