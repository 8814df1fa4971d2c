import CaseStore
import Casework

/// What is known of a text before it is one of a draft.
extension Turn {
    /// Whether the customer was sent it before, and whether another case waits with the same.
    func informWriting(_ context: inout Context, _ command: Command, of matter: Case) throws {
        let live = matter.liveDraft
        guard let text = command.words ?? (command.asksOfWords(live) ? live?.text : nil),
            let source = matter.mentions.first?.key.source
        else { return }
        context.echo = try store.echo(
            of: text, to: matter.customer.handle, of: source, besides: matter.id)
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
        default: nil
        }
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
