import Casework
import Rehearsal
import Testing

/// Every arrow, command, fact, notice and refusal has a line in the scenario tables.
@Suite struct CompletenessTests {
    private static let reached: ScenarioCoverage = {
        let tables = [
            HoldingTests.scenarios, WritingTests.scenarios, ReviewTests.scenarios,
            ReplyTests.scenarios, WorldTests.scenarios, KeepingTests.scenarios,
            MergeTests.scenarios, DeskOrderTests.scenarios, CannedScenarioTests.scenarios,
            LevelTests.scenarios, AttachingTests.scenarios, ListingTests.scenarios,
            ConsultingTests.scenarios, ThreadTests.scenarios,
            VIPTests.scenarios, ScoreTests.scenarios, PagingTests.scenarios,
            AcknowledgingTests.scenarios, OutOfHoursTests.scenarios,
        ]
        var coverage = ScenarioCoverage()
        for scenario in tables.joined() { coverage.formUnion(scenario.play().coverage) }
        return coverage
    }()

    /// The arrows of `Phase.swift` and those that skip a step of it: where nobody has to approve,
    /// `drafted` is passed in the same decision.
    private static let phases = """
        – → new, – → claimed, – → noise
        new → claimed, new → noise, new → resolved
        claimed → new, claimed → drafted, claimed → approved, claimed → snoozed
        claimed → resolved, claimed → noise
        drafted → claimed, drafted → approved, drafted → new
        approved → drafted, approved → answered, approved → claimed
        answered → new, answered → claimed, answered → drafted, answered → approved
        answered → snoozed, answered → resolved, answered → noise
        snoozed → claimed, snoozed → new, snoozed → drafted, snoozed → approved
        snoozed → resolved, snoozed → noise
        resolved → claimed, resolved → new
        noise → claimed, noise → new
        """

    private static let drafts = """
        – → waiting, – → approved, – → held
        waiting → approved, waiting → held, waiting → rejected, waiting → voided
        held → approved, held → rejected, held → voided
        approved → waiting, approved → held, approved → sending, approved → voided
        approved → failed
        sending → sent, sending → failed, sending → unknown, sending → held, sending → waiting
        failed → approved, failed → held, failed → rejected, failed → voided
        unknown → sending, unknown → sent, unknown → held
        """

    @Test func `the phases change along the drawn arrows and no others`() {
        #expect(
            difference(CompletenessTests.reached.phases, arrows(CompletenessTests.phases)) == [])
    }

    @Test func `drafts change along these arrows and no others`() {
        #expect(
            difference(CompletenessTests.reached.drafts, arrows(CompletenessTests.drafts)) == [])
    }

    @Test func `every fact happens`() {
        // What people say of themselves, and the configuration, is no decision about a case.
        let expected = Set(Fact.types)
            .subtracting([
                "config.changed", "person.away", "person.back", "rota.overridden", "rota.offered",
                "rota.swapped", "rota.ended", "plan.started", "plan.ended",
            ])
        #expect(difference(CompletenessTests.reached.facts, expected) == [])
    }

    @Test func `every command is decided`() throws {
        let commands = try SourceCases.names(of: "Command", in: "Commands/Command.swift")
        #expect(difference(CompletenessTests.reached.commands, commands) == [])
    }

    @Test func `every notice is told`() throws {
        // Of people and of the desk as a whole, which are no decisions about a case; they have
        // their lines in `Tests/DeskScenarios` or in the tests of the desk. A refusal is told by
        // whoever was refused.
        let elsewhere: Set = [
            "away", "back", "freed", "braked", "unbraked", "refused", "dueSoon", "overdue",
            "vipOn", "vipOff", "vipOver", "questionsWait", "rota", "plan", "moved", "paged",
            "pagedOut", "pageFailed", "pageTest", "heldByMode",
        ]
        let notices = try SourceCases.names(of: "Notice", in: "Notices/Notice.swift")
        #expect(notices.isSuperset(of: elsewhere))
        let expected = notices.subtracting(elsewhere)
        #expect(difference(CompletenessTests.reached.notices, expected) == [])
    }

    @Test func `every refusal is given`() {
        // Said before a command reaches a case (who speaks, which case, how old), by the store,
        // or covered by the limits and the speaker's tests below.
        let elsewhere: Set = [
            "unknownNick", "notOfTheDesk", "noCase", "whichQuestion", "notAway", "stale",
            "notRecorded", "rota", "plan", "nothingToAcknowledge", "noWayToPage",
            "noTextOpen", "nothingToSplit",
        ]
        let byHand: Set = ["unknownSpeaker", "tooMany"]
        let expected = Set(RefusalKind.allCases.map(\.rawValue))
            .subtracting(elsewhere).subtracting(byHand)
        #expect(difference(CompletenessTests.reached.refusals, expected) == [])
    }

    private func arrows(_ text: String) -> Set<String> {
        Set(
            text.split { $0 == "," || $0 == "\n" }
                .map { $0.split(separator: " ").joined(separator: " ") })
    }

    private func difference(_ reached: Set<String>, _ expected: Set<String>) -> [String] {
        expected.subtracting(reached).sorted().map { "not reached: \($0)" }
            + reached.subtracting(expected).sorted().map { "not drawn: \($0)" }
    }
}

/// A refusal without what it says.
private enum RefusalKind: String, CaseIterable {
    case unknownSpeaker, unknownNick, notOfTheDesk, notAllowed, unknownPerson, noSuchCase
    case noCase, movedOn
    case wrongPhase, heldBy, notHeld, alreadyYours, alreadyTheirs, handsFull, notAway
    case noDestination, otherDestination, emptyText
    case tooLong, blockedWord, draftWaiting, noDraft, unchanged, underWay, unattachable, tooMany
    case noSuchMark, listedYourOwn, listedLater
    case outdatedMark, notTheOneYouRead, markNeeded, notShownYet, yourOwn, alreadyApproved
    case notWaiting, heldMeanwhile, changedUnread, braked, reasonNeeded, nothingToUndo,
        tooLateToUndo
    case notYoursToUndo, approvedSince
    case notAsked, whichQuestion, askedYourself, nobodyKnows, beyondQuestion
    case noSuchCanned, cannedElsewhere, cannedValues, cannedLacks, cannedOutdated
    case nothingToSettle, triedLive, brakeAlreadyOn, noBrake, unknownQueue, intoItself
    case twoCustomers, noTextOpen, nothingToSplit, stale, notRecorded
    case notListed, alreadyOver, rota, plan
    case notPaged, alreadyAcknowledged, nothingToAcknowledge, noWayToPage
    case notAnswered, ownWork, nothingToScoreBy, badScore
}

extension Refusal {
    /// A case that is added does not compile until it has a kind, and so a line in the tables.
    fileprivate var kind: RefusalKind {
        switch self {
        case .unknownSpeaker: .unknownSpeaker
        case .unknownNick: .unknownNick
        case .notOfTheDesk: .notOfTheDesk
        case .notAllowed: .notAllowed
        case .unknownPerson: .unknownPerson
        case .noSuchCase: .noSuchCase
        case .noCase: .noCase
        case .movedOn: .movedOn
        case .wrongPhase: .wrongPhase
        case .heldBy: .heldBy
        case .notHeld: .notHeld
        case .alreadyYours: .alreadyYours
        case .alreadyTheirs: .alreadyTheirs
        case .handsFull: .handsFull
        case .notAway: .notAway
        case .noDestination: .noDestination
        case .otherDestination: .otherDestination
        case .emptyText: .emptyText
        case .tooLong: .tooLong
        case .blockedWord: .blockedWord
        case .draftWaiting: .draftWaiting
        case .noDraft: .noDraft
        case .unchanged: .unchanged
        case .underWay: .underWay
        case .unattachable: .unattachable
        case .listedYourOwn: .listedYourOwn
        case .listedLater: .listedLater
        case .tooMany: .tooMany
        case .noSuchCanned: .noSuchCanned
        case .cannedElsewhere: .cannedElsewhere
        case .cannedValues: .cannedValues
        case .cannedLacks: .cannedLacks
        case .cannedOutdated: .cannedOutdated
        case .notAsked: .notAsked
        case .whichQuestion: .whichQuestion
        case .askedYourself: .askedYourself
        case .nobodyKnows: .nobodyKnows
        case .beyondQuestion: .beyondQuestion
        case .noSuchMark: .noSuchMark
        case .outdatedMark: .outdatedMark
        case .notTheOneYouRead: .notTheOneYouRead
        case .markNeeded: .markNeeded
        case .notShownYet: .notShownYet
        case .yourOwn: .yourOwn
        case .alreadyApproved: .alreadyApproved
        case .notWaiting: .notWaiting
        case .heldMeanwhile: .heldMeanwhile
        case .changedUnread: .changedUnread
        case .braked: .braked
        case .reasonNeeded: .reasonNeeded
        case .nothingToUndo: .nothingToUndo
        case .tooLateToUndo: .tooLateToUndo
        case .notYoursToUndo: .notYoursToUndo
        case .approvedSince: .approvedSince
        case .nothingToSettle: .nothingToSettle
        case .triedLive: .triedLive
        case .brakeAlreadyOn: .brakeAlreadyOn
        case .noBrake: .noBrake
        case .unknownQueue: .unknownQueue
        case .intoItself: .intoItself
        case .twoCustomers: .twoCustomers
        case .noTextOpen: .noTextOpen
        case .nothingToSplit: .nothingToSplit
        case .notAnswered: .notAnswered
        case .ownWork: .ownWork
        case .nothingToScoreBy: .nothingToScoreBy
        case .badScore: .badScore
        case .plan: .plan
        case .notListed: .notListed
        case .notPaged: .notPaged
        case .alreadyAcknowledged: .alreadyAcknowledged
        case .nothingToAcknowledge: .nothingToAcknowledge
        case .noWayToPage: .noWayToPage
        case .alreadyOver: .alreadyOver
        case .rota: .rota
        case .stale: .stale
        case .notRecorded: .notRecorded
        }
    }
}
