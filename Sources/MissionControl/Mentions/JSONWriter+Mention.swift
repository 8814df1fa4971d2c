import Casework
import Notation

/// A mention as the interface shows it, and as `MentionJSON` reads it.
extension JSONWriter {
    mutating func mention(_ mention: Mention) {
        object { writer in
            writer.member("source", mention.key.source.rawValue)
            writer.member("id", mention.key.id)
            writer.member("text", mention.text)
            writer.member("posted_at", mention.postedAt)
            writer.name("author")
            writer.author(mention.author, byBot: mention.byBot)
            writer.member("url", mention.url)
            writer.member("conversation", mention.conversation)
            writer.member("in_reply_to", mention.inReplyTo)
            writer.member("language", mention.language)
            writer.member("visibility", mention.visibility.rawValue)
            writer.name("attachments")
            writer.attachments(mention.attachments)
            writer.member("edited_at", mention.editedAt)
            writer.member("deleted_at", mention.deletedAt)
        }
    }

    /// - Parameter byBot: what the source says of that; nothing where it does not.
    mutating func author(_ author: Author, byBot: Bool? = nil) {
        object { writer in
            writer.member("handle", author.handle)
            writer.member("name", author.name)
            writer.member("vip", author.vip)
            writer.member("followers", author.followers)
            if let byBot { writer.member("bot", byBot) }
        }
    }
}
