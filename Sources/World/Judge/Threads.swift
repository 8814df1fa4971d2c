import CaseStore
import Casework

// Numbered threads: the posts behind the first become drafts by themselves, as they were approved.

extension Draft {
    /// Nobody said a word for it that was not said for the post before it.
    var goesOnByItself: Bool { thread?.after != nil && replaced == nil }

    /// What its author said, without the numbers.
    var whole: String {
        guard let thread else { return text }
        return texts.enumerated().map { position, text in
            let number = " (\(thread.number + position)/\(thread.of))"
            return text.hasSuffix(number) ? String(text.dropLast(number.count)) : text
        }.joined(separator: " ")
    }
}

extension Evidence {
    /// The post before it, which counts as sent.
    private func post(before draft: Draft, _ id: CaseID) -> Draft? {
        (cases[id]?.drafts ?? []).last {
            $0.mark == draft.thread?.after && $0.revision < draft.revision && $0.state == .sent
        }
    }

    /// It says what was left of the thread, likewise.
    func follows(_ draft: Draft, _ id: CaseID) -> Bool {
        guard let before = post(before: draft, id) else { return false }
        return before.thread?.rest == draft.texts && before.author == draft.author
            && before.visibility == draft.visibility && before.answers == draft.answers
            && draft.attachments.isEmpty
    }

    /// Approved when it was written: with the post before it.
    func wentOn(_ event: StoredEvent, _ id: CaseID, _ revision: Int) -> Bool {
        (cases[id]?.drafts ?? []).contains {
            $0.revision == revision && $0.goesOnByItself && $0.writtenAt == event.at
        }
    }

    /// The post that it may stand under: the nearest before it by its receiver's name for it, if that
    /// was told, or else the customer's.
    func answered(by draft: Draft, in id: CaseID) -> [String?] {
        var post = draft
        while let before = self.post(before: post, id) {
            if before.reference != nil { return [before.reference] }
            post = before
        }
        return [draft.answers.id]
    }
}
