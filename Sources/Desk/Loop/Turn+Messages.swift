import CaseStore
import Casework
import Chat

/// Where posts stand in chats that keep messages.
///
/// A case has one card in each of its work rooms: the message with which it rang, or that is put
/// there when something first happens to it. What is said of it stands in that card's thread. A
/// draft's card is a message that can be approved by a sign; where the case has no card, in a room
/// for approvals, its thread is the draft's.
extension Turn {
    /// What a post stands under; puts the case's card there first if it has none.
    mutating func root(
        of announcement: Announcement, at target: Target, about id: CaseID?, origin: Origin?
    ) throws -> MessageRoot? {
        guard keepers.contains(target.network), case .room(let room) = target.address else {
            return nil
        }
        // An answer stays where it was asked.
        if let origin, target.answers == origin.messageID {
            return origin.thread.map { .message($0) }
        }
        guard let id else { return nil }
        if let root = try store.threadRoot(of: id, on: target.network, in: room) {
            return root.carries(announcement.purpose) ? root.root : nil
        }
        guard announcement.purpose != .ring, try mayHaveCard(id, in: target) else { return nil }
        return try putCard(of: id, at: target)
    }

    private func subject(_ id: CaseID) throws -> Case? {
        if let written, written.id == id { return written }
        return try store.matter(id)
    }

    /// Cards stand in work rooms, and those of cases that are over are not worth putting up.
    func mayHaveCard(_ id: CaseID, in target: Target) throws -> Bool {
        guard let room = target.room, let matter = try subject(id), matter.phase.isOpen
        else { return false }
        return desk.home(of: matter.queue)?.rooms.contains(room) ?? false
    }

    /// Somebody has the case: from now on it has a card, also where it did not ring.
    mutating func showCards(of matter: Case) throws {
        guard matter.holder != nil, matter.phase.isOpen, let queue = desk.home(of: matter.queue)
        else { return }
        for room in queue.rooms {
            for place in directory.places(of: room) where keepers.contains(place.network) {
                let address = place.address.rawValue
                guard
                    try store.threadRoot(of: matter.id, on: place.network, in: address)?.kind
                        != .card
                else { continue }
                _ = try putCard(
                    of: matter.id,
                    at: Target(network: place.network, address: .room(address), room: room))
            }
        }
    }

    /// The cases of rings that shared a message: none of them has a card by that, and whoever has
    /// taken one meanwhile waits for it.
    func sharedRings(_ ends: [PostEnd]) throws -> [Case] {
        guard !keepers.isEmpty else { return [] }
        return try ends.compactMap { end in
            guard end.isKept, case .landed(reference: nil) = end.end,
                let message = try store.message(from: end.id), message.kind == .card
            else { return nil }
            return try store.matter(message.matter)
        }
    }

    /// Somebody who may do so took a message away. While its case is open it has another card, now
    /// or when something happens to it. A draft that waits is shown anew, and counts as not shown
    /// until it is: whoever approves it by its mark without that gets it alone.
    mutating func forget(_ message: KeptMessage, again: Bool) throws {
        guard let reference = message.reference, let room = directory.room(of: message),
            try store.message(reference, on: message.network)?.post == message.post
        else { return }
        let target = Target(network: message.network, address: .room(message.room), room: room)
        switch message.kind {
        case .card:
            try store.landed(message.post, as: nil)
            if again, try mayHaveCard(message.matter, in: target) {
                _ = try putCard(of: message.matter, at: target)
            }
        case .draft(let revision):
            let post = try store.takenAway(message.post)
            guard again, let matter = try store.matter(message.matter) else { return }
            if let post, post.purpose == .hold {
                try tellAgain(hold: post, of: matter, at: target)
            } else {
                try showAgain(revision, of: matter, at: target, lane: .urgent)
            }
        }
    }

    /// What has just happened is not on these cards.
    mutating func touchCards(of id: CaseID) throws {
        let last = try store.lastEvent()
        for card in try store.cards(of: id)
        where keepers.contains(card.network) && card.shows < last {
            outcome.touched.insert(CardBook.Place(network: card.network, matter: id))
        }
    }

    mutating func putCard(of id: CaseID, at target: Target) throws -> MessageRoot? {
        guard let matter = try subject(id), let mention = matter.newestMention else { return nil }
        let brief = CaseBrief(matter, practice: desk.policy.practice)
        let post = try put(
            Announcement(
                to: [], lane: .normal, .ring(brief, mention: mention), purpose: .ring),
            at: Target(network: target.network, address: target.address, room: target.room),
            about: id, under: nil)
        return .post(post)
    }

    /// Remembers what people may answer or put a sign on.
    func keep(_ post: NewPost, under root: MessageRoot?) throws {
        guard keepers.contains(post.network), case .room(let room) = post.address,
            let matter = post.matter
        else { return }
        let kind: KeptMessage.Kind
        switch (post.purpose, post.revision) {
        case (.ring, _) where root == nil: kind = .card
        case (.draftCard, .some(let revision)), (.hold, .some(let revision)):
            kind = .draft(revision: revision)
        default: return
        }
        // A draft and the notice of its hold may be of one moment: what stands in a thread comes
        // after what it hangs on, or the next words would hang on it, which no server allows.
        let moment = root == nil ? now : now + Lapse(milliseconds: 1)
        try store.keep(
            KeptMessage(
                post: post.id, network: post.network, room: room, matter: matter, kind: kind,
                shows: try store.lastEvent()), at: moment)
    }
}

extension Turn {
    /// The cases of which what the sign did is still so: whoever takes it away long after means
    /// nothing by it. What was said of a card was said of all that are listed there.
    func standing(_ sign: KeptSign) throws -> [CaseID] {
        guard let matter = try store.matter(sign.matter) else { return [] }
        switch Sign(rawValue: sign.meaning) {
        case .claim: return matter.holder == sign.by ? [matter.id] : []
        case .approve:
            guard let draft = matter.drafts.last(where: { $0.revision == sign.revision }) else {
                return []
            }
            let listed = try store.casesLeaving(listedOn: draft.mark, approvedBy: sign.by)
            // What somebody else has approved since is theirs.
            let isTheirs = matter.liveDraft.map { $0.approver == sign.by } ?? true
            return (draft.approver == sign.by && isTheirs ? [matter.id] : []) + listed
        case .reject, .escalate, nil: return []
        }
    }
}

extension Directory {
    fileprivate func room(of card: KeptMessage) -> RoomName? {
        room(RoomAddress(card.room), on: card.network)?.name
    }
}

extension KeptMessage {
    /// Each draft has a message of its own, which stands under its case's card or alone.
    func carries(_ purpose: Purpose) -> Bool { kind == .card || purpose != .draftCard }
}

extension NewPost {
    /// It stands for a draft, and can be approved by a sign.
    var isOfDraft: Bool { revision != nil && (purpose == .draftCard || purpose == .hold) }

    /// Whether people may answer it, where the chat keeps messages.
    var mayBeKept: Bool {
        guard matter != nil, case .room = address else { return false }
        return purpose == .ring || isOfDraft
    }
}
