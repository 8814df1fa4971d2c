import Casework

// What is written all day goes without containers: asking the runtime for one costs as much as
// writing ten values. Each writes what its synthesised `encode(to:)` would, under the same keys.
extension JSONTape {
    /// False if the value has no short way.
    func writeShort<Value>(_ value: Value) -> Bool {
        switch Value.self {
        case is Mention.Type: (value as? Mention).map(write) != nil
        case is CaseBrief.Type: (value as? CaseBrief).map(write) != nil
        case is Author.Type: (value as? Author).map(write) != nil
        case is MentionKey.Type: (value as? MentionKey).map(write) != nil
        default: false
        }
    }

    private func object(_ body: () -> Void) {
        begin(UInt8(ascii: "{"), UInt8(ascii: "}"))
        let depth = depth
        body()
        close(to: depth - 1)
    }

    private func member(_ key: String, _ text: String?) {
        guard let text else { return }
        write(key: key)
        write(text)
    }

    private func member(_ key: String, _ number: Int64?) {
        guard let number else { return }
        write(key: key)
        write(number)
    }

    private func member(_ key: String, _ flag: Bool) {
        write(key: key)
        write(flag)
    }

    private func write(_ key: MentionKey) {
        object {
            member("source", key.source.rawValue)
            member("id", key.id)
        }
    }

    private func write(_ author: Author) {
        object {
            member("handle", author.handle)
            member("name", author.name)
            member("followers", author.followers.map(Int64.init))
            member("vip", author.vip)
        }
    }

    private func write(_ mention: Mention) {
        object {
            write(key: "key")
            write(mention.key)
            member("text", mention.text)
            member("postedAt", mention.postedAt.milliseconds)
            write(key: "author")
            write(mention.author)
            member("url", mention.url)
            member("conversation", mention.conversation)
            member("inReplyTo", mention.inReplyTo)
            member("language", mention.language)
            member("visibility", mention.visibility.rawValue)
            write(key: "attachments")
            write(mention.attachments)
            member("editedAt", mention.editedAt?.milliseconds)
            member("deletedAt", mention.deletedAt?.milliseconds)
        }
    }

    private func write(_ attachments: [Attachment]) {
        begin(UInt8(ascii: "["), UInt8(ascii: "]"))
        let depth = depth
        for (index, attachment) in attachments.enumerated() {
            if index > 0 { separate() }
            object {
                member("type", attachment.type)
                member("url", attachment.url)
                member("alt", attachment.alt)
            }
        }
        close(to: depth - 1)
    }

    private func write(_ brief: CaseBrief) {
        object {
            member("id", brief.id.number)
            member("phase", brief.phase.rawValue)
            member("queue", brief.queue.rawValue)
            member("priority", brief.priority.rawValue)
            member("points", Int64(brief.points))
            write(key: "customer")
            write(brief.customer)
            member("visibility", brief.visibility.rawValue)
            member("dueAt", brief.dueAt?.milliseconds)
            member("answeredAt", brief.answeredAt?.milliseconds)
            member("holder", brief.holder?.rawValue)
            member("heldSince", brief.heldSince?.milliseconds)
            member("practice", brief.practice)
        }
    }
}
