// The rows are what the facts make of them: `record` writes what this gives, `audit verify`
// replays it, and a test compares the two.

extension Case {
    /// The case that its first fact opens; nothing if that fact opens none.
    package init?(opening fact: Fact, id: CaseID, at: Instant) {
        guard
            case .opened(
                let mention, let queue, let priority, let points, let reasons, let due,
                let linkedTo) = fact
        else { return nil }
        self.init(
            id: id, queue: queue, priority: priority, points: points, reasons: reasons,
            customer: mention.author, conversation: mention.conversation, openedAt: at,
            mentions: [mention])
        firstResponseDueAt = due
        clock = ResponseClock(since: mention.postedAt, dueAt: due)
        if let linkedTo { links = ["case \(linkedTo)"] }
    }

    /// What the case is after the fact.
    package mutating func apply(_ fact: Fact, by: PersonID?, at: Instant) {
        switch fact {
        case .opened, .deskHeld, .deskUnheld, .personAway, .personBack, .configChanged,
            .rotaOverridden, .rotaOffered, .rotaSwapped, .rotaEnded, .planStarted, .planEnded,
            .responseDue, .levelWarned, .levelBreached, .scored:
            break
        case .customerVIP(_, _, let isOn, _, _, _):
            customer.vip = isOn || isVIPAtSource
        case .routed(let queue, _):
            self.queue = queue
        case .reprioritised(let priority, let points, let reasons):
            self.priority = priority
            self.points = points
            self.reasons = reasons
        case .noted:
            break
        case .tagged(let tag):
            tags.append(tag)
        case .linked(let reference):
            links.append(reference)
        case .escalated(let to, let reason):
            if let by { escalation = Escalation(to: to, reason: reason, by: by, at: at) }
        case .joined, .mentionEdited, .mentionDeleted, .absorbed, .merged:
            applyToConversation(fact, at: at)
        case .claimed, .released, .assigned, .offered:
            applyToHolding(fact, at: at)
        case .snoozed, .woken, .resolved, .reopened, .noise:
            applyToPhase(fact, at: at)
        case .draftWritten, .draftApproved, .draftRejected, .draftHeld, .draftVoided,
            .draftUndone, .replyDeparted, .replySent, .replyFailed, .replyUnknown, .replySettled:
            applyToDrafts(fact, by: by, at: at)
        case .expertAsked, .expertAnswered:
            applyToQuestions(fact, at: at)
        case .acknowledgementDue, .acknowledgementDeparted, .customerAcknowledged,
            .acknowledgementEnded:
            applyToAcknowledgements(fact, at: at)
        case .paged, .pageAcknowledged, .pagingEnded:
            break
        }
        applyToClock(fact, at: at)
        applyToPaging(fact, at: at)
    }

    private mutating func applyToConversation(_ fact: Fact, at: Instant) {
        switch fact {
        case .joined(let mention, let isThanks):
            mentions.append(mention)
            if conversation == nil { conversation = mention.conversation }
            if isThanks { thanks += 1 }
            // Others may speak in the conversation; they do not lend the customer their reach.
            if mention.author.handle == customer.handle {
                customer.followers = mention.author.followers ?? customer.followers
                customer.vip = customer.vip || mention.author.vip
            }
            // Thanks ask for nothing, but what still follows may not be called for any more.
            if isThanks, liveDraft?.thread?.rest.isEmpty != false { return }
            if !isThanks, phase == .answered { phase = quietPhase }
            spokeWhileLeaving(.customerWrote(mention.key), at: at)
        case .mentionEdited(let key, let text, let editedAt):
            guard let index = mentions.firstIndex(where: { $0.key == key }) else { return }
            mentions[index].text = text
            mentions[index].editedAt = editedAt
            spokeWhileLeaving(.customerEdited(key), at: at)
        case .mentionDeleted(let key, let deletedAt):
            guard let index = mentions.firstIndex(where: { $0.key == key }) else { return }
            mentions[index].deletedAt = deletedAt
            spokeWhileLeaving(.customerDeleted(key), at: at)
        case .absorbed(_, let others, let settledOthers, let asked):
            take(questions: asked ?? [])
            // What was answered in the other case is so here, unless something before it is not.
            if owesNothing { settled = mentions.count + (settledOthers ?? 0) }
            mentions.append(contentsOf: others)
            if conversation == nil {
                conversation = others.first { $0.conversation != nil }?.conversation
            }
            if phase == .answered { phase = quietPhase }
        case .merged(let into):
            mentions = []
            settled = 0
            questions = []
            mergedInto = into
            letGo()
            phase = .resolved
            snoozedUntil = nil
            resolvedAt = at
            outcome = "merged into \(into)"
        default:
            break
        }
    }

    private mutating func applyToHolding(_ fact: Fact, at: Instant) {
        switch fact {
        case .claimed(let person), .assigned(let person, _):
            holder = person
            heldSince = at
            offeredTo = nil
            if phase == .new { phase = .claimed }
        case .released:
            letGo()
            if phase == .claimed { phase = .new }
        case .offered(let to, _):
            offeredTo = to
        default:
            break
        }
    }

    private mutating func applyToPhase(_ fact: Fact, at: Instant) {
        switch fact {
        case .snoozed(let until):
            phase = .snoozed
            snoozedUntil = until
        case .woken:
            snoozedUntil = nil
            phase = quietPhase
        case .resolved(let outcome):
            phase = .resolved
            resolvedAt = at
            self.outcome = outcome
            snoozedUntil = nil
            settled = mentions.count
            letQuestionsLapse(at: at)
            letGo()
        case .reopened:
            resolvedAt = nil
            outcome = nil
            phase = .new
        case .noise:
            phase = .noise
            snoozedUntil = nil
            settled = mentions.count
            letQuestionsLapse(at: at)
            letGo()
        default:
            break
        }
    }

    private mutating func letGo() {
        lastHolder = holder ?? lastHolder
        holder = nil
        heldSince = nil
        offeredTo = nil
    }
}
