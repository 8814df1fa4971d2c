/// Somebody goes, or is back. What becomes of their cases is decided case by case
/// (`Command.giveBack`), after a while.
package func decideLeave(
    isLeaving: Bool, until: Instant?, since leave: Leave?, _ context: Context
) throws(Refusal) -> Fact {
    guard let actor = context.actor else { throw .unknownSpeaker }
    let me = actor.person.id
    if isLeaving { return .personAway(person: me, until: until) }
    guard leave != nil else { throw .notAway }
    return .personBack(person: me)
}
