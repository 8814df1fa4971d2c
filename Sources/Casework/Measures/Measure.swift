/// One thing that a period brought, and whose it is: what figures are counted from.
package struct Measure: Hashable, Sendable {
    package var queue: QueueName
    /// Who did it, or had it done to their work; nobody's where it is the desk's.
    package var person: PersonID?
    package var kind: Kind

    package enum Kind: Hashable, Sendable {
        /// A case was opened.
        case offered(Promise)
        /// A case was taken out of the queue.
        case noise
        /// Somebody got a case, by claiming it or from a colleague.
        case assigned
        /// A customer was told of the desk's own accord that nobody answers now.
        case acknowledged
        /// A reply of theirs reached its customer.
        case replied
        /// It was the first one, or one that the customer waited for; nothing was promised where
        /// `inTime` is nothing.
        case answered(Response, after: Lapse, inTime: Bool?)
        /// A case was resolved: so long after the customer's first post, with so much work.
        case handled(after: Lapse, work: Lapse)
        /// What they worked on a case that was resolved.
        case worked(Lapse)
        /// A case that was resolved had to be opened again.
        case reopened
        /// A draft of theirs was approved, so long after it was laid before others.
        case approved(after: Lapse)
        case rejected(reason: String)
        /// An answer of theirs was judged.
        case scored(ScorePoint)
        /// A case was resolved whose customer sounded like that at first and in the end.
        case mood(from: Int, to: Int)
        /// A case that was resolved with a reply, the last one theirs.
        case repliedAndResolved(thanked: Bool)
    }

    /// What became of the first reply that was promised.
    package enum Promise: Hashable, Sendable {
        case none, kept, broken
        /// Nobody has answered, and there is still time.
        case open
    }

    package init(queue: QueueName, person: PersonID? = nil, _ kind: Kind) {
        self.queue = queue
        self.person = person
        self.kind = kind
    }
}
