/// A canned response that was filled for a case and shown, on its way to being its draft.
package struct CannedDraft: Hashable, Sendable, Codable {
    package var use: CannedUse
    package var language: String?
    package var text: String
    /// How the case stood when it was filled: what was shown is not submitted into another
    /// conversation than it was shown for.
    package var shownFor: Standing

    package init(use: CannedUse, language: String?, text: String, shownFor: Standing) {
        self.use = use
        self.language = language
        self.text = text
        self.shownFor = shownFor
    }

    package struct Standing: Hashable, Sendable, Codable {
        /// The post that is answered, as it was.
        package var answers: MentionKey
        package var editedAt: Instant?
        package var deletedAt: Instant?
        /// The newest draft; 0 where there was none.
        package var revision: Int

        /// Nothing where there is no post to answer.
        package init?(_ matter: Case) {
            guard let answered = matter.newestMention else { return nil }
            answers = answered.key
            editedAt = answered.editedAt
            deletedAt = answered.deletedAt
            revision = matter.drafts.last?.revision ?? 0
        }
    }

    /// With another text, which makes it an edited one.
    package func saying(_ text: String) -> CannedDraft {
        var other = self
        if text != self.text { other.use.words = .edited }
        other.text = text
        return other
    }
}

/// Which canned response a draft was made from.
package struct CannedUse: Hashable, Sendable, Codable {
    package var name: String
    package var words: Words

    package enum Words: String, Hashable, Sendable, Codable, CaseIterable {
        /// As they are written down, with what the desk fills in.
        case asWritten = "as_written"
        /// The agent said something for a placeholder.
        case filled
        /// Somebody changed them, which makes it flagged.
        case edited
    }

    package init(name: String, _ words: Words = .asWritten) {
        self.name = name
        self.words = words
    }

    package var isEdited: Bool { words == .edited }
}
