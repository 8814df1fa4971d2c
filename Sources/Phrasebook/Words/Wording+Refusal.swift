package import Casework

extension Wording {
    /// Why something was not done, and what to do instead.
    package func lines(for refusal: Refusal) -> [Line] {
        [answer(phrase(for: refusal))]
    }

    private func phrase(for refusal: Refusal) -> Phrase {
        switch refusal {
        case .unknownSpeaker, .unknownNick, .notOfTheDesk, .notAllowed, .unknownPerson, .noSuchCase,
            .noCase,
            .movedOn, .wrongPhase:
            speakerPhrase(refusal)
        case .heldBy, .notHeld, .alreadyYours, .alreadyTheirs, .handsFull, .notAway:
            holderPhrase(refusal)
        case .noDestination, .otherDestination, .emptyText, .tooLong, .blockedWord, .draftWaiting,
            .noDraft,
            .unchanged, .underWay, .unattachable, .tooMany:
            draftPhrase(refusal)
        case .noSuchCanned, .cannedElsewhere, .cannedValues, .cannedLacks, .cannedOutdated:
            cannedPhrase(refusal)
        case .listedYourOwn, .listedLater:
            listedPhrase(refusal)
        case .notAsked, .whichQuestion, .askedYourself, .nobodyKnows, .beyondQuestion:
            questionPhrase(refusal)
        case .notPaged, .alreadyAcknowledged, .nothingToAcknowledge, .noWayToPage:
            pagePhrase(refusal)
        case .noSuchMark, .outdatedMark, .notTheOneYouRead, .markNeeded,
            .notShownYet, .yourOwn, .alreadyApproved, .notWaiting, .heldMeanwhile, .changedUnread,
            .braked,
            .reasonNeeded:
            approvalPhrase(refusal)
        case .notAnswered, .ownWork, .nothingToScoreBy, .badScore:
            scorePhrase(refusal)
        case .rota(let fault): rotaPhrase(fault)
        case .plan(let fault): planPhrase(fault)
        case .nothingToUndo, .tooLateToUndo, .notYoursToUndo, .approvedSince, .nothingToSettle,
            .triedLive, .brakeAlreadyOn, .noBrake, .unknownQueue, .intoItself, .twoCustomers,
            .noTextOpen, .nothingToSplit,
            .notListed, .alreadyOver, .stale, .notRecorded:
            afterwardsPhrase(refusal)
        }
    }

    private func speakerPhrase(_ refusal: Refusal) -> Phrase {
        switch refusal {
        case .unknownSpeaker:
            """
            I can't tell who you are: log in to the network's accounts (SASL or NickServ) first. \
            Until then I only answer \(say("help")).
            """
        case .unknownNick(let nick):
            """
            I can't tell who you are: nobody of the desk is known to me as \
            \(saying(nick, upTo: 40)), from where you are. Take your usual nick, or log in where \
            the network has accounts. Until then I only answer \(say("help")).
            """
        case .notOfTheDesk:
            """
            your account is not in people.yaml, so I only answer \(say("help")). The \
            administrator can add you.
            """
        case .notAllowed(let brief, let role):
            if let brief {
                """
                \(brief.id): that takes \(Wording.aRole(role)) of \(brief.queue.rawValue). \
                \(text(.escalate, brief)) brings somebody in.
                """
            } else {
                "that takes \(Wording.aRole(role)). \(say("who")) says who is here."
            }
        case .unknownPerson(let typed):
            """
            I know nobody called \(saying(typed, upTo: 40)) who works cases here. \(say("who")) \
            lists the people of the desk.
            """
        case .noSuchCase(let id):
            "there is no case \(id). \(say("queue")) lists the open ones."
        case .noCase("claim"):
            "nothing is free that you could claim. \(say("queue")) shows what is open."
        case .noCase("handover"):
            "you hold no case to hand over."
        case .noCase(let doing):
            "which case? \(say(example(of: doing)))"
        case .movedOn(let id, let into):
            "\(id) is part of \(into) now. Say it of \(into)."
        case .wrongPhase(let brief, let doing):
            wrongPhase(brief, doing)
        default: ""
        }
    }

    private func wrongPhase(_ brief: CaseBrief, _ doing: String) -> Phrase {
        if brief.phase.isOpen {
            return """
                \(brief.id) is \(brief.phase.rawValue), \(doing) does nothing to it. \
                \(command(.show, brief)) shows it.
                """
        }
        let ended = brief.phase == .noise ? "filed as noise" : brief.phase.rawValue
        return "\(brief.id) is \(ended). \(command(.reopen, brief)) first, then \(doing)."
    }

    private func holderPhrase(_ refusal: Refusal) -> Phrase {
        switch refusal {
        case .heldBy(let brief, let holder, let since):
            """
            \(brief.id) is \(name(holder))'s since \(moment(since)). \(text(.note, brief)) adds \
            a note, \(text(.escalate, brief)) brings somebody in.
            """
        case .notHeld(let brief):
            "\(brief.id) is nobody's. \(command(.claim, brief)) first."
        case .alreadyYours(let brief):
            "\(brief.id) is yours already\(commaDue(brief)). \(text(.reply, brief))"
        case .alreadyTheirs(let brief, let person):
            "\(brief.id) is \(name(person))'s already\(commaDue(brief))."
        case .handsFull(let brief, let limit):
            """
            you work on \(Wording.count(limit, "case")) already, and that is your limit. \
            \(brief.id) waits: \(say("queue mine")) lists yours, \(say("resolve N")) or \
            \(say("release N")) makes room, a supervisor may assign it.
            """
        case .notAway: "you are not away. \(say("who")) says who is."
        default: ""
        }
    }

    static func aRole(_ role: Role) -> String {
        switch role {
        case .agent: "an agent"
        case .supervisor: "a supervisor"
        case .oncall: "somebody on call"
        case .expert: "an expert"
        case .admin: "an administrator"
        }
    }

    /// The example of a command given by its word (`hand over` too).
    func example(of doing: String) -> String {
        let word = String(doing.filter { $0 != " " })
        return Grammar.exact(word).map { CommandTable.usage(of: $0).example } ?? "\(word) 42"
    }
}
