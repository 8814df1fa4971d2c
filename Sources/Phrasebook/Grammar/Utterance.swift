package import Casework

/// What a line of chat turned out to be.
package enum Utterance: Hashable, Sendable {
    /// Not a command; never acted on (invariant 3).
    case talk
    case act(Act)
    case look(Look)
    /// Goes on with a text that was cut off; of which case, if it was said.
    case more(CaseID?, String)
    /// Submits a text that was cut off.
    case done(CaseID?)
    /// Makes a thread of a text that was too long.
    case split(CaseID?)
    case mistake(Mistake)
}

/// Something that a person asks to be done.
package struct Act: Hashable, Sendable {
    package var verb: Verb
    package var targets: Targets
    package var order: Order
    package init(_ verb: Verb, _ targets: Targets, _ order: Order) {
        self.verb = verb
        self.targets = targets
        self.order = order
    }
}

/// What an act is about.
package enum Targets: Hashable, Sendable {
    /// At least one, each once, in the order said. More than one only for `claim`, `release`,
    /// `handover`, `noise` and `ack`, and where a sign for several drafts is taken away.
    case cases([CaseID])
    /// The case whose draft has this mark; only for `approve` and `reject`.
    case mark(Mark)
    /// The most urgent free case that fits (`claim next`).
    case next
    /// Every case that the speaker holds (`handover @person`).
    case allMine
    /// Every case for which the speaker was paged and nobody has acknowledged (`ack all`).
    case allPaged
    /// The case of the one question that waits for the speaker (`answer yes`).
    case asked
    case desk
}

/// What is to be done with the targets.
package enum Order: Hashable, Sendable {
    /// The same command for each case named.
    case command(Command)
    /// The colleague's name as typed, without the `@`; the desk finds the person.
    case assign(to: String)
    /// The response's name as typed, and what is said for its placeholders, if anything is.
    case canned(String, said: String?)
    case handover(to: String)
    case merge(into: CaseID)
    case snooze(SnoozeUntil)
    case desk(DeskOrder)
    /// Until then, or until they say that they are back.
    case away(SnoozeUntil?)
    case back
    case vip(VIPRequest)
    case rota(RotaRequest)
    case plan(PlanRequest)
    /// The speaker is paged, for practice.
    case pageTest
}

package enum SnoozeUntil: Hashable, Sendable {
    case `for`(Lapse)
    /// The next time the desk's clock shows this.
    case clock(hour: Int, minute: Int)
}

/// Something that a person asks to see.
package enum Look: Hashable, Sendable {
    /// The queue as typed, if one was named.
    case queue(String?, QueueFilter)
    case show(CaseID)
    case history(CaseID)
    case find(FindQuery)
    case why(CaseID)
    /// The canned responses that fit a case, or where it is asked.
    case cannedList(CaseID?)
    /// One of them by its name as typed.
    case canned(String)
    case waiting
    case who
    case oncall
    /// The next shifts of somebody, by the name as typed; of the speaker where nobody is named.
    case rota(String?)
    /// What came while a queue was closed, and what it still needs; the queue as typed.
    case digest(String?)
    /// Who goes first because somebody said so.
    case vips
    /// The continuity plans, and which are on.
    case plans
    /// What a plan would change, by its name as typed.
    case planTrial(String)
    case board
    case stats(StatsPeriod, StatsSubject?)
    case help(Verb?)
}

package enum StatsPeriod: String, Hashable, Sendable, CaseIterable {
    case today, week
}

/// Whose figures; as typed, without the mark in front.
package enum StatsSubject: Hashable, Sendable {
    case person(String)
    case skill(String)
    case queue(String)
}

package enum QueueFilter: String, Hashable, Sendable, CaseIterable {
    case all, mine, free, waiting, due
}

/// Why a command could not be read; `Wording` says it with the way out.
package enum Mistake: Error, Hashable, Sendable {
    case unknownWord(String, nearest: Verb?)
    /// Several looking words begin like this.
    case ambiguous(String, [Verb])
    /// Something is missing or too much.
    case usage(Verb)
    /// This command takes one case at a time, and several were named.
    case oneNumberOnly(Verb)
    case tooManyNumbers(Verb, limit: Int)
    case badNumber(String, Verb)
    /// In a thread only `#43` names another case than the thread's own.
    case hashNeeded(CaseID, Verb)
    case badMark(String, Verb)
    case unfindable(FindQuery.Fault)
    /// A word of the manual that this version does not know.
    case notYet(String)
}
