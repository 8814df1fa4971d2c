import CaseStore
import Casework
import Phrasebook

/// Drafts that are listed on the card of another one: what is said of the card is said of each.
extension Turn {
    func hasListed(_ card: Mark) throws -> Bool { try !store.listedDrafts(on: card).isEmpty }

    /// The card's own draft is held, or was called back: what is said of it, and of the notice that
    /// says so, is about its customer alone.
    func standsForItself(_ card: Mark) throws -> Bool {
        guard let id = try store.caseDrafted(card), let live = try store.matter(id)?.liveDraft
        else { return false }
        return live.mark == card && live.heldAt != nil
    }

    /// Approves or rejects the draft whose card it is and those that are listed there. Each is
    /// decided for itself; what is said of several is said once.
    mutating func review(_ act: Act, card: Mark, _ actor: Actor, _ origin: Origin) throws {
        let listed = try store.listedDrafts(on: card)
        var refusals: [Refusal] = []
        do {
            for id in try cases(act, actor, origin) { try performOne(act, on: id, actor, origin) }
        } catch let refusal as Refusal {
            // Whoever may not say so of one may not of the others, and what nobody has read on
            // the card is the text of all of them.
            guard refusal.isOfOneDraft, !refusal.isUnread else {
                return try answer(refusal, origin)
            }
            refusals.append(refusal)
        }
        var isDone = false
        for (id, draft) in listed {
            guard let command = act.command(on: draft, card), let matter = try store.matter(id)
            else { continue }
            do {
                _ = try decide(matter, command, actor: actor, origin: origin)
                isDone = true
            } catch let refusal as Refusal {
                refusals = refusals.adding(refusal)
            }
        }
        // What is over is no answer where the command was for the others.
        for refusal in refusals where !(isDone && refusal.isOver) { try answer(refusal, origin) }
    }
}

extension Act {
    /// What it is for a draft that is listed; nothing where it passes it over. One that was called
    /// back is for itself from then on.
    fileprivate func command(on draft: Draft, _ card: Mark) -> Command? {
        guard case .command(let command) = order, draft.state == .held || draft.heldAt == nil else {
            return nil
        }
        return switch command {
        case .approve: .approveListed(on: card)
        case .reject(_, let reason): .reject(mark: draft.mark, reason: reason)
        default: nil
        }
    }
}

extension [Refusal] {
    fileprivate func adding(_ refusal: Refusal) -> [Refusal] {
        guard let index = indices.first(where: { self[$0].merged(with: refusal) != nil }),
            let merged = self[index].merged(with: refusal)
        else { return self + [refusal] }
        var refusals = self
        refusals[index] = merged
        return refusals
    }
}

extension Refusal {
    /// The card itself is not known to have been read.
    fileprivate var isUnread: Bool {
        if case .notShownYet = self { true } else { false }
    }
}
