import CaseStore
import Casework
import Chat

// 3. Nothing reaches a customer by accident: every text that was drafted, and so every text that
// was sent, was said in a command for that case.
extension Evidence {
    static let writing = ["r", "reply", "dm", "e", "edit", "rewrite"]

    func nothingByAccident() -> [Breach] {
        var breaches: [Breach] = []
        for event in events {
            guard case .draftWritten(let draft) = event.fact, let id = event.matter else {
                continue
            }
            if !isExplained(draft, id, event) {
                breaches.append(
                    breach(
                        3, "\(id) has a draft that nobody ordered: \(draft.text)", id,
                        onDisk(event.sequence)))
            }
        }
        for attempt in chronicle.attempts {
            let draft =
                cases[final(attempt.matter)]?.drafts.first { $0.key == attempt.key }
                ?? cases[attempt.matter]?.drafts.first { $0.key == attempt.key }
            guard let draft, draft.text == attempt.text, draft.attachments == attempt.attachments
            else {
                breaches.append(
                    breach(
                        3, "\(attempt.key) was sent with a text that is no draft's",
                        attempt.matter, attempt.at))
                continue
            }
        }
        return breaches
    }

    private func isExplained(_ draft: Draft, _ id: CaseID, _ event: StoredEvent) -> Bool {
        let time = onDisk(event.sequence) ?? Plan.day
        guard draft.attachments.allSatisfy({ wasOffered($0, id, time) }) else { return false }
        if let before = revision(before: draft, id, event) {
            return wasAttached(draft, before, id, time)
        }
        if draft.goesOnByItself { return follows(draft, id) }
        if let use = draft.canned, !use.isEdited { return wasTaken(draft, use, id, event, time) }
        let text = draft.whole.filter { !$0.isWhitespace }
        let isThread = draft.thread?.rest.isEmpty == false
        if isThread, !wasSplit(draft, id, time) { return false }
        return heard(Evidence.writing).contains { said in
            guard said.person == draft.author, said.at <= time,
                said.intent?.matter == id.number,
                let piece = said.piece?.filter({ !$0.isWhitespace }), text.hasPrefix(piece)
            else { return false }
            if piece.count == text.count { return true }
            return wentOn(said, with: text.dropFirst(piece.count), before: time)
        }
    }

    /// Whoever wrote it said that it is to be a thread.
    private func wasSplit(_ draft: Draft, _ id: CaseID, _ time: Lapse) -> Bool {
        heard(["split"]).contains {
            $0.person == draft.author && $0.intent?.matter == id.number && $0.at <= time
        }
    }

    /// What it was made from, where only what goes with it is another.
    func revision(before draft: Draft, _ id: CaseID, _ event: StoredEvent) -> Draft? {
        for earlier in (ofCase[id] ?? []).reversed() where earlier.sequence < event.sequence {
            guard case .draftWritten(let before) = earlier.fact else { continue }
            // What answers another post by now begins anew, and has another number or none.
            let isSame = before.whole == draft.whole && before.mark == draft.replaced
            return isSame && before.attachments != draft.attachments ? before : nil
        }
        return nil
    }

    /// Its author said that something goes with it, or that nothing does.
    private func wasAttached(
        _ draft: Draft, _ before: Draft, _ id: CaseID, _ time: Lapse
    ) -> Bool {
        let isMore = draft.attachments.count == before.attachments.count + 1
        guard isMore || draft.attachments.isEmpty else { return false }
        return heard(["attach"]).contains { said in
            guard said.person == draft.author, said.at <= time, said.intent?.matter == id.number
            else { return false }
            guard isMore, let added = draft.attachments.last else {
                return said.intent?.words == "none"
            }
            return said.intent?.words == "\(added.url) \(added.alt ?? "")"
        }
    }

    private func wasOffered(_ attachment: Attachment, _ id: CaseID, _ time: Lapse) -> Bool {
        let words = "\(attachment.url) \(attachment.alt ?? "")"
        return heard(["attach"]).contains { said in
            guard said.at <= time, let intent = said.intent else { return false }
            return intent.matter == id.number && intent.words == words
        }
    }

    /// A canned text: its author asked for it with these words, and took it after that, when the
    /// case stood as it had when it was shown.
    private func wasTaken(
        _ draft: Draft, _ use: CannedUse, _ id: CaseID, _ event: StoredEvent, _ time: Lapse
    ) -> Bool {
        heard(["canned \(use.name)"]).contains { said in
            guard said.person == draft.author, said.intent?.matter == id.number,
                draft.text == text(of: use, said.intent?.words, id),
                said.answers.contains(where: { stands(id, since: $0.post.createdAt, event) })
            else { return false }
            return heard(["done"]).contains { done in
                done.person == said.person && done.intent?.matter == id.number
                    && done.at >= said.at && done.at <= time
            }
        }
    }

    /// Neither customer nor colleague has said anything new in between.
    private func stands(_ id: CaseID, since: Instant?, _ event: StoredEvent) -> Bool {
        guard let since, !hasJumps else { return true }
        var matter: Case?
        var then: CannedDraft.Standing?
        for other in ofCase[id] ?? [] where other.sequence < event.sequence {
            guard let fact = other.fact else { continue }
            if matter == nil {
                matter = Case(opening: fact, id: id, at: other.at)
            } else {
                matter?.apply(fact, by: other.by, at: other.at)
            }
            if other.at <= since { then = matter.flatMap { CannedDraft.Standing($0) } }
        }
        return then == matter.flatMap { CannedDraft.Standing($0) }
    }

    private func text(of use: CannedUse, _ words: String?, _ id: CaseID) -> String {
        guard use.words == .filled else {
            return use.name == "outage" ? Plan.outage : Plan.hello(of: "\(id.number)")
        }
        return Plan.sorry.before + (words ?? "") + Plan.sorry.behind
    }

    /// A text that was cut off: its author said the rest right after, as a client does, and took it
    /// in by `more`.
    private func wentOn(_ said: Said, with rest: Substring, before time: Lapse) -> Bool {
        var rest = rest
        // `ack all` names nothing either: so shortly after a line that broke off, it is asked about.
        for later in chronicle.said
        where later.person == said.person && later.at >= said.at && later.at <= time
            && (later.intent == nil || later.intent?.verb == "ack")
        {
            let words = later.text.filter { !$0.isWhitespace }
            if rest.hasPrefix(words) { rest = rest.dropFirst(words.count) }
        }
        return rest.isEmpty
            && heard(["more"]).contains { $0.person == said.person && $0.at >= said.at }
    }
}
