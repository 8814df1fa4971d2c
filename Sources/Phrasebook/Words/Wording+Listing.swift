package import Casework

/// Drafts that share a card, and what is said of many of them at once.
extension Wording {
    /// One line for a draft whose text stands on another's card.
    func listed(
        _ brief: CaseBrief, _ draft: DraftBrief, _ card: Mark, _ answers: Mention
    ) -> Line {
        var to = reply(draft, to: answers.author)
        if let destination = draft.destination { to.append(" on \(destination)") }
        var head: [Phrase] = [
            "\(brief.id) \(draft.mark) by \(name(draft.author)), the same as \(card)", to,
        ]
        if let due = due(brief) { head.append("\(due)") }
        if brief.practice { head.append("\(Wording.practice)") }
        head.append("\(approve(card)) approves all that say so")
        head.append(
            "they wrote: \(outside(answers.text, upTo: 120))\(attachments(of: answers))")
        return line(head.joined(" · "))
    }

    /// Many replies that one word approved: `#42 k7f2, #43 p3x9 approved by sam. They go out …`.
    package func approved(
        _ drafts: [(brief: CaseBrief, draft: DraftBrief)], by person: PersonID, window: Lapse
    ) -> [Line] {
        var end: Phrase = " approved by \(name(person))."
        if window > .zero {
            let time = clockTime(now + window, seconds: true)
            end.append(
                " They go out \(time) (\(Wording.rough(window))). \(say("undo N")) calls one back.")
        } else {
            end.append(" They go out now.")
        }
        let isPractice = drafts.contains { $0.brief.practice }
        if isPractice { end.append(" Practice: nothing is sent.") }
        return lists(drafts.map { "\($0.brief.id) \($0.draft.mark)" }).map { line("\($0)\(end)") }
    }

    /// Many replies that one word sent back, with whose they are.
    package func rejected(
        _ drafts: [(brief: CaseBrief, draft: DraftBrief)], by person: PersonID, reason: String
    ) -> [Line] {
        let named = drafts.map { item -> Phrase in
            "\(item.brief.id) \(item.draft.mark) of \(ring(item.draft.author))"
        }
        return lists(named).map {
            line(
                """
                \($0) sent back by \(name(person)): \(sentence(reason)) \
                \(say("reply N")) drafts anew.
                """)
        }
    }

    /// So many of them share a line, so that it goes out in one piece.
    private static let listedMax = 12

    private func lists(_ named: [Phrase]) -> [Phrase] {
        stride(from: 0, to: named.count, by: Wording.listedMax).map { start in
            Array(named[start..<min(start + Wording.listedMax, named.count)]).joined(", ")
        }
    }

    func listedPhrase(_ refusal: Refusal) -> Phrase {
        switch refusal {
        case .listedYourOwn(let drafts, let card, let people):
            """
            you wrote \(listing(drafts)) of those on \(card), somebody else has to approve \
            \(drafts.count == 1 ? "it" : "them"). \(onShift(people))
            """
        case .listedLater(let drafts, let card):
            """
            \(listing(drafts)) came to \(card) after you said that, and \
            \(drafts.count == 1 ? "waits" : "wait"). \(approve(card)) once more approves \
            \(drafts.count == 1 ? "it" : "them").
            """
        default: ""
        }
    }

    private func listing(_ drafts: [Notice.Waiting]) -> String {
        drafts.map { "\($0.id) \($0.mark)" }.joined(separator: ", ")
    }
}
