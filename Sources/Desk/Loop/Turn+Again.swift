import CaseStore
import Casework
import Chat

/// What stood in a room of a chat that keeps messages, and stands there no more.
extension Turn {
    /// The room is another one now. What people need at once is put up there: the cards of urgent
    /// cases that nobody has answered and of those that somebody has, so many at most, and each draft
    /// that waits, since a sign is how it is approved. It rang before, and does not ring again.
    mutating func move(to place: RoomPlace) throws {
        let left = try store.leaveBehind(
            on: place.network, in: place.address.rawValue, cards: CardBook.movedMax)
        let target = Target(
            network: place.network, address: .room(place.address.rawValue), room: place.name)
        var shown: Set<CaseID> = []
        for message in left {
            guard let matter = try store.matter(message.matter) else { continue }
            switch message.kind {
            case .card:
                guard try mayHaveCard(matter.id, in: target) else { continue }
                _ = try putCard(of: matter.id, at: target)
            case .draft(let revision):
                // A case has one draft that waits, and perhaps the notice of its hold beside it.
                guard shown.insert(matter.id).inserted else { continue }
                try showAgain(revision, of: matter, at: target, lane: .normal)
            }
        }
    }

    /// The card of a draft once more, while somebody has still to approve it.
    mutating func showAgain(
        _ revision: Int, of matter: Case, at target: Target, lane: Lane
    ) throws {
        guard let draft = matter.liveDraft, draft.revision == revision,
            [.waiting, .held, .failed].contains(draft.state),
            let answered = matter.mentions.last(where: { $0.key == draft.answers })
        else { return }
        let brief = CaseBrief(matter, practice: desk.policy.practice)
        let isCustomers = answered.author.handle == matter.customer.handle
        let shown = DraftBrief(
            draft, destination: desk.destination(of: draft.answers.source),
            bystander: isCustomers ? nil : answered.author)
        var notice = Notice.draftCard(brief, shown, answers: answered)
        if let card = try cardListing(draft) {
            notice = .draftListed(brief, shown, on: card, answers: answered)
        }
        let announcement = Announcement(
            to: [], lane: lane, notice, purpose: .draftCard, revision: revision)
        let root = try root(of: announcement, at: target, about: matter.id, origin: nil)
        _ = try put(announcement, at: target, about: matter.id, under: root)
    }

    /// The notice of a hold once more, as long as it tells of that hold: it has signs of its own.
    mutating func tellAgain(hold post: NewPost, of matter: Case, at target: Target) throws {
        guard case .held = post.notice, let draft = matter.liveDraft,
            draft.revision == post.revision, draft.state == .held, let heldAt = draft.heldAt,
            post.createdAt >= heldAt
        else { return }
        let announcement = Announcement(
            to: [], lane: .urgent, post.notice, purpose: .hold, revision: post.revision)
        let root = try root(of: announcement, at: target, about: matter.id, origin: nil)
        _ = try put(announcement, at: target, about: matter.id, under: root)
    }

    /// The draft on whose card this one is listed, as long as what is said of that is said of both.
    private func cardListing(_ draft: Draft) throws -> Mark? {
        guard let card = draft.listedOn, draft.heldAt == nil, let id = try store.caseDrafted(card),
            let live = try store.matter(id)?.liveDraft, live.mark == card, live.state == .waiting,
            live.heldAt == nil
        else { return nil }
        return card
    }
}
