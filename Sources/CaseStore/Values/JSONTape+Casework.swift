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
        case is Fact.Type: (value as? Fact).map(writeShort(fact:)) ?? false
        case is Notice.Type: (value as? Notice).map(writeShort(notice:)) ?? false
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

    /// What happens with every mention and every command.
    private func writeShort(fact: Fact) -> Bool {
        switch fact {
        case .opened(
            let mention, let queue, let priority, let points, let reasons, let due, let linkedTo):
            data(of: fact) {
                write(key: "mention")
                write(mention)
                member("queue", queue.rawValue)
                member("priority", priority.rawValue)
                member("points", Int64(points))
                write(key: "reasons")
                write(reasons)
                member("firstResponseDueAt", due?.milliseconds)
                member("linkedTo", linkedTo?.number)
            }
        case .routed(let queue, let because):
            data(of: fact) {
                member("queue", queue.rawValue)
                member("because", because)
            }
        case .claimed(let holder): data(of: fact) { member("holder", holder.rawValue) }
        case .released(let holder): data(of: fact) { member("holder", holder?.rawValue) }
        case .noted(let text): data(of: fact) { member("text", text) }
        default: return false
        }
        return true
    }

    /// What most commands are answered with.
    private func writeShort(notice: Notice) -> Bool {
        switch notice {
        case .claimed(let brief, let person, nil): answer("claimed", brief, by: person)
        case .released(let brief, let person): answer("released", brief, by: person)
        case .noted(let brief, let person): answer("noted", brief, by: person)
        default: return false
        }
        return true
    }

    private func answer(_ key: String, _ brief: CaseBrief, by person: PersonID) {
        object {
            write(key: key)
            object {
                write(key: "_0")
                write(brief)
                member("by", person.rawValue)
            }
        }
    }

    private func data(of fact: Fact, _ body: () -> Void) {
        object {
            write(key: fact.type)
            object(body)
        }
    }

    private func write(_ reasons: [PointReason]) {
        array(of: reasons) { reason in
            object {
                member("points", Int64(reason.points))
                member("because", reason.because)
                guard let words = reason.words else { return }
                write(key: "words")
                array(of: words) { write($0) }
            }
        }
    }

    private func array<Element>(of elements: [Element], _ body: (Element) -> Void) {
        begin(UInt8(ascii: "["), UInt8(ascii: "]"))
        let depth = depth
        for (index, element) in elements.enumerated() {
            if index > 0 { separate() }
            body(element)
        }
        close(to: depth - 1)
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
            if let byBot = mention.byBot { member("byBot", byBot) }
        }
    }

    private func write(_ attachments: [Attachment]) {
        array(of: attachments) { attachment in
            object {
                member("type", attachment.type)
                member("url", attachment.url)
                member("alt", attachment.alt)
            }
        }
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
