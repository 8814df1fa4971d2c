import CaseStore
import Casework

/// Posts that go out as one: of many rings that wait for the same room each is named, and none has
/// lines of its own.
///
/// A link's receipts set the pace: while one ring is on its way, those after it wait
/// (`LoopState.LinkState.isRinging`), and what has gathered by then shares lines.
///
/// It has an id of its own, drawn from all that are in it: a link that finds the lines of one herd
/// again must not take another one for it.
struct Herd {
    /// So few rings are still shown in full.
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
    /// - Parameter loners: each of them has lines of its own.
    static func gathered(_ posts: [LeasedPost], but loners: Set<DeliveryID> = []) -> [Herd] {
        func place(_ post: LeasedPost) -> Place? {
            loners.contains(post.post.id) ? nil : Place(post)
        }
        var counts: [Place: Int] = [:]
        for post in posts { if let place = place(post) { counts[place, default: 0] += 1 } }
        var herds: [Herd] = []
        var open: [Place: Int] = [:]
        for post in posts {
            guard let place = place(post), counts[place, default: 0] > aloneMax else {
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

    /// Where rings may share lines; nothing for what is no ring.
    private struct Place: Hashable {
        var network: NetworkName
        var address: PostAddress
        var isRepeat: Bool

        init?(_ leased: LeasedPost) {
            guard leased.post.purpose == .ring, case .room = leased.post.address,
                leased.post.notice.ring != nil
            else { return nil }
            network = leased.post.network
            address = leased.post.address
            isRepeat = leased.isRepeat
        }
    }
}

extension Notice {
    /// The case and what the customer said, of a ring.
    var ring: (brief: CaseBrief, mention: Mention)? {
        if case .ring(let brief, let mention) = self { (brief, mention) } else { nil }
    }
}
