/// All that a decision may know besides the case and the command. Nothing in it moves.
package struct Context: Sendable {
    package var now: Instant
    /// Nobody for what the world, the outbox or the clock asks.
    package var actor: Actor?
    package var desk: DeskSettings
    package var people: [Person]
    /// The brakes that are on.
    package var brakes: [Brake]
    /// Supervisors who can be seen in the chat now.
    package var onShift: [PersonID]
    /// Everybody who may be there, as far as anybody can tell; nothing: nobody can.
    package var maybeHere: [PersonID]?
    /// Which posts about this case have been seen where, oldest first.
    package var landings: [Landing]
    /// Networks on which the draft's card is on its way to a room for the first time, and since
    /// when all of it is; only where it is to be approved.
    package var cardUnderWay: [NetworkName: Instant] = [:]
    /// An attempt to deliver this case's reply is under way at this moment.
    package var attemptUnderWay: Bool
    /// An earlier attempt to deliver it may have arrived although nobody said so.
    package var replyUncertain: Bool
    /// In which modes it was tried; only where that decides about it.
    package var tried = TriedModes()
    /// What was said while it was leaving; only for what says that it is there, and where something
    /// was.
    package var meanwhile = Meanwhile()
    /// When approvals were said that were decided later; only where one is to be taken back by what
    /// was said before it was decided.
    package var approvals = SaidApprovals()
    /// What the list of VIPs says of the customer; only for commands that ask for it.
    package var listed: VIPStanding?
    /// How many cases the customer had before this one, if a rule asks; up to
    /// `Acquaintance.countMax`.
    package var earlierCases = 0
    /// What is known of the customer; only for commands that ask for it.
    package var acquaintance: Acquaintance?
    /// A reply of the same words that the customer was sent in another case; only for commands that
    /// say some.
    package var echo: Echo?
    /// A draft of another case that waits and may say the same; only for canned texts.
    package var twin: Twin?
    /// Who last spoke with the customer, or had the case that they take up again, if they are there
    /// and have room for another case.
    package var lastAgent: PersonID?
    /// Cases that the actor works on, if there is a limit to them.
    package var workload: Int?
    /// How people stand; only for commands that bring somebody in.
    package var standings: [Standing] = []
    /// Whether a queue is open now, and who is on call for it.
    package var duty: @Sendable (QueueName) -> Duty = { _ in Duty() }
    /// When the customer was acknowledged before, the newest first; only for a mention that comes.
    package var acknowledgedBefore: [AcknowledgedBefore] = []
    /// Of the acknowledgement that a command is about: an earlier attempt may have arrived, and the
    /// post that it answers is gone, whichever case that is in by now.
    package var acknowledgementUncertain = false
    package var acknowledgedPostIsGone = false
    /// A text as it may leave: NFC, without control, bidi and invisible characters.
    package var normalised: @Sendable (String) -> String = { $0 }
    /// When each chain paged somebody last, if lately.
    package var lastPages: [String: Instant] = [:]
    /// The runs through chains of all cases; only for steps that ask for them.
    package var runs: [Paging] = []
    /// Cases that are free in each queue, where one may flow over.
    package var waiting: [QueueName: Int] = [:]
    /// The number a new case gets.
    package var nextCase: CaseID
    /// A mark that no draft ever had, if the command writes one.
    package var freshMark: Mark
    /// A key never used before, for a reply born now.
    package var freshKey: DeliveryID
    /// SHA-256 over the parts, each with its length; hashing is not of this room.
    package var fingerprint: @Sendable ([String]) -> Fingerprint

    package init(
        now: Instant, actor: Actor? = nil, desk: DeskSettings, people: [Person] = [],
        brakes: [Brake] = [], onShift: [PersonID] = [], maybeHere: [PersonID]? = nil,
        landings: [Landing] = [],
        attemptUnderWay: Bool = false, replyUncertain: Bool = false, nextCase: CaseID,
        freshMark: Mark, freshKey: DeliveryID,
        fingerprint: @escaping @Sendable ([String]) -> Fingerprint
    ) {
        self.now = now
        self.actor = actor
        self.desk = desk
        self.people = people
        self.brakes = brakes
        self.onShift = onShift
        self.maybeHere = maybeHere
        self.landings = landings
        self.attemptUnderWay = attemptUnderWay
        self.replyUncertain = replyUncertain
        self.nextCase = nextCase
        self.freshMark = freshMark
        self.freshKey = freshKey
        self.fingerprint = fingerprint
    }
}

/// Who speaks, and where and when they said it.
package struct Actor: Hashable, Sendable {
    package var person: Person
    package var via: NetworkName?
    package var place: Place
    /// When it was said, or read where the network has no clock of its own.
    package var saidAt: Instant
    /// The latest that it can have been said, where clocks that may differ tell that.
    package var latestSaidAt: Instant
    /// When they were not there, in a chat that shows nobody afterwards what was said meanwhile.
    package var absences: [Range<Instant>] = []
    package init(person: Person, via: NetworkName?, place: Place, saidAt: Instant) {
        self.person = person
        self.via = via
        self.place = place
        self.saidAt = saidAt
        latestSaidAt = saidAt
    }
}

package enum Place: Hashable, Sendable, Codable {
    case room(RoomName)
    /// In a room of the chat that the desk has no name for, or to the bot alone.
    case direct
}

package enum Role: String, Hashable, Sendable, Codable, CaseIterable {
    case agent, supervisor, oncall, expert, admin
}

/// A person of the desk: one human, whatever accounts they use.
package struct Person: Hashable, Sendable, Codable {
    package var id: PersonID
    package var roles: [Grant]
    package var skills: [String]
    package var languages: [String]
    /// How many cases the person may work on at once; nothing: what the desk's policy says.
    package var caseLimit: Int?
    /// Whatever they write is approved by somebody else, whatever the policy.
    package var isTrainee = false

    /// A role, in all queues or in those named.
    package struct Grant: Hashable, Sendable, Codable {
        package var role: Role
        package var queues: [QueueName]?
        package init(_ role: Role, queues: [QueueName]? = nil) {
            self.role = role
            self.queues = queues
        }
    }

    package init(
        id: PersonID, roles: [Grant], skills: [String] = [], languages: [String] = [],
        caseLimit: Int? = nil
    ) {
        self.id = id
        self.roles = roles
        self.skills = skills
        self.languages = languages
        self.caseLimit = caseLimit
    }

    /// Whether the person may hold cases of that queue.
    package func worksIn(_ queue: QueueName) -> Bool {
        may(.agent, in: queue) || may(.supervisor, in: queue)
    }

    /// Whether cases of that queue are for them when they take whatever comes next: they have
    /// every skill that the queue asks for.
    package func suits(_ queue: Queue) -> Bool { queue.skills.allSatisfy(skills.contains) }

    /// The languages in which they can answer, without region or script; nothing: any.
    package var spokenLanguages: [String]? {
        languages.isEmpty ? nil : languages.map(Person.spoken)
    }

    /// `de` of `de-AT`.
    package static func spoken(_ language: String) -> String {
        String(language.lowercased().prefix { $0 != "-" })
    }

    /// Whether they see and answer what they are asked about, and nothing else: experts, and
    /// whoever has no role at all.
    package var isGuest: Bool { roles.allSatisfy { $0.role == .expert } }

    package func has(skill: String) -> Bool {
        skills.contains { $0.lowercased() == skill.lowercased() }
    }

    /// Whether the person has the role in that queue; with no queue, in any.
    package func may(_ role: Role, in queue: QueueName?) -> Bool {
        roles.contains { grant in
            guard grant.role == role else { return false }
            guard let queues = grant.queues, let queue else { return true }
            return queues.contains(queue)
        }
    }
}

/// How somebody stands whom a command may bring in.
package struct Standing: Hashable, Sendable {
    package var person: PersonID
    /// To be seen in some chat.
    package var isHere: Bool
    /// Away by their own word.
    package var leave: Leave?
    /// Cases that they work on, and questions that they have not answered.
    package var load: Int
    package init(person: PersonID, isHere: Bool, leave: Leave? = nil, load: Int = 0) {
        self.person = person
        self.isHere = isHere
        self.leave = leave
        self.load = load
    }
}

/// The desk's brake: no reply leaves while it is on.
package struct Brake: Hashable, Sendable, Codable {
    /// Nothing: the whole desk.
    package var queue: QueueName?
    package var by: PersonID
    package var since: Instant
    package var reason: String
    package init(queue: QueueName?, by: PersonID, since: Instant, reason: String) {
        self.queue = queue
        self.by = by
        self.since = since
        self.reason = reason
    }
    package func covers(_ queue: QueueName) -> Bool {
        self.queue == nil || self.queue == queue
    }
}

/// A post about a case that was seen to arrive, in a room or with one person.
package struct Landing: Hashable, Sendable {
    package var purpose: Purpose
    package var revision: Int?
    package var network: NetworkName
    package var place: Place
    /// Whom it went to, where it went to one person alone.
    package var to: PersonID?
    package var at: Instant
    /// When it was to be said: on a slow network that is long before it was.
    package var askedAt: Instant
    /// It asks whether the case is to be merged; nothing of any other post.
    package var question: MergeQuestion?
    package init(
        purpose: Purpose, revision: Int?, network: NetworkName, place: Place,
        to: PersonID? = nil, at: Instant, askedAt: Instant? = nil,
        question: MergeQuestion? = nil
    ) {
        self.purpose = purpose
        self.revision = revision
        self.network = network
        self.place = place
        self.to = to
        self.at = at
        self.askedAt = askedAt ?? at
        self.question = question
    }

    /// Whether somebody can have seen it: what went to another person alone they cannot.
    func isOpen(to person: PersonID) -> Bool { place != .direct || to == person }

    /// Whether it stood before somebody when they spoke. Only one network's own order tells what
    /// came first: what is said on another may be underway for as long as it likes. Whoever was gone
    /// when it came has not seen it.
    func wasRead(by actor: Actor) -> Bool {
        network == actor.via && at < actor.saidAt && isOpen(to: actor.person.id)
            && (place == actor.place || actor.place == .direct)
            && (place == .direct || !actor.absences.contains { $0.contains(at) })
    }
}

/// What a post is for, where a later decision depends on its having been seen.
package enum Purpose: String, Hashable, Sendable, Codable, CaseIterable {
    case ring, draftCard, approval, hold, other
}
