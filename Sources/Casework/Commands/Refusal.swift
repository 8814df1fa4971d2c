/// Why a command was not done. Every refusal says what to do instead; `Phrasebook` has the words.
package enum Refusal: Error, Hashable, Sendable, Codable {
    // Who speaks.
    case unknownSpeaker
    /// Where people are known by how the server shows them, and this is nobody of them.
    case unknownNick(String)
    case notOfTheDesk
    case notAllowed(CaseBrief?, needs: Role)
    case unknownPerson(String)

    // Which case.
    case noSuchCase(CaseID)
    case noCase(doing: String)
    case movedOn(CaseID, into: CaseID)
    case wrongPhase(CaseBrief, doing: String)

    // Who holds it.
    case heldBy(CaseBrief, holder: PersonID, since: Instant)
    case notHeld(CaseBrief)
    case alreadyYours(CaseBrief)
    case alreadyTheirs(CaseBrief, PersonID)
    case handsFull(CaseBrief, limit: Int)
    case notAway

    // Questions.
    /// Nobody asked them about it; of no case: nobody waits for an answer of theirs.
    case notAsked(CaseID?)
    /// Several questions wait, and no number was said.
    case whichQuestion([CaseID])
    case askedYourself(CaseBrief)
    /// Nobody else who is there has the skill. `elsewhere`: who has it and is not to be had;
    /// `known`: all skills there are.
    case nobodyKnows(CaseBrief, skill: String, elsewhere: [PersonID], known: [String])
    /// An expert asked for something else than what they were asked about.
    case beyondQuestion

    // Pages.
    /// `until`: when it does, with what comes until then.
    case notPaged(CaseBrief, until: Instant? = nil)
    case alreadyAcknowledged(CaseBrief, by: PersonID, at: Instant)
    /// No page to them waits for an answer (`ack all`).
    case nothingToAcknowledge
    /// There is no way to page them.
    case noWayToPage(PersonID)

    // Drafts.
    case noDestination(CaseBrief, SourceName)
    /// The draft was written for another destination than the one that its source has by now.
    case otherDestination(CaseBrief, DraftBrief)
    case emptyText(CaseBrief)
    /// `posts`: so many would make a thread of it, if it can be one.
    case tooLong(CaseBrief, length: Int, limit: Int, keeps: String, posts: Int?)
    case blockedWord(CaseBrief, word: String)
    case draftWaiting(CaseBrief, DraftBrief)
    case noDraft(CaseBrief)
    case unchanged(CaseBrief, DraftBrief)
    case underWay(CaseBrief, DraftBrief)
    case unattachable(CaseBrief, AttachmentFault)
    case tooMany(CaseBrief, what: String, limit: Int)

    // Canned responses.
    /// `known`: those that would fit.
    case noSuchCanned(String, known: [String])
    case cannedElsewhere(CaseBrief, name: String, queues: [QueueName])
    /// Other than so many values for its placeholders were said, or an empty one.
    case cannedValues(CaseBrief, name: String, needs: [String], given: Int)
    /// The case does not tell what one of its variables stands for.
    case cannedLacks(CaseBrief, name: String, variable: String)
    /// The conversation is another one than when it was shown.
    case cannedOutdated(CaseBrief, name: String)

    // The four eyes.
    case noSuchMark(Mark)
    /// The mark is of an older revision, or of another draft; `now` is the live one.
    case outdatedMark(CaseBrief, Mark, now: DraftBrief?)
    /// A bare number: the newest draft was not yet shown there, or took another's place just now.
    case notTheOneYouRead(CaseBrief, DraftBrief)
    case markNeeded(CaseBrief, DraftBrief)
    /// The notice that a draft is held names its mark, and the card with its text has not been
    /// seen in any room; this answer shows it.
    case notShownYet(CaseBrief, DraftBrief)
    case yourOwn(CaseBrief, DraftBrief, onShift: [PersonID])
    /// Of what is listed on that card, these are for other eyes.
    case listedYourOwn([Notice.Waiting], card: Mark, onShift: [PersonID])
    /// These were listed on that card after the command was said, or unseen by whoever said it.
    case listedLater([Notice.Waiting], card: Mark)
    case alreadyApproved(CaseBrief, DraftBrief, by: PersonID?)
    /// Also for an approval that was said before the draft, which waits again, was called back.
    case notWaiting(CaseBrief, DraftBrief)
    /// The draft is held and the command was said before the notice of that was seen.
    case heldMeanwhile(CaseBrief, DraftBrief, cause: HoldCause, saying: String?, at: Instant)
    /// A change of a held draft that nobody else would read was said before the notice was seen.
    case changedUnread(CaseBrief, DraftBrief, cause: HoldCause, saying: String?, at: Instant)
    case braked(CaseBrief, Brake)
    /// `known`: what the desk usually says.
    case reasonNeeded(CaseBrief, doing: String, known: [String] = [])

    // After approval.
    case nothingToUndo(CaseBrief)
    case tooLateToUndo(CaseBrief, DraftBrief)
    case notYoursToUndo(CaseBrief, DraftBrief)
    /// It was let go after that was said, which came late.
    case approvedSince(CaseBrief, DraftBrief, by: PersonID?, at: Instant)
    case nothingToSettle(CaseBrief)
    /// It may have been tried live, and would be tried again for practice.
    case triedLive(CaseBrief, DraftBrief)

    // Coaching.
    case notAnswered(CaseBrief)
    case ownWork(CaseBrief, PersonID)
    case nothingToScoreBy(CaseBrief)
    /// There is no such criterion, or the points are not on the scale, or nothing was said at all.
    case badScore(CaseBrief, said: String?, criteria: [String], scale: Int)

    // The desk.
    case brakeAlreadyOn(Brake)
    case noBrake(queue: QueueName?)
    case notListed(handle: String, source: SourceName?)
    /// What is to end at a time that has passed.
    case alreadyOver(Instant)
    case unknownQueue(String)
    case rota(RotaFault)
    case plan(PlanFault)
    case intoItself(CaseID)
    /// No text of theirs is open, or too long, that they could go on with.
    case noTextOpen(CaseID?)
    case nothingToSplit(CaseID?)
    /// Of the customers of two cases that are to become one only the second could be answered then:
    /// whoever says so once more, having read this, means it.
    case twoCustomers(CaseBrief, into: CaseBrief, asked: PersonID)

    /// Said so long ago that it is asked about, not done.
    case stale(command: String, saidAt: Instant)
    /// The store could not write: nothing has changed.
    case notRecorded

    /// Whether only the person who asked needs to hear it. What tells the room how things stand
    /// (who holds a case, what a draft waits for) is said in the room.
    package var isPersonal: Bool {
        switch self {
        case .unknownSpeaker, .unknownNick, .notOfTheDesk, .notAllowed, .unknownPerson, .noSuchCase,
            .noCase,
            .emptyText, .tooLong, .blockedWord, .unchanged, .unattachable, .tooMany,
            .noSuchMark, .reasonNeeded,
            .unknownQueue, .intoItself, .noBrake, .handsFull, .notAway, .noSuchCanned,
            .cannedElsewhere, .cannedValues, .cannedLacks, .cannedOutdated, .notAsked,
            .whichQuestion, .askedYourself, .nobodyKnows, .beyondQuestion, .notListed,
            .alreadyOver, .rota, .plan, .notAnswered, .ownWork, .nothingToScoreBy, .badScore,
            .notPaged,
            .nothingToAcknowledge, .noWayToPage, .noTextOpen, .nothingToSplit:
            true
        default: false
        }
    }
}
