import CaseStore
import Casework
import Chat

extension Post.Shape {
    /// How a post of the outbox stands among the messages of its room.
    init(_ leased: LeasedPost) {
        let post = leased.post
        self.init(
            rings: post.rings, under: leased.under.map { MessageAnchor($0) },
            signs: post.isWithoutSigns ? [] : post.signs(isCard: leased.under == nil))
    }
}

extension MessageAnchor {
    init(_ root: MessageRoot) {
        switch root {
        case .message(let reference): self = .message(reference)
        case .post(let id): self = .post(id)
        }
    }
}

extension NewPost {
    /// What must not be missed. A case's card that comes late, when somebody has it already, is
    /// no ring.
    fileprivate var rings: Bool {
        switch purpose {
        case .ring: lane == .urgent
        // What stood elsewhere before rang there.
        case .draftCard, .hold: lane <= .urgent
        case .approval, .other: lane == .urgent
        }
    }

    private var isInRoom: Bool { if case .room = address { true } else { false } }
    fileprivate var isWithoutSigns: Bool { !isInRoom || matter == nil }

    /// The signs that are commands on it.
    fileprivate func signs(isCard: Bool) -> [String] {
        switch purpose {
        case .ring where isCard: [Sign.claim, .escalate].map(\.key)
        case .draftCard, .hold: isOfDraft ? [Sign.approve, .reject].map(\.key) : []
        case .ring, .approval, .other: []
        }
    }
}
