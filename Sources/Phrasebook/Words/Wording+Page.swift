import Casework

/// Pages: who is called, and who looks after it.
extension Wording {
    func pageLines(_ notice: Notice) -> [Line] {
        switch notice {
        case .paged(let cases, let total): paged(cases, total)
        case .pagedOut(let cases, let total): [pagedOut(cases, total)]
        case .pageAcknowledged(let brief, let by, let how, let after, let again):
            [acknowledged(brief, by, how, after, again)]
        case .pagesAgain(let brief, let by, let at, let wroteAt):
            [
                line(
                    """
                    \(brief.id) \(brief.priority.rawValue): \(ring(by)) acknowledged at \
                    \(moment(at))\(wroteAt.map { ", the customer wrote again at \(moment($0))" } ?? ""), \
                    and nothing was done since. It pages again. \(command(.claim, brief))
                    """)
            ]
        case .pagesExhausted(let brief, let chain, let people):
            [
                line(
                    """
                    \(brief.id) \(brief.priority.rawValue) \(brief.queue.rawValue): nobody has \
                    acknowledged, and \(chain) is at its end. \
                    \(people.isEmpty ? "Nobody could be paged" : "Paged: \(names(of: people))") · \
                    \(whose(brief))\(commaDue(brief)) · \(command(.claim, brief))
                    """)
            ]
        case .pageFailed(_, let channel, let cases, let reason) where cases.isEmpty:
            [
                line(
                    """
                    the page for practice did not get to you by \(Wording.channel(channel)): \
                    \(sentence(reason))
                    """)
            ]
        case .pageFailed(let person, let channel, let cases, let reason):
            [
                line(
                    """
                    the page to \(name(person)) for \
                    \(cases.prefix(10).map(\.description).joined(separator: " "))\
                    \(cases.count > 10 ? " and \(cases.count - 10) more" : "") did not get there by \
                    \(Wording.channel(channel)): \(sentence(reason)) The other ways and the chain \
                    go on.
                    """)
            ]
        case .pageTest(_, let channels):
            [
                answer(
                    """
                    a page for practice, nothing has happened. It goes to you by \
                    \(channels.map(Wording.channel).joined(separator: ", ")).
                    """)
            ]
        default: []
        }
    }

    static func channel(_ channel: PageChannel) -> String {
        switch channel {
        case .direct: "direct message"
        case .email: "e-mail"
        case .webhook: "webhook"
        }
    }

    /// To whoever is called.
    private func paged(_ cases: [PagedBrief], _ total: Int) -> [Line] {
        guard let first = cases.first else { return [] }
        guard total > 1 else {
            let brief = first.brief
            let next = first.next.map { " Next step \(moment($0))." } ?? ""
            return [
                line(
                    """
                    PAGE \(brief.id) \(brief.priority.rawValue) \(brief.queue.rawValue) · \
                    \(handle(brief.customer)) · \(replyDue(brief) ?? "no reply is due") · \
                    \(whose(brief)). \(command(.ack, brief)) says that you look after it.\(next)
                    """)
            ]
        }
        let more = total > cases.count ? " · and \(total - cases.count) more" : ""
        let listed = cases.map { paged -> Phrase in
            let brief = paged.brief
            return
                "\(brief.id) \(brief.priority.rawValue) \(handle(brief.customer))\(commaDue(brief))"
        }
        let next = cases.compactMap(\.next).min().map { " Next step \(moment($0))." } ?? ""
        return [
            line(
                """
                PAGE \(total) cases: \(listed.joined(" · "))\(more). \(say("ack all")) says that \
                you look after them, \(say("ack \(first.brief.id.number)")) after one.\(next)
                """)
        ]
    }

    /// To the room of those on call.
    private func pagedOut(_ cases: [PagedBrief], _ total: Int) -> Line {
        guard let first = cases.first else { return line("") }
        let people = cases.flatMap(\.people).reduce(into: [PersonID]()) { people, person in
            if !people.contains(person) { people.append(person) }
        }
        let called = people.isEmpty ? "this room" : names(of: people)
        let more = total > cases.count ? " and \(total - cases.count) more" : ""
        let listed = cases.map { "\($0.brief.id) \($0.brief.priority.rawValue)" }
        let next = cases.compactMap(\.next).min().map { ", next step \(moment($0))" } ?? ""
        return line(
            """
            paged \(called) (\(first.chain), step \(first.step)) for \
            \(listed.joined(separator: " · "))\(more)\(next). \
            \(say("ack \(first.brief.id.number)"))
            """)
    }

    private func acknowledged(
        _ brief: CaseBrief, _ by: PersonID, _ how: PageAnswer, _ after: Lapse, _ again: Lapse?
    ) -> Line {
        if how == .taken {
            return line(
                """
                \(brief.id) is \(name(by))'s, \(Wording.measured(after)) after the first page: \
                nobody else is paged.
                """)
        }
        let asks = again.map { " Nothing done in \(Wording.measured($0)) pages again." } ?? ""
        return line(
            """
            \(brief.id) acknowledged by \(name(by)), \(Wording.measured(after)) after the first \
            page: nobody else is paged. It is \(whose(brief)) still, \(command(.claim, brief)).\(asks)
            """)
    }

    func pagePhrase(_ refusal: Refusal) -> Phrase {
        switch refusal {
        case .notPaged(let brief, let at?):
            """
            \(brief.id) pages nobody before \(clockTime(at, seconds: true)), with what comes until \
            then. \(command(.claim, brief)) makes it yours, and nobody is paged for it.
            """
        case .notPaged(let brief, nil):
            """
            \(brief.id) pages nobody. \(command(.claim, brief)) makes it yours, \
            \(text(.escalate, brief)) calls somebody.
            """
        case .alreadyAcknowledged(let brief, let by, let at):
            """
            \(brief.id) is looked after by \(name(by)) since \(moment(at)), and is \(whose(brief)). \
            \(command(.show, brief)) shows it.
            """
        case .nothingToAcknowledge:
            "no page to you waits for an answer. \(say("ack 42")) acknowledges one case."
        case .noWayToPage(let person):
            """
            there is no way to page \(name(person)): in none of my rooms, and people.yaml has no \
            page address for them.
            """
        default: ""
        }
    }

    func pageWords(_ fact: Fact) -> Phrase {
        switch fact {
        case .paged(let step):
            """
            \(step.chain), step \(step.step): paged \
            \(step.people.isEmpty ? "\(step.rooms.map(\.rawValue).joined(separator: ", "))" : names(of: step.people))
            """
        case .pageAcknowledged(let person, let how):
            switch how {
            case .said: "\(name(person)) acknowledged"
            case .link: "\(name(person)) acknowledged by the link of a mail"
            case .taken: "\(name(person)) has it: pages stop"
            }
        case .pagingEnded(let chain): "\(chain) came to its end, nobody had acknowledged"
        default: ""
        }
    }
}
