import CaseStore
import Casework
import Notation

extension JSONWriter {
    /// A case as the interface shows it, with its conversation and drafts.
    mutating func matter(_ matter: Case) {
        object { writer in
            writer.member("case", matter.id.number)
            writer.member("phase", matter.phase.rawValue)
            writer.member("queue", matter.queue.rawValue)
            writer.member("priority", matter.priority.rawValue)
            writer.member("points", matter.points)
            writer.name("reasons")
            writer.array(matter.reasons) { writer, reason in
                writer.object {
                    $0.member("points", reason.points)
                    $0.member("because", reason.because)
                    guard let words = reason.words else { return }
                    $0.name("words")
                    $0.array(words) { $0.string($1) }
                }
            }
            writer.member("holder", matter.holder?.rawValue)
            writer.member("held_since", matter.heldSince)
            writer.member("offered_to", matter.offeredTo?.rawValue)
            writer.times(of: matter)
            writer.name("customer")
            writer.author(matter.customer)
            writer.member("conversation", matter.conversation)
            writer.name("tags")
            writer.array(matter.tags) { $0.string($1) }
            writer.name("links")
            writer.array(matter.links) { $0.string($1) }
            writer.member("outcome", matter.outcome)
            writer.member("merged_into", matter.mergedInto?.number)
            writer.member("thanks", matter.thanks)
            writer.escalation(matter.escalation)
            writer.name("questions")
            writer.array(matter.questions) { $0.question($1) }
            writer.name("mentions")
            writer.array(matter.mentions) { $0.mention($1) }
            writer.name("drafts")
            writer.array(matter.drafts) { $0.draft($1) }
            writer.name("acknowledgements")
            writer.array(matter.acknowledgements) { $0.acknowledgement($1) }
        }
    }

    private mutating func times(of matter: Case) {
        member("opened_at", matter.openedAt)
        member("first_response_due_at", matter.firstResponseDueAt)
        member("first_response_at", matter.firstResponseAt)
        member(
            "next_response_due_at", matter.response == .next ? matter.clock?.dueAt : nil)
        member("snoozed_until", matter.snoozedUntil)
        member("resolved_at", matter.resolvedAt)
    }

    private mutating func escalation(_ escalation: Case.Escalation?) {
        name("escalation")
        guard let escalation else { return raw("null") }
        object {
            $0.member("to", escalation.to)
            $0.member("reason", escalation.reason)
            $0.member("by", escalation.by.rawValue)
            $0.member("at", escalation.at)
        }
    }

    private mutating func question(_ question: Question) {
        object { writer in
            writer.member("number", question.number)
            writer.member("expert", question.expert.rawValue)
            writer.member("by", question.by.rawValue)
            writer.member("text", question.text)
            writer.member("asked_at", question.at)
            writer.member("answered_at", question.answeredAt)
            writer.member("lapsed_at", question.lapsedAt)
        }
    }

    private mutating func draft(_ draft: Draft) {
        object { writer in
            writer.member("revision", draft.revision)
            writer.member("mark", draft.mark.rawValue)
            writer.member("author", draft.author.rawValue)
            writer.member("text", draft.text)
            writer.member("visibility", draft.visibility.rawValue)
            writer.name("attachments")
            writer.attachments(draft.attachments)
            writer.name("thread")
            writer.thread(draft.thread)
            writer.member("in_reply_to", draft.answers.id)
            writer.member("state", draft.state.rawValue)
            writer.member("written_at", draft.writtenAt)
            writer.name("approval_reasons")
            writer.array(draft.approvalReasons) { $0.string($1) }
            writer.member("canned", draft.canned?.name)
            writer.member("canned_words", draft.canned?.words.rawValue)
            writer.member("listed_on", draft.listedOn?.rawValue)
            writer.member("approver", draft.approver?.rawValue)
            writer.member("alone", draft.alone?.rawValue)
            writer.member("out_of_hours", draft.outOfHours?.rawValue)
            writer.member("approved_at", draft.approvedAt)
            writer.member("held_at", draft.heldAt)
            writer.member("reference", draft.reference)
            writer.member("remark", draft.remark)
        }
    }

    private mutating func acknowledgement(_ told: Acknowledgement) {
        object { writer in
            writer.member("text", told.text)
            writer.member("canned", told.canned)
            writer.member("in_reply_to", told.answers.id)
            writer.member("visibility", told.visibility.rawValue)
            writer.member("period", told.period)
            writer.member("opens_at", told.opensAt)
            writer.member("state", told.state.rawValue)
            writer.member("decided_at", told.decidedAt)
            writer.member("ended_at", told.endedAt)
            writer.member("reference", told.reference)
            writer.member("remark", told.remark)
        }
    }

    fileprivate mutating func thread(_ part: ThreadPart?) {
        guard let part else { return raw("null") }
        object { writer in
            writer.member("number", part.number)
            writer.member("of", part.of)
            writer.member("after", part.after?.rawValue)
            writer.name("rest")
            writer.array(part.rest) { $0.string($1) }
        }
    }

    mutating func event(_ event: StoredEvent) {
        self.event(
            sequence: event.sequence, matter: event.matter, at: event.at, type: event.type,
            by: event.by, via: event.via, data: event.dataForOthers, hash: event.hash)
    }
}
