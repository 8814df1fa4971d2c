package import Casework

/// Bringing somebody in.
extension Wording {
    func questionLines(_ notice: Notice) -> [Line] {
        switch notice {
        case .asked(let brief, let question, let whereabouts):
            [
                answer(
                    """
                    \(brief.id): \(name(question.expert)) is asked: \(saying(question.text)) \
                    \(arrival(question.expert, whereabouts))
                    """)
            ]
        case .question(let brief, let question, let posts):
            asked(brief.id, question, posts)
                + [line("\(brief.id) │ \(text(.answer, brief)) answers it.")]
        case .questionsWait(let asked, let total):
            [questions(asked, total: total)]
        case .answered(let brief, let told):
            [
                answer(
                    """
                    your answer stands in \(brief.id), thank you. Told: \
                    \(told.isEmpty ? "the room" : names(of: told)).
                    """)
            ]
        case .expertAnswered(let brief, let by, let text, let question, let told):
            [expertAnswered(brief, by, text, question, told)]
        default: []
        }
    }

    private func arrival(_ expert: PersonID, _ whereabouts: Whereabouts) -> Phrase {
        switch whereabouts {
        case .here: "The answer lands in the case."
        case .away(let until):
            """
            \(name(expert)) is away\(until.map { " until \(moment($0))" } ?? ""), and has it to \
            read.
            """
        case .unseen:
            """
            \(name(expert)) is in none of my rooms now, and gets it when I see them. \
            \(say("who")) says who is here.
            """
        }
    }

    private func expertAnswered(
        _ brief: CaseBrief, _ by: PersonID, _ text: String, _ question: String,
        _ told: [PersonID]
    ) -> Line {
        let lead: Phrase =
            told.isEmpty ? "" : "\(told.map(ring).joined(", ")): "
        return line(
            """
            \(lead)\(brief.id) \(name(by)) answers \(saying(question, upTo: 80)): \
            \(saying(text, upTo: 600)) \(command(.show, brief))
            """)
    }

    /// A question and what it is about, for whoever is asked.
    private func asked(_ id: CaseID, _ question: Question, _ posts: [Mention]) -> [Line] {
        [
            line(
                """
                \(id) \(name(question.by)) asks you, \(moment(question.at)): \
                \(saying(question.text, upTo: 1000))
                """)
        ] + posts.map { line("\(id) │ \(clockTime($0.postedAt)) \(said($0))") }
    }

    /// Questions that wait for one person's answer, in one line.
    package func questions(_ asked: [Notice.Asked], total: Int) -> Line {
        guard let first = asked.first else { return answer("no question waits for you.") }
        let listed = asked.map { asked -> Phrase in
            """
            \(asked.id) of \(name(asked.by)), \(moment(asked.at)): \
            \(saying(asked.text, upTo: 80))
            """
        }
        let more = total > asked.count ? " · and \(total - asked.count) more" : ""
        return answer(
            """
            \(Wording.count(total, "question")) \(total == 1 ? "waits" : "wait") for your answer: \
            \(listed.joined(" · "))\(more). \(say("show \(first.id.number)")) shows what it is \
            about, \(say("answer \(first.id.number) …")) answers.
            """)
    }

    /// What one person was asked about a case and answered: all that they see of it.
    package func asked(
        _ matter: Case, of person: PersonID, answers: [CaseNote]
    ) -> [Line] {
        let mine = matter.questions.filter { $0.expert == person }
        let lines = mine.flatMap { asked(matter.id, $0, matter.posts(of: $0)) }
        let said = answers.map {
            line("\(matter.id) │ \(clockTime($0.at)) you answered: \(outside($0.text, upTo: 1000))")
        }
        let way = say("answer \(matter.id.number) …")
        let open = mine.contains(where: \.isOpen)
        return lines + said
            + [line("\(matter.id) │ \(way) \(open ? "answers it" : "adds to it").")]
    }

    func questionPhrase(_ refusal: Refusal) -> Phrase {
        switch refusal {
        case .notAsked(.some(let id)):
            """
            nobody asked you about \(id). \(say("note \(id.number) …")) adds a note where you work \
            cases; experts see what they are asked with \(say("queue")).
            """
        case .notAsked(nil):
            "no question waits for you. \(say("answer 42 …")) adds to what you answered before."
        case .whichQuestion(let asked):
            """
            you were asked about \(asked.map { "\($0)" }.joined(separator: ", ")). Say which: \
            \(say("answer \(asked.first?.number ?? 42) …"))
            """
        case .askedYourself(let brief):
            "you need not ask yourself. \(text(.note, brief)) writes it down."
        case .nobodyKnows(let brief, let skill, let elsewhere, let known):
            nobodyKnows(brief, skill, elsewhere, known)
        case .beyondQuestion:
            """
            you see and answer what you are asked about, and nothing else. \(say("queue")) lists \
            your questions, \(say("show N")) shows one, \(say("answer N …")) answers.
            """
        default: ""
        }
    }

    private func nobodyKnows(
        _ brief: CaseBrief, _ skill: String, _ elsewhere: [PersonID], _ known: [String]
    ) -> Phrase {
        guard let first = elsewhere.first else {
            let skills: Phrase =
                known.isEmpty
                ? "people.yaml names no skills at all."
                : "Skills are \(outside(known.joined(separator: ", "), upTo: 200))."
            return """
                nobody else has the skill \(saying(skill, upTo: 40)). \(skills) \(say("who")) says \
                who has which.
                """
        }
        return """
            nobody who has the skill \(saying(skill, upTo: 40)) is here: \(names(of: elsewhere)). \
            \(say("ask \(brief.id.number) @\(first.rawValue) …")) waits for one of them.
            """
    }
}

/// Escalations.
extension Wording {
    func escalationLine(_ notice: Notice) -> Line {
        guard
            case .escalated(let brief, let to, let reason, let by, let meant, let unseen) = notice
        else { return line("") }
        var phrase: Phrase = "\(brief.id) \(brief.priority.rawValue) escalated"
        if let to { phrase.append(" to \(escalated(to: to, meant ?? []))") }
        phrase.append(" by \(name(by))")
        if !reason.isEmpty { phrase.append(": \(saying(reason))") }
        if let unseen, !unseen.isEmpty {
            phrase.append(" · not here: \(names(of: unseen))")
        }
        if meant == [], to == "#oncall" || to == "#supervisors" {
            phrase.append(" · nobody is there")
        }
        phrase.append(" · \(whose(brief))\(commaDue(brief)) · \(command(.show, brief))")
        return line(phrase)
    }

    /// Whoever is meant by name is rung; a skill or a tier is said with those it reached.
    private func escalated(to: String, _ meant: [PersonID]) -> Phrase {
        // By its scalars: a mark may stand on the sign and hide it.
        let sign = to.unicodeScalars.first
        let people: Phrase = meant.isEmpty ? "" : " (\(meant.map(ring).joined(", ")))"
        // Names of people have no blanks.
        if to.hasPrefix("chain ") { return "\(outside(to))\(people)" }
        guard sign == "+" || sign == "#" else { return ring(PersonID(to)) }
        switch to {
        case "#oncall": return "whoever is on call\(people)"
        case "#supervisors": return "the supervisors\(people)"
        default: return "\(outside(to))\(people)"
        }
    }
}
