import CaseStore
import Casework
import Connectors
import Logging

/// Carries replies to customers: one attempt at a time for each, under the key it was born with
/// (invariant 5). What comes of it goes back into the loop.
struct ReplyCourier: Sendable {
    /// Attempts under way at once.
    static let concurrencyMax = 16

    let store: any CaseStore
    let connectors: [any Connector]
    let destinations: DeskSettings
    let board: StatusBoard
    let logger: Logger
    let report: @Sendable (AttemptReport) -> Void

    func run(_ attempts: AsyncStream<ReplyRow>) async {
        await withTaskGroup(of: Void.self) { group in
            var underWay = 0
            for await row in attempts {
                if underWay >= Self.concurrencyMax {
                    await group.next()
                    underWay -= 1
                }
                underWay += 1
                group.addTask { await carry(row) }
            }
        }
    }

    private func carry(_ row: ReplyRow) async {
        let (outcome, deduplicated) = await attempt(row)
        report(
            AttemptReport(
                matter: row.matter,
                attempt: ReplyAttempt(
                    key: row.key, number: row.attempts, outcome: outcome,
                    departedAt: row.departedAt ?? row.due, uncertainBefore: row.uncertain,
                    deduplicated: deduplicated)))
    }

    private func attempt(_ row: ReplyRow) async -> (ReplyAttempt.Outcome, Bool) {
        let matter: Case?
        do {
            matter = try await store.read { try $0.matter(row.matter) }
        } catch {
            return (.retry(after: nil, reason: "the store could not be read"), true)
        }
        guard let matter, let draft = matter.draft(keyed: row.key) else {
            return (.refused(reason: "the draft is gone"), true)
        }
        guard draft.state == .sending else {
            return (.refused(reason: "the draft is \(draft.state.rawValue)"), true)
        }
        let source = draft.answers.source
        guard let destination = destinations.destination(of: source),
            let connector = connectors.first(where: { $0.name.rawValue == destination.name })
        else {
            return (.refused(reason: "no relay answers \(source)"), true)
        }
        // Approval bound exactly these bytes.
        let parts = Draft.parts(
            text: draft.text, destination: destination.name, visibility: draft.visibility,
            answers: draft.answers, attachments: draft.attachments, thread: draft.thread)
        guard Fingerprint(hashing: parts) == draft.fingerprint else {
            return (.refused(reason: "the text is not the one that was approved"), true)
        }
        let outcome = await connector.send(
            ReplyRequest(matter, draft, departedAt: row.departedAt ?? row.due), key: row.key,
            attempt: row.attempts)
        board.attempted("reply:\(destination.name)", outcome.label)
        logger.info(
            "Reply attempted",
            metadata: [
                "case": "\(row.matter.number)", "key": "\(row.key)", "outcome": "\(outcome.label)",
                "attempt": "\(row.attempts)",
            ])
        return (outcome.forDecision, connector.deduplicates)
    }
}

extension ReplyRequest {
    fileprivate init(_ matter: Case, _ draft: Draft, departedAt: Instant) {
        let answered = matter.mentions.last { $0.key == draft.answers }
        self.init(
            matter: matter.id, source: draft.answers.source,
            inReplyTo: matter.reference(before: draft) ?? draft.answers.id,
            conversation: answered?.conversation ?? matter.conversation,
            visibility: draft.visibility, text: draft.text, attachments: draft.attachments,
            thread: draft.thread.map { .init(number: $0.number, of: $0.of) },
            draft: DraftReference(revision: draft.revision, mark: draft.mark),
            author: draft.author, approver: draft.approver, requestedAt: departedAt)
    }
}
