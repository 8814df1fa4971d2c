import CaseStore
import Casework
import Connectors
import Logging

/// Carries replies to customers, and what they are told while nobody answers: one attempt at a time
/// for each, under the key it was born with (invariant 5). What comes of it goes back into the loop,
/// which lets no more begin at once than each relay's lane is wide (`ReplyLanes`).
struct ReplyCourier: Sendable {
    let store: any CaseStore
    let connectors: [any Connector]
    let destinations: DeskSettings
    let gone: GoneReceivers
    let board: StatusBoard
    let logger: Logger
    let clock: @Sendable () -> Instant
    /// As it stands now.
    let replyDeadline: @Sendable () -> Lapse
    let report: @Sendable (AttemptReport) -> Void

    func run(_ attempts: AsyncStream<Departure>) async {
        await withDiscardingTaskGroup { group in
            for await departure in attempts {
                group.addTask { await carry(departure) }
            }
        }
    }

    private func carry(_ departure: Departure) async {
        let (outcome, deduplicated) = await attempt(departure)
        report(
            AttemptReport(
                matter: departure.matter,
                attempt: ReplyAttempt(
                    key: departure.key, number: departure.number, outcome: outcome,
                    departedAt: departure.departedAt, uncertainBefore: departure.isUncertain,
                    deduplicated: deduplicated)))
    }

    /// Nothing of it has left.
    private struct NotSent: Error {
        var reason: String
    }

    private func attempt(_ departure: Departure) async -> (ReplyAttempt.Outcome, Bool) {
        let (matter, brakes): (Case?, [Brake])
        do {
            (matter, brakes) = try await store.read {
                (try $0.matter(departure.matter), try $0.brakes())
            }
        } catch {
            return (.retry(after: nil, reason: "the store could not be read"), true)
        }
        // The brake came just before it left: the desk stops it.
        if let matter, brakes.contains(where: { $0.covers(matter.queue) }) {
            return (.retry(after: nil, reason: "the desk is held"), true)
        }
        if let reason = standstill(of: departure, in: matter) {
            return (.retry(after: nil, reason: reason), true)
        }
        do throws(NotSent) {
            let request =
                switch departure {
                case .reply: try reply(departure, of: matter)
                case .acknowledgement: try acknowledgement(departure, of: matter)
                }
            return await send(request, departure)
        } catch {
            return (.refused(reason: error.reason), true)
        }
    }

    /// What has happened since it was let go, and nothing of this attempt had left: the desk
    /// decides what becomes of it. What may have arrived is not held any more, but it comes late
    /// like the rest.
    private func standstill(of departure: Departure, in matter: Case?) -> String? {
        if !departure.isUncertain, let cause = matter?.draft(keyed: departure.key)?.hold,
            !cause.isRecall
        {
            return "it was held before it left"
        }
        let deadline = departure.departedAt + replyDeadline()
        return clock() > deadline ? Turn.tooLate : nil
    }

    private func reply(
        _ departure: Departure, of matter: Case?
    ) throws(NotSent) -> ReplyRequest {
        guard let matter, let draft = matter.draft(keyed: departure.key) else {
            throw NotSent(reason: "the draft is gone")
        }
        guard draft.state == .sending else {
            throw NotSent(reason: "the draft is \(draft.state.rawValue)")
        }
        // Approval bound exactly these bytes.
        let parts = Draft.parts(
            text: draft.text, destination: try destination(draft.answers.source).name,
            visibility: draft.visibility, answers: draft.answers,
            attachments: draft.attachments, thread: draft.thread)
        guard Fingerprint(hashing: parts) == draft.fingerprint else {
            throw NotSent(reason: "the text is not the one that was approved")
        }
        return ReplyRequest(matter, draft, departedAt: departure.departedAt)
    }

    private func acknowledgement(
        _ departure: Departure, of matter: Case?
    ) throws(NotSent) -> ReplyRequest {
        guard let matter, let told = matter.acknowledgement(keyed: departure.key) else {
            throw NotSent(reason: "the acknowledgement is gone")
        }
        guard told.state == .sending else {
            throw NotSent(reason: "the acknowledgement is \(told.state.rawValue)")
        }
        return ReplyRequest(matter, told, departedAt: departure.departedAt)
    }

    private func destination(_ source: SourceName) throws(NotSent) -> Destination {
        guard let destination = destinations.destination(of: source) else {
            throw NotSent(reason: "no relay answers \(source)")
        }
        return destination
    }

    private func send(
        _ request: ReplyRequest, _ departure: Departure
    ) async -> (ReplyAttempt.Outcome, Bool) {
        let destination = destinations.destination(of: request.source)
        guard let name = destination?.name,
            let connector = connectors.first(where: { $0.name.rawValue == name })
        else { return (.refused(reason: "no relay answers \(request.source)"), true) }
        let receiver = "relay \(name)"
        guard !gone.contains(receiver) else {
            return (.refused(reason: ReplyOutcome.goneReason), true)
        }
        let outcome = await connector.send(
            request, key: departure.key, attempt: departure.number)
        if outcome == .gone { gone.note(receiver) }
        board.attempted("reply:\(name)", outcome.label)
        logger.info(
            "Reply attempted",
            metadata: [
                "case": "\(departure.matter.number)", "key": "\(departure.key)",
                "outcome": "\(outcome.label)", "attempt": "\(departure.number)",
            ])
        return (outcome.forDecision, connector.deduplicates)
    }
}

extension Case {
    /// The conversation at its source in which a mention stands: its own, or where it names none
    /// that of whatever else its author wrote there. Others who are in the case for the same reason
    /// are answered in theirs.
    fileprivate func conversation(of mention: Mention) -> String? {
        if let own = mention.conversation { return own }
        return mentions.last {
            $0.conversation != nil && $0.key.source == mention.key.source
                && $0.author.handle == mention.author.handle
        }?.conversation
    }
}

extension ReplyRequest {
    fileprivate init(_ matter: Case, _ told: Acknowledgement, departedAt: Instant) {
        let answered = matter.mentions.last { $0.key == told.answers }
        self.init(
            matter: matter.id, source: told.answers.source, inReplyTo: told.answers.id,
            conversation: answered.flatMap(matter.conversation(of:)),
            visibility: told.visibility, text: told.text, draft: nil, author: nil, approver: nil,
            requestedAt: departedAt)
    }

    fileprivate init(_ matter: Case, _ draft: Draft, departedAt: Instant) {
        let answered = matter.mentions.last { $0.key == draft.answers }
        self.init(
            matter: matter.id, source: draft.answers.source,
            inReplyTo: matter.reference(before: draft) ?? draft.answers.id,
            conversation: answered.flatMap(matter.conversation(of:)),
            visibility: draft.visibility, text: draft.text, attachments: draft.attachments,
            thread: draft.thread.map { .init(number: $0.number, of: $0.of) },
            draft: DraftReference(revision: draft.revision, mark: draft.mark),
            author: draft.author, approver: draft.approver, requestedAt: departedAt)
    }
}
