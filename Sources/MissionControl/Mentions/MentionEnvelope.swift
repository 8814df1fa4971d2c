import Casework
import Desk

/// How mentions are wrapped, as the media type says.
enum MentionEnvelope: Sendable {
    /// `application/json`: one object or an array of them.
    case plain
    /// `application/cloudevents+json`: one CloudEvent 1.0 whose `data` is a mention.
    case cloudEvent
    /// `application/cloudevents-batch+json`: an array of those.
    case cloudEventBatch

    /// Nothing for media types that are not taken, other charsets than UTF-8 included.
    init?(contentType: String) {
        let parts = contentType.split(separator: ";").map { $0.trimmed.lowercased() }
        for parameter in parts.dropFirst() where parameter.hasPrefix("charset=") {
            let charset = parameter.dropFirst("charset=".count).filter { $0 != "\"" }
            guard charset == "utf-8" || charset == "utf8" || charset == "us-ascii" else {
                return nil
            }
        }
        switch parts.first {
        case "application/json": self = .plain
        case "application/cloudevents+json": self = .cloudEvent
        case "application/cloudevents-batch+json": self = .cloudEventBatch
        default: return nil
        }
    }

    static let accepted = [
        "application/json", "application/cloudevents+json", "application/cloudevents-batch+json",
    ]

    /// All mentions of the document, or every fault of it.
    func mentions(in bytes: [UInt8], _ reader: MentionJSON) throws(MentionRefusal) -> [Mention] {
        let document: JSONValue
        do {
            document = try JSONParser.parse(bytes)
        } catch {
            throw .notJSON(error)
        }
        var faults: [Fault] = []
        var mentions: [Mention] = []
        for (pointer, value) in try items(of: document) {
            let found =
                switch self {
                case .plain: reader.mention(value, at: pointer, &faults)
                case .cloudEvent, .cloudEventBatch: unwrap(value, at: pointer, reader, &faults)
                }
            if let found { mentions.append(found) }
            if faults.count >= MentionRefusal.faultLimit { break }
        }
        if !faults.isEmpty {
            throw .faulty(Array(faults.prefix(MentionRefusal.faultLimit)))
        }
        return mentions
    }

    private func items(of document: JSONValue) throws(MentionRefusal) -> [(String, JSONValue)] {
        switch (self, document) {
        case (.plain, .array(let items)), (.cloudEventBatch, .array(let items)):
            guard items.count <= MentionBatch.limit else {
                let detail = "\(items.count) mentions; at most \(MentionBatch.limit) at once"
                throw .faulty([Fault(pointer: "", detail: detail)])
            }
            return items.enumerated().map { ("/\($0)", $1) }
        case (.cloudEventBatch, let other):
            let detail = "a batch is an array of CloudEvents, not \(other.kind)"
            throw .faulty([Fault(pointer: "", detail: detail)])
        default:
            return [("", document)]
        }
    }

    private func unwrap(
        _ value: JSONValue, at pointer: String, _ reader: MentionJSON, _ faults: inout [Fault]
    ) -> Mention? {
        guard case .object(let object) = value else {
            let detail = "a CloudEvent is an object, not \(value.kind)"
            faults.append(Fault(pointer: pointer, detail: detail))
            return nil
        }
        var fields = FieldReader(object: object, pointer: pointer)
        let version = fields.required("specversion") { $0.text("specversion", lengthMax: 16) }
        if let version, version != "1.0" { fields.fault("specversion", "is “1.0”") }
        for name in ["id", "source", "type"] {
            _ = fields.required(name) { $0.word(name, lengthMax: MentionJSON.urlLengthMax) }
        }
        let time = fields.instant("time")
        faults.append(contentsOf: fields.faults)
        guard let data = object["data"] else {
            let detail =
                object["data_base64"] == nil
                ? "is required: the mention" : "holds the mention; data_base64 is not taken"
            faults.append(Fault(pointer: pointer + "/data", detail: detail))
            return nil
        }
        var inner = reader
        if let time { inner.receivedAt = time }
        return inner.mention(data, at: pointer + "/data", &faults)
    }
}

extension Substring {
    /// Without the blanks around it.
    var trimmed: Substring {
        let isBlank = { (character: Character) in character == " " || character == "\t" }
        guard let first = firstIndex(where: { !isBlank($0) }),
            let last = lastIndex(where: { !isBlank($0) })
        else { return "" }
        return self[first...last]
    }
}
