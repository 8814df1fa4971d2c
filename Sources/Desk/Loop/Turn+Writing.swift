import CaseStore
import Casework
import Phrasebook

/// What is known of a text before it is one of a draft.
extension Turn {
    /// What was refused because it is too long for one post is kept at hand: its author's `split`
    /// makes a thread of it.
    mutating func offerThread(of act: Act, for id: CaseID, _ refusal: Refusal) {
        guard case .tooLong(_, _, _, _, .some) = refusal, case .command(let command) = act.order
        else { return }
        outcome.offers.append(Act(.split, .cases([id]), .command(.split(command))))
    }

    /// Whether the customer was sent it before, and whether another case waits with the same.
    func informWriting(_ context: inout Context, _ command: Command, of matter: Case) throws {
        let live = matter.liveDraft
        guard let text = command.words ?? (command.asksOfWords(live) ? live?.text : nil),
            let source = matter.mentions.first?.key.source
        else { return }
        context.echo = try store.echo(
            of: command.firstPost(of: text, in: desk, from: source), to: matter.customer.handle,
            of: source, besides: matter.id)
        guard case .takeCanned(let canned) = command, let answered = matter.newestMention else {
            return
        }
        context.twin = try store.twin(
            saying: text, of: canned.use.name, like: answered, in: matter.queue,
            besides: matter.id)
    }
}

extension Command {
    /// The words that it puts before a customer.
    fileprivate var words: String? {
        switch self {
        case .draft(let text, _), .edit(let text), .rewrite(let text): text
        case .offerCanned(let canned), .takeCanned(let canned): canned.text
        case .split(let command): command.words
        default: nil
        }
    }

    /// What the customer would read first.
    fileprivate func firstPost(
        of text: String, in desk: DeskSettings, from source: SourceName
    ) -> String {
        guard case .split = self, let limit = desk.destination(of: source)?.maxLength,
            text.count > limit
        else { return text }
        return ThreadCut.posts(of: text, limit: limit)?.first ?? text
    }

    /// What comes of it depends on the words that wait already.
    fileprivate func asksOfWords(_ live: Draft?) -> Bool {
        switch self {
        case .attach, .detach: true
        // What needs other eyes does whatever was said before.
        case .approve: live?.needsApproval == false
        default: false
        }
    }
}
