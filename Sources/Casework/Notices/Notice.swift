/// Everything the desk says in chat because of a decision, as facts; `Phrasebook` gives the words
/// when it is posted, so that lengths of time are right then.
package enum Notice: Hashable, Sendable, Codable {
    // About the case.
    case ring(CaseBrief, mention: Mention)
    case joined(CaseBrief, mention: Mention)
    case thanked(CaseBrief, mention: Mention)
    case mentionEdited(CaseBrief, text: String)
    case mentionDeleted(CaseBrief)
    case claimed(CaseBrief, by: PersonID, known: Acquaintance?)
    case released(CaseBrief, by: PersonID)
    case assigned(CaseBrief, to: PersonID, by: PersonID)
    case offered(CaseBrief, to: PersonID, by: PersonID)
    case noted(CaseBrief, by: PersonID)
    case tagged(CaseBrief, tag: String, by: PersonID)
    case linked(CaseBrief, reference: String, by: PersonID)
    /// `meant`: people who are told; `unseen`: those of them whom no chat shows.
    case escalated(
        CaseBrief, to: String?, reason: String, by: PersonID, meant: [PersonID]? = nil,
        unseen: [PersonID]? = nil)
    case noise(CaseBrief, by: PersonID, offer: NoiseOffer?)
    case snoozed(CaseBrief, until: Instant, by: PersonID)
    case woken(CaseBrief, for: PersonID?)
    case resolved(CaseBrief, outcome: String?, by: PersonID)
    case reopened(CaseBrief, by: PersonID?, to: PersonID?)
    /// It came back to whoever spoke with the customer last.
    case returned(CaseBrief, to: PersonID, known: Acquaintance?)
    /// More urgent than before, although nobody said anything.
    case rose(CaseBrief, because: [PointReason])
    case merged(CaseBrief, into: CaseID, by: PersonID)
    /// Customers who are to be answered soon, the most urgent first; some may not be named.
    case dueSoon([CaseBrief], total: Int)
    /// Customers who should have been answered by now.
    case overdue([CaseBrief], total: Int)

    // About a draft.
    /// What it would say, and to whom; nothing has happened.
    case cannedOffered(CaseBrief, DraftBrief, language: String?)
    case drafted(CaseBrief, DraftBrief, onShift: [PersonID], brake: Brake? = nil)
    case draftCard(CaseBrief, DraftBrief, answers: Mention)
    /// It says what the draft with that mark says, and is approved with it.
    case draftListed(CaseBrief, DraftBrief, on: Mark, answers: Mention)
    case approved(CaseBrief, DraftBrief, by: PersonID?, window: Lapse)
    case rejected(CaseBrief, DraftBrief, by: PersonID, reason: String)
    case held(CaseBrief, DraftBrief, cause: HoldCause, saying: String?, at: Instant)
    /// The desk began in another mode, and that holds more drafts than are told one by one: so
    /// many, of which these are named. It is the notice of those, and of no other.
    case heldByMode(practice: Bool, named: [HeldDraft], total: Int, at: Instant)
    case undone(CaseBrief, DraftBrief, by: PersonID)
    /// Of a post that is leaving already, those behind it.
    case recalled(CaseBrief, DraftBrief, by: PersonID)
    case dropped(CaseBrief, DraftBrief, by: PersonID)
    /// `firstResponse`: how long the customer waited, when this was the first answer.
    case sent(CaseBrief, DraftBrief, at: Instant, firstResponse: Lapse?, target: Lapse?)
    /// The receiver cannot be reached or asks to wait; it is being tried again. `isOut`: an attempt
    /// may have arrived, and nobody can call it back any more.
    case delayed(CaseBrief, DraftBrief, reason: String, next: Instant, isOut: Bool)
    case failed(CaseBrief, DraftBrief, reason: String)
    case unknown(CaseBrief, DraftBrief, reason: String)
    case settled(CaseBrief, DraftBrief, asSent: Bool, by: PersonID)

    // About a question.
    /// Who is asked, and when they will read it.
    case asked(CaseBrief, Question, Whereabouts)
    /// To whoever is asked: all that they see of the case.
    case question(CaseBrief, Question, about: [Mention])
    /// To whoever is back: questions that wait for their answer, the oldest first; some may not be
    /// named.
    case questionsWait([Asked], total: Int)
    /// To whoever answered.
    case answered(CaseBrief, told: [PersonID])
    /// `told`: who asked, and who holds the case.
    case expertAnswered(
        CaseBrief, by: PersonID, text: String, question: String, told: [PersonID])
    /// Somebody's answer was judged; for whoever judged it and for them, and nobody else.
    case scored(
        CaseBrief, agent: PersonID, by: PersonID, points: [ScorePoint], remark: String?)

    // About what customers are told of the desk's own accord.
    case customerAcknowledged(CaseBrief, opensAt: Instant)
    case notAcknowledged(CaseBrief, end: AcknowledgementEnd, reason: String)
    /// A customer's words are among those that ring the supervisors.
    case crisis(CaseBrief, mention: Mention, words: [String])

    // About pages.
    /// To whoever is asked to acknowledge: cases, the most urgent first; some may not be named.
    case paged([PagedBrief], total: Int)
    /// To the room: who was asked about which.
    case pagedOut([PagedBrief], total: Int)
    /// Somebody looks after it. `after`: since the first page.
    case pageAcknowledged(
        CaseBrief, by: PersonID, how: PageAnswer, after: Lapse, again: Lapse?)
    /// It was acknowledged then, and nothing has been done since. `wroteAt`: something had been, and
    /// the customer wrote again after that.
    case pagesAgain(CaseBrief, by: PersonID, at: Instant, wroteAt: Instant?)
    /// A way to somebody did not take a page: to the room of those on call, or of a page for
    /// practice to whoever is paged.
    case pageFailed(PersonID, by: PageChannel, cases: [CaseID], reason: String)
    /// Nobody is left who could be paged.
    case pagesExhausted(CaseBrief, chain: String, people: [PersonID])
    /// For practice.
    case pageTest(PersonID, channels: [PageChannel])

    // About the people of the desk.
    case away(PersonID, until: Instant?, holding: Int, grace: Lapse)
    case back(PersonID)
    /// Their cases are free again, the most urgent first: those that are named and so many more.
    case freed(PersonID, after: Lapse, cases: [Freed], more: Int)

    // About the desk.
    case braked(Brake, stopped: [Waiting])
    /// The brake reached this draft when it was already leaving.
    case tooLateForBrake(CaseBrief, DraftBrief)
    /// Released nothing: what waits has to be approved once more.
    case unbraked(queue: QueueName?, by: PersonID, waiting: [Waiting])

    /// A customer goes first from now on, or does not any more: of so many open cases, and these
    /// ring because of it.
    case vipOn(VIP, cases: Int, urgent: [CaseID])
    case vipOff(handle: String, source: SourceName?, by: PersonID, cases: Int)
    /// Its time is over.
    case vipOver(VIP, cases: Int)

    /// Who is on call.
    case rota(RotaNotice)

    /// To the rooms that it rang in: it is another queue's now, by a plan.
    case moved(CaseBrief)
    /// Its queue is none any more.
    case requeued(CaseBrief, from: QueueName)
    /// How the desk works for a while.
    case plan(PlanNotice)

    /// Not of the desk any more: these cases are free again, and those are still theirs.
    case gone(PersonID, freed: [CaseID], holding: [CaseID])

    case refused(Refusal)

    /// A case that is free again, in a list.
    package struct Freed: Hashable, Sendable, Codable {
        package var id: CaseID
        package var priority: Priority
        package init(id: CaseID, priority: Priority) {
            self.id = id
            self.priority = priority
        }
    }

    /// A question that waits, in a list.
    package struct Asked: Hashable, Sendable, Codable {
        package var id: CaseID
        package var by: PersonID
        package var at: Instant
        package var text: String
        package init(_ question: Question, about id: CaseID) {
            self.id = id
            by = question.by
            at = question.at
            text = question.text
        }
    }

    /// A draft that is held, in a line that tells of several.
    package struct HeldDraft: Hashable, Sendable, Codable {
        package var id: CaseID
        package var revision: Int
        package var mark: Mark
        package var customer: String
        package init(id: CaseID, revision: Int, mark: Mark, customer: String) {
            self.id = id
            self.revision = revision
            self.mark = mark
            self.customer = customer
        }
    }

    /// The drafts of whose holds it tells in one line; whoever has read that has read of each.
    package var heldTogether: [HeldDraft] {
        if case .heldByMode(_, let named, _, _) = self { named } else { [] }
    }

    /// A reply that waits, in a list.
    package struct Waiting: Hashable, Sendable, Codable {
        package var id: CaseID
        package var mark: Mark
        package var customer: String
        package init(id: CaseID, mark: Mark, customer: String) {
            self.id = id
            self.mark = mark
            self.customer = customer
        }
    }
}
