import Casework
import Foundation
import Phrasebook

extension Turn {
    /// Fills a canned response as it would be sent, and shows it. It becomes a draft by its
    /// asker's next word alone.
    mutating func offerCanned(
        _ name: String, _ said: String?, for matter: Case, _ actor: Actor, _ origin: Origin
    ) throws {
        var canned = try desk.filledCanned(name, said: said, for: matter, by: actor.person.id)
        canned.text = Cleaning.draft(canned.text).precomposedStringWithCanonicalMapping
        _ = try decide(matter, .offerCanned(canned), actor: actor, origin: origin)
        outcome.offers.append(
            Act(.canned, .cases([matter.id]), .command(.takeCanned(canned))))
    }
}
