import Casework

/// What a customer did.
extension Wording {
    /// Characters of a mention that a card shows; `show` has the rest.
    static let cardMax = 600

    func customerLines(_ notice: Notice) -> [Line] {
        switch notice {
        case .ring(let brief, let mention):
            [line(ringHead(brief)), line(words(of: mention, in: brief))]
        case .joined(let brief, let mention):
            [line(joinHead(brief)), line(words(of: mention, in: brief))]
        case .thanked(let brief, let mention):
            [
                line(
                    """
                    \(brief.id) \(handle(brief.customer)) says thanks: \(sentence(mention.text)) \
                    It stays \(brief.phase.rawValue).
                    """)
            ]
        case .mentionEdited(let brief, let text):
            [line("\(brief.id) \(handle(brief.customer)) changed the post: \(saying(text))")]
        case .mentionDeleted(let brief):
            [line("\(brief.id) \(handle(brief.customer)) deleted the post.")]
        default: []
        }
    }

    private func ringHead(_ brief: CaseBrief) -> Phrase {
        var head = facts(of: brief, handle(brief.customer))
        if let holder = brief.holder { head.append(" · \(ring(holder))'s") }
        return head
    }

    private func joinHead(_ brief: CaseBrief) -> Phrase {
        var head = facts(of: brief, "\(handle(brief.customer)) wrote again")
        head.append(.text(" · "))
        if let holder = brief.holder {
            head.append("\(ring(holder))'s")
        } else {
            head.append(.text("free, \(say("claim")) \(brief.id.number)"))
        }
        return head
    }

    /// `#42 P1 care · @mara (public) · VIP · 48k followers · 70 points · first reply due …`
    func facts(of brief: CaseBrief, _ who: Phrase) -> Phrase {
        var facts: [Phrase] = [
            "\(brief.id) \(brief.priority.rawValue) \(brief.queue.rawValue)",
            "\(who) (\(Wording.visibility(brief.visibility)))",
        ]
        if brief.practice { facts.append("\(Wording.practice)") }
        if brief.customer.vip { facts.append("VIP") }
        if let followers = brief.customer.followers, followers > 0 {
            let noun = followers == 1 ? "follower" : "followers"
            facts.append("\(Wording.short(followers)) \(noun)")
        }
        facts.append("\(Wording.count(brief.points, "point"))")
        if let due = replyDue(brief) { facts.append("\(due)") }
        return facts.joined(" · ")
    }

    private func words(of mention: Mention, in brief: CaseBrief) -> Phrase {
        let excerpt = Excerpt(of: cleaned(mention.text), upTo: Wording.cardMax)
        var phrase: Phrase = "\(brief.id) │ \(quoted(excerpt))"
        if excerpt.isCut { phrase.append(" \(command(.show, brief))") }
        phrase.append(attachments(of: mention))
        return phrase
    }

    /// ` [image: router with a red light]` for each, up to four.
    func attachments(of mention: Mention) -> Phrase {
        let shown = 4
        var phrase = Phrase()
        for attachment in mention.attachments.prefix(shown) {
            let type = outside(attachment.type, upTo: 20)
            if let alt = attachment.alt, !alt.isEmpty {
                phrase.append(" [\(type): \(outside(alt, upTo: 200))]")
            } else {
                phrase.append(" [\(type)]")
            }
        }
        let more = mention.attachments.count - shown
        if more > 0 { phrase.append(" [\(more) more]") }
        return phrase
    }
}
