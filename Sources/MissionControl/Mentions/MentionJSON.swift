package import Casework
import Notation

/// Mentions as JSON, the one notation for all who bring them: HTTP, a file, a pipe.
///
/// Required are `source`, `id`, `text` and `author.handle`; a missing `posted_at` is the time of
/// receipt; unknown fields are ignored; null counts as missing. Lengths are in code points.
package struct MentionJSON: Sendable {
    package static let sourceLengthMax = 64
    package static let idLengthMax = 256
    package static let handleLengthMax = 256
    package static let nameLengthMax = 256
    package static let urlLengthMax = 2048
    package static let languageLengthMax = 35
    package static let attachmentTypeLengthMax = 64
    package static let attachmentAltLengthMax = 5000
    package static let followersMax: Int64 = 9_007_199_254_740_991

    /// When the document was read.
    package var receivedAt: Instant
    /// Whether `vip` counts.
    package var isTrusted: Bool
    /// The source of mentions that name none; nothing: naming it is required.
    package var defaultSource: SourceName?

    package init(receivedAt: Instant, isTrusted: Bool, defaultSource: SourceName? = nil) {
        self.receivedAt = receivedAt
        self.isTrusted = isTrusted
        self.defaultSource = defaultSource
    }

    /// One mention from one JSON object, with every fault that it has.
    package func decode(_ bytes: [UInt8]) throws(MentionRefusal) -> Mention {
        let value: JSONValue
        do {
            value = try JSONParser.parse(bytes)
        } catch {
            throw .notJSON(error)
        }
        var faults: [Fault] = []
        let found = mention(value, at: "", &faults)
        guard let found, faults.isEmpty else { throw .faulty(faults) }
        return found
    }

    /// The mention as one JSON object on one line; decoding it gives the same mention.
    package static func encode(_ mention: Mention) -> [UInt8] {
        var writer = JSONWriter()
        writer.mention(mention)
        return writer.bytes
    }

    /// What a value stands for; nothing, and at least one fault more, if it is no mention.
    func mention(_ value: JSONValue, at pointer: String, _ faults: inout [Fault]) -> Mention? {
        guard case .object(let object) = value else {
            faults.append(
                Fault(pointer: pointer, detail: "a mention is an object, not \(value.kind)"))
            return nil
        }
        var fields = FieldReader(object: object, pointer: pointer)
        let key = key(&fields)
        let text = fields.required("text") { $0.text("text", lengthMax: Mention.textLimit) }
        let (author, byBot) = author(&fields)
        let visibility = visibility(&fields)
        let attachments = attachments(&fields)
        let postedAt = fields.instant("posted_at") ?? receivedAt
        let url = fields.word("url", lengthMax: MentionJSON.urlLengthMax)
        let conversation = fields.word("conversation", lengthMax: MentionJSON.idLengthMax)
        let inReplyTo = fields.word("in_reply_to", lengthMax: MentionJSON.idLengthMax)
        let language = fields.word("language", lengthMax: MentionJSON.languageLengthMax)
        let editedAt = fields.instant("edited_at")
        let deletedAt = fields.instant("deleted_at")
        faults.append(contentsOf: fields.faults)
        guard fields.faults.isEmpty, let key, let text, let author else { return nil }
        var mention = Mention(
            key: key, text: text, postedAt: postedAt, author: author, url: url,
            conversation: conversation, inReplyTo: inReplyTo, language: language,
            visibility: visibility, attachments: attachments, editedAt: editedAt,
            deletedAt: deletedAt)
        mention.byBot = byBot
        return mention
    }

    private func key(_ fields: inout FieldReader) -> MentionKey? {
        let lengthMax = MentionJSON.sourceLengthMax
        var source = defaultSource
        if source == nil || fields.object["source"] != nil {
            let name = fields.required("source") { $0.word("source", lengthMax: lengthMax) }
            if let name, !name.utf8.allSatisfy(MentionJSON.isSourceByte) {
                fields.fault("source", "only letters, digits, “.”, “_” and “-” name a source")
            }
            source = name.map { SourceName($0) }
        }
        let id = fields.required("id") { $0.word("id", lengthMax: MentionJSON.idLengthMax) }
        guard let source, let id else { return nil }
        return MentionKey(source: source, id: id)
    }

    private static func isSourceByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// And whether the source says that a program wrote it.
    private func author(_ fields: inout FieldReader) -> (Author?, byBot: Bool?) {
        guard let value = fields.object["author"] else {
            fields.fault("author", "is required, with a “handle”")
            return (nil, nil)
        }
        guard case .object(let object) = value else {
            fields.fault("author", "is an object with a “handle”, not \(value.kind)")
            return (nil, nil)
        }
        var inner = FieldReader(object: object, pointer: fields.pointer + "/author")
        let handle = inner.required("handle") {
            $0.word("handle", lengthMax: MentionJSON.handleLengthMax)
        }
        let name = inner.text("name", lengthMax: MentionJSON.nameLengthMax)
        let followers = inner.count("followers", max: MentionJSON.followersMax)
        let vip = inner.flag("vip") ?? false
        let bot = inner.flag("bot")
        fields.faults.append(contentsOf: inner.faults)
        let author = handle.map {
            Author(handle: $0, name: name, followers: followers, vip: vip && isTrusted)
        }
        return (author, bot)
    }

    private func visibility(_ fields: inout FieldReader) -> Visibility {
        guard let name = fields.text("visibility", lengthMax: 64) else { return .public }
        if let visibility = Visibility(rawValue: name) { return visibility }
        let known = Visibility.allCases.map(\.rawValue).joined(separator: ", ")
        fields.fault("visibility", "is one of \(known)")
        return .public
    }

    private func attachments(_ fields: inout FieldReader) -> [Attachment] {
        guard let value = fields.object["attachments"] else { return [] }
        guard case .array(let items) = value else {
            fields.fault("attachments", "is an array, not \(value.kind)")
            return []
        }
        guard items.count <= Mention.attachmentLimit else {
            let limit = Mention.attachmentLimit
            fields.fault("attachments", "has \(items.count) items; at most \(limit)")
            return []
        }
        return items.enumerated().compactMap { index, item in
            let place = "\(fields.pointer)/attachments/\(index)"
            guard case .object(let object) = item else {
                let detail = "an attachment is an object, not \(item.kind)"
                fields.faults.append(Fault(pointer: place, detail: detail))
                return nil
            }
            var inner = FieldReader(object: object, pointer: place)
            let type = inner.required("type") {
                $0.word("type", lengthMax: MentionJSON.attachmentTypeLengthMax)
            }
            let url = inner.required("url") {
                $0.word("url", lengthMax: MentionJSON.urlLengthMax)
            }
            let alt = inner.text("alt", lengthMax: MentionJSON.attachmentAltLengthMax)
            fields.faults.append(contentsOf: inner.faults)
            guard let type, let url else { return nil }
            return Attachment(type: type, url: url, alt: alt)
        }
    }
}
