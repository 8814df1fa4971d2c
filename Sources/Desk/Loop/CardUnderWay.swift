import CaseStore
import Casework

/// The card of a draft, since all of it left for its room.
struct CardUnderWay: Sendable {
    var network: NetworkName
    var matter: CaseID
    var revision: Int
    var since: Instant

    init?(_ post: LoopState.InFlight) {
        guard let leftAt = post.leftAt, post.leased.post.purpose == .draftCard,
            case .room = post.leased.post.address, let id = post.leased.post.matter,
            let number = post.leased.post.revision
        else { return nil }
        network = post.leased.post.network
        matter = id
        revision = number
        since = leftAt
    }
}

extension LoopState {
    mutating func noteUnderWay(_ id: DeliveryID, attempt: Int, at moment: Instant) {
        guard let post = inFlight[id], post.leased.attempt == attempt, post.leftAt == nil
        else { return }
        inFlight[id]?.leftAt = moment
    }

    /// Cards of drafts that have left their links and may have been read, whatever receipts say.
    var cardsUnderWay: [CardUnderWay] { inFlight.values.compactMap { CardUnderWay($0) } }
}
