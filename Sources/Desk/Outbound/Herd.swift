import CaseStore
import Casework

/// Posts that go out as one: of many rings that wait for the same room each is named, and none has
/// lines of its own. So is of many drafts that one word approved, or sent back.
///
/// A link's receipts set the pace: while one ring is on its way, those after it wait
/// (`LoopState.LinkState.isRinging`), and what has gathered by then shares lines.
///
/// It has an id of its own, drawn from all that are in it: a link that finds the lines of one herd
/// again must not take another one for it.
struct Herd {
    /// So few rings are still shown in full, unless their link is cramped.
    static let aloneMax = 3
    /// So many share one post.
    static let max = 30

    var first: LeasedPost
    var others: [LeasedPost] = []

    var all: [LeasedPost] { [first] + others }

    var id: DeliveryID {
        guard !others.isEmpty else { return first.post.id }
        let digest = Fingerprint(hashing: all.map(\.post.id.rawValue))
        return DeliveryID("herd-\(digest.rawValue.prefix(32))")
    }
    var attempt: Int { all.map(\.attempt).max() ?? first.attempt }

    /// The posts in their order, those that share lines at the place of the first of them.
    /// - Parameters:
    ///   - loners: each of them has lines of its own.
    ///   - cramped: networks on which each message costs so much time that rings share them.
    static func gathered(
        _ posts: [LeasedPost], but loners: Set<DeliveryID> = [], cramped: Set<NetworkName> = []
    ) -> [Herd] {
        func place(_ post: LeasedPost) -> Place? {
            loners.contains(post.post.id) ? nil : Place(post)
        }
        var counts: [Place: Int] = [:]
        for post in posts { if let place = place(post) { counts[place, default: 0] += 1 } }
        var herds: [Herd] = []
        var open: [Place: Int] = [:]
        for post in posts {
            guard let place = place(post),
                counts[place, default: 0] > (cramped.contains(place.network) ? 1 : aloneMax)
            else {
                herds.append(Herd(first: post))
                continue
            }
            if let index = open[place], herds[index].others.count + 1 < max {
                herds[index].others.append(post)
            } else {
                open[place] = herds.count
                herds.append(Herd(first: post))
            }
        }
        return herds
    }

    /// Where posts may share lines, and with which; nothing for those that are told alone.
    private struct Place: Hashable {
        var network: NetworkName
        var address: PostAddress
        var isRepeat: Bool
        var answers: String?
        var kind: Kind

        init?(_ leased: LeasedPost) {
            guard case .room = leased.post.address, let kind = Kind(leased.post) else { return nil }
            network = leased.post.network
            address = leased.post.address
            isRepeat = leased.isRepeat
            answers = leased.post.answers
            self.kind = kind
        }
    }

    /// What may be told of many at once.
    enum Kind: Hashable {
        case ring
        /// Canned texts that say the same.
        case approved(by: PersonID, window: Lapse, text: String)
        case rejected(by: PersonID, reason: String, text: String)

        init?(_ post: NewPost) {
            switch post.notice {
            // A card that is put up for somebody who has the case is a message of its own.
            case .ring where post.purpose == .ring && post.lane == .urgent: self = .ring
            case .approved(_, let draft, .some(let person), let window)
            where draft.alone == nil && draft.canned != nil:
                self = .approved(by: person, window: window, text: draft.text)
            case .rejected(_, let draft, let person, let reason) where draft.canned != nil:
                self = .rejected(by: person, reason: reason, text: draft.text)
            default: return nil
            }
        }
    }
}

extension Notice {
    /// The case and what the customer said, of a ring.
    var ring: (brief: CaseBrief, mention: Mention)? {
        if case .ring(let brief, let mention) = self { (brief, mention) } else { nil }
    }

    /// The case and its draft, of what one word did to many.
    var review: (brief: CaseBrief, draft: DraftBrief)? {
        switch self {
        case .approved(let brief, let draft, _, _), .rejected(let brief, let draft, _, _):
            (brief, draft)
        default: nil
        }
    }
}
