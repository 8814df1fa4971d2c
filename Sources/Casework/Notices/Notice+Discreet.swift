extension Notice {
    /// The notice without the customer's words, for a room that outsiders might read: it says
    /// that they are kept back, and why. A receiver's own words may repeat them, and are left out.
    package func withoutCustomerText() -> Notice {
        switch self {
        case .ring(let brief, let mention):
            .ring(brief, mention: mention.withoutText())
        case .joined(let brief, let mention):
            .joined(brief, mention: mention.withoutText())
        case .thanked(let brief, let mention):
            .thanked(brief, mention: mention.withoutText())
        case .crisis(let brief, let mention, let words):
            .crisis(brief, mention: mention.withoutText(), words: words)
        case .mentionEdited(let brief, _):
            .mentionEdited(brief, text: Mention.keptBack)
        case .draftCard(let brief, let draft, let answers):
            .draftCard(brief, draft, answers: answers.withoutText())
        case .draftListed(let brief, let draft, let card, let answers):
            .draftListed(brief, draft, on: card, answers: answers.withoutText())
        case .held(let brief, let draft, let cause, _, let at):
            .held(brief, draft, cause: cause, saying: nil, at: at)
        case .question(let brief, let question, let posts):
            .question(brief, question, about: posts.map { $0.withoutText() })
        case .delayed(let brief, let draft, let reason, let next, let isOut):
            .delayed(
                brief, draft, reason: ReceiverWords.cut(from: reason), next: next, isOut: isOut)
        case .failed(let brief, let draft, let reason):
            .failed(brief, draft, reason: ReceiverWords.cut(from: reason))
        case .unknown(let brief, let draft, let reason):
            .unknown(brief, draft, reason: ReceiverWords.cut(from: reason))
        case .notAcknowledged(let brief, let end, let reason):
            .notAcknowledged(brief, end: end, reason: ReceiverWords.cut(from: reason))
        case .pageFailed(let person, let channel, let cases, let reason):
            .pageFailed(person, by: channel, cases: cases, reason: ReceiverWords.cut(from: reason))
        case .refused(.heldMeanwhile(let brief, let draft, let cause, _, let at)):
            .refused(.heldMeanwhile(brief, draft, cause: cause, saying: nil, at: at))
        case .refused(.changedUnread(let brief, let draft, let cause, _, let at)):
            .refused(.changedUnread(brief, draft, cause: cause, saying: nil, at: at))
        default:
            self
        }
    }
}

extension Mention {
    package static let keptBack = "(text kept back: this room is not private)"

    package func withoutText() -> Mention {
        var discreet = self
        discreet.text = Mention.keptBack
        discreet.attachments = []
        discreet.url = nil
        return discreet
    }
}
