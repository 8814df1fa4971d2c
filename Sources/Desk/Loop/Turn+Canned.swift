import Casework
import Foundation
import Phrasebook

extension Turn {
    /// Fills a canned response as it would be sent, and shows it. It becomes a draft by its
    /// asker's next word alone.
    mutating func offerCanned(
        _ name: String, _ said: String?, for matter: Case, _ actor: Actor, _ origin: Origin
    ) throws {
        var canned = try desk.filledCanned(
            name, said: said, for: matter, by: actor.person.id,
            opens: opening(of: matter.queue))
        canned.text = Cleaning.draft(canned.text).precomposedStringWithCanonicalMapping
        let decision = try decide(matter, .offerCanned(canned), actor: actor, origin: origin)
        let take = Command.takeCanned(canned)
        outcome.offers.append(
            Act(
                .canned, .cases([matter.id]),
                .command(decision.showsThread ? .split(take) : take)))
    }
}

extension Decision {
    /// What was shown takes more than one post.
    fileprivate var showsThread: Bool {
        announcements.contains {
            if case .cannedOffered(_, let draft, _) = $0.notice {
                draft.thread != nil
            } else {
                false
            }
        }
    }
}
