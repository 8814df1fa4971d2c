/// What makes a mention itself: its source and the source's own id for it. Seen twice, it is a
/// duplicate or a change, never a second mention.
package struct MentionKey: Hashable, Sendable, Codable {
    package var source: SourceName
    package var id: String
    package init(source: SourceName, id: String) {
        self.source = source
        self.id = id
    }

    /// By bytes, as the store does: strings are equal in Swift where they only look alike, and a
    /// source may give two posts ids of which that is all that they share.
    package static func == (one: Self, other: Self) -> Bool {
        one.source == other.source && one.id.utf8.elementsEqual(other.id.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(source)
        for byte in id.utf8 { hasher.combine(byte) }
        hasher.combine(0xFF as UInt8)
    }
}

/// Who may see a post or a reply. A reply is never wider than what it answers.
package enum Visibility: String, Hashable, Sendable, Codable, CaseIterable {
    case `public`, followers, direct

    /// Larger reaches more people.
    package var breadth: Int {
        switch self {
        case .public: 2
        case .followers: 1
        case .direct: 0
        }
    }
    package func noWider(than other: Visibility) -> Visibility {
        breadth <= other.breadth ? self : other
    }
}

/// The customer as a source tells of them. `vip` counts only from trusted sources; intake has
/// seen to that before a mention gets here.
package struct Author: Hashable, Sendable, Codable {
    package var handle: String
    package var name: String?
    package var followers: Int?
    package var vip: Bool
    package init(handle: String, name: String? = nil, followers: Int? = nil, vip: Bool = false) {
        self.handle = handle
        self.name = name
        self.followers = followers
        self.vip = vip
    }
}

package struct Attachment: Hashable, Sendable, Codable {
    /// `image`, `video`, `audio` or `file`, or whatever word the source uses.
    package var type: String
    package var url: String
    package var alt: String?
    package init(type: String, url: String, alt: String? = nil) {
        self.type = type
        self.url = url
        self.alt = alt
    }
}

extension KeyedDecodingContainer {
    /// What was written down before there were attachments has none.
    func decode(_ type: [Attachment].Type, forKey key: Key) throws -> [Attachment] {
        try decodeIfPresent(type, forKey: key) ?? []
    }
}

/// Something a customer said in public or to us. Its text is data: it is never parsed as a
/// command, never rings anybody, never formats, never breaks a line (invariant 8).
package struct Mention: Hashable, Sendable, Codable {
    package var key: MentionKey
    package var text: String
    /// When the customer posted it; response times count from here.
    package var postedAt: Instant
    package var author: Author
    package var url: String?
    /// The source's id of the thread it belongs to.
    package var conversation: String?
    /// The source's id of the mention, or our reference of the reply, that it answers.
    package var inReplyTo: String?
    package var language: String?
    package var visibility: Visibility
    package var attachments: [Attachment]
    package var editedAt: Instant?
    package var deletedAt: Instant?
    /// The source says that a program wrote it; nothing where it does not say.
    package var byBot: Bool?

    /// Characters; a longer one is refused at the door.
    package static let textLimit = 50_000
    package static let attachmentLimit = 32

    package init(
        key: MentionKey, text: String, postedAt: Instant, author: Author, url: String? = nil,
        conversation: String? = nil, inReplyTo: String? = nil, language: String? = nil,
        visibility: Visibility = .public, attachments: [Attachment] = [],
        editedAt: Instant? = nil, deletedAt: Instant? = nil
    ) {
        self.key = key
        self.text = text
        self.postedAt = postedAt
        self.author = author
        self.url = url
        self.conversation = conversation
        self.inReplyTo = inReplyTo
        self.language = language
        self.visibility = visibility
        self.attachments = attachments
        self.editedAt = editedAt
        self.deletedAt = deletedAt
    }
}
