import Casework
import Chat

extension Intake {
    /// Looks who of those who hold cases is gone, by the same measure as `maybeHere`: what is out
    /// of our own sight makes nobody missed.
    func missing(_ state: inout LoopState, at uptime: Lapse) -> [Errand] {
        let now = setup.clock.now()
        for member in directory.staff {
            let person = member.person.id
            if let leave = directory.leave(of: person), leave.covers(now) {
                let gone = max(now - leave.since, .zero)
                state.absentees.isGone(
                    person, since: Lapse(milliseconds: uptime.milliseconds - gone.milliseconds))
            } else if let since = directory.goneSince(member) {
                state.absentees.isUnseen(person, since: since)
            } else {
                state.absentees.isThere(person)
            }
        }
        let due = state.absentees.due(after: setup.settings.policy.awayGrace, at: uptime)
        return due.isEmpty ? [] : [.gone(due)]
    }
}
